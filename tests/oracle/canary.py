#!/usr/bin/env python3
"""One account touches everything, with a word of its own in every field; then it lives and goes, and
on each day of 45 every byte that the site keeps is searched for these words.

    FUDA_BINARY=target/debug/fuda .lab/v26.9.3/bin/python tests/oracle/canary.py

What may be found where comes from the program itself (`fuda register --json`): a word in a place that is
not declared, in one that should have emptied, or left over in free pages of a database is a failure. So
is a file that no place declares. Some words may be found nowhere at any time: passwords, cookies, what
stood after a question mark. The copy of everything that the account asks for must hold every word that
the site held, and its package must open in the real Anki.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import shared_clock
from life import Life
from planted import Words, unpacked
from proofs import prove
from searched import DAY, REMOVED, Site

START = 1_800_003_600  # 2027-01-15 09:00 UTC
ASKED, LAST = 7, 46


def opens_in_anki(copy: bytes, folder: str, words: Words) -> None:
    """The package in the copy, opened by the real Anki."""
    from anki._backend import RustBackend
    from anki.collection import Collection

    package = os.path.join(folder, "copy.colpkg")
    Path(package).write_bytes(zipfile.ZipFile(io.BytesIO(copy)).read("collection.colpkg"))
    place = os.path.join(folder, "opened")
    os.makedirs(place)
    path = os.path.join(place, "collection.anki2")
    media = os.path.join(place, "collection.media")
    RustBackend(langs=["en"]).import_collection_package(
        col_path=path, backup_path=package, media_folder=media, media_db=os.path.join(place, "collection.media.db2")
    )
    col = Collection(path)
    try:
        assert col.note_count() == 1 and col.card_count() == 1, (col.note_count(), col.card_count())
        assert col.db.scalar("select count(*) from revlog") == 1
        note = col.get_note(col.db.scalar("select id from notes"))
        assert words.by_name["back, changed"] in note["Back"]
        (name,) = os.listdir(media)
        assert name == words.by_name["media name"] + ".png"
        assert Path(media, name).read_bytes() == words.by_name["media bytes"].encode() * 3
        trouble, well = col.fix_integrity()
        assert well, trouble
    finally:
        col.close()


def copy_is_whole(site: Site, copy: bytes, held: dict[str, set[str]]) -> None:
    """The copy holds every word that the site held, but what the register withholds."""
    in_copy = set().union(*(site.words.found_in(part) for part in unpacked(copy)))
    kept = set().union(*held.values())
    missing = kept - in_copy - site.words.never
    if missing:
        site.fail(f"the copy lacks {sorted(missing)}, which lie in {[p for p, w in held.items() if w & missing]}")
    if in_copy & site.words.never:
        site.fail(f"the copy holds {sorted(in_copy & site.words.never)}")
    print(f"  the copy holds {len(in_copy)} of {len(kept)} words that the site held", flush=True)


def pr_52_pr_53_pr_54_pr_60_no_word_of_a_removed_account_is_left_anywhere_after_a_month(folder: str, clock: shared_clock.SharedClock) -> None:
    site = Site(folder, clock)
    life = Life(site)
    try:
        for step in (life.signs_up, life.visits):
            step()
            site.look(at_once=True)
        life.studies(os.path.join(folder, "device"))
        site.look(at_once=True)
        life.keeps_safe()
        site.look(at_once=True)
        site.go_to(1)
        copy = life.takes_a_copy()
        held = site.look(at_once=True)
        copy_is_whole(site, copy, held)
        opens_in_anki(copy, folder, site.words)
        missing = site.words.content - set().union(*held.values())
        assert not missing, f"the search does not see {missing}: it would see nothing"
        site.server.run("backup")
        assert site.words.content <= site.readable_in_backups(), "a backup of a living account can be read"
        site.go_to(ASKED)
        life.leaves()
        for day in range(ASKED, LAST + 1):
            site.go_to(day)
            if day == REMOVED:  # what was just removed stands in the log of the database for an hour
                clock.advance(2 * 3600)
                site.settle()
            where = site.look()
            print(f"  day {day:2}: words in {', '.join(site.places(where)) or 'no place'}", flush=True)
            if day == REMOVED + 1:
                left = site.readable_in_backups()
                if left:
                    site.fail(f"a restore brings {sorted(left)} back")
                before = (START + REMOVED * DAY) * 1000
                assert site.readable_in_backups(before) >= site.words.content, "older keys open older backups"
            if day == REMOVED + 15:
                left = site.readable_in_backups((START + REMOVED * DAY) * 1000)
                if left:
                    site.fail(f"{sorted(left)} can be read in backups after 14 days")
        last = site.look()
        if last:
            site.fail(f"at the end words are left: {last}")
        gone = [p for p in Path(site.backups, "accounts").rglob("*") if p.is_dir() and p.name == "2"]
        if gone:
            site.fail("the backups of the account are still there")
    finally:
        life.end()
        site.server.kill()
    words = len(site.words.by_name)
    print(
        f"canary: {words} words, {len(site.words.never)} of them secrets; {site.looked} searches of "
        f"{site.bytes // 1_000_000} MB; {len(site.faults)} faults"
    )
    assert not site.faults, "; ".join(site.faults[:8])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clock", help=argparse.SUPPRESS)  # the program's own child
    args = parser.parse_args()
    if not args.clock:
        folder = tempfile.mkdtemp(prefix="canary")
        path = os.path.join(folder, "clock")
        shared_clock.SharedClock(path, START * 1_000_000_000)
        environment = {**os.environ, **shared_clock.environment(path)}
        line = [sys.executable, os.path.abspath(__file__), "--clock", path]
        done = subprocess.run(line, env=environment)
        shutil.rmtree(folder, ignore_errors=True)
        return done.returncode
    clock = shared_clock.SharedClock(args.clock, START * 1_000_000_000)
    began = time.monotonic()
    proof = pr_52_pr_53_pr_54_pr_60_no_word_of_a_removed_account_is_left_anywhere_after_a_month
    passed = prove(proof, os.path.dirname(args.clock), clock)
    print(f"{time.monotonic() - began:.0f} s")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
