"""Starts and stops the server under test: Fuda's built binary, or Anki's own server.

Both kinds are one ``Server`` to the tools: ``start``, ``stop``, ``kill``, ``url``,
``user(n)`` and ``password(n)``, and ``usage``, which reads what the whole tree
of its processes uses (Fuda inspects uploads in a child).
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from usage import Usage

ROOT = Path(__file__).resolve().parents[2]
READY = re.compile(r"listening on (https?://\S+)")


def binary() -> str:
    """The built `fuda`: FUDA_BINARY, or the newer of the release and the debug build."""
    named = os.environ.get("FUDA_BINARY")
    if named:
        return str((ROOT / named).resolve())
    built = [ROOT / "target" / profile / "fuda" for profile in ("release", "debug")]
    built = [path for path in built if path.exists()]
    if not built:
        sys.exit("no fuda binary: run `cargo build -p server`, or set FUDA_BINARY")
    return str(max(built, key=lambda path: path.stat().st_mtime))


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


class Server:
    """One server on one folder. Accounts are numbered from 1."""

    name = ""

    def __init__(self, folder: str | None = None, accounts: int = 2, environment: dict | None = None) -> None:
        self.own_folder = folder is None
        self.folder = folder or tempfile.mkdtemp(prefix=f"{self.name}-")
        self.accounts = accounts
        self.environment = environment or {}
        self.port = free_port()
        self.process: subprocess.Popen | None = None
        self.lines: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    @staticmethod
    def user(number: int) -> str:
        return f"user{number}@example.org"

    @staticmethod
    def password(number: int) -> str:
        return f"laboratory-password-{number}"

    @property
    def usage(self) -> Usage:
        return Usage(self.process.pid)

    def command(self) -> list[str]:
        raise NotImplementedError

    def settings(self) -> dict:
        """Environment that the server needs."""
        return {}

    def prepare(self) -> None:
        """What has to be done in the folder before the first start."""

    def start(self, wait: float = 120) -> float:
        """Start it; returns the seconds until it is ready."""
        os.makedirs(self.folder, exist_ok=True)
        self.prepare()
        environment = {**os.environ, **self.settings(), **self.environment}
        started = time.monotonic()
        self.process = subprocess.Popen(
            self.command(),
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        self.lines = []
        ready = threading.Event()
        threading.Thread(target=self._read, args=(self.process, ready), daemon=True).start()
        while not ready.wait(0.005) and not self.answers():
            if self.process.poll() is not None:
                raise RuntimeError(f"{self.name} ended with {self.process.returncode}: {self.tail()}")
            if time.monotonic() - started > wait:
                self.kill()
                raise RuntimeError(f"{self.name} is not ready after {wait:.0f} s: {self.tail()}")
        return time.monotonic() - started

    def _read(self, process: subprocess.Popen, ready: threading.Event) -> None:
        for line in process.stdout:
            if len(self.lines) < 20_000:
                self.lines.append(line.rstrip())
            if READY.search(line):
                ready.set()

    def answers(self) -> bool:
        """For a server that does not say when it is ready."""
        return False

    def tail(self) -> str:
        return " | ".join(self.lines[-6:])

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def stop(self, number: int = signal.SIGTERM, wait: float = 30) -> int | None:
        """Ask it to end; returns its exit status."""
        if self.process is None:
            return None
        if self.process.poll() is None:
            self.process.send_signal(number)
            try:
                self.process.wait(wait)
            except subprocess.TimeoutExpired:
                self.kill()
        status = self.process.returncode
        self._sweep()
        self.process = None
        return status

    def kill(self) -> None:
        """As a power cut for the process: nothing is said, nothing is finished."""
        self.stop(signal.SIGKILL)

    def _sweep(self) -> None:
        """Children of a killed server must not outlive it in a test."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            pass

    def wait(self, seconds: float = 60) -> int | None:
        """Wait until it has ended by itself; None if it has not."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None
        return self.process.returncode

    def clean(self) -> None:
        """Stop it and throw away what it kept."""
        self.kill()
        self.remove()

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> "Server":
        self.start()
        return self

    def __exit__(self, *exc) -> None:
        self.stop()
        if self.own_folder:
            self.remove()


class Fuda(Server):
    """The binary as an operator runs it; accounts by its own command line."""

    name = "fuda"

    def command(self) -> list[str]:
        at = f"127.0.0.1:{self.port}"
        return [binary(), "serve", "--data", self.folder, "--listen", at, "--config", self.config]

    @property
    def config(self) -> str:
        return self.folder.rstrip("/") + ".toml"

    def settings(self) -> dict:
        return {"RUST_BACKTRACE": "1"}

    def prepare(self) -> None:
        # The laboratory signs in wrongly, on purpose and often, from one address.
        wide = "{ burst = 100000, refill_seconds = 1 }"
        Path(self.config).write_text(
            f"[accounts.limits]\nsign_in_network = {wide}\nsign_in_address = {wide}\n"
        )
        made = Path(self.folder) / "laboratory-accounts"
        have = int(made.read_text()) if made.exists() else 0
        if have >= self.accounts:
            return
        numbers = range(have + 1, self.accounts + 1)
        self.add_account(numbers[0])
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(self.add_account, numbers[1:]))
        made.write_text(str(self.accounts))

    def remove(self) -> None:
        super().remove()
        Path(self.config).unlink(missing_ok=True)

    def add_account(self, number: int) -> None:
        self.run("account", "add", "--verified", "--password-stdin", self.user(number), stdin=self.password(number))

    def run(self, *words: str, stdin: str = "") -> str:
        """One of the operator's commands on this server's data; returns what it prints."""
        at = 2 if words[0] in ("account", "backup") else 1
        line = [binary(), *words[:at], "--data", self.folder, *words[at:]]
        environment = {**os.environ, **{k: v for k, v in self.environment.items() if not k.startswith("FUDA_CRASH")}}
        done = subprocess.run(line, input=stdin, capture_output=True, text=True, env=environment)
        if done.returncode:
            raise RuntimeError(f"{' '.join(words)}: exit {done.returncode}: {done.stderr.strip() or done.stdout.strip()}")
        return done.stdout


class Official(Server):
    """The server inside Anki's wheel, run by the interpreter that runs this."""

    name = "official"

    def command(self) -> list[str]:
        return [sys.executable, "-m", "anki.syncserver"]

    def settings(self) -> dict:
        accounts = {
            f"SYNC_USER{n}": f"{self.user(n)}:{self.password(n)}" for n in range(1, self.accounts + 1)
        }
        return {
            "SYNC_BASE": self.folder,
            "SYNC_HOST": "127.0.0.1",
            "SYNC_PORT": str(self.port),
            **accounts,
        }

    def answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True


KINDS = {"fuda": Fuda, "official": Official}
