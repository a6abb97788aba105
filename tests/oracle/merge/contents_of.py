"""Everything in a collection file, straight from its tables, in a form that can be compared.

Protobuf blobs are decoded with the wheel's own definitions, since the order of the keys in their
`other` part is chance.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import tempfile

from anki import deck_config_pb2, decks_pb2, notetypes_pb2
from google.protobuf.json_format import MessageToDict

from .base import connect

BLOBS = {
    ("notetypes", "config"): notetypes_pb2.Notetype.Config,
    ("fields", "config"): notetypes_pb2.Notetype.Field.Config,
    ("templates", "config"): notetypes_pb2.Notetype.Template.Config,
    ("decks", "common"): decks_pb2.Deck.Common,
    ("decks", "kind"): decks_pb2.Deck.KindContainer,
    ("deck_config", "config"): deck_config_pb2.DeckConfig.Config,
}
KEYS = {
    "notes": ("id",),
    "cards": ("id",),
    "revlog": ("id",),
    "graves": ("oid", "type"),
    "notetypes": ("id",),
    "fields": ("ntid", "ord"),
    "templates": ("ntid", "ord"),
    "decks": ("id",),
    "deck_config": ("id",),
    "tags": ("tag",),
    "config": ("KEY",),
}


def read(path: str) -> dict:
    """Tables by name, rows by key, columns by name; and `col`.

    From a copy, since Anki locks the file for as long as it has it open.
    """
    with tempfile.TemporaryDirectory(dir=os.path.dirname(path)) as folder:
        copied = os.path.join(folder, "copy")
        for end in ("", "-wal"):
            if os.path.exists(path + end):
                shutil.copyfile(path + end, copied + end)
        db = connect(copied)
        try:
            found = {table: rows(db, table, keys) for table, keys in KEYS.items()}
            found["col"] = stamps(db)
            return found
        finally:
            db.close()


def rows(db, table: str, keys: tuple) -> dict:
    cursor = db.execute(f"select * from {table} not indexed")
    names = [column[0] for column in cursor.description]
    out = {}
    for values in cursor:
        row = dict(zip(names, values))
        key = tuple(row[k] for k in keys)
        out[key if len(key) > 1 else key[0]] = {k: decoded(table, k, v) for k, v in row.items()}
    return out


def decoded(table: str, column: str, value):
    if table == "config" and column == "val":
        return json.loads(value)
    kind = BLOBS.get((table, column))
    if kind is None or value is None:
        return value
    message = MessageToDict(kind.FromString(value))
    return with_json(message)


def with_json(message):
    """The bytes named `other` hold JSON."""
    if isinstance(message, dict):
        return {
            k: json.loads(base64.b64decode(v)) if k == "other" else with_json(v)
            for k, v in message.items()
        }
    if isinstance(message, list):
        return [with_json(v) for v in message]
    return message


def stamps(db) -> dict:
    crt, mod, scm, usn, ls = db.execute("select crt, mod, scm, usn, ls from col").fetchone()
    return {"crt": crt, "scm": scm, "usn": usn, "mod": mod, "ls": ls}
