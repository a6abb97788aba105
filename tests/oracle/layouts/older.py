"""Files of schemas 14 to 17, which no released client leaves behind on disk: made from the same
collection in schema 11 and 18. That the wheel opens them is the proof that they are right."""

import json
import shutil

from anki import deck_config_pb2
from contents import connect

TWO_COLUMN_TAGS = "create table tags (tag text not null primary key collate unicase, usn integer not null) without rowid"
OLD_GRAVES = "create table graves (usn integer not null, oid integer not null, type integer not null)"


def schema_14(eleven, _eighteen, path):
    shutil.copy(eleven, path)
    db = connect(path)
    conf, dconf, tags = (json.loads(text) for text in db.execute("select conf, dconf, tags from col").fetchone())
    db.execute("create table deck_config (id integer primary key not null, name text not null collate unicase, "
               "mtime_secs integer not null, usn integer not null, config blob not null)")
    db.execute("create table config (KEY text not null primary key, usn integer not null, "
               "mtime_secs integer not null, val blob not null) without rowid")
    db.execute(TWO_COLUMN_TAGS)
    for preset in dconf.values():
        db.execute("insert into deck_config values (?, ?, ?, ?, ?)", (
            preset["id"], preset["name"], preset["mod"], preset["usn"], json.dumps(preset).encode()))
    for key, value in conf.items():
        db.execute("insert into config values (?, 0, 0, ?)", (key, json.dumps(value).encode()))
    for tag, usn in tags.items():
        db.execute("insert into tags values (?, ?)", (tag, usn))
    db.execute("update col set ver = 14, conf = '', dconf = '', tags = ''")
    db.close()


def schema_17(_eleven, eighteen, path):
    shutil.copy(eighteen, path)
    db = connect(path)
    db.execute("alter table graves rename to newer")
    db.execute("drop index idx_graves_pending")
    db.execute(OLD_GRAVES)
    db.execute("insert into graves select usn, oid, type from newer")
    db.execute("insert into graves select usn + 1, oid, type from newer")
    db.execute("drop table newer")
    db.execute("update col set ver = 17")
    db.close()


def schema_16(eleven, eighteen, path):
    schema_17(eleven, eighteen, path)
    db = connect(path)
    tags = db.execute("select tag, usn from tags").fetchall()
    db.execute("drop table tags")
    db.execute(TWO_COLUMN_TAGS)
    db.executemany("insert into tags values (?, ?)", map(tuple, tags))
    db.execute("update col set ver = 16")
    db.close()


def schema_15(eleven, eighteen, path):
    schema_16(eleven, eighteen, path)
    db = connect(path)
    for place, (preset, blob) in enumerate(map(tuple, db.execute("select id, config from deck_config").fetchall())):
        config = deck_config_pb2.DeckConfig.Config.FromString(blob)
        config.initial_ease = 130 if place >= 1 else config.initial_ease * 100
        db.execute("update deck_config set config = ? where id = ?", (config.SerializeToString(), preset))
    db.execute("update cards set factor = 1700 where factor != 0 and id % 3 = 0")
    db.execute("update col set ver = 15")
    db.close()


OLDER = {14: schema_14, 15: schema_15, 16: schema_16, 17: schema_17}
