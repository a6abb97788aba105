"""A collection to begin with, made with the real library and then aged by hand."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import time

WORDS = "alpha beta gamma delta Éclair straße 日本 naïve ω".split()


def words(rng: random.Random, most: int = 5) -> str:
    return " ".join(rng.choice(WORDS) for _ in range(rng.randint(1, most)))


def make(path: str, rng: random.Random) -> None:
    """Write a collection as it lies on a server after some syncs: schema 18, no row pending."""
    from anki.collection import Collection

    if os.path.exists(path):
        os.unlink(path)
    col = Collection(path)
    try:
        fill(col, rng)
    finally:
        col.close()
    age(path, rng)


def fill(col, rng: random.Random) -> None:
    presets = [col.decks.add_config(f"preset {n}") for n in range(rng.randint(1, 3))]
    presets[0]["addonKey"] = {"kept": [1, 2.5, None]}
    presets[0]["new"]["mine"] = "kept"
    col.decks.update_config(presets[0])
    decks = [col.decks.id(name) for name in ("One", "One::Two", "Drei", "Drei::Vier::Fünf")]
    for deck_id in decks[:2]:
        deck = col.decks.get(deck_id)
        deck["conf"] = presets[0]["id"]
        deck["browserCollapsed"] = rng.random() < 0.5
        deck["addonDeck"] = "kept"
        col.decks.save(deck)
    col.decks.new_filtered("Filtered")
    notetypes = add_notetypes(col, rng)
    for _ in range(rng.randint(5, 20)):
        notetype = rng.choice(notetypes)
        note = col.new_note(notetype)
        for index in range(len(note.fields)):
            note.fields[index] = words(rng)
        if notetype["type"] == 1:
            note.fields[0] = "{{c1::" + words(rng) + "}} and {{c2::" + words(rng) + "}}"
        note.tags = [rng.choice(["red", "Blue", "green::dark", "Grün"]) for _ in range(2)]
        col.add_note(note, rng.choice(decks))
    for _ in range(rng.randint(0, 6)):
        card = col.sched.getCard()
        if card is None:
            break
        col.sched.answerCard(card, rng.randint(1, 4))
    col.set_config("addonSetting", {"list": [1, "two", None, 2.5], "big": 2**53 + 1})
    col.set_config("lastUnburied", col.sched.today)


def add_notetypes(col, rng: random.Random) -> list:
    by_name = [col.models.by_name(name) for name in ("Basic", "Basic (and reversed card)", "Cloze")]
    wide = col.models.copy(by_name[0])
    wide["name"] = "Wide"
    for number in range(3):
        col.models.add_field(wide, col.models.new_field(f"extra {number}"))
    wide["sortf"] = rng.randint(0, 4)
    wide["addonModel"] = {"kept": True}
    wide["flds"][0]["addonField"] = "kept"
    wide["tmpls"][0]["addonTemplate"] = [1]
    col.models.update_dict(wide)
    return [*by_name, col.models.by_name("Wide")]


def age(path: str, rng: random.Random) -> None:
    """Spread the rows over several syncs and a few days, and add graves."""
    db = connect(path)
    usn = rng.randint(3, 9)
    past = int(time.time()) - 86400 * 3
    for table in ("notes", "cards", "revlog", "notetypes", "decks", "deck_config"):
        for (row_id,) in db.execute(f"select id from {table}").fetchall():
            db.execute(f"update {table} set usn = ? where id = ?", (rng.randint(0, usn - 1), row_id))
    for table, column in (("notes", "mod"), ("cards", "mod"), ("notetypes", "mtime_secs"), ("decks", "mtime_secs"), ("deck_config", "mtime_secs")):
        for (row_id,) in db.execute(f"select id from {table}").fetchall():
            db.execute(f"update {table} set {column} = ? where id = ?", (past - rng.randint(0, 86400), row_id))
    for (tag,) in db.execute("select tag from tags").fetchall():
        db.execute("update tags set usn = ? where tag = ?", (rng.randint(0, usn - 1), tag))
    if rng.random() < 0.3:
        add_reviews(db, rng, usn)
    db.execute("delete from graves")
    for number in range(rng.randint(0, 6)):
        db.execute("insert into graves (oid, type, usn) values (?, ?, ?)", (1000 + number, number % 3, rng.randint(0, usn - 1)))
    now = int(time.time() * 1000)
    db.execute("update config set usn = 0")
    db.execute("update col set usn = ?, mod = ?, ls = ?, scm = ?", (usn, now - 5000, now - 5000, now - 86400_000))
    db.commit()
    db.execute("pragma wal_checkpoint(truncate)")
    db.close()


def add_reviews(db: sqlite3.Connection, rng: random.Random, usn: int) -> None:
    """About as many as fill a chunk, or several."""
    card_id = db.execute("select min(id) from cards").fetchone()[0]
    count = rng.choice([rng.randint(225, 255), rng.randint(225, 255), 700])
    rows = [(10**9 + n, card_id, usn - 1 - n % 2, 3, n, n - 1, 2500, 4000, 1) for n in range(count)]
    db.executemany("insert into revlog values (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def connect(path: str, read_only: bool = False) -> sqlite3.Connection:
    db = sqlite3.connect(f"file:{path}?mode=ro" if read_only else path, uri=read_only)
    db.create_collation("unicase", lambda a, b: (a.casefold() > b.casefold()) - (a.casefold() < b.casefold()))
    return db


def config_value(path: str, key: str):
    db = connect(path, read_only=True)
    try:
        (value,) = db.execute("select val from config where key = ?", (key,)).fetchone()
        return json.loads(value)
    finally:
        db.close()
