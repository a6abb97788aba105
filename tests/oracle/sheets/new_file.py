"""The schema of a collection and the rows of a new one, as the wheel makes them."""

import json

import wheel
from anki import notetypes_pb2
from anki.collection import Collection

IGNORED = ("sqlite_stat1", "sqlite_stat4", "sqlite_schema", "sqlite_temp_schema")


def sheet():
    folder = wheel.Folder()
    path = folder.new_file()
    Collection(str(path)).close()
    col = Collection(str(path))
    made = {"schema": schema(col.db), "rows": rows(col)}
    col.close()
    folder.remove(path)
    return made


def schema(db):
    """One entry per table: what the pragmas say of it and of its indexes."""
    tables = []
    for name, kind, columns, without_rowid, strict in db.all(
            "select name, type, ncol, wr, strict from pragma_table_list where schema = 'main' order by name"):
        if name not in IGNORED:
            tables.append({
                "name": name, "kind": kind, "columns": columns, "without_rowid": without_rowid, "strict": strict,
                "info": db.all("select cid, name, lower(type), \"notnull\", dflt_value, pk, hidden "
                               "from pragma_table_xinfo(?)", name),
                "indexes": indexes(db, name),
            })
    return tables


def indexes(db, table):
    # Columns that are no part of the key are shown with a collation by some releases of SQLite.
    return [{"name": name, "unique": unique, "origin": origin, "partial": partial,
             "info": db.all("select seqno, cid, name, desc, iif(key, coll, null), key from pragma_index_xinfo(?)", name)}
            for name, unique, origin, partial in db.all(
                'select name, "unique", origin, partial from pragma_index_list(?) order by name', table)]


def rows(col):
    db = col.db
    return {
        "col": db.all("select id, mod, ver, dty, usn, ls, conf, models, decks, dconf, tags from col"),
        "config": [[key, usn, None if key == "curModel" else json.loads(bytes(val))]
                   for key, usn, val in db.all("select key, usn, val from config where key != 'curModel' "
                                               "order by key")],
        "current_notetype": db.scalar("select name from notetypes where id = "
                                      "(select cast(val as text) from config where key = 'curModel')"),
        "deck_config": [[*row[:4], bytes(row[4]).hex()] for row in db.all("select * from deck_config")],
        "decks": [[*row[:4], bytes(row[4]).hex(), bytes(row[5]).hex()] for row in db.all("select * from decks")],
        "notetypes": [notetype(db, *row) for row in db.all(
            "select id, name, mtime_secs, usn, config from notetypes order by id")],
        "empty": [table for table in ("notes", "cards", "revlog", "graves", "tags")
                  if db.scalar(f"select count() from {table}") == 0],
    }


def notetype(db, ntid, name, mtime, usn, config):
    return {"name": name, "mtime": mtime, "usn": usn, "config": bytes(config).hex(),
            "fields": [[field, without_id(notetypes_pb2.Notetype.Field.Config, blob)] for field, blob in db.all(
                "select name, config from fields where ntid = ? order by ord", ntid)],
            "templates": [[*row[:3], without_id(notetypes_pb2.Notetype.Template.Config, row[3])] for row in db.all(
                "select name, mtime_secs, usn, config from templates where ntid = ? order by ord", ntid)]}


def without_id(message, blob):
    parsed = message.FromString(bytes(blob))
    assert parsed.HasField("id")
    parsed.ClearField("id")
    return parsed.SerializeToString().hex()
