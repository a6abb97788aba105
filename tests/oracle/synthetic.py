#!/usr/bin/env python3
"""Makes a seeded, synthetic but realistic Anki collection.

The frame of the collection (note types, decks, deck options, config) is made
through the real Anki API; notes, cards and review history are then written in
bulk with plain sqlite3, with the same column contents Anki itself would have
written. The result passes Anki's "Check Database" (``--check`` proves it).

    .lab/v26.9.3/bin/python tests/oracle/synthetic.py --out DIR --preset medium --check

The same seed and sizes give the same texts, states and history; ids made by the
API (note types, decks) and timestamps depend on the moment of the run.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sys
import tempfile
import time
from dataclasses import asdict, dataclass

from synthetic_history import DAY
from synthetic_rows import NOTETYPE_MIX, Maker
from synthetic_texts import Words

PRESETS = {
    # notes, revlog rows, days of history, media files, bytes per media file
    "small": (500, 3_000, 120, 20, 8_000),
    "medium": (20_000, 200_000, 720, 200, 20_000),
    "large": (100_000, 1_000_000, 1_500, 500, 20_000),
}

@dataclass
class Params:
    notes: int = 500
    revlog: int = 3_000
    days: int = 120
    media_files: int = 20
    media_bytes: int = 8_000
    decks: int = 24
    tags: int = 120
    fsrs: bool = True
    usn: int = -1
    seed: int = 1
    now: int = 0  # 0: the moment of the run

    @staticmethod
    def preset(name: str, **changes) -> "Params":
        notes, revlog, days, files, size = PRESETS[name]
        p = Params(notes, revlog, days, files, size)
        for key, value in changes.items():
            if value is not None:
                setattr(p, key, value)
        return p


# --------------------------------------------------------------------------
# frame: note types, decks, options, media


def make_frame(path: str, p: Params, rng: random.Random, words: Words) -> dict:
    """Create the collection with the API; returns ids needed for bulk insert."""
    from anki.collection import Collection

    col = Collection(path)
    try:
        if p.fsrs:
            col.set_config("fsrs", True)
        col.set_config("nextPos", 1)

        # deck options: default preset, a fast one, and one without a limit
        configs = [col.decks.get_config(1)]
        for name in ("Fast", "Exam: heavy", "No limit"):
            configs.append(col.decks.add_config(name))
        for i, conf in enumerate(configs):
            conf["desiredRetention"] = (0.90, 0.85, 0.92, 0.90)[i]
            conf["new"]["perDay"] = (20, 40, 10, 9999)[i]
            conf["rev"]["perDay"] = (200, 400, 200, 9999)[i]
            conf["new"]["delays"] = ([1.0, 10.0], [10.0], [1.0, 15.0, 60.0], [5.0])[i]
            conf["new"]["bury"] = conf["rev"]["bury"] = i == 2
            conf["buryInterdayLearning"] = i == 2
            col.decks.update_config(conf)

        # a tree of decks, up to four levels deep
        dids = []
        names: list[str] = []
        for i in range(p.decks):
            parents = [n for n in names if n.count("::") < 3]
            name = words.phrase(1, 2).title()
            if parents and rng.random() < 0.7:
                name = f"{rng.choice(parents)}::{name}"
            if name in names:
                name += f" {i}"
            names.append(name)
            did = int(col.decks.id(name))
            deck = col.decks.get(did)
            deck["conf"] = configs[rng.choice((0, 0, 0, 1, 2, 3))]["id"]
            if rng.random() < 0.1:
                deck["desc"] = words.phrase(5, 30)
            if rng.random() < 0.3:
                deck["collapsed"] = True
            col.decks.update(deck)
            dids.append(did)

        notetypes = {}
        for name in NOTETYPE_MIX:
            nt = col.models.by_name(name)
            assert nt is not None, name
            notetypes[name] = {"id": nt["id"], "fields": len(nt["flds"])}

        # start of the collection: `days` days before today's day start
        crt = col.crt - p.days * DAY
        col.crt = crt
        today = p.days
        media_dir = col.media.dir()
    finally:
        col.close()
    return {
        "dids": dids,
        "notetypes": notetypes,
        "crt": crt,
        "today": today,
        "media_dir": media_dir,
    }


def make_media(folder: str, p: Params, rng: random.Random, words: Words) -> list[str]:
    """Write the media files; returns their names.  Sizes spread around the mean."""
    os.makedirs(folder, exist_ok=True)
    names = []
    for i in range(p.media_files):
        ext = ("jpg", "mp3", "png", "ogg", "webp")[i % 5]
        stem = "-".join(words.take(2))
        if i % 17 == 3:
            stem += " é日本"  # names with a space and other scripts
        name = f"{stem}_{i:05d}.{ext}"
        size = max(16, int(p.media_bytes * rng.lognormvariate(-0.125, 0.5)))
        with open(os.path.join(folder, name), "wb") as f:
            f.write(rng.randbytes(size))
        names.append(name)
    return names


def make_collection(folder: str, p: Params) -> dict:
    """Make the collection in `folder`; returns what was made."""
    rng = random.Random(p.seed)
    words = Words(rng)
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, "collection.anki2")
    if os.path.exists(path):
        raise SystemExit(f"{path} exists already")
    frame = make_frame(path, p, rng, words)
    media = make_media(frame["media_dir"], p, rng, words)
    maker = Maker(p, rng, words, frame, p.now or int(time.time()))
    maker.make_notes(media)
    maker.make_cards()
    tags = maker.write(path)

    from anki.collection import Collection

    col = Collection(path)
    col.set_config("nextPos", maker.position + 1)
    # The buried cards were buried today.
    col.set_config("lastUnburied", frame["today"])
    col.close()
    return {
        "path": path,
        "bytes": os.path.getsize(path),
        "notes": len(maker.notes),
        "cards": len(maker.cards),
        "revlog": len(maker.revlog),
        "tags": tags,
        "decks": len(frame["dids"]) + 1,
        "media_files": len(media),
        "params": asdict(p),
    }


def check(path: str) -> list[str]:
    """Anki's Check Database.  Returns the problems found (empty: none)."""
    from anki.collection import Collection

    col = Collection(path)
    try:
        report, ok = col.fix_integrity()
        lines = [line for line in report.split("\n") if line.strip()]
        # the last line always says that the database was rebuilt
        problems = lines[:-1]
        if not ok:
            problems.append("not ok")
        return problems
    finally:
        col.close()


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    numbers = ("notes", "revlog", "days", "media-files", "media-bytes", "decks", "tags", "seed", "now", "usn")
    parser.add_argument("--out", required=True, help="folder for the new collection")
    parser.add_argument("--preset", choices=PRESETS, default="small")
    for name in numbers:
        parser.add_argument(f"--{name}", type=int, default=None)
    parser.add_argument("--no-fsrs", action="store_true", help="leave FSRS off")
    parser.add_argument("--check", action="store_true", help="run Check Database on a copy")
    args = parser.parse_args()
    chosen = {name.replace("-", "_"): getattr(args, name.replace("-", "_")) for name in numbers}
    p = Params.preset(args.preset, **chosen)
    p.fsrs = not args.no_fsrs
    made = make_collection(args.out, p)
    print(json.dumps(made, indent=1))
    if not args.check:
        return 0
    with tempfile.TemporaryDirectory() as tmp:
        copy = os.path.join(tmp, "collection.anki2")
        shutil.copy(made["path"], copy)
        problems = check(copy)
    print("check database:", problems or "no problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
