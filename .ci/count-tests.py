"""Prints "PASSED FAILED" for one run of meson test: the points of programs that speak TAP, one for
each other program. A program that failed as a whole counts as one failure at least."""

import json
import re
import sys

POINT = re.compile(r"^(not )?ok\b(.*)$", re.MULTILINE)


def count(test):
    points = POINT.findall(test.get("stdout", "") or "")
    points = [(bad, text) for bad, text in points if "# skip" not in text.lower()]
    failed = sum(1 for bad, _ in points if bad)
    passed = len(points) - failed
    if test["result"] in ("OK", "EXPECTEDFAIL"):
        return (passed, 0) if points else (1, 0)
    if test["result"] == "SKIP":
        return passed, failed
    return passed, max(failed, 1)


try:
    with open(sys.argv[1], encoding="utf-8") as log:
        counts = [count(json.loads(line)) for line in log if line.strip()]
except OSError:
    counts = []
if not counts:
    sys.exit("no test was run")
print(sum(passed for passed, _ in counts), sum(failed for _, failed in counts))
