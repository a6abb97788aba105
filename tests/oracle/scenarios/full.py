"""One-way syncs: the whole collection up or down."""

from __future__ import annotations

from contents import pending
from device import FULL_DOWNLOAD, FULL_SYNC, FULL_UPLOAD, NO_CHANGES
from proxy import FaultProxy
from scenarios.changes import add_note, note_ids
from scenarios.claims import equal, is_required, same, settle
from scenarios.stage import Stage, scenario


@scenario
def full_upload_then_download_is_identical(stage: Stage) -> None:
    a = stage.device(base=True)
    a.upload()
    b = stage.device()
    is_required(b.sync(), FULL_DOWNLOAD)
    b.download()
    same(a, b)
    equal(pending(b.col), [], "unsent after download")
    is_required(a.sync(), NO_CHANGES)
    is_required(b.sync(), NO_CHANGES)
    report, ok = b.col.fix_integrity()
    assert ok and "\n" not in report.strip(), report


@scenario
def full_upload_replaces_what_was_there(stage: Stage) -> None:
    a, b = stage.pair()
    other = stage.device()
    add_note(other.col, "only one")
    is_required(other.sync(), FULL_SYNC)
    other.upload()
    is_required(b.sync(), FULL_SYNC)
    b.download()
    same(other, b)
    equal(b.col.note_count(), 1, "notes")


@scenario
def full_download_drops_local_changes(stage: Stage) -> None:
    a, b = stage.pair()
    add_note(b.col, "will be lost")
    b.col.mod_schema(check=False)
    is_required(b.sync(), FULL_SYNC)
    b.download()
    same(a, b)


@scenario
def no_change_sync_only_asks_for_meta(stage: Stage) -> None:
    a = stage.device(base=True)
    a.upload()
    for _ in range(2):
        with FaultProxy(stage.endpoint) as proxy:
            is_required(a.sync(via=proxy.url), NO_CHANGES)
            equal(proxy.seen, ["sync/meta"], "requests")
        add_note(a.col, "a change")
        is_required(a.sync(), NO_CHANGES)


@scenario
def online_status_tells_what_is_needed(stage: Stage) -> None:
    a, b = stage.pair()
    equal(b.col.sync_status(b.get_auth()).required, 0, "status when equal")
    add_note(a.col, "status")
    equal(a.col.sync_status(a.get_auth()).required, 1, "status with local change")
    a.sync()
    c = stage.device()  # a new client object has no cached answer
    c.download()
    equal(c.col.sync_status(c.get_auth()).required, 0, "status after download")
    a.col.mod_schema(check=False)
    equal(a.col.sync_status(a.get_auth()).required, 2, "status after schema change")


@scenario
def empty_collection_can_be_uploaded_and_is_known_as_empty(stage: Stage) -> None:
    empty = stage.device()
    empty.upload()
    is_required(empty.sync(), NO_CHANGES)
    other = stage.device()
    is_required(other.sync(), FULL_SYNC)  # both empty: either way will do
    other.download()
    same(empty, other)
    full = stage.device(base=True)
    is_required(full.sync(), FULL_UPLOAD)
    full.upload()
    new = stage.device()
    is_required(new.sync(), FULL_DOWNLOAD)
    new.download()
    same(full, new)


@scenario
def empty_collection_becomes_nonempty_by_normal_sync(stage: Stage) -> None:
    a = stage.device()
    a.upload()
    b = stage.device()
    b.download()
    add_note(a.col, "first note")
    settle(a, b)
    b.col.remove_notes(note_ids(b.col, 10))
    settle(b, a)
    equal(a.col.note_count(), 0, "notes")
