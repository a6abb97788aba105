"""The real wheel judges the files that crates/collection makes.

    cargo build -p collection --example layouts
    .lab/v26.9.3/bin/python tests/oracle/layouts/judge.py \
        --tool target/debug/examples/layouts --old .lab/v2.1.49/bin/python

New collections, files of schema 11 out of schema 18, and files of schema 11 and 14 to 18 brought
to 18, each compared row by row with what the wheel makes, and put through Check Database.
"""

import argparse
import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

from anki.collection import Collection
from contents import contents, differences
from older import OLDER

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))


class Judge:
    def __init__(self, tool, old, folder):
        self.tool, self.old, self.folder = tool, old, Path(folder)
        self.failed = 0

    def run(self, *arguments):
        subprocess.run([self.tool, *map(str, arguments)], check=True)

    def path(self, name):
        return self.folder / f"{name}.anki2"

    def say(self, what, problems):
        print("FAIL" if problems else "ok  ", what)
        for problem in problems[:20]:
            print("      ", problem)
        self.failed += bool(problems)

    def check_database(self, path):
        """Check Database of the newest wheel, on a copy."""
        copy = self.path(f"checked-{path.stem}")
        shutil.copy(path, copy)
        col = Collection(str(copy))
        report, clean = col.fix_integrity()
        col.close()
        return [] if clean else [report]

    def check_with_old(self, path):
        copy = self.path(f"old-{path.stem}")
        shutil.copy(path, copy)
        answer = subprocess.run([self.old, HERE / "old_client.py", "judge", copy], capture_output=True, text=True)
        return [] if answer.returncode == 0 else [answer.stdout + answer.stderr]

    # what is judged

    def new_collection(self):
        path = self.path("new")
        self.run("create", path)
        self.say("a new collection passes Check Database", self.check_database(path))
        col = Collection(str(path))
        for notetype in col.models.all():
            note = col.new_note(notetype)
            note.fields[0] = "{{c1::one}} two"
            if len(note.fields) > 1:
                note.fields[1] = "more"
            col.add_note(note, 1)
        while card := col.sched.getCard():
            card.start_timer()
            col.sched.answerCard(card, 4)
        problems = [] if col.db.scalar("select count() from revlog") >= 6 else ["nothing was studied"]
        col.close()
        self.say("notes of each stock notetype are added and studied", problems)
        self.say("and Check Database still finds nothing", self.check_database(path))
        self.run("to11", path, self.path("new-11"))
        self.say("2.1.49 opens it in schema 11", self.check_with_old(self.path("new-11")))

    def to_11(self, name, path):
        theirs, ours = self.path(f"{name}-11-theirs"), self.path(f"{name}-11-ours")
        shutil.copy(path, theirs)
        Collection(str(theirs)).close(downgrade=True)
        self.run("to11", path, ours)
        self.say(f"{name}: to schema 11 as the wheel does", differences(contents(ours), contents(theirs)))
        self.say(f"{name}: 2.1.49 finds nothing in ours", self.check_with_old(ours))
        self.say(f"{name}: 26.9.3 finds nothing in ours", self.check_database(ours))
        return theirs

    def to_18(self, name, path, check=True):
        theirs, ours = self.path(f"{name}-18-theirs"), self.path(f"{name}-18-ours")
        shutil.copy(path, theirs)
        Collection(str(theirs)).close()
        self.run("to18", path, ours)
        wanted = contents(theirs)
        self.say(f"{name}: to schema 18 as the wheel does ({shown(wanted)})", differences(contents(ours), wanted))
        if check:
            self.say(f"{name}: 26.9.3 finds nothing in ours", self.check_database(ours))
        return theirs


def shown(wanted):
    """How much there was to compare."""
    counts = [f"{len(wanted[table])} {table}" for table in ("notes", "cards", "decks", "deck_config", "graves", "tags")]
    mended = sum(row["factor"] == 2500 and row["usn"] == -1 for row in wanted["cards"])
    return ", ".join([*counts, f"{mended} cards of ease 2500 to be sent"])


def with_odd_names(source, path):
    """A file of schema 11 with names that must be put in order."""
    shutil.copy(source, path)
    db = sqlite3.connect(path, isolation_level=None)
    decks, models = (json.loads(text) for text in db.execute("select decks, models from col").fetchone())
    for number, deck in enumerate(decks.values()):
        if deck["id"] != 1:
            deck["name"] = f" {deck['name']}:::e\u0301 {number}:"
    for number, notetype in enumerate(models.values()):
        notetype["name"] += f" e\u0301{number}"
        for field in notetype["flds"]:
            field["name"] = "Front" if field["ord"] % 2 else "FRONT"
        notetype["tmpls"][0]["name"] = "e\u0301"
    db.execute("update col set decks = ?, models = ?", (json.dumps(decks), json.dumps(models)))
    db.close()
    return path


def synthetic(judge):
    """A collection of the newest client, with some of everything."""
    folder = judge.folder / "synthetic"
    subprocess.run([sys.executable, HERE.parent / "synthetic.py", "--out", folder, "--preset", "small"],
                   check=True, stdout=subprocess.DEVNULL)
    (made,) = folder.glob("*.anki2")
    path = judge.path("synthetic")
    shutil.copy(made, path)
    col = Collection(str(path))
    preset = col.decks.add_config("With keys of an add-on")
    preset["new"]["mine"], preset["mine"], preset["fsrsParams6"] = 1, {"deep": [None, 2.5]}, [0.212, 1.2931]
    col.decks.update_config(preset)
    deck = col.decks.get(col.decks.id("With::keys"))
    deck |= {"mine": "x", "reviewLimit": 7, "newLimitToday": {"limit": 3, "today": 9}, "desiredRetention": 83}
    col.decks.save(deck)
    col.tags.bulk_add(col.find_notes("")[:5], "Ünï::cödé ÜNÏ::other")
    col.remove_notes(col.find_notes("")[:3])
    col.decks.new_filtered("Filtered")
    col.close()
    return path


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tool", required=True)
    parser.add_argument("--old", required=True, help="the Python that has anki 2.1.49")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        judge = Judge(options.tool, options.old, folder)
        judge.new_collection()
        newest = synthetic(judge)
        newest_11 = judge.to_11("newest", newest)
        judge.to_18("newest from 11", newest_11)
        old, old_open = judge.path("old"), judge.path("old-open")
        subprocess.run([options.old, HERE / "old_client.py", "keep", old, old_open], check=True)
        db = sqlite3.connect(old_open, isolation_level=None)
        version = db.execute("select ver from col").fetchone()[0]
        db.execute("pragma wal_checkpoint(truncate)")
        db.close()
        judge.to_18(f"2.1.49 while open (schema {version})", old_open)
        upgraded = judge.to_18("2.1.49", old)
        judge.to_18("odd names", with_odd_names(old, judge.path("odd")), check=False)
        judge.to_11("2.1.49 and back", upgraded)
        for version, make in OLDER.items():
            for name, eleven, eighteen in (("newest", newest_11, newest), ("2.1.49", old, upgraded)):
                path = judge.path(f"{name}-schema-{version}")
                make(eleven, eighteen, path)
                judge.to_18(f"{name} in schema {version}", path)
    raise SystemExit(1 if judge.failed else 0)


if __name__ == "__main__":
    main()
