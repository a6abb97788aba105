"""One random history: a few devices of one account, edits and syncs in random order.

Everything is drawn from the seed and from what the devices hold, and the wall
clock stands still between steps: on two servers that merge alike, the same seed
makes the same history, with the same ids, to the last byte.
"""

from __future__ import annotations

import os
import random
import shutil

import edits
from contents import contents, pending
from device import FULL_DOWNLOAD, FULL_SYNC, FULL_UPLOAD, Device
from wire import NO_CHANGES

DAY = 86400


class History:
    """`client` is signed in, and has uploaded the template."""

    def __init__(self, seed: int, clock, client, template: str, folder: str) -> None:
        from anki.sync import SyncAuth

        self.rng = random.Random(seed)
        self.clock = clock
        self.client = client
        self.log: list[str] = []
        self.troubles: list[str] = []  # what the library said; not compared
        self.devices = []
        for number in range(self.rng.choice((2, 2, 3))):
            place = os.path.join(folder, f"device{number}")
            shutil.copytree(template, place)
            device = Device(place, client.endpoint)
            device.open()
            device.auth = SyncAuth(hkey=client.hkey, endpoint=client.endpoint)
            self.devices.append(device)

    def play(self) -> None:
        for _ in range(self.rng.randint(10, 28)):
            self.clock.advance(self.pause())
            number = self.rng.randrange(len(self.devices))
            if self.rng.random() < 0.3:
                self.sync(number)
            else:
                self.edit(number)
        for number in [*range(len(self.devices))] * 3:
            self.clock.advance(2)
            self.sync(number, media=True)

    def pause(self) -> float:
        """Seconds until the next step: never within the second of the last one."""
        if self.rng.random() < 0.08:
            return self.rng.randint(6 * 3600, 30 * 3600)
        return self.rng.choice((1, 2, 5, 30, 300)) + self.rng.randrange(1000) / 1000

    def edit(self, number: int) -> None:
        name, edit = self.rng.choices(edits.NAMED, edits.WEIGHTS)[0]
        try:
            edit(self.devices[number], self.rng, self.clock)
            self.log.append(f"{number} {name}")
        except edits.Nothing:
            self.log.append(f"{number} {name}: nothing to do")
        except Exception as error:
            # The library refuses some edits (an empty note, a filtered deck that finds nothing).
            self.log.append(f"{number} {name}: {type(error).__name__}")

    def sync(self, number: int, media: bool | None = None) -> None:
        device = self.devices[number]
        media = self.rng.random() < 0.3 if media is None else media
        try:
            answer = device.sync().required
            if answer in (FULL_SYNC, FULL_UPLOAD, FULL_DOWNLOAD):
                upload = answer == FULL_UPLOAD or (answer == FULL_SYNC and self.rng.random() < 0.5)
                device.full(upload=upload)
                if not upload:
                    self.empty_session()
                self.log.append(f"{number} {'uploads' if upload else 'downloads'}")
            else:
                self.log.append(f"{number} syncs")
        except Exception as error:
            self.trouble(f"{number} sync fails", error)
        if media:
            try:
                device.sync_media()
                self.log.append(f"{number} syncs media")
            except Exception as error:
                self.trouble(f"{number} media sync fails", error)

    def trouble(self, what: str, error: Exception) -> None:
        self.log.append(f"{what}: {type(error).__name__}")
        self.troubles.append(f"step {len(self.log)}: {what}: {error}")

    def empty_session(self) -> None:
        """Anki's server counts a download as a change, ours does not: after this both have changed."""
        self.clock.advance(1)
        self.client.json("sync/start", {"minUsn": self.client.meta()["usn"], "lnewer": False, "graves": None})
        self.client.json("sync/applyChanges", NO_CHANGES)
        self.client.json("sync/chunk")
        self.client.json("sync/finish")

    def outcome(self) -> dict[str, dict]:
        """What everybody holds at the end, the server included."""
        out: dict[str, dict] = {"log": dict(enumerate(self.log))}
        for number, device in enumerate(self.devices):
            for table, rows in everything(device.col).items():
                out[f"device {number}: {table}"] = rows
            out[f"device {number}: media"] = device.media()
        place = os.path.join(os.path.dirname(self.devices[0].folder), "server")
        os.makedirs(place)
        status, body = self.client.call("sync/download")
        assert status == 200, f"download: HTTP {status}"
        with open(os.path.join(place, "collection.anki2"), "wb") as file:
            file.write(body)
        copy = Device(place, "")
        try:
            for table, rows in everything(copy.open()).items():
                out[f"server: {table}"] = rows
        finally:
            copy.close()
        out["server: media"] = server_media(self.client)
        return out

    def close(self) -> None:
        for device in self.devices:
            device.destroy()
        self.client.close()


def everything(col) -> dict[str, dict]:
    """What is in it, deletions and unsent rows included.

    Update numbers and the moment of the last sync are left out: Anki's server also
    counts downloads and sessions in which nothing happened.
    """
    col.sched.deck_due_tree()  # a new day unburies; else that waits until somebody looks
    out = contents(col)
    out["graves"] = {(kind, oid): True for oid, kind in col.db.all("select oid, type from graves")}
    out["unsent"] = {table: True for table in pending(col)}
    return out


def server_media(client) -> dict:
    listed, last = {}, 0
    while page := client.json("msync/mediaChanges", {"lastUsn": last})["data"]:
        for name, _, sha1 in page:
            listed[name] = sha1 or None
        last = page[-1][1]
    return listed
