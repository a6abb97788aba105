#!/usr/bin/env python3
"""One account touches everything, with a word of its own in every field; then it lives and goes, and
on each day of 45 every byte that the site keeps is searched for these words.

    FUDA_BINARY=target/debug/fuda .lab/v26.9.3/bin/python tests/oracle/canary.py

What may be found where comes from the program itself (`fuda register --json`): a word in a place that is
not declared, in one that should have emptied, or left over in free pages of a database is a failure. So
is a file that no place declares. Some words may be found nowhere at any time: passwords, cookies, what
stood after a question mark. The copy of everything that the account asks for must hold every word that
the site held, and its package must open in the real Anki.
"""

from __future__ import annotations

import argparse
import fnmatch
import io
import json
import os
import re
import secrets
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse
import zipfile
from pathlib import Path

import shared_clock
import zstandard
from device import Device
from server import Fuda
from website import Website
from wire import connect

START = 1_800_003_600  # 2027-01-15 09:00 UTC
DAY = 86_400
ASKED, REMOVED, LAST = 7, 14, 46
FRAME = b"\x28\xb5\x2f\xfd"
FORM = "application/x-www-form-urlencoded"
OURS = ("laboratory-accounts",)


class Words:
    """Words that nobody else says, by what they were planted in."""

    def __init__(self) -> None:
        self.by_name: dict[str, str] = {}
        self.never: set[str] = set()
        self.content: set[str] = set()

    def new(self, name: str, never: bool = False, content: bool = False) -> str:
        word = "cnry" + secrets.token_hex(6)  # longer ones are masked in logs, as secrets are
        self.by_name[name] = word
        if never:
            self.never.add(name)
        if content:
            self.content.add(name)
        return word

    def keep_out(self, name: str, secret: str) -> None:
        """A secret that the site itself has made."""
        self.by_name[name] = secret
        self.never.add(name)

    def found_in(self, data: bytes) -> set[str]:
        return {name for name, word in self.by_name.items() if word.encode() in data}


def unpacked(data: bytes, depth: int = 0):
    """The bytes, and whatever is packed in them."""
    yield data
    if depth > 4:
        return
    if data[:4] == b"PK\x03\x04":
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
            for name in archive.namelist():
                yield name.encode()
                yield from unpacked(archive.read(name), depth + 1)
        except zipfile.BadZipFile:
            pass
        return
    at = data.find(FRAME)
    while at >= 0:
        try:
            inner = zstandard.ZstdDecompressor().decompressobj().decompress(data[at:])
        except zstandard.ZstdError:
            inner = b""
        if inner:
            yield from unpacked(inner, depth + 1)
        at = data.find(FRAME, at + 4)


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


class Life:
    """What somebody does with an account."""

    def __init__(self, site: Site) -> None:
        self.site, self.words = site, site.words
        self.email = f"{self.words.new('address')}@example.org"
        self.password = self.words.new("password", never=True) + "-frogs"
        self.web = Website(site.server.url)
        self.device: Device | None = None

    def post(self, path: str, **form) -> tuple[int, str]:
        answer = self.web.request(path, urllib.parse.urlencode(form).encode(), FORM)
        body = answer.read().decode()
        cookie = answer.getheader("set-cookie")
        if cookie and "=" in cookie:
            self.web.cookie = cookie.split(";")[0]
        return answer.status, body

    def ok(self, path: str, **form) -> str:
        status, body = self.post(path, **form)
        assert status in (200, 303), f"{path}: {status} {re.sub('<[^>]+>', ' ', body)[:300]}"
        return body

    def letter(self, purpose: str) -> str:
        """The newest letter of a purpose, as text."""
        end = time.monotonic() + 30
        while time.monotonic() < end:
            self.site.settle()
            letters = list(Path(self.site.data, "outbox").glob(f"*-{purpose}-*.eml"))
            letters.sort(key=lambda path: int(re.search(r"-(\d+)(?:\.of-\d+)?$", path.stem).group(1)))
            if letters:
                return letters[-1].read_text().replace("=\n", "").replace("=\r\n", "").replace("=3D", "=")
            time.sleep(0.1)
        raise AssertionError(f"there is no letter {purpose}")

    def token(self, purpose: str) -> str:
        return re.search(r"(?:token|invitation)=([A-Za-z0-9_-]{20,})", self.letter(purpose)).group(1)

    def signs_up(self) -> None:
        words = self.words
        invited = self.site.server.run("account", "invite")
        invitation = re.search(r"invitation=([A-Za-z0-9_-]+)", invited).group(1)
        self.web.look(f"/account/signup?invitation={invitation}&x={words.new('query', never=True)}")
        self.ok("/account/signup", email=self.email, password=self.password, invitation=invitation)
        self.ok("/account/verify-email", token=self.token("confirm-address"))
        words.keep_out("cookie", self.web.cookie.split("=", 1)[1])

    def visits(self) -> None:
        """Everything that a browser says beside its forms."""
        words = self.words
        conn = connect(self.site.server.url)
        headers = {
            "cookie": f"{self.web.cookie}; _ga={words.new('foreign cookie', never=True)}",
            "user-agent": f"Browser {words.new('browser')}",
            "referer": f"https://elsewhere.example/{words.new('referrer')}?q={words.new('referrer query', never=True)}",
            "x-forwarded-for": words.new("forged address", never=True),
            "x-other": words.new("unknown header", never=True),
        }
        conn.request("GET", f"/account?secret={words.new('page query', never=True)}", headers=headers)
        conn.getresponse().read()
        conn.request("GET", f"/nothing/{words.new('unknown path')}", headers=headers)
        conn.getresponse().read()
        body = urllib.parse.urlencode({"email": self.email, "password": words.new("wrong password", never=True)})
        conn.request("POST", "/account/login", body, {"content-type": FORM, "origin": self.web.endpoint})
        conn.getresponse().read()
        conn.close()

    def studies(self, folder: str) -> None:
        words = self.words
        self.device = Device(folder, self.site.server.url, self.email, self.password)
        col = self.device.open()
        deck = col.decks.id(words.new("deck name", content=True))
        kind = col.models.by_name("Basic")
        kind["css"] += f"/* {words.new('style', content=True)} */"
        kind["tmpls"][0]["qfmt"] += f"<!-- {words.new('template', content=True)} -->"
        col.models.update_dict(kind)
        note = col.new_note(col.models.by_name("Basic"))
        picture = words.new("media name", content=True) + ".png"
        note["Front"] = f"{words.new('front', content=True)} <img src='{picture}'>"
        note["Back"] = words.new("back", content=True)
        note.tags = [words.new("tag", content=True)]
        col.add_note(note, deck)
        col.decks.set_current(deck)
        preset = col.decks.get_config(1)
        preset["name"] = words.new("preset name", content=True)
        col.decks.update_config(preset)
        col.set_config(words.new("config key", content=True), words.new("config value", content=True))
        self.device.put_media(picture, words.new("media bytes", content=True).encode() * 3)
        self.device.login()
        words.keep_out("host key", self.device.auth.hkey)
        assert self.device.sync(media=False).required in (2, 4)
        self.device.upload(media_usn=0)
        self.device.sync(media=True)
        self.site.clock.advance(5)
        note["Back"] += words.new("back, changed", content=True)
        col = self.device.open()
        col.update_note(note)
        self.site.clock.advance(5)
        self.device.sync(media=True)
        self.site.clock.advance(5)
        self.web.look("/decks")
        self.web.study("state")
        cards = self.web.state["cards"]
        assert cards, "there is something to study"
        self.web.study("answer", card=cards[0]["id"], version=cards[0]["version"], rating=3, taken=1000)
        self.site.clock.advance(5)
        self.device.sync()

    def keeps_safe(self) -> None:
        words = self.words
        self.prove()
        self.ok("/account/email", email=f"{words.new('new address')}@example.org")
        self.ok("/account/email/confirmation", token=self.token("confirm-new-address"))
        # The change is taken back, which asks for another password.
        self.ok("/account/email/return", token=self.token("address-changed"))
        self.password = words.new("second password", never=True) + "-toads"
        self.ok("/account/new-password", token=self.token("reset-password"), password=self.password)
        self.web.sign_in(self.email, self.password)
        self.prove()
        made = self.ok("/account/device-passwords", name=words.new("device password name"))
        shown = re.search(r"\b([a-z0-9]{4}(?:-[a-z0-9]{4}){3,})\b", made)
        assert shown, "the page shows the device password"
        words.keep_out("device password", shown.group(1))
        self.ok("/account/privacy/objection", objects="yes")

    def prove(self) -> None:
        self.ok("/account/proof", password=self.password, next="/account/data")

    def takes_a_copy(self) -> bytes:
        self.web.sign_in(self.email, self.password)
        self.prove()
        self.ok("/account/data", kind="everything")
        end = time.monotonic() + 60
        while time.monotonic() < end:
            page = self.web.look("/account/data")
            link = re.search(r"/account/data/copies/([A-Za-z0-9_-]+)", page)
            if link:
                self.web.conn.request("GET", link.group(0))
                answer = self.web.conn.getresponse()
                assert answer.status == 200, answer.status
                return answer.read()
            time.sleep(0.2)
        raise AssertionError("no copy was made")

    def leaves(self) -> None:
        self.web.sign_in(self.email, self.password)
        self.prove()
        self.ok("/account/remove-account", password=self.password)
        self.letter("removal-asked")

    def end(self) -> None:
        if self.device:
            self.device.destroy()
        self.web.close()


def opens_in_anki(copy: bytes, folder: str, words: Words) -> None:
    """The package in the copy, opened by the real Anki."""
    from anki._backend import RustBackend
    from anki.collection import Collection

    package = os.path.join(folder, "copy.colpkg")
    Path(package).write_bytes(zipfile.ZipFile(io.BytesIO(copy)).read("collection.colpkg"))
    place = os.path.join(folder, "opened")
    os.makedirs(place)
    path = os.path.join(place, "collection.anki2")
    media = os.path.join(place, "collection.media")
    RustBackend(langs=["en"]).import_collection_package(
        col_path=path, backup_path=package, media_folder=media, media_db=os.path.join(place, "collection.media.db2")
    )
    col = Collection(path)
    try:
        assert col.note_count() == 1 and col.card_count() == 1, (col.note_count(), col.card_count())
        assert col.db.scalar("select count(*) from revlog") == 1
        note = col.get_note(col.db.scalar("select id from notes"))
        assert words.by_name["back, changed"] in note["Back"]
        (name,) = os.listdir(media)
        assert name == words.by_name["media name"] + ".png"
        assert Path(media, name).read_bytes() == words.by_name["media bytes"].encode() * 3
        trouble, well = col.fix_integrity()
        assert well, trouble
    finally:
        col.close()


def copy_is_whole(site: Site, copy: bytes, held: dict[str, set[str]]) -> None:
    """The copy holds every word that the site held, but what the register withholds."""
    in_copy = set().union(*(site.words.found_in(part) for part in unpacked(copy)))
    kept = set().union(*held.values())
    missing = kept - in_copy - site.words.never
    if missing:
        site.fail(f"the copy lacks {sorted(missing)}, which lie in {[p for p, w in held.items() if w & missing]}")
    if in_copy & site.words.never:
        site.fail(f"the copy holds {sorted(in_copy & site.words.never)}")
    print(f"  the copy holds {len(in_copy)} of {len(kept)} words that the site held", flush=True)


def live(folder: str, clock: shared_clock.SharedClock) -> int:
    site = Site(folder, clock)
    life = Life(site)
    try:
        for step in (life.signs_up, life.visits):
            step()
            site.look(at_once=True)
        life.studies(os.path.join(folder, "device"))
        site.look(at_once=True)
        life.keeps_safe()
        site.look(at_once=True)
        site.go_to(1)
        copy = life.takes_a_copy()
        held = site.look(at_once=True)
        copy_is_whole(site, copy, held)
        opens_in_anki(copy, folder, site.words)
        missing = site.words.content - set().union(*held.values())
        assert not missing, f"the search does not see {missing}: it would see nothing"
        site.server.run("backup")
        assert site.words.content <= site.readable_in_backups(), "a backup of a living account can be read"
        site.go_to(ASKED)
        life.leaves()
        for day in range(ASKED, LAST + 1):
            site.go_to(day)
            if day == REMOVED:  # what was just removed stands in the log of the database for an hour
                clock.advance(2 * 3600)
                site.settle()
            where = site.look()
            print(f"  day {day:2}: words in {', '.join(site.places(where)) or 'no place'}", flush=True)
            if day == REMOVED + 1:
                left = site.readable_in_backups()
                if left:
                    site.fail(f"a restore brings {sorted(left)} back")
                before = (START + REMOVED * DAY) * 1000
                assert site.readable_in_backups(before) >= site.words.content, "older keys open older backups"
            if day == REMOVED + 15:
                left = site.readable_in_backups((START + REMOVED * DAY) * 1000)
                if left:
                    site.fail(f"{sorted(left)} can be read in backups after 14 days")
        last = site.look()
        if last:
            site.fail(f"at the end words are left: {last}")
        gone = [p for p in Path(site.backups, "accounts").rglob("*") if p.is_dir() and p.name == "2"]
        if gone:
            site.fail("the backups of the account are still there")
    finally:
        life.end()
        site.server.kill()
    words = len(site.words.by_name)
    print(
        f"canary: {words} words, {len(site.words.never)} of them secrets; {site.looked} searches of "
        f"{site.bytes // 1_000_000} MB; {len(site.faults)} faults"
    )
    return 1 if site.faults else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clock", help=argparse.SUPPRESS)  # the program's own child
    args = parser.parse_args()
    if not args.clock:
        folder = tempfile.mkdtemp(prefix="canary")
        path = os.path.join(folder, "clock")
        shared_clock.SharedClock(path, START * 1_000_000_000)
        environment = {**os.environ, **shared_clock.environment(path)}
        line = [sys.executable, os.path.abspath(__file__), "--clock", path]
        done = subprocess.run(line, env=environment)
        shutil.rmtree(folder, ignore_errors=True)
        return done.returncode
    clock = shared_clock.SharedClock(args.clock, START * 1_000_000_000)
    began = time.monotonic()
    outcome = live(os.path.dirname(args.clock), clock)
    print(f"{time.monotonic() - began:.0f} s")
    return outcome


if __name__ == "__main__":
    sys.exit(main())
