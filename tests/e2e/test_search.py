"""Patients are found in a few keystrokes, from anywhere and by whatever the caller says.

    test_search.py PROGRAM PICTURES"""

import sys

from desk import Place, run_steps, value_of

LIST = "Patients – Dendra"
NGUYEN = "Nguyễn-Mẫu, Thị Ví Dụ – Dendra"
ZOLWIA = "Przykładowska-Wymyślona, Żółwia Demo – Dendra"
SEQUOIA = "Sequoia, Haze Demo – Dendra"
ACORN = "Acorn, Spring Demo – Dendra"
GREEK = "Παραδειγματοπούλου, Δοκιμή Demo – Dendra"


def search(desk, typed):
    """Types in the list's search, in the place of what stands there."""
    desk.wait_for_focus("Search patients")
    desk.key("ctrl+a")
    desk.type(typed)
    desk.wait_for(f"the search for {typed!r}", lambda: value_of(desk.focus()) == typed)


def list_finds(desk, typed, title):
    """What is typed leaves one patient; Return opens it, Alt+Left goes back."""
    search(desk, typed)
    desk.wait_for("one patient", lambda: "1 patient" in desk.words())
    desk.key("Return")
    desk.wait_for_title(title)
    desk.key("alt+Left")
    desk.wait_for_title(LIST)
    desk.key("Escape")


def list_opens(desk):
    """The window opens on the day; the list is one key away, and its search has the focus."""
    desk.key("alt+2")
    desk.wait_for_title(LIST)


def escape_clears(desk):
    search(desk, "sequoia haze")
    desk.wait_for("one patient", lambda: "1 patient" in desk.words())
    desk.key("Escape")
    desk.wait_for("all patients", lambda: "65 patients" in desk.words())
    assert value_of(desk.focus()) == ""


def nothing_found(desk):
    search(desk, "zzz")
    desk.wait_for_words("No patient matches “zzz”.")
    desk.picture("search-nothing")
    desk.key("Escape")
    desk.wait_for("all patients", lambda: "65 patients" in desk.words())


def from_anywhere(desk):
    """Ctrl+K on the policies' page and on another patient's page."""
    desk.key("alt+4")
    desk.wait_for_title("Policies – Dendra")
    desk.open_patient("sequoia", SEQUOIA)
    desk.key("ctrl+5")
    desk.open_patient("zolwia", ZOLWIA)


def pointer_chooses_nobody(desk):
    """A pointer over the list, that the desk was knocked under, does not choose whom Return
    opens: it is the first."""
    desk.point_at(683, 400)
    desk.key("ctrl+k")
    desk.wait_for_focus("Find a patient")
    desk.type("demo")
    desk.wait_for("the search for 'demo'", lambda: value_of(desk.focus()) == "demo")
    desk.point_at(683, 470)
    desk.picture("search-pointer")
    desk.key("Return")
    desk.wait_for_title(ACORN)


def dialog_of(desk):
    return desk.windows()[-1]


def a_click_opens(desk):
    desk.key("ctrl+k")
    desk.wait_for_focus("Find a patient")
    desk.type("sequoia")
    desk.wait_for("Haze alone in the list",
                  lambda: desk.sees("Sequoia", dialog_of(desk)) and not desk.sees("Acorn", dialog_of(desk)))
    desk.point_at(683, 241)
    desk.click()
    desk.wait_for_title(SEQUOIA)
    desk.open_patient("zolwia", ZOLWIA)


def escape_changes_nothing(desk):
    desk.key("ctrl+k")
    desk.wait_for_focus("Find a patient")
    desk.type("sequoia")
    desk.picture("search-dialog")
    desk.key("Escape")
    desk.wait_for("one window", lambda: len(desk.windows()) == 1)
    desk.wait_for_title(ZOLWIA)


def dialog_finds_nothing(desk):
    """Return on nothing opens nothing."""
    desk.key("ctrl+k")
    desk.wait_for_focus("Find a patient")
    desk.type("zzz")
    desk.wait_for_words("No patient matches.")
    desk.key("Return")
    desk.wait_for_words("No patient matches.")
    desk.key("Escape")
    desk.wait_for("one window", lambda: len(desk.windows()) == 1)
    desk.wait_for_title(ZOLWIA)


def main():
    with Place(*sys.argv[1:3]) as place:
        desk = place.desk
        return run_steps([
            ("the program starts", lambda: place.start("--database", place.make_demo())),
            ("the list is one key away", lambda: list_opens(desk())),
            ("part of a name without its accents", lambda: list_finds(desk(), "nguyen", NGUYEN)),
            ("part of a name with its accents", lambda: list_finds(desk(), "Nguyễn", NGUYEN)),
            ("given name before family name", lambda: list_finds(desk(), "zolw przyk", ZOLWIA)),
            ("a Greek name, without its accents", lambda: list_finds(desk(), "παραδειγμ", GREEK)),
            ("birth date as it is said here", lambda: list_finds(desk(), "8/30/1975", SEQUOIA)),
            ("birth date as ISO writes it", lambda: list_finds(desk(), "1975-08-30", SEQUOIA)),
            ("MRN", lambda: list_finds(desk(), "D-0007", SEQUOIA)),
            ("telephone number", lambda: list_finds(desk(), "5550127", SEQUOIA)),
            ("Escape clears the search", lambda: escape_clears(desk())),
            ("nobody found is said", lambda: nothing_found(desk())),
            ("Ctrl+K finds from anywhere", lambda: from_anywhere(desk())),
            ("a pointer over the list chooses nobody", lambda: pointer_chooses_nobody(desk())),
            ("one click opens", lambda: a_click_opens(desk())),
            ("Escape leaves the patient as it was", lambda: escape_changes_nothing(desk())),
            ("Return on nobody opens nobody", lambda: dialog_finds_nothing(desk())),
            ("the program ends in order", lambda: desk().close()),
        ])


sys.exit(main())
