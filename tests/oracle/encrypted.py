#!/usr/bin/env python3
"""Real clients against a Fuda that encrypts by itself, and the questions of the desktop program.

    .lab/v26.9.3/bin/python tests/oracle/encrypted.py

Every version of the laboratory plays the core over https with a certificate of
an authority made for the occasion. Then the newest asks whether there is a newer
Anki, led here by a proxy, because it asks https://ankiweb.net and nobody else;
and a scanner of TLS (scanner.py) looks for what may not be.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

import scanner
import server as servers
from authority import Authority
from clients import try_version
from proofs import prove
from venvs import NEWEST, VERSIONS, python

ASKING = Path(__file__).with_name("asking.py")
NAMES = ("DNS:ankiweb.net", "DNS:localhost", "IP:127.0.0.1")


class Encrypted(servers.Fuda):
    """Fuda with a certificate, and a newer version to tell of."""

    def __init__(self, authority: Authority, **more) -> None:
        super().__init__(**more)
        self.authority = authority
        self.plain_port = servers.free_port()

    @property
    def url(self) -> str:
        return f"https://localhost:{self.port}/"

    def prepare(self) -> None:
        super().prepare()
        Path(self.config).write_text(
            Path(self.config).read_text()
            + f"""
[web]
base_url = "https://ankiweb.net"
[doorway.tls]
certificate_file = "{self.authority.chain}"
key_file = "{self.authority.key}"
plain_listen = "127.0.0.1:{self.plain_port}"
[usage]
newest_version = "26.09.3"
message = "Work on <b>Sunday</b>."
"""
        )


class Tunnel:
    """A proxy that leads every tunnel to one port of this machine."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self) -> None:
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.lead, args=(client,), daemon=True).start()

    def lead(self, client: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            head += client.recv(4096)
        server = socket.create_connection(("127.0.0.1", self.port))
        client.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        threading.Thread(target=self.pour, args=(server, client), daemon=True).start()
        self.pour(client, server)

    @staticmethod
    def pour(source: socket.socket, target: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            pass


def ask(tunnel: Tunnel, version: int, install: int, last: int = 0) -> dict:
    environment = {**os.environ, "HTTPS_PROXY": tunnel.url, "https_proxy": tunnel.url}
    words = [str(python(NEWEST)), str(ASKING), str(version), str(install), str(last)]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=60)
    if done.returncode:
        raise AssertionError(done.stderr.strip().splitlines()[-1])
    return json.loads(done.stdout)


def questions(server: Encrypted) -> None:
    """PR-19 to PR-22, asked by the library inside the desktop program."""
    tunnel = Tunnel(server.port)
    old = ask(tunnel, 250902, 4711)
    assert old["newer"] == "26.09.3", old
    assert old["message"] == "Work on <b>Sunday</b>." and old["last"] > 0, old
    assert abs(old["time"] - time.time()) < 60, old
    assert old["add_ons"] == 0, old
    new = ask(tunnel, 260903, 4711, old["last"])
    assert new["newer"] is None and new["message"] is None and new["last"] == old["last"], new
    for path in Path(server.folder).rglob("*"):
        if path.is_file():
            assert b"canary-build" not in path.read_bytes(), path


def in_the_clear(server: Encrypted) -> None:
    """The listener beside it sends browsers on and tells apps."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *words):
            return None

    opener = urllib.request.build_opener(Stay)

    def status(path: str, data: bytes | None = None) -> tuple[int, str | None]:
        try:
            answer = opener.open(f"http://127.0.0.1:{server.plain_port}{path}", data)
        except urllib.error.HTTPError as error:
            answer = error
        return answer.status, answer.headers.get("location")

    assert status("/decks") == (308, "https://ankiweb.net/decks"), status("/decks")
    assert status("/sync/hostKey", b"x") == (403, None), status("/sync/hostKey", b"x")


def pr_58a_a_scanner_finds_tls_1_2_and_1_3_with_strong_suites_and_nothing_else(server: Encrypted) -> None:
    """The same scanner finds fault with a listener that is bad on purpose: it would see what it looks for."""
    ours = scanner.troubles(server.port, server.authority.root, server.authority.chain)
    assert not ours, "; ".join(ours)
    with scanner.BadListener(server.authority.root, server.authority.path("root.key")) as bad:
        theirs = " ".join(scanner.troubles(bad.server_port, server.authority.root, server.authority.chain))
    for fault in ("speaks tls_1_0", "speaks tls_1_1", "_CBC_", "(ROBOT)", "at a client's wish", "to https", "of the file"):
        assert fault in theirs, f"the scanner does not see: {fault} ({theirs})"


def main() -> int:
    failed = 0
    with tempfile.TemporaryDirectory(prefix="authority-") as folder:
        authority = Authority(folder, *NAMES)
        os.environ["SSL_CERT_FILE"] = os.environ["REQUESTS_CA_BUNDLE"] = authority.root
        with Encrypted(authority, accounts=len(VERSIONS)) as server:
            for number, version in enumerate(VERSIONS, 1):
                account = (server.user(number), server.password(number))
                for name, why in try_version(version, server.url, account).items():
                    failed += why is not None
                    print(f"{'FAIL' if why else 'PASS'} {version} {name}{': ' + why if why else ''}", flush=True)
            for part in (questions, in_the_clear):
                try:
                    part(server)
                    print(f"PASS {part.__name__}")
                except AssertionError as error:
                    failed += 1
                    print(f"FAIL {part.__name__}: {error}")
            scanned = pr_58a_a_scanner_finds_tls_1_2_and_1_3_with_strong_suites_and_nothing_else
            failed += not prove(scanned, server)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
