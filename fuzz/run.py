#!/usr/bin/env python3
"""Looks for bytes that break a promise: each trial of `fuzz/` for so many seconds.

    fuzz/run.py --seconds 60                 all trials, one after the other
    fuzz/run.py --seconds 600 --only search  one of them
    fuzz/run.py --seconds 300 --write        figures into docs/fuzzing.md

Needs `cargo install cargo-fuzz`. The one toolchain of the project is told to take the flags of a
nightly one. Inputs that were found interesting are kept in fuzz/corpus; one that breaks a promise is
kept in fuzz/artifacts and printed; run it again with

    FUDA_TRIAL=search fuzz/target/*/release/trial fuzz/artifacts/search-…
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "docs" / "fuzzing.md"
# Nothing honest takes as long, or as much.
SECONDS_MAX, MEGABYTES_MAX = 10, 2048
# Files are longer than other inputs.
LENGTHS = {"received_file": 200_000, "media_zip": 20_000, "bounce": 20_000, "exchange": 20_000, "columns": 20_000}


def build(sanitizer: str) -> Path:
    environment = {**os.environ, "RUSTC_BOOTSTRAP": "1"}
    subprocess.run(["cargo", "fuzz", "build", "--sanitizer", sanitizer, "trial"], cwd=HERE.parent, env=environment, check=True)
    built = sorted(HERE.glob("target/*/release/trial"), key=lambda path: path.stat().st_mtime)
    return built[-1]


def names(program: Path) -> list[str]:
    answer = subprocess.run([program], capture_output=True, text=True, check=True, env=asked(""))
    return answer.stdout.split()


def asked(trial: str, **more: str) -> dict:
    # Files that a trial makes need not survive anything, and waiting for a disk is no execution.
    if os.path.isdir("/dev/shm"):
        more["TMPDIR"] = "/dev/shm"
    # What the sanitizer calls a leak are the rooms a trial keeps for its next input.
    return {**os.environ, "FUDA_TRIAL": trial, "ASAN_OPTIONS": "detect_leaks=0:allocator_may_return_null=1", **more}


def run(program: Path, trial: str, seconds: int) -> dict:
    corpus, seeds, found = HERE / "corpus" / trial, HERE / "seeds" / trial, HERE / "artifacts"
    for folder in (corpus, seeds, found):
        folder.mkdir(parents=True, exist_ok=True)
    subprocess.run([program], check=True, env=asked(trial, FUDA_SEEDS=str(seeds)))
    before = set(found.glob(f"{trial}-*"))
    command = [program, corpus, seeds, f"-max_total_time={seconds}", f"-timeout={SECONDS_MAX}", f"-rss_limit_mb={MEGABYTES_MAX}",
               f"-artifact_prefix={found}/{trial}-", f"-max_len={LENGTHS.get(trial, 4096)}", "-print_final_stats=1", "-verbosity=1"]
    started = time.monotonic()
    ended = subprocess.run(["nice", "-n", "19", *map(str, command)], capture_output=True, text=True, errors="replace", env=asked(trial))
    text = ended.stderr
    executions = re.findall(r"stat::number_of_executed_units:\s*(\d+)", text) or re.findall(r"^#(\d+)\s", text, re.M)[-1:]
    covered = re.findall(r"cov: (\d+)", text)
    broken = sorted(set(found.glob(f"{trial}-*")) - before)
    if not executions:
        broken.append("nothing was executed")
    if ended.returncode and not broken:
        broken = [f"ended with {ended.returncode}"]
    if broken:
        print(text[-3000:])
    return {"trial": trial, "seconds": round(time.monotonic() - started), "executions": int(executions[-1]) if executions else 0,
            "covered": int(covered[-1]) if covered else 0, "broken": broken}


def write(figures: list[dict]) -> None:
    rows = "\n".join(f"| `{f['trial']}` | {f['executions']:,} | {f['seconds']} | {f['covered']:,} | {len(f['broken'])} |" for f in figures)
    text = PAGE.read_text()
    head, rest = text.split("<!-- figures -->", 1)
    _, tail = rest.split("<!-- end of figures -->", 1)
    PAGE.write_text(f"""{head}<!-- figures -->

| trial | executions | seconds | places reached | open findings |
| --- | --- | --- | --- | --- |
{rows}

<!-- end of figures -->{tail}""")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--only", action="append")
    parser.add_argument("--sanitizer", default="none", help="address costs half the speed and sees into C")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    if args.write and args.only:
        parser.error("the page shows all trials: --write goes without --only")
    program = build(args.sanitizer)
    known = names(program)
    for trial in args.only or []:
        if trial not in known:
            parser.error(f"no trial is called {trial}; there are {', '.join(known)}")
    figures = []
    for trial in args.only or known:
        figures.append(run(program, trial, args.seconds))
        print("{trial}: {executions} executions in {seconds} s, {covered} places reached, broken: {broken}".format(**figures[-1]), flush=True)
    if args.write:
        write(figures)
    broken = sum(len(one["broken"]) for one in figures)
    print(f"{len(figures)} trials, {sum(one['executions'] for one in figures)} executions, {broken} broken promises")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
