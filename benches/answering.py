#!/usr/bin/env python3
"""A learner grades cards through the addresses of the study page: how long does the server take?

    .lab/v26.9.3/bin/python benches/answering.py [--preset large] [--answers 400]
    .lab/v26.9.3/bin/python benches/answering.py --write      and keep it in docs/studying.md

The synthetic collections of 20,000 and 100,000 notes are uploaded to a release build by its own door. Then
each card is graded as the page does it: POST /study/answer, which writes the answer, makes it durable, and
gives the next cards with their faces and labels. Two times are told of each request:

* what passed at the client's socket, from the first byte sent to the last one received, so with loopback, HTTP and
  the client's own part: no time of the server can be longer;
* what the server itself measured, from the counter `fuda_request_seconds` that operators have.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "oracle"))

import server as servers  # noqa: E402
import study  # noqa: E402
from device import Device  # noqa: E402
from ground import template, tmpfs  # noqa: E402
from synthetic import PRESETS  # noqa: E402
from venvs import ROOT  # noqa: E402
from website import Website  # noqa: E402

PAGE = ROOT / "docs" / "studying.md"
BEGIN, END = "<!-- begin: benches/answering.py -->\n", "<!-- end -->\n"
MEDIAN_MS_MAX = 5
WORDS = {
    "server": "in the server",
    "socket": "at the client's socket",
    "processor": "processor time of the server, mean",
    "disk": "one fsync on this disk, in between",
}
WARM_UP = 20


class Counted(servers.Fuda):
    """Fuda with the operators' numbers."""

    def prepare(self) -> None:
        super().prepare()
        self.numbers = servers.free_port()
        config = Path(self.config)
        config.write_text(config.read_text() + f'[server]\nmetrics_listen = "127.0.0.1:{self.numbers}"\n')

    def seconds(self) -> tuple[float, int]:
        """What the pages have taken until now, all together, and how many there were."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.numbers}/metrics") as answer:
            text = answer.read().decode()
        found = [re.search(rf'^fuda_request_seconds_{what}{{door="pages"}} (\S+)$', text, re.M) for what in ("sum", "count")]
        return (float(found[0][1]), int(found[1][1])) if all(found) else (0.0, 0)


class Learner:
    """Grades what is on top, as the page does: with the versions and the prints that it has."""

    def __init__(self, server: Counted) -> None:
        self.server, self.site = server, Website(server.url)
        self.site.sign_in(server.user(1), server.password(1))
        self.known: list[str] = []
        self.site.study("state")

    def top(self) -> dict:
        for card in self.site.state["cards"]:
            if card["print"] not in self.known:
                self.known.append(card["print"])
        self.known = self.known[-60:]
        return self.site.state["cards"][0]

    def grade(self, number: int) -> tuple[float, float]:
        """Milliseconds at the client's socket, and in the server."""
        card, rating = self.top(), (3, 3, 4, 3, 1)[number % 5]
        before, count = self.server.seconds()
        began = time.perf_counter()
        self.site.study("answer", known=self.known, card=card["id"], version=card["version"], rating=rating, taken=3_000)
        waited = time.perf_counter() - began
        after = (before, count)
        # A request is counted when its answer has ended, which may be a moment after it was read.
        while after[1] == count:
            after = self.server.seconds()
        if after[1] != count + 1:
            raise RuntimeError("somebody else asks this server, too")
        return waited * 1e3, (after[0] - before) * 1e3


def collection(server: Counted, preset: str) -> None:
    """Uploads the collection, with its fullest deck open and no end to the day."""
    folder = tempfile.mkdtemp(prefix="answering-", dir=tmpfs())
    try:
        shutil.copy(template(preset), folder)
        study.choose_deck(os.path.join(folder, "collection.anki2"))
        device = Device(folder, server.url, server.user(1), server.password(1))
        decks = device.open().decks
        for config in decks.all_config():
            config["new"]["perDay"] = config["rev"]["perDay"] = 9_999
            decks.update_config(config)
        device.upload()
        device.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def measure(preset: str, answers: int) -> dict[str, list[float]]:
    out: dict[str, list[float]] = {name: [] for name in ("first", "socket", "server", "processor", "disk")}
    with Counted(accounts=1) as server:
        collection(server, preset)
        began = time.perf_counter()
        learner = Learner(server)
        out["first"].append((time.perf_counter() - began) * 1e3)
        for number in range(WARM_UP):
            learner.grade(number)
        cpu = server.usage.cpu()
        for number in range(answers):
            socket, inside = learner.grade(number)
            out["socket"].append(socket)
            out["server"].append(inside)
            out["disk"].append(one_fsync(server.folder))
        out["processor"].append((server.usage.cpu() - cpu) * 1e3 / answers)
        learner.site.close()
    return out


def one_fsync(folder: str) -> float:
    """What the machine's disk takes, at this moment, to make four kilobytes durable."""
    began = time.perf_counter()
    with open(os.path.join(folder, "measured"), "wb") as file:
        file.write(b"x" * 4096)
        file.flush()
        os.fdatasync(file.fileno())
    return (time.perf_counter() - began) * 1e3


def rank(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def table(found: dict[str, dict[str, list[float]]]) -> str:
    lines = ["", "| collection | measured | median | 99 of 100 | longest |", "| --- | --- | ---: | ---: | ---: |"]
    for preset, times in found.items():
        notes = f"{PRESETS[preset][0]:,} notes"
        for name, words in WORDS.items():
            middle, late, last = statistics.median(times[name]), rank(times[name], 0.99), max(times[name])
            spread = f"{late:.2f} ms | {last:.2f} ms" if len(times[name]) > 1 else " | "
            lines.append(f"| {notes} | {words} | {middle:.2f} ms | {spread} |")
    return "\n".join([*lines, ""])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--preset", action="append", choices=list(PRESETS))
    parser.add_argument("--answers", type=int, default=400)
    parser.add_argument("--write", action="store_true", help="keep it in docs/studying.md")
    args = parser.parse_args()
    found = {preset: measure(preset, args.answers) for preset in args.preset or ["medium", "large"]}
    print(table(found))
    if args.write:
        before, _, after = PAGE.read_text().partition(BEGIN)
        PAGE.write_text(before + BEGIN + table(found) + END + after.partition(END)[2])
    slow = [preset for preset, times in found.items() if statistics.median(times["server"]) > MEDIAN_MS_MAX]
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
