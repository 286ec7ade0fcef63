"""A clinic of one patient in the middle of an induction with esketamine, and a clock that the test
moves: what happens on the treatment floor is the same on any day and at any hour."""

import datetime
import json
import time

from desk import TODAY
from moved_clock import MovedClock

NURSE = "Tansy Sample-Nurse, RN"
PRESCRIBER = "Rowan Sample-Prescriber, MD"
SCREENINGS = (
    "aneurysmal_vascular_disease", "arteriovenous_malformation", "intracerebral_hemorrhage",
    "hypersensitivity", "psychosis_history", "active_psychosis", "mania", "substance_use_active",
    "pregnancy", "breastfeeding", "uncontrolled_hypertension", "recent_cardiac_event",
    "raised_intracranial_pressure", "severe_hepatic_impairment", "seizure_disorder",
    "sleep_apnea_untreated", "active_cystitis", "cannot_stay_two_hours", "no_escort")


def at(day, clock):
    """An instant as the chart file writes it; the computer of these tests stands in UTC."""
    return f"{day}T{clock}:00Z"


def read_instant(text):
    """Its seconds since 1970."""
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def first_session():
    """The one before: 56 mg of one lot, of which nothing may come back today."""
    day = "2026-11-17"
    return {
        "id": "S-1", "course": "C-1", "number": 1, "phase": "induction", "status": "completed",
        "scheduled_at": at(day, "09:00"), "minutes": 150, "chair": "Chair 1",
        "arrived_at": at(day, "08:55"), "started_at": at(day, "09:10"),
        "ended_at": at(day, "11:15"), "ordered_mg": 56, "ordered_by": PRESCRIBER,
        "prescriber_on_site": PRESCRIBER, "monitored_by": NURSE,
        "doses": [{"given_at": at(day, clock), "outcome": "given", "given_mg": 28,
                   "lot": "OLDLOT1", "expires_on": "2027-12-31"} for clock in ("09:10", "09:15")],
        "observations": [
            {"taken_at": at(day, clock), "systolic": 121, "diastolic": 77, "pulse": 71, "spo2": 98,
             "moaas": 5, "cadss6": 0} for clock in ("09:02", "09:50", "11:10")],
        "discharge": {"escort_name": "Sample Juneberry", "escort_here": True,
                      "instructions_given": True, "disposition": "home", "released_by": NURSE},
    }


def chart():
    """What is looked up is on the chart and in time; what is asked on the day is not."""
    return {
        "format": "dendra-chart", "version": 1,
        "patient": {"mrn": "F-0001", "family_name": "Juneberry", "given_name": "Mistral",
                    "preferred_name": "Mist", "birth_date": "1990-04-17", "sex": "female",
                    "phone": "(555) 555-0161"},
        "allergies": [{"substance": "Penicillin", "reaction": "hives"}],
        "medications": [{"drug": "sertraline", "daily_dose_mg": 100, "started_on": "2026-06-01"}],
        "diagnoses": [{"code": "F33.2", "rank": 1, "noted_on": "2026-10-01"}],
        "episodes": [{"started_on": "2025-06-01"}],
        "screenings": [{"item": item, "answer": "no", "noted_on": "2026-11-10"}
                       for item in SCREENINGS],
        "assessments": [{"scale": "C-SSRS", "taken_at": at(TODAY, "08:30"),
                         "items": [0, 0, 0, 0, 0, 0], "total": 0}],
        "prescriber": {"name": "Rowan Sample-Prescriber", "npi": "1245319599",
                       "specialty": "Psychiatry", "rems_certified": True, "credentials": "MD"},
        "enrollments": [{"program": "spravato-rems", "id": "SAMPLE-REMS-1",
                         "enrolled_on": "2026-11-12"}],
        "checks": [{"kind": "pdmp", "done_on": "2026-11-16", "result": "Nothing found"},
                   {"kind": "pregnancy_test", "done_on": "2026-11-16", "result": "Negative"}],
        "courses": [{"id": "C-1", "modality": "esketamine", "indication": "trd",
                     "protocol": "esketamine-trd", "started_on": "2026-11-17",
                     "status": "active"}],
        "sessions": [first_session()] + [
            {"id": f"S-{number}", "course": "C-1", "number": number, "phase": "induction",
             "status": "planned", "scheduled_at": at(day, "09:15"), "minutes": 150,
             "chair": "Chair 1"}
            for number, day in ((2, TODAY), (3, "2026-11-24"), (4, "2026-11-27"))],
        "authorizations": [
            {"policy": "label-trd", "product": "esketamine", "hcpcs": "G2083", "dose_mg": 84,
             "sessions": 12, "start_on": "2026-11-17", "duration_days": 90, "kind": "new",
             "urgency": "standard", "requested_on": "2026-11-12"}],
    }


class Floor:
    """A clinic's file, the programs that are open on it, and their clock: 09:00 of TODAY."""

    def __init__(self, place, library):
        self.place = place
        self.clock = MovedClock(place.folder, library)
        self.opened = time.time()
        self.clock.set_wall(hours=(read_instant(f"{TODAY}T09:00:00Z") - self.opened) / 3600)
        self.path = f"{place.folder}/floor.db"
        self.first = None
        self.session_window = None

    def environment(self):
        return {**self.clock.environment(), "TZ": "UTC"}

    def make_clinic(self):
        """The chart comes in as any chart does."""
        file = f"{self.place.folder}/chart.json"
        with open(file, "w", encoding="utf-8") as out:
            json.dump(chart(), out)
        self.command("import", file)

    def command(self, *arguments):
        return self.place.command(*arguments, "--database", self.path, "--on", TODAY,
                                  **self.environment())

    def start(self):
        self.first = self.open()

    def open(self, user=NURSE):
        """A program on the clinic."""
        desk = self.place.start("--database", self.path, "--user", user, **self.environment())
        desk.wait_for_title("Today – Dendra")
        return desk

    def move_to(self, instant):
        """Time goes by until then, in seconds since 1970; a test that is slow is there already."""
        now = read_instant(f"{TODAY}T09:00:00Z") + time.time() - self.opened
        ahead = instant - now - self.clock.boot_us / 1_000_000
        assert ahead > -30, f"the test is {-ahead:.0f} seconds too slow"
        self.clock.forward(seconds=max(0, ahead))

    def session(self):
        """Today's session as the chart file has it."""
        sessions = json.loads(self.command("export", "F-0001"))["sessions"]
        return next(session for session in sessions if session["id"] == "S-2")
