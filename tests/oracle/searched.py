"""A site whose every byte is searched for planted words, and judged by what the program itself declares."""

from __future__ import annotations

import fnmatch
import json
import os
import re
import shutil
import sqlite3
import subprocess
import time
from pathlib import Path

import shared_clock
from planted import Words, unpacked
from server import Fuda

DAY = 86_400
# The day on which the account of the words is removed.
REMOVED = 14
OURS = ("laboratory-accounts",)


class Register:
    """What the program declares."""

    def __init__(self, server: Fuda) -> None:
        self.entries = json.loads(server.run("register", "--json"))

    def of_file(self, path: str) -> list[dict]:
        path = re.sub(r"^accounts/../", "accounts/", path)
        return [e for e in self.entries if ("/" in e["place"] or "*" in e["place"] or not e["columns"])
                and fnmatch.fnmatchcase(path, e["place"])]

    def of_column(self, table: str, column: str) -> list[dict]:
        return [e for e in self.entries if e["place"] == table and (column in e["columns"] or not e["columns"])]


class Site:
    def __init__(self, folder: str, clock: shared_clock.SharedClock) -> None:
        self.folder, self.clock, self.words = folder, clock, Words()
        self.data = os.path.join(folder, "data")
        self.backups = os.path.join(folder, "backups")
        self.key = os.path.join(folder, "backup.key")
        environment = {
            "FUDA__BACKUP__FOLDER": self.backups,
            "FUDA__BACKUP__KEY_FILE": self.key,
            "FUDA__BACKUP__REHEARSE_DAYS": "0",
        }
        self.server = Fuda(self.data, accounts=1, environment=environment)
        self.server.start()
        self.register = Register(self.server)
        self.faults: list[str] = []
        self.looked = self.bytes = 0
        self.day = 0

    def fail(self, what: str) -> None:
        self.faults.append(f"day {self.day}: {what}")
        print(f"  FAIL day {self.day}: {what}", flush=True)

    # time

    def go_to(self, day: int) -> None:
        """The clock goes on hour by hour, as it does for a site; work that is due is waited for."""
        while self.day < day:
            for _ in range(4):
                self.clock.advance(DAY // 4)
                self.settle()
            self.day += 1

    def settle(self) -> None:
        """Waits until everything that comes again has been done at this time."""
        now = self.clock.ns // 1_000_000
        end = time.monotonic() + 60
        while time.monotonic() < end:
            rows = self.ask("select name, done_at from timetable")
            late = [name for name, done in rows if done < now - self.every(name)]
            waiting = self.ask("select count(*) from jobs where died_at is null and not_before <= ?", now)[0][0]
            if rows and not late and not waiting:
                break
            time.sleep(0.05)
        else:
            self.fail(f"work is not done: {late}")
        # The log of the database is emptied once an hour: that has been done at this time, or is due.
        time.sleep(0.05)

    @staticmethod
    def every(name: str) -> int:
        hours = {"accounts.expired": 24, "mail.outbox": 24, "jobs.dead": 24, "shelf.sweep": 24, "privacy.ages": 24}
        hours = hours.get(name, 24 if name not in ("db.empty-log", "privacy.removals", "logs.expired") else 1)
        return hours * 3_600_000

    def ask(self, sql: str, *args) -> list[tuple]:
        db = sqlite3.connect(f"file:{self.data}/fuda.db?mode=ro", uri=True, timeout=10)
        try:
            return db.execute(sql, args).fetchall()
        finally:
            db.close()

    # searching

    def look(self, at_once: bool = False) -> dict[str, set[str]]:
        """Searches everything; returns which words are where, and complains of what may not be. The log
        of the database is emptied once an hour: `at_once` says that less has passed."""
        self.looked += 1
        where: dict[str, set[str]] = {}
        in_rows = self.look_in_tables(where)
        for path in sorted(Path(self.data).rglob("*")):
            name = str(path.relative_to(self.data))
            if not path.is_file() or name in OURS:
                continue
            declared = self.register.of_file(name)
            if not declared:
                self.fail(f"{name} is declared nowhere")
            try:
                data = path.read_bytes()
            except FileNotFoundError:
                continue
            self.bytes += len(data)
            if name.startswith("fuda.db"):
                if at_once and name != "fuda.db":
                    continue
                left = self.words.found_in(data) - in_rows
                if left:
                    self.fail(f"{name} still holds {sorted(left)} in pages of nobody")
                continue
            found = set().union(*(self.words.found_in(part) for part in unpacked(data)), self.words.found_in(name.encode()))
            if found:
                where.setdefault(name, set()).update(found)
                self.judge(name, declared, found)
        said = "\n".join(self.server.lines).encode()
        if self.words.found_in(said):
            self.fail(f"the operator's log holds {self.words.found_in(said)}")
        return where

    def look_in_tables(self, where: dict[str, set[str]]) -> set[str]:
        all_found: set[str] = set()
        tables = [t for (t,) in self.ask("select name from sqlite_master where type = 'table'")]
        for table in tables:
            columns = [row[1] for row in self.ask(f"select * from pragma_table_info('{table}')")]
            for row in self.ask(f"select * from {table}"):
                for column, cell in zip(columns, row):
                    if not isinstance(cell, (str, bytes)):
                        continue
                    data = cell.encode() if isinstance(cell, str) else cell
                    parts = list(unpacked(data))
                    raw, found = self.words.found_in(data), set().union(*map(self.words.found_in, parts))
                    all_found |= raw
                    if found:
                        place = f"{table}.{column}"
                        where.setdefault(place, set()).update(found)
                        self.judge(place, self.register.of_column(table, column), found)
        return all_found

    def judge(self, place: str, declared: list[dict], found: set[str]) -> None:
        """What the register predicts for this day."""
        if found & self.words.never:
            self.fail(f"{place} holds {sorted(found & self.words.never)}")
        personal = [entry for entry in declared if entry["is_personal"]]
        if not personal:
            self.fail(f"{place} is nobody's and holds {sorted(found)}")
            return
        since = self.day - REMOVED
        if since < 0:
            return
        if place.startswith("outbox/") and "removal-certified" not in place:
            self.fail(f"{place} is not the last letter and holds {sorted(found)}")
        if all(entry["goes"] == "with account" for entry in personal):
            self.fail(f"{place} outlives the account and holds {sorted(found)}")
        elif all(entry["days"] is not None and since > entry["days"] for entry in personal):
            self.fail(f"{place} holds {sorted(found)} after {since} days")

    def places(self, where: dict[str, set[str]]) -> list[str]:
        """Where words are, as the register calls it."""
        files = {e["place"] for name in where for e in self.register.of_file(name)}
        return sorted(files | {name for name in where if not self.register.of_file(name)})

    def readable_in_backups(self, rings_before: int | None = None) -> set[str]:
        """Words that can be read in the backups with the keys that are left; with `rings_before`, by
        somebody who has taken the newer key rings away."""
        at = os.path.join(self.folder, "stolen")
        shutil.rmtree(at, ignore_errors=True)
        shutil.copytree(self.backups, at)
        raw = set().union(set(), *(self.words.found_in(p.read_bytes()) for p in Path(at).rglob("*") if p.is_file()))
        if raw:
            self.fail(f"backups hold {sorted(raw)} in clear")
        for kind in ("keys", "sets"):
            for path in Path(at, kind).iterdir():
                if rings_before and int(path.name.split(".")[0]) >= rings_before:
                    path.unlink()
        into = os.path.join(self.folder, "restored")
        shutil.rmtree(into, ignore_errors=True)
        found: set[str] = set()
        line = [self.server.command()[0], "restore", "--data", into, "--from", at, "--key-file", self.key]
        done = subprocess.run(line, capture_output=True, text=True)
        if done.returncode == 0:
            for path in Path(into).rglob("*"):
                if path.is_file():
                    for part in unpacked(path.read_bytes()):
                        found |= self.words.found_in(part)
        shutil.rmtree(into, ignore_errors=True)
        return found
