"""A person at the desk: the real program in a window of its own, driven by real keys (xdotool) and
read through the accessibility bus (AT-SPI), as a screen reader reads it.

Nothing sleeps to wait: each wait asks for something to be true, and fails when it is not in time."""

import os
import subprocess
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = 20.0


class Desk:
    """One run of the program, its data in FOLDER, its pictures in PICTURES."""

    def __init__(self, program, folder, pictures, *arguments):
        self.folder = folder
        self.pictures = pictures
        environment = dict(os.environ)
        environment.update(HOME=folder, XDG_DATA_HOME=f"{folder}/data",
                           XDG_CONFIG_HOME=f"{folder}/config", XDG_CACHE_HOME=f"{folder}/cache")
        self.manager = subprocess.Popen(["openbox", "--sm-disable"], env=environment,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.focused = None
        self.listener = Atspi.EventListener.new(self.focus_cb)
        self.listener.register("object:state-changed:focused")
        self.said = open(f"{folder}/said", "w+", encoding="utf-8")
        self.program = subprocess.Popen([program, *arguments], env=environment, stderr=self.said)
        self.application = self.wait_for("the program's window", self.find_application)

    def find_application(self):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child and child.get_process_id() == self.program.pid and child.get_child_count():
                return child
        return None

    def close(self):
        for process in (self.program, self.manager):
            if process.poll() is None:
                process.terminate()
            process.wait()

    def complaints(self):
        """What GLib and GTK found wrong with the program. Not counted: that a server without
        monitors has none, which GDK 4.8 complains of itself."""
        self.said.seek(0)
        return [line.strip() for line in self.said
                if "-CRITICAL **" in line and "gdk_monitor_get_geometry" not in line]

    # ---- reading the screen ----

    def wait_for(self, what, ask, patience=PATIENCE):
        """The first true answer of ASK."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            if getattr(self, "program", None) and self.program.poll() is not None:
                raise AssertionError(f"the program ended with {self.program.returncode}")
            try:
                answer = ask()
            except GLib.Error:
                answer = None
            if answer:
                return answer
            time.sleep(0.02)
        self.picture("failed")
        raise AssertionError(f"waited in vain for {what}; the focus is on {self.focus_name()!r}")

    def walk(self, node=None, skip=("table row", "tree table")):
        """Every object on the screen, long tables left out."""
        node = node or self.application
        yield node
        if node.get_role_name() in skip:
            return
        for i in range(node.get_child_count()):
            child = node.get_child_at_index(i)
            if child is not None:
                yield from self.walk(child)

    def focus_cb(self, event):
        if event.detail1:
            self.focused = event.source

    def focus(self):
        """What has the focus: as the last event told, else by looking everywhere."""
        while GLib.MainContext.default().iteration(False):
            pass
        if self.focused and self.focused.get_state_set().contains(Atspi.StateType.FOCUSED):
            return self.focused
        for node in self.walk():
            if node.get_state_set().contains(Atspi.StateType.FOCUSED):
                self.focused = node
                return node
        return None

    def focus_name(self):
        try:
            node = self.focus()
            return name_of(node) if node else ""
        except GLib.Error:
            return ""

    def words(self):
        return [node.get_name() for node in self.walk() if node.get_name()]

    def sees(self, text):
        return any(text in words for words in self.words())

    def wait_for_words(self, text):
        self.wait_for(f"the words {text!r}", lambda: self.sees(text))

    def picture(self, name):
        """The screen as it is now, as a file to look at."""
        subprocess.run(["import", "-window", "root", f"{self.pictures}/{name}.png"], check=False)

    # ---- the keyboard ----

    def key(self, *keys):
        subprocess.run(["xdotool", "key", "--clearmodifiers", "--delay", "20", *keys], check=True)

    def type(self, text):
        subprocess.run(["xdotool", "type", "--clearmodifiers", "--delay", "8", text], check=True)

    def wait_for_focus(self, *names):
        self.wait_for(f"the focus on {' or '.join(names)}", lambda: self.focus_name() in names)

    def tab_to(self, name, most=60):
        """Tab by Tab to the control of that name; no control may be out of the keyboard's reach."""
        for _ in range(most):
            before = self.focus_name()
            if before == name:
                return
            self.key("Tab")
            self.leave(before)
        raise AssertionError(f"{name!r} can not be reached by Tab; at {self.focus_name()!r}")

    def leave(self, before):
        """Waits for the focus to be elsewhere; not long, for two controls may have one name."""
        end = time.monotonic() + 0.3
        while time.monotonic() < end and self.focus_name() in ("", before):
            time.sleep(0.01)

    def fill(self, name, text):
        self.tab_to(name)
        self.key("ctrl+a")
        self.type(text)


def name_of(node):
    """What a control is called; GTK 4.8 tells a labelled control's name twice, and mnemonics."""
    name = node.get_name()
    half = len(name) // 2
    if len(name) % 2 and name[half] == " " and name[:half].replace("_", "") == name[half + 1:]:
        return name[half + 1:]
    for i, letter in enumerate(name):
        if letter == " " and name[:i].replace("_", "") == name[i + 1:]:
            return name[i + 1:]
    return name

