"""All rows of a collection file of schema 11 or 18 in a form that can be compared: blobs decoded
where their bytes may differ, JSON parsed, times of the run replaced by a word."""

import json
import sqlite3
import time

from anki import deck_config_pb2, decks_pb2, notetypes_pb2

STARTED = int(time.time())
OUR_NOW = 1_700_000_000  # what examples/layouts.rs takes for the present
BLOBS = {
    ("notetypes", "config"): notetypes_pb2.Notetype.Config,
    ("fields", "config"): notetypes_pb2.Notetype.Field.Config,
    ("templates", "config"): notetypes_pb2.Notetype.Template.Config,
    ("decks", "common"): decks_pb2.Deck.Common,
    ("deck_config", "config"): deck_config_pb2.DeckConfig.Config,
}


def connect(path):
    db = sqlite3.connect(path, isolation_level=None)
    db.create_collation("unicase", lambda a, b: (a.casefold() > b.casefold()) - (a.casefold() < b.casefold()))
    db.row_factory = sqlite3.Row
    return db


def contents(path):
    """{table: sorted rows}, with the names of tables and indexes and the kind of journal."""
    with open(path, "rb") as file:
        header = file.read(20)
    db = connect(path)
    found = {"journal": list(header[18:20]), "objects": sorted(
        f"{row['type']} {row['name']}" for row in db.execute("select type, name from sqlite_schema")
        if not row["name"].startswith("sqlite_stat"))}
    for entry in found["objects"]:
        kind, table = entry.split()
        if kind == "table":
            rows = [row_of(table, row) for row in db.execute(f'select * from "{table}"')]
            found[table] = sorted(rows, key=str)
    db.close()
    return found


def row_of(table, row):
    return {column: value_of(table, column, row[column]) for column in row.keys()}


def value_of(table, column, value):
    if (table, column) in BLOBS:
        message = BLOBS[table, column].FromString(value)
        other = json.loads(message.other) if message.other else None
        message.ClearField("other")
        return [message.SerializeToString().hex(), other]
    if table == "config" and column == "val" or table == "col" and column in (
            "conf", "models", "decks", "dconf", "tags") and value:
        return times_replaced(json.loads(value))
    if column == "mtime_secs":
        return "now" if is_now(value) else value
    return value.hex() if isinstance(value, bytes) else value


def is_now(value):
    return value == OUR_NOW or STARTED <= value <= STARTED + 3600


def times_replaced(value):
    if isinstance(value, dict):
        return {key: "now" if key == "mod" and is_now(item) else times_replaced(item)
                for key, item in value.items()}
    return value


def differences(left, right, where=""):
    """Lines that say where two contents differ."""
    if type(left) is not type(right):
        return [f"{where}: {str(left)[:200]} | {str(right)[:200]}"]
    if isinstance(left, dict):
        lines = [f"{where}.{key}: only on one side: {str(left.get(key, right.get(key)))[:200]}"
                 for key in left.keys() ^ right.keys()]
        for key in left.keys() & right.keys():
            lines += differences(left[key], right[key], f"{where}.{key}")
        return lines
    if isinstance(left, list) and len(left) == len(right):
        lines = []
        for number, (one, other) in enumerate(zip(left, right)):
            lines += differences(one, other, f"{where}[{number}]")
        return lines
    return [] if left == right else [f"{where}: {str(left)[:200]} | {str(right)[:200]}"]
