"""Inside the desktop program: shows each card in its own reviewer and keeps what is seen.

    desktop.py FOLDER OUT WIDTH HEIGHT DECK…

FOLDER holds a collection with its media. OUT gets, for each theme, deck and side,
a picture of the reviewer's web view and the facts of `facts.js` about it. Needs
`aqt` and a display; `side_by_side.py` gives both.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from steps import TYPED, Steps  # first: it says how the engine is to be started

os.environ["ANKI_WEBSCALE"] = "1"

import aqt  # noqa: E402
from aqt.profiles import ProfileManager  # noqa: E402
from aqt.theme import Theme  # noqa: E402

PROFILE = "User 1"


def prepare(base: Path, folder: Path) -> None:
    """A profile that asks nothing and nobody, around the collection."""
    manager = ProfileManager(base)
    manager.setupMeta()
    manager.meta.update(
        firstRun=False, check_for_updates=False, check_for_addon_updates=False, defaultLang="en_US"
    )
    manager.create(PROFILE)
    manager.openProfile(PROFILE)
    manager.profile["autoSync"] = False
    manager.save()
    manager.db.close()
    home = base / PROFILE
    home.mkdir(exist_ok=True)
    shutil.copy(folder / "collection.anki2", home)
    shutil.copytree(folder / "collection.media", home / "collection.media", dirs_exist_ok=True)


class Reviewer(Steps):
    def __init__(self, app, out: Path, size: tuple[int, int], decks: list[str]) -> None:
        self.size, self.decks = size, decks
        super().__init__(app, out)

    def visits(self) -> Iterator:
        while aqt.mw is None or aqt.mw.col is None or aqt.mw.state != "deckBrowser":
            yield from self.pause()
        aqt.sound.av_player.play_tags = lambda tags: None
        aqt.mw.web.setFont(self.app.font())
        aqt.mw.web.setFixedSize(*self.size)
        aqt.mw.adjustSize()
        for theme, name in ((Theme.LIGHT, "light"), (Theme.DARK, "dark")):
            aqt.mw.set_theme(theme)
            for deck in self.decks:
                yield from self.visit(deck, name)

    def visit(self, deck: str, theme: str) -> Iterator:
        mw = aqt.mw
        number = mw.col.decks.id_for_name(deck)
        assert number, f"there is no deck {deck}"
        mw.col.decks.select(number)
        mw.moveToState("deckBrowser")
        yield from self.loaded()
        mw.moveToState("review")
        yield from self.loaded()
        yield from self.keep(f"{deck}-question-{theme}", self.ask, mw.web)
        if mw.reviewer.typeCorrect:
            mw.web.eval(f"document.getElementById('typeans').value = '{TYPED}'")
        mw.reviewer._getTypedAnswer()
        while mw.reviewer.state != "answer":
            yield from self.pause()
        yield from self.keep(f"{deck}-answer-{theme}", self.ask, mw.web)

    @staticmethod
    def ask(script: str, answer) -> None:
        aqt.mw.web.page().runJavaScript(script, answer)

    def loaded(self) -> Iterator:
        """What is said to a page that is still coming would be lost with the page before it."""
        yield from self.pause(400)
        while not aqt.mw.web._domDone:
            yield from self.pause()


def main() -> None:
    folder, out, width, height, *decks = sys.argv[1:]
    base = Path(out).parent / "profile"
    base.mkdir()
    prepare(base, Path(folder))
    app = aqt._run(["anki", "-b", str(base), "-p", PROFILE, "-l", "en"], exec=False)
    Reviewer(app, Path(out), (int(width), int(height)), decks).walk()


if __name__ == "__main__":
    main()
