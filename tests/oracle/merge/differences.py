"""What is compared, and where we differ from Anki's server on purpose.

1. A second deletion of something that had come back renews its grave, so that other clients are
   told again; Anki keeps the first number, and they fail their sanity check.
2. Keys in a card's `data` that Anki does not know stay, and so does text that is no JSON object.
3. Incoming rows get the server's number, not the one the client believes in. (Requests here carry
   the right one, so that this never shows.)
4. A list of a request has an upper bound. (Not reached here.)
5. A sort field that is a number and U+0000 is stored as the number by our newer SQLite, as text by
   Anki's.
6. Two versions of a card or note from the same second: the one that comes last stays here, so that
   all clients end with the same. Flags leave the time of a card alone, so of two devices that flag
   it the one that syncs last decides. (Requests here keep seconds apart, and nobody flags.)

Moments that both sides take from their clocks are compared roughly.
"""

from __future__ import annotations

import json
import time

ROUGHLY_SECONDS = 60
KNOWN_CARD_DATA = ("pos", "s", "d", "dr", "decay", "lrt", "cd")


def of_answers(method: str, anki, ours, reborn: set) -> list[str]:
    """Why two answers with status 200 are not the same."""
    if method == "start":
        return of_graves(anki, ours, reborn)
    if method == "applyChanges":
        return of_changes(anki, ours)
    if method == "chunk":
        return of_chunks(anki, ours)
    if method == "finish":
        return [] if abs(anki - ours) < ROUGHLY_SECONDS * 1000 else [f"{anki} != {ours}"]
    return [] if anki == ours else [f"{anki} != {ours}"]


def of_graves(anki: dict, ours: dict, reborn: set) -> list[str]:
    out = []
    for number, kind in enumerate(("cards", "notes", "decks")):
        left, right = set(anki[kind]), set(ours[kind])
        excess = {i for i in right - left if (i, number) not in reborn}
        if left - right or excess or len(right) != len(ours[kind]):
            out.append(f"{kind}: {sorted(left - right)} missing, {sorted(excess)} too many")
    return out


def of_changes(anki: dict, ours: dict) -> list[str]:
    out = []
    if list(sorted(anki)) != list(sorted(ours)):
        out.append(f"keys {sorted(anki)} != {sorted(ours)}")
    for what, left, right in (
        ("models", anki["models"], ours["models"]),
        ("decks", anki["decks"][0], ours["decks"][0]),
        ("presets", anki["decks"][1], ours["decks"][1]),
    ):
        left, right = ({o["id"]: o for o in side} for side in (left, right))
        if left.keys() != right.keys():
            out.append(f"{what} {sorted(left)} != {sorted(right)}")
        for key in left.keys() & right.keys():
            out += of_objects(f"{what} {key}", left[key], right[key], "mod")
    if sorted(anki["tags"]) != sorted(ours["tags"]):
        out.append(f"tags {sorted(anki['tags'])} != {sorted(ours['tags'])}")
    for key in ("conf", "crt"):
        if anki.get(key) != ours.get(key):
            out.append(f"{key} {anki.get(key)} != {ours.get(key)}")
    return out


def of_chunks(anki: dict, ours: dict) -> list[str]:
    anki, ours = ({**side, "cards": [card_row(row) for row in side.get("cards", [])]} for side in (anki, ours))
    out = []
    for key in sorted(set(anki) | set(ours)):
        left, right = anki.get(key), ours.get(key)
        if left == right:
            continue
        if not isinstance(left, list) or not isinstance(right, list) or len(left) != len(right):
            out.append(f"{key}: {str(left)[:400]} != {str(right)[:400]}")
            continue
        out += [f"{key}: {a} != {b}" for a, b in zip(left, right) if a != b]
    return out


def card_row(row: list) -> list:
    return [*row[:-1], card_data(row[-1])]


def card_data(text: str):
    """What Anki would keep of it: known keys, of a list by position, of anything else nothing."""
    try:
        data = json.loads(text, object_pairs_hook=Pairs)
    except ValueError:
        return {}
    if isinstance(data, list) and not isinstance(data, Pairs):
        data = Pairs(zip(KNOWN_CARD_DATA, data))
    if not isinstance(data, Pairs) or len(dict(data)) != len(data):
        return {}
    known = {k: v for k, v in data if k in KNOWN_CARD_DATA}
    if not isinstance(known.get("cd", ""), str):
        return {}
    known = {k: v for k, v in known.items() if v is not None}
    # Anki writes half a memory state that overflowed, and reads it as none.
    return {k: v for k, v in known.items() if k not in ("s", "d") or ("s" in known and "d" in known)}


class Pairs(list):
    """A JSON object with its keys in order, doubled ones included."""


def of_objects(what: str, left: dict, right: dict, moment: str) -> list[str]:
    out = []
    for key in sorted(set(left) | set(right)):
        a, b = left.get(key), right.get(key)
        if a == b and (key in left) == (key in right):
            continue
        if key == moment and "+" in str(left.get("name")) and is_recent(a) and is_recent(b):
            continue
        if key == "sfld" and "\0" in str(a):
            continue
        out.append(f"{what} {key}: {a!r:.300} != {b!r:.300}")
    return out


def is_recent(moment) -> bool:
    return isinstance(moment, int) and abs(moment - time.time()) < 3600


def of_contents(anki: dict, ours: dict, reborn: set) -> list[str]:
    """Why two collections are not the same."""
    out = []
    for table in anki:
        if table == "col":
            out += of_stamps(anki[table], ours[table])
            continue
        left, right = dict(anki[table]), dict(ours[table])
        if left.keys() != right.keys():
            out.append(f"{table}: {sorted(left.keys() - right.keys(), key=str)} missing, {sorted(right.keys() - left.keys(), key=str)} too many")
        for key in left.keys() & right.keys():
            out += of_rows(f"{table} {key}", table, left[key], right[key], key in reborn)
    return out


def of_rows(what: str, table: str, left: dict, right: dict, is_reborn: bool) -> list[str]:
    left, right = dict(left), dict(right)
    if table == "config":  # nobody reads when a setting was set
        left, right = left["val"], right["val"]
        return [] if left == right else [f"{what}: {left} != {right}"]
    if table == "cards":
        left["data"], right["data"] = card_data(left["data"]), card_data(right["data"])
    if table == "graves" and is_reborn and right["usn"] >= left["usn"]:
        return []
    return of_objects(what, left, right, "mtime_secs")


def of_stamps(left: dict, right: dict) -> list[str]:
    out = [f"col {k}: {left[k]} != {right[k]}" for k in ("crt", "scm", "usn") if left[k] != right[k]]
    if left["mod"] == left["ls"] and right["mod"] != right["ls"]:
        out.append(f"col: changed at {right['mod']}, synced at {right['ls']}")
    return out
