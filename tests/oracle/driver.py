"""One client of any version of Anki, driven by another process.

Runs in the virtual environment of its version. Reads one JSON array per line
from standard input, ["method", arguments…], and answers each with one line:
{"ok": value} or {"error": "sentence"}. What differs between the versions'
libraries is kept here; to the scenarios of core.py all clients look alike.
"""

from __future__ import annotations

import json
import os
import sys
import time

REQUIRED = ["NO_CHANGES", "NORMAL_SYNC", "FULL_SYNC", "FULL_DOWNLOAD", "FULL_UPLOAD"]


class Client:
    def __init__(self, version: str, folder: str, endpoint: str) -> None:
        self.parts = tuple(int(part) for part in version.split("."))
        self.folder, self.endpoint = folder, endpoint
        if not self.takes_endpoint:
            # The library reads these when its backend is made.
            os.environ["SYNC_ENDPOINT"] = endpoint + "sync/"
            os.environ["SYNC_ENDPOINT_MEDIA"] = endpoint + "msync/"
        from anki.collection import Collection

        os.makedirs(folder, exist_ok=True)
        self.col = Collection(os.path.join(folder, "collection.anki2"))
        self.auth = None
        self.stamp = int(time.time())

    # how the versions differ

    @property
    def takes_endpoint(self) -> bool:
        return self.parts >= (2, 1, 57)

    @property
    def keeps_transaction_open(self) -> bool:
        return self.parts < (23, 10)

    def begin(self) -> None:
        if self.keeps_transaction_open:
            self.col.db.begin()

    def end(self) -> None:
        if self.keeps_transaction_open:
            self.col.save(trx=False)

    def authorisation(self, hkey: str):
        auth = type(self.auth)(hkey=hkey)
        if self.takes_endpoint:
            auth.endpoint = self.endpoint
        return auth

    # signing in and syncing

    def login(self, user: str, password: str) -> str:
        more = {"endpoint": self.endpoint} if self.takes_endpoint else {}
        self.auth = self.col.sync_login(username=user, password=password, **more)
        self.auth = self.authorisation(self.auth.hkey)
        return self.auth.hkey

    def use_key(self, hkey: str) -> None:
        self.auth = self.authorisation(hkey)

    def sync(self) -> str:
        self.end()
        try:
            if self.keeps_transaction_open:
                out = self.col.sync_collection(self.auth)
            else:
                out = self.col.sync_collection(self.auth, False)
        finally:
            self.begin()
        self.col.models._clear_cache()
        return REQUIRED[out.required]

    def upload(self) -> None:
        self.full(True)

    def download(self) -> None:
        self.full(False)

    def full(self, upload: bool) -> None:
        self.end()
        self.col.close_for_full_sync()
        try:
            if self.parts >= (23, 10):
                self.col.full_upload_or_download(auth=self.auth, server_usn=None, upload=upload)
            elif upload:
                self.col.full_upload(self.auth)
            else:
                self.col.full_download(self.auth)
        finally:
            self.col.reopen(after_full_sync=True)

    def sync_media(self) -> None:
        self.col.sync_media(self.auth)
        if self.parts < (23, 10):
            return  # it came back when it was done
        while self.col.media_sync_status().active:
            time.sleep(0.01)

    # a learner's changes

    def choose_scheduler(self) -> None:
        """The oldest version's own default is one that the newest client no longer knows."""
        if self.parts < (2, 1, 50) and not self.col.v3_scheduler():
            self.col.upgrade_to_v2_scheduler()
            self.col.set_v3_scheduler(True)

    def add_note(self, front: str, back: str, tags: list) -> int:
        self.choose_scheduler()
        note = self.col.new_note(self.col.models.by_name("Basic"))
        note.fields[0], note.fields[1] = front, back
        note.tags = tags
        self.col.add_note(note, 1)
        time.sleep(0.005)  # ids are milliseconds: two clients must not give out the same
        return note.id

    def edit_note(self, note_id: int, back: str, later: int) -> None:
        """Change the second field; `later` moves the time of the change, in seconds."""
        note = self.col.get_note(note_id)
        note.fields[1] = back
        self.col.update_note(note)
        self.col.db.execute("update notes set mod = mod + ? where id = ?", later, note_id)
        self.col.db.execute("update col set mod = mod + 1")

    def remove_notes(self, note_ids: list) -> None:
        self.col.remove_notes(note_ids)

    def review(self, count: int) -> int:
        """Answer up to so many cards of the default deck, with varying buttons."""
        self.col.decks.select(1)
        if hasattr(self.col, "reset") and self.parts < (23, 10):
            self.col.reset()
        done = 0
        while done < count:
            card = self.col.sched.getCard()
            if card is None:
                break
            start = getattr(card, "start_timer", None) or card.startTimer
            start()
            self.col.sched.answerCard(card, (3, 1, 2)[done % 3])
            done += 1
            time.sleep(0.005)
        return done

    def make_deck(self, name: str, desc: str) -> int:
        deck = self.col.decks.get(self.col.decks.id(name))
        deck["desc"] = desc
        self.col.decks.save(deck)
        return deck["id"]

    def put_media(self, name: str, text: str) -> None:
        with open(os.path.join(self.col.media.dir(), name), "w", encoding="utf-8") as file:
            file.write(text)
        self.touch_media()

    def remove_media(self, name: str) -> None:
        os.unlink(os.path.join(self.col.media.dir(), name))
        self.touch_media()

    def touch_media(self) -> None:
        """Anki looks at whole-second mtimes of the folder: make each change visible."""
        self.stamp -= 3
        os.utime(self.col.media.dir(), (self.stamp, self.stamp))

    # what it holds

    def note_back(self, note_id: int):
        fields = self.col.db.scalar("select flds from notes where id = ?", note_id)
        return fields.split("\x1f")[1] if fields else None

    def media(self) -> dict:
        out = {}
        for name in sorted(os.listdir(self.col.media.dir())):
            with open(os.path.join(self.col.media.dir(), name), encoding="utf-8") as file:
                out[name] = file.read()
        return out

    def holds(self) -> dict:
        """What two clients of any versions must agree on."""
        rows = self.col.db.all
        cards = rows(
            "select id, nid, did, ord, mod, type, queue, due, ivl, factor, reps, lapses, flags from cards"
        )
        return {
            "notes": sorted(rows("select id, guid, mid, mod, tags, flds, sfld from notes")),
            "cards": sorted(cards),
            "reviews": sorted(rows("select id, cid, ease, ivl, lastIvl, factor, time, type from revlog")),
            "decks": sorted([d["id"], d["name"], d["desc"]] for d in self.col.decks.all()),
            "notetypes": sorted([n["id"], n["name"], n["css"]] for n in self.col.models.all()),
            "tags": sorted(self.col.tags.all()),
            "unsent": self.col.db.scalar(
                "select (select count() from notes where usn = -1) + (select count() from cards where usn = -1)"
            ),
        }

    def close(self) -> None:
        self.col.close()


def main() -> None:
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # the library prints; only answers go to standard output
    client = None
    for line in sys.stdin:
        method, *arguments = json.loads(line)
        try:
            if method == "open":
                client = Client(*arguments)
                value = None
            else:
                value = getattr(client, method)(*arguments)
            answer = {"ok": value}
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
