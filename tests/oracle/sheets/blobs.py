"""Rows of schema 18 with random blobs, and the JSON the wheel gives for them."""

import json
import math
import random
import struct

import wheel
from anki import deck_config_pb2, decks_pb2, notetypes_pb2
from anki.collection import Collection

TEXTS = ["", "x", "Häuser::2", "\x1f", "{{Front}}", "\U0001f600", "a\"b"]
FLOATS = [0.0, 0.1, 1.2, 2.5, 1.31, 0.97, 0.9, 0.29, 1e-7, 3.4e38, -1.5, math.nan, math.inf, 36500.0]
INTEGERS = {
    "int32": [0, 1, 2, 3, 4, 7, -1, 2**31 - 1, -2**31],
    "uint32": [0, 1, 2, 200, 9999, 10000, 36500, 36501, 65535, 65536, 70001, 2**31, 2**32 - 1],
    "int64": [0, 1, -1, 1700000000000, 2**63 - 1, -2**63, -8949807474837820652],
}
NAMES_BY_TYPE = {1: "double", 2: "float", 3: "int64", 5: "int32", 8: "bool", 9: "string",
                 11: "message", 12: "bytes", 13: "uint32", 14: "int32"}


def filled(chance, message, others):
    """The message with random values in most of its fields."""
    for field in message.DESCRIPTOR.fields:
        kind = NAMES_BY_TYPE[field.type]
        if chance.random() < 0.25 or kind == "message" and not field.is_repeated:
            continue
        if field.is_repeated:
            values = getattr(message, field.name)
            for _ in range(chance.randrange(3)):
                if kind == "message":
                    filled(chance, values.add(), others)
                else:
                    values.append(scalar(chance, kind, others))
        else:
            setattr(message, field.name, scalar(chance, kind, others))
    return message


def scalar(chance, kind, others):
    if kind == "float":
        value = chance.choice([*FLOATS, chance.uniform(0, 3)])
        return struct.unpack("f", struct.pack("f", min(value, 3.4e38)))[0] if value == value else value
    if kind == "bool":
        return chance.random() < 0.5
    if kind == "string":
        return chance.choice(TEXTS)
    if kind == "bytes":
        return chance.choice(others)
    return chance.choice(INTEGERS[kind])


def others_of(*keys):
    """What may stand in `other`: nothing, unknown keys, keys that are known now, nonsense."""
    return [b"", b"{}", b"[1]", b"nonsense", b'{"addon": {"deep": [1, 2.5, null, -7]}}',
            json.dumps({key: 1 for key in keys} | {"mine": "x"}).encode()]


def sheets():
    folder = wheel.Folder()
    path = folder.new_file()
    col = Collection(str(path))
    chance = random.Random(18)
    made = {"notetypes": list(notetypes(col, chance)), "decks": list(decks(col, chance)),
            "presets": list(presets(col, chance))}
    col.close()
    folder.remove(path)
    return made


def insert(col, table, *values):
    text = ", ".join(f"x'{value.hex()}'" if isinstance(value, bytes) else json.dumps(value) if
                     isinstance(value, int) else "'" + value.replace("'", "''") + "'" for value in values)
    col.db.execute(f"insert into {table} values ({text})")


def notetypes(col, chance):
    shapes = notetypes_pb2.Notetype
    keys = ("name", "ord", "did", "css", "req", "latexsvg", "size", "bsize", "tag", "originalId")
    for number in range(80):
        ntid, others = 2000 + number, others_of(*keys)
        config = filled(chance, shapes.Config(), others).SerializeToString()
        row = [ntid, f"notetype {number}", number, 3, config]
        insert(col, "notetypes", *row)
        fields, templates = [], []
        for ord in range(chance.randrange(4)):
            blob = filled(chance, shapes.Field.Config(), others).SerializeToString()
            insert(col, "fields", ntid, ord, f"field {ord}", blob)
            fields.append([f"field {ord}", blob.hex()])
        for ord in range(chance.randrange(3)):
            blob = filled(chance, shapes.Template.Config(), others).SerializeToString()
            insert(col, "templates", ntid, ord, f"template {ord}", 5, 6, blob)
            templates.append([f"template {ord}", blob.hex()])
        yield {"row": [*row[:4], config.hex()], "fields": fields, "templates": templates,
               "json": wheel.notetype_json(col, ntid)}


def decks(col, chance):
    keys = ("name", "conf", "newLimit", "dyn", "desc", "lrnToday", "desiredRetention", "resched")
    for number in range(120):
        did, others = 3000 + number, others_of(*keys)
        common = filled(chance, decks_pb2.Deck.Common(), others).SerializeToString()
        kind = decks_pb2.Deck.KindContainer()
        if number % 2:
            normal = filled(chance, kind.normal, others)
            normal.SetInParent()
            for limit in (normal.review_limit_today, normal.new_limit_today):
                if chance.random() < 0.5:
                    filled(chance, limit, others).SetInParent()
        else:
            filled(chance, kind.filtered, others).SetInParent()
        row = [did, f"top\x1fdeck {number}", number, -1, common, kind.SerializeToString()]
        insert(col, "decks", *row)
        yield {"row": [*row[:4], row[4].hex(), row[5].hex()], "json": wheel.deck_json(col, did)}


def presets(col, chance):
    others = [*others_of("new", "rev", "lapse", "maxTaken", "fsrsWeights"),
              b'{"new": {"order": 1, "mine": 2}, "rev": {"fuzz": 0.05, "ease4": 9}, '
              b'"lapse": {"mult": 3, "x": {}}, "timer": 4, "own": null}']
    for number in range(120):
        dcid = 4000 + number
        config = filled(chance, deck_config_pb2.DeckConfig.Config(), others).SerializeToString()
        row = [dcid, f"preset {number}", number, 8, config]
        insert(col, "deck_config", *row)
        yield {"row": [*row[:4], config.hex()], "json": wheel.preset_json(col, dcid)}
