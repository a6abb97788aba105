#!/usr/bin/env python3
"""A month of study, in turns on a device and on the website, against the same month in one Anki.

In one world a device and Fuda share the work: each session takes place on the device or on the study
page, and the device syncs before and after it. In the other everything happens in one Anki library. Both
worlds have the same clock, the same collection, the same buttons. At the end cards, reviews, notes and
decks must be equal, and on the way the card on top, its button labels and the counts.

    .lab/v26.9.3/bin/python tests/oracle/month.py --seeds 4
    .lab/v26.9.3/bin/python tests/oracle/month.py --first 7 --seeds 1 --days 60
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass

import server as servers
import shared_clock
from contents import contents, differences
from device import FULL_SYNC, FULL_UPLOAD, Device
from synthetic import Params, make_collection
from website import Website

DAY = 86_400
START = 1_704_103_200  # 2024-01-01 10:00 UTC
PRESETS = [
    {},
    {"new": {"bury": True}, "rev": {"bury": True}},
    {"new": {"delays": [1, 10, 1500], "perDay": 40}, "lapse": {"delays": [10, 2000], "leechFails": 3}},
    {"new": {"delays": [], "perDay": 30}, "lapse": {"delays": []}},
]
MARKS = dict.fromkeys((0x2068, 0x2069))  # around numbers in labels; browsers do without


@dataclass
class Top:
    """The card on top, as the learner sees it."""

    card: int
    labels: tuple[str, ...]
    counts: tuple[int, ...]


class Library:
    """Studies with Anki's own library."""

    def __init__(self, device: Device) -> None:
        self.device = device
        self.queued = None

    def look(self) -> Top | None:
        col = self.device.col
        self.queued = col.sched.get_queued_cards(fetch_limit=5)
        if not self.queued.cards:
            return None
        first = self.queued.cards[0]
        labels = tuple(label.translate(MARKS) for label in col.sched.describe_next_states(first.states))
        return Top(first.card.id, labels, (self.queued.new_count, self.queued.learning_count, self.queued.review_count))

    def answer(self, rating: int, taken: int, now_ms: int) -> None:
        from anki import scheduler_pb2

        col, first = self.device.col, self.queued.cards[0]
        states = first.states
        chosen = (states.again, states.hard, states.good, states.easy)[rating - 1]
        col._backend.answer_card(
            scheduler_pb2.CardAnswer(
                card_id=first.card.id, current_state=states.current, new_state=chosen,
                rating=rating - 1, answered_at_millis=now_ms, milliseconds_taken=taken,
            )
        )

    def undo(self) -> None:
        self.device.col.undo()

    def bury(self) -> None:
        self.device.col.sched.bury_cards([self.queued.cards[0].card.id])

    def suspend(self) -> None:
        self.device.col.sched.suspend_cards([self.queued.cards[0].card.id])

    def flag(self, flag: int) -> None:
        self.device.col.set_user_flag_for_cards(flag, [self.queued.cards[0].card.id])


class Page:
    """Studies on the website."""

    def __init__(self, site: Website) -> None:
        self.site = site

    def look(self) -> Top | None:
        cards = self.site.state["cards"]
        if not cards:
            return None
        labels = tuple(label.translate(MARKS) for label in cards[0]["labels"])
        return Top(int(cards[0]["id"]), labels, tuple(self.site.state["counts"]))

    def answer(self, rating: int, taken: int, now_ms: int) -> None:
        card = self.site.state["cards"][0]
        self.site.study("answer", card=card["id"], version=card["version"], rating=rating, taken=taken)

    def undo(self) -> None:
        self.site.study("undo")

    def bury(self) -> None:
        self.site.study("burial", card=self.site.state["cards"][0]["id"], what="card")

    def suspend(self) -> None:
        self.site.study("suspension", card=self.site.state["cards"][0]["id"], what="card")

    def flag(self, flag: int) -> None:
        self.site.study("flag", card=self.site.state["cards"][0]["id"], flag=flag)


class Month:
    """One seed's sessions, played in a world."""

    def __init__(self, seed: int, days: int, clock: shared_clock.SharedClock) -> None:
        self.seed, self.days, self.clock = seed, days, clock
        self.seen: list[Top | None] = []

    def play(self, world) -> None:
        for day in range(self.days):
            rng = random.Random(f"{self.seed} {day}")
            self.clock.set((START + day * DAY + rng.randrange(0, 12 * 3600)) * 1_000_000_000)
            for _ in range(rng.choice((1, 2, 2, 3))):
                learner = world.sit_down(on_device=rng.random() < 0.5)
                self.session(learner, rng)
                world.stand_up()
                self.clock.advance(rng.randrange(60, 5_000))

    def session(self, learner, rng: random.Random) -> None:
        done = 0
        for _ in range(rng.randrange(3, 25)):
            top = learner.look()
            self.seen.append(top)
            if top is None:
                return
            self.clock.advance(rng.randrange(2_000, 40_000) / 1000)
            deed = rng.random()
            if deed < 0.85:
                rating = rng.choices((1, 2, 3, 4), (15, 12, 60, 13))[0]
                learner.answer(rating, rng.randrange(500, 90_000), self.clock.ns // 1_000_000)
                done += 1
            elif deed < 0.90 and done:
                learner.undo()
                done -= 1
            elif deed < 0.93:
                learner.bury()
                done += 1
            elif deed < 0.95:
                learner.suspend()
                done += 1
            else:
                learner.flag(rng.randrange(1, 8))
                done += 1


class Alone:
    """One Anki; between sessions it forgets its queue, as it does when it syncs."""

    def __init__(self, device: Device) -> None:
        self.device = device

    def sit_down(self, on_device: bool) -> Library:
        self.device.close()
        self.device.open().sched.deck_due_tree()  # cards buried yesterday come back when decks are shown
        return Library(self.device)

    def stand_up(self) -> None:
        pass

    def end(self) -> dict:
        self.device.open().sched.deck_due_tree()
        return contents(self.device.col)


class Shared:
    """A device and the website, in turns."""

    def __init__(self, device: Device, site: Website) -> None:
        self.device, self.site = device, site
        self.device.login()
        required = self.device.sync()
        assert required.required in (FULL_SYNC, FULL_UPLOAD), required
        self.device.upload()

    def sit_down(self, on_device: bool):
        self.sync()
        if on_device:
            self.device.col.sched.deck_due_tree()
            return Library(self.device)
        self.site.look("/decks")
        self.site.study("state")
        return Page(self.site)

    def stand_up(self) -> None:
        self.sync()

    def sync(self) -> None:
        required = self.device.sync().required
        assert required == 0, f"the client asks for {required}"

    def end(self) -> dict:
        self.sync()
        self.device.open().sched.deck_due_tree()
        return contents(self.device.col)


def set_up(device: Device, seed: int) -> None:
    """The decks' options, by seed."""
    col = device.open()
    rng = random.Random(seed)
    preset = col.decks.get_config(1)
    for part, values in PRESETS[seed % len(PRESETS)].items():
        preset[part].update(values)
    preset["newGatherPriority"], preset["newSortOrder"] = rng.randrange(6), rng.randrange(5)
    preset["reviewOrder"] = rng.randrange(13)
    preset["newMix"], preset["interdayLearningMix"] = rng.randrange(3), rng.randrange(3)
    col.decks.update_config(preset)
    tops = sorted(col.sched.deck_due_tree().children, key=lambda deck: -deck.review_count - deck.new_count)
    col.decks.set_current(rng.choice(tops[:2]).deck_id)
    device.close()


def one(seed: int, days: int, clock: shared_clock.SharedClock, folder: str) -> list[str]:
    clock.set((START - DAY) * 1_000_000_000)
    template = os.path.join(folder, "template")
    params = Params(notes=150, revlog=900, days=60, media_files=0, decks=5, tags=8, usn=0, seed=seed, fsrs=seed % 2 == 0)
    make_collection(template, params)
    set_up(Device(template, ""), seed)
    alone, shared = os.path.join(folder, "alone"), os.path.join(folder, "shared")
    for path in (alone, shared):
        shutil.copytree(template, path)
    months = {}
    outcomes = {}
    clock.set(START * 1_000_000_000)
    months["alone"] = Month(seed, days, clock)
    world = Alone(Device(alone, ""))
    months["alone"].play(world)
    outcomes["alone"] = world.end()
    world.device.close()

    clock.set(START * 1_000_000_000)
    with servers.Fuda(accounts=1) as server:
        site = Website(server.url)
        site.sign_in(server.user(1), server.password(1))
        world = Shared(Device(shared, server.url, server.user(1), server.password(1)), site)
        months["shared"] = Month(seed, days, clock)
        try:
            months["shared"].play(world)
            outcomes["shared"] = world.end()
        finally:
            world.device.close()
            site.close()
            print("\n".join(server.lines[-5:]) if seed < 0 else "", end="")
    found = []
    pairs = list(zip(months["alone"].seen, months["shared"].seen))
    for step, (left, right) in enumerate(pairs):
        if left != right:
            found.append(f"look {step} of {len(pairs)}: {left} != {right}")
            break
    for outcome in outcomes.values():
        outcome.pop("config")  # which deck is open, and other things of a screen
        outcome.pop("col")
    found += differences(outcomes["alone"], outcomes["shared"], limit=12)
    reviews = len(outcomes["alone"]["revlog"])
    print(f"seed {seed}: {len(pairs)} looks, {reviews} reviews, {'equal' if not found else 'DIFFERENT'}", flush=True)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--first", type=int, default=0, help="first seed")
    parser.add_argument("--seeds", type=int, default=4, help="how many")
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--clock", help=argparse.SUPPRESS)  # the program's own child
    args = parser.parse_args()
    if not args.clock:
        folder = tempfile.mkdtemp(prefix="month")
        path = os.path.join(folder, "clock")
        shared_clock.SharedClock(path, START * 1_000_000_000)
        environment = {**os.environ, **shared_clock.environment(path), "PYTHONHASHSEED": "0"}
        done = subprocess.run([sys.executable, os.path.abspath(__file__), *sys.argv[1:], "--clock", path], env=environment)
        shutil.rmtree(folder, ignore_errors=True)
        return done.returncode
    clock = shared_clock.SharedClock(args.clock, START * 1_000_000_000)
    failed = 0
    began = time.monotonic()
    for seed in range(args.first, args.first + args.seeds):
        folder = tempfile.mkdtemp(prefix="month")
        try:
            found = one(seed, args.days, clock, folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        if found:
            failed += 1
            print("  " + "\n  ".join(found), flush=True)
    print(f"{args.seeds} months of {args.days} days, {time.monotonic() - began:.0f} s: {args.seeds - failed} equal, {failed} different")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
