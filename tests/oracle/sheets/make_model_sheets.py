"""Writes the answer sheets for the model of crates/collection: what the real wheel makes of odd
notetypes, decks, presets, texts and names, and of a new collection.

    python make_model_sheets.py          with the wheel of Anki 26.9.3; writes *.json beside itself
    python make_model_sheets.py --check  asks the wheel again and compares; --small: some cases of each

The unit tests of the crate read the sheets, so they need no Python.
"""

import argparse
import json
import os
import sys
import time
from pathlib import Path

import blobs
import new_file
import objects
import texts
import wheel

HERE = Path(__file__).parent


SMALL_EVERY = 40  # of so many odd objects one is asked about again


class Keeper:
    """Writes the sheets, or compares those that lie here with the answers of now."""

    def __init__(self, check, small):
        self.check, self.small, self.differ = check, small, []
        # The wheel says on its output what it cannot read, and most cases are odd on purpose.
        self.out = os.fdopen(os.dup(1), "w")
        if check:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)

    def cases(self, cases):
        cases = list(cases)
        return cases[:1] + cases[1::SMALL_EVERY] if self.small else cases

    def keep(self, name, sheet):
        if not self.check:
            return write(name, sheet)
        kept = json.loads((HERE / f"{name}.json").read_text())
        if "cases" in sheet:
            kept["cases"] = self.cases(kept["cases"])
        same = kept == json.loads(json.dumps(sheet))
        counts = {key: len(value) for key, value in sheet.items()}
        print("ok  " if same else "FAIL", name, counts, file=self.out, flush=True)
        if not same:
            self.differ.append(name)


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
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--small", action="store_true")
    args = parser.parse_args()
    keeper = Keeper(args.check, args.check and args.small)
    os.environ["TZ"] = "UTC"
    time.tzset()
    notetypes, presets = keeper.cases(objects.notetypes()), keeper.cases(objects.presets())
    keeper.keep("notetypes", json_sheet(notetypes, "models", wheel.notetype_rows, wheel.notetype_json))
    for name in ("normal_decks", "filtered_decks"):
        decks = keeper.cases(getattr(objects, name)())
        keeper.keep(name, json_sheet(decks, "decks", wheel.deck_row, wheel.deck_json))
    keeper.keep("presets", json_sheet(presets, "dconf", wheel.preset_row, wheel.preset_json))
    keeper.keep("blobs", blobs.sheets())
    keeper.keep("new_file", new_file.sheet())
    keeper.keep("texts", {"digests": texts.digests(), "tags": texts.tags(), "collation": texts.collation()})
    return 1 if keeper.differ else 0


if __name__ == "__main__":
    sys.exit(main())
