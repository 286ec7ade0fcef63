"""Eligibility as the contract has it, to the letter: a chart goes in by `dendra import`, the
findings come out of `dendra eligibility --json`, and nothing of the program's inside is known here.

Every chart is one clean base chart, which every shipped policy finds eligible, with one change. All
charts are taken in by a single call, then each is judged on its own.

    test_contract.py DENDRA [TEST...]"""

import copy
import json
import os
import re
import unittest

from contract_cases import (
    ALWAYS, CASES, CAUTION, MET, NOT_APPLICABLE, NOT_MET, POLICY_RULES, UNKNOWN, rule_age,
    rule_augmentation, rule_contraindications, rule_diagnosis, rule_exclusions,
    rule_oral_antidepressant, rule_overrides, rule_people, rule_severity, rule_suicidality,
    rule_trials_and_classes, trial_adherence_and_outcome, trial_days, trial_doses, trial_drugs,
    trial_episode_and_years, trial_intolerance, trial_twice, verdicts)
from contract_charts import (
    BASE, CLINIC, DONE, ON, SCRATCH, changed, dendra, known, run, trial, write)

CHARTS = {}


def add_cases(title, *tables):
    """Makes a test case of the cases that TABLES tell, one test method each."""
    first = len(CASES)
    for table in tables:
        table()
    methods = {}
    for number in range(first, len(CASES)):
        name, policy, chart, expected, on = CASES[number]
        mrn = f"C{number:04}"
        chart["patient"]["mrn"] = mrn
        CHARTS[mrn] = chart

        def method(self, mrn=mrn, policy=policy, expected=expected, on=on):
            self.judge(mrn, policy, expected, on)
        methods[f"test_{number:04}"] = method
        method.title = f"{title}: {name}"
    return type(title, (Judged,), methods)


class Judged(unittest.TestCase):
    """A chart under one policy: what the program finds is what is expected."""

    maxDiff = None

    def judge(self, mrn, policy, expected, on):
        status, out, err = dendra("eligibility", mrn, "--policy", policy, "--on", on, "--json",
                                  database=CLINIC)
        self.assertEqual((status, err), (DONE, b""))
        answer = json.loads(out)
        self.check_shape(answer, out, mrn, policy, on)
        found = {finding["rule"]: finding for finding in answer["findings"]}
        for key, value in expected.items():
            with self.subTest(key):
                self.check_one(answer, found, key, value)

    def check_one(self, answer, found, key, value):
        if key in ("verdict", "counted_trials", "counted_classes"):
            self.assertEqual(answer[key], value, self.short(answer))
        elif key == "trial":
            self.check_trial(answer["trials"][0], *value)
        elif key == "counts":
            self.assertEqual([item["counts"] for item in answer["trials"]], value)
        elif key == "duplicates":
            reasons = [item["reasons"] for item in answer["trials"]]
            self.assertEqual(reasons.count(["duplicate_drug"]), value, reasons)
        elif key.startswith(("reason ", "missing ")):
            member, rule = key.split(" ")
            for words in value:
                self.assertIn(words.lower(), str(found[rule][member]).lower())
        elif value is None:
            self.assertNotIn(key, found)
        else:
            self.assertEqual(found[key]["outcome"], value, found[key]["reason"])

    def check_trial(self, given, counts, reasons, days):
        self.assertEqual(given["counts"], counts, given)
        if isinstance(reasons, set):
            self.assertLessEqual(reasons, set(given["reasons"]), given)
        else:
            self.assertEqual(given["reasons"], reasons, given)
        if days is not None:
            self.assertEqual(given["days_at_dose"], days, given)

    def check_shape(self, answer, out, mrn, policy, on):
        """What holds of every answer: the keys, their order, the words, the way it is written, and
        that the verdict follows from the findings."""
        self.assertEqual(list(answer), ["mrn", "policy", "on", "verdict", "counted_trials",
                                        "counted_classes", "trials", "findings"])
        self.assertEqual((answer["mrn"], answer["policy"], answer["on"]), (mrn, policy, on))
        for given in answer["trials"]:
            self.assertEqual(list(given), ["drug", "class", "counts", "reasons", "days_at_dose"])
        for finding in answer["findings"]:
            self.assertEqual(list(finding),
                             ["rule", "outcome", "found", "needed", "reason", "missing"])
            self.assertIn(finding["outcome"], [MET, NOT_MET, UNKNOWN, CAUTION, NOT_APPLICABLE])
            self.assertRegex(finding["reason"], r"^\S.*[.!?]$")
            self.assertIsInstance(finding["missing"], list)
        self.assertEqual(len(answer["trials"]), len(CHARTS[mrn].get("trials") or []))
        self.assertEqual(answer["counted_trials"],
                         sum(item["counts"] for item in answer["trials"]))
        self.assertEqual(out.decode("utf-8"),
                         json.dumps(answer, indent=2, ensure_ascii=False) + "\n")
        outcomes = {finding["outcome"] for finding in answer["findings"]}
        verdict = ("not_eligible" if NOT_MET in outcomes else "incomplete" if UNKNOWN in outcomes
                   else "review" if CAUTION in outcomes else "eligible")
        self.assertEqual(answer["verdict"], verdict)

    @staticmethod
    def short(answer):
        """The findings that are not met, for a failure's message."""
        return "; ".join(f"{finding['rule']}: {finding['outcome']}"
                         for finding in answer["findings"] if finding["outcome"] != MET)


Age = add_cases("age", rule_age)
Diagnosis = add_cases("diagnosis", rule_diagnosis)
Trials = add_cases("trial", trial_drugs, trial_doses, trial_days, trial_adherence_and_outcome,
                   trial_intolerance, trial_episode_and_years, trial_twice)
Counts = add_cases("counts", rule_trials_and_classes)
Augmentation = add_cases("augmentation", rule_augmentation)
Severity = add_cases("severity", rule_severity)
Medication = add_cases("medication", rule_oral_antidepressant)
People = add_cases("people", rule_people)
Suicidality = add_cases("suicidality", rule_suicidality)
Exclusions = add_cases("exclusion", rule_exclusions)
Contraindications = add_cases("contraindication", rule_contraindications)
Overrides = add_cases("override", rule_overrides)
Verdicts = add_cases("verdict", verdicts)


class Policies(unittest.TestCase):
    """The 13 shipped policies, and a chart under all of them."""

    def test_base_chart_is_eligible_under_every_policy(self):
        """--policy all judges the base chart, which lacks nothing, under every policy"""
        status, out, err = dendra("eligibility", "BASE", "--policy", "all", "--on", ON, "--json",
                                  database=CLINIC)
        self.assertEqual((status, err), (DONE, b""))
        answers = json.loads(out)
        self.assertEqual({answer["policy"]: answer["verdict"] for answer in answers},
                         {policy: "eligible" for policy in POLICY_RULES})

    def test_all_says_what_each_says(self):
        """--policy all gives for each policy what --policy ID gives"""
        _status, out, _err = dendra("eligibility", "BASE", "--policy", "all", "--on", ON, "--json",
                                    database=CLINIC)
        for answer in json.loads(out):
            with self.subTest(answer["policy"]):
                _status, one, _err = dendra("eligibility", "BASE", "--policy", answer["policy"],
                                            "--on", ON, "--json", database=CLINIC)
                self.assertEqual(json.loads(one), answer)

    def test_rules_that_a_policy_does_not_have_are_left_out(self):
        """each policy has its own rules and no others, each once"""
        _status, out, _err = dendra("eligibility", "BASE", "--policy", "all", "--on", ON, "--json",
                                    database=CLINIC)
        for answer in json.loads(out):
            with self.subTest(answer["policy"]):
                self.assertEqual(sorted(finding["rule"] for finding in answer["findings"]),
                                 sorted(ALWAYS + POLICY_RULES[answer["policy"]]))

    def test_policies_are_listed(self):
        """policies tells id, payer, title, version, date, source, and that none is confirmed"""
        status, out, err = dendra("policies", "--json", database=CLINIC)
        self.assertEqual((status, err), (DONE, b""))
        listed = json.loads(out)
        self.assertEqual({policy["id"] for policy in listed}, set(POLICY_RULES))
        for policy in listed:
            self.assertIn("version", policy)
            for key in ("id", "payer", "title", "date", "source"):
                self.assertTrue(policy[key], (policy["id"], key))
            self.assertIsNone(policy["confirmed"])
        dates = {policy["id"]: policy["date"] for policy in listed}
        self.assertEqual(dates["carefirst-trd"], "2026-05-05")
        self.assertEqual(dates["label-trd"], "2025-01-21")


# MGH-ATRQ least daily doses: generic, a brand, class, mg.
FORMULARY = """
citalopram Celexa SSRI 20|escitalopram Lexapro SSRI 10|fluoxetine Prozac SSRI 20
fluvoxamine Luvox SSRI 50|paroxetine Paxil SSRI 20|sertraline Zoloft SSRI 50
vilazodone Viibryd SPARI 40|vortioxetine Trintellix SPARI 10|venlafaxine Effexor SNRI 150
desvenlafaxine Pristiq SNRI 50|duloxetine Cymbalta SNRI 60|levomilnacipran Fetzima SNRI 40
milnacipran Savella SNRI 100|bupropion Wellbutrin NDRI 300|mirtazapine Remeron NaSSA 15
trazodone Desyrel SARI 300|nefazodone nefazodone SARI 300|amitriptyline Elavil TCA 150
amoxapine Asendin TCA 150|clomipramine Anafranil TCA 150|desipramine Norpramin TCA 150
doxepin Sinequan TCA 150|imipramine Tofranil TCA 150|maprotiline Ludiomil TCA 150
nortriptyline Pamelor TCA 75|protriptyline Vivactil TCA 30|trimipramine Surmontil TCA 150
isocarboxazid Marplan MAOI 30|phenelzine Nardil MAOI 45|tranylcypromine Parnate MAOI 30
moclobemide moclobemide MAOI-R 300|agomelatine Valdoxan OTHER 25|tianeptine Stablon OTHER 37.5
reboxetine Edronax OTHER 4|mianserin Tolvon OTHER 30|opipramol Insidon OTHER 150
"""
FORMULARY = [line.split() for line in re.split(r"[|\n]", FORMULARY.strip())]


class Formulary(unittest.TestCase):
    """Each antidepressant's class and least adequate dose, by generic and by brand name."""

    def trials_of(self, mrn, trials):
        """What is found of TRIALS, by the name of the drug."""
        database = os.path.join(SCRATCH.name, f"{mrn}.db")
        path = write(f"{mrn}.json", changed(patient={"mrn": mrn}, trials=trials))
        self.assertEqual(dendra("import", path, database=database)[0], DONE)
        _status, out, _err = dendra("eligibility", mrn, "--policy", "label-trd", "--on", ON,
                                    "--json", database=database)
        return {found["drug"]: found for found in json.loads(out)["trials"]}

    def test_least_dose_and_class(self):
        """each generic at its least adequate dose counts, and has its class"""
        found = self.trials_of("F-1", [trial(generic, max_daily_dose_mg=float(least))
                                       for generic, _brand, _class, least in FORMULARY])
        for generic, _brand, name, _least in FORMULARY:
            with self.subTest(generic):
                self.assertEqual(found[generic], {"drug": generic, "class": name, "counts": True,
                                                  "reasons": [], "days_at_dose": 84})

    def test_below_the_least_dose(self):
        """each brand, in capitals, half a milligram below the least dose does not count"""
        found = self.trials_of("F-2", [trial(brand.upper(), max_daily_dose_mg=float(least) - 0.5)
                                       for _generic, brand, _class, least in FORMULARY])
        for _generic, brand, name, _least in FORMULARY:
            with self.subTest(brand):
                self.assertEqual(found[brand.upper()], {
                    "drug": brand.upper(), "class": name, "counts": False,
                    "reasons": ["dose_below_minimum"], "days_at_dose": 0})


class RoundTrips(unittest.TestCase):
    """All these charts, out and in again."""

    maxDiff = None

    def test_all_charts_of_this_file(self):
        """every chart of this file: same facts out, and the same bytes from an empty clinic"""
        first, second = (os.path.join(SCRATCH.name, name) for name in ("out-1", "out-2"))
        self.assertEqual(dendra("export", "--all", "-o", first, database=CLINIC)[0], DONE)
        names = sorted(os.listdir(first))
        self.assertEqual(len(names), len(CHARTS))
        empty = os.path.join(SCRATCH.name, "empty.db")
        files = [os.path.join(first, name) for name in names]
        self.assertEqual(dendra("import", *files, database=empty)[0], DONE)
        self.assertEqual(dendra("export", "--all", "-o", second, database=empty)[0], DONE)
        self.assertEqual(sorted(os.listdir(second)), names)
        for name in names:
            with (open(os.path.join(first, name), "rb") as one,
                  open(os.path.join(second, name), "rb") as two):
                text = one.read()
                self.assertEqual(text, two.read(), name)
            facts = known(json.loads(text))
            chart = known(CHARTS[facts["patient"]["mrn"]])
            for given, asked in zip(facts.get("assessments", []), chart.get("assessments", [])):
                if "total" not in asked:
                    given.pop("total", None)
            self.assertEqual(facts, chart)


def setUpModule():
    """Takes every chart into one clinic, by one call."""
    CHARTS["BASE"] = copy.deepcopy(BASE)
    files = [write(f"{mrn}.json", chart) for mrn, chart in CHARTS.items()]
    status, _out, err = dendra("import", *files, database=CLINIC)
    assert status == DONE, err.decode()


if __name__ == "__main__":
    run()
