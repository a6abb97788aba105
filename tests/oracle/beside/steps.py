"""A visit to many cards in a window of Qt: each step waits until the window has come to rest."""

from __future__ import annotations

import json
import os
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

# The same pixels for the same letters: no coloured edges, no graphics card. Root has no sandbox.
FLAGS = "--disable-gpu --disable-lcd-text --no-sandbox"
os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = f"{FLAGS} {os.environ.get('BESIDE_FLAGS', '')}".strip()

from PyQt6.QtCore import QTimer  # noqa: E402
from PyQt6.QtGui import QFont  # noqa: E402
from PyQt6.QtWidgets import QApplication, QWidget  # noqa: E402

FACTS = Path(__file__).with_name("facts.js").read_text()
FONT = "DejaVu Sans"
TYPED = "Viena"
WAIT_MS = 60
PATIENCE = 200

Ask = Callable[[str, Callable], None]


class Steps:
    """Steps are a generator; what a page answers comes back into it."""

    def __init__(self, app: QApplication, out: Path) -> None:
        self.app, self.out = app, out
        self.failed = False
        self.last: list | None = None
        self.steps: Iterator = self.visits()

    def visits(self) -> Iterator:
        raise NotImplementedError

    def walk(self) -> None:
        """Everything, then the end of the process: nothing it would still save or ask is needed."""
        self.app.setFont(QFont(FONT))
        QTimer.singleShot(WAIT_MS, self.go_on)
        self.app.exec()
        os._exit(1 if self.failed else 0)

    def go_on(self, value=None) -> None:
        try:
            self.steps.send(value)
        except StopIteration:
            self.app.exit()
        except Exception:
            traceback.print_exc()
            self.failed = True
            self.app.exit()

    def pause(self, ms: int = WAIT_MS) -> Iterator:
        QTimer.singleShot(ms, self.go_on)
        yield

    def keep(self, name: str, ask: Ask, window: QWidget) -> Iterator:
        """The facts and the picture of what the window shows."""
        name = name.replace("::", "-")
        before, last = None, self.last
        for _ in range(PATIENCE):
            yield from self.pause()
            ask(FACTS, self.go_on)
            facts = yield
            # Twice the same, and not what was there before: it has come to rest.
            if facts and facts == before and facts != last:
                break
            before = facts
        else:
            raise AssertionError(f"{name} does not come to rest")
        self.last = facts
        yield from self.pause(200)
        (self.out / f"{name}.json").write_text(json.dumps(facts))
        assert window.grab().save(str(self.out / f"{name}.png"))
