#!/usr/bin/env python3
"""Anki's own server and Fuda in turn, in one run; medians of three; ratios.

    .lab/v26.9.3/bin/python benches/run.py                  everything
    .lab/v26.9.3/bin/python benches/run.py --only sessions --turns 1
    .lab/v26.9.3/bin/python benches/run.py --write          and keep it in docs/benchmark.md

Client and server share the machine. The processor time and memory of a server
are those of all its processes: Fuda inspects uploads in a child.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "oracle"))

import measures  # noqa: E402
import populous  # noqa: E402
import server as servers  # noqa: E402
import shared_clock  # noqa: E402
import study  # noqa: E402
import wanted  # noqa: E402
from ground import Figure, Ground, template, tmpfs  # noqa: E402
from venvs import NEWEST, ROOT  # noqa: E402

PAGE = ROOT / "docs" / "benchmark.md"
ACCOUNTS = 64
# In this order: what leaves much behind comes late.
USUAL = [
    measures.requests, measures.no_change, measures.reviewed_cards, measures.sessions, measures.sessions_at_once,
    measures.real_clients_at_once, measures.media, measures.wrong_keys, measures.full_real, measures.full_raw,
    measures.full_memory, measures.neighbours,
]


class Run:
    def __init__(self, args) -> None:
        self.args = args
        self.units: dict[str, str] = {}
        self.values: dict[str, dict[str, list[float]]] = {"official": {}, "fuda": {}}

    def wants(self, name: str) -> bool:
        return not self.args.only or name in self.args.only

    def keep(self, kind: str, figures: dict[str, Figure]) -> None:
        for name, figure in figures.items():
            self.units[name] = figure.unit
            self.values[kind].setdefault(name, []).append(figure.value)
            print(f"  {kind:9} {name:66} {wanted.number(figure.value):>9} {figure.unit}", flush=True)

    def turn(self, kind: str, number: int) -> None:
        print(f"turn {number}: {kind}", flush=True)
        usual = [measure for measure in USUAL if self.wants(measure.__name__)]
        if usual:
            self.on_server(kind, ACCOUNTS, usual)
        if self.wants("slow_disk"):
            self.slow_disk(kind)
        if self.wants("many_accounts"):
            self.on_server(kind, 200, [measures.many_accounts])
            if kind == "fuda" and number == 1:  # six gigabytes: once, and only where it is wanted
                self.on_server(kind, 200, [lambda ground: measures.many_accounts(ground, "medium")])
        if self.wants("studying"):
            self.keep(kind, self.studying(kind))
        if self.wants("populous") and kind == "fuda":
            self.keep(kind, populous.start_with(10_000))

    def on_server(self, kind: str, accounts: int, plans: list, **more) -> None:
        data = more.pop("data", None) or measures.folder()
        server = servers.KINDS[kind](folder=data, accounts=accounts, **more)
        try:
            server.start()
            ground = Ground(server, self.args.rounds, self.args.seconds)
            try:
                for measure in plans:
                    self.keep(kind, measure(ground))
            finally:
                ground.close()
            server.stop()
        finally:
            server.clean()

    def slow_disk(self, kind: str) -> None:
        """Every fsync takes 5 ms longer, on a disk that else costs nothing."""
        library = shared_clock.build(Path(__file__).resolve().parent / "slow_fsync.c")
        data = os.path.join(tmpfs() or "/tmp", f"slow-{os.getpid()}")
        environment = {"LD_PRELOAD": library, "SLOW_FSYNC_US": "5000"}

        def measure(ground: Ground) -> dict[str, Figure]:
            found = measures.sessions_at_once(ground, (1, 64))
            return {f"{name}, fsync + 5 ms": figure for name, figure in found.items()}

        self.on_server(kind, ACCOUNTS, [measure], data=data, environment=environment)
        shutil.rmtree(data, ignore_errors=True)

    def studying(self, kind: str) -> dict[str, Figure]:
        """Anki's library and Fuda's engine on the same collections (study.py)."""
        out = {}
        for preset in ("medium", measures.LARGE):
            path = os.path.join(tmpfs() or "/tmp", f"study-{os.getpid()}.anki2")
            shutil.copyfile(template(preset), path)
            study.choose_deck(path)
            for name, ms in study.in_process(kind, path).items():
                out[f"{name}, {preset}"] = Figure(ms, "ms")
            for end in ("", "-wal", "-shm"):
                Path(path + end).unlink(missing_ok=True)
        return out

    def medians(self) -> dict[str, dict[str, float]]:
        return {
            kind: {name: statistics.median(values) for name, values in figures.items()}
            for kind, figures in self.values.items()
        }

    def table(self) -> str:
        head = ["figure", "official", "fuda", "fuda / official", "wanted", "met"]
        lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
        lines += ["| " + " | ".join(cells) + " |" for cells in wanted.rows(self.medians(), self.units)]
        return "\n".join(lines)


def machine() -> str:
    with open("/proc/cpuinfo") as file:
        model = re.search(r"model name\s*: (.*)", file.read())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return f"{os.cpu_count()} cores ({model.group(1) if model else platform.machine()}), {memory:.0f} GB, Linux {platform.release()}"


def commit() -> str:
    """What was measured, as git calls it; a `+` says that files differ from it."""
    said = subprocess.run(["git", "describe", "--always", "--dirty=+"], cwd=ROOT, capture_output=True, text=True)
    return said.stdout.strip() or "unknown"


def write(run: Run, seconds: float) -> None:
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(f"""# Benchmark

Written by `make bench`; do not edit. {time.strftime('%Y-%m-%d')}, commit {commit()}, {machine()}.
Anki's own server (wheel {NEWEST}) and Fuda (release build) ran in turn, {run.args.turns} times each, in one run of {seconds / 60:.0f} minutes;
each number is the median.

{run.table()}

## How it was measured

* Server and client share the machine. Real clients are Anki's own library; "raw" and "session" lines replay
  their requests over kept-alive connections, so that they show the server and the loopback only.
* Client folders lie on a tmpfs, server data on the machine's disk. "fsync + 5 ms": server data on a tmpfs, and
  `slow_fsync.c` makes every fsync and fdatasync of the server take 5 ms longer.
* Server CPU and memory are sums over all its processes, ended children included in CPU (Fuda inspects uploads in
  a child). Memory is resident memory, sampled every 4 ms; "above idle" is the peak less
  that of the same server when it had just been started.
* small: 500 notes, 3,000 reviews; medium: 20,000 and 200,000; large: 100,000 and 1,000,000, a file of 144 MB.
* Media of Fuda are durable (fsync) before they are acknowledged; Anki's server does not wait for the disk.
* Deck tree, first card, answer and render: Anki's library and Fuda's engine without network, each in a process of
  its own (`benches/study.py`).
* "200 accounts, medium" and "10,000 accounts" are measured on Fuda alone.
""")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", help="name of a measurement; may be given again")
    parser.add_argument("--kind", action="append", choices=servers.KINDS, help="only this server")
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=3, help="repetitions of long measurements within a turn")
    parser.add_argument("--seconds", type=float, default=6, help="length of each load measurement")
    parser.add_argument("--write", action="store_true", help="keep the table in docs/benchmark.md")
    args = parser.parse_args()
    started = time.monotonic()
    run = Run(args)
    for number in range(1, args.turns + 1):
        for kind in args.kind or ("official", "fuda"):
            run.turn(kind, number)
    print(run.table())
    if args.write:
        write(run, time.monotonic() - started)
    return 0


if __name__ == "__main__":
    sys.exit(main())
