#!/usr/bin/env python3
"""The machine is lost, a backup is restored: what do real Anki clients make of it?

Drives the built binary with the real Anki library of the newest wheel:

    .lab/v26.9.3/bin/python tests/oracle/disasters.py

Each disaster prints PASS, FAIL or SKIP; the exit status is 1 if any failed.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import traceback

from bucket import Bucket
from device import FULL_SYNC, NO_CHANGES, Device
from scenarios.changes import add_note
from scenarios.claims import equal, fails, is_auth_error, is_required, same
from scenarios.stage import make_template
from server import Fuda


class Skip(Exception):
    pass


class Machine:
    """A server with a backup folder beside it, or a bucket, and clients of its first account."""

    def __init__(self, folder: str, backups: str = "", bucket: dict | None = None) -> None:
        self.folder = folder
        self.backups = backups or os.path.join(folder, "backups")
        self.key = os.path.join(folder, "backup.key")
        self.bucket = bucket
        self.environment = {
            **(bucket or {"FUDA__BACKUP__FOLDER": self.backups}),
            "FUDA__BACKUP__KEY_FILE": self.key,
            "FUDA__BACKUP__EVERY_HOURS": "168",
            "FUDA__BACKUP__REHEARSE_DAYS": "0",
        }
        self.server = Fuda(os.path.join(folder, "data"), accounts=2, environment=self.environment)
        self.server.start()
        self.template = os.path.join(folder, "template")
        make_template(self.template)
        self.devices: list[Device] = []

    def device(self, base: bool = False, account: int = 1) -> Device:
        place = os.path.join(self.folder, f"device{len(self.devices)}")
        if base:
            shutil.copytree(self.template, place)
        device = Device(place, self.server.url, self.server.user(account), self.server.password(account))
        self.devices.append(device)
        return device

    def pair(self) -> tuple[Device, Device]:
        a = self.device(base=True)
        a.upload()
        b = self.device()
        b.download()
        return a, b

    def backup(self) -> str:
        return self.server.run("backup")

    def loses_everything(self, at: str = "") -> str:
        """The data folder is gone; the newest backup comes back. Returns what the restore said."""
        self.server.kill()
        shutil.rmtree(self.server.folder)
        words = ["restore", *([] if self.bucket else ["--from", self.backups]), "--key-file", self.key]
        said = self.server.run(*words, *(["--at", at] if at else []))
        # The laboratory's own note of its accounts went with the folder.
        with open(os.path.join(self.server.folder, "laboratory-accounts"), "w") as file:
            file.write(str(self.server.accounts))
        self.server.start()
        return said

    def end(self) -> None:
        for device in self.devices:
            device.destroy()
        self.server.kill()


def upload_is_chosen(machine: Machine) -> None:
    """Every client is asked once; the one that knows more uploads, and nothing of it is lost."""
    a, b = machine.pair()
    add_note(a.col, "before the backup")
    is_required(a.sync(), NO_CHANGES)
    machine.backup()
    add_note(a.col, "after the backup")
    is_required(a.sync(), NO_CHANGES)
    is_required(b.sync(), NO_CHANGES)

    said = machine.loses_everything()

    assert "2 accounts are back" in said, said
    add_note(a.col, "offline meanwhile")
    is_required(a.sync(), FULL_SYNC)
    a.upload()
    is_required(b.sync(), FULL_SYNC)
    b.download()
    same(a, b)
    equal(b.col.note_count(), 303, "notes")
    add_note(b.col, "life goes on")
    for device in (b, a):
        is_required(device.sync(), NO_CHANGES)
    same(a, b)
    machine.server.run("verify")


def download_is_chosen(machine: Machine) -> None:
    """Choosing the server's side gives the state of the backup to all, without a second question."""
    a, b = machine.pair()
    add_note(a.col, "before the backup")
    is_required(a.sync(), NO_CHANGES)
    machine.backup()
    for number in range(30):  # the lost server was at a higher number than the restored one
        add_note(a.col, f"lost {number}")
        is_required(a.sync(), NO_CHANGES)

    machine.loses_everything()

    is_required(a.sync(), FULL_SYNC)
    a.download()
    is_required(b.sync(), FULL_SYNC)
    b.download()
    same(a, b)
    equal(a.col.note_count(), 301, "notes")
    for device in (a, b):
        is_required(device.sync(), NO_CHANGES)


def media_converge(machine: Machine) -> None:
    """Whatever was added, changed or deleted since the backup: server and clients agree in the end,
    and what a client alone still has comes back."""
    a, b = machine.pair()
    for name in ("kept.bin", "deleted.bin", "changed.bin", "reborn.bin"):
        a.put_media(name, b"first " + name.encode())
    a.sync_media()
    a.remove_media("reborn.bin")
    a.sync_media()
    b.sync_media()
    machine.backup()
    a.put_media("added.bin", b"added since")
    a.put_media("reborn.bin", b"there again")
    a.remove_media("deleted.bin")
    a.change_media("changed.bin", b"second")
    a.sync_media()
    b.sync_media()
    equal(sorted(b.media()), sorted(a.media()), "media before the loss")

    machine.loses_everything()

    for _ in range(3):
        for device in (a, b):
            with contextlib.suppress(Exception):  # "media need to be checked": the next sync does it
                device.sync_media()
    c = machine.device()
    c.download()
    c.sync_media()
    for device in (a, b):
        equal(device.media(), c.media(), "media after the restore")
    equal(c.media()["added.bin"], b"added since", "a file that only devices had")
    equal(c.media()["reborn.bin"], b"there again", "a file that was deleted before the backup")


def backup_while_syncing(machine: Machine) -> None:
    """Backups are made while a client syncs; each of them restores to a state that was once synced."""
    a, _ = machine.pair()
    stop, failures = threading.Event(), []

    def backups() -> None:
        while not stop.is_set():
            try:
                machine.backup()
            except Exception as error:
                failures.append(error)
                return

    thread = threading.Thread(target=backups)
    thread.start()
    for number in range(25):
        add_note(a.col, f"note {number}")
        is_required(a.sync(), NO_CHANGES)
    stop.set()
    thread.join()
    assert not failures, failures
    machine.backup()

    machine.loses_everything()

    c = machine.device()
    c.download()
    same(a, c, ignore=("col",))  # whose schema time is that of the restore


def removed_account_stays_removed(machine: Machine) -> None:
    a, _ = machine.pair()
    other = machine.device(base=True, account=2)
    other.upload()
    machine.backup()
    machine.server.run("account", "remove", "--yes", machine.server.user(2))
    machine.backup()

    said = machine.loses_everything()

    assert "1 accounts are back" in said, said
    is_auth_error(fails(other.sync, "a removed account was let in"))
    is_required(a.sync(), FULL_SYNC)


def disk_of_backups_full(machine: Machine) -> None:
    """No room for a backup: it says so, the ones before stay good, and it goes on once there is room."""
    a, _ = machine.pair()
    a.put_media("small.bin", os.urandom(200_000))
    a.sync_media()
    machine.backup()
    a.put_media("large.bin", os.urandom(9_000_000))
    a.sync_media()
    fill = os.path.join(machine.backups, "fill")
    with open(fill, "wb") as file:
        file.write(bytes(max(0, shutil.disk_usage(machine.backups).free - 3_000_000)))

    try:
        machine.backup()
    except RuntimeError as error:
        assert "No space left" in str(error), error
    else:
        raise AssertionError("a backup on a full disk was taken for good")
    assert not os.listdir(os.path.join(machine.backups, "tmp")), "half a file was left behind"
    try:
        machine.server.run("doctor")
    except RuntimeError as error:
        assert "the last backup failed" in str(error), error

    assert "2 accounts are back" in machine.loses_everything()
    c = machine.device()
    c.download()
    c.sync_media()
    assert "small.bin" in c.media() and "large.bin" not in c.media()
    os.unlink(fill)
    for _ in range(3):
        with contextlib.suppress(Exception):
            a.sync_media()
    machine.backup()
    machine.loses_everything()
    d = machine.device()
    d.download()
    d.sync_media()
    assert "large.bin" in d.media()


def killed_while_backing_up(machine: Machine) -> None:
    """kill -9 of the process at any moment of a backup: what was there before can be restored."""
    a, _ = machine.pair()
    machine.backup()
    for number in range(6):
        a.put_media(f"file{number}.bin", os.urandom(2_000_000))
        a.sync_media()
        line = [*machine.server.command()[:1], "backup", "--data", machine.server.folder]
        process = subprocess.Popen(line, env={**os.environ, **machine.environment})
        time.sleep(0.02 + 0.03 * number)
        process.kill()
        process.wait()
        kept = machine.server.run("backup", "list")
        assert kept.strip(), "no backup is left"
        into = os.path.join(machine.folder, f"restored{number}")
        restore = [*line[:1], "restore", "--from", machine.backups, "--key-file", machine.key, "--data", into]
        done = subprocess.run(restore, capture_output=True, text=True, env={**os.environ, **machine.environment})
        assert done.returncode == 0, done.stdout + done.stderr
        shutil.rmtree(into)
    machine.backup()
    machine.loses_everything()


def in_a_bucket_of_elsewhere(machine: Machine) -> None:
    """A store that checks signatures and rights: with the rights that our page asks for a backup goes
    there, large files in parts, and comes back; another secret and fewer rights are refused."""
    a, _ = machine.pair()
    a.put_media("large.bin", os.urandom(20_000_000))  # in two parts
    a.put_media("small.bin", b"small")
    a.sync_media()
    machine.backup()
    for wrong, why in (machine.forged, "SignatureDoesNotMatch"), (machine.narrow, "AccessDenied"):
        machine.server.environment = {**machine.environment, **wrong}
        try:
            machine.backup()
        except RuntimeError as error:
            assert why in str(error), error
        else:
            raise AssertionError(f"a backup without {why}")
    machine.server.environment = machine.environment

    assert "2 accounts are back" in machine.loses_everything()

    c = machine.device()
    c.download()
    c.sync_media()
    same(a, c, ignore=("col",))
    equal(c.media(), a.media(), "media")


DISASTERS = [
    upload_is_chosen,
    download_is_chosen,
    media_converge,
    backup_while_syncing,
    removed_account_stays_removed,
    disk_of_backups_full,
    killed_while_backing_up,
    in_a_bucket_of_elsewhere,
]


@contextlib.contextmanager
def small_disk(folder: str, megabytes: int):
    if os.geteuid() != 0:
        raise Skip("mounting a small disk needs root")
    place = os.path.join(folder, "disk")
    os.makedirs(place)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", place]
    done = subprocess.run(mount, capture_output=True, text=True)
    if done.returncode:
        raise Skip(f"no small disk can be mounted: {done.stderr.strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", place], check=False)


def play(disaster) -> str:
    folder = tempfile.mkdtemp(prefix="disaster-")
    with contextlib.ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        backups = stack.enter_context(small_disk(folder, 40)) if disaster is disk_of_backups_full else ""
        store = stack.enter_context(Bucket()) if disaster is in_a_bucket_of_elsewhere else None
        machine = Machine(folder, backups, store and store.settings(folder, store.writer))
        stack.callback(machine.end)
        if store:
            machine.forged = store.settings(folder, [store.writer[0], "not-the-secret"])
            machine.narrow = store.settings(folder, store.reader)
        disaster(machine)
    return "PASS"


def main() -> int:
    wanted = sys.argv[1:]
    failed = 0
    for disaster in DISASTERS:
        if wanted and disaster.__name__ not in wanted:
            continue
        started = time.monotonic()
        try:
            word = play(disaster)
        except Skip as reason:
            word = f"SKIP: {reason}"
        except Exception:
            traceback.print_exc()
            word, failed = "FAIL", failed + 1
        print(f"{word}  {disaster.__name__}  {time.monotonic() - started:.1f} s", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
