"""Version 11 spoken by hand."""

from __future__ import annotations

import io
import json
import zipfile

from scenarios.claims import equal
from scenarios.stage import Stage, scenario
from wire import RawClient, unzstd, zstd


@scenario
def wire_answers_carry_their_size(stage: Stage) -> None:
    raw = stage.raw()
    body = zstd(json.dumps({"v": 11, "cv": "x"}).encode())
    status, headers, answer = raw.send("sync/meta", body, {"anki-sync": raw.header()})
    equal(status, 200, "status")
    equal(int(headers["anki-original-size"]), len(unzstd(answer)), "anki-original-size")
    meta = json.loads(unzstd(answer))
    for key in ("mod", "scm", "usn", "ts", "msg", "cont", "hostNum", "empty", "media_usn"):
        assert key in meta, f"meta lacks {key}"


@scenario
def wire_wrong_key_is_403(stage: Stage) -> None:
    raw = RawClient(stage.endpoint, hkey="f" * 40)
    for method in ("meta", "start", "applyGraves", "applyChanges", "chunk", "applyChunk",
                   "sanityCheck2", "finish", "abort", "download"):
        equal(raw.call(f"sync/{method}", {"v": 11, "cv": "x"})[0], 403, method)
    for method in ("begin", "mediaChanges", "uploadChanges", "downloadFiles", "mediaSanity"):
        equal(raw.call(f"msync/{method}", {"v": "x"})[0], 403, method)
    equal(raw.call("sync/hostKey", {"u": stage.user, "p": "wrong"})[0], 403, "hostKey")


@scenario
def wire_unsupported_versions(stage: Stage) -> None:
    raw = stage.raw()
    for version in (0, 7, 12):
        equal(raw.call("sync/meta", {"v": version, "cv": "x"})[0], 501, f"meta of version {version}")
    for version in (7, 12):
        header = json.dumps({"v": version, "k": raw.hkey, "c": "x", "s": "s"})
        status, _, _ = raw.send("sync/meta", zstd(b'{"v":11,"cv":"x"}'), {"anki-sync": header})
        equal(status, 400, f"header of version {version}")


@scenario
def wire_malformed_requests(stage: Stage) -> None:
    raw = stage.raw()
    equal(raw.call("sync/meta", raw=b"{not json")[0], 400, "bad json")
    equal(raw.send("sync/meta", b"xx", {"anki-sync": raw.header()})[0], 400, "bad zstd")
    equal(raw.send("sync/meta", zstd(b"{}"), {"anki-sync": "{bad"})[0], 400, "bad header")
    equal(raw.call("sync/noSuchMethod")[0] // 100, 4, "unknown method")
    equal(raw.send("sync/meta", b"", verb="GET")[0], 405, "GET")
    equal(raw.send("nowhere", b"")[0], 404, "unknown path")
    nokey = RawClient(stage.endpoint, raw.hkey)
    nokey.skey = ""
    equal(nokey.call("sync/start", {"minUsn": 0, "lnewer": False})[0], 400, "start without session key")


@scenario
def wire_sessions(stage: Stage) -> None:
    stage.pair()
    one, two = stage.raw(), stage.raw()
    equal(one.call("sync/chunk")[0], 409, "chunk without a session")
    equal(one.call("sync/abort")[0], 200, "abort without a session")
    usn = one.meta()["usn"]
    start = {"minUsn": usn, "lnewer": False}
    graves = {"chunk": {"cards": [], "decks": [], "notes": []}}
    equal(one.json("sync/start", start), {"cards": [], "decks": [], "notes": []}, "graves")
    two.json("sync/start", start)
    equal(one.call("sync/applyGraves", graves)[0], 409, "older session")
    equal(two.call("sync/applyGraves", graves)[0], 200, "newer session")
    equal(two.call("sync/abort")[0], 200, "abort")
    equal(two.call("sync/applyGraves", graves)[0], 409, "aborted session")
    # a whole session without changes counts up usn and sets mod
    before = one.meta()
    one.json("sync/start", start)
    changes = {"models": [], "decks": [[], []], "tags": []}
    reply = one.json("sync/applyChanges", {"changes": changes})
    equal(reply["decks"], [[], []], "changed decks")
    equal(one.json("sync/chunk"), {"done": True}, "chunk")
    equal(one.json("sync/applyChunk", {"chunk": {"done": True}}), None, "applyChunk")
    mod = one.json("sync/finish")
    after = one.meta()
    equal(after["usn"], before["usn"] + 1, "usn")
    equal(after["mod"], mod, "mod")
    equal(after["scm"], before["scm"], "scm")


@scenario
def wire_full_sync_ends_an_open_session(stage: Stage) -> None:
    a, b = stage.pair()
    raw = stage.raw()
    start = {"minUsn": raw.meta()["usn"], "lnewer": False}
    for full in (lambda: a.upload(), lambda: b.download()):
        raw.json("sync/start", start)
        full()
        equal(raw.call("sync/chunk")[0], 409, "session after full sync")


@scenario
def wire_sanity_check_counts(stage: Stage) -> None:
    a, _ = stage.pair()
    raw = stage.raw()
    count = lambda t: a.col.db.scalar(f"select count() from {t}")
    good = [[0, 0, 0], *map(count, ("cards", "notes", "revlog", "graves", "notetypes", "decks", "deck_config"))]
    for counts, wanted in ((good, "ok"), ([[7, 7, 7]] + good[1:], "ok"), (good[:1] + [good[1] + 1] + good[2:], "bad")):
        raw.json("sync/start", {"minUsn": raw.meta()["usn"], "lnewer": False})
        equal(raw.json("sync/sanityCheck2", {"client": counts})["status"], wanted, f"check of {counts}")
    raw.call("sync/abort")


@scenario
def wire_media_uploads_are_checked(stage: Stage) -> None:
    stage.clean_media()
    raw = stage.raw()

    def upload(entries, files):
        buf = io.BytesIO()
        with zipfile.ZipFile(buf, "w") as z:
            for name, data in files.items():
                z.writestr(name, data)
            z.writestr("_meta", json.dumps(entries))
        return raw.call("msync/uploadChanges", raw=buf.getvalue())

    usn = json.loads(raw.call("msync/begin", {"v": "x"})[1])["data"]["usn"]
    for what, entries, files in (
        ("path", [["../up.txt", "0"]], {"0": b"x"}),
        ("path", [["a/b.txt", "0"]], {"0": b"x"}),
        ("not NFC", [["e\u0301.txt", "0"]], {"0": b"x"}),
        ("zero bytes", [["zero.txt", "0"]], {"0": b""}),
        ("missing data", [["missing.txt", "5"]], {"0": b"x"}),
        ("too many", [[f"{i}.txt", str(i)] for i in range(26)], {str(i): b"x" for i in range(26)}),
        ("too long", [["l" * 256, "0"]], {"0": b"x"}),
    ):
        equal(upload(entries, files)[0], 400, f"upload of {what}")
    equal(raw.call("msync/uploadChanges", raw=b"no zip")[0], 400, "upload of no zip")
    for name in (".", "..", "nul\0byte.txt"):
        status = upload([["first.txt", "0"], [name, "1"]], {"0": b"x", "1": b"x"})[0]
        assert status >= 400, f"upload of {name!r}: HTTP {status}"
    equal(json.loads(raw.call("msync/begin", {"v": "x"})[1])["data"]["usn"], usn, "usn after refusals")
    status, body = upload([["ok é.txt", "0"], ["never there.txt", None], ["nor this.txt", ""]], {"0": b"x"})
    equal(status, 200, "good upload")
    equal(json.loads(body)["data"], [3, usn + 1], "processed, usn")
    changes = json.loads(raw.call("msync/mediaChanges", {"lastUsn": usn})[1])["data"]
    equal(changes, [["ok é.txt", usn + 1, "11f6ad8ec52a2984abaafd7c3b516503785c2072"]], "changes")
    status, body = raw.call("msync/downloadFiles", {"files": ["ok é.txt"]})
    with zipfile.ZipFile(io.BytesIO(body)) as z:
        names = json.loads(z.read("_meta"))
        equal({v: z.read(k) for k, v in names.items()}, {"ok é.txt": b"x"}, "downloaded")
    equal(json.loads(raw.call("msync/mediaSanity", {"local": 1})[1]), {"data": "OK", "err": ""}, "sanity")
    equal(json.loads(raw.call("msync/mediaSanity", {"local": 2})[1])["data"], "mediaSanity", "sanity")


@scenario
def wire_media_begin_needs_a_version(stage: Stage) -> None:
    raw = stage.raw()
    equal(raw.call("msync/begin", {})[0], 400, "begin without version")
    reply = json.loads(raw.call("msync/begin", {"v": "x"})[1])
    assert isinstance(reply["data"]["usn"], int) and reply["err"] == ""


@scenario
def wire_health(stage: Stage) -> None:
    equal(RawClient(stage.endpoint).send("health", b"", verb="GET")[0], 200, "GET health")
