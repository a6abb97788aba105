"""One server that is killed again and again, its learners, and the tally."""

from __future__ import annotations

import contextlib
import os
import random
import re
import shutil
import statistics
import subprocess
import tempfile
import time

from invariants import Checker
from learner import Learner, Template
from server import Fuda
from venvs import ROOT


class Skipped(Exception):
    """This fault cannot be made here; the text says why."""


class Rig:
    def __init__(self, scale: float) -> None:
        self.scale = scale  # 1 in full, a fraction in CI
        self.folder = tempfile.mkdtemp(prefix="chaos")
        self.check = Checker()
        self.kills = 0
        self.syscalls = 0
        self.recoveries: list[float] = []
        self.rng = random.Random(20)
        self.server: Fuda | None = None
        self.learners: list[Learner] = []
        self.acknowledged = 0
        self.points: dict[str, int] = {}  # crash point: kills there
        self.waits: dict[str, dict] = {}  # how long a good account waited for meta, in milliseconds
        self.uploads_sent = 0  # hostile ones, meanwhile
        self.small = Template(self.folder, "small", notes=150, revlog=600, seed=1)
        self.other = Template(self.folder, "other", notes=220, revlog=700, seed=2)

    def times(self, full: int, least: int = 1) -> int:
        return max(least, round(full * self.scale))

    # the server

    def begin(self, accounts: int = 2, folder: str | None = None) -> list[Learner]:
        """A new server on an empty folder; learners that have signed in and uploaded."""
        self.end()
        place = folder or os.path.join(self.folder, "data")
        self.server = Fuda(place, accounts=accounts)
        self.server.start()
        self.learners = [
            Learner(self.server.url, self.server.user(n), self.server.password(n)) for n in range(1, accounts + 1)
        ]
        for learner in self.learners:
            learner.login()
            learner.upload(self.small)
            learner.session()
        return self.learners

    def restart(self, **environment: str) -> None:
        """Start it again, as after a power cut, with other crash points if wanted."""
        for learner in self.learners:
            learner.client.close()
        self.server.kill()
        self.server.environment = environment
        self.recoveries.append(self.server.start())

    def end(self) -> None:
        """Stop it; what it leaves behind must be sound, too."""
        if self.server is None:
            return
        self.acknowledged += sum(learner.total_acknowledged for learner in self.learners)
        self.server.stop()
        self.verify()
        shutil.rmtree(self.server.folder, ignore_errors=True)
        self.server, self.learners = None, []

    def verify(self) -> None:
        """The operator's own check of every account."""
        try:
            self.server.run("verify")
            for invariant in ("I7", "I8"):
                self.check.claim(invariant, True, "")
        except RuntimeError as error:
            self.check.claim("I7", False, f"fuda verify: {error}")

    # faults

    def survive(self, action, learner: Learner) -> bool:
        """Run an action that may be cut off; True if it was answered."""
        try:
            action(learner)
            return True
        except Exception:
            return False
        finally:
            learner.client.close()

    def killed(self) -> bool:
        """Whether the server has ended; waits a moment for one that is ending."""
        return self.server.wait(0.5) is not None

    def alive(self, learner: Learner) -> bool:
        """The other accounts, and this one, are served."""
        try:
            learner.meta()
            return True
        except Exception:
            return False

    @contextlib.contextmanager
    def traced(self, syscalls: str, injection: str):
        """The running server under strace with an injection, from now on."""
        if not shutil.which("strace"):
            raise Skipped("strace is not installed")
        tracer = subprocess.Popen(
            ["strace", "-f", "-p", str(self.server.process.pid), "-e", f"trace={syscalls}", "-e", f"inject={injection}"],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace",
        )
        line = tracer.stderr.readline()
        if "attached" not in line:
            tracer.kill()
            raise Skipped(f"strace cannot attach: {line.strip()}")
        # The pipe must not fill: strace would stop, and the server with it.
        drain = subprocess.Popen(["cat"], stdin=tracer.stderr, stdout=subprocess.DEVNULL)
        time.sleep(0.05)
        try:
            yield
        finally:
            tracer.terminate()
            tracer.wait(10)
            drain.wait(10)

    # figures

    def figures(self) -> dict:
        recoveries = sorted(self.recoveries) or [0.0]
        return {
            "kills": self.kills,
            "syscalls": self.syscalls,
            "acknowledged": self.acknowledged,
            "lost": self.check.lost,
            "violations": len(self.check.violations),
            "checks": dict(sorted(self.check.checks.items(), key=lambda pair: int(pair[0][1:]))),
            "points": dict(sorted(self.points.items())),
            "waits": self.waits,
            "uploads": self.uploads_sent,
            "recovery": (statistics.median(recoveries), recoveries[-1]),
        }

    def close(self) -> None:
        self.end()
        shutil.rmtree(self.folder, ignore_errors=True)


def named_in_sources() -> list[str]:
    """Every crash point of the serving process; crates/server/tests/backups.rs kills at those of backups."""
    names = set()
    for path in (ROOT / "crates").rglob("src/**/*.rs"):
        names.update(re.findall(r'\bhere\(\s*"([^"]+)"', path.read_text()))
    if not names:
        raise RuntimeError("no crash points found in crates/")
    return sorted(name for name in names if not name.startswith("backup."))
