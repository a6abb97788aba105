"""The core of the conformance, for a client of any version beside one of the newest.

Each function gets a ``Desk``: `old`, the client of the version on trial, `new`,
one of the newest version, both on the same account. What it returns is nothing;
it raises an AssertionError that says what differed.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile

from venvs import NEWEST, python

DRIVER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "driver.py")


class DriverError(Exception):
    """The client's library raised; the text is its own."""


class Driver:
    """A client process; its methods are those of driver.Client."""

    def __init__(self, version: str, folder: str, endpoint: str) -> None:
        self.process = subprocess.Popen(
            [python(version), DRIVER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.ask("open", version, folder, endpoint)

    def ask(self, method: str, *arguments):
        self.process.stdin.write(json.dumps([method, *arguments]) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise DriverError(f"{method}: the client process ended with {self.process.wait(10)}")
        answer = json.loads(line)
        if "error" in answer:
            raise DriverError(answer["error"])
        return answer["ok"]

    def __getattr__(self, method: str):
        return lambda *arguments: self.ask(method, *arguments)

    def end(self) -> None:
        self.process.stdin.close()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()


class Desk:
    """Two clients of one account, in a folder of their own."""

    def __init__(self, version: str, endpoint: str, account: tuple[str, str]) -> None:
        self.account = account
        self.folder = tempfile.TemporaryDirectory(prefix="clients")
        self.old = Driver(version, os.path.join(self.folder.name, "old"), endpoint)
        self.new = Driver(NEWEST, os.path.join(self.folder.name, "new"), endpoint)

    def sign_in(self) -> None:
        self.old.login(*self.account)
        self.new.login(*self.account)

    def settle(self, first: Driver, second: Driver) -> None:
        """Sync first, then second; both must end with the same things."""
        for client in (first, second, first):
            equal(client.sync(), "NO_CHANGES", "a normal sync")
        self.agree()

    def agree(self) -> None:
        old, new = self.old.holds(), self.new.holds()
        for what in old:
            equal(old[what], new[what], what)
        equal(old["unsent"], 0, "unsent rows")

    def close(self) -> None:
        for client in (self.old, self.new):
            client.end()
        self.folder.cleanup()


def equal(left, right, what: str) -> None:
    if left != right and isinstance(left, list) and isinstance(right, list):
        left, right = [x for x in left if x not in right], [x for x in right if x not in left]
    assert left == right, f"{what}: {str(left)[:200]} != {str(right)[:200]}"


def refused(action, *arguments) -> None:
    try:
        action(*arguments)
    except DriverError:
        return
    raise AssertionError("it was not refused")


# In this order: each goes on from what the one before has left.


def login(desk: Desk) -> None:
    user, password = desk.account
    refused(desk.old.login, user, password + "x")
    desk.sign_in()


def meta(desk: Desk) -> None:
    """A new client and a new account have nothing to do."""
    equal(desk.old.sync(), "NO_CHANGES", "first sync")


def full_upload(desk: Desk) -> None:
    for number in range(12):
        desk.old.add_note(f"front {number} é 日本", f"back {number}", ["one", f"tag::{number % 3}"])
    desk.old.review(4)
    equal(desk.old.sync(), "FULL_UPLOAD", "with a collection for an empty account")
    desk.old.upload()
    equal(desk.old.sync(), "NO_CHANGES", "after the upload")


def full_download(desk: Desk) -> None:
    equal(desk.new.sync(), "FULL_DOWNLOAD", "of an empty client")
    desk.new.download()
    desk.agree()
    # and the other way round: the newest uploads, the one on trial downloads
    desk.new.add_note("uploaded by the newest", "back", [])
    desk.new.upload()
    desk.old.download()
    desk.agree()


def notes_and_reviews(desk: Desk) -> None:
    for first, second, name in ((desk.old, desk.new, "old"), (desk.new, desk.old, "new")):
        note = first.add_note(f"added by {name}", "first version", [f"from::{name}"])
        equal(first.review(3), 3, "reviews")
        first.make_deck(f"Deck of {name}::inner é", "described")
        desk.settle(first, second)
        second.edit_note(note, f"edited after {name}", 0)
        desk.settle(second, first)
        equal(first.note_back(note), f"edited after {name}", "field")


def media(desk: Desk) -> None:
    for first, second, name in ((desk.old, desk.new, "old"), (desk.new, desk.old, "new")):
        first.put_media(f"{name} é 日本.txt", f"content of {name}")
        first.put_media(f"{name}-2.txt", "second")
        first.sync_media()
        second.sync_media()
        equal(first.media(), second.media(), "media")
        second.remove_media(f"{name}-2.txt")
        second.sync_media()
        first.sync_media()
        equal(first.media(), second.media(), "media after deleting")
        assert f"{name} é 日本.txt" in first.media()


def deletion(desk: Desk) -> None:
    for first, second in ((desk.old, desk.new), (desk.new, desk.old)):
        notes = first.holds()["notes"]
        first.remove_notes([notes[0][0], notes[1][0]])
        desk.settle(first, second)
        equal(len(second.holds()["notes"]), len(notes) - 2, "notes left")


def conflict(desk: Desk) -> None:
    """The later edit of a note wins, whoever syncs first; a deletion wins over an edit."""
    for early, late in ((desk.old, desk.new), (desk.new, desk.old)):
        note = early.holds()["notes"][0][0]
        early.edit_note(note, "earlier", 10)
        late.edit_note(note, "later", 20)
        equal(late.sync(), "NO_CHANGES", "sync of the later edit")
        desk.settle(early, late)
        equal(early.note_back(note), "later", "field")
        early.remove_notes([note])
        late.edit_note(note, "edited in vain", 60)
        equal(early.sync(), "NO_CHANGES", "sync of the deletion")
        desk.settle(late, early)
        equal(late.note_back(note), None, "deleted note")


def wrong_key(desk: Desk) -> None:
    desk.old.use_key("0" * 40)
    refused(desk.old.sync)
    refused(desk.old.sync_media)
    desk.sign_in()
    desk.settle(desk.old, desk.new)


CORE = [login, meta, full_upload, full_download, notes_and_reviews, media, deletion, conflict, wrong_key]
