#!/usr/bin/env python3
"""The same cards in the desktop program and in the study page, side by side.

    make beside                       or, with the laboratory's desktop environment:
    .lab/desktop/bin/python tests/oracle/side_by_side.py [--write] [DECK…]

The newest desktop program shows each card in its own reviewer (`beside/desktop.py`);
the study page shows it in a window of the same engine (`beside/page.py`), so that
what differs is ours and not the browser's. Both are asked for every element of the
card: where it stands and how it looks (`beside/facts.js`). Then the pictures are laid
upon each other. `--write` brings docs/cards.md up to date; the pictures lie under
test-results/beside.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "browser"))

import learner  # noqa: E402
from beside.difference import Compared, compare, report  # noqa: E402
from device import Device  # noqa: E402
from server import Fuda  # noqa: E402

HERE = Path(__file__).parent / "beside"
OUT = ROOT / "test-results" / "beside"
SIZE = (768, 760)

# Deck, and what kind of note stands in it.
CARDS = {
    "Looks::Basic": "basic",
    "Looks::Reversed": "basic and reversed",
    "Typing": "typed answer",
    "Looks::Cloze": "cloze, nested",
    "Looks::Overlapping": "overlapping clozes, by script",
    "Pictures": "image occlusion",
    "Looks::Heavy": "heavy vocabulary: audio, furigana, hint, script",
    "Languages::Japanese": "vocabulary with its own day and night",
    "Looks::Formula": "formulas (MathJax)",
    "Looks::Elements": "every common element, without a style of its own",
}


def windows(name: str, *words: str) -> None:
    """One of the two tours, on a screen that nobody sees."""
    line = ["xvfb-run", "-a", "-s", "-screen 0 1600x1400x24", sys.executable, str(HERE / f"{name}.py"), *words]
    done = subprocess.run(line, capture_output=True, text=True, timeout=300)
    if done.returncode:
        sys.exit(f"{name} failed: {done.stdout[-1500:]}\n{done.stderr[-1500:]}")


def visit_both(decks: list[str], folder: str) -> None:
    with Fuda(accounts=1) as server:
        person = (server.user(1), server.password(1))
        device = Device(folder, server.url, *person)
        device.login()
        learner.make(device, "http://foreign.test:1")
        learner.popular(device.open())
        device.upload(media_usn=0)
        device.close()
        size = [str(number) for number in SIZE]
        for theme in ("light", "dark"):
            windows("page", server.url, *person, str(OUT / "page"), *size, theme, *decks)
    windows("desktop", folder, str(OUT / "desktop"), *size, *decks)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true", help="bring docs/cards.md up to date")
    parser.add_argument("decks", nargs="*", default=list(CARDS))
    asked = parser.parse_args()
    shutil.rmtree(OUT, ignore_errors=True)
    for part in ("page", "desktop", "both"):
        (OUT / part).mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix="beside-") as folder:
        visit_both(asked.decks, str(Path(folder) / "learner"))
    compared: list[Compared] = []
    for deck in asked.decks:
        for side in ("question", "answer"):
            for theme in ("light", "dark"):
                compared.append(compare(OUT, deck, side, theme))
    return report(compared, CARDS, ROOT / "docs" / "cards.md" if asked.write else None)


if __name__ == "__main__":
    sys.exit(main())
