"""Sanity checks, clocks, and walls between accounts."""

from __future__ import annotations

import json
import time

from contents import contents
from device import FULL_SYNC, NO_CHANGES
from proxy import FaultProxy
from scenarios.changes import add_note, later, note_text
from scenarios.claims import equal, fails, is_auth_error, is_required, same, settle
from scenarios.stage import Skip, Stage, scenario
from wire import RawClient, unzstd, zstd


@scenario
def sanity_check_failure_rolls_back_and_forces_full_sync(stage: Stage) -> None:
    a, b = stage.pair()
    add_note(a.col, "together with the bad deck")
    did = a.col.decks.id("not marked for sending")
    a.col.db.execute("update decks set usn=0 where id=?", did)
    fails(a.sync, "sanity check should have failed")
    is_required(b.sync(), NO_CHANGES)  # nothing of it reached the server
    equal(note_text(b.col, "together with the bad deck"), 0, "note of the failed sync")
    is_required(a.sync(), FULL_SYNC)
    a.upload()
    is_required(b.sync(), FULL_SYNC)
    b.download()
    same(a, b)


@scenario
def note_of_unknown_notetype_is_refused_and_rolled_back(stage: Stage) -> None:
    a, b = stage.pair()
    kind = a.col.models.copy(a.col.models.by_name("Basic"), add=False)
    kind["id"], kind["name"] = 0, "never sent"
    a.col.models.add_dict(kind)
    add_note(a.col, "orphan", kind="never sent")
    a.col.db.execute("update notetypes set usn=0")
    fails(a.sync, "the sync should have failed")
    is_required(b.sync(), NO_CHANGES)
    add_note(b.col, "still works")
    is_required(b.sync(), NO_CHANGES)
    a.upload()
    is_required(b.sync(), FULL_SYNC)
    b.download()
    same(a, b)


@scenario
def clock_of_server_is_reported(stage: Stage) -> None:
    raw = stage.raw()
    before = time.time()
    meta = raw.meta()
    assert before - 2 <= meta["ts"] <= time.time() + 2, f"ts {meta['ts']}, now {before}"
    assert meta["cont"] is True and meta["msg"] == ""


def skewed(seconds: int):
    def after(method, status, body):
        if method == "sync/meta" and status == 200:
            meta = json.loads(unzstd(body))
            meta["ts"] += seconds
            return zstd(json.dumps(meta).encode())

    return after


@scenario
def clock_skew_stops_the_sync_without_harm(stage: Stage) -> None:
    a, b = stage.pair()
    add_note(a.col, "late")
    for seconds in (1000, -1000):
        with FaultProxy(stage.endpoint, after=skewed(seconds)) as proxy:
            fails(lambda: a.sync(via=proxy.url), "a clock 1000 s off should be refused")
            equal(proxy.seen, ["sync/meta"], "requests")
    for seconds in (200, -200):
        add_note(a.col, f"a little {seconds}")
        with FaultProxy(stage.endpoint, after=skewed(seconds)) as proxy:
            is_required(a.sync(via=proxy.url), NO_CHANGES)
    settle(a, b)


@scenario
def clock_of_client_slow_objects_still_arrive(stage: Stage) -> None:
    """Objects modified long before the last sync are sent all the same."""
    a, b = stage.pair()
    note = add_note(a.col, "made with a slow clock")
    later(a.col, "notes", [note.id], -86400 * 400)
    settle(a, b)
    assert b.col.get_note(note.id)


@scenario
def users_do_not_see_each_other(stage: Stage) -> None:
    if not stage.second[0]:
        raise Skip("needs --second-user")
    a, b = stage.pair()
    before = contents(a.col)
    other = stage.device(second=True)
    add_note(other.col, "of the other user")
    other.upload()
    other.put_media("secret.txt", b"of the other user")
    other.sync_media()
    assert other.get_auth().hkey != a.get_auth().hkey
    is_required(a.sync(), NO_CHANGES)
    c = stage.device()
    c.download()
    c.sync_media()
    after = contents(c.col)
    for table in ("notes", "cards", "revlog", "decks", "notetypes", "deck_config", "tags"):
        equal(before[table], after[table], f"first user's {table}")
    assert "secret.txt" not in c.media()
    add_note(a.col, "of the first user")
    is_required(a.sync(), NO_CHANGES)
    is_required(other.sync(), NO_CHANGES)
    equal(other.col.note_count(), 1, "notes of the second user")
    other.remove_media("secret.txt")
    other.sync_media()
    # one user's password does not open the other account
    if stage.second[1] != stage.password:
        other.user = stage.user
        is_auth_error(fails(other.login))


@scenario
def users_sync_at_the_same_time(stage: Stage) -> None:
    if not stage.second[0]:
        raise Skip("needs --second-user")
    a, _ = stage.pair()
    other = stage.device(base=True, second=True)
    other.upload()
    one, two = stage.raw(), RawClient(stage.endpoint)
    two.login(*stage.second)
    for client in (one, two):  # two open sessions side by side
        client.json("sync/start", {"minUsn": client.meta()["usn"], "lnewer": False})
    for client in (one, two):
        client.json("sync/applyChanges", {"changes": {"models": [], "decks": [[], []], "tags": []}})
    for client in (one, two):
        client.json("sync/chunk")
        client.json("sync/applyChunk", {"chunk": {"done": True}})
    for client in (one, two):
        client.json("sync/finish")
    for dev in (a, other):
        is_required(dev.sync(), NO_CHANGES)
