"""Runs a test of the window on a display, a session bus and a window manager of its own; where they
are not installed, the test is skipped and says what is missing.

    on_display.py WIDTHxHEIGHT TEST.py ARGUMENT..."""

import os
import shutil
import sys

# The descriptor that leads past all that to the standard output.
TAP = 9
PROGRAMS = ("xvfb-run", "dbus-run-session", "openbox", "xdotool", "import", "pdftotext")


def find_missing():
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    try:
        import gi
        gi.require_version("Atspi", "2.0")
    except (ImportError, ValueError):
        missing.append("gir1.2-atspi-2.0")
    return missing


def main():
    size, *test = sys.argv[1:]
    missing = find_missing()
    if missing:
        print(f"1..0 # SKIP the window can not be tested without {', '.join(missing)}")
        return
    # Only the test itself writes to the standard output: what a bus and its services say is no TAP.
    os.dup2(1, TAP, inheritable=True)
    os.dup2(2, 1)
    os.execvp("xvfb-run", ["xvfb-run", "-a", "-s", f"-screen 0 {size}x24", "dbus-run-session", "--",
                           "sh", "-c", f'exec "$@" >&{TAP}', "sh", sys.executable, *test])


main()
