"""What must be forgotten after a month, while the server is killed or has no disk: earlier states, bytes of
deleted media, old logs. Whatever cuts a sweep off, all of it goes, and nothing that is still somebody's."""

from __future__ import annotations

import os
import time
from pathlib import Path

from leaving import DAY, House, ended, killed_at
from learner import Learner
from rig import Rig
from shortages import fill, small_disk

HOUR = 3600
DELETED = b"bytes-that-their-owner-has-deleted-" + os.urandom(24).hex().encode()


class Forgetful(House):
    """Account 1 has deleted a file beside one it keeps, and replaced its collection."""

    def prepare(self) -> None:
        learner = Learner(self.server.url, self.server.user(1), self.server.password(1))
        learner.login()
        learner.put_media({"deleted.bin": DELETED * 20, "neighbour.bin": b"kept" * 500})
        learner.put_media({"deleted.bin": None})
        earlier = self.ask("select file from snapshots where account_id = 1 and book = 'collection'")
        self.earlier = [file for (file,) in earlier]
        learner.upload(self.rig.other)
        learner.client.close()
        logs = Path(self.server.folder, "logs")
        self.logs = sorted(path.name for path in logs.glob("requests-*"))
        if not (self.earlier and self.logs and self.holders()):
            raise RuntimeError("there is nothing to forget")

    def holders(self) -> list[str]:
        """The files that hold what was deleted."""
        files = [path for path in Path(self.server.folder).rglob("*") if path.is_file()]
        return [str(path) for path in files if DELETED in path.read_bytes()]

    def copied(self, name: str) -> "Forgetful":
        other = super().copied(name)
        other.__class__ = Forgetful
        other.earlier, other.logs = self.earlier, self.logs
        return other

    def swept(self) -> bool:
        """Whether no sweep is due."""
        now = self.clock.ns // 1_000_000
        return self.wait(lambda: not self.ask(
            "select name from timetable where (name = 'shelf.sweep' and done_at <= ?1 - 86400000)"
            " or (name in ('shelf.housekeeping', 'logs.expired') and done_at <= ?1 - 3600000)", now))

    def days_pass(self, days: int) -> None:
        for _ in range(days):
            self.clock.advance(DAY + HOUR)
            self.claim(self.swept(), "the sweeps were not done")

    def check_forgotten(self, at: str) -> None:
        """What a sweep has found today is gone a month later."""
        self.claim(self.swept(), f"{at}: the sweeps were not done")
        self.clock.advance(31 * DAY)
        self.claim(self.swept(), f"{at}: the sweeps were not done")
        self.days_pass(2)
        left = self.holders()
        self.claim(not left, f"{at}: what was deleted lies in {left}")
        files = {path.name for path in Path(self.server.folder).rglob("*")}
        self.claim(not files & set(self.earlier), f"{at}: an earlier state is still there")
        self.claim(not files & set(self.logs), f"{at}: an old log is still there")
        learner = Learner(self.server.url, self.server.user(1), self.server.password(1))
        learner.login()
        kept = learner.fetched_media(["neighbour.bin"])
        self.claim(kept.get("neighbour.bin") == b"kept" * 500, f"{at}: the file beside it is gone")
        learner.client.close()
        self.check_other(at)


def forgetful(rig: Rig, folder: str | None = None) -> Forgetful:
    made = Forgetful(rig, os.path.join(folder or rig.folder, "house"))
    made.start()
    made.fill()
    made.prepare()
    made.server.stop()
    made.clock.advance(DAY + HOUR)
    return made


def a_month_later(ready: Forgetful) -> Forgetful:
    """The neighbour of what was deleted lies elsewhere, and the month is over at the next start."""
    moved = ready.copied("moved")
    moved.start()
    moved.claim(moved.swept(), "the first sweep was not done")
    moved.server.stop()
    moved.clock.advance(31 * DAY)
    return moved


@ended
def retention_cut_off(rig: Rig) -> None:
    """Sweeps killed at their points and at any moment: a month later what was deleted is gone, and only that."""
    ready = forgetful(rig)
    killed_at(rig, ready, "shelf.media.moved:1", Forgetful.check_forgotten)
    moved = a_month_later(ready)
    for number in (1, 2):
        killed_at(rig, moved, f"shelf.media.forgotten:{number}", Forgetful.check_forgotten)
    for _ in range(rig.times(12, 1)):
        trial = moved.copied("trial")
        for _ in range(2):
            trial.start()
            time.sleep(rig.rng.uniform(0, 0.15))
            trial.server.kill()
            rig.kills += 1
        trial.start()
        trial.check_forgotten("at any moment")
        trial.end()
    moved.end()
    ready.end()


@ended
def retention_on_a_full_disk(rig: Rig) -> None:
    """Sweeps without a byte of disk: they wait, and with room again everything goes that must."""
    with small_disk(rig, 120) as disk:
        ready = forgetful(rig, disk)
        moved = a_month_later(ready)
        for before, leave in ((ready, 0), (moved, 0), (ready, 16_384), (moved, 16_384))[: rig.times(4, 2)]:
            trial = before.copied("trial")
            path = fill(disk, leave)
            started = trial.start()
            if started:
                trial.clock.advance(HOUR)
                time.sleep(1.5)
                rig.check.claim("I15", trial.server.is_running(), f"the server ended: {trial.server.tail()}")
            os.unlink(path)
            if not started:
                trial.start()
            trial.check_forgotten(f"disk full but for {leave}")
            trial.end()
        moved.end()
        ready.end()


FAULTS = [retention_cut_off, retention_on_a_full_disk]
