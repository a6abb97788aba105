"""Real clients in between: what they ask Anki's server, our engine is asked too.

Two or three devices edit and sync at random. Each answer of ours is compared with Anki's, and often
given to the client in its place; after each sync both collections must be equal. All live by a
clock that moves between steps only, so that no two devices edit in the same second (difference 6).
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

from . import base, contents_of, differences
from .history import Unequal, graves_in
from .parties import Fuda, Official

import edits  # noqa: E402
import shared_clock  # noqa: E402
from device import FULL_DOWNLOAD, FULL_SYNC, FULL_UPLOAD, Device  # noqa: E402
from proxy import FaultProxy  # noqa: E402
from wire import unzstd, zstd  # noqa: E402

STEPS = 30
START_NS = 1_704_103_200 * 10**9  # 2024-01-01 10:00 UTC, far from the turn of a day
METHODS = ("start", "applyGraves", "applyChanges", "chunk", "applyChunk", "sanityCheck2", "finish", "abort")
# Media are not merged here, and a flag leaves a card's time of change alone (difference 6).
NOT_HERE = (edits.add_media, edits.remove_media, edits.flag)
EDITS = [edit for edit in edits.EDITS if edit not in NOT_HERE]
WEIGHTS = [edits.EDITS[edit] for edit in EDITS]


class Tee:
    """Between the clients and Anki's server; asks our engine the same."""

    def __init__(self, rng: random.Random, file: str, fuda: Fuda) -> None:
        self.rng = rng
        self.file = file
        self.fuda = fuda
        self.request = b""
        self.reborn: set = set()
        self.deleted: set = set()
        self.failures: list[str] = []
        self.tally: Counter = Counter()

    def before(self, method: str, body: bytes) -> None:
        self.request = unzstd(body)

    def after(self, method: str, status: int, answer: bytes) -> bytes | None:
        name = method.split("/")[-1]
        if status == 200 and name in ("upload", "download"):
            self.follow()
        if not method.startswith("sync/") or name not in METHODS:
            return None
        body = self.request.decode()
        ours = self.fuda.call(name, body)
        self.tally[f"{name} {status}"] += 1
        if status != ours[0]:
            self.fail(name, body, f"{status} != {ours}")
            return None
        if status != 200 or name == "abort":
            return None
        anki = json.loads(unzstd(answer))
        for line in differences.of_answers(name, anki, ours[1], self.reborn):
            self.fail(name, body, line)
        self.remember(name, body)
        if name in ("start", "applyChanges", "chunk", "sanityCheck2") and self.rng.random() < 0.5:
            return zstd(json.dumps(ours[1]).encode())
        return None

    def remember(self, name: str, body: str) -> None:
        """Deletions of things that had been deleted before count when the sync is through."""
        if name == "start":
            self.deleted = set()
        self.deleted |= graves_in(name, body)
        if name == "finish":
            self.reborn |= self.deleted

    def follow(self) -> None:
        """After a one-way sync, begin again with what the server has."""
        copied = self.file + ".copy"
        for end in ("", "-wal"):
            Path(copied + end).unlink(missing_ok=True)
            if os.path.exists(self.file + end):
                shutil.copyfile(self.file + end, copied + end)
        self.fuda.adopt(copied)
        self.reborn.clear()

    def fail(self, name: str, body: str, difference: str) -> None:
        self.failures.append(f"{difference}\nafter: {name} {body[:2000]}")


class Devices:
    """One seed: devices of one account, edits and syncs in random order."""

    def __init__(self, seed: int, clock, server: Official, fuda: Fuda, folder: str) -> None:
        self.seed = seed
        self.clock = clock
        self.rng = random.Random(seed)
        self.file = os.path.join(server.folder, server.user(1), "collection.anki2")
        self.tee = Tee(self.rng, self.file, fuda)
        self.fuda = fuda
        self.proxy = FaultProxy(server.url, before=self.tee.before, after=self.tee.after)
        self.server = server
        self.folder = os.path.join(folder, str(seed))
        self.devices: list[Device] = []
        self.log: list[str] = []

    def play(self) -> Counter:
        try:
            self.begin()
            for _ in range(STEPS):
                self.clock.advance(self.rng.choice((1, 2, 5, 30)) + self.rng.randrange(1000) / 1000)
                device = self.rng.choice(self.devices)
                if self.rng.random() < 0.3:
                    self.sync(device)
                else:
                    self.edit(device)
            for device in self.devices * 2:
                self.clock.advance(2)
                self.sync(device)
        finally:
            for device in self.devices:
                device.destroy()
            self.proxy.close()
        return self.tee.tally

    def begin(self) -> None:
        for number in range(self.rng.choice((2, 2, 3))):
            device = Device(os.path.join(self.folder, f"device{number}"), self.proxy.url, self.server.user(1), self.server.password(1))
            self.clock.advance(2)
            if number == 0:
                base.make(device.path, self.rng)
                device.upload()
            else:
                device.download()
            self.devices.append(device)
        self.compare("begin")

    def edit(self, device: Device) -> None:
        edit = self.rng.choices(EDITS, WEIGHTS)[0]
        try:
            edit(device, self.rng, self.clock)
            self.log.append(f"{self.devices.index(device)} {edit.__name__}")
        except Exception as error:  # the library refuses some edits, and some find nothing
            self.log.append(f"{self.devices.index(device)} {edit.__name__}: {type(error).__name__}")

    def sync(self, device: Device) -> None:
        try:
            required = device.sync().required
            if required in (FULL_SYNC, FULL_UPLOAD, FULL_DOWNLOAD):
                device.full(upload=required != FULL_DOWNLOAD and self.rng.random() < 0.7)
            self.log.append(f"{self.devices.index(device)} syncs {required}")
        except Exception as error:
            self.log.append(f"{self.devices.index(device)} sync fails: {error!r}")
            self.tee.tally["syncs that failed on both"] += 1
        self.compare("sync")

    def compare(self, when: str) -> None:
        anki, ours = contents_of.read(self.file), contents_of.read(self.fuda.file)
        different = differences.of_contents(anki, ours, self.tee.reborn & ours["graves"].keys())
        different = self.tee.failures + different
        self.tee.tally["collections"] += 1
        if different:
            story = "\n".join(self.log[-12:])
            raise Unequal(f"devices, seed {self.seed}, {when}: " + "\n".join(different[:6]) + f"\n{story}")


def play_devices(task) -> tuple[Counter, list[str]]:
    """Play seeds one after the other on one server, in a process that lives by its own clock."""
    seeds, folder = task
    os.makedirs(folder, exist_ok=True)
    clock = os.path.join(folder, "clock")
    shared_clock.SharedClock(clock, START_NS)
    told = subprocess.run(
        [sys.executable, "-m", "merge.devices", json.dumps(list(seeds)), folder],
        env={**os.environ, **shared_clock.environment(clock)}, stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    tally, failures = json.loads(told.stdout)
    return Counter(tally), failures


def play_under_clock(seeds: list[int], folder: str) -> tuple[Counter, list[str]]:
    tally: Counter = Counter()
    failures: list[str] = []
    with Official(os.path.join(folder, "anki"), accounts=1) as server:
        fuda = Fuda(os.path.join(folder, "ours.db"))
        try:
            for seed in seeds:
                clock = shared_clock.SharedClock(os.environ["LAB_CLOCK"], START_NS)
                devices = Devices(seed, clock, server, fuda, folder)
                try:
                    devices.play()
                except Unequal as error:
                    failures.append(str(error))
                tally += devices.tee.tally
        finally:
            fuda.close()
    return tally, failures


if __name__ == "__main__":
    json.dump(play_under_clock(json.loads(sys.argv[1]), sys.argv[2]), sys.stdout)
