"""The clocks that the other tests move are those of the program: its day, and what its computer
counted since it was started.

    test_moved_clock.py PROGRAM LIBRARY"""

import datetime
import json
import os
import subprocess
import sys
import tempfile
import time

from moved_clock import MovedClock

READ_CLOCKS = "import time; print(time.time(), time.clock_gettime(time.CLOCK_BOOTTIME), " \
              "time.monotonic())"


def read_clocks(clock):
    """By how much the clocks of a program differ from ours, in whole minutes: wall, count, timers."""
    ours = time.time(), time.clock_gettime(time.CLOCK_BOOTTIME), time.monotonic()
    words = subprocess.run([sys.executable, "-c", READ_CLOCKS], text=True, check=True,
                           env={**os.environ, **clock.environment()}, stdout=subprocess.PIPE).stdout
    return [int((float(word) - own) // 60) for word, own in zip(words.split(), ours)]


def day_of(program, database, clock):
    """Today, as a verdict of the program says."""
    words = subprocess.run([program, "eligibility", "D-0001", "--json", "--database", database],
                           env={**os.environ, **clock.environment(), "TZ": "UTC"}, text=True,
                           stdout=subprocess.PIPE).stdout
    return datetime.date.fromisoformat(json.loads(words)["on"])


def main():
    program, library = sys.argv[1:]
    failed = 0

    def tell(n, name, is_so):
        nonlocal failed
        failed += not is_so
        print(f"{'ok' if is_so else 'not ok'} {n} {name}", flush=True)

    print("1..5", flush=True)
    with tempfile.TemporaryDirectory(prefix="dendra-clock-") as folder:
        clock = MovedClock(folder, library)
        database = os.path.join(folder, "demo.db")
        subprocess.run([program, "demo", database], check=True)
        today = datetime.datetime.now(datetime.timezone.utc).date()
        tell(1, "nothing is moved at first", read_clocks(clock) == [0, 0, 0])
        tell(2, "the program's day is today", day_of(program, database, clock) - today
             in (datetime.timedelta(0), datetime.timedelta(1)))
        clock.forward(minutes=90)
        tell(3, "time goes by on both clocks", read_clocks(clock) == [90, 90, 0])
        clock.set_wall(hours=-48)
        tell(4, "a clock is set on one", read_clocks(clock) == [90 - 48 * 60, 90, 0])
        clock.set_wall(hours=480)
        tell(5, "the program's day follows", day_of(program, database, clock) - today
             >= datetime.timedelta(18))
    return failed != 0


sys.exit(main())
