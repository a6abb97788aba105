"""The website's study page in the engine of the desktop program: what is left is not the browser's.

    page.py URL USER PASSWORD OUT WIDTH HEIGHT THEME DECK…

Keeps what `desktop.py` keeps, of the frame in which the page shows cards.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

THEME = sys.argv[7]
# Which scheme a browser prefers is a setting of it.
os.environ["BESIDE_FLAGS"] = f"--blink-settings=preferredColorScheme={1 if THEME == 'light' else 0}"

from steps import TYPED, Steps  # noqa: E402
from PyQt6.QtCore import QPoint, Qt, QUrl  # noqa: E402
from PyQt6.QtGui import QPixmap  # noqa: E402
from PyQt6.QtTest import QTest  # noqa: E402
from PyQt6.QtWebEngineCore import QWebEngineProfile  # noqa: E402
from PyQt6.QtWebEngineWidgets import QWebEngineView  # noqa: E402
from PyQt6.QtWidgets import QApplication  # noqa: E402

LOG_IN = """
document.querySelector("input[name=email]").value = %s;
document.querySelector("input[name=password]").value = %s;
document.querySelector("main form").requestSubmit();
"""
DECK_OF = """[...document.querySelectorAll("a.deck-link")]
  .filter((link) => link.textContent.trim().split(" (")[0] === %s).map((link) => link.href)[0]"""
BEGIN = "[...document.querySelectorAll('main form button')].find((b) => b.textContent.trim() === 'Study now').click()"
FRAME = "(() => { const r = document.querySelector('.study-card iframe').getBoundingClientRect(); return [r.top, r.height]; })()"
FIELD = """(() => {
  const field = document.querySelector("input#typeans")?.getBoundingClientRect();
  return field ? [field.left + field.width / 2, field.top + field.height / 2] : null;
})()"""
FLIP = "document.querySelector('[data-act=flip]').click()"
ANSWERED = "!document.querySelector('[data-place=grades]').hidden"
TYPE = """(() => {
  const field = document.querySelector("input#typeans");
  if (!field) return;
  field.value = %s;
  field.dispatchEvent(new Event("input", { bubbles: true }));
})()"""


class Visitor(Steps):
    def __init__(self, app, out: Path, site: tuple[str, str, str], size: tuple[int, int], decks: list[str]) -> None:
        (self.url, *self.person), self.size, self.decks = site, size, decks
        self.view = QWebEngineView()
        self.view.page().profile().setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
        self.view.page().profile().setHttpAcceptLanguage("en")
        self.view.show()
        self.view.activateWindow()
        super().__init__(app, out)

    def visits(self) -> Iterator:
        # As high as the reviewer, with what the page has above and below its card.
        self.view.setFixedSize(self.size[0], self.size[1] + 150)
        yield from self.go("account/login")
        yield from self.answer(LOG_IN % tuple(json.dumps(word) for word in self.person))
        yield from self.pause(1_500)
        for deck in self.decks:
            yield from self.visit(deck)

    def visit(self, deck: str) -> Iterator:
        yield from self.go("decks")
        address = yield from self.answer(DECK_OF % json.dumps(deck.rsplit("::")[-1]))
        assert address, f"there is no deck {deck}"
        yield from self.go(address)
        yield from self.answer(BEGIN)
        yield from self.pause(800)
        top, height = yield from self.answer(FRAME)
        self.view.setFixedHeight(self.view.height() + self.size[1] - round(height))
        yield from self.click_into_field(round(top))
        yield from self.keep(f"{deck}-question-{THEME}", self.ask_card, self.view)
        self.cut(f"{deck}-question-{THEME}", top)
        self.ask_card(TYPE % json.dumps(TYPED), self.go_on)
        yield
        yield from self.answer(FLIP)
        while not (yield from self.answer(ANSWERED)):
            yield from self.pause()
        yield from self.keep(f"{deck}-answer-{THEME}", self.ask_card, self.view)
        self.cut(f"{deck}-answer-{THEME}", top)

    def click_into_field(self, top: int) -> Iterator:
        """As who types does: no page may take the focus of a window by itself."""
        yield from self.pause(500)
        self.ask_card(FIELD, self.go_on)
        if field := (yield):
            QApplication.setActiveWindow(self.view)
            place = QPoint(round(field[0]), top + round(field[1]))
            QTest.mouseClick(self.view.focusProxy(), Qt.MouseButton.LeftButton, pos=place)
            yield from self.pause(200)
            self.ask_card("document.getElementById('typeans').focus()", self.go_on)
            yield

    def go(self, address: str) -> Iterator:
        self.view.load(QUrl(address if "://" in address else self.url + address))
        yield from self.pause(300)
        while self.view.page().isLoading():
            yield from self.pause()

    def answer(self, script: str) -> Iterator:
        self.view.page().runJavaScript(script, self.go_on)
        return (yield)

    def ask_card(self, script: str, answer) -> None:
        """Asks the document in the frame of the card, which the page itself cannot."""
        frames = self.view.page().mainFrame().children()
        if frames:
            frames[0].runJavaScript(script, answer)
        else:
            answer(None)

    def cut(self, name: str, top: float) -> None:
        """Of the picture of the page, the card: the frame is as wide as the window."""
        path = str(self.out / f"{name.replace('::', '-')}.png")
        assert QPixmap(path).copy(0, round(top), *self.size).save(path)


def main() -> None:
    url, user, password, out, width, height, _theme, *decks = sys.argv[1:]
    app = QApplication(sys.argv[:1])
    Visitor(app, Path(out), (url, user, password), (int(width), int(height)), decks).walk()


if __name__ == "__main__":
    main()
