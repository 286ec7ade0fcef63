"""A whole session of esketamine in the real window, by the keyboard alone, on a clock that the test
moves: an early high blood pressure, a third device that the patient refuses, a checkpoint that
comes late, an alert, a release that is refused at first, signature and papers. On the way the program is
killed, the computer's clock is set back, and a second program records into the same session.

    test_session.py PROGRAM PICTURES LIBRARY"""

import subprocess
import sys

from desk import Atspi, Place, has_state, run_steps, value_of
from floor import NURSE, PRESCRIBER, Floor, read_instant

SESSION = "Juneberry, Mistral – Induction 2 of 8"
OTHER_NURSE = "Juniper Sample-Nurse, RN"
TODAY_PAGE = "Today – Dendra"
READINGS = ("Blood pressure", "Pulse", "Oxygen saturation", "Respiration", "MOAA/S", "CADSS-6")
ROW = ("Time of the reading", *READINGS, "Note to the reading")
DOSE_ROW = ("Time of the dose", "Lot", "Expires", "Given, mg")


class Session:
    """The session's window in one program. Each page of it is looked through by itself: the whole
    window has many hundred objects."""

    PAGES = {"checks": "Checks before the dose", "dose": "Order and dose",
             "events": "Adverse events and medications", "release": "Before the patient leaves",
             "sign": "Note and signature", "row": "Observation"}

    def __init__(self, floor, desk):
        self.floor = floor
        self.desk = desk
        desk.wait_for_title(SESSION)
        self.window = next(window for window in desk.windows() if window.get_name() == SESSION)
        self.parts = desk.wait_for("the session's pages", self.find_parts)
        self.timer = next(node for node in desk.walk(self.window)
                          if node.get_role_name() == "timer")
        self.header = self.timer.get_parent().get_parent()
        self.table = self.parts["row"].get_parent().get_child_at_index(1)
        self.row = {name: desk.find(name, "text", node=self.parts["row"]) for name in ROW}

    def find_parts(self):
        names = {title: part for part, title in self.PAGES.items()}
        found = {names[node.get_name()]: node
                 for node in self.desk.walk(self.window) if node.get_name() in names}
        return found if len(found) == len(names) else None

    def says(self, words, part):
        self.desk.wait_for_words(words, self.parts[part])

    def wait_for_header(self, words):
        """Patient, state, what is due, and the clock."""
        self.desk.wait_for_words(words, self.header)

    def button(self, name, part):
        """By the beginning of its name, to which GTK 4.8 adds the label of a button with a letter."""
        def ask():
            for node in self.desk.walk(self.parts[part]):
                if node.get_name().startswith(name) and node.get_role_name() == "push button":
                    return node
            return None
        return self.desk.wait_for(f"the button {name!r}", ask)

    def is_offered(self, name, part):
        return has_state(self.button(name, part), Atspi.StateType.SENSITIVE)

    def press(self, name, part):
        """Tab by Tab to the button, and Return."""
        self.desk.tab_to_node(self.button(name, part))
        self.desk.key("Return")

    def record(self, *readings):
        """A look at the patient: the readings in their order, None for what was not measured.
        Afterwards nothing stands in the row."""
        self.desk.key("F2")
        for name, reading in zip(READINGS, readings):
            if reading is not None:
                self.desk.fill(name, reading)
        self.desk.key("Return")
        self.desk.wait_for("an empty row", lambda: not any(map(value_of, self.row.values())))

    def has_line(self, *words):
        """A line of the table with all those words."""
        def ask():
            for node in self.desk.walk(self.table):
                if all(word in node.get_name() for word in words):
                    return node
            return None
        return self.desk.wait_for(f"a line with {words}", ask)

    def count_lines(self):
        return sum(node.get_name().startswith("Time ") for node in self.desk.walk(self.table))

    def shows_minute(self, minute):
        """The clock in the header goes by the time since the first device."""
        shown = [int(part) for part in self.timer.get_name().split(":")]
        seconds = shown[0] * 3600 + shown[1] * 60 + shown[2]
        assert 60 * minute <= seconds <= 60 * minute + 59, self.timer.get_name()

    def at_minute(self, minute):
        """That minute since the first device begins."""
        self.floor.move_to(self.zero + 60 * minute + 1)

    def picture(self, name):
        self.desk.picture(f"session-{name}")


# ---- before the dose ----

def arrives(floor):
    """From Today, one key a step: the patient is here, and the session's window."""
    desk = floor.first
    desk.wait_for_words("Booked")
    desk.picture("session-01-today")
    desk.key("a")
    desk.wait_for_words("Juneberry, Mistral “Mist” arrived at 09:0")
    desk.key("o")
    session = Session(floor, desk)
    session.wait_for_header("Allergies: Penicillin")
    session.wait_for_header("36 years (04/17/1990) · Female · MRN F-0001")
    session.says("14 points are open before the dose.", "checks")
    session.picture("02-opened")
    floor.session_window = session


def answer_checks(session):
    """A key a question; a time where the label asks for one."""
    desk = session.desk
    desk.key("F5")
    for question, answer in (("Consent", "y"), ("An adult", "y"), ("No food", "06:30"),
                             ("No liquids", "08:15"), ("No nasal", "y"), ("No alcohol", "y"),
                             ("A rise", "y")):
        desk.wait_for(f"the question {question!r}",
                      lambda q=question: desk.focus_name().startswith(q))
        desk.type(answer)
        if ":" in answer:
            desk.key("Return")
    session.says("Last at 06:30", "checks")
    desk.fill("Prescriber on site", PRESCRIBER)
    desk.fill("Monitored by", NURSE)
    desk.tab_to("Vital signs acceptable before the dose: Yes")
    desk.key("space")
    session.says(f"Prescriber on site: {PRESCRIBER}.", "checks")
    session.picture("03-checks")


def high_pressure(session):
    """Above 140/90 the label says to weigh; nothing is forbidden, and nothing given meanwhile."""
    desk = session.desk
    session.record("158/98", "84", "97", "16", "5")
    session.says("Blood pressure: 158/98 at 09:0", "checks")
    session.says("consider delaying above 140/90", "checks")
    session.picture("04-review")
    desk.key("F3")
    desk.tab_to("Order 84 mg")
    desk.key("space")
    desk.fill("Ordered by", PRESCRIBER)
    desk.key("Tab")
    session.wait_for_header("Ordered 84 mg")
    session.says("Checks before the dose are open (F5).", "dose")
    assert not session.is_offered("Dose given", "dose")
    session.picture("05-not-yet")
    desk.key("F5")
    session.press("Wait and repeat: Blood pressure", "checks")
    session.says("Wait and repeat: –", "checks")


def repeat_pressure(session):
    """Eight minutes later; both readings stay, and why the dose is given is asked for."""
    desk = session.desk
    session.floor.clock.forward(minutes=8)
    session.record("146/92", "80", "97", "15", "5")
    session.says("Blood pressure: 146/92 at 09:", "checks")
    assert not session.is_offered("Dose given", "dose")
    session.press("Proceed: Blood pressure", "checks")
    session.says("Write the reason first.", "checks")
    desk.wait_for_focus("Reason: Blood pressure")
    desk.type("Falling, calm, no symptoms")
    desk.key("Return")
    desk.wait_for_focus("Proceed: Blood pressure")
    desk.key("Return")
    session.says("Proceed: Falling, calm, no symptoms", "checks")
    session.says("All is passed: the dose may be given (F3).", "checks")
    session.picture("06-proceed")


# ---- the dose ----

def give(session, outcome, lot=None):
    """The next device; its row is empty before and afterwards."""
    desk = session.desk
    fields = [desk.find(name, "text", node=session.parts["dose"]) for name in DOSE_ROW]
    assert not any(map(value_of, fields)), [value_of(field) for field in fields]
    if lot is not None:
        desk.key("F3")
        desk.fill("Lot", lot)
        desk.fill("Expires", "06/2028")
    session.press(outcome, "dose")
    desk.wait_for("an empty row", lambda: not any(map(value_of, fields)))


def first_device(session):
    session.says("Device 1 of 3 now", "dose")
    give(session, "Dose given", "LOT-A1")
    session.says("28 mg given · lot LOT-A1 · expires 06/30/2028", "dose")
    session.wait_for_header("In treatment")
    session.zero = read_instant(session.floor.session()["started_at"])
    session.picture("07-device-1")


def second_device(session):
    """Not before the five minutes are over: the button waits, and says how long."""
    session.says("Rest: device 2 in 4:", "dose")
    assert not session.is_offered("Dose given", "dose")
    assert len(session.floor.session()["doses"]) == 1
    session.picture("08-rest")
    session.at_minute(5)
    session.says("Device 2 of 3 now", "dose")
    give(session, "Dose given", "LOT-B2")
    session.says("28 mg given · lot LOT-B2", "dose")


def third_device(session):
    """The patient does not want it: 56 mg were given of the 84 that were ordered."""
    session.at_minute(10)
    session.says("Device 3 of 3 now", "dose")
    give(session, "Dose refused")
    session.says("All devices are done: 56 mg given.", "dose")
    session.picture("09-refused")


# ---- observation ----

def twenty_minutes(session):
    session.at_minute(20)
    session.record("150/94", "88", "97", None, "5", "4")
    session.has_line("Min +20", "BP 150/94", "CADSS 4")
    session.wait_for_header("Observed")
    session.wait_for_header("40 min check: in 19:")
    session.picture("10-twenty-minutes")


def another_program(session):
    """A second program on the same file records into the session; the first shows it."""
    session.at_minute(22)
    other = session.floor.open(OTHER_NURSE)
    other.key("o")
    theirs = Session(session.floor, other)
    theirs.has_line("Min +20", "BP 150/94")
    theirs.record("152/95", "90")
    other.close()
    session.has_line("Min +22", "BP 152/95", "Pulse 90")
    assert session.floor.session()["observations"][-1]["taken_by"] == OTHER_NURSE
    session.desk.raise_window(SESSION)


def an_alert(session):
    """Over a limit: it stands at the top until somebody says what was done."""
    desk = session.desk
    session.at_minute(25)
    session.record("186/108", "96", "96")
    desk.wait_for_words("1 alert", session.window)
    session.picture("11-alert")
    desk.key("F6")
    desk.wait_for_focus("What was done: Blood pressure")
    desk.type("Lying down, prescriber at the chair")
    desk.key("Return")
    desk.wait_for_focus("Treated: Blood pressure")
    desk.key("Return")
    desk.wait_for("no open alert", lambda: not desk.sees("1 alert", session.window))


def an_event(session):
    """A letter and a digit; nothing else is asked for."""
    desk = session.desk
    desk.key("F4")
    desk.wait_for_focus("Adverse events by letter")
    desk.type("n")
    session.says("Nausea: 1 mild, 2 moderate, 3 severe", "events")
    desk.type("2")
    session.says("Nausea, Moderate", "events")
    desk.tab_to("Nausea: serious: No")
    desk.key("space")
    desk.wait_for("the answer kept",
                  lambda: session.floor.session()["events"][0].get("serious") is False)
    session.picture("12-event")


# ---- what happens to clocks and programs ----

def clock_is_set_back(session):
    """Somebody sets the computer's clock two hours back: the minutes go on, and the bar tells."""
    session.at_minute(26)
    session.floor.clock.set_wall(hours=-2)
    session.desk.wait_for_words("This computer’s clock was set to", session.window)
    session.at_minute(27)
    session.wait_for_header("0:27:")
    session.shows_minute(27)
    session.desk.raise_window(TODAY_PAGE)
    session.picture("13-clock-bar")


def a_power_cut(floor):
    """All that was entered is there after a kill; the minutes are right, on a clock that is not."""
    session = floor.session_window
    count, zero = session.count_lines(), session.zero
    session.at_minute(28)
    session.desk.kill()
    floor.clock.forward(minutes=2)
    floor.first = floor.open()
    floor.first.wait_for_words("This computer’s clock was set to")
    floor.first.key("o")
    floor.session_window = session = Session(floor, floor.first)
    session.zero = zero
    session.wait_for_header("0:30:")
    session.shows_minute(30)
    session.wait_for_header("Ordered 84 mg")
    session.has_line("Min +25", "BP 186/108")
    assert session.count_lines() == count
    session.says("28 mg given · lot LOT-B2", "dose")
    session.says("refused", "dose")
    session.says("Nausea, Moderate", "events")
    session.says("Proceed: Falling, calm, no symptoms", "checks")
    assert not any(map(value_of, session.row.values()))
    session.picture("14-after-the-kill")


def late_checkpoint(session):
    """Past 40 and its ten minutes the window says so, and what is measured then is of minute 52."""
    desk = session.desk
    session.at_minute(51)
    session.says("40 min check is late, due at", "row")
    session.wait_for_header("40 min check: 11 min late")
    session.picture("15-late")
    session.at_minute(52)
    session.record("148/90", "84", "98")
    session.has_line("Min +52", "BP 148/90")
    session.says("40 min check: Done at minute 52, 12 min past its time.", "release")
    desk.key("F6")
    desk.wait_for_focus("What was done: 40 min check")
    desk.type("An emergency at the other chair")
    desk.key("Return")
    desk.wait_for("no open alert", lambda: not desk.sees("1 alert", session.window))
    desk.key("F4")
    desk.wait_for_focus("Adverse events by letter")
    desk.type("n0")
    session.says("Nausea, Moderate, resolved", "events")
    session.floor.clock.set_wall(hours=2)
    desk.wait_for("no bar", lambda: not desk.sees("This computer’s clock was set to"))


# ---- leaving ----

def too_early(session):
    """At a hundred minutes nobody is released; who leaves all the same gives reason and name."""
    desk = session.desk
    session.at_minute(62)
    session.record("142/88", "80", "98", None, "5", "2")
    session.at_minute(91)
    session.record("136/84", "76", "98", None, "5", "0")
    session.at_minute(100)
    desk.key("F7")
    session.says("Observation: 100 min since the start: not before", "release")
    assert not session.is_offered("Release the patient home", "release")
    session.picture("16-too-early")
    session.press("The patient leaves early", "release")
    desk.wait_for_focus("Why early")
    desk.key("ctrl+Return")
    desk.wait_for_words("Write why the patient leaves early.")
    desk.type("Wants to leave")
    desk.key("ctrl+Return")
    desk.wait_for_words("Write who lets the patient go.")
    session.picture("17-leaves-early")
    desk.key("Escape")
    desk.wait_for("the dialog gone", lambda: len(desk.windows()) == 2)
    assert session.floor.session().get("ended_at") is None


def is_released(session):
    desk = session.desk
    session.at_minute(121)
    session.record("128/80", "72", "99", "14", "5", "0")
    desk.key("F7")
    desk.fill("Escort", "Sample Juneberry (brother)")
    for answer in ("Escort is here: Yes", "Written instructions given: Yes",
                   "Vital signs acceptable before leaving: Yes"):
        desk.tab_to(answer)
        desk.key("space")
    session.says("All is met: the patient may leave.", "release")
    session.picture("18-may-leave")
    session.press("Release the patient home", "release")
    session.says("with the escort.", "release")
    session.wait_for_header("Left, not signed yet")


# ---- the record ----

def is_signed(session):
    """Once a name stands under it nothing can be changed any more."""
    desk = session.desk
    desk.key("F8")
    session.picture("19-before-the-signature")
    session.says("Nothing is open: the session can be signed.", "sign")
    desk.fill("Name of who signs", PRESCRIBER)
    session.press("Sign and lock the session", "sign")
    session.says(f"Signed by {PRESCRIBER} on 11/20/2026", "sign")
    session.wait_for_header("Signed and locked")
    assert not desk.find_all("Observation", "panel", session.window), "readings can be typed"
    assert not any(name.startswith("Correct dose") for name in desk.words(session.parts["dose"]))
    session.picture("20-signed")


def an_addendum(session):
    desk = session.desk
    desk.key("F8")
    desk.wait_for_focus("Addendum")
    desk.type("Called at home in the evening: well")
    desk.key("Return")
    session.says("Called at home in the evening: well", "sign")
    session.says("REMS monitoring form: to be sent by 11/27/2026.", "sign")
    session.picture("21-addendum")


def today_knows(floor):
    desk = floor.first
    desk.raise_window(TODAY_PAGE)
    desk.wait_for_words("Signed 1")
    desk.picture("session-22-today")
    desk.key("F8")
    desk.wait_for_words("11/27/2026")
    desk.picture("session-23-ledger")


# ---- on paper, and on the disk ----

def read_paper(floor, kind):
    path = f"{floor.place.folder}/{kind}.pdf"
    floor.command("paper", kind, "S-2", "-o", path)
    subprocess.run(["pdftoppm", "-r", "80", "-png", path, f"{floor.place.pictures}/{kind}"],
                   check=False)
    return subprocess.run(["pdftotext", "-layout", path, "-"], text=True, stdout=subprocess.PIPE,
                          check=True).stdout


def papers_say_it(floor):
    """56 mg of two lots, the minutes as they were, and nothing of the session before."""
    telling = {
        "session-record": ("158/98", "146/92", "150/94", "152/95", "186/108", "148/90", "Nausea",
                           "Falling, calm, no symptoms", "An emergency at the other chair",
                           "Called at home in the evening: well"),
        "rems-monitoring": ("146/92 mmHg", "(minute 52, late)", "128/80 mmHg", "(minute 121)",
                            "yes, from minute 25, resolved at minute 52"),
    }
    for kind, said in telling.items():
        text = read_paper(floor, kind)
        for words in ("Juneberry", "04/17/1990", "56 mg", "LOT-A1", "LOT-B2", *said):
            assert words in text, f"{words!r} is not in {kind}: {text}"
        assert "OLDLOT1" not in text, kind


def file_is_sound(floor):
    """The same in the chart file, by instants; no reading stands twice, none was lost."""
    floor.command("check")
    session = floor.session()
    zero = read_instant(session["started_at"])
    minutes = [int((read_instant(it["taken_at"]) - zero) // 60) for it in session["observations"]]
    assert minutes[2:] == [20, 22, 25, 52, 62, 91, 121], minutes
    assert [dose["outcome"] for dose in session["doses"]] == ["given", "given", "refused"], session
    assert [dose["given_mg"] for dose in session["doses"]] == [28, 28, 0], session
    assert [dose.get("lot") for dose in session["doses"]] == ["LOT-A1", "LOT-B2", None], session
    assert session["signed_by"] == PRESCRIBER and len(session["addenda"]) == 1, session


def main():
    program, pictures, library = sys.argv[1:4]
    with Place(program, pictures) as place:
        floor = Floor(place, library)

        def step(what, do):
            return what, lambda: do(floor.session_window)

        return run_steps([
            ("a chart comes in", floor.make_clinic),
            ("the program starts", floor.start),
            ("the patient arrives, and the session is opened", lambda: arrives(floor)),
            step("the checks are answered by keys", answer_checks),
            step("a high pressure asks for a look, and no dose is given meanwhile", high_pressure),
            step("a lower one is proceeded with, for a reason", repeat_pressure),
            step("the first device starts the clock", first_device),
            step("the second waits for five minutes", second_device),
            step("the third is refused: 56 mg", third_device),
            step("the row of readings at twenty minutes", twenty_minutes),
            step("another program's reading is seen", another_program),
            step("an alert, and what was done", an_alert),
            step("an adverse event by its letter", an_event),
            step("the computer's clock is set back", clock_is_set_back),
            ("the program is killed, and nothing is lost", lambda: a_power_cut(floor)),
            step("a checkpoint is late, and its minute stands", late_checkpoint),
            step("nobody is released too early", too_early),
            step("after two hours the patient leaves", is_released),
            step("the record is signed and locked", is_signed),
            step("an addendum is written", an_addendum),
            ("Today and the ledger know it", lambda: today_knows(floor)),
            ("the program ends in order", lambda: floor.first.close()),
            ("the papers tell what was entered", lambda: papers_say_it(floor)),
            ("the file is sound, and has each entry once", lambda: file_is_sound(floor)),
        ])


sys.exit(main())
