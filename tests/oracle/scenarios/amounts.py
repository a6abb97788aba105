"""Undo, many changes at once, changes on both sides."""

from __future__ import annotations

import time

from contents import contents
from device import NO_CHANGES
from scenarios.changes import add_note, answer, card_ids, later, note_ids, note_text
from scenarios.claims import equal, is_required, settle
from scenarios.stage import Stage, scenario


@scenario
def undone_changes_do_not_arrive(stage: Stage) -> None:
    a, b = stage.pair()
    before = contents(b.col)
    add_note(a.col, "undone")
    a.col.undo()
    cid = card_ids(a.col, 1, "queue >= 0")[0]
    a.col.sched.suspend_cards([cid])
    a.col.undo()
    settle(a, b, ignore=("config",))
    equal(note_text(b.col, "undone"), 0, "undone note")
    after = contents(b.col)
    for table in ("notes", "revlog", "decks", "notetypes"):
        equal(before[table], after[table], f"{table} after undo")
    assert b.col.get_card(cid).queue >= 0
    note = add_note(a.col, "redone")
    a.col.undo()
    a.col.redo()
    answer(a.col, 3)
    a.col.undo()
    settle(a, b, ignore=("config",))
    equal(note_text(b.col, "redone"), 1, "redone note")
    assert b.col.get_note(note.id)


@scenario
def undo_after_sync_and_sync_again(stage: Stage) -> None:
    a, b = stage.pair()
    note = add_note(a.col, "to be edited")
    settle(a, b)
    note = b.col.get_note(note.id)
    note.fields[0] = "edited"
    b.col.update_note(note)
    settle(b, a)
    note = a.col.get_note(note.id)
    equal(note.fields[0], "edited", "field")
    note.fields[0] = "edited twice"
    a.col.update_note(note)
    a.col.undo()
    settle(a, b)
    equal(b.col.get_note(note.id).fields[0], "edited", "field after undo")


@scenario
def many_changes_need_several_chunks(stage: Stage) -> None:
    a, b = stage.pair()
    for dev, name in ((a, "a"), (b, "b")):
        col = dev.col
        did = col.decks.id("Bulk")
        from anki.collection import AddNoteRequest

        kind = col.models.by_name("Basic (and reversed card)")
        requests = []
        for i in range(700):
            note = col.new_note(kind)
            note.fields = [f"{name} {i}", f"back {i}"]
            requests.append(AddNoteRequest(note, did))
        col.add_notes(requests)
        # ids are milliseconds: let the clock pass those just given out
        while time.time() * 1000 <= col.db.scalar("select max(id) from cards"):
            time.sleep(0.05)
    a.sync()
    settle(b, a, ignore=("decks", "tags", "config"))
    settle(a, b, ignore=("decks", "tags", "config"))
    equal(a.col.note_count(), 300 + 1400, "notes")
    # and so do many deletions
    a.col.remove_notes(a.col.find_notes('"b *"') or note_ids(a.col, 900))
    settle(a, b, ignore=("decks", "tags", "config"))


@scenario
def chunk_boundaries(stage: Stage) -> None:
    """Numbers of changes around the 250 objects of one chunk."""
    a, b = stage.pair()
    for count in (0, 1, 124, 125, 126, 249, 250, 251):
        nids = note_ids(a.col, count)
        notes = [a.col.get_note(n) for n in nids]
        for note in notes:
            note.fields[-1] = f"round {count}"
        a.col.update_notes(notes)
        a.col.set_config("round", count)
        settle(a, b)


@scenario
def changes_on_both_sides_are_merged(stage: Stage) -> None:
    a, b = stage.pair()
    one = add_note(a.col, "from a", tags=["a"])
    two = add_note(b.col, "from b", tags=["b"])
    edited_a = a.col.get_note(note_ids(a.col, 1)[0])
    edited_a.fields[-1] = "edited on a"
    a.col.update_note(edited_a)
    edited_b = b.col.get_note(note_ids(b.col, 1, start=5)[0])
    edited_b.fields[-1] = "edited on b"
    b.col.update_note(edited_b)
    gone_a, gone_b = note_ids(a.col, 1, start=8)[0], note_ids(a.col, 1, start=9)[0]
    a.col.remove_notes([gone_a])
    b.col.remove_notes([gone_b])
    # both answer the same review card: two log entries must survive
    cid = card_ids(a.col, 1, "queue = 2")[0]
    for dev, ivl, seconds in ((a, "5!", 0), (b, "9!", 2)):
        dev.col.sched.set_due_date([cid], ivl)
        later(dev.col, "cards", [cid], seconds)
        time.sleep(0.01)
    logs = a.col.db.scalar("select count() from revlog where cid=?", cid)
    is_required(a.sync(), NO_CHANGES)
    settle(b, a)
    equal(a.col.db.scalar("select count() from revlog where cid=?", cid), logs + 1, "revlog rows")
    for dev in (a, b):
        assert dev.col.get_note(one.id) and dev.col.get_note(two.id)
        equal(dev.col.get_note(edited_a.id).fields[-1], "edited on a")
        equal(dev.col.get_note(edited_b.id).fields[-1], "edited on b")
        equal(dev.col.db.scalar("select count() from notes where id in (?, ?)", gone_a, gone_b), 0)
