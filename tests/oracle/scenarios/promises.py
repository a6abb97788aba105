"""What Fuda promises beyond what the apps can count on elsewhere."""

from __future__ import annotations

import os
import sqlite3
import time

from device import NO_CHANGES, REQUIRED, Device
from proxy import FaultProxy
from scenarios.changes import add_note, card_ids, move_ids, note_ids
from scenarios.claims import equal, is_required, same, settle
from scenarios.several import meddle
from scenarios.stage import SPAWN, Stage, scenario
from wire import NO_CHANGES as NOTHING
from wire import media_zip, unzip_media


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
            move_ids(dev.col, add_note(dev.col, f"{name} {i}", tags=[name]).id, -(10**9) if name == "b" else 0)
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


@scenario
def a_status_query_of_another_device_disturbs_no_sync(stage: Stage) -> None:
    """A device that merely asks, at any point of another's sync, leaves it alone."""
    for method in ("start", "applyChanges", "chunk", "applyChunk", "sanityCheck2", "finish"):
        a, b = stage.pair()
        note = add_note(a.col, f"synced while b asks at {method}").id
        with FaultProxy(stage.endpoint, before=meddle(f"sync/{method}", lambda: stage.raw().meta())) as proxy:
            is_required(a.sync(via=proxy.url), NO_CHANGES)
        is_required(b.sync(), NO_CHANGES)
        assert b.col.get_note(note)
        stage.tidy()


@scenario
def the_abort_of_a_loser_does_not_end_the_winners_sync(stage: Stage) -> None:
    stage.pair()
    loser, winner = stage.raw(), stage.raw()
    start = {"minUsn": loser.meta()["usn"], "lnewer": False}
    loser.json("sync/start", start)
    winner.json("sync/start", start)
    equal(loser.call("sync/abort")[0], 200, "abort of the loser")
    winner.json("sync/applyChanges", NOTHING)
    winner.json("sync/chunk")
    winner.json("sync/finish")


@scenario
def a_repeated_finish_gets_the_same_answer(stage: Stage) -> None:
    stage.pair()
    client = stage.raw()
    client.json("sync/start", {"minUsn": client.meta()["usn"], "lnewer": False})
    client.json("sync/applyChanges", NOTHING)
    client.json("sync/chunk")
    client.json("sync/applyChunk", {"chunk": {"done": True}})
    first = client.json("sync/finish")
    meta = client.meta()
    equal(client.json("sync/finish"), first, "answer of the second finish")
    after = client.meta()
    equal((after["usn"], after["mod"]), (meta["usn"], meta["mod"]), "nothing happened twice")


@scenario
def nothing_is_visible_before_finish(stage: Stage) -> None:
    a, b = stage.pair()
    seen = []

    def look() -> None:
        c = stage.device()
        c.download()
        seen.append(len(c.col.find_notes('"half a sync"')))

    add_note(a.col, "half a sync")
    before = stage.raw().meta()
    during = []
    hook = meddle("sync/finish", lambda: during.append(stage.raw().meta()))
    with FaultProxy(stage.endpoint, before=hook) as proxy:
        is_required(a.sync(via=proxy.url), NO_CHANGES)
    equal((during[0]["mod"], during[0]["usn"]), (before["mod"], before["usn"]), "meta before finish")
    look()
    equal(seen, [1], "after finish")
    is_required(b.sync(), NO_CHANGES)


@scenario
def unknown_keys_come_back_as_they_were(stage: Stage) -> None:
    """Add-ons keep things of their own in decks, presets, note types and config."""
    a, b = stage.pair()
    strange = {"nested": [1, 2.5, None, True, {"é": -8949807474837820652}], "text": "日本"}
    deck = a.col.decks.get(1)
    deck["add-on"] = strange
    a.col.decks.update_dict(deck)
    conf = a.col.decks.get_config(1)
    conf["add-on"] = strange
    a.col.decks.update_config(conf)
    kind = a.col.models.by_name("Basic")
    kind["add-on"] = strange
    kind["flds"][0]["add-on"] = strange
    kind["tmpls"][0]["add-on"] = strange
    a.col.models.update_dict(kind)
    a.col.set_config("add-on", strange)
    settle(a, b)
    c = stage.device()
    c.download()
    for dev in (b, c):
        equal(dev.col.decks.get(1)["add-on"], strange, "deck")
        equal(dev.col.decks.get_config(1)["add-on"], strange, "preset")
        kind = dev.col.models.by_name("Basic")
        for where in (kind, kind["flds"][0], kind["tmpls"][0]):
            equal(where["add-on"], strange, "note type")
        equal(dev.col.get_config("add-on"), strange, "config")


@scenario
def slashes_do_not_matter(stage: Stage) -> None:
    stage.pair()
    client = stage.raw()
    ask = {"v": 11, "cv": "x"}
    meta = client.meta()
    for path in ("/sync/meta", "sync//meta", "sync/meta/", "//sync//meta/"):
        equal(client.json(path, ask)["mod"], meta["mod"], path)
    for path in ("msync//begin", "/msync/begin/"):
        equal(client.call(path, {"v": "x"})[0], 200, path)


@scenario
def a_padded_empty_request_is_empty(stage: Stage) -> None:
    """The real client sends {"_pad": null} where it has nothing to say."""
    stage.pair()
    client = stage.raw()
    client.json("sync/start", {"minUsn": client.meta()["usn"], "lnewer": False, "graves": None, "offset": 0})
    client.json("sync/applyChanges", NOTHING)
    equal(client.json("sync/chunk", {"_pad": None}), {"done": True}, "chunk")
    client.json("sync/applyChunk", {"chunk": {}})
    assert isinstance(client.json("sync/finish", {"_pad": None}), int)


@scenario
def media_names_that_differ_in_case_or_form_are_different_files(stage: Stage) -> None:
    stage.clean_media()
    client = stage.raw()
    files = {name: name.encode() for name in ("case.txt", "Case.txt", "CASE.TXT", "con", "nul.txt", "a:b", "tab\tname")}
    accepted = {}
    for name, data in files.items():
        status, answer = client.call("msync/uploadChanges", raw=media_zip({name: data}))
        if status == 200:
            accepted[name] = data
    for name in ("case.txt", "Case.txt", "CASE.TXT"):
        assert name in accepted, f"{name} was refused"
    got: dict[str, bytes] = {}
    while len(got) < len(accepted):
        status, body = client.call("msync/downloadFiles", {"files": [n for n in accepted if n not in got]})
        equal(status, 200, "download")
        part = unzip_media(body)
        assert part, "an empty answer to a request for files"
        got.update(part)
    equal(got, accepted, "contents")
    equal(client.call("msync/downloadFiles", {"files": ["case.txt", "missing.txt"]})[0], 409, "a missing file")
