"""Studying, without network: Anki's own library and Fuda's engine on the same collections.

    .lab/v26.9.3/bin/python benches/study.py
    .lab/v26.9.3/bin/python benches/study.py --preset large

Each side gets a copy of the same synthetic collection, at the same moment, in a process of its own, and
tells medians in milliseconds. Anki's library is called through its own Python interface, whose part of
the time is small.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "oracle"))

ROUNDS, ANSWERS = 7, 100


def official(path: str) -> dict[str, float]:
    from anki import scheduler_pb2
    from anki.collection import Collection

    times: dict[str, list[float]] = {}

    def timed(name, work):
        began = time.perf_counter()
        out = work()
        times.setdefault(name, []).append((time.perf_counter() - began) * 1e3)
        return out

    for _ in range(ROUNDS):
        col = Collection(path)
        timed("deck tree with counts", lambda: col._backend.deck_tree_raw(b"\x08" + varint(int(time.time()))))
        timed("first card of the day", lambda: col._backend.get_queued_cards(fetch_limit=1, intraday_learning_only=False))
        col.close()
    col = Collection(path)
    queued = col._backend.get_queued_cards(fetch_limit=1, intraday_learning_only=False)
    shown = []

    def answer(top, number: int):
        states = top.states
        chosen = states.again if number % 5 == 0 else states.good
        col._backend.answer_card(
            scheduler_pb2.CardAnswer(
                card_id=top.card.id, current_state=states.current, new_state=chosen, rating=0 if number % 5 == 0 else 2,
                answered_at_millis=int(time.time() * 1000), milliseconds_taken=3_000,
            )
        )
        return col._backend.get_queued_cards(fetch_limit=1, intraday_learning_only=False)

    for number in range(ANSWERS):
        if not queued.cards:
            break
        top = queued.cards[0]
        shown.append(top.card.id)
        queued = timed("answer and next card", lambda: answer(top, number))
    for card in shown:
        timed("render a card", lambda: col._backend.render_existing_card(card_id=card, browser=False, partial_render=False))
    col.close()
    return {name: statistics.median(values) for name, values in times.items()}


def varint(value: int) -> bytes:
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes(out + bytes([value]))


def fuda(path: str) -> dict[str, float]:
    program = Path(os.environ.get("FUDA_BINARY", "target/release/fuda")).resolve().parent / "examples" / "study_speed"
    done = subprocess.run([program, path, str(int(time.time()))], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {line["name"]: line["ms"] for line in lines}


def in_process(kind: str, path: str) -> dict[str, float]:
    done = subprocess.run([sys.executable, __file__, "--kind", kind, "--path", path], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout)


def choose_deck(path: str) -> None:
    """Opens the deck in which most is to be done."""
    from anki.collection import Collection

    col = Collection(path)
    tops = col.sched.deck_due_tree().children
    most = max(tops, key=lambda deck: deck.review_count + deck.new_count)
    col.decks.set_current(most.deck_id)
    col.close()


def compare(preset: str, turns: int) -> list[tuple[str, float, float]]:
    """(what, Anki's ms, Fuda's ms): medians over the turns of each turn's median."""
    from synthetic import Params, make_collection

    folder = tempfile.mkdtemp(prefix="study-")
    figures: dict[str, dict[str, list[float]]] = {"official": {}, "fuda": {}}
    try:
        make_collection(os.path.join(folder, "made"), Params.preset(preset, media_files=0))
        choose_deck(os.path.join(folder, "made", "collection.anki2"))
        for _ in range(turns):
            for kind in figures:
                path = os.path.join(folder, f"{kind}.anki2")
                shutil.copyfile(os.path.join(folder, "made", "collection.anki2"), path)
                for name, ms in in_process(kind, path).items():
                    figures[kind].setdefault(name, []).append(ms)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    medians = {kind: {name: statistics.median(values) for name, values in by_name.items()} for kind, by_name in figures.items()}
    return [(name, medians["official"][name], ms) for name, ms in medians["fuda"].items()]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--preset", action="append", choices=("small", "medium", "large"))
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--kind", help=argparse.SUPPRESS)  # the program's own children
    parser.add_argument("--path", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.kind:
        print(json.dumps({"official": official, "fuda": fuda}[args.kind](args.path)))
        return 0
    for preset in args.preset or ["medium", "large"]:
        print(f"{preset}: ms of Anki's library, of Fuda, ratio")
        for name, anki, ours in compare(preset, args.turns):
            print(f"  {name:24} {anki:9.3f} {ours:9.3f} {ours / anki:7.2f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
