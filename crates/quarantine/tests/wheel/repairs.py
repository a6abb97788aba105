#!/usr/bin/env python3
"""A real client uploads a collection with gaps, goes on syncing, and ends equal to the server.

    python repairs.py FOLDER

Run with a Python that has the package `anki`, after `cargo build -p server`; FOLDER is for
temporary files. Each gap is made alone and then all together.
"""

import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[4] / "tests" / "oracle"))

from device import NO_CHANGES, Device  # noqa: E402
from server import Fuda  # noqa: E402

GAPS = {
    "card without note": ["delete from notes where id = {0}"],
    "card without deck": ["update cards set did = 4242 where nid = {1}"],
    "note without notetype": ["update notes set mid = 4243 where id = {2}"],
    "fields": [
        "update notes set flds = 'only' where id = {3}",
        "update notes set flds = 'a' || x'1f' || 'b' || x'1f' || 'c' where id = {4}",
    ],
    # Of these the client does not learn: it cannot read its own rows, and must not stumble.
    "fraction": ["update cards set ivl = 1.5 where nid = {5}"],
    "not text": ["update notes set flds = cast(x'41ff1f42' as text) where id = {6}"],
}
TOLD = list(GAPS)[:4]
TABLES = {
    "notes": "*",
    "cards": "*",
    "revlog": "*",
    "decks": "id, name, kind",
    "notetypes": "*",
    "fields": "*",
    "templates": "*",
}


def add_note(col, text):
    note = col.new_note(col.models.by_name("Basic"))
    note.fields = [text, text]
    col.add_note(note, 1)


def live_through(server, folder, gaps):
    """Returns what differs in the end."""
    shutil.rmtree(folder, ignore_errors=True)
    account = (server.url, server.user(1), server.password(1))
    first, second = Device(f"{folder}/first", *account), Device(f"{folder}/second", *account)
    col = first.open()
    for n in range(20):
        add_note(col, f"note {n}")
    ids = col.db.list("select id from notes order by id")
    first.login()
    for gap in gaps:
        for statement in GAPS[gap]:
            col.db.execute(statement.format(*ids))
    first.upload()
    add_note(first.col, "later")
    answers = [first.sync().required, first.sync().required]
    second.open()
    second.login()
    second.download()
    different = [] if answers == [NO_CHANGES] * 2 else [f"answers {answers}"]
    for table, columns in TABLES.items():
        statement = f"select {columns} from {table} order by 1, 2"
        if set(gaps) <= set(TOLD) and first.col.db.all(statement) != second.col.db.all(statement):
            different.append(table)
    first.close()
    second.close()
    return different


def main():
    folder = sys.argv[1]
    failed = 0
    for gaps in [[gap] for gap in GAPS] + [TOLD, list(GAPS)]:
        with Fuda(accounts=1) as server:
            different = live_through(server, folder, gaps)
        print(", ".join(gaps), "->", different or "equal")
        failed += bool(different)
    sys.exit(failed)


if __name__ == "__main__":
    main()
