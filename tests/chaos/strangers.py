"""Bombs, hostile files, half-open connections, and accounts that mean harm."""

from __future__ import annotations

import glob
import io
import os
import random
import socket
import sqlite3
import subprocess
import tempfile
import threading
import time
import zipfile

import zstandard

from learner import Learner
from rig import Rig
from usage import MIB, Meter
from venvs import ROOT
from wire import RawClient, zstd

MAKER = ROOT / "tests" / "fixtures" / "hostile" / "make"


def zstd_bomb(blocks: int) -> bytes:
    """Unpacks to so many times 16 MiB of zeros."""
    size = blocks << 24
    compressor = zstandard.ZstdCompressor(level=3).compressobj(size=size)
    block = bytes(1 << 24)
    return b"".join(compressor.compress(block) for _ in range(blocks)) + compressor.flush()


def zip_bomb(megabytes: int, files: int) -> bytes:
    """A media upload whose files unpack to far more than was sent."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for number in range(files):
            with archive.open(str(number), "w") as entry:
                for _ in range(megabytes):
                    entry.write(bytes(MIB))
        archive.writestr("_meta", "[" + ",".join(f'["bomb{n}.bin","{n}"]' for n in range(files)) + "]")
    return buffer.getvalue()


def bombs(rig: Rig) -> None:
    """Small bodies that unpack to gigabytes, from strangers and from account holders."""
    learner, other = rig.begin()
    body = zstd_bomb(rig.times(256, 64))
    plans = [("sync/meta", "0" * 40, body), ("sync/upload", "0" * 40, body), ("sync/hostKey", "", body)]
    plans += [(path, learner.client.hkey, body) for path in ("sync/meta", "sync/start", "sync/applyChunk", "sync/upload", "msync/uploadChanges", "msync/mediaChanges")]
    plans.append(("msync/uploadChanges", learner.client.hkey, zstd(zip_bomb(rig.times(100, 20), 24))))
    for path, key, bomb in plans:
        client = RawClient(rig.server.url, key)
        client.timeout = 120
        with Meter(rig.server.usage) as meter:
            try:
                status, answer = client.post(path, bomb)
            except OSError:
                status, answer = 0, b""
        client.close()
        accepted = status == 200 and (path != "sync/upload" or answer == b"OK")
        rig.check.claim("I15", not accepted, f"{path} accepted a bomb")
        rig.check.bounds(f"MiB of memory for a bomb on {path}", meter.above / MIB, 300)
        rig.check.claim("I13", rig.alive(other), f"another account is not served after {path}")
    rig.check.account(learner)
    rig.check.account(other)


def hostile_files(rig: Rig) -> None:
    """Every file of the hostile fixtures as a full upload: refused or made harmless."""
    learner, other = rig.begin()
    with tempfile.TemporaryDirectory(prefix="hostile") as folder:
        made = subprocess.run([MAKER, folder], cwd=ROOT, capture_output=True, text=True)
        if made.returncode:
            raise RuntimeError(f"{MAKER}: {made.stderr[-500:]}")
        files = sorted(glob.glob(folder + "/*.anki2"))
        assert files, "the maker made nothing"
        for path in files:
            send_hostile(rig, learner, path)
            rig.check.claim("I13", rig.alive(other), f"another account is not served after {os.path.basename(path)}")
    rig.check.account(other)


def send_hostile(rig: Rig, learner: Learner, path: str) -> None:
    """If it is taken at all, what comes back must be a sound collection without its poison."""
    name = os.path.basename(path)
    with open(path, "rb") as file:
        body = zstd(file.read())
    with Meter(rig.server.usage) as meter:
        try:
            status, answer = learner.client.post("sync/upload", body)
        except OSError:
            status, answer = 0, b""
            learner.client.close()
    rig.check.bounds(f"MiB of memory for {name}", meter.above / MIB, 400)
    if (status, answer) != (200, b"OK"):
        rig.check.account(learner)
        return
    taken = learner.download()
    try:
        db = sqlite3.connect(taken)
        db.create_collation("unicase", lambda a, b: (a > b) - (a < b))
        strange = db.execute("select name from sqlite_master where type in ('trigger', 'view')").fetchall()
        rig.check.claim("I15", not strange, f"{name}: {strange} survived")
        rig.check.sound(db)
        db.close()
    finally:
        os.unlink(taken)
    learner.upload(rig.small)


def half_open(rig: Rig) -> None:
    """Connections that send half a request and then nothing: others are served, they are closed in time."""
    learner, other = rig.begin()
    usage = rig.server.usage
    files, memory = usage.files(), usage.memory()
    head = (
        f"POST /sync/upload HTTP/1.1\r\nhost: x\r\nanki-sync: {learner.client.header()}\r\n"
        "content-type: application/octet-stream\r\ncontent-length: 50000000\r\n\r\n"
    ).encode()
    sockets = []
    for number in range(rig.times(200, 40)):
        try:
            sock = socket.create_connection(("127.0.0.1", rig.server.port), timeout=5)
            sock.sendall((b"POST /sync/meta HTTP/1.1\r\nhost: x\r\n", head + os.urandom(100_000), b"")[number % 3])
            sockets.append(sock)
        except OSError:
            pass  # refused: that is one way to keep a budget
    for _ in range(20):
        rig.check.claim("I13", rig.alive(other), "another account is not served beside half-open connections")
    rig.check.bounds("MiB of memory for half-open connections", (usage.memory() - memory) / MIB, 128)
    if rig.scale >= 1:
        end = time.monotonic() + 180
        while time.monotonic() < end and (left := sum(not closed(sock) for sock in sockets)):
            time.sleep(1)
        rig.check.claim("I13", left == 0, f"{left} half-open connections are still open after 3 minutes")
    for sock in sockets:
        sock.close()
    for _ in range(100):
        if usage.files() <= files + 10:
            break
        time.sleep(0.1)
    rig.check.bounds("open files after half-open connections", usage.files(), files + 10)
    rig.check.account(learner)
    rig.check.account(other)


def closed(sock: socket.socket) -> bool:
    sock.setblocking(False)
    try:
        while data := sock.recv(4096):
            pass
        return data == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


class Villain:
    """An account that tries everything, by chance."""

    def __init__(self, learner: Learner, seed: int, bomb: bytes) -> None:
        self.learner = learner
        self.rng = random.Random(seed)
        self.bomb = bomb

    def act(self) -> None:
        client, rng = self.learner.client, self.rng
        client.timeout = 10
        choice = rng.randrange(8)
        path = rng.choice(("sync/meta", "sync/start", "sync/applyChanges", "sync/applyChunk", "sync/chunk", "sync/upload",
                           "sync/finish", "msync/begin", "msync/uploadChanges", "msync/downloadFiles"))
        if choice == 0:
            client.post(path, self.bomb)
        elif choice == 1:
            client.post(path, rng.randbytes(rng.choice((10, 10_000, 2_000_000))))
        elif choice == 2:
            client.call("sync/upload", raw=rng.randbytes(500_000))
        elif choice == 3:
            client.call(path, rng.choice(([], "x", {"chunk": {"cards": [[1] * 18] * 1000}}, {"files": ["../x"] * 1000})))
        elif choice == 4:
            self.learner.session(stop_after=rng.choice(("start", "chunk", "applyChunk")))
        elif choice == 5:
            RawClient(client.endpoint).login(self.learner.user, "wrong")
        elif choice == 6:
            self.learner.put_media({f"{n}.bin": rng.randbytes(200_000) for n in range(20)})
        else:
            sock = socket.create_connection(("127.0.0.1", int(client.endpoint.rsplit(":", 1)[1].strip("/"))), timeout=5)
            sock.sendall(b"POST /sync/upload HTTP/1.1\r\nhost: x\r\ncontent-length: 9999999\r\n\r\nxxxx")
            sock.close()


def hostile_accounts(rig: Rig) -> None:
    """Twenty accounts that mean harm among three good ones: the good ones notice nothing."""
    learners = rig.begin(accounts=23)
    good, bad = learners[:3], learners[3 : 3 + rig.times(20, 6)]
    usage = rig.server.usage
    stop, bomb = threading.Event(), zstd_bomb(64)

    def harm(villain: Villain) -> None:
        while not stop.is_set():
            try:
                villain.act()
            except Exception:
                villain.learner.client.close()

    workers = [threading.Thread(target=harm, args=(Villain(learner, n, bomb),), daemon=True) for n, learner in enumerate(bad)]
    with Meter(usage) as meter:
        for worker in workers:
            worker.start()
        failed = []
        for _ in range(rig.times(60, 8)):
            for learner in good:
                try:
                    learner.session()
                except Exception as error:
                    failed.append(repr(error))
        stop.set()
        for worker in workers:
            worker.join(60)
    rig.check.claim("I13", not failed, f"{len(failed)} syncs of good accounts failed: {failed[:2]}")
    rig.check.bounds("MiB of memory among hostile accounts", meter.above / MIB, 1024)
    for learner in good:
        rig.check.account(learner)
    rig.restart()
    for learner in good:
        rig.check.account(learner)


FAULTS = [bombs, hostile_files, half_open, hostile_accounts]
