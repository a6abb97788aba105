"""Notetypes, decks and presets for the sheets: one of each kind as clients write them, and every
key of them made wrong in every way."""

import copy
import random

NOTETYPE = {
    "id": 1700000000001, "name": "Words", "type": 0, "mod": 1700000100, "usn": 7, "sortf": 1,
    "did": 5, "css": ".card {}", "latexPre": "pre", "latexPost": "post", "latexsvg": True,
    "req": [[0, "any", [0, 1]], [1, "all", [1]], [2, "none", []]],
    "originalStockKind": 2, "originalId": 1600000000001,
    "vers": [], "tags": ["a"],
    "flds": [{
        "name": "Front", "ord": 0, "sticky": True, "rtl": True, "font": "Arial", "size": 21,
        "description": "what", "plainText": True, "collapsed": True, "excludeFromSearch": True,
        "id": -8949807474837820652, "tag": 3, "preventDeletion": True, "media": ["x"],
    }],
    "tmpls": [{
        "name": "Card 1", "ord": 0, "qfmt": "{{Front}}", "afmt": "{{Front}}!", "bqfmt": "bq",
        "bafmt": "ba", "did": 9, "bfont": "Courier", "bsize": 12, "id": 4611686018427387904,
        "scratch": {"deep": [1, 2.5, None]},
    }],
}

COMMON_DECK = {
    "id": 1700000000002, "mod": 1700000200, "name": "Languages::French", "usn": 8,
    "lrnToday": [100, 1], "revToday": [100, 2], "newToday": [100, 3], "timeToday": [100, 4000],
    "collapsed": True, "browserCollapsed": True, "desc": "about", "md": True, "return": True,
    "color": "blue",
}

NORMAL_DECK = COMMON_DECK | {
    "dyn": 0, "conf": 1700000000003, "extendNew": 10, "extendRev": 50, "reviewLimit": 11,
    "newLimit": 12, "reviewLimitToday": {"limit": 13, "today": 100},
    "newLimitToday": {"limit": 14, "today": 99}, "desiredRetention": 87,
}

FILTERED_DECK = COMMON_DECK | {
    "dyn": 1, "resched": True, "terms": [["is:due", 100, 6], ["deck:x", "20", 1]],
    "separate": True, "delays": [1.0, 10.5], "previewDelay": 10, "previewAgainSecs": 60,
    "previewHardSecs": 600, "previewGoodSecs": 0,
}

PRESET = {
    "id": 1700000000003, "mod": 1700000300, "name": "Hard words", "usn": 9, "maxTaken": 61,
    "autoplay": False, "timer": 1, "replayq": False, "dyn": False,
    "new": {"bury": True, "delays": [1.0, 10.1, 0.3], "initialFactor": 2310, "ints": [2, 5, 7],
            "order": 0, "perDay": 21, "separate": True},
    "rev": {"bury": True, "ease4": 1.35, "ivlFct": 1.05, "maxIvl": 36501, "perDay": 201,
            "hardFactor": 1.15, "fuzz": 0.05, "minSpace": 1},
    "lapse": {"delays": [10.2], "leechAction": 0, "leechFails": 9, "minInt": 2, "mult": 0.7,
              "extra": {"a": 1}},
    "newMix": 1, "newPerDayMinimum": 3, "interdayLearningMix": 2, "reviewOrder": 7,
    "newSortOrder": 4, "newGatherPriority": 5, "buryInterdayLearning": True,
    "fsrsWeights": [0.4, 0.6, 2.4], "fsrsParams5": [0.40255, 1.18385],
    "fsrsParams6": [0.212, 1.2931, 2.3065, 8.2956], "desiredRetention": 0.87,
    "ignoreRevlogsBeforeDate": "2024-02-03", "easyDaysPercentages": [1.0, 0.5, 0.0],
    "stopTimerOnAnswer": True, "secondsToShowQuestion": 3.5, "secondsToShowAnswer": 2.25,
    "questionAction": 1, "answerAction": 3, "waitForAudio": False, "sm2Retention": 0.83,
    "weightSearch": "deck:x", "addon": {"keep": [True]},
}

MISSING = object()
# What old programs, add-ons and damaged files have written, and some more.
VALUES = [
    MISSING, None, True, 0, 1, 2, 12, "12", "word", "", 1.0, 2.5, -3, 300, 70000, 2**31, 2**40, 2**63,
    [], [3], [3, 4], ["x", 1], {}, {"limit": 5}, {"limit": 5, "today": 6},
]
NAMES = [
    "plain", "", " ", "::", "a::b::c", "a:::b", ":a:", " a :: b ", "e\u0301", "\u1100\u1161",
    "tab\there", "bell\x07", "unit\x1fsep", "\u00a0x\u00a0", "::x::", "blank", "\u200b", "a\n::b",
    "\ufb01", "x" * 300,
]
TODAYS = [
    {"lrnToday": [9, 1], "revToday": [10, 2], "newToday": [8, 3], "timeToday": [10, 4]},
    {"lrnToday": [12, 1], "revToday": [10, 2], "newToday": [10, 3], "timeToday": [9, 4]},
    {"lrnToday": [], "revToday": [7], "newToday": ["7", "8"], "timeToday": [1, 2, 3]},
    {"lrnToday": [1, 2**33 + 5], "revToday": [2**31, 1], "newToday": [-4, -5], "timeToday": [0, 0]},
    {"lrnToday": [1.5, 2.5], "revToday": [None, True], "newToday": [5, 3.0], "timeToday": [5, 9]},
]


def variants(base, paths):
    """Yields (label, object): the base itself, then each key of it with each odd value."""
    yield "as it is", base
    for path in paths:
        for key in list(at(base, path)):
            for value in VALUES:
                changed = copy.deepcopy(base)
                place = at(changed, path)
                if value is MISSING:
                    del place[key]
                    shown = "missing"
                else:
                    place[key] = value
                    shown = repr(value)
                label = "/".join([*map(str, path), key])
                yield f"{label} {shown}", changed


def at(value, path):
    for step in path:
        value = value[step]
    return value


def notetypes():
    for label, notetype in variants(NOTETYPE, [(), ("flds", 0), ("tmpls", 0)]):
        if label != "id 0":  # gets a random one
            yield label, notetype
    for sticky in ["true", "false", "1", "0", "1.0", "yes", "True", "TRUE", "tRue", "False", "FALSE",
                   "t", "f", "T", "F", "on", "off", "y", "Yes", " true", "+1", "-0", "01", "nan", 0.0,
                   1e-17, "0.0", "1e0", 2e-16, 3e-16, 1.0000000000000002]:
        changed = copy.deepcopy(NOTETYPE)
        changed["flds"][0]["sticky"] = sticky
        yield f"sticky {sticky!r}", changed
    for req in [[[0, "any", [0], 1]], [[0, "Any", [0]]], [[0, "any", [-1]]], [[0, "any", [0]], []],
                [{"card_ord": 1, "kind": "all", "field_ords": [2]}]]:
        yield f"req {req!r}", NOTETYPE | {"req": req}


def normal_decks():
    yield from variants(NORMAL_DECK, [()])
    yield from decks_of(NORMAL_DECK)
    for name in NAMES:
        yield f"name {name!r}", NORMAL_DECK | {"name": name}
    for percent in (0, 1, 28, 29, 56, 57, 58, 99, 100, 113, 1000):
        yield f"retention {percent}", NORMAL_DECK | {"desiredRetention": percent}
    yield "with keys of filtered decks", NORMAL_DECK | FILTERED_DECK | {"dyn": 0}


def filtered_decks():
    yield from variants(FILTERED_DECK, [()])
    yield from decks_of(FILTERED_DECK)
    for terms in ([["a", 1]], [["a", 1, 2, 3]], [["a", -5, 2]], [["a", "-5", 2]], [["a", "x", 2]],
                  [["a", 1.0, 2]], [[1, 1, 1]], [["a", 2**31, 2]], [["a", 1, -7]],
                  [{"search": "a", "limit": 1, "order": 2}]):
        yield f"terms {terms!r}", FILTERED_DECK | {"terms": terms}
    yield "with keys of normal decks", NORMAL_DECK | FILTERED_DECK


def decks_of(deck):
    for dyn in (False, True, 0, 1, 3, 1.0, "1", -1, 256):
        yield f"dyn {dyn!r}", deck | {"dyn": dyn}
    for today in TODAYS:
        yield f"today {today!r}", deck | today


def presets():
    yield from variants(PRESET, [(), ("new",), ("rev",), ("lapse",)])
    for factor in range(1290, 5050, 37):
        changed = copy.deepcopy(PRESET)
        changed["new"]["initialFactor"] = factor
        yield f"ease {factor}", changed
    chance = random.Random(11)
    for number in range(40):
        changed = copy.deepcopy(PRESET)
        changed["rev"] |= {"ease4": round(chance.uniform(0, 6), 3), "ivlFct": chance.uniform(0, 3),
                           "hardFactor": chance.uniform(0.4, 1.4), "maxIvl": chance.choice([0, 1, 36500])}
        changed["lapse"]["mult"] = chance.choice([0, 1, 1.2, -0.1, chance.random()])
        changed["desiredRetention"] = chance.choice([0.69, 0.7, 0.99, 0.995, 0, chance.random()])
        changed["sm2Retention"] = chance.choice([0.97, 0.98, chance.random()])
        changed["new"]["ints"] = [chance.choice([0, 1, 40000, 65535, 65536]), chance.randrange(9)]
        yield f"odd numbers {number}", changed
