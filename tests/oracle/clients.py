#!/usr/bin/env python3
"""The client laboratory: every version of Anki we promise, against the built server.

    .lab/v26.9.3/bin/python tests/oracle/clients.py            prints the table
    .lab/v26.9.3/bin/python tests/oracle/clients.py --write    and keeps it in docs/clients.md

The newest version plays the whole conformance (conformance.py); all versions
play the core (core.py) beside a client of the newest version.
"""

from __future__ import annotations

import argparse
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import conformance
import server as servers
from core import CORE, Desk
from venvs import NEWEST, ROOT, VERSIONS

PAGE = ROOT / "docs" / "clients.md"
WORDS = {True: "yes", False: "**no**", None: "not run"}


def try_version(version: str, endpoint: str, account: tuple[str, str]) -> dict[str, str | None]:
    """What came of each part of the core: None for passed, else a sentence."""
    results: dict[str, str | None] = {}
    desk = Desk(version, endpoint, account)
    try:
        for part in CORE:
            try:
                part(desk)
                results[part.__name__] = None
            except Exception as error:
                results[part.__name__] = " ".join(str(error).split())[:300] or type(error).__name__
    finally:
        desk.close()
    return results


def table(results: dict[str, dict[str, str | None]], whole: str) -> str:
    names = [part.__name__.replace("_", " ") for part in CORE]
    lines = [
        "| version | " + " | ".join(names) + " | whole conformance |",
        "|" + " --- |" * (len(names) + 2),
    ]
    for version, parts in results.items():
        cells = [WORDS[parts[part.__name__] is None] for part in CORE]
        lines.append(f"| {version} | " + " | ".join(cells) + f" | {whole if version == NEWEST else ''} |")
    return "\n".join(lines)


def page(text: str, passed: int, failed: int) -> str:
    kinds = "\n".join(f"* **{version}**: {why}" for version, why in VERSIONS.items())
    return f"""# Clients

Written by `make clients`; do not edit. Real Anki clients, from the wheels of their versions, sync against
the built binary. Each plays the core beside a client of the newest version on the same account, so
that every row also shows old and new apps sharing one collection; the newest plays the whole conformance
(`tests/oracle/scenarios`).

{text}

{passed} passed, {failed} failed.

Why these versions:

{kinds}
"""


def run_core(server) -> dict[str, dict[str, str | None]]:
    results: dict[str, dict[str, str | None]] = {}
    lock = threading.Lock()

    def one(number: int, version: str) -> None:
        parts = try_version(version, server.url, (server.user(number), server.password(number)))
        with lock:
            results[version] = parts
            for name, why in parts.items():
                print(f"{'PASS' if why is None else 'FAIL'} {version} {name}{': ' + why if why else ''}", flush=True)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda pair: one(*pair), enumerate(VERSIONS, 1)))
    return {version: results[version] for version in VERSIONS}


def run_whole(server) -> tuple[str, int, int]:
    """(cell for the table, passed, failed)"""
    first = len(VERSIONS) + 1
    numbers = range(first, first + 2 * conformance.LANES)
    accounts = [(server.user(n), server.password(n)) for n in numbers]
    names = conformance.chosen(argparse.Namespace(only=None, skip=[], server=server.name))
    words = conformance.run(server.url, accounts, names, False)
    passed, failed = words.count("PASS"), words.count("FAIL")
    return f"{passed} of {passed + failed}", passed, failed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", default="fuda", choices=servers.KINDS)
    parser.add_argument("--core-only", action="store_true", help="without the whole conformance")
    parser.add_argument("--write", action="store_true", help="keep the table in docs/clients.md")
    args = parser.parse_args()
    with servers.KINDS[args.server](accounts=len(VERSIONS) + 2 * conformance.LANES) as server:
        results = run_core(server)
        whole, passed, failed = ("not run", 0, 0) if args.core_only else run_whole(server)
    outcomes = [why for parts in results.values() for why in parts.values()]
    failed += sum(why is not None for why in outcomes)
    passed += sum(why is None for why in outcomes)
    text = table(results, whole)
    print(text)
    if args.write:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(page(text, passed, failed))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
