#!/usr/bin/env python3
"""Is Fuda's merge equal to that of Anki's own sync server?

Plays random histories (history.py) twice, on both servers, under a clock that
all processes of one world share, and compares what every device and the server
hold at the end: rows, deletions, unsent changes, creation and schema stamps, media.

    .lab/v26.9.3/bin/python tests/oracle/histories.py --seeds 60
    .lab/v26.9.3/bin/python tests/oracle/histories.py --first 1234 --seeds 1 --show

A difference is printed with its seed and the steps that led to it.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

import server as servers
import shared_clock
from contents import differences
from history import DAY, History
from synthetic import Params, make_collection
from wire import RawClient, zstd

START = 1_704_103_200  # 2024-01-01 10:00 UTC
BATCH = 50  # histories of one server process, each with an account of its own
# Due times of learning cards are 32-bit seconds: begin anew before 2038.
TURN = 6 * BATCH


def start_of(seed: int) -> int:
    """Nanoseconds at which the history of a seed begins; grows within a batch."""
    return (START + (seed % TURN) * 10 * DAY) * 1_000_000_000


def make_template(folder: str) -> None:
    """A small collection as it is after its first upload. Runs under the clock."""
    import sqlite3

    from synthetic_rows import unicase

    made = make_collection(folder, Params(notes=60, revlog=240, days=60, media_files=0, decks=7, tags=12, usn=0))
    db = sqlite3.connect(made["path"])
    db.create_collation("unicase", unicase)
    for table in "decks notetypes deck_config templates fields config tags".split():
        if any(row[1] == "usn" for row in db.execute(f"pragma table_info({table})")):
            db.execute(f"update {table} set usn=0 where usn=-1")
    db.execute("update col set ls=mod, usn=1")
    db.commit()
    db.execute("pragma wal_checkpoint(truncate)")
    db.close()


class World:
    """One server and the devices of one history after the other. Runs under the clock."""

    def __init__(self, kind: str, clock_file: str, template: str, out: str) -> None:
        self.kind, self.template, self.out = kind, template, out
        self.clock = shared_clock.SharedClock(clock_file, START * 1_000_000_000)
        with open(os.path.join(template, "collection.anki2"), "rb") as file:
            self.body = zstd(file.read())

    def play(self, seeds: list[int]) -> None:
        for first in range(0, len(seeds), BATCH):
            batch = seeds[first : first + BATCH]
            self.clock.set(start_of(batch[0]))
            with servers.KINDS[self.kind](accounts=len(batch)) as server:
                for account, seed in enumerate(batch, 1):
                    self.clock.set(start_of(seed))
                    shared_clock.seed_chance(seed)
                    # In a thread of its own: the order of the library's hash tables is a thread's.
                    with ThreadPoolExecutor(1) as thread:
                        answer = thread.submit(self.one, server, account, seed).result()
                    print(json.dumps({"seed": seed, **answer}), flush=True)

    def one(self, server, account: int, seed: int) -> dict:
        folder = tempfile.mkdtemp(prefix="history")
        try:
            raw = RawClient(server.url)
            raw.login(server.user(account), server.password(account))
            status, answer = raw.post("sync/upload", self.body)
            assert (status, answer) == (200, b"OK"), f"upload: HTTP {status} {answer[:100]!r}"
            history = History(seed, self.clock, raw, self.template, folder)
            try:
                history.play()
                outcome = history.outcome()
            finally:
                history.close()
            os.makedirs(self.out, exist_ok=True)
            path = os.path.join(self.out, str(seed))
            with open(path, "wb") as file:
                pickle.dump(outcome, file)
            return {"path": path, "steps": len(history.log), "troubles": history.troubles}
        except Exception as error:
            return {"error": f"{type(error).__name__}: {error}"}
        finally:
            shutil.rmtree(folder, ignore_errors=True)


class Worlds:
    """Both worlds, each in a process of its own, compared as they go."""

    def __init__(self, seeds: list[int], judged: str, show: bool) -> None:
        self.seeds, self.show = seeds, show
        self.kinds = {"judge": "official", "judged": judged}
        self.folder = tempfile.mkdtemp(prefix="histories")
        self.equal = self.different = self.steps = 0

    def child(self, *words: str, clock: str) -> subprocess.Popen:
        environment = {**os.environ, **shared_clock.environment(clock), "PYTHONHASHSEED": "0"}
        return subprocess.Popen(
            [sys.executable, os.path.abspath(__file__), *words],
            env=environment, stdout=subprocess.PIPE, text=True,
        )

    def template(self) -> str:
        path = os.path.join(self.folder, "template")
        clock = os.path.join(self.folder, "clock-template")
        shared_clock.SharedClock(clock, START * 1_000_000_000)
        made = self.child("--make-template", path, clock=clock)
        made.communicate()
        if made.returncode:
            raise RuntimeError("the template could not be made")
        return path

    def run(self) -> int:
        template = self.template()
        children = {}
        for role, kind in self.kinds.items():
            clock = os.path.join(self.folder, f"clock-{role}")
            shared_clock.SharedClock(clock, start_of(self.seeds[0]))
            words = ["--world", kind, "--clock", clock, "--template", template, "--out", os.path.join(self.folder, role)]
            words += ["--first", str(self.seeds[0]), "--seeds", str(len(self.seeds))]
            children[role] = self.child(*words, clock=clock)
        for seed in self.seeds:
            answers = {}
            for role, child in children.items():
                line = child.stdout.readline()
                answers[role] = json.loads(line) if line else {"error": "the world ended early"}
            self.compare(seed, answers)
        for child in children.values():
            child.wait(60)
        shutil.rmtree(self.folder, ignore_errors=True)
        return 1 if self.different else 0

    def compare(self, seed: int, answers: dict[str, dict]) -> None:
        errors = [f"{self.kinds[role]}: {answer['error']}" for role, answer in answers.items() if "error" in answer]
        if errors:
            found = errors
        else:
            outcomes = []
            for kind in self.kinds:
                with open(answers[kind]["path"], "rb") as file:
                    outcomes.append(pickle.load(file))
                os.unlink(answers[kind]["path"])
            self.steps += answers["judged"]["steps"]
            found = differences(*outcomes, limit=12)
            if self.show or found:
                print(f"seed {seed}: " + "; ".join(outcomes[0]["log"].values()))
        if found:
            self.different += 1
            found += [f"{self.kinds[role]}: {text}" for role, answer in answers.items() for text in answer.get("troubles", [])]
            print(f"FAIL seed {seed} (Anki's server != {self.kinds['judged']}):\n  " + "\n  ".join(found), flush=True)
        else:
            self.equal += 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--first", type=int, default=0, help="first seed")
    parser.add_argument("--seeds", type=int, default=60, help="how many")
    parser.add_argument("--server", default="fuda", choices=servers.KINDS, help="official: is the judge of one mind?")
    parser.add_argument("--show", action="store_true", help="print the steps of every history")
    for word in ("make-template", "world", "clock", "template", "out"):
        parser.add_argument(f"--{word}", help=argparse.SUPPRESS)  # the program's own children
    args = parser.parse_args()
    if args.make_template:
        make_template(args.make_template)
        return 0
    seeds = list(range(args.first, args.first + args.seeds))
    if args.world:
        World(args.world, args.clock, args.template, args.out).play(seeds)
        return 0
    started = time.monotonic()
    worlds = Worlds(seeds, args.server, args.show)
    status = worlds.run()
    seconds = time.monotonic() - started
    print(f"{len(seeds)} histories, {worlds.steps} steps, {seconds:.0f} s")
    print(f"{worlds.equal} passed, {worlds.different} failed")
    return status


if __name__ == "__main__":
    sys.exit(main())
