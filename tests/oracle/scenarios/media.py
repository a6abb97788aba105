"""Media: files up, down, changed, deleted."""

from __future__ import annotations

import os
import sqlite3
import unicodedata

from device import FULL_DOWNLOAD, NO_CHANGES, Device
from proxy import Drop, FaultProxy
from scenarios.changes import add_note
from scenarios.claims import equal, fails, is_required
from scenarios.interruptions import killed_sync
from scenarios.stage import Stage, scenario


NAMES = [
    "plain.jpg",
    "with space (1).png",
    "é composed.mp3",
    "日本語の名前.webp",
    "emoji 🎴.gif",
    "русский-файл.ogg",
    "العربية.jpg",
    "_underscore.css",
    "percent%20sign&amp.svg",
    "UPPER.JPG",
    "noextension",
    "many.dots.in.name.tar.gz",
    "quote's.jpg",
    ".hidden",
    "n" * 110 + ".jpg",
]


def media_pair(stage: Stage) -> tuple[Device, Device]:
    stage.clean_media()
    return stage.device(), stage.device()


def media_same(a: Device, b: Device) -> None:
    left, right = a.media(), b.media()
    equal(sorted(left), sorted(right), "media names")
    for name, data in left.items():
        assert data == right[name], f"{name!r} differs"


@scenario
def media_added_both_ways(stage: Stage) -> None:
    a, b = media_pair(stage)
    names = [unicodedata.normalize("NFC", n) for n in NAMES]
    for n, (dev, other) in enumerate(((a, b), (b, a))):
        for i, name in enumerate(names):
            if n:
                name = "2" + name
            with open(os.path.join(dev.media_dir, name), "wb") as f:
                f.write(f"{name} {i}".encode() * (i + 1))
        dev.touch_media()
        dev.sync_media()
        other.sync_media()
        media_same(dev, other)
    equal(len(a.media()), 2 * len(NAMES), "files")


@scenario
def media_modified_both_ways(stage: Stage) -> None:
    a, b = media_pair(stage)
    a.put_media("same.txt", b"one")
    a.put_media("kept.txt", b"kept")
    a.sync_media()
    b.sync_media()
    for i, (dev, other) in enumerate(((a, b), (b, a))):
        path = os.path.join(dev.media_dir, "same.txt")
        with open(path, "wb") as f:
            f.write(b"changed %d" % i)
        os.utime(path, (1_000_000_000 + i, 1_000_000_000 + i))
        dev.touch_media()
        dev.sync_media()
        other.sync_media()
        equal(other.media()["same.txt"], b"changed %d" % i, "content")
        media_same(a, b)


@scenario
def media_deleted_both_ways(stage: Stage) -> None:
    a, b = media_pair(stage)
    for i in range(60):
        a.put_media(f"é{i}.txt", b"%d" % i)
    a.sync_media()
    b.sync_media()
    for dev, other, part in ((a, b, range(0, 35)), (b, a, range(35, 59))):
        for i in part:
            os.unlink(os.path.join(dev.media_dir, f"é{i}.txt"))
        dev.touch_media()
        dev.sync_media()
        other.sync_media()
        media_same(a, b)
    equal(list(a.media()), ["é59.txt"], "files left")
    # a deleted name can be used again
    b.put_media("é0.txt", b"again")
    b.sync_media()
    a.sync_media()
    media_same(a, b)


@scenario
def media_renamed(stage: Stage) -> None:
    a, b = media_pair(stage)
    a.put_media("before.txt", b"content")
    a.put_media("Case.txt", b"case")
    a.sync_media()
    b.sync_media()
    os.rename(os.path.join(b.media_dir, "before.txt"), os.path.join(b.media_dir, "after é.txt"))
    b.touch_media()
    b.sync_media()
    a.sync_media()
    media_same(a, b)
    equal(sorted(a.media()), ["Case.txt", "after é.txt"], "names")


@scenario
def media_large_file(stage: Stage) -> None:
    a, b = media_pair(stage)
    a.put_media("large.bin", os.urandom(32 * 1024 * 1024))
    a.put_media("compressible.txt", b"abc" * 10_000_000)
    a.sync_media()
    b.sync_media()
    media_same(a, b)
    a.remove_media("large.bin")
    a.remove_media("compressible.txt")
    a.sync_media()


@scenario
def media_empty_files_are_not_sent_and_emptied_files_are_deleted(stage: Stage) -> None:
    a, b = media_pair(stage)
    a.put_media("empty.txt", b"")
    a.put_media("full.txt", b"full")
    a.put_media("one byte", b"x")
    a.sync_media()
    b.sync_media()
    equal(sorted(b.media()), ["full.txt", "one byte"], "files")
    path = os.path.join(a.media_dir, "full.txt")
    open(path, "wb").close()
    os.utime(path, (1_000_000_000, 1_000_000_000))
    a.touch_media()
    a.sync_media()
    b.sync_media()
    equal(sorted(b.media()), ["one byte"], "files")


@scenario
def media_more_than_one_page_of_changes(stage: Stage) -> None:
    a, b = media_pair(stage)
    folder = a.media_dir
    for i in range(1_100):
        with open(os.path.join(folder, f"p{i:04}.txt"), "wb") as f:
            f.write(b"%d" % i)
    a.touch_media()
    a.sync_media()
    b.sync_media()
    media_same(a, b)
    for i in range(0, 1_100):
        os.unlink(os.path.join(folder, f"p{i:04}.txt"))
    a.touch_media()
    a.sync_media()
    b.sync_media()
    equal(list(b.media()), [], "files")


@scenario
def media_same_file_on_both_is_no_conflict(stage: Stage) -> None:
    a, b = media_pair(stage)
    for dev in (a, b):
        dev.put_media("same.txt", b"same")
    a.sync_media()
    b.sync_media()
    media_same(a, b)
    a.sync_media()


@scenario
def media_conflict_server_copy_wins(stage: Stage) -> None:
    a, b = media_pair(stage)
    a.put_media("clash.txt", b"of a")
    b.put_media("clash.txt", b"of b")
    a.sync_media()
    b.sync_media()
    a.sync_media()
    media_same(a, b)
    equal(a.media()["clash.txt"], b"of a", "kept copy")


@scenario
def media_deleted_on_one_changed_on_the_other(stage: Stage) -> None:
    a, b = media_pair(stage)
    a.put_media("x.txt", b"first")
    a.sync_media()
    b.sync_media()
    a.remove_media("x.txt")
    path = os.path.join(b.media_dir, "x.txt")
    with open(path, "wb") as f:
        f.write(b"changed")
    os.utime(path, (1_000_000_000, 1_000_000_000))
    b.touch_media()
    a.sync_media()
    b.sync_media()
    a.sync_media()
    media_same(a, b)
    equal(a.media().get("x.txt"), b"changed", "the change survives the deletion")


@scenario
def media_goes_along_with_collection_sync(stage: Stage) -> None:
    stage.clean_media()
    a, b = stage.pair()
    a.put_media("along.txt", b"along")
    add_note(a.col, '<img src="along.txt">')
    is_required(a.sync(media=True), NO_CHANGES)
    is_required(b.sync(media=True), NO_CHANGES)
    media_same(a, b)
    # the media usn in the collection's meta lets an unchanged client skip msync
    with FaultProxy(stage.endpoint) as proxy:
        is_required(b.sync(media=True, via=proxy.url), NO_CHANGES)
        equal(proxy.seen, ["sync/meta"], "requests")


@scenario
def media_follows_full_download(stage: Stage) -> None:
    stage.clean_media()
    a = stage.device(base=True)
    a.put_media("full.txt", b"full sync")
    out = a.sync()
    a.upload(media_usn=out.server_media_usn)
    b = stage.device()
    out = b.sync()
    is_required(out, FULL_DOWNLOAD)
    b.download(media_usn=out.server_media_usn)
    media_same(a, b)


@scenario
def media_wrong_count_is_noticed_and_repaired(stage: Stage) -> None:
    """The client believes in a file that nobody has: the check fails, then heals."""
    a, b = media_pair(stage)
    for i in range(3):
        a.put_media(f"m{i}.txt", b"m%d" % i)
    a.sync_media()
    b.sync_media()
    db_path = os.path.join(b.folder, "collection.media.db2")
    b.close()
    db = sqlite3.connect(db_path)
    with db:
        db.execute("insert into media values ('ghost.txt', ?, 1, 0)", ("0" * 40,))
    db.close()
    b.open()
    a.put_media("m3.txt", b"m3")
    a.sync_media()
    fails(b.sync_media, "the media check should have failed")
    b.sync_media()
    a.sync_media()
    media_same(a, b)


@scenario
def media_upload_reply_lost_then_repeated(stage: Stage) -> None:
    a, b = media_pair(stage)
    for i in range(40):
        a.put_media(f"r{i}.txt", b"r%d" % i)
    killed_sync(stage, a, "msync/uploadChanges", "after", media=True)
    a.sync_media()
    b.sync_media()
    media_same(a, b)
    equal(len(b.media()), 40, "files")


@scenario
def media_download_interrupted_then_repeated(stage: Stage) -> None:
    a, b = media_pair(stage)
    for i in range(80):
        a.put_media(f"d{i}.txt", b"d%d" % i)
    a.sync_media()
    seen = []

    def drop(method, *_):
        if method == "msync/downloadFiles":
            seen.append(1)
            if len(seen) == 2:
                raise Drop

    with FaultProxy(stage.endpoint, after=drop) as proxy:
        fails(lambda: b.sync_media(via=proxy.url))
    b.sync_media()
    a.sync_media()
    media_same(a, b)
