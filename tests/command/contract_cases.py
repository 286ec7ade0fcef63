"""The cases of the contract's eligibility: which chart has what verdict under which policy, a table
for each rule."""

from contract_charts import (
    BASE, FOUR, ITEMS, LABEL_ITEMS, ON, TWO_AUGMENTATIONS, at, augmentation, changed, codes, day,
    itemized, medicine, scored, screened, steps, trial, undated)

# The cases: (name, policy, chart, what is expected, day). What is expected is a dict of
#   a rule              its outcome; None: the rule is left out
#   "verdict", "counted_trials", "counted_classes"
#   "trial"             of the first trial: (counts, its reasons, its days at dose), None: any
#   "counts"            of every trial, whether it counts
#   "duplicates"        how many trials do not count only for being the same drug twice
#   "reason RULE", "missing RULE"   words that stand there, in any case

CASES = []
MET, NOT_MET, UNKNOWN, CAUTION = "met", "not_met", "unknown", "caution"
NOT_APPLICABLE = "not_applicable"


def case(name, policy, expected, on=ON, **changes):
    CASES.append((name, policy, changed(**changes), expected, on))


def counted(days=None):
    return {"trial": (True, [], days)}


def refused(*reasons, days=None):
    return {"trial": (False, list(reasons), days)}


# Which rules a policy has. An absent key of the policy is an absent rule.
ALWAYS = ["age", "diagnosis"] + [f"contraindication.{item}" for item in ITEMS]
COUNTS = ["adequate_trials", "distinct_classes"]
POLICY_RULES = {
    "label-trd": ["adequate_trials", "rems_enrollment"],
    "label-mdsi": ["suicidality", "oral_antidepressant", "rems_enrollment"],
    "cigna-trd": COUNTS + ["prescriber", "pdmp", "rems_enrollment", "exclusion.psychosis"],
    "carefirst-trd": COUNTS + ["augmentation", "psychotherapy", "severity", "prescriber",
                               "rems_enrollment", "exclusion.substance_use"],
    "medical-mutual-trd": COUNTS + ["psychotherapy", "severity", "rems_enrollment",
                                    "exclusion.concurrent_ketamine",
                                    "exclusion.concurrent_neuromodulation"],
    "hcsc-trd": COUNTS + ["severity", "rems_enrollment", "exclusion.substance_use"],
    "bcbs-ma-trd": COUNTS + ["severity", "rems_enrollment"],
    "bcbs-nc-trd": COUNTS + ["rems_enrollment", "exclusion.psychosis"],
    "bcbs-nd-trd": COUNTS + ["oral_antidepressant", "prescriber"],
    "qualchoice-trd": COUNTS + ["augmentation", "severity", "oral_antidepressant", "prescriber",
                                "rems_enrollment"],
    "western-health-trd": COUNTS + ["oral_antidepressant", "prescriber", "exclusion.psychosis"],
    "texas-medicaid-trd": ["severity", "prescriber", "rems_enrollment"],
    "ohio-medicaid-trd": COUNTS + ["oral_antidepressant", "rems_enrollment"],
}
TRD = [policy for policy in POLICY_RULES if policy != "label-mdsi"]
# How many trials and classes, of how many days, with how much improvement: (count, classes, days,
# the most improvement that is still a failure, whether only the current episode's trials count).
POLICY_TRIALS = {
    "label-trd": (2, None, 42, 49, True),
    "cigna-trd": (2, 2, 42, 25, True),
    "carefirst-trd": (2, 2, 56, 49, True),
    "medical-mutual-trd": (2, 2, 42, 25, True),
    "hcsc-trd": (1, 1, 42, 49, True),
    "bcbs-ma-trd": (4, 2, 42, 49, True),
    "bcbs-nc-trd": (2, 2, 42, 25, True),
    "bcbs-nd-trd": (2, 1, 42, 49, False),
    "qualchoice-trd": (2, 2, 28, 49, False),
    "western-health-trd": (2, 2, 42, 49, True),
    "ohio-medicaid-trd": (2, 1, 30, 49, False),
}
POLICY_SEVERITY = {
    "carefirst-trd": {"MADRS": 35, "HAM-D17": 23},
    "medical-mutual-trd": {"PHQ-9": 0, "MADRS": 0, "HAM-D17": 0, "QIDS-SR16": 0},
    "hcsc-trd": {"MADRS": 28, "HAM-D17": 17, "PHQ-9": 10, "QIDS-SR16": 11},
    "bcbs-ma-trd": {"MADRS": 28, "HAM-D17": 17},
    "qualchoice-trd": {"PHQ-9": 16},
    "texas-medicaid-trd": {"PHQ-9": 0, "MADRS": 0, "HAM-D17": 0, "QIDS-SR16": 0},
}


def rule_age():
    for policy in POLICY_RULES:
        case(f"{policy}: 18 today", policy, {"age": MET, "verdict": "eligible"},
             patient={"birth_date": "2008-11-21"})
        case(f"{policy}: 18 tomorrow", policy, {"age": NOT_MET, "verdict": "not_eligible"},
             patient={"birth_date": "2008-11-22"})
    case("64, and 65 tomorrow", "qualchoice-trd", {"age": MET},
         patient={"birth_date": "1961-11-22"})
    case("65 today", "qualchoice-trd", {"age": NOT_MET}, patient={"birth_date": "1961-11-21"})
    case("65 where the policy has no highest age", "cigna-trd", {"age": MET},
         patient={"birth_date": "1961-11-21"})
    case("age on the day asked for, not today", "label-trd", {"age": NOT_MET}, on="2026-11-20",
         patient={"birth_date": "2008-11-21"})
    case("no birth date", "label-trd", {"age": UNKNOWN, "verdict": "incomplete"},
         patient={"birth_date": None})
    case("born on 29 February, 1 March", "label-trd", {"age": MET}, on="2026-03-01",
         patient={"birth_date": "2008-02-29"}, screenings=screened("2026-02-01"))


def rule_diagnosis():
    roles = {
        "SUPPORT": (MET, "F32.1 F32.2 F33.1 F33.2"),
        "CAUTION, with psychosis": (CAUTION, "F32.3 F33.3"),
        "WEAK": (CAUTION, "F32.0 F32.89 F32.9 F32.A F33.0 F33.8 F33.9 F53.0 F06.31 F06.32"),
        "RENEWAL": (CAUTION, "F32.4 F32.5 F33.40 F33.41 F33.42"),
        "EXCLUDE": (NOT_MET, "F32.81 F43.21 F20.9 F25.1 F29 F30.10 F31.9 F31.32"),
        "none of these": (NOT_MET, "F34.1 F41.0 F41.1 F41.3 F41.8 F41.9 F43.10 F43.11 F43.12 "
                                   "F43.81 F43.89 R45.851 Z91.51 Z91.148 Z79.899 M54.50"),
    }
    for role, (outcome, names) in roles.items():
        for name in names.split():
            case(f"{name} alone ({role})", "label-trd", {"diagnosis": outcome},
                 diagnoses=codes(name))
    for name, outcome, listed in (
            ("EXCLUDE before SUPPORT", NOT_MET, ["F33.2", "F31.9"]),
            ("EXCLUDE before WEAK", NOT_MET, ["F32.9", "F43.21"]),
            ("SUPPORT before CAUTION", MET, ["F33.3", "F33.2"]),
            ("SUPPORT before WEAK", MET, ["F32.A", "F32.2"]),
            ("SUPPORT before renewal-only", MET, ["F33.42", "F33.1"]),
            ("SUPPORT with a secondary code", MET, ["F41.1", "F33.2"]),
            ("WEAK with a secondary code", CAUTION, ["F41.1", "F33.9"])):
        case(name, "label-trd", {"diagnosis": outcome}, diagnoses=codes(*listed))
    case("no code at all", "label-trd", {"diagnosis": UNKNOWN, "verdict": "incomplete"},
         diagnoses=None)
    case("only a resolved code", "label-trd", {"diagnosis": UNKNOWN},
         diagnoses=codes("F33.2", resolved_on="2025-01-01"))
    case("a resolved EXCLUDE code is not judged", "label-trd", {"diagnosis": MET},
         diagnoses=codes("F33.2") + codes("F43.21", resolved_on="2024-06-01"))
    case("a resolved SUPPORT code does not support", "label-trd", {"diagnosis": NOT_MET},
         diagnoses=codes("F41.1") + codes("F33.2", resolved_on="2024-06-01"))

    own_list = ("F32.0 F32.1 F32.2 F32.3 F32.4 F32.5 F32.9 F32.89 F32.A F33.0 F33.1 F33.2 F33.3 "
                "F33.40 F33.41 F33.42 F33.8 F33.9 F34.1 F06.31 F06.32 F06.34 F53.0")
    for name in own_list.split():
        case(f"{name} stands in the policy's own list", "texas-medicaid-trd", {"diagnosis": MET},
             diagnoses=codes(name))
    for name in ("F41.1", "F32.81", "F43.21", "R45.851"):
        case(f"{name} does not stand in the policy's own list", "texas-medicaid-trd",
             {"diagnosis": NOT_MET}, diagnoses=codes(name))
    case("an own list does not ask for EXCLUDE codes", "texas-medicaid-trd", {"diagnosis": MET},
         diagnoses=codes("F33.2", "F43.21"))

    long_ago, too_late = day(ON, -730), day(ON, -729)
    for name, outcome, code, episode in (
            ("recurrent without psychosis", MET, "F33.2", too_late),
            ("recurrent, mild", MET, "F33.0", too_late),
            ("recurrent with psychosis", NOT_MET, "F33.3", long_ago),
            ("single episode begun 730 days ago", MET, "F32.2", long_ago),
            ("single episode begun 729 days ago", NOT_MET, "F32.2", too_late),
            ("moderate single episode begun 730 days ago", MET, "F32.1", long_ago),
            ("anxiety only", NOT_MET, "F41.1", long_ago)):
        case(f"Blue Cross NC: {name}", "bcbs-nc-trd", {"diagnosis": outcome},
             diagnoses=codes(code), episodes=[{"started_on": episode}])


def trial_drugs():
    for name, drug, mg in (
            ("generic", "sertraline", 50), ("brand", "Zoloft", 50), ("capitals", "SERTRALINE", 50),
            ("small brand", "lexapro", 10), ("mixed case", "eFFexOR", 150),
            ("brand of a salt", "Pristiq", 50)):
        case(f"drug by {name}: {drug}", "label-trd", counted(84),
             trials=[trial(drug, max_daily_dose_mg=mg)])
    case("unknown drug name", "label-trd", refused("unknown_drug"),
         trials=[trial("Snakeroot", max_daily_dose_mg=100)])
    for drug, mg in (("aripiprazole", 15), ("Abilify", 15), ("lithium", 900), ("quetiapine", 300),
                     ("buspirone", 60), ("lamotrigine", 200), ("liothyronine", 0.05)):
        case(f"augmenter without an antidepressant: {drug}", "label-trd",
             refused("not_antidepressant"), trials=[trial(drug, max_daily_dose_mg=mg)])
    for drug, mg in (("trazodone", 100), ("doxepin", 6), ("mirtazapine", 7.5),
                     ("amitriptyline", 25)):
        case(f"sleep dose: {drug} {mg} mg", "label-trd", refused("dose_below_minimum"),
             trials=[trial(drug, max_daily_dose_mg=mg)])


def trial_doses():
    case("no dose known", "label-trd", refused("missing_dose"),
         trials=[trial(max_daily_dose_mg=None)])
    case("a dose of 0 is known, and is too low", "label-trd", refused("dose_below_minimum"),
         trials=[trial(max_daily_dose_mg=0)])
    case("dose segments are measured, not the highest dose", "label-trd",
         refused("too_short", days=41),
         trials=[trial(max_daily_dose_mg=200, doses=steps(("2025-02-01", "2025-02-14", 25),
                                                          ("2025-02-15", "2025-03-27", 50),
                                                          ("2025-03-28", "2025-04-25", 25)))])
    case("titration below the dose is not counted", "label-trd", counted(42),
         trials=[trial(doses=steps(("2025-02-01", "2025-02-14", 25),
                                   ("2025-02-15", "2025-03-28", 50)))])
    case("all segments below the dose", "label-trd", refused("dose_below_minimum"),
         trials=[trial(max_daily_dose_mg=25, doses=steps(("2025-02-01", "2025-04-25", 49.5)))])
    case("segments at different adequate doses are one time", "label-trd", counted(42),
         trials=[trial(doses=steps(("2025-02-01", "2025-02-21", 50),
                                   ("2025-02-22", "2025-03-14", 100)))])


def trial_days():
    for policy, (_count, _classes, days, _limit, _current) in POLICY_TRIALS.items():
        case(f"{policy}: {days} days, first and last counted", policy, counted(days),
             trials=[trial(days=days, start="2026-02-01")])
        case(f"{policy}: {days - 1} days", policy, refused("too_short", days=days - 1),
             trials=[trial(days=days - 1, start="2026-02-01")])
    # 30 days at dose, a gap, 30 days at dose: long enough only when the gap is bridged.
    for name, gap, expected in (
            ("gap of 7 days bridged", 7, counted()),
            ("gap of 8 days not bridged", 8, refused("too_short", days=30))):
        case(name, "label-trd", expected,
             trials=[trial(days=60 + gap, doses=steps(
                 ("2025-02-01", "2025-03-02", 50),
                 (day("2025-03-03", gap), day("2025-03-03", gap + 29), 50)))])
    for name, gap, expected in (("7 days below the dose are bridged", 7, counted()),
                                ("8 days below the dose are not", 8,
                                 refused("too_short", days=30))):
        case(name, "label-trd", expected,
             trials=[trial(days=60 + gap, doses=steps(
                 ("2025-02-01", "2025-03-02", 50), ("2025-03-03", day("2025-03-03", gap - 1), 25),
                 (day("2025-03-03", gap), day("2025-03-03", gap + 29), 50)))])
    case("a gap of 8 days after a long enough time", "label-trd", counted(42),
         trials=[trial(days=80, doses=steps(("2025-02-01", "2025-03-14", 50),
                                            ("2025-03-23", "2025-04-01", 50)))])
    case("no dates: 6 weeks are 42 days", "label-trd", counted(42), trials=[undated(weeks=6)])
    case("no dates: 5.9 weeks", "label-trd", refused("too_short", days=41),
         trials=[undated(weeks=5.9)])
    case("neither dates nor weeks", "label-trd", refused("missing_dates"),
         trials=[undated(weeks=None)])
    case("0 weeks are known, and too short", "label-trd", refused("too_short", days=0),
         trials=[undated(weeks=0)])
    case("dates go before weeks", "label-trd", refused("too_short", days=28),
         trials=[trial(days=28, weeks=12)])
    running = {"stop_reason": "ongoing", "ended_on": None}
    case("running trial, 42 days up to the day", "label-trd", counted(42),
         trials=[trial(start=day(ON, -41), **running)])
    case("running trial, 41 days up to the day", "label-trd", refused("too_short", days=41),
         trials=[trial(start=day(ON, -40), **running)])
    case("running trial, measured to --on and not to today", "label-trd",
         refused("too_short", days=32), on="2026-11-11",
         trials=[trial(start=day(ON, -41), **running)])
    case("running trial with an open dose segment", "label-trd", counted(42),
         trials=[trial(start=day(ON, -51), doses=[
             {"from": day(ON, -51), "to": day(ON, -42), "daily_mg": 25},
             {"from": day(ON, -41), "daily_mg": 50}], **running)])


def trial_adherence_and_outcome():
    for name, percent, expected in (("75 percent", 75, counted()),
                                    ("74 percent", 74, refused("poor_adherence")),
                                    ("0 percent is known", 0, refused("poor_adherence")),
                                    ("unknown is not held against it", None, counted())):
        case(f"adherence {name}", "label-trd", expected, trials=[trial(adherence_percent=percent)])
    for policy, (_count, _classes, _days, limit, _current) in POLICY_TRIALS.items():
        case(f"{policy}: {limit} percent better has failed", policy, counted(),
             trials=[trial(improvement_percent=limit, start="2026-02-01")])
        case(f"{policy}: {limit + 1} percent better has not", policy, refused("response_adequate"),
             trials=[trial(improvement_percent=limit + 1, start="2026-02-01")])
    case("0 percent better is known", "cigna-trd", counted(),
         trials=[trial(improvement_percent=0, stop_reason=None)])
    case("worse than before", "cigna-trd", counted(), trials=[trial(improvement_percent=-20)])
    case("the measure goes before the reason it stopped", "label-trd",
         refused("response_adequate"), trials=[trial(improvement_percent=60)])
    case("unmeasured, stopped for inadequate response", "label-trd", counted(),
         trials=[trial(improvement_percent=None)])
    for reason in ("patient_choice", "cost", "other", None):
        case(f"unmeasured, stopped for {reason}", "label-trd", refused("missing_outcome"),
             trials=[trial(improvement_percent=None, stop_reason=reason)])
        case(f"measured, stopped for {reason}", "label-trd", counted(),
             trials=[trial(stop_reason=reason)])
    case("unmeasured and running", "label-trd", refused("missing_outcome"),
         trials=[trial(start="2026-02-01", improvement_percent=None, stop_reason="ongoing",
                       ended_on=None)])


def trial_intolerance():
    stopped = {"stop_reason": "intolerance"}
    case("41 days, not tolerated", "label-trd", {"trial": (False, {"intolerance"}, 41)},
         trials=[trial(days=41, **stopped)])
    case("42 days, not tolerated, no better", "label-trd", counted(42),
         trials=[trial(days=42, **stopped)])
    case("42 days, not tolerated, much better", "label-trd", refused("response_adequate"),
         trials=[trial(days=42, improvement_percent=60, **stopped)])
    case("42 days, not tolerated, unmeasured", "label-trd", refused("missing_outcome"),
         trials=[trial(days=42, improvement_percent=None, **stopped)])
    case("policy accepts intolerance: 3 days", "qualchoice-trd", counted(3),
         trials=[trial(days=3, **stopped)])
    case("policy accepts intolerance: 3 days, unmeasured", "qualchoice-trd", counted(3),
         trials=[trial(days=3, improvement_percent=None, **stopped)])
    case("policy accepts intolerance: 60 percent better", "qualchoice-trd", counted(84),
         trials=[trial(improvement_percent=60, **stopped)])
    case("policy accepts intolerance, not a low dose", "qualchoice-trd",
         {"trial": (False, {"dose_below_minimum"}, None)},
         trials=[trial(days=3, max_daily_dose_mg=25, **stopped)])
    case("policy accepts intolerance, not another reason to stop", "qualchoice-trd",
         refused("too_short"), trials=[trial(days=3, stop_reason="patient_choice")])


def trial_episode_and_years():
    begun = "2025-01-10"
    for policy, (_count, _classes, _days, _limit, current) in POLICY_TRIALS.items():
        case(f"{policy}: ended the day before the episode", policy,
             refused("other_episode") if current else counted(84),
             trials=[trial(start=day(begun, -84))], episodes=[{"started_on": begun}])
    episode = [{"started_on": begun}]
    case("ended on the first day of the episode", "label-trd", counted(84), episodes=episode,
         trials=[trial(start=day(begun, -83))])
    case("no episode recorded", "label-trd", counted(), episodes=None, trials=[trial()])
    case("only an ended episode recorded", "label-trd", counted(), trials=[trial()],
         episodes=[{"started_on": "2020-01-01", "ended_on": "2020-12-31"}])
    case("the current episode is the one without an end", "label-trd", refused("other_episode"),
         trials=[trial(start="2020-02-01")],
         episodes=[{"started_on": "2020-01-01", "ended_on": "2020-12-31"}] + episode)
    case("no dates: taken to be of the episode and in the years", "carefirst-trd", counted(84),
         trials=[undated()], episodes=episode)
    old = [{"started_on": "2015-01-01"}]
    case("ended five years ago to the day", "carefirst-trd", counted(), episodes=old,
         trials=[trial(start="2021-06-01", ended_on="2021-11-21")])
    case("ended five years and a day ago", "carefirst-trd", refused("too_old"), episodes=old,
         trials=[trial(start="2021-06-01", ended_on="2021-11-20")])
    case("the years are counted back from --on", "carefirst-trd", counted(), episodes=old,
         on="2026-11-20", trials=[trial(start="2021-06-01", ended_on="2021-11-20")])
    case("no limit of years", "cigna-trd", counted(), episodes=old,
         trials=[trial(start="2016-06-01")])


def trial_twice():
    later = {"start": "2025-08-01"}
    once = {"adequate_trials": NOT_MET, "counted_trials": 1, "duplicates": 1}
    case("same drug twice in one episode", "label-trd", once, trials=[trial(), trial(**later)])
    case("generic and brand are the same drug", "label-trd", once,
         trials=[trial(), trial("Zoloft", **later)])
    case("same class, two drugs: two trials", "label-trd",
         {"adequate_trials": MET, "counted_trials": 2, "counted_classes": 1, "duplicates": 0},
         trials=[trial(), trial("escitalopram", **later)])
    case("once too short, then long enough: the second counts", "label-trd",
         {"counts": [False, True], "counted_trials": 1, "duplicates": 0},
         trials=[trial(days=20), trial(**later)])
    case("same drug in two episodes counts twice", "ohio-medicaid-trd",
         {"counts": [True, True], "counted_trials": 2, "adequate_trials": MET},
         trials=[trial(start="2020-02-01"), trial()],
         episodes=[{"started_on": "2020-01-01", "ended_on": "2020-12-31"},
                   {"started_on": "2025-01-01"}])


SOME = [("sertraline", "SSRI"), ("venlafaxine", "SNRI"), ("bupropion", "NDRI"),
        ("mirtazapine", "NaSSA")]


def rule_trials_and_classes():
    for policy, (count, classes, _days, _limit, _current) in POLICY_TRIALS.items():
        enough = [trial(drug, start="2025-06-01") for drug, _class in SOME[:count]]
        expected = {"adequate_trials": MET, "counted_trials": count, "counted_classes": count,
                    "verdict": "eligible"}
        case(f"{policy}: {count} trials are enough", policy, expected,
             trials=enough + TWO_AUGMENTATIONS)
        case(f"{policy}: {count - 1} trials are too few", policy,
             {"adequate_trials": NOT_MET, "counted_trials": count - 1, "verdict": "not_eligible"},
             trials=enough[1:] + TWO_AUGMENTATIONS)
        if count > 1:
            case(f"{policy}: {count} trials of one class", policy,
                 {"adequate_trials": MET, "counted_trials": count, "counted_classes": 1,
                  "distinct_classes": None if classes is None else MET if classes < 2 else NOT_MET},
                 trials=[trial(drug, max_daily_dose_mg=50) for drug in
                         ("sertraline", "escitalopram", "fluoxetine", "citalopram")[:count]]
                 + TWO_AUGMENTATIONS)
        if count > 1:
            case(f"{policy}: {count - 1} trials and one without its outcome", policy,
                 {"adequate_trials": UNKNOWN, "missing adequate_trials": ["sertraline"],
                  "verdict": "incomplete", "counted_trials": count - 1},
                 trials=[trial(start="2025-06-01", improvement_percent=None, stop_reason="other")]
                 + enough[1:] + TWO_AUGMENTATIONS)
    no_outcome = {"improvement_percent": None, "stop_reason": "other"}
    for name, fault in (("dose", {"max_daily_dose_mg": None}),
                        ("dates", {"started_on": None, "ended_on": None}), ("outcome", no_outcome)):
        case(f"short, and a trial lacks its {name}", "cigna-trd",
             {"adequate_trials": UNKNOWN, "distinct_classes": UNKNOWN, "counted_trials": 1,
              "missing adequate_trials": ["venlafaxine"],
              "missing distinct_classes": ["venlafaxine"], "verdict": "incomplete"},
             trials=[trial(), trial("venlafaxine", **fault)])
    case("short, and both trials lack their outcome: both are named", "cigna-trd",
         {"adequate_trials": UNKNOWN, "missing adequate_trials": ["sertraline", "venlafaxine"]},
         trials=[trial(**no_outcome), trial("venlafaxine", **no_outcome)])
    case("the missing trial could not make up the count", "cigna-trd", {"adequate_trials": NOT_MET},
         trials=[trial("venlafaxine", **no_outcome)])
    case("the missing trial could make up the count but no new class", "cigna-trd",
         {"adequate_trials": UNKNOWN, "distinct_classes": NOT_MET},
         trials=[trial(), trial("escitalopram", **no_outcome)])
    case("a trial that lacks its outcome but is too short makes up nothing", "cigna-trd",
         {"adequate_trials": NOT_MET},
         trials=[trial(), trial("venlafaxine", days=20, **no_outcome)])
    case("a trial that lacks its outcome but was not taken makes up nothing", "cigna-trd",
         {"adequate_trials": NOT_MET},
         trials=[trial(), trial("venlafaxine", adherence_percent=20, **no_outcome)])
    case("a trial that lacks its dates but got better makes up nothing", "cigna-trd",
         {"adequate_trials": NOT_MET},
         trials=[trial(), undated("venlafaxine", weeks=None, improvement_percent=80)])
    case("an unknown drug makes up nothing", "cigna-trd", {"adequate_trials": NOT_MET},
         trials=[trial(), trial("Snakeroot", max_daily_dose_mg=10, **no_outcome)])
    case("enough without the trial that lacks something", "cigna-trd", {"adequate_trials": MET},
         trials=[trial(), trial("bupropion"), trial("venlafaxine", **no_outcome)])
    case("no trial at all", "cigna-trd",
         {"adequate_trials": NOT_MET, "distinct_classes": NOT_MET, "counted_trials": 0,
          "counted_classes": 0}, trials=None)


def rule_augmentation():
    case("an augmentation is no trial of its own", "label-trd", refused("augmentation"),
         trials=[augmentation()])
    case("an antidepressant that augments is no trial of its own", "label-trd",
         refused("augmentation"), trials=[trial("bupropion", augments="sertraline")])
    case("an unknown drug that augments", "label-trd", refused("augmentation"),
         trials=[trial("Snakeroot", augments="sertraline")])
    for name, outcome, added in (
            ("two of 28 days", MET, [augmentation(days=28), augmentation("lithium", 28)]),
            ("one of 27 days", NOT_MET, [augmentation(days=27), augmentation("lithium", 28)]),
            ("one of two", NOT_MET, [augmentation()]),
            ("any dose will do", MET, [augmentation(max_daily_dose_mg=0.5),
                                       augmentation("lithium", max_daily_dose_mg=None)]),
            ("none recorded", UNKNOWN, [])):
        case(f"two augmentations asked for: {name}", "qualchoice-trd", {"augmentation": outcome},
             trials=FOUR + added)
    for name, outcome, added, therapies in (
            ("56 days, no psychotherapy", MET, [augmentation(days=56)], None),
            ("none, but psychotherapy", MET, [], BASE["therapies"]),
            ("55 days, but psychotherapy", MET, [augmentation(days=55)], BASE["therapies"]),
            ("neither", UNKNOWN, [], None)):
        case(f"one or the other: {name}", "carefirst-trd",
             {"augmentation": outcome, "psychotherapy": outcome,
              "verdict": "eligible" if outcome == MET else "incomplete"},
             trials=FOUR + added, therapies=therapies)
    case("one or the other: 55 days, no psychotherapy", "carefirst-trd", {"augmentation": NOT_MET},
         trials=FOUR + [augmentation(days=55)], therapies=None)
    case("psychotherapy tried", "medical-mutual-trd", {"psychotherapy": MET})
    case("no therapy recorded", "medical-mutual-trd", {"psychotherapy": UNKNOWN}, therapies=None)
    case("another therapy is no psychotherapy", "medical-mutual-trd", {"psychotherapy": UNKNOWN},
         therapies=[{"kind": "tms", "started_on": "2025-01-01", "ended_on": "2025-02-01"}])


def rule_severity():
    for policy, scales in POLICY_SEVERITY.items():
        for scale, least in scales.items():
            case(f"{policy}: {scale} {least}", policy, {"severity": MET},
                 assessments=[scored(scale, least)])
            if least:
                case(f"{policy}: {scale} {least - 1}", policy, {"severity": NOT_MET},
                     assessments=[scored(scale, least - 1)])
        case(f"{policy}: nothing taken", policy, {"severity": UNKNOWN, "verdict": "incomplete"},
             assessments=None)
        case(f"{policy}: another scale", policy, {"severity": UNKNOWN},
             assessments=[scored("GAD-7", 21)])
    case("the newest of a scale, now short", "hcsc-trd", {"severity": NOT_MET},
         assessments=[scored("MADRS", 50, "2026-10-01"), scored("MADRS", 27, "2026-11-10")])
    case("the newest of a scale, now high, whatever the order", "hcsc-trd", {"severity": MET},
         assessments=[scored("MADRS", 28, "2026-11-10"), scored("MADRS", 5, "2026-10-01")])
    case("one scale that reaches it is enough", "hcsc-trd", {"severity": MET},
         assessments=[scored("MADRS", 5), scored("PHQ-9", 10)])
    case("all scales short", "hcsc-trd", {"severity": NOT_MET},
         assessments=[scored("MADRS", 27), scored("PHQ-9", 9), scored("HAM-D17", 16),
                      scored("QIDS-SR16", 10)])
    case("taken 28 days ago", "qualchoice-trd", {"severity": MET},
         assessments=[scored("PHQ-9", 16, day(ON, -28))])
    case("taken 29 days ago", "qualchoice-trd", {"severity": UNKNOWN},
         assessments=[scored("PHQ-9", 16, day(ON, -29))])
    case("no age limit, taken two years ago", "hcsc-trd", {"severity": MET},
         assessments=[scored("PHQ-9", 16, "2024-11-01")])
    course = {"courses": [{"id": "C", "modality": "esketamine", "started_on": "2026-10-01"}],
              "sessions": [{"id": "S", "course": "C", "number": 1, "status": "completed",
                            "started_at": at("2026-10-01")}]}
    case("taken before the first session", "hcsc-trd", {"severity": MET},
         assessments=[scored("MADRS", 40, "2026-09-30"), scored("MADRS", 5, "2026-10-20")],
         **course)
    case("taken only after the first session", "hcsc-trd", {"severity": UNKNOWN},
         assessments=[scored("MADRS", 40, "2026-10-02")], **course)
    case("taken earlier on the day of the first session", "hcsc-trd", {"severity": MET},
         assessments=[{"scale": "MADRS", "taken_at": "2026-10-01T11:30:00-05:00", "total": 40}],
         **course)
    case("instants are compared, not their clocks", "hcsc-trd", {"severity": UNKNOWN},
         assessments=[{"scale": "MADRS", "taken_at": "2026-10-01T11:30:00-06:00", "total": 40}],
         **course)
    qids_16 = [0, 2, 3, 0, 2, 0, 1, 0, 2, 1, 2, 1, 2, 2, 0, 1]
    qids_7 = [1, 0, 0, 2, 1, 0, 0, 0, 0, 1, 1, 0, 1, 1, 0, 0]
    for name, outcome, policy, scale, items in (
            ("PHQ-9, one of 9 missing: 15 makes 17", MET, "qualchoice-trd", "PHQ-9",
             [2, 2, 2, 2, 2, 2, 2, 1, None]),
            ("PHQ-9, 15 of 9 answers stays 15", NOT_MET, "qualchoice-trd", "PHQ-9",
             [2, 2, 2, 2, 2, 2, 2, 1, 0]),
            ("PHQ-9, three missing is no score", UNKNOWN, "qualchoice-trd", "PHQ-9",
             [3, 3, 3, 3, 3, 3, None, None, None]),
            ("QIDS by its nine domains: 16", MET, "hcsc-trd", "QIDS-SR16", qids_16),
            ("QIDS by its nine domains: 7, though the items make 10", NOT_MET, "hcsc-trd",
             "QIDS-SR16", qids_7),
            ("MADRS, one missing is no score", UNKNOWN, "hcsc-trd", "MADRS", [5] * 9 + [None])):
        case(name, policy, {"severity": outcome}, assessments=[itemized(scale, items)])


def rule_oral_antidepressant():
    for name, outcome, medications in (
            ("running", MET, [medicine()]),
            ("by brand, in capitals", MET, [medicine("ZOLOFT")]),
            ("begun today", MET, [medicine(start=ON)]),
            ("begins tomorrow", NOT_MET, [medicine(start=day(ON, 1))]),
            ("ends tomorrow", MET, [medicine(end=day(ON, 1))]),
            ("ended yesterday", NOT_MET, [medicine(end=day(ON, -1))]),
            ("no antidepressant among them", NOT_MET,
             [medicine("quetiapine"), medicine("lithium")]),
            ("one of two is an antidepressant", MET, [medicine("quetiapine"), medicine("Lexapro")]),
            ("a name that is not known", NOT_MET, [medicine("Snakeroot")]),
            ("no medication recorded", UNKNOWN, None)):
        for policy in ("label-mdsi", "ohio-medicaid-trd"):
            case(f"{policy}, antidepressant: {name}", policy, {"oral_antidepressant": outcome},
                 medications=medications)


def rule_people():
    accepts = {"carefirst-trd", "bcbs-nd-trd", "qualchoice-trd", "texas-medicaid-trd"}
    for policy, rules in POLICY_RULES.items():
        if "prescriber" in rules:
            case(f"{policy}: prescriber of another specialty", policy,
                 {"prescriber": CAUTION if policy in accepts else NOT_MET,
                  "verdict": "review" if policy in accepts else "not_eligible"},
                 prescriber={"name": "Ann Doe", "specialty": "family medicine"})
            case(f"{policy}: no prescriber", policy,
                 {"prescriber": UNKNOWN, "verdict": "incomplete"}, prescriber=None)
        if "rems_enrollment" in rules:
            case(f"{policy}: not enrolled", policy,
                 {"rems_enrollment": UNKNOWN, "verdict": "incomplete"}, enrollments=None)
    case("psychiatry with a capital", "cigna-trd", {"prescriber": MET},
         prescriber={"name": "Ann Doe", "specialty": "Psychiatry"})
    for name, outcome, on in (("on the day", MET, ON), ("the day after", UNKNOWN, day(ON, 1)),
                              ("on an unknown day", UNKNOWN, None)):
        case(f"enrolled {name}", "label-trd", {"rems_enrollment": outcome},
             enrollments=[{"program": "spravato-rems", "id": "R", "enrolled_on": on}])
    for name, outcome, checks in (
            ("today", MET, [{"kind": "pdmp", "done_on": ON}]),
            ("90 days ago", MET, [{"kind": "pdmp", "done_on": day(ON, -90)}]),
            ("91 days ago", UNKNOWN, [{"kind": "pdmp", "done_on": day(ON, -91)}]),
            ("on an unknown day", UNKNOWN, [{"kind": "pdmp"}]),
            ("never, only a urine screen", UNKNOWN,
             [{"kind": "urine_drug_screen", "done_on": ON}]),
            ("never", UNKNOWN, None)):
        case(f"PDMP checked {name}", "cigna-trd",
             {"pdmp": outcome, "verdict": "eligible" if outcome == MET else "incomplete"},
             checks=checks)


def rule_suicidality():
    def screener(*answers, taken=ON):
        return [itemized("C-SSRS", list(answers), taken)]
    for name, outcome, listed, assessments in (
            ("R45.851", MET, codes("R45.851"), []),
            ("T14.91XA", MET, codes("T14.91XA"), []),
            ("a resolved R45.851", UNKNOWN, codes("R45.851", resolved_on="2025-01-01"), []),
            ("neither code nor screener", UNKNOWN, [], []),
            ("screener negative", UNKNOWN, [], screener(0, 0, 0, 0, 0, 0, 0)),
            ("screener low", UNKNOWN, [], screener(1, 1, 0, 0, 0, 0, 0)),
            ("screener moderate by question 3", MET, [], screener(1, 1, 1, 0, 0, 0, 0)),
            ("screener moderate by behavior long ago", MET, [],
             screener(0, 0, None, None, None, 1, 0)),
            ("screener high by question 4", MET, [], screener(1, 1, 0, 1, 0, 0, 0)),
            ("screener high by question 5", MET, [], screener(1, 1, 0, 0, 1, 0, 0)),
            ("screener high by recent behavior", MET, [],
             screener(0, 0, None, None, None, 1, 1)),
            ("screener 14 days ago", MET, [], screener(1, 1, 1, 0, 0, 0, 0, taken=day(ON, -14))),
            ("screener 15 days ago", UNKNOWN, [],
             screener(1, 1, 1, 0, 0, 0, 0, taken=day(ON, -15)))):
        case(name, "label-mdsi",
             {"suicidality": outcome, "verdict": "eligible" if outcome == MET else "incomplete"},
             diagnoses=codes("F33.2") + listed, assessments=assessments)


def rule_exclusions():
    for policy, outcome in (("cigna-trd", CAUTION), ("western-health-trd", CAUTION),
                            ("bcbs-nc-trd", NOT_MET)):
        rule = "exclusion.psychosis"
        for item in ("active_psychosis", "psychosis_history"):
            case(f"{policy}: {item} yes", policy, {rule: outcome},
                 screenings=screened(**{item: "yes"}))
            case(f"{policy}: {item} unanswered", policy, {rule: UNKNOWN},
                 screenings=screened(leave_out=[item]))
            case(f"{policy}: {item} answered unknown", policy, {rule: UNKNOWN},
                 screenings=screened(**{item: "unknown"}))
        for code in ("F20.9", "F25.0", "F29", "F32.3", "F33.3"):
            case(f"{policy}: psychosis by {code}", policy, {rule: outcome},
                 diagnoses=codes("F33.2", code))
        case(f"{policy}: family psychosis is not the patient's", policy, {rule: MET},
             screenings=screened(family_psychosis="yes"))
    for policy in ("carefirst-trd", "hcsc-trd"):
        rule = "exclusion.substance_use"
        case(f"{policy}: substance use yes", policy, {rule: NOT_MET, "verdict": "not_eligible"},
             screenings=screened(substance_use_active="yes"))
        case(f"{policy}: substance use unanswered", policy, {rule: UNKNOWN},
             screenings=screened(leave_out=["substance_use_active"]))
        for code, outcome in (
                ("F10.10", NOT_MET), ("F10.20", NOT_MET), ("F10.220", NOT_MET), ("F11.20", NOT_MET),
                ("F12.10", NOT_MET), ("F14.20", NOT_MET), ("F19.20", NOT_MET),
                ("F10.11", MET), ("F10.21", MET), ("F11.21", MET), ("F19.21", MET),
                ("F10.90", MET), ("F12.90", MET)):
            case(f"{policy}: {code}", policy, {rule: outcome}, diagnoses=codes("F33.2", code))
        case(f"{policy}: a resolved F10.20", policy, {rule: MET},
             diagnoses=codes("F33.2") + codes("F10.20", resolved_on="2025-01-01"))

    rule = "exclusion.concurrent_neuromodulation"
    for kind in ("ect", "tms", "vns", "dbs"):
        for name, start, end, outcome in (("runs", "2026-11-01", None, NOT_MET),
                                          ("begins today", ON, None, NOT_MET),
                                          ("begins tomorrow", day(ON, 1), None, MET),
                                          ("ended yesterday", "2026-10-01", day(ON, -1), MET),
                                          ("ends tomorrow", "2026-10-01", day(ON, 1), NOT_MET)):
            case(f"{kind} {name}", "medical-mutual-trd", {rule: outcome},
                 therapies=BASE["therapies"] + [
                     {"kind": kind, "started_on": start, "ended_on": end}])
    case("running psychotherapy is no neuromodulation", "medical-mutual-trd", {rule: MET},
         therapies=[{"kind": "psychotherapy", "started_on": "2026-11-01"}])
    rule = "exclusion.concurrent_ketamine"
    for modality in ("ketamine_iv", "ketamine_im"):
        for name, start, end, status, outcome in (
                ("runs", "2026-11-01", None, "active", NOT_MET),
                ("ended yesterday", "2026-10-01", day(ON, -1), "completed", MET),
                ("is planned for tomorrow", day(ON, 1), None, "planned", MET)):
            case(f"{modality} {name}", "medical-mutual-trd", {rule: outcome},
                 courses=[{"id": "K", "modality": modality, "started_on": start, "ended_on": end,
                           "status": status}])
    case("the esketamine course itself is no concurrent ketamine", "medical-mutual-trd",
         {rule: MET}, courses=[{"id": "K", "modality": "esketamine", "started_on": "2026-11-01",
                                "status": "active"}])


def rule_contraindications():
    for item in ITEMS:
        rule = f"contraindication.{item}"
        hard = item in LABEL_ITEMS
        case(f"{item} yes", "label-trd",
             {rule: NOT_MET if hard else CAUTION, "verdict": "not_eligible" if hard else "review"},
             screenings=screened(**{item: "yes"}))
        case(f"{item} answered unknown", "label-trd", {rule: UNKNOWN, "verdict": "incomplete"},
             screenings=screened(**{item: "unknown"}))
        case(f"{item} unanswered", "label-trd", {rule: UNKNOWN, "verdict": "incomplete"},
             screenings=screened(leave_out=[item]))
    for item in ("pregnancy", "breastfeeding"):
        rule = f"contraindication.{item}"
        case(f"{item}, male", "label-trd", {rule: NOT_APPLICABLE, "verdict": "eligible"},
             patient={"sex": "male"}, screenings=screened(leave_out=[item]))
        for sex in ("female", "other", "unknown", None):
            case(f"{item} unanswered, sex {sex}", "label-trd", {rule: UNKNOWN},
                 patient={"sex": sex}, screenings=screened(leave_out=[item]))
    case("screened 365 days ago", "label-trd",
         {**{f"contraindication.{item}": MET for item in ITEMS}, "verdict": "eligible"},
         screenings=screened(day(ON, -365)))
    case("screened 366 days ago", "label-trd",
         {**{f"contraindication.{item}": UNKNOWN for item in ITEMS}, "verdict": "incomplete"},
         screenings=screened(day(ON, -366)))
    case("the newest answer holds: now no", "label-trd", {"contraindication.mania": MET},
         screenings=screened() + [{"item": "mania", "answer": "yes", "noted_on": "2026-10-01"}])
    case("the newest answer holds: now yes", "label-trd", {"contraindication.mania": CAUTION},
         screenings=screened() + [{"item": "mania", "answer": "yes", "noted_on": "2026-11-02"}])
    by_code = {
        "aneurysmal_vascular_disease": "I71.40 I71.019 I71.2 I72.0 I67.1",
        "arteriovenous_malformation": "Q28.2 Q27.30 Q27.39",
        "intracerebral_hemorrhage": "I61.9 I69.10",
    }
    for item, names in by_code.items():
        rule = f"contraindication.{item}"
        for name in names.split():
            expected = {rule: NOT_MET, "diagnosis": MET, "verdict": "not_eligible"}
            case(f"{name} says {item}, unanswered", "label-trd", expected,
                 diagnoses=codes("F33.2", name), screenings=screened(leave_out=[item]))
            case(f"{name} contradicts the no to {item}", "label-trd",
                 {**expected, f"reason {rule}": ["contradict"]}, diagnoses=codes("F33.2", name))
    for name in ("I60.9", "I62.00", "I62.9", "Q28.3"):
        case(f"{name} is a contraindication", "label-trd", {"verdict": "not_eligible"},
             diagnoses=codes("F33.2", name))
    for item, name in (("pregnancy", "Z33.1"), ("pregnancy", "O99.340"), ("mania", "F31.9"),
                       ("mania", "F30.10"), ("psychosis_history", "F20.9")):
        rule = f"contraindication.{item}"
        case(f"{name} contradicts the no to {item}", "label-trd",
             {rule: CAUTION, f"reason {rule}": ["contradict"]}, diagnoses=codes("F33.2", name))


WHY = "Reviewed with the medical director: benefit outweighs risk."


def overrule(rule, **more):
    return [dict({"rule": rule, "rationale": WHY, "decided_by": "Ann Doe, MD",
                  "decided_on": "2026-11-20"}, **more)]


def rule_overrides():
    for name, rule, policy, changes in (
            ("a diagnosis not met", "diagnosis", "label-trd", {"diagnoses": codes("F34.1")}),
            ("an age not met", "age", "label-trd", {"patient": {"birth_date": "2010-01-01"}}),
            ("too few trials", "adequate_trials", "label-trd", {"trials": [trial()]}),
            ("too low a score", "severity", "hcsc-trd", {"assessments": [scored("PHQ-9", 3)]}),
            ("an exclusion", "exclusion.psychosis", "bcbs-nc-trd",
             {"diagnoses": codes("F33.2", "F33.3")}),
            ("a caution", "contraindication.seizure_disorder", "label-trd",
             {"screenings": screened(seizure_disorder="yes")}),
            ("something unknown", "rems_enrollment", "label-trd", {"enrollments": None})):
        expected = {rule: CAUTION, f"reason {rule}": [WHY], "verdict": "review"}
        case(f"{name}, overridden under the policy", policy, expected,
             overrides=overrule(rule, policy=policy), **changes)
        case(f"{name}, overridden under every policy", policy, expected, overrides=overrule(rule),
             **changes)
    case("an override under another policy", "label-trd", {"diagnosis": NOT_MET},
         diagnoses=codes("F34.1"), overrides=overrule("diagnosis", policy="cigna-trd"))
    case("an override of another rule", "label-trd", {"diagnosis": NOT_MET},
         diagnoses=codes("F34.1"), overrides=overrule("age"))
    for item in LABEL_ITEMS:
        rule = f"contraindication.{item}"
        case(f"{item} can not be overridden", "label-trd",
             {rule: NOT_MET, "verdict": "not_eligible"},
             screenings=screened(**{item: "yes"}), overrides=overrule(rule))


def verdicts():
    not_met = {"patient": {"birth_date": "2010-01-01"}}
    unknown = {"enrollments": None}
    caution = {"screenings": screened(mania="yes")}
    for name, verdict, changes in (
            ("all met", "eligible", {}),
            ("a caution", "review", caution),
            ("an unknown", "incomplete", unknown),
            ("an unknown and a caution", "incomplete", {**unknown, **caution}),
            ("a not met", "not_eligible", not_met),
            ("a not met and a caution", "not_eligible", {**not_met, **caution}),
            ("a not met and an unknown", "not_eligible", {**not_met, **unknown}),
            ("all four", "not_eligible", {**not_met, **unknown, **caution})):
        case(name, "label-trd", {"verdict": verdict}, **changes)
    case("a rule that does not apply changes nothing", "label-trd", {"verdict": "eligible"},
         patient={"sex": "male"})
