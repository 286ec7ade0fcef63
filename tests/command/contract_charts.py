"""What the tests of the contract share: a clean base chart and the makers of its parts, the program
as a script runs it, and the way results are told."""

import copy
import datetime
import json
import os
import subprocess
import sys
import tempfile
import unittest

DENDRA = (sys.argv.pop(1) if len(sys.argv) > 1 and os.path.isfile(sys.argv[1])
          else os.environ.get("DENDRA"))
DONE, NEGATIVE, INPUT, MACHINE = 0, 1, 2, 3
ON = "2026-11-21"
NOTED = "2026-11-01"

# The base chart.

def day(text, plus=0):
    """The day PLUS days after TEXT, both as ISO."""
    return (datetime.date.fromisoformat(text) + datetime.timedelta(days=plus)).isoformat()


def at(text):
    """Noon of a day, where a file wants an instant."""
    return f"{text}T12:00:00-05:00"


ADEQUATE_MG = {"sertraline": 50, "Zoloft": 50, "escitalopram": 10, "fluoxetine": 20,
               "venlafaxine": 150, "bupropion": 300, "mirtazapine": 15}


def trial(drug="sertraline", days=84, start="2025-02-01", **more):
    """A trial of DAYS days, the first and the last counted, that failed: adequate dose, good
    adherence, hardly any improvement."""
    facts = {"drug": drug, "started_on": start, "ended_on": day(start, days - 1),
             "max_daily_dose_mg": ADEQUATE_MG.get(drug), "adherence_percent": 90,
             "improvement_percent": 10, "stop_reason": "inadequate_response"}
    facts.update(more)
    return facts


def steps(*doses):
    """(first day, last day, mg) as dose segments."""
    return [{"from": first, "to": last, "daily_mg": mg} for first, last, mg in doses]


def undated(drug="sertraline", weeks=12, **more):
    return trial(drug, started_on=None, ended_on=None, weeks=weeks, **more)


def augmentation(drug="aripiprazole", days=84, start="2025-02-01", **more):
    return trial(drug, days, start, **{"augments": "sertraline", "max_daily_dose_mg": 5, **more})


def codes(*names, **more):
    return [dict({"code": name, "noted_on": "2024-02-01"}, **more) for name in names]


ITEMS = ("aneurysmal_vascular_disease arteriovenous_malformation intracerebral_hemorrhage "
         "hypersensitivity psychosis_history active_psychosis family_psychosis mania "
         "substance_use_active pregnancy breastfeeding uncontrolled_hypertension "
         "recent_cardiac_event raised_intracranial_pressure severe_hepatic_impairment "
         "seizure_disorder sleep_apnea_untreated active_cystitis cannot_stay_two_hours "
         "no_escort").split()
LABEL_ITEMS = ITEMS[:4]


def screened(noted=NOTED, leave_out=(), **answers):
    """Every item answered no, but for ANSWERS."""
    return [{"item": item, "answer": answers.get(item, "no"), "noted_on": noted}
            for item in ITEMS if item not in leave_out]


def scored(scale, total, taken="2026-11-10"):
    return {"scale": scale, "taken_at": at(taken), "total": total}


def itemized(scale, items, taken="2026-11-10"):
    return {"scale": scale, "taken_at": at(taken), "items": items}


def medicine(drug="sertraline", start="2026-03-01", end=None):
    return {"drug": drug, "started_on": start, "ended_on": end, "daily_dose_mg": 100}


FOUR = [trial("sertraline"), trial("venlafaxine", start="2025-06-01"),
        trial("bupropion", start="2025-10-01"), trial("mirtazapine", start="2026-02-01")]
TWO_AUGMENTATIONS = [augmentation("aripiprazole"), augmentation("lithium", start="2025-06-01")]
BASE = {
    "format": "dendra-chart", "version": 1,
    "patient": {"mrn": "BASE", "family_name": "Ångström", "given_name": "Zoë",
                "birth_date": "1985-03-04", "sex": "female"},
    "medications": [medicine()],
    "diagnoses": codes("F33.2", "R45.851"),
    "episodes": [{"started_on": "2024-01-10"}],
    "trials": FOUR + TWO_AUGMENTATIONS,
    "therapies": [{"kind": "psychotherapy", "method": "CBT", "started_on": "2025-01-10",
                   "ended_on": "2025-06-10", "sessions": 16}],
    "screenings": screened(),
    "assessments": [scored("PHQ-9", 20), scored("MADRS", 38)],
    "prescriber": {"name": "Ann Doe", "specialty": "psychiatry", "rems_certified": True},
    "enrollments": [{"program": "spravato-rems", "id": "R-1", "enrolled_on": "2026-11-01"}],
    "checks": [{"kind": "pdmp", "done_on": "2026-11-15"}],
}


def changed(**changes):
    """The base chart with whole top keys replaced; None takes one away. `patient` is merged."""
    chart = copy.deepcopy(BASE)
    for key, value in changes.items():
        if key == "patient":
            chart["patient"].update(value)
        elif value is None:
            del chart[key]
        else:
            chart[key] = copy.deepcopy(value)
    return chart


def known(value):
    """VALUE without what is unknown: no nulls outside of a list of scores, no empty lists."""
    if isinstance(value, dict):
        parts = {key: known(part) for key, part in value.items()}
        return {key: part for key, part in parts.items() if part not in (None, [], {})}
    if isinstance(value, list):
        return [known(part) for part in value]
    return value


# Running the program.

def dendra(*words, database=None):
    """Runs it; (exit status, standard output, standard error), both as bytes."""
    place = ["--database", str(database)] if database else []
    done = subprocess.run([DENDRA, *words, *place], capture_output=True, timeout=120,
                          stdin=subprocess.DEVNULL,
                          env={**os.environ, "DENDRA_DATABASE": "", "XDG_DATA_HOME": SCRATCH.name})
    return done.returncode, done.stdout, done.stderr


def write(name, chart):
    """Writes CHART (a dict, or text as it is) as a chart file; its path."""
    path = os.path.join(SCRATCH.name, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(chart if isinstance(chart, str) else json.dumps(chart, ensure_ascii=False))
    return path


SCRATCH = tempfile.TemporaryDirectory(prefix="dendra-contract-")
CLINIC = os.path.join(SCRATCH.name, "clinic.db")


class Tap(unittest.TestResult):
    """Tells each test in the Test Anything Protocol, by the words that say its rule."""

    def __init__(self):
        super().__init__()
        self.told = 0
        self.failed = set()

    @staticmethod
    def words_of(test):
        method = getattr(test, getattr(test, "_testMethodName", ""), None)
        return getattr(method, "title", None) or test.shortDescription() or str(test)

    def note(self, test, err):
        """A failure's detail, as a diagnostic line before the test's own."""
        self.failed.add(test.id())
        for line in str(err[1]).splitlines():
            print(f"# {line}")

    def stopTest(self, test):
        self.told += 1
        word = "not ok" if test.id() in self.failed else "ok"
        print(f"{word} {self.told} {self.words_of(test).replace('#', '')}", flush=True)
        super().stopTest(test)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.note(test, err)

    def addError(self, test, err):
        super().addError(test, err)
        self.note(test, err)
        if not isinstance(test, unittest.TestCase):
            self.told += 1
            print(f"not ok {self.told} {test}")

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err:
            print(f"# {subtest._message}:")
            self.note(test, err)


def run():
    """Runs the tests of the main module, or those that the command line names, and exits."""
    module = sys.modules["__main__"]
    loader = unittest.defaultTestLoader
    suite = (loader.loadTestsFromNames(sys.argv[1:], module) if sys.argv[1:]
             else loader.loadTestsFromModule(module))
    result = Tap()
    with SCRATCH:
        suite.run(result)
    print(f"1..{result.told}")
    sys.exit(0 if result.wasSuccessful() else 1)
