"""What the real wheel makes of an object: files of schema 11 with one object in them, opened by
it, and what then stands in the tables and in its own JSON."""

import json
import os
import sqlite3
import tempfile
from pathlib import Path

from anki import deck_config_pb2, decks_pb2, notetypes_pb2
from anki.collection import Collection

CREATED = 1_600_000_000


class Folder:
    """A folder of its own in which files are made and thrown away."""

    def __init__(self):
        self.path = Path(tempfile.mkdtemp(prefix="sheets"))
        self.number = 0

    def new_file(self):
        self.number += 1
        return self.path / f"{self.number}.anki2"

    def remove(self, path):
        for leftover in self.path.glob(f"{path.stem}.*"):
            if leftover.is_dir():
                leftover.rmdir()
            else:
                os.unlink(leftover)


def schema11_template(folder):
    """A file of schema 11 as the wheel itself writes it, without any object."""
    path = folder.new_file()
    Collection(str(path)).close(downgrade=True)
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("update col set crt=?, models='{}', decks='{}', dconf='{}', tags='{}', conf='{}'",
               (CREATED,))
    db.close()
    return path.read_bytes()


class Upgrade:
    """Opens one object of schema 11 with the wheel; `refused` if it does not."""

    def __init__(self, folder, template, **columns):
        self.path = folder.new_file()
        self.folder = folder
        self.path.write_bytes(template)
        db = sqlite3.connect(self.path, isolation_level=None)
        for column, text in columns.items():
            db.execute(f"update col set {column}=?", (text,))
        db.close()
        try:
            self.col = Collection(str(self.path))
        except Exception as error:  # noqa: BLE001 - the wheel has many
            self.col, self.error = None, error

    def __enter__(self):
        return self.col

    def __exit__(self, *_):
        if self.col:
            self.col.close()
        self.folder.remove(self.path)


def blob(message, data):
    """A blob as {hex, other}: the unknown keys apart, since their order means nothing."""
    parsed = message.FromString(bytes(data))
    other = json.loads(parsed.other) if parsed.other else None
    parsed.ClearField("other")
    return {"hex": parsed.SerializeToString().hex(), "other": other}


def notetype_rows(db, ntid):
    name, mtime, usn, config = db.first(
        "select name, mtime_secs, usn, config from notetypes where id = ?", ntid)
    fields = db.all("select name, config from fields where ntid = ? order by ord", ntid)
    templates = db.all(
        "select name, mtime_secs, usn, config from templates where ntid = ? order by ord", ntid)
    return {
        "name": name, "mtime": mtime, "usn": usn,
        "config": blob(notetypes_pb2.Notetype.Config, config),
        "fields": [[row[0], blob(notetypes_pb2.Notetype.Field.Config, row[1])] for row in fields],
        "templates": [[*row[:3], blob(notetypes_pb2.Notetype.Template.Config, row[3])]
                      for row in templates],
    }


def deck_row(db, did):
    name, mtime, usn, common, kind = db.first(
        "select name, mtime_secs, usn, common, kind from decks where id = ?", did)
    return {"name": name, "mtime": mtime, "usn": usn, "common": blob(decks_pb2.Deck.Common, common),
            "kind": bytes(kind).hex()}


def preset_row(db, dcid):
    name, mtime, usn, config = db.first(
        "select name, mtime_secs, usn, config from deck_config where id = ?", dcid)
    return {"name": name, "mtime": mtime, "usn": usn,
            "config": blob(deck_config_pb2.DeckConfig.Config, config)}


def notetype_json(col, ntid):
    return json.loads(col._backend.get_notetype_legacy(ntid))


def deck_json(col, did):
    return json.loads(col._backend.get_deck_legacy(did))


def preset_json(col, dcid):
    return json.loads(col._backend.get_deck_config_legacy(dcid))
