"""Versions 8 to 10 spoken by hand: multipart forms, gzip, plain JSON answers."""

from __future__ import annotations

import json
import os
import sqlite3

from scenarios.claims import equal, same
from scenarios.stage import Stage, scenario
from wire import RawClient, form, legacy


@scenario
def legacy_login_meta_and_session(stage: Stage) -> None:
    stage.pair()
    raw = RawClient(stage.endpoint)
    status, answer = legacy(raw, "sync/hostKey", {"u": stage.user, "p": stage.password})
    equal(status, 200, "hostKey")
    raw.hkey = json.loads(answer)["key"]
    status, answer = legacy(raw, "sync/meta", {"v": 10, "cv": "ankidroid,2.15,android"})
    equal(status, 200, "meta")
    usn = json.loads(answer)["usn"]
    equal(legacy(raw, "sync/meta", {"v": 8, "cv": "x"})[0], 200, "meta of version 8")
    # deletions may come with start, and old clients sent them as strings
    for graves in ({"cards": [1], "decks": [], "notes": [2]}, {"cards": ["1"], "decks": ["3"], "notes": ["4"]}, None):
        status, answer = legacy(raw, "sync/start", {"minUsn": usn, "lnewer": True, "graves": graves})
        equal(status, 200, f"start with {graves}")
        equal(legacy(raw, "sync/abort")[0], 200, "abort")


@scenario
def legacy_full_download_is_schema_11_and_upload_is_accepted(stage: Stage) -> None:
    a, b = stage.pair()
    raw = stage.raw()
    status, data = legacy(raw, "sync/download")
    equal(status, 200, "download")
    path = os.path.join(stage.tmp, "legacy.anki2")
    with open(path, "wb") as f:
        f.write(data)
    db = sqlite3.connect(path)
    equal(db.execute("select ver from col").fetchone()[0], 11, "schema version")
    equal(db.execute("select count() from notes").fetchone()[0], 300, "notes")
    assert json.loads(db.execute("select decks from col").fetchone()[0])
    db.close()
    os.unlink(path)
    status, answer = legacy(raw, "sync/upload", data=data)
    equal((status, answer), (200, b"OK"), "upload")
    c = stage.device()
    c.download()
    same(a, c, ignore=("config",))


@scenario
def legacy_media_begin(stage: Stage) -> None:
    raw = stage.raw()
    status, _, answer = raw.send(f"msync/begin?k={raw.hkey}&v=ankidesktop,2.1.50,linux", b"", verb="GET")
    equal(status, 200, "GET begin")
    reply = json.loads(answer)
    assert isinstance(reply["data"]["usn"], int) and reply["data"]["sk"]
    body, headers = form({"k": raw.hkey, "v": "ankidroid,2.15,android"}, None)
    status, _, answer = raw.send("msync/begin", body, headers)
    equal(status, 200, "POST begin")
    key = json.loads(answer)["data"]["sk"]
    body, headers = form({"sk": key, "c": "0"}, json.dumps({"lastUsn": 0}).encode())
    status, _, answer = raw.send("msync/mediaChanges", body, headers)
    equal(status, 200, "mediaChanges with the session key")
