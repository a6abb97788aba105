"""What Fuda promises beyond what the apps can count on elsewhere."""

from __future__ import annotations

import os
import sqlite3
import time

from device import NO_CHANGES, REQUIRED, Device
from proxy import FaultProxy
from scenarios.changes import add_note, card_ids, note_ids
from scenarios.claims import equal, is_required, same, settle
from scenarios.several import meddle
from scenarios.stage import SPAWN, Stage, scenario


@scenario
def sync_between_meta_and_start_is_not_lost(stage: Stage) -> None:
    """Client a asks for meta, then b syncs, then a starts.

    a marks what it sends with the usn it was told by meta, which by then is
    behind: the rows must be stored under the server's usn for b to get them.
    """
    a, b = stage.pair()
    one = add_note(a.col, "sent with an old usn").id
    two = add_note(b.col, "squeezed in between").id
    with FaultProxy(stage.endpoint, before=meddle("sync/start", b.sync)) as proxy:
        try:
            a.sync(via=proxy.url)
        except Exception:
            pass
    for dev in (a, b, a, b):
        is_required(dev.sync(), NO_CHANGES)
    for dev in (a, b):
        assert dev.col.get_note(one) and dev.col.get_note(two)
    add_note(b.col, "and goes on")
    settle(b, a, ignore=("config",))


def child_rounds(folder, endpoint, user, password, name, rounds, queue) -> None:
    """Add a note and sync, again and again, trying again when disturbed."""
    dev = Device(folder, endpoint, user, password)
    errors = 0
    try:
        dev.login()
        for i in range(rounds):
            add_note(dev.col, f"{name} {i}", tags=[name])
            for attempt in range(40):
                try:
                    out = dev.sync()
                    if out.required != NO_CHANGES:
                        queue.put((name, f"needs {REQUIRED[out.required]}", errors))
                        return
                    break
                except Exception as exc:
                    errors += 1
                    last = repr(str(exc))
                    time.sleep(0.02 * (1 + attempt % 5) * (2 if name == "b" else 1))
            else:
                queue.put((name, f"gave up: {last}", errors))
                return
        dev.close()
        queue.put((name, "ok", errors))
    except Exception as exc:
        queue.put((name, repr(exc), errors))


@scenario
def many_concurrent_syncs_of_one_account_lose_nothing(stage: Stage) -> None:
    a, b = stage.pair()
    rounds = 15
    for dev in (a, b):
        dev.close()
    queue = SPAWN.Queue()
    procs = [
        SPAWN.Process(
            target=child_rounds,
            args=(dev.folder, stage.endpoint, stage.user, stage.password, name, rounds, queue),
        )
        for dev, name in ((a, "a"), (b, "b"))
    ]
    for proc in procs:
        proc.start()
    results = [queue.get(timeout=180) for _ in procs]
    for proc in procs:
        proc.join(20)
    for name, result, errors in results:
        equal(result, "ok", f"client {name}")
    a.open()
    b.open()
    for dev in (a, b, a, b):
        is_required(dev.sync(), NO_CHANGES)
    same(a, b, ignore=("config",))
    for name in "ab":
        equal(len(a.col.find_notes(f"tag:{name}")), rounds, f"notes of {name}")


@scenario
def edits_in_the_same_second_converge(stage: Stage) -> None:
    """Both clients edit the same card and note within one second."""
    a, b = stage.pair()
    cid, nid = card_ids(a.col, 1)[0], note_ids(a.col, 1)[0]
    for dev, flag in ((a, 1), (b, 2)):
        dev.col.set_user_flag_for_cards(flag, [cid])
        note = dev.col.get_note(nid)
        note.fields[-1] = f"version {flag}"
        dev.col.update_note(note)
        for table, oid in (("cards", cid), ("notes", nid)):
            dev.col.db.execute(f"update {table} set mod=1700000000 where id=?", oid)
    for dev in (a, b, a, b):
        is_required(dev.sync(), NO_CHANGES)
    same(a, b, ignore=("config",))


@scenario
def upload_of_nothing_is_refused(stage: Stage) -> None:
    """A body of zero bytes must not replace the collection by an empty one."""
    a, b = stage.pair()
    status, body = stage.raw().call("sync/upload", raw=b"")
    assert status >= 400 or body != b"OK", "accepted"
    c = stage.device()
    c.download()
    same(a, c)


@scenario
def upload_of_another_database_is_refused(stage: Stage) -> None:
    """An SQLite file that is not an Anki collection replaces nothing."""
    a, b = stage.pair()
    path = os.path.join(stage.tmp, "other.db")
    db = sqlite3.connect(path)
    db.execute("create table t (x)")
    db.commit()
    db.close()
    with open(path, "rb") as f:
        other = f.read()
    os.unlink(path)
    status, body = stage.raw().call("sync/upload", raw=other)
    assert status >= 400 or body != b"OK", "accepted"
    c = stage.device()
    c.download()
    same(a, c)


@scenario
def two_clients_come_to_rest(stage: Stage) -> None:
    """With nothing to change, a second round of syncs needs meta only."""
    a, b = stage.pair()
    for dev in (a, b, a, b):
        is_required(dev.sync(), NO_CHANGES)
    for dev in (a, b):
        with FaultProxy(stage.endpoint) as proxy:
            is_required(dev.sync(via=proxy.url), NO_CHANGES)
            equal(proxy.seen, ["sync/meta"], "requests")
