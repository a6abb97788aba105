"""Random edits of one device, as a learner makes them.

Each takes (device, rng, clock) and draws what it touches from what is there. The
clock moves only where an edit itself takes time (answering cards).
"""

from __future__ import annotations

import os

KINDS = ["Basic", "Basic (and reversed card)", "Cloze", "Basic (type in the answer)"]
WORDS = "alpha beta gamma é日本 ünï Straße 猫 naïve delta epsilon zeta".split()


class Nothing(Exception):
    """There is nothing of that kind to edit."""


def some(col, rng, table: str, most: int, where: str = "1") -> list[int]:
    ids = col.db.list(f"select id from {table} where {where} order by id")
    if not ids:
        raise Nothing
    return rng.sample(ids, min(len(ids), rng.randint(1, most)))


def phrase(rng) -> str:
    return " ".join(rng.choices(WORDS, k=rng.randint(1, 4))) + f" {rng.randrange(10_000)}"


def normal_decks(col) -> list[dict]:
    return sorted((d for d in col.decks.all() if not d["dyn"]), key=lambda d: d["id"])


def filtered_decks(col) -> list[int]:
    return sorted(d["id"] for d in col.decks.all() if d["dyn"])


# notes and cards


def add_notes(device, rng, clock) -> None:
    col = device.col
    for _ in range(rng.choice((1, 1, 2, 5, 40 if rng.random() < 0.1 else 3))):
        kind = rng.choice(KINDS)
        note = col.new_note(col.models.by_name(kind))
        text = phrase(rng)
        note.fields[0] = f"{{{{c1::{text}}}}} {{{{c2::x}}}}" if kind == "Cloze" else text
        note.fields[1] = phrase(rng)
        note.tags = rng.sample(["one", "two::sub", "Three", "日本"], rng.randint(0, 2))
        note.guid = f"{rng.getrandbits(60):x}"  # else from the machine's own chance
        col.add_note(note, rng.choice(normal_decks(col))["id"])


def edit_notes(device, rng, clock) -> None:
    col = device.col
    notes = [col.get_note(nid) for nid in some(col, rng, "notes", 6)]
    for note in notes:
        note.fields[-1] = phrase(rng)
    col.update_notes(notes)


def edit_first_field(device, rng, clock) -> None:
    col = device.col
    note = col.get_note(some(col, rng, "notes", 1)[0])
    note.fields[0] = f"<b>{phrase(rng)}</b> {note.fields[0]}"
    col.update_note(note)


def remove_notes(device, rng, clock) -> None:
    device.col.remove_notes(some(device.col, rng, "notes", 5))


def remove_cards(device, rng, clock) -> None:
    device.col.remove_cards_and_orphaned_notes(some(device.col, rng, "cards", 3))


def review(device, rng, clock) -> None:
    col = device.col
    col.decks.select(rng.choice(sorted(deck["id"] for deck in col.decks.all())))
    for _ in range(rng.randint(1, 8)):
        card = col.sched.getCard()
        if card is None:
            break
        card.start_timer()
        clock.advance(rng.randint(1, 20))
        col.sched.answerCard(card, rng.choice((1, 2, 3, 3, 3, 4)))


def suspend(device, rng, clock) -> None:
    device.col.sched.suspend_cards(some(device.col, rng, "cards", 5))


def unsuspend(device, rng, clock) -> None:
    device.col.sched.unsuspend_cards(some(device.col, rng, "cards", 5, "queue = -1"))


def bury(device, rng, clock) -> None:
    device.col.sched.bury_cards(some(device.col, rng, "cards", 5), manual=rng.random() < 0.5)


def flag(device, rng, clock) -> None:
    device.col.set_user_flag_for_cards(rng.randrange(8), some(device.col, rng, "cards", 5))


def set_due(device, rng, clock) -> None:
    device.col.sched.set_due_date(some(device.col, rng, "cards", 4), rng.choice(("0", "3!", "1-1", "10")))


def forget(device, rng, clock) -> None:
    device.col.sched.schedule_cards_as_new(some(device.col, rng, "cards", 4))


def reposition(device, rng, clock) -> None:
    device.col.sched.reposition_new_cards(
        some(device.col, rng, "cards", 5, "type = 0"), rng.randint(1, 50), 1, False, True
    )


def custom_data(device, rng, clock) -> None:
    card = device.col.get_card(some(device.col, rng, "cards", 1)[0])
    card.custom_data = f'{{"x":{rng.randrange(100)}}}'
    device.col.update_card(card)


def move_cards(device, rng, clock) -> None:
    col = device.col
    col.set_deck(some(col, rng, "cards", 8), rng.choice(normal_decks(col))["id"])


def undo(device, rng, clock) -> None:
    """Some edit, taken back; perhaps done again."""
    rng.choice((edit_notes, suspend, flag, move_cards, review, add_notes))(device, rng, clock)
    device.col.undo()
    if rng.random() < 0.3:
        device.col.redo()


# decks, options, note types


def make_deck(device, rng, clock) -> None:
    parent = rng.choice(normal_decks(device.col))["name"]
    name = rng.choice(("New", "New é", "Other", phrase(rng)))
    device.col.decks.id(f"{parent}::{name}" if rng.random() < 0.5 else name)


def rename_deck(device, rng, clock) -> None:
    deck = rng.choice(normal_decks(device.col))
    device.col.decks.rename(deck["id"], rng.choice(("New", "Renamed", phrase(rng))))


def move_deck(device, rng, clock) -> None:
    decks = normal_decks(device.col)
    device.col.decks.reparent([rng.choice(decks)["id"]], rng.choice([*decks, {"id": 0}])["id"])


def remove_deck(device, rng, clock) -> None:
    decks = [d for d in normal_decks(device.col) if d["id"] != 1]
    if len(decks) < 3:
        raise Nothing
    device.col.decks.remove([rng.choice(decks)["id"]])


def edit_deck(device, rng, clock) -> None:
    deck = rng.choice(normal_decks(device.col))
    deck["desc"] = phrase(rng)
    deck["collapsed"] = rng.random() < 0.5
    deck["addon key"] = {"kept": [1, 2.5, None]}
    device.col.decks.update_dict(deck)


def edit_options(device, rng, clock) -> None:
    conf = rng.choice(sorted(device.col.decks.all_config(), key=lambda c: c["id"]))
    conf["new"]["perDay"] = rng.randrange(200)
    conf["desiredRetention"] = rng.randint(75, 95) / 100
    conf["other key"] = phrase(rng)
    device.col.decks.update_config(conf)


def add_options(device, rng, clock) -> None:
    conf = device.col.decks.add_config(phrase(rng))
    deck = rng.choice(normal_decks(device.col))
    deck["conf"] = conf["id"]
    device.col.decks.save(deck)


def edit_notetype(device, rng, clock) -> None:
    col = device.col
    kind = rng.choice(sorted(col.models.all(), key=lambda n: n["id"]))
    kind["css"] += f"/* {rng.randrange(1000)} */"
    if rng.random() < 0.5:
        kind["tmpls"][0]["afmt"] += f"<!-- {rng.randrange(1000)} -->"
    if rng.random() < 0.3:
        kind["name"] = phrase(rng) if kind["name"] not in KINDS else kind["name"]
    col.models.update_dict(kind)


def copy_notetype(device, rng, clock) -> None:
    col = device.col
    kind = col.models.copy(col.models.by_name(rng.choice(KINDS)), add=False)
    kind["id"] = 0
    kind["name"] = rng.choice(("Copied", phrase(rng)))
    col.models.add_dict(kind)


def change_schema(device, rng, clock) -> None:
    """Leads to a one-way sync."""
    device.col.mod_schema(check=False)


# filtered decks


def make_filtered(device, rng, clock) -> None:
    col = device.col
    deck = col.sched.get_or_create_filtered_deck(0)
    deck.name = rng.choice(("Filtered", phrase(rng)))
    term = deck.config.search_terms[0]
    term.search = rng.choice(("is:review", "is:new", "tag:one", "-is:suspended"))
    term.limit = rng.choice((3, 10, 50))
    term.order = 6  # by the date added: other orders are drawn by chance or by the clock
    deck.config.reschedule = rng.random() < 0.7
    col.sched.add_or_update_filtered_deck(deck)


def use_filtered(device, rng, clock) -> None:
    col = device.col
    decks = filtered_decks(col)
    if not decks:
        raise Nothing
    what = rng.choice((col.sched.rebuild_filtered_deck, col.sched.empty_filtered_deck))
    what(rng.choice(decks))


def remove_filtered(device, rng, clock) -> None:
    decks = filtered_decks(device.col)
    if not decks:
        raise Nothing
    device.col.decks.remove([rng.choice(decks)])


# tags, config


def add_tags(device, rng, clock) -> None:
    device.col.tags.bulk_add(some(device.col, rng, "notes", 8), rng.choice(("new", "one", "New::Sub", "日本 ünï")))


def remove_tags(device, rng, clock) -> None:
    device.col.tags.bulk_remove(some(device.col, rng, "notes", 20), "one two::sub")


def rename_tag(device, rng, clock) -> None:
    tags = sorted(device.col.tags.all())
    if not tags:
        raise Nothing
    device.col.tags.rename(rng.choice(tags), rng.choice(("renamed", "one", "Renamed::é")))


def clear_unused_tags(device, rng, clock) -> None:
    device.col.tags.clear_unused_tags()


def set_config(device, rng, clock) -> None:
    device.col.set_config(rng.choice(("a", "b")), rng.choice((1, 2.5, None, phrase(rng), {"é": [1, {"x": 2}]})))


def remove_config(device, rng, clock) -> None:
    device.col.remove_config(rng.choice(("a", "b")))


def edit_preferences(device, rng, clock) -> None:
    prefs = device.col.get_preferences()
    prefs.scheduling.learn_ahead_secs = rng.choice((600, 1200, 1800))
    prefs.scheduling.rollover = rng.choice((3, 4, 5))
    device.col.set_preferences(prefs)


# media


def add_media(device, rng, clock) -> None:
    for _ in range(rng.randint(1, 4)):
        name = rng.choice(("a.txt", "é.txt", "日本.jpg", f"{rng.randrange(50)}.bin"))
        device.change_media(name, phrase(rng).encode(), stamp=1_000_000_000 + rng.randrange(10**8))


def remove_media(device, rng, clock) -> None:
    names = sorted(os.listdir(device.media_dir))
    if not names:
        raise Nothing
    device.remove_media(rng.choice(names))


EDITS = {
    add_notes: 12, edit_notes: 10, edit_first_field: 3, remove_notes: 5, remove_cards: 2, review: 14,
    suspend: 2, unsuspend: 1, bury: 2, flag: 2, set_due: 2, forget: 2, reposition: 1, custom_data: 1,
    move_cards: 3, undo: 3, make_deck: 4, rename_deck: 3, move_deck: 2, remove_deck: 2, edit_deck: 3,
    edit_options: 3, add_options: 1, edit_notetype: 3, copy_notetype: 2, change_schema: 1,
    make_filtered: 2, use_filtered: 2, remove_filtered: 1, add_tags: 3, remove_tags: 2, rename_tag: 2,
    clear_unused_tags: 1, set_config: 3, remove_config: 1, edit_preferences: 1, add_media: 4, remove_media: 2,
}
NAMED = [(edit.__name__, edit) for edit in EDITS]
WEIGHTS = list(EDITS.values())
