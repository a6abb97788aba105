"""How long a good account waits beside those that mean harm."""

from __future__ import annotations

import glob
import http.client
import multiprocessing
import os
import random
import statistics
import subprocess
import tempfile
import threading
import time

from learner import Learner
from rig import Rig
from strangers import MAKER, zstd_bomb
from venvs import ROOT
from wire import RawClient, zstd

SPAWN = multiprocessing.get_context("spawn")
VILLAINS = 20


def waits(learner: Learner, seconds: float) -> list[float]:
    """How long `meta` took each time, in milliseconds; asked thirty times a second, as many accounts would."""
    taken, end = [], time.monotonic() + seconds
    while time.monotonic() < end:
        started = time.monotonic()
        learner.meta()
        taken.append((time.monotonic() - started) * 1000)
        time.sleep(1 / 30)
    return taken


def upload_slowly(client: RawClient, body: bytes, stop) -> None:
    """A few kilobytes a second: enough not to be given up."""
    host, port = client.endpoint.removeprefix("http://").strip("/").split(":")
    conn = http.client.HTTPConnection(host, int(port), timeout=30)
    conn.putrequest("POST", "/sync/upload")
    conn.putheader("anki-sync", client.header())
    conn.putheader("content-length", str(len(body)))
    conn.endheaders()
    for at in range(0, len(body), 4096):
        if stop.is_set():
            break
        conn.send(body[at : at + 4096])
        time.sleep(0.2)
    conn.close()


def harm(url: str, keys: list[str], bodies: list[bytes], stop, sent) -> None:
    """Uploads without pause, one thread for each key: bombs, slow ones, files that were made to harm."""
    os.nice(19)  # their work would be done on other machines
    bomb, noise = zstd_bomb(32), random.Random(1).randbytes(8_000_000)

    def one(number: int, key: str) -> None:
        client, rng = RawClient(url, key), random.Random(number)
        client.timeout = 120
        while not stop.is_set():
            try:
                if number % 4 == 0:
                    client.post("sync/upload", bomb)
                elif number % 4 == 1:
                    upload_slowly(client, noise, stop)
                else:
                    client.post("sync/upload", rng.choice(bodies))
                with sent.get_lock():
                    sent.value += 1
            except Exception:
                client.close()

    threads = [threading.Thread(target=one, args=pair, daemon=True) for pair in enumerate(keys)]
    for thread in threads:
        thread.start()
    stop.wait()


def hostile_bodies(honest: bytes) -> list[bytes]:
    """What the maker makes, and a whole collection, which costs the most to check."""
    with tempfile.TemporaryDirectory(prefix="hostile") as folder:
        subprocess.run([MAKER, folder], cwd=ROOT, capture_output=True, check=True)
        files = []
        for path in sorted(glob.glob(folder + "/*.anki2")):
            with open(path, "rb") as file:
                files.append(zstd(file.read()))
    return [*files, honest]


def share(taken: list[float], part: float) -> float:
    return sorted(taken)[min(len(taken) - 1, int(len(taken) * part))]


def hostile_uploads(rig: Rig) -> None:
    """Twenty hostile uploads at once and without pause beside a good account, which is served all the while."""
    learners = rig.begin(accounts=VILLAINS + 1)
    good, keys = learners[0], [learner.client.hkey for learner in learners[1:]]
    seconds = rig.times(30, 4)
    alone = waits(good, seconds)
    stop, sent = SPAWN.Event(), SPAWN.Value("i", 0)
    villain = SPAWN.Process(target=harm, args=(rig.server.url, keys, hostile_bodies(rig.small.body), stop, sent))
    villain.start()
    try:
        until = time.monotonic() + 60
        while not sent.value:
            if not villain.is_alive() or time.monotonic() > until:
                raise RuntimeError("the hostile accounts do not get going")
            time.sleep(0.05)
        beside = waits(good, seconds)
        good.session()
    finally:
        stop.set()
        villain.join(30)
        villain.kill()
    rig.check.account(good)
    rig.waits = {
        name: {"median": statistics.median(taken), "p99": share(taken, 0.99), "longest": max(taken), "asked": len(taken)}
        for name, taken in (("alone", alone), ("beside", beside))
    }
    rig.uploads_sent = sent.value


FAULTS = [hostile_uploads]
