"""The same thing changed on two devices."""

from __future__ import annotations

import time

from device import NO_CHANGES
from scenarios.changes import add_note, later, note_ids, note_text, card_ids
from scenarios.claims import equal, is_required, same, settle
from scenarios.stage import Stage, scenario


def conflict(stage: Stage, newer_syncs_first: bool, edit, read) -> None:
    """Edit the same object on both clients; the later edit must win on both."""
    a, b = stage.pair()
    edit(a.col, "older", 10)
    edit(b.col, "newer", 20)
    first, second = (b, a) if newer_syncs_first else (a, b)
    is_required(first.sync(), NO_CHANGES)
    is_required(second.sync(), NO_CHANGES)
    is_required(first.sync(), NO_CHANGES)
    is_required(second.sync(), NO_CHANGES)
    for dev in (a, b):
        equal(read(dev.col), "newer", "kept version")
    same(a, b, ignore=("config",))


def edit_note(col, text, seconds):
    note = col.get_note(note_ids(col, 1, start=3)[0])
    note.fields[-1] = text
    col.update_note(note)
    later(col, "notes", [note.id], seconds)


def read_note(col):
    return col.get_note(note_ids(col, 1, start=3)[0]).fields[-1]


def edit_card(col, text, seconds):
    cid = card_ids(col, 1, start=3)[0]
    col.set_user_flag_for_cards({"older": 1, "newer": 2}[text], [cid])
    later(col, "cards", [cid], seconds)


def read_card(col):
    return {1: "older", 2: "newer"}.get(col.get_card(card_ids(col, 1, start=3)[0]).user_flag())


def some_deck(col) -> int:
    return sorted(d["id"] for d in col.decks.all() if d["id"] != 1)[0]


def edit_deck(col, text, seconds):
    deck = col.decks.get(some_deck(col))
    deck["desc"] = text
    col.decks.update_dict(deck)
    later(col, "decks", [deck["id"]], seconds)
    col.close()
    col.reopen()  # forget the cached deck


def read_deck(col):
    return col.decks.get(some_deck(col))["desc"]


def edit_options(col, text, seconds):
    conf = col.decks.get_config(1)
    conf["name"] = text
    col.decks.update_config(conf)
    later(col, "deck_config", [1], seconds)


def read_options(col):
    return col.decks.get_config(1)["name"]


def edit_notetype(col, text, seconds):
    kind = col.models.by_name("Cloze")
    kind["css"] = text
    col.models.update_dict(kind)
    later(col, "notetypes", [kind["id"]], seconds)
    col.close()
    col.reopen()


def read_notetype(col):
    return col.models.by_name("Cloze")["css"]


for _name, _edit, _read in (
    ("note", edit_note, read_note),
    ("card", edit_card, read_card),
    ("deck", edit_deck, read_deck),
    ("options", edit_options, read_options),
    ("notetype", edit_notetype, read_notetype),
):
    for _first in (False, True):

        def _scenario(stage, edit=_edit, read=_read, first=_first):
            conflict(stage, first, edit, read)

        _scenario.__name__ = f"conflict_{_name}_newer_edit_wins_when_it_syncs_{'first' if _first else 'last'}"
        scenario(_scenario)


@scenario
def conflict_deletion_wins_over_edit(stage: Stage) -> None:
    for deleter_first in (True, False):
        a, b = stage.pair()
        nid = note_ids(a.col, 1, start=4)[0]
        a.col.remove_notes([nid])
        note = b.col.get_note(nid)
        note.fields[-1] = "edited"
        b.col.update_note(note)
        later(b.col, "notes", [nid], 50)
        for dev in (a, b, a, b) if deleter_first else (b, a, b, a):
            is_required(dev.sync(), NO_CHANGES)
        same(a, b)
        equal(a.col.db.scalar("select count() from notes where id=?", nid), 0, "deleted note")
        equal(a.col.db.scalar("select count() from cards where nid=?", nid), 0, "its cards")
        stage.tidy()


@scenario
def conflict_same_deck_name_made_on_both(stage: Stage) -> None:
    a, b = stage.pair()
    notes = []
    for dev in (a, b):
        did = dev.col.decks.id("Made twice")
        notes.append((add_note(dev.col, "in it", deck=did).id, did))
        time.sleep(0.01)
    for dev in (a, b, a, b, a, b):
        is_required(dev.sync(), NO_CHANGES)
    for dev in (a, b):
        names = [d["name"] for d in dev.col.decks.all()]
        equal(len(names), len(set(names)), "deck names are unique")
        for nid, did in notes:
            equal(dev.col.db.scalar("select did from cards where nid=?", nid), did, "deck of card")
            assert dev.col.decks.get(did, default=False), "deck exists"


@scenario
def conflict_same_guid_added_on_both(stage: Stage) -> None:
    a, b = stage.pair()
    for dev in (a, b):
        note = dev.col.new_note(dev.col.models.by_name("Basic"))
        note.fields = ["qqtwin", dev.folder]
        note.guid = "samesame"
        dev.col.add_note(note, 1)
        time.sleep(0.01)
    a.sync()
    settle(b, a, ignore=("config",))
    equal(note_text(a.col, "qqtwin"), 2, "both notes")


@scenario
def config_of_the_later_change_wins(stage: Stage) -> None:
    a, b = stage.pair()
    a.col.set_config("who", "a")
    time.sleep(0.02)
    b.col.set_config("who", "b")
    for dev in (a, b, a, b):
        is_required(dev.sync(), NO_CHANGES)
    equal(a.col.get_config("who"), b.col.get_config("who"), "same config")
