"""What happens to what is entered: undo, two windows, two programs on one clinic, a lock, a power
cut. The patient is Hail Fennel of the demo clinic: two trials, both needed to be eligible.

    test_changes.py PROGRAM PICTURES"""

import json
import sqlite3
import subprocess
import sys

from desk import Place, run_steps, value_of

PATIENT = ("fennel", "Fennel, Hail Demo – Dendra")
MRN = "D-0021"
TITLE = "Fennel, Hail"
# The second trial is of venlafaxine, which counts from 150 mg a day.
SECOND = 1
ENOUGH = "150"
TOO_LITTLE = "37.5"


class Page:
    """The page "Eligibility" of the patient in one window of a desk."""

    def __init__(self, desk, window=None):
        self.desk = desk
        self.trials = desk.find("Medication trials", "panel", node=window)
        self.word = desk.find_verdict(window)

    def wait_for_verdict(self, word):
        self.desk.wait_for(f"the verdict {word!r}", lambda: self.word.get_name() == word)

    def field(self, name, nth=SECOND):
        """A field of the trial at that place of the list."""
        return self.desk.find(name, "text", nth, self.trials)

    def drugs(self):
        return [value_of(field) for field in self.desk.find_all("Drug", "text", self.trials)]

    def dose_is(self, text):
        field = self.field("Highest daily dose")
        self.desk.wait_for(f"the dose {text}", lambda: value_of(field) == text)

    def change_dose(self, text):
        self.desk.enter(self.field("Highest daily dose"), text)
        self.desk.key("Tab")

    def says(self, words):
        self.desk.wait_for_words(words, self.trials)

    def close(self):
        self.desk.close()


class Clinic:
    """A demo clinic and the program that is open on it."""

    def __init__(self, place):
        self.place = place
        self.path = place.make_demo()
        self.page = None

    def open(self, **environment):
        desk = self.place.start("--database", self.path, **environment)
        desk.wait_for_title("Today – Dendra")
        desk.open_patient(*PATIENT)
        desk.key("ctrl+2")
        page = Page(desk)
        page.wait_for_verdict("Eligible")
        return page

    def open_first(self):
        self.page = self.open()

    def chart(self):
        return json.loads(self.place.command("export", MRN, "--database", self.path))

    def doses(self):
        return [trial["max_daily_dose_mg"] for trial in self.chart()["trials"]]

    def is_sound(self):
        self.place.command("check", "--database", self.path)


# ---- undo ----

def undo_a_field(page):
    """The verdict follows the dose down, and back up at Ctrl+Z."""
    page.change_dose(TOO_LITTLE)
    page.wait_for_verdict("Not eligible")
    page.desk.picture("changes-dose")
    page.desk.key("ctrl+z")
    page.wait_for_verdict("Eligible")
    page.dose_is(ENOUGH)


def undo_a_removal(page):
    page.desk.tab_to_node(page.field("Drug"))
    page.desk.key("ctrl+shift+Delete")
    page.wait_for_verdict("Not eligible")
    assert page.drugs() == ["fluoxetine"]
    page.desk.key("ctrl+z")
    page.wait_for_verdict("Eligible")
    assert page.drugs() == ["fluoxetine", "venlafaxine"]
    page.dose_is(ENOUGH)


def undo_what_is_typed(page):
    """Ctrl+Z while typing takes back the typing, not the change before."""
    page.change_dose("225")
    page.desk.enter(page.field("Highest daily dose"), "9")
    page.desk.key("ctrl+z")
    page.dose_is("225")
    page.desk.key("ctrl+z")
    page.dose_is(ENOUGH)


# ---- two windows ----

def two_windows(page):
    """Another window on the same patient shows at once what is entered in the first."""
    desk = page.desk
    desk.key("ctrl+shift+n")
    desk.wait_for("the patient in two windows",
                  lambda: [window.get_name() for window in desk.windows()] == [PATIENT[1]] * 2)
    desk.raise_window(TITLE, 1)
    desk.key("ctrl+2")
    other = Page(desk, [window for window in desk.windows() if window != page_window(page)][0])
    desk.raise_window(TITLE, 0)
    page.change_dose(TOO_LITTLE)
    page.wait_for_verdict("Not eligible")
    other.wait_for_verdict("Not eligible")
    other.dose_is(TOO_LITTLE)
    desk.picture("changes-two-windows")
    desk.key("ctrl+z")
    other.wait_for_verdict("Eligible")
    other.dose_is(ENOUGH)


def page_window(page):
    node = page.trials
    while node.get_role_name() != "frame":
        node = node.get_parent()
    return node


# ---- two programs ----

def two_programs(clinic, ours):
    """What another program keeps is shown here by itself, and can be changed from there on."""
    theirs = clinic.open()
    theirs.change_dose("300")
    theirs.desk.wait_for("their change kept", lambda: clinic.doses()[1] == 300)
    ours.dose_is("300")
    ours.desk.picture("changes-two-programs")
    ours.desk.raise_window(TITLE)
    ours.change_dose(ENOUGH)
    ours.desk.wait_for("our change kept", lambda: clinic.doses()[1] == 150)
    theirs.dose_is(ENOUGH)
    theirs.close()
    ours.close()


# ---- a lock ----

def a_lock(clinic):
    """While another program writes, what was typed stays in its field; afterwards it can be kept."""
    page = clinic.open(DENDRA_BUSY_TIMEOUT_MS="200")
    other = sqlite3.connect(clinic.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        page.change_dose(TOO_LITTLE)
        page.says("Another program is writing to the clinic’s file. Nothing is lost")
        page.dose_is(TOO_LITTLE)
        page.desk.picture("changes-locked")
    finally:
        other.rollback()
        other.close()
    assert clinic.doses()[1] == 150
    page.desk.tab_to_node(page.field("Highest daily dose"))
    page.desk.key("Return")
    page.wait_for_verdict("Not eligible")
    assert clinic.doses()[1] == 37.5
    assert not page.desk.sees("Another program is writing", page.trials)
    page.desk.key("ctrl+z")
    page.wait_for_verdict("Eligible")
    page.close()


# ---- a power cut ----

def a_power_cut(clinic):
    """Only the field being typed in is lost: the program is killed with half a date typed."""
    page = clinic.open()
    desk = page.desk
    desk.key("alt+t")
    desk.wait_for_focus("Drug")
    desk.type("paroxetine")
    desk.fill("Highest daily dose", "40")
    desk.fill("Started", "01/05/2026")
    desk.tab_to("Ended")
    desk.wait_for("the start kept",
                  lambda: clinic.chart()["trials"][-1].get("started_on") == "2026-01-05")
    desk.type("04/0")
    desk.kill()
    trial = clinic.chart()["trials"][-1]
    assert (trial["drug"], trial["max_daily_dose_mg"]) == ("paroxetine", 40), trial
    assert trial.get("ended_on") is None, trial
    page = clinic.open()
    assert page.drugs() == ["fluoxetine", "venlafaxine", "paroxetine"]
    assert value_of(page.field("Started", 2)) == "01/05/2026"
    assert value_of(page.field("Ended", 2)) == ""
    page.close()


def without_a_display(place):
    """No window can come: one line tells of the subcommands, at once."""
    environment = place.environment()
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        environment.pop(name, None)
    done = subprocess.run([place.program], env=environment, text=True, capture_output=True,
                          timeout=10, check=False)
    assert done.returncode == 3, done
    assert done.stdout == "" and len(done.stderr.splitlines()) == 1, done
    assert "dendra eligibility" in done.stderr, done


def main():
    with Place(*sys.argv[1:3]) as place:
        clinic = Clinic(place)
        return run_steps([
            ("a patient's page is open", clinic.open_first),
            ("Ctrl+Z takes back a dose, and the verdict follows",
             lambda: undo_a_field(clinic.page)),
            ("Ctrl+Z brings back a trial that was removed", lambda: undo_a_removal(clinic.page)),
            ("Ctrl+Z takes back what is being typed first",
             lambda: undo_what_is_typed(clinic.page)),
            ("two windows show the same", lambda: two_windows(clinic.page)),
            ("what another program keeps is shown here",
             lambda: two_programs(clinic, clinic.page)),
            ("a lock loses nothing that was typed", lambda: a_lock(clinic)),
            ("a power cut loses one field at most", lambda: a_power_cut(clinic)),
            ("the clinic is sound after all this", clinic.is_sound),
            ("without a display a subcommand is told", lambda: without_a_display(place)),
        ])


sys.exit(main())
