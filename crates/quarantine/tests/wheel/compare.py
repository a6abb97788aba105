#!/usr/bin/env python3
"""Collections of all schemas go through the cage and must come out as Anki itself would have them.

    python compare.py --cage target/debug/cage [--old-python PYTHON] FOLDER

Run with a Python that has the package `anki` (the newest supported); FOLDER is for temporary
files. Files of schema 11 and 14 to 18 are made from one collection; each is upgraded by Anki and,
apart from that, by the cage; then all tables are compared, row by row, blob by blob. `--old-python`
names a Python with anki 2.1.49, which makes one more collection of schema 11.
"""

import argparse
import json
import os
import shutil
import sqlite3
import struct
import subprocess
import sys
from pathlib import Path

from anki.collection import Collection

TABLES = (
    "col notes cards revlog deck_config config fields templates notetypes decks tags graves".split()
)

OLD = """
import sys
from anki.collection import Collection
from anki.notes import Note
col = Collection(sys.argv[1])
for n in range(40):
    model = col.models.byName(["Basic", "Cloze", "Basic (and reversed card)"][n % 3])
    note = Note(col, model)
    note.fields[0] = "{{c1::front}} %d" % n if n % 3 == 1 else "front %d" % n
    note.tags = ["tag%d" % (n % 4), "Deep::Tag%d" % (n % 2)]
    note.model()["did"] = col.decks.id("Old::Deck%d" % (n % 3))
    col.addNote(note)
col.conf["addonKey"] = {"x": [1, 2.5, None]}
col.save()
col.sched.reset()
for _ in range(15):
    card = col.sched.getCard()
    if not card:
        break
    col.sched.answerCard(card, 3)
col.decks.newDyn("Filtered")
col.remNotes(col.db.list("select id from notes limit 2"))
col.close(downgrade=True)
"""


def unicase(a, b):
    a, b = a.casefold(), b.casefold()
    return (a > b) - (a < b)


def connect(path):
    db = sqlite3.connect(path, isolation_level=None)
    db.create_collation("unicase", unicase)
    return db


def make(path):
    """A collection with a bit of everything, through Anki's own API."""
    col = Collection(str(path))
    decks = [col.decks.id(f"Languages::L{n}::Ünit") for n in range(4)]
    conf = col.decks.add_config("Hard", None)
    conf["new"]["delays"] = [1, 10, 20]
    conf["addonPresetKey"] = {"a": 1}
    col.decks.update_config(conf)
    deck = col.decks.get(decks[1])
    deck["conf"] = conf["id"]
    deck["addonDeckKey"] = "kept"
    col.decks.save(deck)
    for n in range(60):
        notetype = col.models.by_name(["Basic", "Cloze", "Basic (and reversed card)"][n % 3])
        note = col.new_note(notetype)
        note.fields[0] = f"{{{{c1::{n}}}}}" if n % 3 == 1 else ["café", "123", "<b>bold</b>"][n % 3]
        note.fields[1] = "x" * (n * 400)
        note.tags = [f"tag{n % 5}", "Deep::Tag"]
        col.add_note(note, decks[n % 4])
    col.decks.select(decks[0])
    for deck in decks:
        col.decks.select(deck)
        for _ in range(5):
            card = col.sched.getCard()
            if card:
                col.sched.answerCard(card, 3)
    col.decks.new_filtered("Filtered")
    col.set_config("addonKey", {"nested": [1, 2, {"x": None}]})
    col.remove_notes(col.find_notes("tag:tag4")[:3])
    col.close()
    db = connect(path)
    db.execute("pragma journal_mode = delete")
    for table in "notes cards revlog graves decks deck_config notetypes templates tags config".split():
        db.execute(f"update {table} set usn = abs(random()) % 4")
    db.execute("update col set usn = 5, mod = mod + 7")
    db.close()


def make_old(python, path):
    """A collection by a client of 2021, as if it had been synced once."""
    subprocess.run([python, "-c", OLD, str(path)], check=True, stdout=subprocess.DEVNULL)
    db = connect(path)
    db.execute("pragma journal_mode = delete")
    db.execute("update col set usn = 5")
    for table in "notes cards revlog graves".split():
        db.execute(f"update {table} set usn = 1")
    for column in "models decks dconf tags".split():
        objects = json.loads(*db.execute(f"select {column} from col").fetchone())
        for key, value in objects.items():
            if column == "tags":
                objects[key] = 0
            else:
                value["usn"] = 0
        db.execute(f"update col set {column} = ?", (json.dumps(objects),))
    db.close()


def downgraded(source, path):
    """Schema 11, by Anki itself."""
    shutil.copy(source, path)
    col = Collection(str(path))
    col.close(downgrade=True)


def copy_of_18(source, path, version, statements):
    shutil.copy(source, path)
    db = connect(path)
    db.execute("pragma journal_mode = delete")
    db.executescript(statements)
    db.execute("update col set ver = ?", (version,))
    db.close()


OLD_GRAVES = """
alter table graves rename to g18;
create table graves (usn integer not null, oid integer not null, type integer not null);
insert into graves select usn, oid, type from g18;
insert into graves select 0, oid, type from g18 limit 1;
drop table g18;
"""
OLD_TAGS = """
alter table tags rename to t18;
create table tags (tag text not null primary key collate unicase, usn integer not null) without rowid;
insert into tags select tag, usn from t18;
drop table t18;
"""


def ease_times_100(path):
    db = connect(path)
    for id, config in db.execute("select id, config from deck_config").fetchall():
        at = config.index(b"\x5d")  # field 11, four bytes
        (ease,) = struct.unpack_from("<f", config, at + 1)
        ease = 0.0 if id != 1 else ease * 100
        config = config[: at + 1] + struct.pack("<f", ease) + config[at + 5 :]
        db.execute("update deck_config set config = ? where id = ?", (config, id))
    db.close()


def schema_14(eleven, eighteen, path):
    copy_of_18(eighteen, path, 14, OLD_GRAVES + OLD_TAGS)
    old, db = connect(eleven), connect(path)
    models, decks, dconf = old.execute("select models, decks, dconf from col").fetchone()
    db.execute("update col set models = ?, decks = ?", (models, decks))
    for table in ["notetypes", "fields", "templates", "decks"]:
        db.execute(f"drop table {table}")
    for index in ["idx_cards_odid", "idx_notes_mid"]:
        db.execute(f"drop index {index}")
    for id, preset in json.loads(dconf).items():
        db.execute(
            "update deck_config set config = ? where id = ?", (json.dumps(preset).encode(), int(id))
        )
    db.close()


def by_anki(path, out):
    shutil.copy(path, out)
    col = Collection(str(out))
    col.close(downgrade=False)


def by_cage(cage, path, out):
    with open(path, "rb") as received, open(out, "w+b") as fresh:
        done = subprocess.run(
            [cage, "cage", str(1 << 30), "60", str(512 << 20)],
            stdin=received,
            stdout=fresh,
            stderr=subprocess.PIPE,
        )
    answer = json.loads(done.stderr)
    assert "Ok" in answer["outcome"], answer
    return answer["outcome"]["Ok"]["report"]


def normal(table, row):
    """Settings are compared as JSON: the order of keys in objects is of no meaning."""
    if table == "config":
        return (*row[:3], json.dumps(json.loads(row[3]), sort_keys=True))
    return row


def compare(name, anki, cage):
    a, b = connect(anki), connect(cage)
    differences = 0
    for table in TABLES:
        rows = [
            [normal(table, row) for row in db.execute(f"select * from {table} order by 1, 2").fetchall()]
            for db in (a, b)
        ]
        if rows[0] != rows[1]:
            differences += 1
            print(f"{name}: {table} differs ({len(rows[0])} and {len(rows[1])} rows)")
            for x, y in list(zip(*rows)):
                if x != y:
                    print("  anki", x, "\n  ours", y)
                    break
    return differences


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cage", required=True)
    parser.add_argument("--old-python")
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    folder = args.folder
    for file in folder.glob("*.anki2*"):
        file.unlink()
    files = {n: folder / f"schema{n}.anki2" for n in (11, 14, 15, 16, 17, 18)}
    make(files[18])
    downgraded(files[18], files[11])
    copy_of_18(files[18], files[17], 17, OLD_GRAVES)
    copy_of_18(files[18], files[16], 16, OLD_GRAVES + OLD_TAGS)
    copy_of_18(files[18], files[15], 15, OLD_GRAVES + OLD_TAGS)
    ease_times_100(files[15])
    schema_14(files[11], files[18], files[14])
    if args.old_python:
        files["2.1.49"] = folder / "old.anki2"
        make_old(args.old_python, files["2.1.49"])
    differences = 0
    for name, path in files.items():
        anki, cage = folder / f"anki{name}.out", folder / f"cage{name}.out"
        by_anki(path, anki)
        report = by_cage(args.cage, path, cage)
        print(name, report)
        differences += compare(name, anki, cage)
    print("equal" if not differences else f"{differences} tables differ")
    sys.exit(differences > 0)


if __name__ == "__main__":
    main()
