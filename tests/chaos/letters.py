"""Letters on their way to a real mail server, and kill -9: each goes out at least once and at most twice."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import time

from rig import Rig
from server import Fuda
from sink import Sink

ACCOUNTS = 6
POINTS = ("jobs.claimed", "jobs.ran", "jobs.settled", "mail.before", "mail.posted")


class Office:
    """A server that has letters to post. Every command that closes an account queues one."""

    def __init__(self, rig: Rig, sink: Sink, folder: str) -> None:
        self.rig, self.sink = rig, sink
        self.server = Fuda(os.path.join(folder, "data"), accounts=ACCOUNTS, environment=sink.environment())
        os.makedirs(self.server.folder, exist_ok=True)
        self.server.prepare()
        self.queued = 0

    def queue(self) -> None:
        for number in range(1, ACCOUNTS + 1):
            self.server.run("account", "enable", self.server.user(number))
            self.server.run("account", "disable", self.server.user(number))
        self.queued += ACCOUNTS

    def start(self, **more: str) -> None:
        self.server.environment = {**self.sink.environment(), **more}
        self.rig.recoveries.append(self.server.start())

    def jobs(self) -> tuple[int, int]:
        """How many letters wait, and how many were given up and are shown to the operator."""
        db = sqlite3.connect(f"file:{self.server.folder}/fuda.db?mode=ro", uri=True, timeout=10)
        try:
            count = "select coalesce(sum(died_at is null), 0), coalesce(sum(died_at is not null), 0) from jobs"
            return db.execute(count + " where kind = 'mail.letter'").fetchone()
        finally:
            db.close()

    def settled(self) -> bool:
        end = time.monotonic() + 30
        while time.monotonic() < end:
            if self.jobs()[0] == 0:
                return True
            time.sleep(0.05)
        return False

    def check(self, at: str, given_up_max: int = 0) -> None:
        claim = self.rig.check.claim
        if not self.settled():
            raise RuntimeError(f"{at}: letters still wait: {self.jobs()}")
        taken, given_up = self.sink.taken(), self.jobs()[1]
        claim("I12", given_up <= given_up_max, f"{at}: {given_up} letters were given up")
        missing = self.queued - len(taken)
        claim("I12", 0 <= missing <= given_up, f"{at}: {missing} of {self.queued} letters never went out")
        most = max((len(to) for to in taken.values()), default=0)
        claim("I12", most <= 2, f"{at}: a letter went out {most} times")
        for to in taken.values():
            claim("I12", len(set(to)) == 1, f"{at}: one letter went to {set(to)}")

    def killed_after(self, seconds: float) -> None:
        self.start()
        time.sleep(seconds)
        self.server.kill()
        self.rig.kills += 1


@contextlib.contextmanager
def office_at(rig: Rig, name: str):
    folder = os.path.join(rig.folder, name)
    os.makedirs(folder)
    with Sink(folder) as sink:
        office = Office(rig, sink, folder)
        try:
            yield office
        finally:
            office.server.clean()
            shutil.rmtree(folder, ignore_errors=True)


def letters_cut_off(rig: Rig) -> None:
    """Letters to a real mail server, killed at every point and any moment: each once, at most twice."""
    with office_at(rig, "office") as office:
        for point in POINTS:
            office.queue()
            at = f"{point}:{rig.rng.randint(1, 3) if point != 'jobs.claimed' else 1}"
            office.start(FUDA_CRASH_AT=at)
            rig.check.claim("I12", office.server.wait(20) is not None, f"{at} was not passed")
            rig.kills += 1
            rig.points[point] = rig.points.get(point, 0) + 1
            office.start()
            office.check(at)
            office.server.kill()
        for _ in range(rig.times(30, 2)):
            office.queue()
            moment = rig.rng.uniform(0, 0.3)
            office.killed_after(moment)
            office.start()
            office.check(f"after {moment:.3f} s")
            office.server.kill()


def letters_cut_off_twice(rig: Rig) -> None:
    """Two kills in the same letters: none goes out three times; one that never did is shown as given up."""
    with office_at(rig, "office-twice") as office:
        for _ in range(rig.times(15, 1)):
            office.queue()
            given_up = office.jobs()[1]
            for _ in range(2):
                office.killed_after(rig.rng.uniform(0, 0.2))
            office.start()
            office.check("after two kills", given_up + ACCOUNTS)
            office.server.kill()


FAULTS = [letters_cut_off, letters_cut_off_twice]
