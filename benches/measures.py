"""The measurements. Each takes the ground and returns figures by name."""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import os
import random
import shutil
import tempfile
import threading
import time

from load import Session, client_loop, collection_facts, download_and_drop, replay, review_cards, upload_file
from ground import MB, Figure, Ground, middle, template
from usage import MIB, Meter
from wire import RawClient, zstd

SPAWN = multiprocessing.get_context("spawn")
LARGE = "large"


def quiet(ground: Ground) -> Meter:
    """Time and processor only: watching memory would take time itself."""
    return Meter(ground.usage, memory=False)


def no_change(ground: Ground) -> dict[str, Figure]:
    """A sync with nothing to do."""
    out = {}
    for preset in ("small", "medium"):
        dev = ground.device(2, preset)
        dev.upload()
        for _ in range(10):
            dev.sync()
        samples = []
        for _ in range(150):
            started = time.perf_counter()
            answer = dev.sync()
            samples.append((time.perf_counter() - started) * 1e3)
            assert answer.required == 0
        dev.destroy()
        out[f"no-change sync, {preset}"] = Figure(middle(samples), "ms")
    return out


def reviewed_cards(ground: Ground) -> dict[str, Figure]:
    """Reviewed cards sent by one real client and fetched by another; medium collection."""
    a = ground.device(3, "medium")
    a.upload()
    a.sync()
    b = ground.device(3)
    b.download()
    out = {}
    for changes, rounds in ((1, 25), (100, 10), (10_000, 3)):
        sent, fetched = [], []
        for _ in range(rounds):
            review_cards(a.col, changes)
            for device, samples in ((a, sent), (b, fetched)):
                started = time.perf_counter()
                answer = device.sync()
                samples.append((time.perf_counter() - started) * 1e3)
                assert answer.required == 0, answer
        name = "one reviewed card" if changes == 1 else f"{changes} reviewed cards"
        out[f"{name}, sent"] = Figure(middle(sent), "ms")
        out[f"{name}, fetched"] = Figure(middle(fetched), "ms")
    a.destroy()
    b.destroy()
    return out


def sessions(ground: Ground) -> dict[str, Figure]:
    """Whole sessions of seven requests, one after the other: the server's own cost."""
    out = {}
    for preset in ("small", "medium", LARGE):
        ground.upload(1, preset)
        session = Session(ground.endpoint, ground.key(1), collection_facts(template(preset)), 1)
        asyncio.run(replay([session], 0.5))  # the first session of each is not typical
        with quiet(ground) as meter:
            latencies, parts, _, errors = asyncio.run(replay([session], ground.seconds))
        assert not errors, f"{errors} sessions failed"
        out[f"server CPU of a session, {preset}"] = Figure(meter.cpu / len(latencies) * 1e3, "ms")
        out[f"one session, {preset}"] = Figure(middle(latencies) * 1e3, "ms")
        if preset == "small":
            for method, samples in parts.items():
                out[f"request {method} of a session, small"] = Figure(middle(samples) * 1e3, "ms")
    return out


def sessions_at_once(ground: Ground, clients: tuple[int, ...] = (1, 8, 64)) -> dict[str, Figure]:
    facts = collection_facts(template("small"))
    for account in range(1, max(clients) + 1):
        ground.upload(account, "small")
    states = [Session(ground.endpoint, ground.key(n), facts, n) for n in range(1, max(clients) + 1)]
    out = {}
    for count in clients:
        asyncio.run(replay(states[:count], 0.5))
        latencies, _, seconds, errors = asyncio.run(replay(states[:count], ground.seconds))
        assert not errors, f"{errors} sessions failed"
        out[f"sessions per second, {count} clients"] = Figure(len(latencies) / seconds, "1/s", "high")
    return out


def real_clients_at_once(ground: Ground) -> dict[str, Figure]:
    """Real clients of different accounts, each a process."""
    out = {}
    for clients in (1, 8):
        ready, queue = SPAWN.Barrier(clients + 1), SPAWN.Queue()
        workers = []
        for number in range(clients):
            folder = os.path.join(ground.work, f"c{clients}_{number}")
            os.makedirs(folder)
            shutil.copy(template("small"), folder)
            words = (folder, ground.endpoint, ground.key(10 + number), ground.seconds, ready, queue)
            workers.append(SPAWN.Process(target=client_loop, args=words))
        for worker in workers:
            worker.start()
        ready.wait(300)
        answers = [queue.get(timeout=300) for _ in workers]
        for worker in workers:
            worker.join(60)
        failed = [answer for answer in answers if isinstance(answer, str)]
        assert not failed, failed[0]
        total = sum(len(answer) for answer in answers)
        out[f"real clients' syncs per second, {clients} clients"] = Figure(total / ground.seconds, "1/s", "high")
    return out


def full_real(ground: Ground) -> dict[str, Figure]:
    """One-way syncs of the large collection by a real client."""
    ups, downs, cpu_up, cpu_down = [], [], [], []
    for _ in range(ground.rounds):
        a = ground.device(4, LARGE)
        with quiet(ground) as meter:
            a.upload()
        ups.append(meter.seconds)
        cpu_up.append(meter.cpu)
        a.destroy()
        b = ground.device(4)
        with quiet(ground) as meter:
            b.download()
        downs.append(meter.seconds)
        cpu_down.append(meter.cpu)
        b.destroy()
    return {
        "large upload, real client": Figure(middle(ups), "s"),
        "large upload, real client, server CPU": Figure(middle(cpu_up), "s"),
        "large download, real client": Figure(middle(downs), "s"),
        "large download, real client, server CPU": Figure(middle(cpu_down), "s"),
    }


def full_raw(ground: Ground) -> dict[str, Figure]:
    """The same with a ready-made body: the server and loopback only."""
    ups, downs = [], []
    ground.body(LARGE)
    client = ground.raw(4)
    for _ in range(ground.rounds + 1):
        started = time.perf_counter()
        ground.upload(4, LARGE)
        ups.append(time.perf_counter() - started)
        started = time.perf_counter()
        status, _, body = client.send("sync/download", zstd(b"{}"), {"anki-sync": client.header()})
        downs.append(time.perf_counter() - started)
        assert status == 200 and len(body) > MB
    client.close()
    return {"large upload, raw": Figure(middle(ups), "s"), "large download, raw": Figure(middle(downs), "s")}


def full_memory(ground: Ground) -> dict[str, Figure]:
    """Memory above that of a server just started, children included, during transfers."""
    path = os.path.join(ground.work, "upload.zst")
    with open(path, "wb") as file:
        file.write(ground.body(LARGE))
    for account in range(5, 9):
        ground.upload(account, LARGE)
    out = {}
    for count in (1, 4):
        for what, work in (("upload", upload_file), ("download", download_and_drop)):
            more = (path,) if work is upload_file else ()
            workers = [SPAWN.Process(target=work, args=(ground.endpoint, ground.key(5 + n), *more)) for n in range(count)]
            ground.server.stop()
            ground.server.start()
            time.sleep(1)
            with Meter(ground.usage) as meter:
                for worker in workers:
                    worker.start()
                for worker in workers:
                    worker.join()
            assert all(worker.exitcode == 0 for worker in workers), f"a {what} failed"
            name = f"memory above idle, {count} large {what}{'s at once' if count > 1 else ''}"
            out[name] = Figure(meter.above / MIB, "MiB")
    return out


def neighbours(ground: Ground) -> dict[str, Figure]:
    """What another account waits for while a large collection comes in."""
    path = os.path.join(ground.work, "upload.zst")
    with open(path, "wb") as file:
        file.write(ground.body(LARGE))
    ground.upload(9, "small")
    ground.upload(8, "small")
    other = ground.raw(9)
    longest = []
    for _ in range(2):
        worker = SPAWN.Process(target=upload_file, args=(ground.endpoint, ground.key(8), path))
        worker.start()
        samples = []
        while worker.is_alive():
            started = time.perf_counter()
            other.meta()
            samples.append((time.perf_counter() - started) * 1e3)
            time.sleep(0.002)
        worker.join()
        assert worker.exitcode == 0, "the upload failed"
        longest.append(max(samples))
    other.close()
    return {"longest meta wait of another account during a large upload": Figure(middle(longest), "ms")}


def media(ground: Ground) -> dict[str, Figure]:
    out = {}
    for label, count, size in (("2,000 files of 4 KB", 2_000, 4_096), ("200 files of 1 MB", 200, MB)):
        times: dict[str, list[float]] = {"up": [], "down": [], "deleted": []}
        for turn in range(max(1, ground.rounds - 1)):
            a, b = ground.device(10), ground.device(10)
            rng = random.Random(f"{label}{turn}{time.time()}")
            for number in range(count):
                with open(os.path.join(a.media_dir, f"{rng.getrandbits(40):x}_{number}.bin"), "wb") as file:
                    file.write(rng.randbytes(size))
            a.touch_media()
            for what, device in (("up", a), ("down", b), ("deleted", b)):
                if what == "deleted":
                    for name in os.listdir(b.media_dir):
                        os.unlink(os.path.join(b.media_dir, name))
                    b.touch_media()
                started = time.perf_counter()
                device.sync_media()
                times[what].append(time.perf_counter() - started)
                if what == "down":
                    assert len(os.listdir(b.media_dir)) >= count
            a.destroy()
            b.destroy()
        for what, samples in times.items():
            out[f"media {what}, {label}"] = Figure(middle(samples), "s")
    return out


def requests(ground: Ground) -> dict[str, Figure]:
    """Single requests of one raw client."""
    ground.upload(11, "small")
    client = ground.raw(11)
    samples = []
    for _ in range(400):
        started = time.perf_counter()
        client.meta()
        samples.append((time.perf_counter() - started) * 1e3)
    client.close()
    return {"meta request": Figure(middle(samples[50:]), "ms")}


def wrong_keys(ground: Ground) -> dict[str, Figure]:
    """Memory for requests whose key is wrong, however large their body."""
    body = os.urandom(60 * MB)
    header = {"anki-sync": json.dumps({"v": 11, "k": "0" * 40, "c": "anki,26.09.3 (x),linux", "s": "wrong"})}
    samples = []
    for _ in range(5):
        clients = [RawClient(ground.endpoint) for _ in range(8)]

        def send(client: RawClient) -> None:
            try:
                client.send("sync/upload", body, header)
            except OSError:
                pass  # refused before the body was read

        workers = [threading.Thread(target=send, args=(client,)) for client in clients]
        with Meter(ground.usage) as meter:
            for worker in workers:
                worker.start()
            for worker in workers:
                worker.join()
        for client in clients:
            client.close()
        samples.append(meter.above / MIB / len(clients))
    return {"memory for a request with a wrong key": Figure(middle(samples), "MiB")}


def many_accounts(ground: Ground, preset: str = "small", accounts: int = 200) -> dict[str, Figure]:
    """Memory after so many accounts have uploaded and synced three times each."""
    facts = collection_facts(template(preset))
    for account in range(1, accounts + 1):
        ground.upload(account, preset)
        session = Session(ground.endpoint, ground.key(account), facts, account)
        for _ in range(3):
            asyncio.run(replay([session], 0))
    time.sleep(3)
    return {f"memory after {accounts} accounts have synced, {preset}": Figure(ground.usage.memory() / MIB, "MiB")}


def folder() -> str:
    """On a real disk, beside the build: what is durable has to pay for it."""
    from ground import CACHE

    CACHE.mkdir(parents=True, exist_ok=True)
    return tempfile.mkdtemp(prefix="data-", dir=CACHE)
