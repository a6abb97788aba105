"""One sync of a client without manners, as a list of requests."""

from __future__ import annotations

import copy
import json
import random
import time

from . import objects, texts

NOTE_USN, CARD_USN, REVIEW_USN = 4, 5, 2
WRONG = [None, True, -1, 0, 1, 0.5, 1.9, -1.5, 255, 256, 65536, 2**31, -(2**31) - 1, 2**32, 2**63 - 1, 2**63, 2**64, 1e300, "", "1", "x", [], {}, [1], {"a": 1}]


class Client:
    """Makes requests that refer to what is there. `there` is the collection's contents, `known`
    its notetypes, decks and presets in JSON."""

    def __init__(self, rng: random.Random, there: dict, known: dict, unburied: int) -> None:
        self.rng = rng
        self.there = there
        self.known = known
        self.unburied = unburied
        self.usn = there["col"]["usn"]
        self.now = int(time.time())

    def requests(self) -> list[tuple[str, object]]:
        """Method and argument; `sanityCheck2` and `finish` come last and are not among them."""
        rng = self.rng
        deletions = [("applyGraves", {"chunk": self.graves()}) for _ in range(rng.choice([0, 0, 1, 2]))]
        middle = [("applyChanges", {"changes": self.changes()})]
        chunks = [("chunk", rng.choice([{}, {"_pad": None}])) for _ in range(rng.randint(1, 3))]
        rows = [("applyChunk", {"chunk": self.chunk()}) for _ in range(rng.randint(1, 3))]
        if rng.random() < 0.2:
            rest = middle + chunks + rows
            rng.shuffle(rest)
        else:
            rest = middle + chunks + rows
        return [("start", self.start()), *deletions, *rest]

    def start(self) -> dict:
        rng = self.rng
        request = {
            "minUsn": rng.choice([0, 0, self.usn, self.usn - 1, self.usn // 2, self.usn + 1, self.usn, -1]),
            "lnewer": rng.random() < 0.5,
        }
        form = rng.random()
        if form < 0.6:
            request["graves"] = None
        elif form < 0.75:
            request["graves"] = self.graves()
        elif form < 0.85:
            request["graves"] = {k: [str(i) for i in v] for k, v in self.graves().items()}
        if rng.random() < 0.2:
            request["offset"] = rng.choice([None, -480])
        return request

    def some(self, table: str, most: int) -> list:
        ids = sorted(self.there[table])
        return self.rng.sample(ids, min(len(ids), self.rng.randint(0, most)))

    def graves(self) -> dict:
        rng = self.rng
        out = {
            "cards": self.some("cards", 2),
            "notes": self.some("notes", 1),
            "decks": [d for d in self.some("decks", 1) if rng.random() < 0.3],
        }
        for (oid, kind) in self.some("graves", 2):
            out[("cards", "notes", "decks")[kind]].append(oid)
        if rng.random() < 0.3:
            out["cards"].append(rng.randint(1, 50))
        return out

    def changes(self) -> dict:
        rng = self.rng
        changes = {
            "models": [objects.notetype(rng, self.known["models"]) for _ in range(rng.choice([0, 0, 1, 2]))],
            "decks": [
                [objects.deck(rng, self.known["decks"][0]) for _ in range(rng.choice([0, 0, 1, 3]))],
                [objects.preset(rng, self.known["decks"][1]) for _ in range(rng.choice([0, 0, 1, 2]))],
            ],
            "tags": [texts.tag(rng) for _ in range(rng.choice([0, 0, 1, 4]))],
        }
        for it in (*changes["models"], *changes["decks"][0], *changes["decks"][1]):
            it["usn"] = self.usn
        if rng.random() < 0.3:
            changes["conf"] = self.config()
        if rng.random() < 0.2:
            changes["crt"] = self.there["col"]["crt"] + rng.randint(-3, 3)
        return changes

    def config(self) -> dict:
        rng = self.rng
        config = {k: row["val"] for k, row in self.there["config"].items() if rng.random() < 0.95}
        for keep in ("rollover", "creationOffset", "schedVer", "localOffset"):
            if keep in self.there["config"]:
                config[keep] = self.there["config"][keep]["val"]
        config["lastUnburied"] = self.unburied
        config[f"addon{rng.randint(0, 5)}"] = rng.choice([None, 1, 2.5, "x", [1, {"a": None}], 2**53 + 1, 1e300, 0.1, 2**63])
        return config

    # rows

    def chunk(self) -> dict:
        rng = self.rng
        chunk = {"done": rng.random() < 0.5}
        if rng.random() < 0.1:
            del chunk["done"]
        notes = [self.note() for _ in range(rng.choice([0, 1, 2, 5]))]
        cards = [self.card() for _ in range(rng.choice([0, 1, 2, 5]))]
        reviews = [self.review() for _ in range(rng.choice([0, 1, 2, 5]))]
        for key, rows in (("notes", notes), ("cards", cards), ("revlog", reviews)):
            if rows or rng.random() < 0.3:
                chunk[key] = rows
        return chunk

    def moment(self, mod: int) -> int:
        """Earlier or later than what is there; never the same second (difference 6)."""
        return mod + self.rng.choice([-1, 1]) * self.rng.randint(1, 100_000)

    def note(self) -> list:
        rng = self.rng
        notes = self.there["notes"]
        notetypes = {key: 0 for key in self.there["notetypes"]}
        for ntid, _ in self.there["fields"]:
            notetypes[ntid] += 1
        if notes and rng.random() < 0.6:
            row = notes[rng.choice(sorted(notes))]
            note_id, guid, mod, mid = row["id"], row["guid"], self.moment(row["mod"]), row["mid"]
        else:
            note_id, guid, mod = rng.randint(1, 200), f"guid{rng.randint(0, 99)}", self.now - rng.randint(0, 1_000_000)
            mid = rng.choice(sorted(notetypes))
        if rng.random() < 0.1:
            mid = rng.choice(sorted(notetypes))
        count = max(1, notetypes.get(mid, 2))
        if rng.random() < 0.01:
            mid = 4711
        if rng.random() < 0.01:
            count += rng.choice([-1, 1])
        fields = "\x1f".join(texts.html(rng).replace("\x1f", "") for _ in range(count))
        ignored = ("", "") if rng.random() < 0.9 else ("sfld", "12345")
        return [note_id, guid, mid, mod, self.usn, texts.tag_text(rng), fields, *ignored, rng.choice([0, 0, 3]), rng.choice(["", "", "x"])]

    def card(self) -> list:
        rng = self.rng
        cards = self.there["cards"]
        if cards and rng.random() < 0.6:
            row = cards[rng.choice(sorted(cards))]
            card_id, mod = row["id"], self.moment(row["mod"])
        else:
            card_id, mod = rng.randint(1, 200), self.now - rng.randint(0, 1_000_000)
        note_id = rng.choice([*sorted(self.there["notes"]), 4711])
        deck_id = rng.choice([*sorted(self.there["decks"]), 4711])
        data = rng.choice(texts.OTHER_CARD_DATA if rng.random() < 0.1 else texts.CARD_DATA)
        return [
            card_id, note_id, deck_id, rng.randint(0, 3), loose(rng, mod), self.usn, rng.randint(0, 3),
            rng.randint(-3, 4), loose(rng, rng.choice([0, 5, -5, 1_700_000_000, 2**31 + 5])),
            loose(rng, rng.choice([0, 10, -60, 2**32 + 3])), rng.choice([0, 2500, 65535]), rng.randint(0, 50),
            rng.randint(0, 9), rng.choice([0, 1002, 2**32 - 1]), loose(rng, rng.choice([0, 7, -7])),
            rng.choice([0, 0, deck_id]), rng.choice([0, 1, 7, 255]), data,
        ]  # fmt: skip

    def review(self) -> list:
        rng = self.rng
        there = sorted(self.there["revlog"])
        review_id = rng.choice(there) if there and rng.random() < 0.3 else rng.randint(1, 10**6)
        row = [
            review_id, rng.choice([*sorted(self.there["cards"]), 4711]), self.usn, rng.choice([0, 1, 2, 3, 4, 255]),
            loose(rng, rng.choice([0, 10, -60])), loose(rng, rng.choice([0, 3, -600])),
            loose(rng, rng.choice([0, 2500, -5, 2**32])), loose(rng, rng.choice([0, 4000, -1])),
            rng.choice([0, 1, 2, 3, 4, 5, 6, None, "1", -1, 1.0, [1], {"a": 1}]),
        ]  # fmt: skip
        return row[:8] if rng.random() < 0.1 else row


def loose(rng: random.Random, number: int):
    """Sometimes as a float, with a fraction."""
    return number + rng.choice([0.0, 0.5, 0.99]) if rng.random() < 0.1 else number


# --------------------------------------------------------------------------
# damage


def damaged(rng: random.Random, method: str, request) -> str:
    """The text of a request in which one thing is wrong, or nearly so."""
    if rng.random() < 0.03 and method != "chunk":
        text = json.dumps(request)
        return rng.choice([text[:-1], text + "x", "", "null", "[]", "5", "[" * 200 + "]" * 200])
    request = copy.deepcopy(request)
    places = [place for place in walk(request, ()) if may_be_damaged(method, place)]
    if not places:
        return json.dumps(request)
    place = rng.choice(places)
    holder = request
    for step in place[:-1]:
        holder = holder[step]
    how = rng.random()
    last = place[-1]
    if how < 0.15 and (isinstance(holder, dict) or not in_review(place)):
        del holder[last]
    elif how < 0.25 and isinstance(holder, list) and not in_review(place):
        holder.insert(last, rng.choice(WRONG))
    else:
        holder[last] = rng.choice(WRONG)
    return json.dumps(request)


def walk(value, path):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*path, key)
            yield from walk(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield (*path, index)
            yield from walk(inner, (*path, index))


def in_review(place) -> bool:
    """Elements of a review may not be shifted: 8 are as good as 9, and the usn would move."""
    return len(place) == 4 and place[1] == "revlog"


def may_be_damaged(method: str, place) -> bool:
    """Not what the door reads (an argument that is nothing), nor the numbers which we replace and Anki believes, nor what Anki's clock depends on."""
    if method == "chunk" or "usn" in place:
        return False
    if method == "applyChanges" and len(place) > 1 and (place[1] == "crt" or (place[1] == "conf" and len(place) > 2)):
        return False
    usn = {"notes": NOTE_USN, "cards": CARD_USN, "revlog": REVIEW_USN}
    if method == "applyChunk" and len(place) >= 4:
        return place[3] != usn.get(place[1])
    return True
