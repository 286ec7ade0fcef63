"""Measures what design asks to be measured, and prints a table: what, how much, the floor taken in
the same run, and their ratio. It asserts nothing: a slow machine is no fault. Run it on a quiet one:
memory is counted with its share of what other programs hold too (PSS), so that others built on GTK
make the floor lower and the ratio higher.

    bench.py BENCH-CORE BENCH-WINDOW FOLDER"""

import os
import shutil
import statistics
import subprocess
import sys

CORE, WINDOW, FOLDER = sys.argv[1:4]
RUNS = 7


def window_run(arguments):
    """Microseconds to the first frame, and kilobytes of memory, of one start."""
    stamped = ('export DENDRA_BENCH_START=$(python3 -c "import time; print(time.monotonic_ns() // 1000)")\n'
               'exec "$@"')
    command = ["sh", "-c", stamped, "sh", WINDOW] + arguments
    if not os.environ.get("DISPLAY"):
        command = ["xvfb-run", "-a", "-s", "-screen 0 1366x768x24"] + command
    done = subprocess.run(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          timeout=120, env={**os.environ, "GSK_RENDERER": "cairo",
                                            "GTK_A11Y": "none", "GSETTINGS_BACKEND": "memory"})
    words = dict(line.split() for line in done.stdout.splitlines() if line.count(" ") == 1)
    if "frame" not in words or "memory" not in words:
        sys.exit(f"{arguments}: no frame was painted\n{done.stderr}")
    return int(words["frame"]), int(words["memory"])


def windows(database):
    """Empty and full in turn, so that both see the same machine."""
    window_run(["empty"])
    window_run(["dendra", database])
    empty, full = [], []
    for _ in range(RUNS):
        empty.append(window_run(["empty"]))
        full.append(window_run(["dendra", database]))
    rows = []
    for i, what, unit, scale, goal in ((0, "first frame with the patient list", "ms", 1e3, "1.5 x"),
                                       (1, "memory with the list open", "MB", 1e3, "1.3 x")):
        measured, floor = (statistics.median(run[i] for run in runs) / scale for runs in (full, empty))
        rows.append([what, measured, floor, unit, "an empty GTK window", goal])
    return rows


def main():
    os.makedirs(FOLDER, exist_ok=True)
    patients = os.environ.get("DENDRA_BENCH_PATIENTS", "100000")
    database = os.path.join(FOLDER, f"clinic-{patients}.db")
    lines = subprocess.run([CORE, database], text=True, stdout=subprocess.PIPE, check=True).stdout
    rows = [line.split("\t") for line in lines.splitlines()]
    if os.environ.get("DISPLAY") or shutil.which("xvfb-run"):
        rows += windows(database)
    print(f"{'':50} {'measured':>12} {'floor':>12} {'ratio':>7}  {'at most':10} floor is")
    for what, measured, floor, unit, floor_name, goal in rows:
        measured, floor = float(measured), float(floor)
        print(f"{what:50} {measured:9.2f} {unit:2} {floor:9.2f} {unit:2} {measured / floor:7.2f}  "
              f"{goal:10} {floor_name}")


main()
