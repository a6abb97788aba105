"""Notetypes, decks and presets as a client might send them, from those that are there."""

from __future__ import annotations

import copy
import random
import time

from . import texts

RECENT = 86400


def changed(rng: random.Random, there: dict) -> dict:
    """A copy with another time of change, older, equal or later."""
    it = copy.deepcopy(there)
    steps = [-1000, 1000]
    if it["mod"] < time.time() - RECENT:
        steps.append(0)  # the time of a recent change is only roughly the same on both sides
    it["mod"] += rng.choice(steps)
    return it


def sometimes(rng: random.Random, share: float = 0.3) -> bool:
    return rng.random() < share


def renewed_id(rng: random.Random):
    number = rng.randint(2_000, 3_000)
    return str(number) if sometimes(rng, 0.1) else number


def notetype(rng: random.Random, there: list[dict]) -> dict:
    it = changed(rng, rng.choice(there))
    if sometimes(rng):
        it["id"] = renewed_id(rng)
        it["name"] = texts.name(rng) if sometimes(rng, 0.7) else it["name"]
    if sometimes(rng):
        it["name"] = texts.name(rng)
    if sometimes(rng):
        it["css"] = rng.choice([".card {}", "", 5, None])
    if sometimes(rng):
        it["did"] = rng.choice([None, 1, "x", 12345, 0])
    if sometimes(rng):
        it["sortf"] = rng.choice([0, 1, 7])
    if sometimes(rng):
        it["req"] = rng.choice([[], [[0, "any", [0]]], "x", [[0, "bad", []]], [[1, "none", []], [0, "all", [0, 1]]]])
    if sometimes(rng):
        it["addon"] = rng.choice([1, {"deep": [{"a": None}]}, "x", 2.5])
    for key in ("latexPre", "latexPost", "latexsvg", "originalStockKind", "originalId", "req"):
        if sometimes(rng, 0.05):
            it.pop(key, None)
    if sometimes(rng):
        it["latexsvg"] = rng.choice([True, False, 1, "x"])
    for field in it["flds"]:
        change_field(rng, field)
    for template in it["tmpls"]:
        change_template(rng, template)
    if sometimes(rng, 0.02):
        it["flds"].append(dict(it["flds"][0], name="one more"))
    if sometimes(rng, 0.02):
        it["tmpls"] = it["tmpls"] * 2
    return it


def change_field(rng: random.Random, field: dict) -> None:
    if sometimes(rng, 0.1):
        field["name"] = texts.name(rng)
    if sometimes(rng, 0.1):
        field["sticky"] = rng.choice([True, 0, 1, "true", "false", "1", 2])
    if sometimes(rng, 0.1):
        field["id"] = rng.choice([None, -8949807474837820652, 5, "x"])
    if sometimes(rng, 0.1):
        field["tag"] = rng.choice([None, 1, -1, "x"])
    if sometimes(rng, 0.1):
        field["ord"] = rng.choice([None, 0, 5])
    if sometimes(rng, 0.1):
        field[rng.choice(["collapsed", "plainText", "description", "excludeFromSearch"])] = rng.choice([True, "x", 5])
    if sometimes(rng, 0.1):
        field["media"] = []


def change_template(rng: random.Random, template: dict) -> None:
    if sometimes(rng, 0.1):
        template["qfmt"] = "{{Front}}" + texts.html(rng)
    if sometimes(rng, 0.1):
        template["did"] = rng.choice([None, -5, 1, "x"])
    if sometimes(rng, 0.1):
        template["bsize"] = rng.choice([0, 12, 300, "x"])
    if sometimes(rng, 0.1):
        template.pop(rng.choice(["afmt", "bqfmt", "bafmt", "bfont"]), None)
    if sometimes(rng, 0.1):
        template["addon"] = "kept"


def deck(rng: random.Random, there: list[dict]) -> dict:
    it = changed(rng, rng.choice(there))
    if sometimes(rng):
        it["id"] = renewed_id(rng)
    if sometimes(rng):
        it["name"] = texts.name(rng)
    for key in ("newToday", "revToday", "lrnToday", "timeToday"):
        if sometimes(rng, 0.2):
            it[key] = rng.choice([[rng.randint(0, 3), rng.randint(0, 9)], [5], [], [1, "x"], [1.5, 2], [1, 2, 3], [-1, 2**40]])
    if sometimes(rng, 0.1):
        it["dyn"] = bool(it["dyn"])
    if sometimes(rng, 0.05):
        it["dyn"] = rng.choice([0, 1, 2, False])
    if sometimes(rng, 0.1):
        it["return"] = True
    if sometimes(rng):
        it["addon"] = rng.choice([1, {"deep": [{"a": None}]}, "x"])
    if sometimes(rng):
        it["desc"] = texts.html(rng)
    if "conf" in it:
        change_normal(rng, it)
    else:
        change_filtered(rng, it)
    return it


def change_normal(rng: random.Random, it: dict) -> None:
    if sometimes(rng, 0.1):
        it["conf"] = rng.choice([1, "1", 99])
    if sometimes(rng, 0.1):
        it["md"] = rng.choice([True, False])
    for key in ("extendNew", "extendRev"):
        if sometimes(rng, 0.1):
            it[key] = rng.choice([-5, 3, "x", None, 2**31])
    for key in ("newLimit", "reviewLimit"):
        if sometimes(rng, 0.1):
            it[key] = rng.choice([None, 7, -1, "x", 0])
    for key in ("newLimitToday", "reviewLimitToday"):
        if sometimes(rng, 0.1):
            it[key] = rng.choice([None, {"limit": 3, "today": 9}, {"limit": 3}, [3, 9], 5])
    if sometimes(rng, 0.2):
        it["desiredRetention"] = rng.choice([None, 90, 83, 1, 0, -1, "x", 0.9, 100])


def change_filtered(rng: random.Random, it: dict) -> None:
    if sometimes(rng):
        it["terms"] = rng.choice([[["deck:One", 100, 2]], [["a", "5", 0], ["", -3, 9]], []])
    if sometimes(rng):
        it["delays"] = rng.choice([None, [1, 2.5], "x", []])
    if sometimes(rng):
        it["resched"] = rng.choice([True, False, 0, 1, "1"])
    for key in ("previewDelay", "previewAgainSecs", "previewHardSecs", "previewGoodSecs", "separate"):
        if sometimes(rng, 0.1):
            it.pop(key, None)


def preset(rng: random.Random, there: list[dict]) -> dict:
    it = changed(rng, rng.choice(there))
    if sometimes(rng):
        it["id"] = renewed_id(rng)
    if sometimes(rng):
        it["name"] = texts.name(rng)
    for _ in range(rng.randint(0, 4)):
        change_preset(rng, it)
    if sometimes(rng):
        it["addon"] = rng.choice([1, {"deep": [{"a": None}]}, "x"])
    return it


def change_preset(rng: random.Random, it: dict) -> None:
    parts = [it, it.get("new"), it.get("rev"), it.get("lapse")]
    part = rng.choice([part for part in parts if isinstance(part, dict) and part])
    key = rng.choice(sorted(part))
    value = part[key]
    if key in ("id", "mod", "usn", "name"):
        return
    if key in ("new", "rev", "lapse"):
        if sometimes(rng, 0.3):
            part[key] = rng.choice([None, {}, 5])
        elif isinstance(value, dict):
            value["addon"] = rng.choice([1, "x", {"a": []}])
    elif isinstance(value, bool):
        part[key] = not value
    elif isinstance(value, int):
        part[key] = rng.choice([0, 1, 5, 99999, value + 1])
    elif isinstance(value, float):
        part[key] = rng.choice([0.0, 0.85, 1.0, 2.5, 1.3, 0.123456789, 1, 9.5])
    elif isinstance(value, list):
        part[key] = rng.choice([[], [1.0, 10.0], [1, 2, 3], [0.1, 0.25, 3.3]])
    elif isinstance(value, str):
        part[key] = rng.choice(["", "x", "2024-01-01"])
    if sometimes(rng, 0.05):
        part.pop(key, None)
