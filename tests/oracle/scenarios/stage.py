"""Where a scenario plays: one server, two accounts, as many devices as it asks for."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import sqlite3

from device import Device
from synthetic import Params, make_collection
from wire import RawClient

SCENARIOS = []
SPAWN = multiprocessing.get_context("spawn")


class Skip(Exception):
    pass


def scenario(func):
    SCENARIOS.append(func)
    return func


def make_template(folder: str) -> None:
    """A collection of 300 notes in which nothing is brand new."""
    made = make_collection(folder, Params.preset("small", notes=300, revlog=1500, media_files=0))
    db = sqlite3.connect(made["path"])
    for table in ("decks", "deck_config", "notetypes"):
        db.execute(f"update {table} set mtime_secs=mtime_secs-86400")
    db.commit()
    db.close()


class Stage:
    def __init__(self, endpoint: str, first: tuple[str, str], second: tuple[str, str], folder: str) -> None:
        self.endpoint = endpoint
        self.user, self.password = first
        self.second = second
        self.tmp = folder
        self.devices: list[Device] = []
        self.keys: dict[str, str] = {}
        self.count = 0
        self.template = os.path.join(folder, "template")
        if not os.path.exists(self.template):
            make_template(self.template)

    def device(self, base: bool = False, second: bool = False) -> Device:
        """A new client; with `base`, its folder holds the generated collection."""
        self.count += 1
        folder = os.path.join(self.tmp, f"device{self.count}")
        if base:
            shutil.copytree(self.template, folder)
        user, password = self.second if second else (self.user, self.password)
        dev = Device(folder, self.endpoint, user, password)
        dev.use_key(self.key(user, password))
        self.devices.append(dev)
        return dev

    def pair(self) -> tuple[Device, Device]:
        """Two clients of the account, both holding what the server holds."""
        a = self.device(base=True)
        a.upload()
        b = self.device()
        b.download()
        return a, b

    def clean_media(self) -> None:
        """Leave the account without media."""
        dev = self.device()
        dev.sync_media()
        for name in os.listdir(dev.media_dir):
            os.unlink(os.path.join(dev.media_dir, name))
        dev.touch_media()
        dev.sync_media()

    def raw(self) -> RawClient:
        return RawClient(self.endpoint, self.key(self.user, self.password))

    def key(self, user: str, password: str) -> str:
        """A host key of the account: hundreds of devices share one sign-in."""
        if user not in self.keys:
            self.keys[user] = RawClient(self.endpoint).login(user, password)
        return self.keys[user]

    def tidy(self) -> None:
        for dev in self.devices:
            try:
                dev.destroy()
            except Exception as error:
                print(f"tidying {dev.folder}: {error!r}")
        self.devices = []
