"""A front desk's morning by the keyboard: who comes, who is here, who did not come, and another
appointment.

    test_today.py PROGRAM PICTURES"""

import subprocess
import sys

from desk import Place, run_steps

TODAY = "Today – Dendra"
BOOKED = ("Peony, Squall Demo", "Laurel, Cumulus Demo", "Linden, Drizzle Demo")
MISSED = "Dahlia, Monsoon Demo"


def line_of(desk, name):
    """The line of the board, as it is heard: all its cells in one name."""
    return next((words for words in desk.words() if name in words and " · " in words), "")


def opens_on_the_day(desk):
    desk.wait_for_title(TODAY)
    desk.wait_for_words("Friday, 11/20/2026 (today)")
    desk.wait_for("a booked session", lambda: "Booked" in line_of(desk, BOOKED[0]))
    desk.fill_screen("1366x768")
    desk.picture("today")


def go_to(desk, name):
    """Down the board to the session of that patient: the bar below says whose it is."""
    for _ in range(20):
        if any(words.endswith(f"  {name}") for words in desk.words()):
            return
        desk.key("Down")
    raise AssertionError(f"{name} can not be reached with the arrow keys")


def arrives(desk):
    go_to(desk, BOOKED[0])
    desk.key("a")
    desk.wait_for(f"{BOOKED[0]} to have arrived", lambda: "Arrived" in line_of(desk, BOOKED[0]))
    desk.picture("today-arrived")


def next_step(desk):
    """Return does what comes next: of a booked session, the arrival."""
    go_to(desk, BOOKED[1])
    desk.key("Return")
    desk.wait_for(f"{BOOKED[1]} to have arrived", lambda: "Arrived" in line_of(desk, BOOKED[1]))


def is_missed(desk):
    go_to(desk, MISSED)
    desk.key("x")
    desk.wait_for_title("Session not held")
    desk.choose("What happened", 1)
    desk.fill("Why", "Did not come")
    desk.picture("today-missed")
    desk.key("ctrl+Return")
    desk.wait_for("the dialog to close", lambda: len(desk.windows()) == 1)
    desk.wait_for(f"{MISSED} to be missed", lambda: "Missed" in line_of(desk, MISSED))


def takes_no_chair_twice(desk):
    """What is wrong stands at the chair, and nothing is moved."""
    go_to(desk, BOOKED[2])
    desk.key("m")
    desk.wait_for_title("Move the session")
    desk.fill("Time", "15:00")
    desk.choose("Chair", 3)
    desk.fill("Reason", "Would like to come later")
    desk.key("ctrl+Return")
    desk.wait_for_words("Chair 3 is taken then: Zinnia, Fogbow Demo has it.")
    desk.picture("today-chair-taken")
    leave_dialog(desk)
    assert "14:00" in line_of(desk, BOOKED[2])


def walks_in(desk):
    """Who comes without an appointment while each chair is taken is told so."""
    desk.key("ctrl+shift+b")
    desk.wait_for_title("Walk-in")
    desk.wait_for_focus("Patient")
    desk.type("D-0059")
    desk.wait_for_words("Bluebell, Nimbus Demo · ")
    desk.key("Return")
    desk.wait_for_focus("Arrived")
    desk.key("ctrl+Return")
    desk.wait_for_words("No chair is free at this time.")
    desk.picture("today-walk-in")
    leave_dialog(desk)


def leave_dialog(desk):
    desk.key("Escape")
    desk.wait_for("the dialog to close", lambda: len(desk.windows()) == 1)


def prints_the_day(place, path):
    """The sheet of the day, with what the keys did."""
    sheet = f"{place.folder}/day.pdf"
    place.command("paper", "day-sheet", "2026-11-20", "-o", sheet, "--database", path)
    text = subprocess.run(["pdftotext", "-layout", sheet, "-"], text=True, stdout=subprocess.PIPE,
                          check=True).stdout
    assert BOOKED[0] in text and "Zinnia, Fogbow Demo" in text, text
    assert BOOKED[2] not in text, "who was moved is still on the day's sheet"


def moves(desk):
    go_to(desk, BOOKED[2])
    desk.key("m")
    desk.wait_for_title("Move the session")
    desk.fill("Day", "12/09/2026")
    desk.fill("Time", "10:00")
    desk.fill("Reason", "The escort is away")
    desk.picture("today-move")
    desk.key("ctrl+Return")
    desk.wait_for("the dialog to close", lambda: len(desk.windows()) == 1)
    desk.wait_for("the session to leave the day", lambda: not line_of(desk, BOOKED[2]))


def stays_when_opened_again(desk, place, path):
    """What the keys did was kept."""
    desk.close()
    again = place.start("--database", path)
    again.wait_for_title(TODAY)
    again.wait_for(f"{BOOKED[0]} to have arrived",
                   lambda: "Arrived" in line_of(again, BOOKED[0]))
    again.close()


def books(desk):
    desk.key("ctrl+b")
    desk.wait_for_title("Book")
    desk.wait_for_focus("Patient")
    desk.type("D-0043")
    desk.wait_for_words("Linden, Dew Demo · ")
    desk.key("Return")
    desk.wait_for_focus("Day")
    desk.picture("today-book")
    desk.key("ctrl+Return")
    desk.wait_for("the dialog to close", lambda: len(desk.windows()) == 1)
    desk.wait_for_words("Booked: Linden, Dew Demo")


def looks_at_the_week(desk):
    desk.key("F6")
    desk.wait_for_words("Week from 11/16/2026 to 11/22/2026")
    desk.picture("today-week")
    desk.key("F7")
    desk.wait_for_words("Spindle, Typhoon Demo")
    desk.key("F8")
    desk.wait_for_words("Primula, Whirlwind Demo")
    desk.picture("today-forms")
    desk.key("F5")
    desk.wait_for_words("Friday, 11/20/2026 (today)")


def main():
    with Place(*sys.argv[1:3]) as place:
        path = place.make_demo()
        desk = place.desk
        return run_steps([
            ("the program starts",
             lambda: place.start("--database", path, TZ="America/Chicago")),
            ("it opens on the day", lambda: opens_on_the_day(desk())),
            ("A: the patient is here", lambda: arrives(desk())),
            ("Return: the next step", lambda: next_step(desk())),
            ("X: the patient did not come", lambda: is_missed(desk())),
            ("a chair is not taken twice", lambda: takes_no_chair_twice(desk())),
            ("Ctrl+Shift+B: a walk-in, and no chair", lambda: walks_in(desk())),
            ("M: another day, with a reason", lambda: moves(desk())),
            ("Ctrl+B: the next session by the protocol", lambda: books(desk())),
            ("the week and the lists", lambda: looks_at_the_week(desk())),
            ("the day on paper", lambda: prints_the_day(place, path)),
            ("all of it was kept", lambda: stays_when_opened_again(desk(), place, path)),
        ])


sys.exit(main())
