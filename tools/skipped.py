#!/usr/bin/env python3
"""Says how many tests were skipped and why: skipped.py LastTest.log

In CI (CI=true) a test skipped for lack of real data fails the run when the folder of real data is there.
"""
import collections
import os
import pathlib
import re
import sys


def reasons(log: str) -> collections.Counter:
    found = collections.Counter()
    for block in re.split(r"^-{58}$\n(?=\n*\d+/\d+ Test)|(?=^\d+/\d+ Testing: )", log, flags=re.M):
        if "[  SKIPPED ]" not in block and "Test Skipped" not in block:
            continue
        reason = re.search(r": Skipped\n(.+)", block)
        found[reason.group(1).strip() if reason else "no reason given"] += 1
    return found


def main() -> int:
    path = pathlib.Path(sys.argv[1])
    if not path.exists():
        return 0
    skipped = reasons(path.read_text(errors="replace"))
    for reason, count in skipped.most_common():
        print(f"{count} tests skipped: {reason}")
    shared = pathlib.Path(os.environ.get("SERUMPUN_SHARED", "../shared"))
    if os.environ.get("CI") and (shared / "data").is_dir() and any("real data" in reason for reason in skipped):
        print("The real data is here, so these tests must run.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
