#!/usr/bin/env python3
"""Does a sync server do what Anki's own clients expect?

Drives a server with the real Anki client library of the newest wheel and, for
some scenarios, with the same protocol spoken by hand.

    PY=.lab/v26.9.3/bin/python
    $PY tests/oracle/conformance.py                          Fuda, all scenarios
    $PY tests/oracle/conformance.py --only 'media*' --trace
    $PY tests/oracle/conformance.py --server official      the wheel's own server
    $PY tests/oracle/conformance.py --server http://127.0.0.1:8080/ \\
        --account user1:pass1 --account user2:pass2          a server that runs already

Accounts of a running server lose their contents. Every scenario prints PASS,
FAIL or SKIP; the last line counts them; the exit status is 1 if any failed.
"""

from __future__ import annotations

import argparse
import fnmatch
import importlib
import shutil
import sys
import tempfile
import time
import traceback
from concurrent.futures import ProcessPoolExecutor

import server as servers
from scenarios.stage import SCENARIOS, SPAWN, Skip, Stage, make_template

LANES = 2  # scenarios run in so many processes at once, each with accounts of its own


def play(func, stage: Stage, trace: bool) -> tuple[str, str]:
    """(PASS, FAIL or SKIP; why)"""
    try:
        func(stage)
        return "PASS", ""
    except Skip as reason:
        return "SKIP", f": {reason}"
    except Exception as error:
        text = str(error) if isinstance(error, AssertionError) else f"{type(error).__name__}: {error}"
        if trace:
            traceback.print_exc()
        return "FAIL", ": " + " ".join(text.split())[:700]
    finally:
        stage.tidy()


def lane(names: list[str], endpoint: str, first, second, folder: str, trace: bool) -> list[str]:
    """Run these scenarios; returns the words PASS, FAIL, SKIP in order."""
    importlib.import_module("scenarios")  # registers them in this process, too

    stage = Stage(endpoint, first, second, folder)
    words = []
    for func in [s for s in SCENARIOS if s.__name__ in names]:
        started = time.monotonic()
        word, why = play(func, stage, trace)
        print(f"{word} {func.__name__} ({time.monotonic() - started:.2f} s){why}", flush=True)
        words.append(word)
    return words


def shares(names: list[str], accounts: list[tuple[str, str]]) -> list[tuple[list[str], tuple, tuple]]:
    """Scenarios and accounts for each lane; neighbours stay together, media in one lane."""
    lanes = max(1, min(LANES, len(accounts) // 2, len(names)))
    out = []
    for i in range(lanes):
        part = names[i::lanes]
        out.append((part, accounts[2 * i], accounts[2 * i + 1] if len(accounts) > 1 else ("", "")))
    return out


def run(endpoint: str, accounts: list[tuple[str, str]], names: list[str], trace: bool) -> list[str]:
    words: list[str] = []
    with tempfile.TemporaryDirectory(prefix="conformance") as tmp:
        make_template(f"{tmp}/template")
        plans = shares(names, accounts)
        with ProcessPoolExecutor(len(plans), mp_context=SPAWN) as pool:
            jobs = []
            for i, (part, first, second) in enumerate(plans):
                folder = f"{tmp}/lane{i}"
                shutil.copytree(f"{tmp}/template", f"{folder}/template")
                jobs.append(pool.submit(lane, part, endpoint, first, second, folder, trace))
            for job in jobs:
                words += job.result()
    return words


def total(words: list[str]) -> int:
    """Print the counts; the exit status."""
    print(f"{words.count('PASS')} passed, {words.count('FAIL')} failed, {words.count('SKIP')} skipped")
    return 1 if "FAIL" in words else 0


def chosen(args) -> list[str]:
    importlib.import_module("scenarios")
    # What Fuda alone promises says nothing about another server.
    ours = args.server == "official" and not args.only
    skip = args.skip + (["promises.*"] if ours else [])

    def matches(func, patterns: list[str]) -> bool:
        names = (func.__name__, f"{func.__module__.removeprefix('scenarios.')}.{func.__name__}")
        return any(fnmatch.fnmatch(name, pattern) for name in names for pattern in patterns)

    return [
        s.__name__ for s in SCENARIOS if (not args.only or matches(s, args.only)) and not matches(s, skip)
    ]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--server", default="fuda", help="fuda, official, or the URL of a running server")
    parser.add_argument("--account", action="append", default=[], help="NAME:PASSWORD on a running server")
    parser.add_argument("--only", action="append", help="scenario name or pattern; may be given again")
    parser.add_argument("--skip", action="append", default=[], help="pattern of scenarios to leave out")
    parser.add_argument("--list", action="store_true", help="print the scenarios and stop")
    parser.add_argument("--trace", action="store_true", help="print where a scenario failed")
    args = parser.parse_args()
    names = chosen(args)
    if args.list:
        print("\n".join(names))
        return 0
    if args.server in servers.KINDS:
        with servers.KINDS[args.server](accounts=2 * LANES) as server:
            accounts = [(server.user(n), server.password(n)) for n in range(1, 2 * LANES + 1)]
            return total(run(server.url, accounts, names, args.trace))
    accounts = [tuple(text.split(":", 1)) for text in args.account]
    if not accounts:
        parser.error("a running server needs at least one --account")
    return total(run(args.server.rstrip("/") + "/", accounts, names, args.trace))


if __name__ == "__main__":
    sys.exit(main())
