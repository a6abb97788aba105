"""Disks that are full, or fail."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess

from device import NO_CHANGES, Device
from kills import media_up, sync, upload
from learner import Learner
from rig import Rig, Skipped
from website import Website
from wire import media_zip

MB = 1_000_000
FORM = "application/x-www-form-urlencoded"


@contextlib.contextmanager
def small_disk(rig: Rig, megabytes: int):
    if os.geteuid() != 0:
        raise Skipped("mounting a small disk needs root")
    place = os.path.join(rig.folder, "disk")
    os.makedirs(place, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", place]
    done = subprocess.run(mount, capture_output=True, text=True)
    if done.returncode:
        raise Skipped(f"no small disk can be mounted: {done.stderr.strip()}")
    try:
        yield place
    finally:
        rig.end()
        subprocess.run(["umount", "-l", place], check=False)


def fill(place: str, leave: int) -> str:
    path = os.path.join(place, "fill")
    with open(path, "ab") as file:
        wanted = shutil.disk_usage(place).free - leave
        while wanted > 0:
            try:
                file.write(bytes(min(wanted, MB)))
                file.flush()
            except OSError:
                break
            wanted -= MB
    return path


def honest(rig: Rig, learner: Learner, operation) -> None:
    """Whatever the answer was, it must be true; the account must still be there."""
    rig.survive(lambda who: operation(rig, who), learner)
    rig.check.claim("I15", rig.server.is_running(), f"the server ended: {rig.server.tail()}")


def disk_full(rig: Rig) -> None:
    """No byte left: honest errors, nothing lost; with space again it goes on, without a restart."""
    with small_disk(rig, 160) as disk:
        learners = rig.begin(folder=os.path.join(disk, "data"))
        for learner in learners:
            media_up(rig, learner)
        for leave in (0, 4096, 100_000, 400_000, 2 * MB)[: rig.times(5, 2)]:
            path = fill(disk, leave)
            for learner, operation in zip(learners * 3, (sync, media_up, upload, sync, media_up, upload)):
                honest(rig, learner, operation)
            os.unlink(path)
            for learner in learners:
                rig.check.account(learner)
        rig.restart()
        for learner in learners:
            rig.check.account(learner)


def failing_calls(rig: Rig) -> None:
    """The n-th fsync or write fails, once: no acknowledgement may follow from it."""
    learner = rig.begin()[0]
    plans = [("fsync", "EIO"), ("fdatasync", "EIO"), ("pwrite64", "ENOSPC"), ("pwrite64", "EIO"), ("rename,renameat,renameat2", "EIO")]
    for operation in (sync, upload, media_up):
        for calls, error in plans:
            for number in range(1, rig.times(6, 1) + 1):
                with rig.traced(calls, f"{calls}:error={error}:when={number}"):
                    rig.survive(lambda who: operation(rig, who), learner)
                rig.syscalls += 1
                # What was acknowledged must be there after a power cut, too.
                rig.restart()
                rig.check.account(learner)


class FullHouse:
    """What a real client and a browser meet on a server without a byte left."""

    def __init__(self, rig: Rig, learner: Learner) -> None:
        self.rig, self.check, self.client = rig, rig.check, learner.client
        self.device = Device(os.path.join(rig.folder, "full-device"), rig.server.url, learner.user, learner.password)
        self.device.login()
        self.device.download()
        self.site = Website(rig.server.url)
        self.site.sign_in(learner.user, rig.server.password(1))
        self.site.study("state")

    def add_note(self, front: str) -> None:
        col = self.device.open()
        note = col.new_note(col.models.by_name("Basic"))
        note.fields[0] = front
        col.add_note(note, 1)

    def expect(self, what: str, holds: bool) -> None:
        self.check.claim("I15", holds, what)

    def reads_go_on(self) -> None:
        for path in ("/about", "/decks", "/study", "/account"):
            self.site.look(path)
        self.site.study("state")
        self.client.meta()
        for method, body in (("sync/download", None), ("msync/mediaChanges", {"lastUsn": 0}), ("msync/downloadFiles", {"files": ["a.bin"]})):
            status, _ = self.client.call(method, body)
            self.expect(f"{method} answers {status} on a full disk", status == 200)

    def writes_are_refused_in_words(self, rig: Rig) -> None:
        try:
            self.device.sync()
            self.expect("a sync was acknowledged without a byte left", False)
        except Exception as error:  # the words are the client's own
            self.expect(f"the client says: {error}", "encountered a problem" in str(error))
        status, answer = self.client.post("sync/upload", rig.small.body)
        self.expect(f"upload answers {status} {answer!r}", status == 200 and b"disk of this server is full" in answer)
        status, answer = self.client.call("msync/uploadChanges", raw=media_zip({"b.bin": os.urandom(50_000)}))
        told = status == 200 and "disk of this server is full" in json.loads(answer)["err"]
        self.expect(f"uploadChanges answers {status} {answer!r}", told)
        for path, body in (
            ("/account/login", f"email={self.device.user}&password={rig.server.password(1)}"),
            ("/decks", f"name=Deck {'long ' * 40}{rig.rng.random()}"),
        ):
            answer = self.site.request(path, body.replace(" ", "+").encode(), FORM)
            page = answer.read().decode()
            # A short row may still find its place in a page that is there.
            honest = answer.status == 503 and "No room left" in page or answer.status in (200, 303)
            self.expect(f"{path} answers {answer.status} {page[:200]}", honest)

    def end(self) -> None:
        self.site.close()
        self.device.destroy()


def told_when_full(rig: Rig) -> None:
    """No byte left: apps are told to come back and people why, reading goes on; with room all goes on by itself."""
    with small_disk(rig, 160) as disk:
        learner = rig.begin(folder=os.path.join(disk, "data"))[0]
        learner.upload(rig.small)  # reviews made by hand would be news to Check Database
        learner.put_media({"a.bin": b"a" * 9000})
        house = FullHouse(rig, learner)
        rounds = rig.times(5, 2)
        for number in range(rounds):
            house.add_note(f"round {number}")
            path = fill(disk, 0)
            house.reads_go_on()
            house.writes_are_refused_in_words(rig)
            house.reads_go_on()
            os.unlink(path)
            answer = house.device.sync()
            house.expect(f"a client must choose a side after a full disk: {answer.required}", answer.required == NO_CHANGES)
            house.site.study("state")
        lines = [line for line in rig.server.lines if "ERROR" in line]
        once = sum("the disk is full" in line for line in lines) == 1
        # Between the rounds the log of requests could be written.
        house.expect(f"the operator is told once, not {len(lines)} times: {lines[:4]}", once and len(lines) <= 1 + rounds)
        copy = Device(os.path.join(rig.folder, "full-copy"), rig.server.url, learner.user, learner.password)
        rig.check.converge([house.device], copy)
        copy.destroy()
        house.end()
        learner.base = None  # its ledger knows nothing of these


FAULTS = [disk_full, told_when_full, failing_calls]
