"""What the clients of the benchmark do: real ones, and replayed sessions over raw HTTP."""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
import time

from device import Device
from synthetic_rows import unicase
from wire import CLIENT_VERSION, NO_CHANGES, SYNC_VERSION, RawClient, split_endpoint, unzstd, zstd

COUNTED = ("cards", "notes", "revlog", "graves", "notetypes", "decks", "deck_config")


def review_cards(col, count: int) -> None:
    """What `count` answered reviews leave behind, without answering them one by one."""
    cids = col.db.list("select id from cards where queue=2 order by random() limit ?", count)
    while len(cids) < count:  # few review cards: take others, too
        cids += col.db.list("select id from cards order by random() limit ?", count - len(cids))
        cids = list(dict.fromkeys(cids))
    now = time.time()
    base = max(int(now * 1000), (col.db.scalar("select max(id) from revlog") or 0) + 1)
    col.db.executemany(
        "update cards set due=due+1, ivl=ivl+1, reps=reps+1, mod=?, usn=-1 where id=?",
        [(int(now), cid) for cid in cids],
    )
    col.db.executemany(
        "insert into revlog values (?, ?, -1, 3, 5, 4, 650, 5000, 1)",
        [(base + i, cid) for i, cid in enumerate(cids)],
    )
    col.db.execute("update col set mod=max(mod+1, ?)", int(now * 1000))


def client_loop(folder, endpoint, key, seconds, ready, queue) -> None:
    """One real client: change ten cards, sync, again and again."""
    try:
        from anki.sync import SyncAuth

        dev = Device(folder, endpoint)
        dev.open()
        dev.auth = SyncAuth(hkey=key, endpoint=endpoint)
        dev.upload()
        dev.sync()
    except Exception as error:
        ready.wait(300)
        queue.put(repr(error))
        return
    ready.wait(300)
    samples = []
    end = time.monotonic() + seconds
    try:
        while time.monotonic() < end:
            review_cards(dev.col, 10)
            started = time.perf_counter()
            out = dev.sync()
            samples.append(time.perf_counter() - started)
            if out.required != 0:
                queue.put(f"required {out.required}")
                return
        queue.put(samples)
    except Exception as error:
        queue.put(repr(error))


def upload_file(endpoint, key, path) -> None:
    client = RawClient(endpoint, key)
    with open(path, "rb") as file:
        status, answer = client.post("sync/upload", file.read())
    assert (status, answer) == (200, b"OK"), (status, answer[:80])


def download_and_drop(endpoint, key) -> None:
    """A download that keeps nothing of what arrives."""
    client = RawClient(endpoint, key)
    status, _, body = client.send("sync/download", zstd(b"{}"), {"anki-sync": client.header()})
    assert status == 200 and len(body) > 1000, status


# --------------------------------------------------------------------------
# replayed sessions


class Conn:
    """A small HTTP/1.1 client for asyncio, kept alive."""

    @classmethod
    async def open(cls, endpoint: str) -> "Conn":
        self = cls()
        _, self.host, port, self.base = split_endpoint(endpoint)
        self.reader, self.writer = await asyncio.open_connection(self.host, port)
        return self

    def close(self) -> None:
        self.writer.close()

    async def post(self, path: str, body: bytes, header: str) -> tuple[int, bytes]:
        self.writer.write(
            f"POST {self.base}{path} HTTP/1.1\r\nhost: {self.host}\r\nanki-sync: {header}\r\n"
            f"content-type: application/octet-stream\r\ncontent-length: {len(body)}\r\n\r\n".encode() + body
        )
        head = (await self.reader.readuntil(b"\r\n\r\n")).lower()
        status = int(head[9:12])
        match = re.search(rb"content-length: (\d+)", head)
        if match:
            return status, await self.reader.readexactly(int(match.group(1)))
        parts = []
        while True:
            size = int((await self.reader.readline()).split(b";")[0], 16)
            part = await self.reader.readexactly(size + 2)
            if size == 0:
                return status, b"".join(parts)
            parts.append(part[:-2])


def collection_facts(path: str) -> dict:
    """What a session needs to know of the uploaded collection."""
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    db.create_collation("unicase", unicase)
    facts = {
        "counts": [db.execute(f"select count(*) from {t}").fetchone()[0] for t in COUNTED],
        "card": list(db.execute("select * from cards where queue=2 limit 1").fetchone()),
    }
    db.close()
    return facts


class Session:
    """The requests of one client that has reviewed one card since its last sync."""

    def __init__(self, endpoint: str, key: str, facts: dict, number: int) -> None:
        self.endpoint = endpoint
        self.header = json.dumps({"v": SYNC_VERSION, "k": key, "c": CLIENT_VERSION, "s": f"replay{number}"})
        self.counts = list(facts["counts"])
        self.card = list(facts["card"])
        self.usn = None
        self.next_review = int(time.time() * 1000)
        self.conn: Conn | None = None

    async def ask(self, method: str, obj, parts: dict):
        body = zstd(json.dumps(obj).encode())
        started = time.perf_counter()
        status, answer = await self.conn.post(f"sync/{method}", body, self.header)
        parts.setdefault(method, []).append(time.perf_counter() - started)
        if status != 200:
            raise RuntimeError(f"{method}: HTTP {status}")
        return json.loads(unzstd(answer))

    async def run(self, parts: dict) -> None:
        if self.conn is None:
            self.conn = await Conn.open(self.endpoint)
        meta = await self.ask("meta", {"v": SYNC_VERSION, "cv": CLIENT_VERSION}, parts)
        usn = meta["usn"]
        since = usn if self.usn is None else self.usn
        await self.ask("start", {"minUsn": since, "lnewer": True, "graves": None}, parts)
        await self.ask("applyChanges", NO_CHANGES, parts)
        while not (await self.ask("chunk", {}, parts))["done"]:
            pass
        self.card[4] = int(time.time())
        self.card[5] = usn
        self.card[8] += 1
        self.next_review += 1
        review = [self.next_review, self.card[0], usn, 3, 5, 4, 650, 5000, 1]
        chunk = {"done": True, "revlog": [review], "cards": [self.card], "notes": []}
        await self.ask("applyChunk", {"chunk": chunk}, parts)
        self.counts[2] += 1
        reply = await self.ask("sanityCheck2", {"client": [[0, 0, 0], *self.counts]}, parts)
        if reply["status"] != "ok":
            raise RuntimeError(f"sanity check: {reply}")
        await self.ask("finish", {}, parts)
        self.usn = usn + 1


async def replay(sessions: list[Session], seconds: float) -> tuple[list[float], dict, float, int]:
    """(latencies, latencies by method, seconds, errors); each runs one session at least."""
    latencies: list[float] = []
    parts: dict[str, list[float]] = {}
    errors = [0]
    start = time.perf_counter()

    async def one(session: Session) -> None:
        while True:
            started = time.perf_counter()
            try:
                await session.run(parts)
                latencies.append(time.perf_counter() - started)
            except RuntimeError as error:
                errors[0] += 1
                print("session:", error)
                if errors[0] > 20:
                    break
            if time.perf_counter() >= start + seconds:
                break
        if session.conn is not None:
            session.conn.close()
            session.conn = None

    await asyncio.gather(*(one(session) for session in sessions))
    return latencies, parts, time.perf_counter() - start, errors[0]
