"""Normal sync, both ways: notes, cards, decks, note types."""

from __future__ import annotations

from device import FULL_SYNC, NO_CHANGES
from scenarios.changes import add_note, answer, card_ids, note_ids
from scenarios.claims import is_required, same, settle
from scenarios.stage import Stage, scenario


def both_ways(stage: Stage, change, ignore: tuple = (), check=None) -> None:
    """Make `change` on each client in turn; both must end up the same."""
    a, b = stage.pair()
    change(a.col, 0)
    settle(a, b, ignore)
    if check:
        check(b.col, 0)
    change(b.col, 1)
    settle(b, a, ignore)
    if check:
        check(a.col, 1)


@scenario
def notes_added(stage: Stage) -> None:
    def change(col, n):
        did = col.decks.id("Added")
        for kind in ("Basic", "Basic (and reversed card)", "Cloze", "Basic (type in the answer)"):
            text = "{{c1::one}} {{c2::two}}" if kind == "Cloze" else "front"
            add_note(col, f"{text} {n} {kind}", "é ü 日本 🎴 <b>x</b>&nbsp;", did, ["new", "tag::sub"], kind)

    both_ways(stage, change)


@scenario
def notes_edited(stage: Stage) -> None:
    def change(col, n):
        notes = [col.get_note(i) for i in note_ids(col, 20, start=n * 20)]
        for note in notes:
            note.fields[-1] = f"edited {n} " + note.fields[-1]
            note.tags.append(f"edited{n}")
        col.update_notes(notes)

    both_ways(stage, change)


@scenario
def notes_deleted(stage: Stage) -> None:
    def change(col, n):
        col.remove_notes(note_ids(col, 15, start=n))

    both_ways(stage, change)


@scenario
def note_with_large_and_odd_text(stage: Stage) -> None:
    def change(col, n):
        add_note(col, f"big {n} " + "語" * 500_000, "tail \U0001f9d1‍\U0001f9d1 \u200f\u202e\ufeff " + "\t\r\n'\"\\" )
        add_note(col, f"nfd e\u0301 {n}", "")

    both_ways(stage, change)


@scenario
def cards_changed(stage: Stage) -> None:
    def change(col, n):
        cids = card_ids(col, 12, start=n * 12)
        col.sched.set_due_date(cids[:4], "3-9!")
        col.sched.schedule_cards_as_new(cids[4:8])
        col.set_deck(cids[8:], col.decks.id(f"Moved {n}"))
        card = col.get_card(cids[0])
        card.custom_data = '{"x":%d}' % n
        col.update_card(card)

    both_ways(stage, change)


@scenario
def single_card_of_note_deleted(stage: Stage) -> None:
    def change(col, n):
        cids = card_ids(col, 1, "nid in (select nid from cards group by nid having count() > 1)")
        col.remove_cards_and_orphaned_notes(cids)

    both_ways(stage, change)


@scenario
def reviews_answered(stage: Stage) -> None:
    before = []

    def change(col, n):
        before.append(col.db.scalar("select count() from revlog"))
        assert answer(col, 40) == 40

    def check(col, n):
        assert col.db.scalar("select count() from revlog") >= before[-1] + 40

    both_ways(stage, change, check=check)


@scenario
def suspend_bury_flag(stage: Stage) -> None:
    def change(col, n):
        cids = card_ids(col, 40, "queue >= 0", start=n * 40)
        col.sched.suspend_cards(cids[:10])
        col.sched.bury_cards(cids[10:20], manual=True)
        col.sched.bury_cards(cids[20:25], manual=False)
        for flag in range(1, 8):
            col.set_user_flag_for_cards(flag, [cids[25 + flag]])
        suspended = card_ids(col, 5, "queue = -1")
        col.sched.unsuspend_cards(suspended)
        col.sched.unbury_cards(card_ids(col, 3, "queue = -3"))

    both_ways(stage, change)


@scenario
def decks_created_renamed_moved_deleted(stage: Stage) -> None:
    def change(col, n):
        one = col.decks.id(f"Top {n}::Middle::Leaf é")
        add_note(col, f"in leaf {n}", deck=one)
        col.decks.rename(col.decks.id_for_name(f"Top {n}::Middle"), f"Top {n}::Renamed")
        elsewhere = col.decks.id(f"Elsewhere {n}")
        col.decks.reparent([one], elsewhere)
        victim = next(d for d in col.decks.all() if not d["dyn"] and d["id"] != 1 and "Top" not in d["name"]
                      and "Elsewhere" not in d["name"] and col.decks.card_count(d["id"], False) > 0)
        col.decks.remove([victim["id"]])
        deck = col.decks.get(one)
        deck["desc"] = "described"
        deck["collapsed"] = True
        col.decks.update_dict(deck)

    both_ways(stage, change)


@scenario
def many_decks(stage: Stage) -> None:
    def change(col, n):
        for i in range(300):
            col.decks.id(f"Many {n}::Group {i % 7}::Deck {i}")

    both_ways(stage, change)


@scenario
def deck_options_changed(stage: Stage) -> None:
    def change(col, n):
        conf = col.decks.add_config(f"Options {n} é")
        conf["desiredRetention"] = 0.87 + n / 100
        conf["new"]["delays"] = [2.0, 20.0, 200.0]
        conf["fsrsParams6"] = [0.2 + i / 10 for i in range(21)]
        conf["easyDaysPercentages"] = [1.0, 0.5, 0.0, 1.0, 1.0, 1.0, 0.5]
        col.decks.update_config(conf)
        deck = col.decks.get(col.decks.id(f"With options {n}"))
        deck["conf"] = conf["id"]
        col.decks.update(deck, preserve_usn=False)
        default = col.decks.get_config(1)
        default["rev"]["perDay"] = 123 + n
        col.decks.update_config(default)

    both_ways(stage, change)


@scenario
def deck_options_removed_forces_full_sync(stage: Stage) -> None:
    a, b = stage.pair()
    conf = next(c for c in a.col.decks.all_config() if c["id"] != 1)
    a.col.decks.remove_config(conf["id"])
    is_required(a.sync(), FULL_SYNC)
    a.upload()
    is_required(b.sync(), FULL_SYNC)
    b.download()
    same(a, b)


@scenario
def notetype_added_and_edited_by_normal_sync(stage: Stage) -> None:
    def change(col, n):
        kind = col.models.copy(col.models.by_name("Basic"), add=False)
        kind["id"] = 0
        kind["name"] = f"My type {n} é"
        added = col.models.add_dict(kind).id
        add_note(col, f"of new type {n}", kind=f"My type {n} é")
        edited = col.models.get(added)
        edited["css"] += "\n.card { color: red }"
        edited["tmpls"][0]["qfmt"] += "<hr>{{Back}}"
        col.models.update_dict(edited)
        stock = col.models.by_name("Cloze")
        stock["css"] += f"/* {n} */"
        col.models.update_dict(stock)
        assert not col.schema_changed()

    both_ways(stage, change)


@scenario
def notetype_schema_change_forces_full_sync(stage: Stage) -> None:
    a, b = stage.pair()
    kind = a.col.models.by_name("Basic")
    a.col.models.add_field(kind, a.col.models.new_field("Extra"))
    a.col.models.update_dict(kind)
    is_required(a.sync(), FULL_SYNC)
    is_required(b.sync(), NO_CHANGES)  # nothing has reached the server yet
    a.upload()
    is_required(b.sync(), FULL_SYNC)
    b.download()
    same(a, b)
    template = b.col.models.new_template("Card 2")
    template["qfmt"], template["afmt"] = "{{Extra}}{{Front}}", "{{Back}}"
    kind = b.col.models.by_name("Basic")
    b.col.models.add_template(kind, template)
    b.col.models.update_dict(kind)
    is_required(b.sync(), FULL_SYNC)
    b.upload()
    is_required(a.sync(), FULL_SYNC)
    a.download()
    same(a, b)
    unused = a.col.models.by_name("Basic (optional reversed card)")
    a.col.models.remove(unused["id"])
    is_required(a.sync(), FULL_SYNC)
    a.upload()
