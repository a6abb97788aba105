#!/usr/bin/env python3
"""Valid requests with seeded damage: in the JSON, in the zip, in the zstd, in the header.

    .lab/v26.9.3/bin/python tests/chaos/noise.py --requests 20000 [--seed 7]

No answer may be a 5xx, the process must live, and the account must stay sound.
A failure is printed with its seed; the same seed sends the same request again.
"""

from __future__ import annotations

import argparse
import copy
import json
import os
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "oracle"))

from invariants import Checker  # noqa: E402
from learner import Learner, read  # noqa: E402
from rig import Rig  # noqa: E402
from wire import NO_CHANGES, form, media_zip, zstd  # noqa: E402

ODD = [
    None, True, -1, 0, 1, 2**31, 2**32, 2**53 + 1, 2**63 - 1, 2**63, -(2**63), 2**64, 10**30, 0.5, -0.0, 1e300,
    "", "0", "-1", "x" * 70_000, "\x00", "\ud7ff\ue000", "é\u0301", "..", "a/b", [], {}, [[]], [None] * 300, {"": {}},
]
STATEFUL = ["start", "applyGraves", "applyChanges", "chunk", "applyChunk", "sanityCheck2", "finish", "abort"]


def bodies(learner: Learner) -> dict[str, object]:
    """One valid body of every method."""
    base = learner.base
    note, card = list(base.note), list(base.card)
    note[7], note[8] = "", ""
    chunk = {"done": True, "revlog": [[1, card[0], 0, 3, 5, 4, 650, 5000, 1]], "cards": [card], "notes": [note]}
    return {
        "sync/hostKey": {"u": learner.user, "p": "wrong"},
        "sync/meta": {"v": 11, "cv": "anki,26.09.3 (x),linux"},
        "sync/start": {"minUsn": 0, "lnewer": True, "graves": {"cards": [1], "notes": [2], "decks": [3]}},
        "sync/applyGraves": {"chunk": {"cards": [1], "notes": [2], "decks": [3]}},
        "sync/applyChanges": {**NO_CHANGES, "x": 1},
        "sync/chunk": {"_pad": None},
        "sync/applyChunk": {"chunk": chunk},
        "sync/sanityCheck2": {"client": [[0, 0, 0], *base.counts]},
        "sync/finish": {"_pad": None},
        "sync/abort": {},
        "sync/download": {},
        "msync/begin": {"v": "anki,26.09.3 (x),linux"},
        "msync/mediaChanges": {"lastUsn": 0},
        "msync/downloadFiles": {"files": ["a.txt"]},
        "msync/mediaSanity": {"local": 1},
    }


def real_changes(learner: Learner) -> dict:
    """What the server itself would send: note types, decks and presets with all their keys."""
    learner.client.json("sync/start", {"minUsn": 0, "lnewer": False, "graves": None})
    changes = learner.client.json("sync/applyChanges", NO_CHANGES)
    learner.client.call("sync/abort")
    return {"changes": changes}


def damaged(value, rng: random.Random):
    """A copy with one to three parts replaced, dropped, doubled or nested."""
    out = {"root": copy.deepcopy(value)}
    for _ in range(rng.randint(1, 3)):
        spot, key = out, "root"
        while isinstance(spot[key], (dict, list)) and spot[key] and rng.random() < 0.85:
            spot = spot[key]
            key = rng.choice(list(spot)) if isinstance(spot, dict) else rng.randrange(len(spot))
        choice = rng.random()
        if choice < 0.7:
            spot[key] = copy.deepcopy(rng.choice(ODD))
        elif choice < 0.8 and spot is not out and isinstance(spot, dict):
            del spot[key]
        elif choice < 0.9:
            for _ in range(rng.choice((2, 200, 3000))):
                spot[key] = [spot[key]]
        else:
            spot[key] = [spot[key], spot[key]]
    return out.get("root")


def text(value) -> bytes:
    """JSON of anything, however deep: the library's own writer stops at a thousand levels."""
    depth = 0
    while isinstance(value, list) and len(value) == 1:
        value, depth = value[0], depth + 1
    try:
        inner = json.dumps(value)
    except RecursionError:
        inner = "null"
    return ("[" * depth + inner + "]" * depth).encode("utf-8", "surrogatepass")


def flipped(data: bytes, rng: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        if out:
            out[rng.randrange(len(out))] = rng.randrange(256)
    if rng.random() < 0.3:
        del out[rng.randrange(len(out) + 1):]
    return bytes(out)


class Noise:
    def __init__(self, learner: Learner) -> None:
        self.learner = learner
        self.bodies = bodies(learner)
        self.changes = real_changes(learner)

    def one(self, rng: random.Random) -> tuple[str, int, bytes]:
        """(path, status, answer)"""
        path = rng.choice(list(self.bodies))
        client = self.learner.client
        if path.removeprefix("sync/") in STATEFUL[1:-1]:
            client.call("sync/start", {"minUsn": 0, "lnewer": rng.random() < 0.5, "graves": None})
        body = self.changes if path == "sync/applyChanges" and rng.random() < 0.7 else self.bodies[path]
        choice = rng.random()
        if choice < 0.6:
            return path, *client.call(path, raw=text(damaged(body, rng)))
        if choice < 0.7:
            return path, *client.post(path, flipped(zstd(text(body)), rng))
        if choice < 0.8:
            archive = media_zip({"a.txt": b"a" * rng.randrange(1, 3000), "b é.txt": None})
            return "msync/uploadChanges", *client.call("msync/uploadChanges", raw=flipped(archive, rng))
        if choice < 0.9:
            fields = {"k": client.hkey, "c": rng.choice("01x"), "s": client.skey}
            data, headers = form(fields, rng.choice((text(body), flipped(text(damaged(body, rng)), rng))))
            status, _, answer = client.send(path, flipped(data, rng) if rng.random() < 0.3 else data, headers)
            return path, status, answer
        header = json.loads(client.header())
        head = text(damaged(header, rng)).decode("utf-8", "replace").encode("ascii", "replace").decode()
        head = "".join(c for c in head if " " <= c <= "~")[:30_000]
        status, _, answer = client.send(path, zstd(text(body)), {"anki-sync": head})
        return path, status, answer


def make_noise(rig: Rig, count: int, seed: int, check: Checker) -> dict[int, int]:
    """Send so many damaged requests; returns how often each status came."""
    learner, other = rig.begin()
    noise = Noise(learner)
    statuses: dict[int, int] = {}
    for number in range(count):
        try:
            path, status, answer = noise.one(random.Random(seed + number))
        except OSError:
            path, status, answer = "?", 0, b""  # the connection was closed: a refusal, too
            learner.client.close()
        statuses[status] = statuses.get(status, 0) + 1
        check.claim("I15", status < 500 or status in (501, 503), f"seed {seed + number}: {path} answers {status} {answer[:100]!r}")
        if not rig.server.is_running():
            check.claim("I13", False, f"seed {seed + number}: {path} ended the process")
            rig.restart()
        if number % 500 == 499:
            check.claim("I13", rig.alive(other), f"seed {seed + number}: another account is not served")
            check_sound(learner, check)
    learner.base = None  # its ledger knows nothing of what the noise has changed
    return statuses


def check_sound(learner: Learner, check: Checker) -> None:
    path = learner.download()
    db = read(path)
    check.sound(db)
    db.close()
    os.unlink(path)


def noise(rig: Rig) -> None:
    """Thousands of damaged requests: none may break the server or the account."""
    make_noise(rig, rig.times(6_000, 800), 1, rig.check)


FAULTS = [noise]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rig = Rig(1)
    try:
        statuses = make_noise(rig, args.requests, args.seed, rig.check)
        rig.end()
    finally:
        rig.close()
    print("answers:", dict(sorted(statuses.items())))
    print("\n".join(rig.check.violations[:40]))
    failed = len(rig.check.violations)
    print(f"{args.requests - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
