"""Every page and dialog, in one size of screen and three styles: a picture of each is left to be
looked at, every control that takes the keyboard has a name, and no library complains.

    test_pages.py PROGRAM PICTURES WIDTHxHEIGHT"""

import sys

from desk import Atspi, Place, has_state, name_of, run_steps

STYLES = {"light": "Adwaita", "dark": "Adwaita:dark", "contrast": "HighContrast"}
PATIENT = ("magnolia", "Magnolia, Haze Demo – Dendra")


class Tour:
    """One run of the program, in one style, filling the screen."""

    def __init__(self, place, style, size):
        self.style = style
        self.size = size
        self.place = place
        self.desk = None

    def start(self, *arguments):
        self.desk = self.place.start(*arguments, GTK_THEME=STYLES[self.style])

    def look(self, name):
        """Leaves a picture, and finds no control without a name; names are the same in any style and
        size."""
        self.desk.picture(f"{self.size}-{self.style}-{name}")
        if self.style != "light" or self.size != "1366x768":
            return
        nameless = [(node.get_role_name(), self.surroundings(node))
                    for window in self.desk.windows() for node in self.desk.walk(window)
                    if takes_keys(node) and not is_named(node)]
        assert not nameless, f"{name}: without a name: {nameless}"

    def surroundings(self, node):
        """The names that stand above a control, to find it by."""
        names = []
        while node is not None and node.get_role_name() != "frame":
            if is_named(node):
                names.append(name_of(node))
            node = node.get_parent()
        return names

    def through_the_clinic(self):
        desk = self.desk
        desk.wait_for_title("Today – Dendra")
        desk.fill_screen(self.size)
        for key, words in (("F5", "(today)"), ("F6", "Week from"), ("F7", "Open session"),
                           ("F8", "Mark as sent…")):
            desk.key(key)
            desk.wait_for_words(words)
            self.look(f"today-{key}")
        desk.key("alt+2")
        desk.wait_for_focus("Search patients")
        self.look("patients")
        for section, title in (("3", "Outcomes – Dendra"), ("4", "Policies – Dendra"),
                               ("5", "Protocols – Dendra"), ("6", "Clinic – Dendra")):
            desk.key(f"alt+{section}")
            desk.wait_for_title(title)
            self.look(title.split()[0].lower())

    def through_a_chart(self):
        desk = self.desk
        desk.open_patient(*PATIENT)
        desk.wait_for_words("Where they stand")
        self.look("summary")
        desk.key("ctrl+2")
        desk.find_verdict()
        self.look("eligibility")
        desk.key("ctrl+3")
        desk.wait_for_words("What waits")
        self.look("treatment")
        desk.key("ctrl+4")
        desk.wait_for_words("Surveillance")
        self.look("outcomes-of-one")
        desk.key("ctrl+5")
        desk.wait_for_words("Before it may leave")
        self.look("prior-authorization")

    def through_the_dialogs(self):
        for key, title in (("ctrl+n", "New patient"), ("ctrl+k", "Find a patient"),
                           ("F1", "Keyboard shortcuts")):
            self.desk.key(key)
            self.desk.wait_for_title(title)
            self.look(title.replace(" ", "-").lower())
            self.desk.key("Escape")
            self.desk.wait_for(f"{title!r} gone", lambda: len(self.desk.windows()) == 1)

    def through_the_first_start(self):
        self.start()
        self.desk.wait_for_focus("Set up your clinic…")
        self.look("welcome")
        self.desk.key("Return")
        self.desk.wait_for_title("Set up your clinic")
        self.look("set-up")
        self.desk.key("Escape")
        self.desk.wait_for("the dialog gone", lambda: len(self.desk.windows()) == 1)
        self.desk.close()


def takes_keys(node):
    return has_state(node, Atspi.StateType.FOCUSABLE)


def is_named(node):
    """A name that tells something: GTK names a nameless control by its type. What is a list's row is
    told by the words in it."""
    name = name_of(node)
    if name and not name.startswith(("Gtk", "Den")):
        return True
    return node.get_role_name() == "list item" and node.get_child_count() > 0


def main():
    program, pictures, size = sys.argv[1:4]
    with Place(program, pictures) as place:
        demo = place.make_demo()
        steps = []
        for style in STYLES:
            tour = Tour(place, style, size)
            steps += [
                (f"{style}: the program starts", lambda t=tour: t.start("--database", demo)),
                (f"{style}: the sections", tour.through_the_clinic),
                (f"{style}: the pages of a chart", tour.through_a_chart),
                (f"{style}: the dialogs", tour.through_the_dialogs),
                (f"{style}: the program ends in order", lambda t=tour: t.desk.close()),
            ]
        steps.append(("the first start", Tour(place, "light", size).through_the_first_start))
        return run_steps(steps)


sys.exit(main())
