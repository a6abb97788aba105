"""Syncs that are cut in the middle."""

from __future__ import annotations

import os
import socket
import time

from contents import contents, differences
from device import NO_CHANGES, Device
from proxy import Drop, FaultProxy
from scenarios.changes import add_note, answer, note_ids, note_text
from scenarios.claims import equal, fails, is_required, same, settle
from scenarios.stage import SPAWN, Skip, Stage, scenario
from wire import split_endpoint, zstd


def child_sync(folder, endpoint, user, password, via, media) -> None:
    dev = Device(folder, endpoint, user, password)
    dev.login()
    if media:
        dev.sync_media(via=via)
    else:
        dev.sync(via=via)


def killed_sync(stage: Stage, dev: Device, method: str, when: str, media: bool = False) -> None:
    """Sync in another process, and kill that when it is at `method`.

    when "before": the server never sees the request; "after": the server has
    answered, but the client is dead before it gets the answer.
    """
    hit = []

    def stop(*_):
        if _[0] == method:
            hit.append(method)
            proc.kill()
            proc.join()
            raise Drop

    hooks = {when: stop}
    with FaultProxy(stage.endpoint, **hooks) as proxy:
        dev.close()
        proc = SPAWN.Process(
            target=child_sync,
            args=(dev.folder, stage.endpoint, dev.user, dev.password, proxy.url, media),
        )
        proc.start()
        proc.join(60)
        assert hit, f"the client never came to {method}: {proxy.seen}"
    dev.open()


def busy_pair(stage: Stage) -> tuple[Device, Device, int, int]:
    """A pair with unsent changes on a, and changes on the server for a."""
    a, b = stage.pair()
    from_b = add_note(b.col, "sent by b").id
    b.col.remove_notes(note_ids(b.col, 2, start=30))
    answer(b.col, 5)
    # all of it well before the changes of a: who wins must not be left to chance
    for table, field in (("notes", "mod"), ("cards", "mod"), ("decks", "mtime_secs"), ("deck_config", "mtime_secs")):
        b.col.db.execute(f"update {table} set {field}={field}-30 where usn=-1")
    is_required(b.sync(), NO_CHANGES)
    from_a = add_note(a.col, "to be sent by a").id
    note = a.col.get_note(note_ids(a.col, 1)[0])
    note.fields[-1] = "edited before the crash"
    a.col.update_note(note)
    a.col.remove_notes(note_ids(a.col, 2, start=40))
    a.col.decks.id("Deck of a")
    answer(a.col, 5)
    return a, b, from_a, from_b


def nothing_lost(a: Device, b: Device, from_a: int, from_b: int, logs: int) -> None:
    is_required(a.sync(), NO_CHANGES)
    is_required(b.sync(), NO_CHANGES)
    is_required(a.sync(), NO_CHANGES)
    same(a, b, ignore=("config",))
    for dev in (a, b):
        assert dev.col.get_note(from_a) and dev.col.get_note(from_b)
        equal(dev.col.db.scalar("select count() from revlog"), logs, "revlog rows")
        equal(note_text(dev.col, "edited before the crash"), 1, "edited note")
        equal(dev.col.note_count(), 300 + 2 - 4, "notes")
        assert dev.col.decks.id_for_name("Deck of a")


for _method, _when in (
    ("start", "before"),
    ("start", "after"),
    ("applyGraves", "after"),
    ("applyChanges", "after"),
    ("chunk", "after"),
    ("applyChunk", "before"),
    ("applyChunk", "after"),
    ("sanityCheck2", "after"),
    ("finish", "before"),
    ("finish", "after"),
):

    def _scenario(stage, method=_method, when=_when):
        a, b, from_a, from_b = busy_pair(stage)
        logs = 1500 + 10
        killed_sync(stage, a, f"sync/{method}", when)
        nothing_lost(a, b, from_a, from_b, logs)

    _scenario.__name__ = f"interrupted_client_killed_{_when}_{_method}"
    scenario(_scenario)


@scenario
def interrupted_connection_lost_then_other_client_first(stage: Stage) -> None:
    """The connection breaks in the middle; the other client syncs before the retry."""
    a, b, from_a, from_b = busy_pair(stage)

    def drop(method, *_):
        if method == "sync/applyChunk":
            raise Drop

    with FaultProxy(stage.endpoint, after=drop) as proxy:
        fails(lambda: a.sync(via=proxy.url))
    add_note(b.col, "b goes on")
    is_required(b.sync(), NO_CHANGES)
    equal(note_text(b.col, "to be sent by a"), 0, "half a sync must not be visible")
    b.col.remove_notes(b.col.find_notes('"b goes on"'))
    is_required(b.sync(), NO_CHANGES)
    nothing_lost(a, b, from_a, from_b, 1510)


@scenario
def interrupted_full_upload_leaves_server_as_it_was(stage: Stage) -> None:
    a, b = stage.pair()
    raw = stage.raw()
    with open(os.path.join(stage.template, "collection.anki2"), "rb") as f:
        body = zstd(f.read())
    scheme, host, port, base = split_endpoint(stage.endpoint)
    if scheme == "https":
        raise Skip("needs plain http")
    with socket.create_connection((host, port), timeout=20) as sock:
        head = (
            f"POST {base}sync/upload HTTP/1.1\r\nhost: {host}\r\nanki-sync: {raw.header()}\r\n"
            f"content-type: application/octet-stream\r\ncontent-length: {len(body)}\r\n\r\n"
        )
        sock.sendall(head.encode() + body[: len(body) // 2])
        time.sleep(0.2)
    time.sleep(0.2)
    is_required(a.sync(), NO_CHANGES)
    c = stage.device()
    c.download()
    same(a, c)


@scenario
def interrupted_full_download_leaves_client_as_it_was(stage: Stage) -> None:
    a, b = stage.pair()
    before = contents(b.col)

    def cut(method, status, body):
        if method == "sync/download":
            return body[: len(body) // 2]

    with FaultProxy(stage.endpoint, after=cut) as proxy:
        fails(lambda: b.download(via=proxy.url))
    equal(differences(before, contents(b.col)), [], "collection after broken download")
    # a download, even a broken one, may have counted up the server's usn
    add_note(b.col, "after the broken download")
    settle(b, a)


@scenario
def interrupted_full_upload_reply_lost(stage: Stage) -> None:
    a, b = stage.pair()
    add_note(a.col, "uploaded all the same")
    a.col.mod_schema(check=False)

    def drop(method, *_):
        if method == "sync/upload":
            raise Drop

    with FaultProxy(stage.endpoint, after=drop) as proxy:
        fails(lambda: a.upload(via=proxy.url))
    out = a.sync()
    if out.required != NO_CHANGES:
        a.upload()
    b.download()
    equal(note_text(b.col, "uploaded all the same"), 1, "note")
    for dev in (a, b):
        is_required(dev.sync(), NO_CHANGES)
    same(a, b)


@scenario
def corrupt_upload_is_refused_and_changes_nothing(stage: Stage) -> None:
    a, b = stage.pair()
    raw = stage.raw()
    with open(os.path.join(stage.template, "collection.anki2"), "rb") as f:
        good = f.read()
    for name, data in (
        ("text", b"not a database"),
        ("truncated", good[: len(good) // 2]),
        ("damaged", good[:8192] + os.urandom(65536) + good[8192 + 65536:]),
    ):
        status, body = raw.call("sync/upload", raw=data)
        refused = status >= 400 or body != b"OK"
        assert refused, f"{name}: accepted, HTTP {status} {body!r}"
    status, _, _ = raw.send(
        "sync/upload", b"no zstd at all", {"anki-sync": raw.header(), "content-type": "application/octet-stream"}
    )
    equal(status, 400, "body that is not zstd")
    is_required(a.sync(), NO_CHANGES)
    c = stage.device()
    c.download()
    same(a, c)
