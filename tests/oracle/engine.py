#!/usr/bin/env python3
"""Is Fuda's engine equal to Anki's library?

`judge/` drives the real library under a clock and a chance of our own, records what it answers to
thousands of cases, and gives the same cases to `engine-jsonl` (tests/engine). Three kinds: rendering and
notetypes, searching, and simulations of weeks of study in which every answer and every changed row counts.

    .lab/v26.9.3/bin/python tests/oracle/engine.py --small            what `make test` asks
    .lab/v26.9.3/bin/python tests/oracle/engine.py --seed 7           everything, with other cases
    .lab/v26.9.3/bin/python tests/oracle/engine.py --write            and keep the figures in docs/engine.md
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from venvs import NEWEST, ROOT

JUDGE = Path(__file__).resolve().parent / "judge"
PAGE = ROOT / "docs" / "engine.md"
ALL = re.compile(r"^all +same (\d+)  different (\d+)  missing (\d+)", re.M)
# Which simulations `make test` plays: one of each kind, a different choice for each seed.
SMALL = [
    "sm2_default", "sm2_long_steps", "bury_all", "order_deck_random", "limits_nested", "undo_redo", "suspend_bury", "by_hand",
    "edit_notes", "filtered_resched", "filtered_preview", "custom_study", "zone_berlin", "balance_siblings", "fsrs_toggle",
    "fsrs_short_with_steps", "fsrs_deck_retention", "options_midway",
]
WHAT = {
    "render": "templates, clozes, filters, typed answers, saved notes and their cards, stories of notetypes",
    "search": "queries for cards and notes, orders, rows of the browser, searches written back as text",
    "sims": "days of study: each answer, label, count and changed row, and the statistics at the end",
}


def engine() -> str:
    named = os.environ.get("ENGINE_JSONL")
    built = [ROOT / "target" / profile / "engine-jsonl" for profile in ("release", "debug")]
    built = [Path(named).resolve()] if named else [path for path in built if path.exists()]
    if not built:
        sys.exit("no engine-jsonl: run `cargo build -p engine-jsonl`")
    return str(max(built, key=lambda path: path.stat().st_mtime))


def run(*words: str) -> str:
    done = subprocess.run([sys.executable, *words], capture_output=True, text=True, cwd=JUDGE)
    if not done.stdout.strip():
        raise RuntimeError(f"{words[0]}: exit {done.returncode}: {done.stderr[-2000:]}")
    return done.stdout


def record(kind: str, folder: str, seed: int, small: bool) -> None:
    script = {"render": "render_cases", "search": "search_cases", "sims": "review_sims"}[kind]
    words = [f"scenarios/{script}.py", "--out", folder, "--seed", str(seed)]
    if kind == "sims" and small:
        words += ["--answers", "60", "--only", *SMALL]
    run(*words)


def compare(folder: str) -> tuple[int, int, int]:
    told = run("compare.py", folder, "--engine", engine(), "--show", "12")
    found = ALL.search(told)
    if not found:
        raise RuntimeError(told[-2000:])
    same, different, missing = (int(number) for number in found.groups())
    if different or missing:
        print(told, flush=True)
    return same, different, missing


def write(figures: dict[str, tuple[int, int, int]], seed: int) -> None:
    rows = "\n".join(f"| {WHAT[kind]} | {sum(f):,} | {f[0]:,} | {f[1] + f[2]:,} |" for kind, f in figures.items())
    PAGE.write_text(f"""# Equal to Anki

Written by `tests/oracle/engine.py --write`; do not edit. {time.strftime('%Y-%m-%d')}, seed {seed}, against the library of
Anki {NEWEST.removeprefix('v')}.

The engine (`crates/scheduler`, `crates/renderer`, `crates/collection`) must give what Anki gives, to the last digit. The
judge is the real library, driven under a clock and a chance of our own (`tests/oracle/judge`); our side is the
engine without the site around it (`tests/engine`). A case is equal when the whole answer is, and in
simulations also every row that it changed.

| cases | compared | equal | different |
| --- | --- | --- | --- |
{rows}

Left out, because Anki itself draws lots: guids, ids of fields and templates, the order of the ids of a new
cloze note's cards, due dates set with a range, shuffled positions, filtered decks in random order.
The last digits of one sum of retrievabilities are compared within 0.01 %.

`tests/oracle/month.py` plays whole months in turns on a device and on the website, with a sync in between, against the
same month in one Anki; cards, reviews, notes and decks are equal at the end, and each card, label and count on the way.
""")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", action="append", choices=WHAT)
    parser.add_argument("--small", action="store_true", help="fewer and shorter simulations")
    parser.add_argument("--write", action="store_true", help="keep the figures in docs/engine.md")
    args = parser.parse_args()
    figures = {}
    for kind in args.only or WHAT:
        began = time.monotonic()
        folder = tempfile.mkdtemp(prefix=f"judge-{kind}-")
        try:
            record(kind, folder, args.seed, args.small)
            figures[kind] = compare(folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        same, different, missing = figures[kind]
        seconds = time.monotonic() - began
        print(f"{kind}: {same} equal, {different} different, {missing} not answered, {seconds:.0f} s", flush=True)
    if args.write:
        write(figures, args.seed)
    return 1 if any(different or missing for _, different, missing in figures.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
