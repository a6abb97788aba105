"""Removals, data that are put away, and copies: killed at every point, at any moment, and without a byte
of disk. Whatever cuts them off, they end complete; nobody else is touched."""

from __future__ import annotations

import functools
import io
import os
import shutil
import sqlite3
import time
import urllib.parse
import zipfile
from pathlib import Path

import shared_clock
from learner import Learner
from rig import Rig
from server import Fuda
from shortages import fill, small_disk
from website import Website

DAY = 86_400
FORM = "application/x-www-form-urlencoded"
REMOVAL = ("begun", "copies", "shelf", "rows", "signed")


def ended(fault):
    """Every house that a fault has begun is ended with it, whatever happens."""

    @functools.wraps(fault)
    def run(rig: Rig) -> None:
        try:
            fault(rig)
        finally:
            while House.standing:
                House.standing.pop().end()

    return run


class House:
    """A server whose clock is moved, with one who leaves (account 1) and one who stays (account 2)."""

    standing: list["House"] = []

    def __init__(self, rig: Rig, folder: str) -> None:
        House.standing.append(self)
        self.rig, self.folder = rig, folder
        os.makedirs(folder, exist_ok=True)
        self.clock = shared_clock.SharedClock(os.path.join(folder, "clock"), time.time_ns())
        self.server = Fuda(os.path.join(folder, "data"), accounts=2)
        self.server.environment = shared_clock.environment(self.clock.path)

    def start(self, **more: str) -> bool:
        """False if it killed itself on the way."""
        self.server.environment = {**shared_clock.environment(self.clock.path), **more}
        try:
            self.rig.recoveries.append(self.server.start())
            return True
        except RuntimeError:
            return False

    def fill(self) -> None:
        for number in (1, 2):
            learner = Learner(self.server.url, self.server.user(number), self.server.password(number))
            learner.login()
            learner.upload(self.rig.small)
            learner.put_media({"one.bin": os.urandom(5000), "two.bin": os.urandom(50)})
            learner.client.close()

    def web(self) -> Website:
        site = Website(self.server.url)
        site.sign_in(self.server.user(1), self.server.password(1))
        self.post(site, "/account/proof", password=self.server.password(1))
        return site

    @staticmethod
    def post(site: Website, path: str, **form: str) -> None:
        answer = site.request(path, urllib.parse.urlencode(form).encode(), FORM)
        answer.read()
        if answer.status not in (200, 303):
            raise RuntimeError(f"{path}: HTTP {answer.status}")
        if answer.getheader("set-cookie"):
            site.cookie = answer.getheader("set-cookie").split(";")[0]

    def ask(self, sql: str, *args) -> list[tuple]:
        db = sqlite3.connect(f"file:{self.server.folder}/fuda.db?mode=ro", uri=True, timeout=10)
        try:
            return db.execute(sql, args).fetchall()
        finally:
            db.close()

    def wait(self, done, seconds: float = 30) -> bool:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if done():
                return True
            time.sleep(0.02)
        return False

    def letters(self, purpose: str) -> list[Path]:
        return list(Path(self.server.folder, "outbox").glob(f"*-{purpose}-*.eml"))

    def shelf(self, number: int) -> Path:
        return Path(self.server.folder, "accounts", f"{number & 0xFF:02x}", str(number))

    def copied(self, name: str) -> "House":
        """The same house elsewhere, as it stands now; this one is stopped."""
        other = House.__new__(House)
        House.standing.append(other)
        other.rig, other.folder = self.rig, os.path.join(os.path.dirname(self.folder), name)
        shutil.rmtree(other.folder, ignore_errors=True)
        shutil.copytree(self.folder, other.folder)
        other.clock = shared_clock.SharedClock(os.path.join(other.folder, "clock"), self.clock.ns)
        other.server = Fuda(os.path.join(other.folder, "data"), accounts=2)
        return other

    def end(self) -> None:
        self.server.clean()
        shutil.rmtree(self.folder, ignore_errors=True)

    # what must hold

    def claim(self, holds: bool, what: str) -> None:
        self.rig.check.claim("I9", holds, what)

    def is_removed(self) -> bool:
        return not self.ask("select 1 from accounts where id = 1") and not self.ask("select 1 from removals")

    def check_removed(self, at: str) -> None:
        done = self.wait(lambda: self.is_removed() and self.letters("removal-certified"))
        self.claim(done, f"{at}: the removal did not end")
        tables = [name for (name,) in self.ask("select name from sqlite_master where type = 'table'")]
        for table in tables:
            columns = [row[1] for row in self.ask(f"select * from pragma_table_info('{table}')")]
            if "account_id" in columns and table != "deletions":
                left = self.ask(f"select count(*) from {table} where account_id in (1, -1)")[0][0]
                self.claim(left == 0, f"{at}: {table} still names the account")
        for number in (1, -1):
            self.claim(not self.shelf(number).exists(), f"{at}: files of account {number} are left")
        self.claim(not list(Path(self.server.folder, "copies").glob("*")), f"{at}: a copy is left")
        certified = len(self.letters("removal-certified"))
        self.claim(1 <= certified <= 2, f"{at}: {certified} certificates")
        self.check_other(at)

    def check_put_away(self, at: str) -> None:
        def done() -> bool:
            away = self.ask("select count(*) from heads where book = 'collection' and account_id < 0")[0][0]
            return away == 2 and len(self.letters("put-away")) >= 2

        self.claim(self.wait(done), f"{at}: the data were not put away")
        for number in (-1, -2):
            self.claim(self.shelf(number).exists(), f"{at}: what was put away is not there")
        letters = len(self.letters("put-away"))
        self.claim(2 <= letters <= 3, f"{at}: {letters} letters to two")
        for number in (1, 2):
            site = Website(self.server.url)
            site.sign_in(self.server.user(number), self.server.password(number))
            self.post(site, "/account/put-away/return")
            site.close()
        self.claim(not self.shelf(-1).exists() and self.shelf(1).exists(), f"{at}: it did not come back")
        self.check_other(at)

    def check_copied(self, at: str) -> None:
        def done() -> bool:
            return bool(self.ask("select 1 from copies where ready_at is not null"))

        self.claim(self.wait(done), f"{at}: the copy was not made")
        files = list(Path(self.server.folder, "copies").glob("*"))
        self.claim(len(files) == 1, f"{at}: {len(files)} files")
        for file in files:
            archive = zipfile.ZipFile(file)
            self.claim(archive.testzip() is None, f"{at}: the copy is damaged")
            inner = zipfile.ZipFile(io.BytesIO(archive.read("collection.colpkg")))
            self.claim({"meta", "media", "collection.anki21b", "0", "1"} <= set(inner.namelist()), f"{at}: the package lacks files")
        left = [path for path in Path(self.server.folder, "tmp").iterdir() if path.name.startswith("copy-")]
        self.claim(not left, f"{at}: {left} lie in tmp")
        self.check_other(at)

    def check_other(self, at: str) -> None:
        try:
            learner = Learner(self.server.url, self.server.user(2), self.server.password(2))
            learner.login()
            listed = [name for name, sha1 in learner.listed_media().items() if sha1]
            self.claim(sorted(listed) == ["one.bin", "two.bin"], f"{at}: the other account has {listed}")
            os.unlink(learner.download())
            learner.client.close()
            self.server.run("verify")
            self.claim(True, "")
        except Exception as error:
            self.claim(False, f"{at}: the other account: {error}")


def house(rig: Rig, folder: str | None = None) -> House:
    made = House(rig, os.path.join(folder or rig.folder, "house"))
    made.start()
    made.fill()
    return made


def asked(made: House) -> None:
    """The removal is due at the next start."""
    site = made.web()
    made.post(site, "/account/data", kind="everything")
    made.post(site, "/account/remove-account", password=made.server.password(1))
    site.close()
    made.check_copied("before")
    made.server.stop()
    made.clock.advance(7 * DAY + 60)


def unused(made: House) -> None:
    """Three letters have gone out; the data are put away at the next start."""
    for days, letters in ((183, 1), (30, 2), (23, 3)):
        made.clock.advance(days * DAY + 3700)
        if not made.wait(lambda: made.ask("select count(*) from unused_accounts where notices = ?", letters) == [(2,)]):
            raise RuntimeError(f"after {days} days: {made.ask('select * from unused_accounts')}")
    made.server.stop()
    made.clock.advance(7 * DAY + 3700)


def killed_at(rig: Rig, ready: House, point: str, check) -> None:
    trial = ready.copied("trial")
    trial.start(FUDA_CRASH_AT=point)
    died = trial.server.wait(20) is not None if trial.server.process else True
    if died:
        rig.kills += 1
        name = point.rsplit(":", 1)[0]
        rig.points[name] = rig.points.get(name, 0) + 1
    rig.check.claim("I9", died, f"{point} was not passed")
    trial.start()
    trial.clock.advance(660)
    check(trial, point)
    trial.end()


@ended
def removal_cut_off(rig: Rig) -> None:
    """A removal, killed at each of its points and at random moments: it ends complete and certified."""
    ready = house(rig)
    asked(ready)
    for point in REMOVAL:
        killed_at(rig, ready, f"privacy.removal.{point}:1", House.check_removed)
    for number in range(rig.times(40, 3)):
        trial = ready.copied("trial")
        for _ in range(2):
            trial.start()
            time.sleep(rig.rng.uniform(0, 0.12))
            trial.server.kill()
            rig.kills += 1
        trial.start()
        trial.clock.advance(120)
        trial.check_removed(f"moment {number}")
        trial.end()
    ready.end()


@ended
def copy_cut_off(rig: Rig) -> None:
    """A copy of everything, killed while it is made: it is made again, whole, once."""
    ready = house(rig)
    ready.server.stop()
    for point in ("privacy.copy.packed:1", "privacy.copy.placed:1"):
        trial = ready.copied("trial")
        trial.start(FUDA_CRASH_AT=point)
        site = trial.web()
        try:
            trial.post(site, "/account/data", kind="everything")
        except Exception:  # the answer does not come any more
            pass
        site.close()
        rig.check.claim("I9", trial.server.wait(20) is not None, f"{point} was not passed")
        rig.kills += 1
        rig.points[point[:-2]] = rig.points.get(point[:-2], 0) + 1
        trial.start()
        trial.clock.advance(660)
        trial.check_copied(point)
        trial.end()
    ready.end()


@ended
def expiry_cut_off(rig: Rig) -> None:
    """Data that nobody used, killed while they are put away: all of it is away, and all comes back."""
    ready = house(rig)
    unused(ready)
    for point in ("privacy.unused.marked:1", "shelf.moved:1"):
        killed_at(rig, ready, point, House.check_put_away)
    ready.end()


@ended
def removal_on_a_full_disk(rig: Rig) -> None:
    """A removal and a copy without a byte of disk: they wait, and end complete when there is room."""
    with small_disk(rig, 120) as disk:
        ready = house(rig, disk)
        asked(ready)
        for leave in (0, 8192, 200_000)[: rig.times(3, 2)]:
            trial = ready.copied("trial")
            path = fill(disk, leave)
            started = trial.start()
            if started:
                time.sleep(1.5)
                trial.clock.advance(120)
                time.sleep(1)
                rig.check.claim("I15", trial.server.is_running(), f"the server ended: {trial.server.tail()}")
            os.unlink(path)
            if not started:
                trial.start()
            for _ in range(3):
                trial.clock.advance(660)
                time.sleep(0.5)
            trial.check_removed(f"disk full but for {leave}")
            trial.end()
        ready.end()


FAULTS = [removal_cut_off, copy_cut_off, expiry_cut_off, removal_on_a_full_disk]
