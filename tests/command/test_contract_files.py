"""The contract of the command line but for eligibility: what a chart file keeps and what is
refused, exit statuses, options and streams.

    test_contract_files.py DENDRA [TEST...]"""

import json
import os
import subprocess
import unittest

from contract_charts import (
    BASE, CLINIC, DENDRA, DONE, INPUT, MACHINE, NEGATIVE, ON, SCRATCH, at, changed, dendra, known,
    run, trial, write)

FULL = {
    "format": "dendra-chart", "version": 1,
    "patient": {
        "mrn": "Ж-1/α", "family_name": "Müller-Ångström", "given_name": "Ελένη",
        "middle_name": "Щука", "preferred_name": "Nellie", "birth_date": "1985-03-04",
        "sex": "other", "language": "Greek", "phone": "(512) 555-0142",
        "email": "eleni@example.org",
        "address": {"street": "1 Elm St", "street2": "Apt 2", "city": "Austin", "state": "TX",
                    "zip": "78701"},
        "height_cm": 162.5,
        "emergency_contact": {"name": "Jo", "relationship": "spouse", "phone": "(512) 555-0143"}},
    "allergies": [{"substance": "Penicillin", "reaction": "hives", "severity": "moderate"}],
    "medications": [{"drug": "liothyronine", "daily_dose_mg": 0.025, "started_on": "2026-03-01",
                     "ended_on": "2026-04-01", "note": "a \"note\",\nof two lines"}],
    "coverages": [{"rank": 1, "payer": "Cigna", "plan": "PPO", "member_id": "W1",
                   "group_number": "G1", "relationship": "spouse", "subscriber_name": "Jo Doe",
                   "subscriber_birth_date": "1980-01-02", "from": "2026-01-01", "to": "2026-12-31",
                   "copay_cents": 0}],
    "diagnoses": [{"code": "F33.2", "rank": 1, "onset_on": "2020-01-01", "noted_on": "2020-02-01",
                   "note": "n"}, {"code": "F41.1", "rank": 2, "resolved_on": "2021-01-01"}],
    "episodes": [{"started_on": "2020-01-01", "ended_on": "2020-12-31"},
                 {"started_on": "2025-01-10"}],
    "trials": [
        {"drug": "Zoloft", "started_on": "2025-02-01", "ended_on": "2025-06-01",
         "max_daily_dose_mg": 150,
         "doses": [{"from": "2025-02-01", "to": "2025-02-14", "daily_mg": 25},
                   {"from": "2025-02-15", "to": "2025-06-01", "daily_mg": 150}],
         "adherence_percent": 0, "improvement_percent": 0, "stop_reason": "cost",
         "source": "pharmacy_record", "note": "n"},
        {"drug": "aripiprazole", "weeks": 8.5, "augments": "Zoloft", "stop_reason": "ongoing",
         "source": "patient_report"}],
    "therapies": [{"kind": "psychotherapy", "method": "CBT", "started_on": "2025-01-10",
                   "ended_on": "2025-06-10", "sessions": 0, "response": "some"}],
    "screenings": [{"item": "mania", "answer": "unknown", "noted_on": "2026-11-01", "note": "n"},
                   {"item": "pregnancy", "answer": "no", "noted_on": "2026-11-01"}],
    "assessments": [{"scale": "PHQ-9", "taken_at": "2026-11-20T09:05:00-05:00",
                     "items": [2, 2, 2, 2, 2, 2, 2, 1, None], "total": 17},
                    {"scale": "MADRS", "taken_at": "2026-11-20T09:05:00+05:45", "total": 0}],
    "vitals": [{"taken_at": "2026-11-20T09:05:00+00:00", "systolic": 128, "diastolic": 82,
                "pulse": 70, "spo2": 98, "respiration": 14, "weight_kg": 70.125}],
    "prescriber": {"name": "Ann Doe", "npi": "1234567893", "specialty": "psychiatry",
                   "rems_certified": False},
    "enrollments": [{"program": "spravato-rems", "id": "R-1", "enrolled_on": "2026-11-01"}],
    "checks": [{"kind": "ecg", "done_on": "2026-11-15", "result": "normal", "note": "n"}],
    "courses": [{"id": "C1", "modality": "ketamine_iv", "indication": "mdsi", "protocol": "p",
                 "started_on": "2026-10-01", "ended_on": "2026-10-20", "status": "completed",
                 "note": "n",
                 "decisions": [{"kind": "missed_session", "decided_on": "2026-10-05",
                                "decided_by": "Ann Doe", "session": "S1", "worse": False,
                                "phase": "induction", "interval_days": 3, "rationale": "r"},
                               {"kind": "benefit", "decided_on": "2026-10-20", "benefit": True}]}],
    "sessions": [{"id": "S1", "course": "C1", "number": 1, "phase": "induction",
                  "scheduled_at": "2026-10-01T09:00:00-05:00", "minutes": 180, "chair": "Room 1",
                  "arrived_at": "2026-10-01T08:50:00-05:00",
                  "started_at": "2026-10-01T09:05:00-05:00",
                  "ended_at": "2026-10-01T11:20:00-05:00", "status": "completed",
                  "status_reason": "moved once", "weight_kg": 70, "ordered_mg": 35,
                  "order_rationale": "r", "ordered_by": "Ann Doe", "prescriber_on_site": "Ann Doe",
                  "monitored_by": "N. Urse",
                  "checks": [{"item": "food", "since": "2026-10-01T06:00:00-05:00"},
                             {"item": "escort", "answer": "yes", "checked_by": "N. Urse",
                              "checked_at": "2026-10-01T08:55:00-05:00", "note": "n"}],
                  "doses": [{"given_at": "2026-10-01T09:05:00-05:00", "outcome": "given",
                             "given_mg": 35, "drawn_mg": 50, "wasted_mg": 15, "witness": "W. Itness",
                             "ndc": "00409205110", "lot": "L1", "expires_on": "2027-01-31",
                             "given_by": "N. Urse", "note": "n"},
                            {"given_at": "2026-10-01T09:06:00-05:00", "outcome": "refused",
                             "given_mg": 0}],
                  "infusion": [{"at": "2026-10-01T09:05:00-05:00", "action": "start",
                                "rate_mg_per_minute": 0.875, "by": "N. Urse"},
                               {"at": "2026-10-01T09:20:00-05:00", "action": "pause",
                                "reason": "nausea"}],
                  "observations": [{"taken_at": "2026-10-01T09:45:00-05:00", "systolic": 152,
                                    "diastolic": 96, "pulse": 88, "spo2": 97, "respiration": 14,
                                    "moaas": 5, "cadss6_items": [0, 1, 2, 0, 0, 0], "cadss6": 3,
                                    "cadss23_items": [1] * 23, "cadss23": 23,
                                    "aldrete": [2, 2, 1, 2, 2], "mpadss": [2, 2, 2, 1, 2],
                                    "taken_by": "N. Urse", "note": "n"},
                                   {"taken_at": "2026-10-01T10:00:00-05:00", "spo2": 98}],
                  "events": [{"started_at": "2026-10-01T09:18:00-05:00", "kind": "nausea",
                              "severity": "moderate", "serious": False,
                              "resolved_at": "2026-10-01T09:40:00-05:00", "treatment": "ondansetron",
                              "noted_by": "N. Urse", "note": "n"},
                             {"started_at": "2026-10-01T09:30:00-05:00", "kind": "Ω-feeling"}],
                  "medications": [{"given_at": "2026-10-01T09:21:00-05:00", "drug": "ondansetron",
                                   "dose_mg": 4, "route": "IV", "reason": "nausea",
                                   "given_by": "N. Urse"}],
                  "decisions": [{"about": "systolic", "of_at": "2026-10-01T09:45:00-05:00",
                                 "decision": "wait", "reason": "no symptoms",
                                 "decided_at": "2026-10-01T09:46:00-05:00",
                                 "decided_by": "Ann Doe"}],
                  "discharge": {"ready_at": "2026-10-01T11:05:00-05:00", "vitals_before_ok": True,
                                "vitals_after_ok": True, "escort_name": "Jo", "escort_here": True,
                                "instructions_given": True, "disposition": "left_early",
                                "early_reason": "had to go", "released_by": "Ann Doe"},
                  "note": "n", "signed_at": "2026-10-01T11:30:00-05:00", "signed_by": "Ann Doe",
                  "addenda": [{"written_at": "2026-10-02T08:00:00-05:00", "written_by": "Ann Doe",
                               "text": "Slept well."}],
                  "reports": [{"sent_on": "2026-10-05", "method": "portal", "sent_by": "F. Desk",
                               "confirmation": "77", "note": "n"}]}],
    "visits": [{"kind": "psychotherapy", "course": "C1", "minutes": 50, "clinician": "T. Herapist",
                "scheduled_at": "2026-10-02T13:00:00-05:00", "status": "planned", "note": "n"}],
}


class ChartFiles(unittest.TestCase):
    """What goes in comes out, and comes out the same again."""

    maxDiff = None

    def export(self, mrn, database):
        status, out, err = dendra("export", mrn, database=database)
        self.assertEqual((status, err), (DONE, b""))
        return out

    def test_every_key_comes_back(self):
        """a chart with every key of the contract comes out with the same facts"""
        database = os.path.join(SCRATCH.name, "full.db")
        status, _out, err = dendra("import", write("full.json", FULL), database=database)
        self.assertEqual((status, err), (DONE, b""))
        text = self.export("Ж-1/α", database)
        facts = json.loads(text)
        for key in FULL:
            with self.subTest(key):
                self.assertEqual(known(facts[key]), known(FULL[key]))
        self.assertEqual(set(known(facts)), set(FULL))

        again = os.path.join(SCRATCH.name, "again.db")
        path = write("again.json", text.decode("utf-8"))
        self.assertEqual(dendra("import", path, database=again)[0], DONE)
        self.assertEqual(self.export("Ж-1/α", again), text)

    def test_zero_is_not_unknown(self):
        """0 comes out as 0, and what is unknown does not come out as 0 or an empty text"""
        database = os.path.join(SCRATCH.name, "zero.db")
        chart = changed(patient={"mrn": "Z"}, trials=[
            trial(adherence_percent=0, improvement_percent=0), trial(
                "bupropion", adherence_percent=None, improvement_percent=None)])
        dendra("import", write("zero.json", chart), database=database)
        first, second = json.loads(self.export("Z", database))["trials"]
        self.assertEqual((first["adherence_percent"], first["improvement_percent"]), (0, 0))
        self.assertIsNone(second.get("adherence_percent"))
        self.assertIsNone(second.get("improvement_percent"))

    def test_export_is_stable_json(self):
        """an export is UTF-8 with two spaces of indent and a newline at its end"""
        text = self.export("BASE", CLINIC).decode("utf-8")
        self.assertEqual(text, json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n")
        self.assertIn("Ångström", text)

    def test_export_to_a_file(self):
        """-o writes what standard output would get"""
        path = os.path.join(SCRATCH.name, "base-out.json")
        self.assertEqual(dendra("export", "BASE", "-o", path, database=CLINIC)[0], DONE)
        with open(path, "rb") as file:
            self.assertEqual(file.read(), self.export("BASE", CLINIC))


# What a chart file may not have: (name, how the chart is spoilt, the place the message names).
def spoil(path, value):
    """A change of the base chart: VALUE at PATH, whose last word may be a new key."""
    def change(chart):
        place = chart
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value
    return change


REFUSALS = [
    ("another format", spoil(["format"], "other"), "format"),
    ("a later version", spoil(["version"], 2), "version"),
    ("no MRN", lambda chart: chart["patient"].pop("mrn"), "patient.mrn"),
    ("no patient", lambda chart: chart.pop("patient"), "patient"),
    ("an unknown key at the top", spoil(["medication"], []), "medication"),
    ("an unknown key of the patient", spoil(["patient", "birthdate"], "1985-03-04"),
     "patient.birthdate"),
    ("an unknown key of a trial", spoil(["trials", 2, "start"], "2025-02-01"), "trials[2].start"),
    ("an unknown key of a dose",
     spoil(["trials", 1, "doses"], [{"mg": 5, "daily_mg": 5}]), "trials[1].doses[0].mg"),
    ("a day that is not", spoil(["trials", 2, "started_on"], "2025-02-30"), "trials[2].started_on"),
    ("a US date", spoil(["trials", 2, "started_on"], "02/01/2025"), "trials[2].started_on"),
    ("a date as a number", spoil(["patient", "birth_date"], 19850304), "patient.birth_date"),
    ("an instant without an offset",
     spoil(["assessments", 0, "taken_at"], "2026-11-10T12:00:00"), "assessments[0].taken_at"),
    ("a date where an instant is wanted",
     spoil(["assessments", 0, "taken_at"], "2026-11-10"), "assessments[0].taken_at"),
    ("a word not of the list", spoil(["trials", 0, "stop_reason"], "failed"),
     "trials[0].stop_reason"),
    ("a word in another case", spoil(["patient", "sex"], "Female"), "patient.sex"),
    ("an unknown scale", spoil(["assessments", 0, "scale"], "PHQ9"), "assessments[0].scale"),
    ("an unknown screening item", spoil(["screenings", 3, "item"], "psychosis"),
     "screenings[3].item"),
    ("an answer that is none", spoil(["screenings", 3, "answer"], True), "screenings[3].answer"),
    ("a total that differs from its items",
     spoil(["assessments", 0], {"scale": "PHQ-9", "taken_at": at(ON), "items": [1] * 9,
                                "total": 10}), "assessments[0]"),
    ("a total that is the plain sum of QIDS items",
     spoil(["assessments", 0], {"scale": "QIDS-SR16", "taken_at": at(ON), "items": [1] * 16,
                                "total": 16}), "assessments[0]"),
    ("too many items",
     spoil(["assessments", 0], {"scale": "PHQ-9", "taken_at": at(ON), "items": [1] * 10}),
     "assessments[0]"),
    ("an item out of its range",
     spoil(["assessments", 0], {"scale": "PHQ-9", "taken_at": at(ON), "items": [4] + [1] * 8}),
     "assessments[0]"),
    ("a total out of range", spoil(["assessments", 0, "total"], 28), "assessments[0]"),
    ("a number as text", spoil(["trials", 0, "max_daily_dose_mg"], "50"),
     "trials[0].max_daily_dose_mg"),
    ("adherence above 100", spoil(["trials", 0, "adherence_percent"], 101),
     "trials[0].adherence_percent"),
    ("a dose below 0", spoil(["trials", 0, "max_daily_dose_mg"], -1),
     "trials[0].max_daily_dose_mg"),
    ("a trial that ends before it begins", spoil(["trials", 1, "ended_on"], "2020-01-01"),
     "trials[1]"),
    ("half a cent", spoil(["coverages"], [{"rank": 1, "payer": "Cigna", "copay_cents": 12.5}]),
     "coverages[0].copay_cents"),
    ("a fourth coverage rank", spoil(["coverages"], [{"rank": 4, "payer": "Cigna"}]),
     "coverages[0].rank"),
    ("another program", spoil(["enrollments", 0, "program"], "spravato"), "enrollments[0].program"),
    ("a code without its dot", spoil(["diagnoses", 0, "code"], "F332"), "diagnoses[0].code"),
    ("an empty text for what is unknown", spoil(["patient", "given_name"], ""),
     "patient.given_name"),
    ("a session of a course that is not there",
     spoil(["sessions"], [{"id": "S1", "course": "C9"}]), "sessions[0].course"),
    ("a visit of a course that is not there",
     spoil(["visits"], [{"kind": "follow_up", "course": "C9", "scheduled_at": at(ON)}]),
     "visits[0].course"),
    ("a decision after a session that is not there",
     spoil(["courses"], [{"modality": "esketamine", "decisions": [
         {"kind": "stop", "decided_on": ON, "session": "S9"}]}]),
     "courses[0].decisions[0].session"),
    ("an unknown key of an observation",
     spoil(["sessions"], [{}, {"observations": [{"taken_at": at(ON), "bp": "120/80"}]}]),
     "sessions[1].observations[0].bp"),
    ("an unknown key of the discharge",
     spoil(["sessions"], [{"discharge": {"escort": "Jo"}}]), "sessions[0].discharge.escort"),
    ("half a blood pressure",
     spoil(["sessions"], [{"observations": [{"taken_at": at(ON), "spo2": 98},
                                            {"taken_at": at(ON), "systolic": 120}]}]),
     "sessions[0].observations[1].diastolic"),
    ("a dose without a word on what became of it",
     spoil(["sessions"], [{"doses": [{"given_at": at(ON), "given_mg": 28}]}]),
     "sessions[0].doses[0].outcome"),
    ("an adverse event in too many words",
     spoil(["sessions"], [{"events": [{"started_at": at(ON), "kind": "x" * 61}]}]),
     "sessions[0].events[0].kind"),
    ("charges, which come with a later version", spoil(["charges"], [{"code": "99215"}]),
     "charges"),
    ("a list where an object is wanted", spoil(["patient"], []), "patient"),
    ("an object where a list is wanted", spoil(["trials"], {}), "trials"),
]


class Imports(unittest.TestCase):
    """What import takes, and how it tells what it does not take."""

    def test_refusals_name_file_and_place(self):
        """each spoilt chart is refused with its file and place named, and leaves nothing"""
        database = os.path.join(SCRATCH.name, "refusals.db")
        self.assertEqual(dendra("import", write("good.json", BASE), database=database)[0], DONE)
        for number, (name, change, place) in enumerate(REFUSALS):
            with self.subTest(name):
                chart = changed(patient={"mrn": f"X{number}"})
                change(chart)
                status, out, err = dendra("import", write(f"bad-{number}.json", chart),
                                          database=database)
                self.assertEqual(status, INPUT, (out, err))
                self.assertEqual(out, b"")
                self.assertIn(f"bad-{number}.json", err.decode())
                self.assertIn(place, err.decode())
        _status, out, _err = dendra("patients", "--json", database=database)
        self.assertEqual([patient["mrn"] for patient in json.loads(out)], ["BASE"])

    def test_one_line_a_problem(self):
        """two slips in one file are two lines, each with file and place"""
        chart = changed(patient={"mrn": "X"})
        chart["trials"][0]["started_on"] = "2025-13-01"
        chart["trials"][2]["ended_on"] = "soon"
        status, _out, err = dendra("import", write("two.json", chart),
                                   database=os.path.join(SCRATCH.name, "two.db"))
        self.assertEqual(status, INPUT)
        lines = err.decode().splitlines()
        self.assertEqual(len(lines), 2)
        for line, place in zip(lines, ("trials[0].started_on", "trials[2].ended_on")):
            self.assertIn("two.json", line)
            self.assertIn(place, line)

    def test_text_that_is_no_chart(self):
        """broken JSON, a key twice, not-a-number, no UTF-8 and nothing at all are refused"""
        whole = json.dumps(changed(patient={"mrn": "X"}))
        for name, text in (("cut off", whole[:-20]), ("more after it", whole + "{}"),
                           ("a key twice", whole.replace('"mrn": "X"', '"mrn": "X", "mrn": "Y"')),
                           ("not a number",
                            whole.replace('"adherence_percent": 90', '"adherence_percent": NaN')),
                           ("a comment", "// chart\n" + whole), ("empty", ""), ("a list", "[]")):
            with self.subTest(name):
                status, _out, err = dendra("import", write("text.json", text),
                                           database=os.path.join(SCRATCH.name, "text.db"))
                self.assertEqual(status, INPUT)
                self.assertIn("text.json", err.decode())

    def test_an_mrn_that_is_there_is_refused(self):
        """an MRN that the clinic has is refused, and the chart that is there stays as it is"""
        database = os.path.join(SCRATCH.name, "twice.db")
        dendra("import", write("base.json", BASE), database=database)
        before = dendra("export", "BASE", database=database)
        other = changed(patient={"family_name": "Other"}, trials=None)
        status, _out, err = dendra("import", write("other.json", other), database=database)
        self.assertEqual(status, INPUT)
        self.assertIn("other.json", err.decode())
        self.assertEqual(dendra("export", "BASE", database=database), before)

    def test_one_file_is_one_transaction(self):
        """a refused file does not keep another from being taken; the status is 2"""
        database = os.path.join(SCRATCH.name, "many.db")
        bad = changed(patient={"mrn": "B"})
        bad["version"] = 9
        files = [write("a.json", changed(patient={"mrn": "A"})), write("b.json", bad),
                 write("c.json", changed(patient={"mrn": "C"}))]
        self.assertEqual(dendra("import", *files, database=database)[0], INPUT)
        _status, out, _err = dendra("patients", "--json", database=database)
        self.assertEqual({patient["mrn"] for patient in json.loads(out)}, {"A", "C"})


class Requests(unittest.TestCase):
    """Exit statuses, where options stand, and what goes to which stream."""

    def test_wrong_requests(self):
        """a wrong request has the status 2, says so on standard error and prints nothing else"""
        for words in (["eligibility", "NOBODY", "--policy", "label-trd"],
                      ["eligibility", "BASE", "--policy", "no-such-policy"],
                      ["eligibility", "BASE", "--policy", "label-trd", "--on", "2026-02-30"],
                      ["eligibility", "BASE", "--policy", "label-trd", "--on", "11/21/2026"],
                      ["eligibility"], ["eligibility", "BASE", "--no-such-option"],
                      ["eligibility", "BASE", "--policy"], ["eligibility", "BASE", "EXTRA"],
                      ["export", "NOBODY"], ["export"], ["export", "--all"],
                      ["import"], ["import", os.path.join(SCRATCH.name, "no-such-file.json")],
                      ["paper", "prior-auth", "NOBODY", "--policy", "label-trd", "-o",
                       os.path.join(SCRATCH.name, "nobody.pdf")],
                      ["paper", "no-such-kind", "BASE", "-o",
                       os.path.join(SCRATCH.name, "kind.pdf")],
                      ["no-such-subcommand"]):
            with self.subTest(" ".join(words)):
                status, out, err = dendra(*words, database=CLINIC)
                self.assertEqual((status, out), (INPUT, b""), err)
                self.assertTrue(err.strip())

    def test_options_stand_before_or_after(self):
        """options stand before or after the positional words"""
        asked = ["--policy", "label-trd", "--on", ON, "--json"]
        after = dendra("eligibility", "BASE", *asked, database=CLINIC)
        self.assertEqual(after[0], DONE)
        self.assertEqual(dendra("eligibility", *asked, "BASE", database=CLINIC), after)
        self.assertEqual(dendra("--database", CLINIC, "--on", ON, "eligibility", "BASE", "--json",
                                "--policy", "label-trd"), after)
        self.assertEqual(dendra("eligibility", *asked, "--user", "Ann", "BASE", database=CLINIC),
                         after)

    def test_database_from_the_environment(self):
        """DENDRA_DATABASE names the database where --database does not"""
        done = subprocess.run([DENDRA, "patients", "BASE", "--json"], capture_output=True,
                              env={**os.environ, "DENDRA_DATABASE": CLINIC}, timeout=60)
        self.assertEqual((done.returncode, json.loads(done.stdout)[0]["mrn"]), (DONE, "BASE"))

    def test_a_negative_verdict_is_an_answer(self):
        """a verdict that is not eligible is still an answer: status 0"""
        on = "2000-01-01"
        status, out, _err = dendra("eligibility", "BASE", "--policy", "label-trd", "--on", on,
                                   "--json", database=CLINIC)
        self.assertEqual((status, json.loads(out)["verdict"]), (DONE, "not_eligible"))

    def test_search(self):
        """patients finds by name, MRN, birth date, phone and member id"""
        database = os.path.join(SCRATCH.name, "search.db")
        dendra("import", write("s1.json", FULL), write("s2.json", BASE), database=database)
        for text in ("Müller", "müller", "Ж-1/α", "1985-03-04", "5550142", "W1"):
            with self.subTest(text):
                status, out, _err = dendra("patients", text, "--json", database=database)
                self.assertEqual(status, DONE)
                self.assertIn("Ж-1/α", [patient["mrn"] for patient in json.loads(out)])
        self.assertEqual(json.loads(dendra("patients", "Zzz", "--json", database=database)[1]), [])

    def test_demo_check_backup_restore(self):
        """demo writes a sound database; a backup of it restores to the same charts"""
        demo, copy_, back = (os.path.join(SCRATCH.name, name)
                             for name in ("demo.db", "copy.db", "back.db"))
        self.assertEqual(dendra("demo", demo)[0], DONE)
        self.assertEqual(dendra("check", database=demo)[0], DONE)
        self.assertEqual(dendra("backup", copy_, database=demo)[0], DONE)
        self.assertEqual(dendra("restore", copy_, database=back)[0], DONE)
        self.assertEqual(dendra("patients", "--json", database=back),
                         dendra("patients", "--json", database=demo))

    def test_damage(self):
        """a file that is no database, and one that can not be opened, are the machine's failure"""
        path = write("garbage.db", "This is no database. " * 500)
        status, out, err = dendra("patients", "--json", database=path)
        self.assertEqual((status, out), (MACHINE, b""), err)
        self.assertIn("garbage.db", err.decode())

    def test_a_changed_audit_entry(self):
        """check finds that somebody put another name into the audit: done, and the answer is no"""
        path = os.path.join(SCRATCH.name, "audited.db")
        dendra("import", write("audited.json", BASE), "--user", "Zaphodia", database=path)
        self.assertEqual(dendra("check", database=path)[0], DONE)
        with open(path, "rb") as file:
            content = file.read()
        self.assertIn(b"Zaphodia", content)
        with open(path, "wb") as file:
            file.write(content.replace(b"Zaphodia", b"Zaphodio"))
        self.assertEqual(dendra("check", database=path)[0], NEGATIVE)

    @unittest.skipUnless(os.path.exists("/dev/full"), "this system has no /dev/full")
    def test_a_full_disk(self):
        """an answer that finds no room is the machine's failure"""
        with open("/dev/full", "wb") as full:
            done = subprocess.run([DENDRA, "export", "BASE", "--database", CLINIC], stdout=full,
                                  stderr=subprocess.PIPE, timeout=60)
        self.assertEqual(done.returncode, MACHINE)
        self.assertTrue(done.stderr)

    def test_paper_is_the_same_every_time(self):
        """the same chart, policy and day give the same bytes in any time zone"""
        papers = []
        for zone in ("UTC", "Pacific/Auckland"):
            path = os.path.join(SCRATCH.name, "paper.pdf")
            done = subprocess.run([DENDRA, "paper", "prior-auth", "BASE", "--policy", "label-trd",
                                   "--on", ON, "-o", path, "--database", CLINIC],
                                  capture_output=True, timeout=60, env={**os.environ, "TZ": zone})
            self.assertEqual(done.returncode, DONE, done.stderr)
            with open(path, "rb") as file:
                papers.append(file.read())
            os.unlink(path)
        self.assertTrue(papers[0].startswith(b"%PDF-"))
        self.assertEqual(papers[0], papers[1])


def setUpModule():
    """A clinic with the base chart."""
    status, _out, err = dendra("import", write("BASE.json", BASE), database=CLINIC)
    assert status == DONE, err.decode()


if __name__ == "__main__":
    run()
