"""What a measurement stands on: the server, its accounts, collections, client folders."""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
from dataclasses import dataclass

import server as servers
from device import Device
from synthetic import Params, make_collection
from usage import Usage
from venvs import LAB
from wire import RawClient, zstd

MB = 1_000_000
CACHE = LAB / "bench"


@dataclass
class Figure:
    """One number of one run. `better` says in which direction."""

    value: float
    unit: str
    better: str = "low"


def middle(samples: list[float]) -> float:
    return statistics.median(samples)


def template(preset: str) -> str:
    """Path of a generated collection; made once per machine."""
    folder = CACHE / preset
    path = folder / "collection.anki2"
    if not path.exists():
        print(f"making the {preset} collection", flush=True)
        shutil.rmtree(folder, ignore_errors=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
        make_collection(str(folder), Params.preset(preset, media_files=0))
    return str(path)


def tmpfs() -> str | None:
    """Where client folders go, so that the client's disk stays out of the result."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


class Ground:
    def __init__(self, server: servers.Server, rounds: int, seconds: float) -> None:
        self.server = server
        self.rounds, self.seconds = rounds, seconds
        self.work = tempfile.mkdtemp(prefix="bench", dir=tmpfs())
        self.keys: dict[int, str] = {}
        self.bodies: dict[str, bytes] = {}
        self.count = 0

    @property
    def endpoint(self) -> str:
        return self.server.url

    @property
    def usage(self) -> Usage:
        return self.server.usage

    def key(self, account: int) -> str:
        if account not in self.keys:
            client = RawClient(self.endpoint)
            self.keys[account] = client.login(self.server.user(account), self.server.password(account))
            client.close()
        return self.keys[account]

    def raw(self, account: int) -> RawClient:
        return RawClient(self.endpoint, self.key(account))

    def device(self, account: int, preset: str | None = None) -> Device:
        from anki.sync import SyncAuth

        self.count += 1
        folder = os.path.join(self.work, f"d{self.count}")
        os.makedirs(folder)
        if preset:
            shutil.copy(template(preset), folder)
        dev = Device(folder, self.endpoint)
        dev.open()
        dev.auth = SyncAuth(hkey=self.key(account), endpoint=self.endpoint)
        return dev

    def body(self, preset: str) -> bytes:
        """An upload body: the template as the real client leaves it after uploading.

        (That is not the template itself: the client marks everything as sent,
        and runs VACUUM and ANALYZE, which changes the server's query plans.)
        """
        if preset not in self.bodies:
            kept = CACHE / f"{preset}.uploaded.zst"
            if not kept.exists():
                dev = self.device(1, preset)
                dev.upload()
                dev.close()
                with open(dev.path, "rb") as file:
                    kept.write_bytes(zstd(file.read()))
                dev.destroy()
            self.bodies[preset] = kept.read_bytes()
        return self.bodies[preset]

    def upload(self, account: int, preset: str) -> None:
        client = self.raw(account)
        status, answer = client.post("sync/upload", self.body(preset))
        client.close()
        if (status, answer) != (200, b"OK"):
            raise RuntimeError(f"upload refused: HTTP {status} {answer[:100]!r}")

    def close(self) -> None:
        shutil.rmtree(self.work, ignore_errors=True)
