"""A person at the desk: the real program in a window of its own, driven by real keys (xdotool) and
read through the accessibility bus (AT-SPI), as a screen reader reads it.

Nothing sleeps to wait: each wait asks for something to be true, and fails when it is not in time."""

import os
import re
import subprocess
import tempfile
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

# How long a wait lasts before it fails: long, for a slow machine and a sanitizer.
PATIENCE = 20.0
TODAY = "2026-11-20"
# What GTK 4.8 finds wrong with itself: that a server without monitors has none, and how large its
# own drop-down is when a choice closes it before its first frame.
OF_GTK_ITSELF = re.compile(
    r"gdk_monitor_get_geometry|allocate Gtk(PopoverContent contents|Box box) \S+ with width -")
# Roles whose inner parts say nothing that the control itself does not.
CLOSED = ("combo box", "tree table")


class Place:
    """What one test needs around the program: a folder of its own, a folder for pictures, and a
    window manager. Programs are started in it with start()."""

    def __init__(self, program, pictures):
        self.program = program
        self.pictures = pictures
        os.makedirs(pictures, exist_ok=True)
        self.holder = tempfile.TemporaryDirectory(prefix="dendra-e2e-")
        self.folder = self.holder.name
        self.manager = subprocess.Popen(["openbox", "--sm-disable"], env=self.environment(),
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.desks = []

    def __enter__(self):
        return self

    def __exit__(self, *error):
        for desk in self.desks:
            desk.kill()
        self.manager.terminate()
        self.manager.wait()
        self.holder.cleanup()

    def environment(self, **more):
        environment = dict(os.environ)
        environment.update(HOME=self.folder, XDG_DATA_HOME=f"{self.folder}/data",
                           XDG_CONFIG_HOME=f"{self.folder}/config",
                           XDG_CACHE_HOME=f"{self.folder}/cache")
        # GTK 4.8 leaves 128 bytes behind for each closed dialog, unnamed; leaks of the program's own
        # are looked for where its pages are built and destroyed one by one (tests/desktop).
        environment["ASAN_OPTIONS"] = environment.get("ASAN_OPTIONS", "") + ":detect_leaks=0"
        environment.update(more)
        return environment

    def start(self, *arguments, **environment):
        """The program with its window open, as of TODAY."""
        desk = Desk(self, ["--on", TODAY, *arguments], self.environment(**environment))
        self.desks.append(desk)
        return desk

    def desk(self):
        """The program that was started first."""
        return self.desks[0]

    def command(self, *arguments, **environment):
        """What a subcommand prints; it must succeed."""
        return subprocess.run([self.program, *arguments], env=self.environment(**environment),
                              text=True, stdout=subprocess.PIPE, check=True).stdout

    def make_demo(self):
        path = f"{self.folder}/demo.db"
        self.command("demo", path)
        return path


class Desk:
    """One run of the program."""

    def __init__(self, place, arguments, environment):
        self.pictures = place.pictures
        self.manager = place.manager
        self.focused = None
        self.listener = Atspi.EventListener.new(self.focus_cb)
        self.listener.register("object:state-changed:focused")
        self.said = tempfile.TemporaryFile("w+", encoding="utf-8", dir=place.folder)
        self.program = subprocess.Popen([place.program, *arguments], env=environment,
                                        stderr=self.said)
        self.application = self.wait_for("the program's window", self.find_application)

    def find_application(self):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child and child.get_process_id() == self.program.pid and child.get_child_count():
                return child
        return None

    def close(self):
        """Ends the program as the session's end does; it must end in order and without complaint."""
        self.listener.deregister("object:state-changed:focused")
        self.program.terminate()
        status = self.program.wait(PATIENCE)
        complaints = self.complaints()
        assert status == 0, f"the program ended with {status}: {self.words_of_stderr()}"
        assert not complaints, complaints

    def kill(self):
        """Ends the program as a power cut does."""
        if self.program.poll() is None:
            self.program.kill()
        self.program.wait()

    def words_of_stderr(self):
        self.said.seek(0)
        return self.said.read()

    def complaints(self):
        """What the program's libraries found wrong with it."""
        return [line for line in self.words_of_stderr().splitlines()
                if ("-CRITICAL **" in line or "-WARNING **" in line)
                and not OF_GTK_ITSELF.search(line)]

    # ---- reading the screen ----

    def wait_for(self, what, ask, patience=PATIENCE):
        """The first true answer of ASK."""
        end = time.monotonic() + patience
        while True:
            if self.program.poll() is not None:
                raise AssertionError(f"the program ended with {self.program.returncode}: "
                                     f"{self.words_of_stderr()}")
            take_news()
            try:
                answer = ask()
            except GLib.Error:
                # What was being read has gone from the screen meanwhile.
                answer = None
            if answer:
                return answer
            if self.manager.poll() is not None:
                raise AssertionError(f"the window manager ended with {self.manager.returncode}")
            if time.monotonic() > end:
                break
            time.sleep(0.02)
        self.picture("failed")
        raise AssertionError(f"waited in vain for {what}; the focus is on {self.focus_name()!r}")

    def walk(self, node=None, closed=CLOSED):
        """Every object below NODE, or in all windows, but for the inside of CLOSED roles."""
        node = node or self.application
        yield node
        if node.get_role_name() in closed:
            return
        for i in range(node.get_child_count()):
            child = node.get_child_at_index(i)
            if child is not None:
                yield from self.walk(child, closed)

    def windows(self):
        return [self.application.get_child_at_index(i)
                for i in range(self.application.get_child_count())]

    def find_all(self, name, role=None, node=None, closed=CLOSED):
        return [found for found in self.walk(node, closed)
                if name_of(found) == name and role in (None, found.get_role_name())]

    def find(self, name, role=None, nth=0, node=None):
        """The control of that name; where several have it, the NTH."""
        def ask():
            found = self.find_all(name, role, node)
            return found[nth] if len(found) > nth else None
        return self.wait_for(f"{role or 'a control'} {name!r}", ask)

    def focus_cb(self, event):
        if event.detail1 and event.source.get_process_id() == self.program.pid:
            self.focused = event.source

    def focus(self):
        """What has the focus: as the last event told, else by looking everywhere."""
        end = time.monotonic() + 0.3
        while time.monotonic() < end:
            take_news()
            if self.focused and has_state(self.focused, Atspi.StateType.FOCUSED):
                return self.focused
            time.sleep(0.005)
        # A window behind another may say that it has the focus still: the newest is asked first.
        for window in reversed(self.windows()):
            for node in self.walk(window):
                if has_state(node, Atspi.StateType.FOCUSED):
                    self.focused = node
                    return node
        return None

    def focus_name(self):
        try:
            node = self.focus()
            return name_of(node) if node else ""
        except GLib.Error:
            return ""

    def words(self, node=None):
        return [found.get_name() for found in self.walk(node) if found.get_name()]

    def sees(self, text, node=None):
        return any(text in (found.get_name() or "") for found in self.walk(node))

    def wait_for_words(self, text, node=None):
        self.wait_for(f"the words {text!r}", lambda: self.sees(text, node))

    def wait_for_title(self, title):
        """A window with that title; the page it names is shown then."""
        self.wait_for(f"the window {title!r}",
                      lambda: any(window.get_name() == title for window in self.windows()))

    def find_verdict(self, node=None):
        """The word of the verdict, which stands before the counts of trials and classes."""
        def ask():
            for found in self.walk(node):
                if found.get_name().startswith("Trials ") and " of " in found.get_name():
                    return found.get_parent().get_child_at_index(found.get_index_in_parent() - 1)
            return None
        return self.wait_for("the verdict", ask)

    def picture(self, name):
        """The screen as it is now, as a file to look at."""
        subprocess.run(["import", "-window", "root", f"{self.pictures}/{name}.png"], check=False)

    # ---- the keyboard ----

    def key(self, *keys):
        subprocess.run(["xdotool", "key", "--clearmodifiers", "--delay", "20", *keys], check=True)

    def type(self, text):
        """Key by key. Letters that this keyboard has not come as from a program that dictates, in
        the place of what stands in the field."""
        if text.isascii():
            subprocess.run(["xdotool", "type", "--clearmodifiers", "--delay", "8", text],
                           check=True)
        else:
            Atspi.EditableText.set_text_contents(self.focus(), text)

    def point_at(self, x, y):
        """Leaves the pointer there."""
        subprocess.run(["xdotool", "mousemove", str(x), str(y)], check=True)

    def click(self):
        subprocess.run(["xdotool", "click", "1"], check=True)

    def wait_for_focus(self, *names):
        heard_until = time.monotonic() + 2

        def ask():
            # An event may have been missed: then the whole screen is looked at.
            if time.monotonic() > heard_until:
                self.focused = None
            return self.focus_name() in names
        self.wait_for(f"the focus on {' or '.join(names)}", ask)

    def tab_to(self, name, most=60):
        """Tab by Tab to the control of that name; no control may be out of the keyboard's reach."""
        self.tab_until(lambda node: name_of(node) == name, repr(name), most)

    def tab_to_node(self, node, most=120):
        """To this one of several controls of one name, by the nearer way."""
        at = self.focus()
        way = "shift+Tab" if at is not None and place_of(node) < place_of(at) else "Tab"
        self.tab_until(lambda found: found == node, repr(name_of(node)), most, way)

    def tab_until(self, has_arrived, what, most, way="Tab"):
        for _ in range(most):
            before = self.focus()
            if before is not None and has_arrived(before):
                return
            self.key(way)
            self.leave(before)
        self.picture("failed")
        raise AssertionError(f"{what} can not be reached by {way}; at {self.focus_name()!r}")

    def leave(self, before):
        """Waits for the focus to be elsewhere; not long, for it may have nowhere else to go."""
        end = time.monotonic() + 0.5
        while time.monotonic() < end and self.focus() in (None, before):
            time.sleep(0.005)

    def fill(self, name, text):
        self.tab_to(name)
        self.key("ctrl+a")
        self.type(text)

    def enter(self, node, text):
        """TEXT in the place of what stands in the field; not kept yet."""
        self.tab_to_node(node)
        self.key("ctrl+a")
        self.type(text)
        self.wait_for(f"{text!r} in {name_of(node)!r}", lambda: value_of(node) == text)

    def choose(self, name, choice):
        """A choice of the drop-down of that name, with the arrow keys."""
        self.tab_to(name)
        closed = self.focus()
        self.key("space")
        self.leave(closed)
        self.key("Home")
        for _ in range(choice):
            self.key("Down")
        self.key("Return")
        self.wait_for_focus(name)

    def raise_window(self, title, nth=0):
        """Brings a window of the program to the front, and the keyboard to it."""
        found = subprocess.run(["xdotool", "search", "--all", "--onlyvisible", "--pid",
                                str(self.program.pid), "--name", title],
                               text=True, stdout=subprocess.PIPE, check=True).stdout.split()
        subprocess.run(["xdotool", "windowactivate", "--sync", sorted(found, key=int)[nth]],
                       check=True, stderr=subprocess.DEVNULL)

    def fill_screen(self, size):
        """Makes the window in front as large as the screen, "1366x768"."""
        width, height = (int(number) for number in size.split("x"))
        window = subprocess.run(["xdotool", "getactivewindow"], text=True, stdout=subprocess.PIPE,
                                check=True).stdout.strip()
        subprocess.run(["xdotool", "windowmove", window, "0", "0", "windowsize", "--sync", window,
                        str(width), str(height)], check=True)

    def open_patient(self, typed, title):
        """Ctrl+K, what is typed of the patient, Return: the patient's page, with that title."""
        self.key("ctrl+k")
        self.wait_for_focus("Find a patient")
        self.type(typed)
        self.wait_for(f"the search for {typed!r}", lambda: value_of(self.focus()) == typed)
        self.key("Return")
        self.wait_for_title(title)


def take_news():
    """Hears what the bus has told: until then, what is known of a control is what it was."""
    while GLib.MainContext.default().iteration(False):
        pass


def has_state(node, state):
    return node.get_state_set().contains(state)


def place_of(node):
    """Where it stands: of two objects, the smaller comes first on the screen."""
    steps = []
    while node is not None and node.get_role_name() != "application":
        steps.insert(0, node.get_index_in_parent())
        node = node.get_parent()
    return steps


def value_of(node):
    """What stands in a field."""
    return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))


def name_of(node):
    """What a control is called; GTK 4.8 tells a labelled control's name twice, and mnemonics. The
    focus of a drop-down is on a nameless button in it."""
    name = node.get_name()
    if name == "GtkToggleButton" and node.get_parent().get_role_name() == "combo box":
        return name_of(node.get_parent())
    for i, letter in enumerate(name):
        if letter == " " and name[:i].replace("_", "") == name[i + 1:].replace("_", ""):
            return name[i + 1:]
    return name


def run_steps(steps):
    """Runs (words, function) one after the other and prints TAP. A step stands on the one before:
    after a failure the rest is not tried. The exit status."""
    print(f"1..{len(steps)}", flush=True)
    for i, (what, do) in enumerate(steps, 1):
        try:
            do()
        except (AssertionError, GLib.Error, OSError, subprocess.SubprocessError) as error:
            print(f"not ok {i} {what}")
            for line in f"{type(error).__name__}: {error}".splitlines():
                print(f"# {line}")
            print("Bail out! what follows stands on this", flush=True)
            return 1
        print(f"ok {i} {what}", flush=True)
    return 0
