"""Rows of a synthetic collection: notes, cards in every state, review log."""

from __future__ import annotations

import json
import random
import sqlite3
import time

from synthetic_history import DAY, shares, simulate
from synthetic_texts import Words, checksum, guid, note_fields, plain

# share of each kind among the notes
NOTETYPE_MIX = {
    "Basic": 0.50,
    "Basic (and reversed card)": 0.17,
    "Cloze": 0.22,
    "Basic (type in the answer)": 0.08,
    "Image Occlusion": 0.03,
}

# share of each state among the cards
STATE_MIX = {
    "review": 0.66,
    "new": 0.20,
    "learning": 0.02,
    "day_learning": 0.01,
    "relearning": 0.01,
    "suspended_new": 0.02,
    "suspended_review": 0.04,
    "leech": 0.01,
    "buried_sched": 0.015,
    "buried_user": 0.015,
}
HAS_HISTORY = {
    "review",
    "learning",
    "day_learning",
    "relearning",
    "suspended_review",
    "leech",
    "buried_sched",
    "buried_user",
}


def unicase(a: str, b: str) -> int:
    """Stands in for Anki's collation where only this program reads the file."""
    return (a.casefold() > b.casefold()) - (a.casefold() < b.casefold())


def tag_tree(count: int, rng: random.Random, words: Words) -> list[str]:
    """Hierarchical tags; "leech" and "marked" come first."""
    names = ["leech", "marked"]
    while len(names) < max(2, count):
        base = "_".join(words.take(rng.choice((1, 1, 2))))
        if len(names) > 5 and rng.random() < 0.5:
            base = f"{rng.choice(names[2:])}::{base}"
        if base not in names and base.count("::") < 3:
            names.append(base)
    return names


class Maker:
    """The rows of one collection, before they are written."""

    def __init__(self, p, rng: random.Random, words: Words, frame: dict, now: int) -> None:
        self.p, self.rng, self.words, self.frame, self.now = p, rng, words, frame, now
        self.crt = frame["crt"]
        self.notes: list[list] = []
        self.plan: list[tuple[int, int, int]] = []  # card id, index of note, ordinal
        self.cards: list[tuple] = []
        self.revlog: list[tuple] = []
        self.used_ids: set[int] = set()
        self.position = 0

    def make_notes(self, media: list[str]) -> None:
        p, rng, words = self.p, self.rng, self.words
        images = [m for m in media if m.endswith(("jpg", "png", "webp"))]
        sounds = [m for m in media if m.endswith(("mp3", "ogg"))]
        tag_names = tag_tree(p.tags, rng, words)
        kinds = rng.choices(list(NOTETYPE_MIX), list(NOTETYPE_MIX.values()), k=p.notes)
        weights = [1 / (i + 2) for i in range(len(self.frame["dids"]))]
        self.note_dids = rng.choices(self.frame["dids"], weights, k=p.notes)
        first_ms = (self.crt + DAY) * 1000
        span_ms = max(p.notes, (self.now - self.crt - 2 * DAY) * 1000)
        step = max(1, span_ms // max(1, p.notes))
        card_id = first_ms
        for i, kind in enumerate(kinds):
            nid = first_ms + i * step + rng.randrange(max(1, step // 2))
            fields, ords = note_fields(kind, i, rng, words, images, sounds)
            tags = sorted(set(rng.choices(tag_names[1:], k=rng.choice((0, 0, 1, 1, 1, 2, 3)))))
            sort_text = plain(fields[0])
            mod = min(self.now - 60, nid // 1000 + rng.randrange(DAY * 30))
            self.notes.append(
                [nid, guid(rng), self.frame["notetypes"][kind]["id"], mod, p.usn, tags,
                 "\x1f".join(fields), sort_text, checksum(sort_text), 0, ""]
            )
            for ord_ in ords:
                card_id = max(card_id + 1, nid)
                self.plan.append((card_id, i, ord_))

    def choose_states(self) -> tuple[list[str], dict[int, int]]:
        """A state for each card, and how many answers each card with history has."""
        p, rng = self.p, self.rng
        states = rng.choices(list(STATE_MIX), list(STATE_MIX.values()), k=len(self.plan))
        with_history = [k for k, s in enumerate(states) if s in HAS_HISTORY]
        for k in with_history[p.revlog:]:  # small history: the rest become new cards
            states[k] = "new"
        with_history = with_history[: p.revlog]
        weights = []
        for k in with_history:
            mean = {"learning": 0.15, "day_learning": 0.2, "leech": 3.0}.get(states[k], 1.0)
            weights.append(mean * rng.gammavariate(2.0, 0.5) + 0.02)
        counts = dict(zip(with_history, shares(p.revlog, weights))) if with_history else {}
        return states, counts

    def make_cards(self) -> None:
        states, counts = self.choose_states()
        for k, (state, planned) in enumerate(zip(states, self.plan)):
            flag = self.rng.choice((1, 1, 2, 3, 4, 5, 6, 7)) if self.rng.random() < 0.03 else 0
            if state in HAS_HISTORY:
                self.seasoned_card(k, planned, state, counts[k], flag)
            else:
                self.new_card(planned, state, flag)
        self.revlog.sort()

    def new_card(self, planned: tuple[int, int, int], state: str, flag: int) -> None:
        cid, index, ord_ = planned
        note = self.notes[index]
        self.position += 1
        queue = -1 if state == "suspended_new" else 0
        self.cards.append((cid, note[0], self.note_dids[index], ord_, note[3], self.p.usn, 0, queue,
                           self.position, 0, 0, 0, 0, 0, 0, 0, flag, "{}"))

    def seasoned_card(self, k: int, planned: tuple[int, int, int], state: str, count: int, flag: int) -> None:
        cid, index, ord_ = planned
        note, p = self.notes[index], self.p
        rows, (ivl, s, d, lapses, reps) = simulate(count, self.rng, max(1, p.days - 2), state == "leech")
        last_review = self.write_history(cid, rows, state, ivl)
        type_, queue, due, c_ivl, left = self.due_of(state, last_review, max(1, ivl))
        if state == "relearning":
            lapses += 1
        if state == "leech":
            lapses = max(lapses, 8)
            if "leech" not in note[5]:
                note[5] = sorted(note[5] + ["leech"])
        data: dict = {"pos": k + 1}
        if p.fsrs:
            data.update(s=round(s, 4), d=round(d, 3), dr=0.9, decay=0.154)
        data["lrt"] = last_review
        factor = 0 if type_ == 1 else 2500
        self.cards.append((cid, note[0], self.note_dids[index], ord_, last_review, p.usn, type_, queue,
                           due, c_ivl, factor, reps, min(lapses, reps), left, 0, 0, flag,
                           json.dumps(data, separators=(",", ":"))))

    def due_of(self, state: str, last_review: int, ivl: int) -> tuple[int, int, int, int, int]:
        """(type, queue, due, interval, steps left) of a card that has been answered."""
        review_day = (last_review - self.crt) // DAY
        if state == "learning":
            return 1, 1, last_review + 600, 0, 1001
        if state == "day_learning":
            return 1, 3, review_day + 1, 0, 1
        if state == "relearning":
            return 3, 1, last_review + 600, 1, 1001
        queue = {"suspended_review": -1, "leech": -1, "buried_sched": -2, "buried_user": -3}.get(state, 2)
        return 2, queue, review_day + ivl, ivl, 0

    def write_history(self, cid: int, rows: list[tuple], state: str, ivl: int) -> int:
        """Place the answers in time; returns the second of the last one."""
        rng, now, p = self.rng, self.now, self.p
        span = rows[-1][0]
        if state in ("learning", "relearning"):
            age = rng.uniform(60, 4_000)
        elif state == "day_learning":
            age = rng.uniform(0.2, 1.2) * DAY
        else:
            age = rng.uniform(0.0, max(1.0, min(max(ivl, 1), p.days * 0.4)) * 1.1) * DAY
        end = now - 60 - age
        earliest = self.crt + DAY
        if end - span < earliest:
            end = min(now - 60, earliest + span)
        start, last_id, last_ms = end - span, 0, (now - 30) * 1000
        for t, ease, row_ivl, row_last, factor, kind in rows:
            rid = min(int((start + t) * 1000) + rng.randrange(900), last_ms)
            rid = max(rid, last_id + 1)
            while rid in self.used_ids:
                rid += 1
            self.used_ids.add(rid)
            last_id = rid
            taken = int(min(60_000, 1_500 + rng.expovariate(1 / 6_000)))
            self.revlog.append((rid, cid, p.usn, ease, row_ivl, row_last, factor, taken, kind))
        return last_id // 1000

    def write(self, path: str) -> int:
        """Into the file that the API has made; returns the number of tags."""
        used_tags = set()
        for note in self.notes:
            used_tags.update(note[5])
            note[5] = f" {' '.join(note[5])} " if note[5] else ""
        db = sqlite3.connect(path)
        db.create_collation("unicase", unicase)
        db.execute("pragma synchronous=off")
        with db:
            db.executemany(f"insert into notes values ({','.join('?' * 11)})", self.notes)
            db.executemany(f"insert into cards values ({','.join('?' * 18)})", self.cards)
            db.executemany(f"insert into revlog values ({','.join('?' * 9)})", self.revlog)
            db.executemany(
                "insert into tags (tag, usn, collapsed, config) values (?, ?, 0, null)",
                [(t, self.p.usn) for t in sorted(used_tags)],
            )
            db.execute("update col set mod=?", (int(time.time() * 1000),))
        db.close()
        return len(used_tags)
