"""A mail server that keeps what it takes: aiosmtpd, on this machine.

Started as a program in the sink's own environment; imported, it is the side of the tests:

    with Sink(folder) as sink: …
"""

from __future__ import annotations

import email
import os
import secrets
import subprocess
import sys
import time
from pathlib import Path


class Sink:
    """The running server, and what it has taken."""

    def __init__(self, folder: str) -> None:
        from server import free_port
        from venvs import python

        self.folder = Path(folder, "letters")
        self.folder.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        line = [python("sink"), __file__, self.folder, str(self.port)]
        self.process = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        if self.process.stdout.readline().strip() != "ready":
            raise RuntimeError("the mail server did not start")

    def environment(self) -> dict[str, str]:
        """The settings of a Fuda that posts here."""
        return {
            "FUDA__MAIL__FROM": "Fuda <fuda@example.org>",
            "FUDA__MAIL__SMTP_HOST": "localhost",
            "FUDA__MAIL__SMTP_PORT": str(self.port),
            "FUDA__MAIL__SMTP_TLS": "none",
        }

    def taken(self) -> dict[str, list[str]]:
        """To whom each letter went, as often as it was taken, by the letter's own id."""
        taken: dict[str, list[str]] = {}
        for path in self.folder.glob("*.eml"):
            letter = email.message_from_bytes(path.read_bytes())
            taken.setdefault(letter["message-id"], []).append(letter["to"])
        return taken

    def __enter__(self) -> "Sink":
        return self

    def __exit__(self, *exc) -> None:
        self.process.kill()
        self.process.wait()


def serve(folder: str, port: str) -> None:
    import asyncio

    from aiosmtpd.controller import Controller

    class Kept:
        """A letter is taken when it is on the disk; only then, a moment later, is that said."""

        async def handle_DATA(self, server, session, envelope) -> str:
            part = Path(folder, secrets.token_hex(8))
            part.write_bytes(envelope.content)
            os.replace(part, part.with_suffix(".eml"))
            await asyncio.sleep(0.03)
            return "250 2.0.0 kept"

    Controller(Kept(), hostname="127.0.0.1", port=int(port)).start()
    print("ready", flush=True)
    while True:
        time.sleep(3600)


if __name__ == "__main__":
    serve(*sys.argv[1:])
