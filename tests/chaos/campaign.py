#!/usr/bin/env python3
"""Faults on purpose: kills, full disks, bombs, crowds; and one checker for all of them.

    .lab/v26.9.3/bin/python tests/chaos/campaign.py                  in full
    .lab/v26.9.3/bin/python tests/chaos/campaign.py --small          the slice for every change
    .lab/v26.9.3/bin/python tests/chaos/campaign.py --only disk_full
    .lab/v26.9.3/bin/python tests/chaos/campaign.py --write          figures into docs/reliability.md

A fault passes if no invariant was violated; violations are printed with the
number of the invariant (invariants.py says what each means).
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "oracle"))

import crowds  # noqa: E402
import kills  # noqa: E402
import leaving  # noqa: E402
import letters  # noqa: E402
import neighbours  # noqa: E402
import noise  # noqa: E402
import page  # noqa: E402
import retention  # noqa: E402
import shortages  # noqa: E402
import strangers  # noqa: E402
from rig import Rig, Skipped  # noqa: E402

FAULTS = [*kills.FAULTS, *shortages.FAULTS, *leaving.FAULTS, *retention.FAULTS, *letters.FAULTS, *crowds.FAULTS, *strangers.FAULTS, *neighbours.FAULTS, *noise.FAULTS]
SMALL = 0.08


def run(rig: Rig, fault) -> tuple[str, str]:
    """(PASS, FAIL or SKIP; why)"""
    before = len(rig.check.violations)
    why = ""
    try:
        fault(rig)
        rig.end()
    except Skipped as reason:
        return "SKIP", str(reason)
    except Exception as error:
        why = f"the fault could not be carried through: {type(error).__name__}: {error}"
        if rig.server is not None:
            why += f" | {rig.server.tail()}"
            rig.server.clean()
            rig.server, rig.learners = None, []
    found = rig.check.violations[before:]
    if found or why:
        return "FAIL", "; ".join([why, *dict.fromkeys(found)][:8])
    return "PASS", ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", help="name of a fault; may be given again")
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--write", action="store_true", help="keep the figures in docs/reliability.md")
    args = parser.parse_args()
    rig = Rig(SMALL if args.small else 1)
    words = []
    try:
        for fault in FAULTS:
            if args.only and fault.__name__ not in args.only:
                continue
            started, kills_before = time.monotonic(), rig.kills
            word, why = run(rig, fault)
            words.append((fault, word, why))
            print(f"{word} {fault.__name__} ({time.monotonic() - started:.0f} s, {rig.kills - kills_before} kills)"
                  f"{': ' + why if why else ''}", flush=True)
    finally:
        rig.close()
    figures = rig.figures()
    print(page.summary(figures))
    if args.write:
        page.write(figures, words)
    count = [word for _, word, _ in words].count
    print(f"{count('PASS')} passed, {count('FAIL')} failed, {count('SKIP')} skipped")
    return 1 if count("FAIL") else 0


if __name__ == "__main__":
    sys.exit(main())
