"""One seed: a collection, and a dozen syncs of it on both sides."""

from __future__ import annotations

import json
import os
import random
from collections import Counter
from pathlib import Path

from . import base, contents_of, differences
from .parties import Anki, Fuda, Official
from .requests_of import Client, damaged

SYNCS = 12
NOTHING = {"models": [], "decks": [[], []], "tags": []}


class Unequal(AssertionError):
    """The two sides differ; the message says seed, sync, request and difference."""


class History:
    def __init__(self, seed: int, anki: Anki, fuda: Fuda, folder: str) -> None:
        self.seed = seed
        self.rng = random.Random(seed)
        self.anki = anki
        self.fuda = fuda
        self.folder = folder
        self.reborn: set = set()
        self.tally: Counter = Counter()
        self.at = "base"

    def play(self) -> Counter:
        path = os.path.join(self.folder, "base.anki2")
        base.make(path, self.rng)
        self.unburied = base.config_value(path, "lastUnburied")
        self.anki.adopt(path)
        self.fuda.adopt(path)
        self.compare_contents()
        for number in range(SYNCS):
            self.at = f"sync {number}"
            self.sync(is_damaged=self.rng.random() < 0.5)
        problems = [p for p in self.fuda.do(op="check") if not is_asked_for(p)]
        self.expect(not problems, f"the check finds {problems}")
        return self.tally

    def sync(self, is_damaged: bool) -> None:
        there = contents_of.read(self.fuda.file)
        requests = Client(self.rng, there, self.known(), self.unburied).requests()
        wound = self.rng.randrange(len(requests)) if is_damaged else None
        deleted: set = set()
        for number, (method, request) in enumerate(requests):
            body = damaged(self.rng, method, request) if number == wound else json.dumps(request)
            if not self.call(method, body):
                self.compare_contents()
                return
            deleted |= graves_in(method, body)
        self.reborn |= deleted & there["graves"].keys()
        self.drain()
        if self.agree():
            self.call("finish", self.rng.choice(["{}", '{"_pad":null}']))
            self.tally["finished"] += 1
        self.compare_contents()

    def known(self) -> dict:
        """Notetypes, decks and presets in JSON, as a new client gets them; nothing changes."""
        self.fuda.do(op="start", body=json.dumps({"minUsn": 0, "lnewer": True}))
        known = self.fuda.do(op="applyChanges", body=json.dumps({"changes": NOTHING}))
        self.fuda.abort()
        return known

    def drain(self) -> None:
        """What the requests left unsent."""
        for _ in range(100):
            _, answer = self.call("chunk", "{}")
            if answer["done"]:
                return
        raise Unequal(f"seed {self.seed} {self.at}: chunks without end")

    def agree(self) -> bool:
        counts = self.fuda.do(op="count")
        counts[3] = self.rng.randint(0, 9)  # graves are not compared
        if self.rng.random() < 0.1:
            counts[self.rng.randrange(7)] += 1
        due = [self.rng.randint(0, 9) for _ in range(3)]
        _, answer = self.call("sanityCheck2", json.dumps({"client": [due, *counts], "full": True}))
        if answer["status"] == "ok":
            return True
        self.anki.abort()
        self.fuda.abort()
        return False

    def call(self, method: str, body: str):
        """Both answer; nothing if both refuse, and then the sync is over."""
        anki, ours = self.anki.call(method, body), self.fuda.call(method, body)
        self.tally[f"{method} {anki[0]}"] += 1
        what = f"{method} {body}"
        self.expect(anki[0] == ours[0], f"{anki[0]} {str(anki[1])[:200]} != {ours[0]} {str(ours[1])[:200]}", what)
        if anki[0] != 200:
            self.anki.abort()
            self.fuda.abort()
            return None
        different = differences.of_answers(method, anki[1], ours[1], self.reborn)
        self.expect(not different, "\n".join(different[:8]), what)
        return ours

    def compare_contents(self) -> None:
        anki, ours = contents_of.read(self.anki.file), contents_of.read(self.fuda.file)
        different = differences.of_contents(anki, ours, self.reborn)
        self.expect(not different, "\n".join(different[:8]))
        self.tally["collections"] += 1

    def expect(self, truth: bool, difference: str, request: str = "") -> None:
        if not truth:
            raise Unequal(f"seed {self.seed}, {self.at}: {difference}\nafter: {request[:6000]}")


def graves_in(method: str, body: str) -> set:
    """What a request deletes, by id and kind."""
    request = json.loads(body)
    lists = (request.get("graves") or {}) if method == "start" else request.get("chunk", {}) if method == "applyGraves" else {}
    kinds = {"cards": 0, "notes": 1, "decks": 2}
    return {(int(i), number) for kind, number in kinds.items() for i in (lists.get(kind) or [])}


def is_asked_for(problem: str) -> bool:
    """Clients without manners send cards without notes, and ids that nobody has."""
    return " without a" in problem or "no default deck" in problem


def play_histories(task) -> tuple[Counter, list[str]]:
    """Play seeds one after the other on one server, for a pool of processes; returns how often
    what was asked, and a text about each seed that ended in a difference."""
    seeds, folder = task
    os.makedirs(folder, exist_ok=True)
    tally: Counter = Counter()
    failures: list[str] = []
    with Official(os.path.join(folder, "anki"), accounts=1) as server:
        anki, fuda = Anki(server, 1), Fuda(str(Path(folder) / "ours.db"))
        try:
            for seed in seeds:
                history = History(seed, anki, fuda, folder)
                try:
                    history.play()
                except Unequal as error:
                    failures.append(str(error))
                    anki.abort()
                tally += history.tally
        finally:
            anki.close()
            fuda.close()
    return tally, failures
