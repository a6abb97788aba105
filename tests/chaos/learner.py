"""A learner who keeps a ledger: what was sent, what was acknowledged, what was seen.

Speaks the protocol by hand, since thousands of interrupted syncs are wanted; as
the real clients do, it sends again what was not acknowledged.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import tempfile
import time

from synthetic import Params, make_collection
from synthetic_rows import unicase
from wire import NO_CHANGES, RawClient, media_zip, unzip_media, zstd

COUNTED = ("cards", "notes", "revlog", "graves", "notetypes", "decks", "deck_config")


def read(path: str) -> sqlite3.Connection:
    db = sqlite3.connect(path)
    db.create_collation("unicase", unicase)
    return db


class Template:
    """A collection ready for uploading, and what a ledger has to know of it."""

    def __init__(self, folder: str, name: str, **sizes) -> None:
        self.name = name
        made = make_collection(os.path.join(folder, name), Params.preset("small", media_files=0, usn=0, **sizes))
        db = read(made["path"])
        for table in ("decks", "notetypes", "deck_config", "templates", "fields", "config", "tags"):
            if any(column[1] == "usn" for column in db.execute(f"pragma table_info({table})")):
                db.execute(f"update {table} set usn=0 where usn=-1")
        db.execute("update col set ls=mod, usn=1")
        db.commit()
        db.execute("pragma wal_checkpoint(truncate)")
        self.counts = [db.execute(f"select count(*) from {t}").fetchone()[0] for t in COUNTED]
        self.card = list(db.execute("select * from cards where queue=2 limit 1").fetchone())
        self.note = list(db.execute("select * from notes where flds like '%' || char(31) || '%' limit 1").fetchone())
        self.reviews = {row[0] for row in db.execute("select id from revlog")}
        self.notes = {row[0] for row in db.execute("select id from notes")}
        db.close()
        with open(made["path"], "rb") as file:
            self.body = zstd(file.read())
        self.path = made["path"]


class Learner:
    """One account: does things, and remembers what it was promised."""

    def __init__(self, url: str, user: str, password: str) -> None:
        self.client = RawClient(url)
        self.client.timeout = 30
        self.user, self.password = user, password
        self.base: Template | None = None
        self.replacing: Template | None = None  # an upload whose answer was not seen
        self.acknowledged: set[int] = set()
        self.pending: list[int] = []  # sent perhaps, never acknowledged
        self.attempts: list[frozenset[int]] = []  # what each unanswered sync carried
        self.media: dict[str, set[str | None]] = {}  # name: hashes it may have
        self.seen: dict[str, int] = {}  # highest usn, mod, scm, media usn
        self.violations: list[str] = []
        self.next_id = int(time.time() * 1000)
        self.total_acknowledged = 0

    def login(self) -> None:
        self.client.login(self.user, self.password)

    # what it does

    def upload(self, template: Template) -> None:
        self.replacing = template
        status, answer = self.client.post("sync/upload", template.body)
        if (status, answer) != (200, b"OK"):
            if status == 200:
                self.replacing = None  # a refusal with its sentence
            raise RuntimeError(f"upload: HTTP {status} {answer[:80]!r}")
        self.adopt(template)

    def adopt(self, template: Template) -> None:
        self.base, self.replacing = template, None
        # Another collection has other counters; those of media go on.
        self.seen = {key: value for key, value in self.seen.items() if key == "media_usn"}
        self.acknowledged, self.pending, self.attempts = set(), [], []

    def session(self, stop_after: str = "finish") -> None:
        """One normal sync: a new note, a review of its own, and a changed card."""
        self.next_id = max(self.next_id + 1, int(time.time() * 1000))
        self.pending.append(self.next_id)
        batch = list(self.pending)
        usn = self.meta()["usn"]
        self.attempts.append(frozenset(batch))
        for method, body in self.requests(batch, usn):
            answer = self.client.json(f"sync/{method}", body)
            while method == "chunk" and not answer["done"]:
                answer = self.client.json("sync/chunk", {})
            if method == "sanityCheck2" and answer["status"] != "ok":
                raise RuntimeError(f"sanity check: {answer}")
            if method == stop_after:
                break
        if stop_after == "finish":
            self.acknowledged.update(batch)
            self.total_acknowledged += len(batch)
            self.pending, self.attempts = [], []

    def requests(self, batch: list[int], usn: int) -> list[tuple[str, dict]]:
        base, known = self.base, len(self.acknowledged) + len(batch)
        card, now = list(base.card), int(time.time())
        card[4], card[5], card[8] = now, usn, card[8] + known
        notes = []
        for number in batch:
            note = list(base.note)
            note[0], note[1], note[3], note[4], note[7], note[8] = number, f"chaos{number}", now, usn, "", ""
            notes.append(note)
        reviews = [[number, base.card[0], usn, 3, 5, 4, 650, 5000, 1] for number in batch]
        chunk = {"done": True, "revlog": reviews, "cards": [card], "notes": notes}
        cards, note_count, review_count, *others = base.counts
        counts = [[0, 0, 0], cards, note_count + known, review_count + known, *others]
        return [
            ("start", {"minUsn": usn, "lnewer": True, "graves": None}),
            ("applyChanges", NO_CHANGES),
            ("chunk", {}),
            ("applyChunk", {"chunk": chunk}),
            ("sanityCheck2", {"client": counts}),
            ("finish", {}),
        ]

    def meta(self) -> dict:
        meta = self.client.meta()
        for key, invariant in (("usn", "I4"), ("mod", "I5"), ("scm", "I5"), ("media_usn", "I4")):
            if meta[key] < self.seen.get(key, 0):
                self.violations.append(f"{invariant}: {key} went from {self.seen[key]} back to {meta[key]}")
            self.seen[key] = max(meta[key], self.seen.get(key, 0))
        return meta

    def put_media(self, files: dict[str, bytes | None]) -> None:
        hashes = {name: data and hashlib.sha1(data).hexdigest() for name, data in files.items()}
        for name, sha1 in hashes.items():
            self.media.setdefault(name, {None}).add(sha1)
        status, answer = self.client.call("msync/uploadChanges", raw=media_zip(files))
        if status != 200:
            raise RuntimeError(f"uploadChanges: HTTP {status}")
        if json.loads(answer)["data"][0] != len(files):
            raise RuntimeError(f"uploadChanges: {answer!r}")
        for name, sha1 in hashes.items():
            self.media[name] = {sha1}

    # what the server has

    def download(self) -> str:
        """Path of the server's copy; the caller removes it."""
        status, body = self.client.call("sync/download")
        if status != 200:
            raise RuntimeError(f"download: HTTP {status}")
        handle, path = tempfile.mkstemp(suffix=".anki2")
        with os.fdopen(handle, "wb") as file:
            file.write(body)
        return path

    def listed_media(self) -> dict[str, str | None]:
        listed, last = {}, 0
        while page := self.client.json("msync/mediaChanges", {"lastUsn": last})["data"]:
            for name, _, sha1 in page:
                listed[name] = sha1 or None
            last = page[-1][1]
        return listed

    def fetched_media(self, names: list[str]) -> dict[str, bytes]:
        status, body = self.client.call("msync/downloadFiles", {"files": names})
        if status != 200:
            raise RuntimeError(f"downloadFiles: HTTP {status}")
        return unzip_media(body)
