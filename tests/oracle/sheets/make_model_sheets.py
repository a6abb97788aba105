"""Writes the answer sheets for the model of crates/collection: what the real wheel makes of odd
notetypes, decks, presets, texts and names, and of a new collection.

    python make_model_sheets.py        with the wheel of Anki 26.9.3; writes *.json beside itself

The unit tests of the crate read the sheets, so they need no Python.
"""

import json
import os
import time
from pathlib import Path

import blobs
import new_file
import objects
import texts
import wheel

HERE = Path(__file__).parent


def write(name, sheet):
    """One case per line, so that a change of the sheet can be read."""
    lines = ",\n".join(
        f"{json.dumps(key)}: " + (
            "[\n" + ",\n".join(json.dumps(case) for case in value) + "\n]"
            if isinstance(value, list) else json.dumps(value))
        for key, value in sheet.items())
    (HERE / f"{name}.json").write_text("{\n" + lines + "\n}\n")
    print(name, {key: len(value) for key, value in sheet.items()})


def key_of(case):
    """The key of the object, equal to its id if that is one."""
    try:
        return int(case["id"]) if type(case["id"]) in (int, str) and int(case["id"]) < 2**63 else 1
    except (KeyError, ValueError):
        return 1


def changes(base, value):
    """The top-level keys in which a value differs from the base, and those it lacks. True is
    another value than 1."""
    return {"set": {key: value[key] for key in value if key not in base
                    or text(base[key]) != text(value[key])},
            "unset": [key for key in base if key not in value]}


def text(value):
    return json.dumps(value, sort_keys=True)


def json_sheet(cases, column, rows, as_json):
    """For each case the input, and what the wheel stored and gives back, as changes to those of
    the first case; or that it refused the file."""
    folder = wheel.Folder()
    template = wheel.schema11_template(folder)
    bases, sheet = None, []
    for label, case in cases:
        key = key_of(case)
        objects_by_key = json.dumps({str(key): case})
        before = int(time.time())
        with wheel.Upgrade(folder, template, **{column: objects_by_key}) as col:
            if col is None:
                answer = {"refused": True}
            else:
                (stored_id,) = col.db.list(f"select id from {TABLES[column]}")
                row = rows(col.db, stored_id) | {"id": stored_id}
                if before <= row["mtime"] <= time.time():
                    row["mtime"] = "now"
                given = as_json(col, stored_id)
                if row["mtime"] == "now":
                    given["mod"] = "now"
                bases = bases or {"input": case, "row": row, "json": given}
                answer = {"row": changes(bases["row"], row), "json": changes(bases["json"], given)}
        sheet.append({"label": label, "key": key, "input": changes(bases["input"], case)} | answer)
    return {"base": bases, "cases": sheet}


TABLES = {"models": "notetypes", "decks": "decks", "dconf": "deck_config"}


def main():
    os.environ["TZ"] = "UTC"
    time.tzset()
    write("notetypes", json_sheet(objects.notetypes(), "models", wheel.notetype_rows, wheel.notetype_json))
    for name in ("normal_decks", "filtered_decks"):
        write(name, json_sheet(getattr(objects, name)(), "decks", wheel.deck_row, wheel.deck_json))
    write("presets", json_sheet(objects.presets(), "dconf", wheel.preset_row, wheel.preset_json))
    write("blobs", blobs.sheets())
    write("new_file", new_file.sheet())
    write("texts", {"digests": texts.digests(), "tags": texts.tags(), "collation": texts.collation()})


if __name__ == "__main__":
    main()
