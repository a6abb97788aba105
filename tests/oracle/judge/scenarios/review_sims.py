#!/usr/bin/env python3
"""Review simulations through the real scheduler, recorded step by step.

    python review_sims.py --out DIR [--seed 1] [--answers 200] [--only NAME ...] [--list]

For each of the simulations (see SIMS) the script makes a collection, copies it
to ``DIR/<name>.start.anki2``, then drives it and writes ``DIR/<name>.jsonl``:

line 1: {"sim", "about", "tz", "now", "answers", "anki"}
then one line a step: {"n", "now_ms", "tz"?, "do": REQUEST, "result": RESULT, "diff": DIFF}
last line: {"final": {dump, graphs, card_stats, counts}}

REQUEST is an operation of ``anki_oracle.py`` (`help` lists them), with one
compound: {"op": "study", "rating", "ms_taken"} = fetch the queue with a limit
of 8, then answer its head; RESULT has the counts, the ids and kinds queued, the
head's four next states and labels, and whether it became a leech.  DIFF holds
every row the step changed: {"cards": [rows], "revlog": [rows], "notes", "decks",
"deck_config", "config", "tags", "graves", "gone": {table: [keys]}}.

The clock is frozen during a step.  A replay opens the start file at the moment
and zone of line 1, then for each step sets the clock to now_ms, performs "do"
and compares.  The study queue lives in memory between steps, so a replay has to
perform all of them, in order, on one open collection.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
from dataclasses import dataclass, field
from typing import Any, Callable

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from common import DAY, Oracle, outcome, parser  # noqa: E402

T0 = 1704877200  # 2024-01-10T09:00:00Z
PROFILES = {
    # weights of again, hard, good, easy
    "normal": (12, 15, 60, 13),
    "poor": (40, 20, 35, 5),
    "good": (4, 8, 70, 18),
    "even": (25, 25, 25, 25),
    "again": (70, 10, 15, 5),
}
FSRS_PARAMS = [0.4, 1.1, 3.1, 14.2, 7.1, 0.55, 1.9, 0.02, 1.5, 0.14, 0.94, 2.1, 0.03, 0.33, 1.4, 0.25, 2.6, 0.44, 0.3, 0.12, 0.21]
FSRS_NO_SHORT = FSRS_PARAMS[:17] + [0.0, 0.0, 0.0, 0.15]
FSRS5 = [0.40255, 1.18385, 3.173, 15.69105, 7.1949, 0.5345, 1.4604, 0.0046, 1.54575, 0.1192, 1.01925, 1.9395, 0.11, 0.29605, 2.2698, 0.2315, 2.9898, 0.51655, 0.6621]
FSRS45 = [0.4872, 1.4003, 3.7145, 13.8206, 5.1618, 1.2298, 0.8975, 0.031, 1.6474, 0.1367, 1.0461, 2.1072, 0.0793, 0.3246, 1.587, 0.2272, 2.8755]


@dataclass
class Sim:
    name: str
    about: str
    config: dict[str, Any] = field(default_factory=dict)
    decks: dict[str, dict[str, Any]] = field(default_factory=dict)
    notes: list[tuple[str, str, int]] = field(default_factory=lambda: [("Basic", "Default", 40)])
    options: dict[str, Any] = field(default_factory=dict)
    prefs: dict[str, Any] = field(default_factory=dict)
    fsrs: bool = False
    balance: bool = False
    profile: str = "normal"
    tz: str = "UTC"
    select: str = "Default"
    history: str = ""
    gap: tuple[int, int] = (5, 90)
    skip_days: tuple[int, ...] = (1, 1, 1, 1, 2, 3, 7)
    script: Callable[["Run"], None] | None = None
    every: Callable[["Run", int], None] | None = None
    bools: dict[str, bool] = field(default_factory=dict)
    start: int = T0
    per_day: int = 40


ORDER = "REVIEW_CARD_ORDER_"
GATHER = "NEW_CARD_GATHER_PRIORITY_"
SORT = "NEW_CARD_SORT_ORDER_"
MIX = "REVIEW_MIX_"
NESTED = [("Basic", "A", 12), ("Basic", "A::B", 12), ("Basic (and reversed card)", "A::B::C", 8), ("Basic", "A::D", 12), ("Basic", "E", 6)]
MANY = {"new_per_day": 200}


# ---------------------------------------------------------------- scripted extras


def undo_redo(r: "Run", n: int) -> None:
    if n % 7 == 3:
        r.do({"op": "undo"})
        r.do({"op": "queue", "limit": 4, "labels": False, "ids_only": True})
    if n % 14 == 10:
        r.do({"op": "undo"})
        r.do({"op": "redo"})
        r.do({"op": "queue", "limit": 4, "labels": False, "ids_only": True})


def suspend_bury(r: "Run", n: int) -> None:
    ids = r.ids()
    if n % 11 == 4:
        r.do({"op": "suspend", "cards": r.rng.sample(ids, 2)})
    if n % 13 == 5:
        r.do({"op": "bury", "cards": r.rng.sample(ids, 2), "mode": "BURY_USER"})
    if n % 17 == 6:
        r.do({"op": "bury_or_suspend_cards", "note_ids": [r.rng.choice(r.note_ids())], "mode": "BURY_SCHED"})
    if n % 19 == 7:
        r.do({"op": "restore_buried_and_suspended_cards", "cids": ids[: len(ids) // 2]})
    if n % 23 == 8:
        r.do({"op": "unbury_deck", "deck_id": 1, "mode": r.rng.choice(("ALL", "SCHED_ONLY", "USER_ONLY"))})
    if n % 9 == 2:
        r.do({"op": "set_flag", "card_ids": r.rng.sample(ids, 1), "flag": r.rng.randrange(8)})


def reschedule_by_hand(r: "Run", n: int) -> None:
    ids = r.ids()
    if n % 9 == 4:
        r.do({"op": "set_due_date", "card_ids": r.rng.sample(ids, 2), "days": r.rng.choice(("0", "1", "5", "5!", "30", "0!"))})
    if n % 13 == 6:
        r.do({"op": "forget", "cards": r.rng.sample(ids, 2), "restore_position": r.rng.random() < 0.5, "reset_counts": r.rng.random() < 0.5})
    if n % 17 == 8:
        r.do({"op": "grade_now", "card_ids": r.rng.sample(ids, 2), "rating": r.rng.choice(("AGAIN", "HARD", "GOOD", "EASY"))})
    if n % 21 == 9:
        r.do({"op": "sort_cards", "card_ids": r.rng.sample(ids, 5), "starting_from": 100, "step_size": 3, "randomize": False, "shift_existing": r.rng.random() < 0.5})


def filtered(reschedule: bool, order: str, search: str = "", limit: int = 20, **more: Any) -> Callable[["Run", int], None]:
    def step(r: "Run", n: int) -> None:
        if n == 25:
            r.do({"op": "filtered_deck", "name": "Filtered", "reschedule": reschedule, "terms": [{"search": search, "limit": limit, "order": order}], "allow_empty": True, **more})
            r.filtered = r.deck("Filtered")
        if n > 25 and n % 20 == 5:
            r.do({"op": "rebuild_filtered_deck", "did": r.filtered})
            r.do({"op": "deck_select", "deck": r.filtered})
        if n > 25 and n % 20 == 15:
            r.do({"op": "deck_select", "deck": 1})
        if n > 25 and n % 40 == 19:
            r.do({"op": "empty_filtered_deck", "did": r.filtered})

    return step


def custom_study(r: "Run", n: int) -> None:
    kinds: list[dict[str, Any]] = [
        {"new_limit_delta": 5}, {"review_limit_delta": 10}, {"review_ahead_days": 3}, {"preview_days": 7},
        {"cram": {"kind": "CRAM_KIND_DUE", "card_limit": 10, "tags_to_include": [], "tags_to_exclude": []}},
        {"cram": {"kind": "CRAM_KIND_NEW", "card_limit": 5, "tags_to_include": ["odd"], "tags_to_exclude": []}},
        {"new_limit_delta": -2},
    ]  # fmt: skip
    if n % 15 == 7:
        r.do({"op": "custom_study_defaults", "deck_id": 1})
        r.do({"op": "custom_study", "deck_id": 1, **kinds[(n // 15) % len(kinds)]})
    if n % 15 == 14:
        r.do({"op": "deck_select", "deck": 1})


def change_options(changes: list[tuple[int, dict[str, Any]]]) -> Callable[["Run", int], None]:
    def step(r: "Run", n: int) -> None:
        for at, request in changes:
            if n == at:
                r.do({"op": "deck_config_set", **request})

    return step


def switch_decks(names: list[str]) -> Callable[["Run", int], None]:
    def step(r: "Run", n: int) -> None:
        if n % 9 == 8:
            r.do({"op": "deck_select", "deck": r.deck(names[(n // 9) % len(names)])})
        if n % 27 == 13:
            r.do({"op": "set_deck", "card_ids": r.rng.sample(r.ids(), 2), "deck_id": r.deck(r.rng.choice(names))})

    return step


def extend(r: "Run", n: int) -> None:
    if n % 12 == 6:
        r.do({"op": "extend_limits", "deck_id": r.deck("A::B"), "new_delta": r.rng.choice((1, 3, -1)), "review_delta": r.rng.choice((0, 4))})
    if n % 24 == 18:
        r.do({"op": "deck_config_set", "deck": r.deck("A::B"), "limits": r.rng.choice(({"new_today": 2}, {"review_today": 3}, {"new": 4, "review": 7}))})
    switch_decks(["A", "A::B", "E", "A::B::C"])(r, n)


def travel(r: "Run", n: int) -> None:
    for at, zone in ((25, "Asia/Tokyo"), (70, "America/Los_Angeles"), (120, "Pacific/Kiritimati"), (150, "UTC")):
        if n == at:
            r.tz = zone


def edit_notes(r: "Run", n: int) -> None:
    if n % 16 == 5:
        nid = r.rng.choice(r.note_ids())
        r.do({"op": "note_update", "note": nid, "fields": [f"edited {n}", "back"]})
    if n % 31 == 11:
        r.do({"op": "notes_remove", "notes": [r.rng.choice(r.note_ids())]})
    if n % 18 == 9:
        r.do({"op": "note_add", "notetype": "Basic (and reversed card)", "fields": [f"added {n}", "x"], "tags": ["later"], "guid": f"add{n}"})


SIMS: list[Sim] = [
    Sim("sm2_default", "SM-2, default options"),
    Sim("sm2_poor", "SM-2, many failures", profile="poor", config=MANY),
    Sim("sm2_no_steps", "SM-2 without learning or relearning steps", config={"learn_steps": [], "relearn_steps": []}, profile="even"),
    Sim("sm2_one_step", "SM-2, one learning step", config={"learn_steps": [1], "relearn_steps": [10]}, profile="even"),
    Sim("sm2_long_steps", "SM-2, steps that cross days, fractional steps", config={"learn_steps": [0.5, 15, 1440, 4320], "relearn_steps": [10, 2880], "new_per_day": 30}, profile="even"),
    Sim("sm2_many_steps", "SM-2, many short steps, short learn-ahead", config={"learn_steps": [1, 2, 5, 10, 30, 60], "relearn_steps": [1, 5, 10]}, prefs={"learn_ahead_secs": 0}, profile="poor"),
    Sim("sm2_factors", "SM-2, hard below 1, easy bonus, interval modifier", config={"hard_multiplier": 0.9, "easy_multiplier": 1.7, "interval_multiplier": 0.8, "initial_ease": 2.1, **MANY}, profile="even", history="review"),
    Sim("sm2_hard_one", "SM-2, hard factor exactly 1", config={"hard_multiplier": 1.0, "interval_multiplier": 1.3}, profile="even", history="review"),
    Sim("sm2_lapse", "SM-2, lapses keep half the interval, minimum 3", config={"lapse_multiplier": 0.5, "minimum_lapse_interval": 3, "relearn_steps": []}, profile="poor", history="review"),
    Sim("sm2_max_interval", "SM-2, maximum interval 20", config={"maximum_review_interval": 20}, profile="good", history="review"),
    Sim("sm2_graduation", "SM-2, graduating 3 and easy 9", config={"graduating_interval_good": 3, "graduating_interval_easy": 9, **MANY}),
    Sim("sm2_leech_suspend", "leeches are suspended at 3 lapses", config={"leech_threshold": 3, "leech_action": "LEECH_ACTION_SUSPEND"}, profile="again", history="review"),
    Sim("sm2_leech_tag", "leeches are tagged at 2 lapses, then every lapse", config={"leech_threshold": 2, "leech_action": "LEECH_ACTION_TAG_ONLY", "relearn_steps": []}, profile="again", history="review"),
    Sim("bury_all", "sibling burying of all kinds", notes=[("Basic (and reversed card)", "Default", 15), ("Cloze", "Default", 10)], config={"bury_new": True, "bury_reviews": True, "bury_interday_learning": True, "learn_steps": [1, 1500], **MANY}),
    Sim("bury_new", "sibling burying of new cards only", notes=[("Basic (and reversed card)", "Default", 20)], config={"bury_new": True, **MANY}),
    Sim("bury_reviews", "sibling burying of reviews only", notes=[("Basic (and reversed card)", "Default", 20)], config={"bury_reviews": True, **MANY}, history="review"),
    Sim("order_random_notes", "random notes gathered, random note then template sort", notes=[("Basic (and reversed card)", "Default", 20)], config={"new_card_gather_priority": GATHER + "RANDOM_NOTES", "new_card_sort_order": SORT + "RANDOM_NOTE_THEN_TEMPLATE", **MANY}),
    Sim("order_random_cards", "random cards gathered and sorted", notes=[("Basic (and reversed card)", "Default", 20)], config={"new_card_gather_priority": GATHER + "RANDOM_CARDS", "new_card_sort_order": SORT + "RANDOM_CARD", "new_per_day": 12}),
    Sim("order_position", "highest position first, template then random", notes=[("Basic (and reversed card)", "Default", 20)], config={"new_card_gather_priority": GATHER + "HIGHEST_POSITION", "new_card_sort_order": SORT + "TEMPLATE_THEN_RANDOM", "new_per_day": 15}),
    Sim("order_lowest", "lowest position across decks, no sort, new after reviews", notes=NESTED, select="A", config={"new_card_gather_priority": GATHER + "LOWEST_POSITION", "new_card_sort_order": SORT + "NO_SORT", "new_mix": MIX + "AFTER_REVIEWS", **MANY}, history="review"),
    Sim("order_deck_random", "deck then random notes, new before reviews, interday after", notes=NESTED, select="A", config={"new_card_gather_priority": GATHER + "DECK_THEN_RANDOM_NOTES", "new_mix": MIX + "BEFORE_REVIEWS", "interday_learning_mix": MIX + "AFTER_REVIEWS", "learn_steps": [1, 1440], "new_per_day": 25}, history="review"),
    Sim("review_order_day_deck", "reviews by day then deck", notes=NESTED, select="A", config={"review_order": ORDER + "DAY_THEN_DECK", **MANY}, history="review"),
    Sim("review_order_deck_day", "reviews by deck then day, interday first", notes=NESTED, select="A", config={"review_order": ORDER + "DECK_THEN_DAY", "interday_learning_mix": MIX + "BEFORE_REVIEWS", "learn_steps": [1, 1440], **MANY}, history="review"),
    Sim("review_order_interval", "reviews by ascending interval", config={"review_order": ORDER + "INTERVALS_ASCENDING", **MANY}, history="review"),
    Sim("review_order_ease", "reviews by descending ease", config={"review_order": ORDER + "EASE_DESCENDING", **MANY}, history="review"),
    Sim("review_order_overdue", "reviews by relative overdueness, SM-2", config={"review_order": ORDER + "RELATIVE_OVERDUENESS", **MANY}, history="review"),
    Sim("review_order_random", "reviews in random order", config={"review_order": ORDER + "RANDOM", **MANY}, history="review"),
    Sim("review_order_added", "reviews latest added first", config={"review_order": ORDER + "REVERSE_ADDED", **MANY}, history="review"),
    Sim("limits_tight", "3 new and 5 reviews a day", config={"new_per_day": 3, "reviews_per_day": 5}, history="review", notes=[("Basic", "Default", 60)]),
    Sim("limits_ignore", "new cards ignore the review limit", config={"new_per_day": 6, "reviews_per_day": 6}, options={"new_cards_ignore_review_limit": True}, history="review", notes=[("Basic", "Default", 60)]),
    Sim("limits_nested", "nested decks with their own limits, limits extended and changed", notes=NESTED, select="A", decks={"A": {"preset": "pa", "config": {"new_per_day": 8, "reviews_per_day": 20}}, "A::B": {"preset": "pb", "config": {"new_per_day": 3, "reviews_per_day": 9}}, "A::D": {"preset": "pd", "config": {"new_per_day": 2, "reviews_per_day": 2}}}, history="review", every=extend),
    Sim("limits_parents", "as limits_nested, limits of all parents apply", notes=NESTED, select="A::B", decks={"A": {"preset": "pa", "config": {"new_per_day": 4, "reviews_per_day": 9}}, "A::B": {"preset": "pb", "config": {"new_per_day": 8, "reviews_per_day": 20}}}, options={"apply_all_parent_limits": True}, history="review", every=extend),
    Sim("undo_redo", "undo and redo between answers", every=undo_redo, config=MANY, history="review"),
    Sim("suspend_bury", "suspending, burying, flags", every=suspend_bury, config=MANY, history="review", notes=[("Basic (and reversed card)", "Default", 25)]),
    Sim("by_hand", "set due date, forget, grade now, reposition", every=reschedule_by_hand, config=MANY, history="review"),
    Sim("edit_notes", "notes edited, removed and added while studying", every=edit_notes, config=MANY),
    Sim("filtered_resched", "filtered deck with rescheduling, early reviews", every=filtered(True, "DUE", "is:review", 15), config=MANY, history="review"),
    Sim("filtered_new", "filtered deck with new and learning cards", every=filtered(True, "ADDED", "is:new or is:learn", 15), config={"new_per_day": 10}),
    Sim("filtered_preview", "filtered deck without rescheduling, delays", every=filtered(False, "INTERVALS_DESCENDING", "", 12, preview_again_secs=60, preview_hard_secs=600, preview_good_secs=0), config=MANY, history="review"),
    Sim("filtered_preview_zero", "filtered preview, good repeats, hard returns", every=filtered(False, "LAPSES", "", 12, preview_again_secs=30, preview_hard_secs=0, preview_good_secs=900), config=MANY, history="review"),
    Sim("custom_study", "custom study sessions", every=custom_study, config={"new_per_day": 5}, history="review"),
    Sim("zone_new_york", "America/New_York over the change to summer time, rollover 4", tz="America/New_York", start=1709647200, config=MANY, gap=(300, 4000), history="review", skip_days=(1,), per_day=15),
    Sim("zone_berlin", "Europe/Berlin over the change to winter time, rollover 0", tz="Europe/Berlin", start=1729594800, prefs={"rollover": 0}, config=MANY, gap=(300, 4000), history="review", skip_days=(1,), per_day=15),
    Sim("zone_travel", "the zone of the machine changes while the collection is open", every=travel, config=MANY, gap=(60, 3000), history="review", per_day=20),
    Sim("zone_rollover", "Asia/Kolkata, rollover at 23", tz="Asia/Kolkata", prefs={"rollover": 23}, config={"learn_steps": [10, 600], **MANY}, gap=(300, 6000)),
    Sim("balance_easy_days", "load balancer with easy days, SM-2", balance=True, config={"easy_days_percentages": [1, 0, 0.5, 1, 1, 0.5, 0], **MANY}, history="review", notes=[("Basic", "Default", 80)], profile="good"),
    Sim("balance_siblings", "load balancer spreading siblings, FSRS", balance=True, fsrs=True, config={"bury_reviews": True, **MANY}, history="review", notes=[("Basic (and reversed card)", "Default", 30)], profile="good"),
    Sim("fsrs_default", "FSRS, default parameters", fsrs=True, config=MANY),
    Sim("fsrs_params", "FSRS, own parameters, retention 0.85", fsrs=True, config={"fsrs_params_6": FSRS_PARAMS, "desired_retention": 0.85, **MANY}, profile="even"),
    Sim("fsrs_no_steps", "FSRS without steps: short-term intervals", fsrs=True, config={"fsrs_params_6": FSRS_PARAMS, "learn_steps": [], "relearn_steps": [], **MANY}, profile="even"),
    Sim("fsrs_no_short_term", "FSRS without steps, short-term switched off", fsrs=True, config={"fsrs_params_6": FSRS_NO_SHORT, "learn_steps": [], "relearn_steps": [], **MANY}, profile="even"),
    Sim("fsrs_short_with_steps", "FSRS short-term intervals after the steps", fsrs=True, bools={"FSRS_SHORT_TERM_WITH_STEPS_ENABLED": True}, config={"learn_steps": [1], "relearn_steps": [1], **MANY}, profile="poor"),
    Sim("fsrs5_params", "FSRS with 19 parameters", fsrs=True, config={"fsrs_params_6": [], "fsrs_params_5": FSRS5, **MANY}),
    Sim("fsrs45_params", "FSRS with 17 parameters", fsrs=True, config={"fsrs_params_6": [], "fsrs_params_5": [], "fsrs_params_4": FSRS45, **MANY}),
    Sim("fsrs_from_sm2", "SM-2 history without memory state, then FSRS", fsrs=True, history="review", config={"historical_retention": 0.88, **MANY}, bools={}),
    Sim("fsrs_toggle", "FSRS switched on, retuned with rescheduling, off and on again", history="review", config=MANY, every=change_options([(20, {"fsrs": True}), (50, {"config": {"desired_retention": 0.8}}), (80, {"config": {"desired_retention": 0.95}, "fsrs_reschedule": True}), (110, {"config": {"fsrs_params_6": FSRS_PARAMS}, "fsrs_reschedule": True}), (140, {"fsrs": False}), (160, {"fsrs": True, "config": {"ignore_revlogs_before_date": "2024-01-20"}})])),
    Sim("fsrs_deck_retention", "FSRS, retention by deck, cards moved between decks", fsrs=True, notes=NESTED, select="A", decks={"A::B": {"limits": {"desired_retention": 0.8}}, "E": {"limits": {"desired_retention": 0.97}}}, config=MANY, every=switch_decks(["A", "A::B", "E"])),
    Sim("fsrs_order_retrievability", "FSRS, reviews by ascending retrievability", fsrs=True, config={"review_order": ORDER + "RETRIEVABILITY_ASCENDING", **MANY}, history="memory"),
    Sim("fsrs_order_overdue", "FSRS, reviews by relative overdueness", fsrs=True, config={"review_order": ORDER + "RELATIVE_OVERDUENESS", **MANY}, history="memory"),
    Sim("fsrs_order_difficulty", "FSRS, reviews by ease order = difficulty", fsrs=True, config={"review_order": ORDER + "EASE_ASCENDING", **MANY}, history="memory"),
    Sim("fsrs_filtered", "FSRS, filtered deck with rescheduling by retrievability", fsrs=True, every=filtered(True, "RETRIEVABILITY_ASCENDING", "is:review", 15), config=MANY, history="memory"),
    Sim("fsrs_balance", "FSRS with the load balancer and easy days", fsrs=True, balance=True, config={"easy_days_percentages": [0.5, 1, 1, 0, 1, 1, 1], **MANY}, history="memory", notes=[("Basic", "Default", 80)], profile="good"),
    Sim("fsrs_undo_by_hand", "FSRS, undo, forget, due dates", fsrs=True, config=MANY, history="memory", every=lambda r, n: (undo_redo(r, n), reschedule_by_hand(r, n))[0]),
    Sim("fsrs_max_interval", "FSRS, maximum interval 15, leeches", fsrs=True, config={"maximum_review_interval": 15, "leech_threshold": 3, "leech_action": "LEECH_ACTION_SUSPEND", **MANY}, profile="poor", history="memory"),
    Sim("options_midway", "steps and orders changed while cards are in learning", every=change_options([(15, {"config": {"learn_steps": [1, 5, 10, 60]}}), (40, {"config": {"learn_steps": [2], "relearn_steps": [5, 10]}}), (60, {"config": {"new_card_sort_order": SORT + "NO_SORT", "new_mix": MIX + "BEFORE_REVIEWS"}}), (90, {"preset": "other", "config": {"new_per_day": 50}}), (120, {"config": {"leech_threshold": 2}})]), config=MANY, profile="poor"),
]


# ---------------------------------------------------------------- driver

TRACKED = ("cards", "notes", "decks", "deck_config", "config", "tags", "graves")
KEYS = {"cards": ("id",), "notes": ("id",), "decks": ("id",), "deck_config": ("id",), "config": ("key",), "tags": ("tag",), "graves": ("oid", "type")}


class Run:
    def __init__(self, o: Oracle, sim: Sim, path: str, seed: int) -> None:
        self.o, self.sim, self.path = o, sim, path
        self.rng = random.Random(f"{seed}/{sim.name}")
        self.lines: list[str] = []
        self.now_ms = sim.start * 1000
        self.n = 0
        self.answers = 0
        self.state: dict[str, dict[str, str]] = {}
        self.revlog: dict[int, dict[str, Any]] = {}
        self.filtered = 0
        self.tz = sim.tz

    # -- set-up

    def build(self) -> None:
        o, sim = self.o, self.sim
        o("clock", secs=sim.start)
        o.open(self.path, new=True)
        o("sql", sql="pragma synchronous=off")
        if sim.prefs:
            prefs = o("get_preferences")
            prefs["scheduling"].update(sim.prefs)
            o("set_preferences", **prefs)
        for key, value in sim.bools.items():
            o("set_config_bool", key=key, value=value, undoable=False)
        o("set_load_balancer_enabled", val=sim.balance)
        if sim.config or sim.options:
            o("deck_config_set", deck=1, config=sim.config, **sim.options)
        i = 0
        for notetype, deck, count in sim.notes:
            for _ in range(count):
                o("clock", secs=sim.start - 40 * DAY + i * 1000)
                fields = [f"note {i}", "back"] if notetype != "Cloze" else [f"{{{{c1::a{i}}}}} {{{{c2::b}}}} {{{{c3::c}}}}", ""]
                o("note_add", notetype=notetype, deck=deck, fields=fields, tags=["odd"] if i % 2 else [], guid=f"s{i:04}")
                i += 1
        o("clock", secs=sim.start)
        for name, extra in sim.decks.items():
            o("deck_config_set", deck=name, **extra)
        o("reopen")
        if sim.history:
            self.history(sim.history)
        if sim.fsrs:
            # one preset only, so that the recomputation has one possible order
            o("deck_config_set", deck=1, fsrs=True)
        o("deck_select", deck=sim.select)
        o("close")
        start = self.path.replace(".anki2", ".start.anki2")
        shutil.copyfile(self.path, start)

    def history(self, kind: str) -> None:
        o, rng = self.o, self.rng
        timing = o("timing")["timing"]
        today, next_day = timing["days_elapsed"], timing["next_day_at"]
        # reviews need days in the past: move the creation day back
        o("sql", sql="update col set crt = crt - ?", args=[400 * DAY])
        o("reopen")
        today += 400
        ids = [r[0] for r in o("sql", sql="select id from cards order by id")["rows"]]
        for i, cid in enumerate(ids):
            if i % 10 >= 6:
                continue
            ivl = rng.choice((1, 2, 3, 5, 8, 13, 21, 34, 60, 100))
            late = rng.choice((0, 0, 0, 1, 2, -1, -3, 5, 20, -ivl // 2))
            factor = rng.choice((1300, 1800, 2300, 2500, 2750))
            last_day = today - late - ivl
            data: dict[str, Any] = {"pos": i + 1}
            lrt = next_day - (today - last_day + 1) * DAY + rng.randrange(DAY)
            lrt = min(lrt, self.sim.start - 600)
            if kind == "memory":
                data["s"] = round(ivl * rng.uniform(0.5, 2.0) + 0.01, 4)
                data["d"] = round(rng.uniform(1, 10), 3)
                data["dr"] = 0.9
                data["decay"] = 0.154
                data["lrt"] = lrt
            o(
                "sql",
                sql="update cards set type=2,queue=2,due=?,ivl=?,factor=?,reps=?,lapses=?,data=?,mod=? where id=?",
                args=[today - late, ivl, factor, rng.randrange(1, 20), rng.choice((0, 0, 1, 2)), json.dumps(data, separators=(",", ":")), self.sim.start - 86400 + i, cid],
            )
            # a learning entry and two reviews
            first = (lrt - rng.randrange(20, 60) * DAY) * 1000 + i
            middle = (lrt - rng.randrange(3, 19) * DAY) * 1000 + i
            for stamp, ease, riv, last, kind_no in ((first, 3, 1, -600, 0), (middle, rng.choice((1, 2, 3)), max(1, ivl // 2), 1, 1), (lrt * 1000 + i, 3, ivl, max(1, ivl // 2), 1)):
                if i % 7 == 3 and kind_no == 0:
                    continue  # a truncated history
                o("sql", sql="insert or ignore into revlog values (?,?,?,?,?,?,?,?,?)", args=[stamp, cid, -1, ease, riv, last, 0 if kind_no == 0 else factor, 4000, kind_no])
        o("reopen")

    # -- state

    def ids(self) -> list[int]:
        return [r[0] for r in self.o("sql", sql="select id from cards order by id")["rows"]]

    def note_ids(self) -> list[int]:
        return [r[0] for r in self.o("sql", sql="select id from notes order by id")["rows"]]

    def deck(self, name: str) -> int:
        return self.o("deck_get", deck=name)["id"]

    def snapshot(self) -> dict[str, dict[str, str]]:
        tables = self.o("dump", tables=list(TRACKED))["tables"]
        return {t: {json.dumps([row[k] for k in KEYS[t]]): json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows} for t, rows in tables.items()}

    def diff(self) -> dict[str, Any]:
        after = self.snapshot()
        out: dict[str, Any] = {}
        gone: dict[str, Any] = {}
        for table, rows in after.items():
            before = self.state.get(table, {})
            changed = [json.loads(v) for k, v in rows.items() if before.get(k) != v]
            removed = [json.loads(k) for k in before if k not in rows]
            if changed:
                out[table] = changed
            if removed:
                gone[table] = removed
        all_rows = {r["id"]: r for r in self.o("rows", table="revlog", where="1")}
        known = self.revlog
        new = [r for i, r in all_rows.items() if known.get(i) != r]
        lost = [i for i in known if i not in all_rows]
        if new:
            out["revlog"] = new
        if lost:
            gone["revlog"] = lost
        if gone:
            out["gone"] = gone
        self.state, self.revlog = after, all_rows
        return out

    # -- steps

    def do(self, request: dict[str, Any]) -> dict[str, Any]:
        line: dict[str, Any] = {"n": self.n, "now_ms": self.now_ms}
        if self.tz != self.sim.tz:
            line["tz"] = self.tz
        line |= {"do": request, **self.perform(request)}
        self.lines.append(json.dumps(line, ensure_ascii=False, separators=(",", ":")))
        self.n += 1
        self.now_ms += 1000 * self.rng.randrange(*self.sim.gap) + self.rng.randrange(1000)
        return line["result"]

    def perform(self, request: dict[str, Any]) -> dict[str, Any]:
        """Do one step at self.now_ms in self.tz: {"result", "diff"}."""
        self.o("clock", ns=self.now_ms * 1_000_000, tz=self.tz)
        if request["op"] == "study":
            reply = self.study(request)
        else:
            reply = outcome(self.o.send(dict(request)))
        return {"result": trim(reply), "diff": self.diff()}

    def study(self, request: dict[str, Any]) -> dict[str, Any]:
        queue = self.o.ask("queue", limit=8, labels=False)
        if "error" in queue:
            return outcome(queue)
        queued = queue["ok"]
        out: dict[str, Any] = {
            "counts": [queued["new_count"], queued["learning_count"], queued["review_count"]],
            "queue": [[c["card"]["id"], c["queue"]] for c in queued["cards"]],
        }
        if not queued["cards"]:
            return {"ok": out}
        reply = self.o.ask("answer", rating=request["rating"], ms_taken=request["ms_taken"])
        if "error" in reply:
            out["error"] = reply["error"]
            return {"ok": out}
        answer = reply["ok"]
        out.update(card=answer["card_id"], labels=answer["labels"], states=answer["states"], leech=answer["leech"])
        self.answers += 1
        return {"ok": out}

    def load(self) -> None:
        self.o.open(self.path)
        self.o.ask("sql", sql="pragma synchronous=off")
        self.state = self.snapshot()
        self.revlog = {r["id"]: r for r in self.o("rows", table="revlog", where="1")}

    def drive(self, answers: int) -> None:
        rng, sim = self.rng, self.sim
        self.load()
        self.do({"op": "deck_tree", "now": self.now_ms // 1000})
        count = idle = today = 0
        while self.answers < answers and idle < 12:
            rating = rng.choices((1, 2, 3, 4), PROFILES[sim.profile])[0]
            ms = rng.choice((800, 2500, 5000, 12000, 61000, 200000))
            reply = self.do({"op": "study", "rating": rating, "ms_taken": ms})
            done = "ok" in reply and bool(reply["ok"].get("queue"))
            if done:
                idle = 0
                count += 1
                today += 1
                if sim.every:
                    sim.every(self, count)
                if count % 20 == 0:
                    self.do({"op": "deck_tree", "now": self.now_ms // 1000})
            if not done or today >= sim.per_day:
                # nothing due, or enough for the day
                idle += not done
                self.next_day(stop=done)
                today = 0
                self.do({"op": "deck_tree", "now": self.now_ms // 1000})
                self.do({"op": "congrats_info"})
                if idle == 3:
                    self.do({"op": "deck_select", "deck": self.deck(sim.select)})
        self.finish()

    def next_day(self, stop: bool) -> None:
        o, rng = self.o, self.rng
        timing = o("timing")["timing"]
        due = None if stop else o("sql", sql="select min(due) from cards where queue in (1,4)")["rows"][0][0]
        if due and due * 1000 > self.now_ms and due < timing["next_day_at"] and rng.random() < 0.7:
            self.now_ms = due * 1000 + rng.randrange(1000)
            return
        days = rng.choice(self.sim.skip_days)
        self.now_ms = (timing["next_day_at"] + (days - 1) * DAY + rng.randrange(0, 14 * 3600)) * 1000 + rng.randrange(1000)

    def finish(self) -> None:
        self.lines.append(json.dumps({"final": self.final()}, ensure_ascii=False, separators=(",", ":")))

    def final(self) -> dict[str, Any]:
        o = self.o
        o("clock", ns=self.now_ms * 1_000_000)
        ids = self.ids()
        return {
            "now_ms": self.now_ms,
            "answers": self.answers,
            "dump": o("dump")["tables"],
            "graphs": {str(d): o("graphs", search="", days=d) for d in (0, 31, 365)},
            "card_stats": [o("card_stats", card=i) for i in ids[:: max(1, len(ids) // 12)]],
            "studied_today": o("studied_today"),
        }


def trim(reply: dict[str, Any]) -> dict[str, Any]:
    """Drop what only describes which screens to refresh."""
    if isinstance(reply.get("ok"), dict):
        reply = {"ok": {k: v for k, v in reply["ok"].items() if k != "changes"}}
    return reply


def main() -> None:
    p = parser(__doc__)
    p.add_argument("--answers", type=int, default=200, help="answers a simulation")
    p.add_argument("--only", nargs="*", help="names of simulations")
    p.add_argument("--list", action="store_true", help="list the simulations and stop")
    if "--list" in sys.argv:
        for sim in SIMS:
            print(f"{sim.name:26} {sim.about}")
        return
    args = p.parse_args()
    out = os.path.abspath(args.out)
    os.makedirs(out, exist_ok=True)
    index = []
    for sim in SIMS:
        if args.only and sim.name not in args.only:
            continue
        path = os.path.join(out, f"{sim.name}.anki2")
        with Oracle(python=args.python, start=str(sim.start), tz=sim.tz, random_seed=args.seed) as o:
            version = o("ping")["anki"]
            run = Run(o, sim, path, args.seed)
            run.build()
            run.drive(args.answers)
        head = {"sim": sim.name, "about": sim.about, "tz": sim.tz, "now": sim.start, "answers": run.answers, "steps": run.n, "anki": version}
        with open(os.path.join(out, f"{sim.name}.jsonl"), "w", encoding="utf-8") as f:
            f.write("\n".join([json.dumps(head, ensure_ascii=False), *run.lines]) + "\n")
        for leftover in (path, path + "-wal", path + "-shm", path.replace(".anki2", ".media.db2"), path.replace(".anki2", ".media.ad.db2")):
            if os.path.exists(leftover):
                os.unlink(leftover)
        media = path.replace(".anki2", ".media")
        if os.path.isdir(media) and not os.listdir(media):
            os.rmdir(media)
        index.append(head)
        print(json.dumps(head, ensure_ascii=False), flush=True)
    with open(os.path.join(out, "index.json"), "w", encoding="utf-8") as f:
        json.dump(index, f, indent=1, ensure_ascii=False)
        f.write("\n")


if __name__ == "__main__":
    main()
