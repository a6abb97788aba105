"""Normal sync, both ways: tags, config, options, filtered decks."""

from __future__ import annotations

from scenarios.changes import answer_in, note_ids
from scenarios.claims import equal, settle
from scenarios.edits import both_ways
from scenarios.stage import Stage, scenario


@scenario
def tags_added(stage: Stage) -> None:
    def change(col, n):
        col.tags.bulk_add(note_ids(col, 30), f"new{n} new{n}::sub 日本語::{n} ünï")

    both_ways(stage, change)


@scenario
def tags_renamed_and_removed(stage: Stage) -> None:
    def change(col, n):
        nids = note_ids(col, 30)
        col.tags.bulk_add(nids, f"old{n} gone{n} moved{n}")
        col.tags.rename(f"old{n}", f"renamed{n}")
        col.tags.remove(f"gone{n}")
        col.tags.reparent([f"moved{n}"], f"parent{n}")

    def check(col, n):
        names = set(col.tags.all())
        assert f"renamed{n}" in names and f"parent{n}::moved{n}" in names, names
        assert not col.find_notes(f"tag:old{n} OR tag:gone{n}")

    # the list of known tags only ever grows by syncing
    both_ways(stage, change, ignore=("tags",), check=check)


@scenario
def config_changed(stage: Stage) -> None:
    def change(col, n):
        col.set_config("plain", n)
        col.set_config("nested", {"é": [1, 2.5, None, True, {"x": "日本"}], "n": n})
        col.set_config("long", "x" * 200_000)
        if n == 0:
            col.set_config("removed later", 1)
        else:
            col.remove_config("removed later")

    both_ways(stage, change)


@scenario
def collection_options_changed(stage: Stage) -> None:
    def change(col, n):
        prefs = col.get_preferences()
        prefs.scheduling.learn_ahead_secs = 600 + n
        prefs.scheduling.rollover = 5 + n
        prefs.reviewing.time_limit_secs = 60 + n
        col.set_preferences(prefs)

    both_ways(stage, change)


@scenario
def filtered_deck_made_rebuilt_emptied_deleted(stage: Stage) -> None:
    a, b = stage.pair()
    deck = a.col.sched.get_or_create_filtered_deck(0)
    deck.name = "Filtered é"
    term = deck.config.search_terms[0]
    term.search = "is:review -is:suspended"
    term.limit = 50
    did = a.col.sched.add_or_update_filtered_deck(deck).id
    assert a.col.db.scalar("select count() from cards where did=?", did) > 0
    settle(a, b)
    assert answer_in(b.col, did, 5) > 0
    settle(b, a)
    a.col.sched.rebuild_filtered_deck(did)
    settle(a, b)
    b.col.sched.empty_filtered_deck(did)
    settle(b, a)
    a.col.sched.rebuild_filtered_deck(did)
    a.col.decks.remove([did])
    settle(a, b)
    equal(b.col.db.scalar("select count() from cards where odid != 0"), 0, "cards left in filtered deck")
