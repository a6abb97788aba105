#!/usr/bin/env python3
"""Fuda orders its certificate at a real authority: Pebble, the test server of those who run Let's Encrypt.

    .lab/v26.9.3/bin/python tests/oracle/certificates.py

Pebble refuses a part of all nonces on purpose, asks on the port in the clear whether the name is ours, and
signs through an authority between. What Fuda then shows is scanned like a certificate from files; a real
client syncs; after two thirds of its life the certificate is another, without a restart.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import scanner
import server as servers
import shared_clock
from authority import Authority
from proofs import prove

NAME = "anki.example.org"
DAYS = 3
PROGRAMS = ("pebble", "pebble-challtestsrv")


class Pebble:
    """The authority, and the names as it sees them: all of them this machine."""

    def __init__(self, folder: str, port_in_the_clear: int) -> None:
        self.listen, self.management, self.names = (servers.free_port() for _ in range(3))
        self.own = Authority(folder, "DNS:localhost", "IP:127.0.0.1")
        config = {
            "listenAddress": f"127.0.0.1:{self.listen}",
            "managementListenAddress": f"127.0.0.1:{self.management}",
            "certificate": self.own.chain,
            "privateKey": self.own.key,
            "httpPort": port_in_the_clear,
            "tlsPort": port_in_the_clear,
            "certificateValidityPeriod": DAYS * 86_400,
        }
        self.config = str(Path(folder) / "pebble.json")
        Path(self.config).write_text(json.dumps({"pebble": config}))
        self.processes: list[subprocess.Popen] = []

    @property
    def directory(self) -> str:
        return f"https://localhost:{self.listen}/dir"

    def root(self) -> str:
        """The root of what it signs; made anew at each start."""
        context = ssl.create_default_context(cafile=self.own.root)
        url = f"https://localhost:{self.management}/roots/0"
        for _ in range(200):
            with contextlib.suppress(OSError):
                return urllib.request.urlopen(url, context=context, timeout=5).read().decode()
            time.sleep(0.05)
        raise AssertionError("pebble does not answer")

    def __enter__(self) -> "Pebble":
        environment = {**os.environ, "PEBBLE_VA_NOSLEEP": "1", "PEBBLE_WFE_NONCEREJECT": "20"}
        nowhere = [word for kind in ("http01", "https01", "tlsalpn01") for word in (f"-{kind}", "")]
        dns = ["-dns01", f"127.0.0.1:{self.names}", "-defaultIPv6", "", "-management", f"127.0.0.1:{servers.free_port()}"]
        for line in (
            [PROGRAMS[1], *nowhere, *dns],
            [PROGRAMS[0], "-strict", "-config", self.config, "-dnsserver", f"127.0.0.1:{self.names}"],
        ):
            with open(f"{self.config}.log", "ab") as log:
                self.processes.append(subprocess.Popen(line, env=environment, stdout=log, stderr=log))
        return self

    def __exit__(self, *exc) -> None:
        for process in self.processes:
            process.kill()
            process.wait()

    def log(self) -> str:
        return Path(f"{self.config}.log").read_text(errors="replace")


class Ordering(servers.Fuda):
    """Fuda without a certificate, and where to get one."""

    def __init__(self, pebble: Pebble, port_in_the_clear: int, **more) -> None:
        super().__init__(**more)
        self.pebble, self.plain_port = pebble, port_in_the_clear

    @property
    def url(self) -> str:
        return f"https://localhost:{self.port}/"

    def prepare(self) -> None:
        super().prepare()
        Path(self.config).write_text(
            Path(self.config).read_text()
            + f"""
[web]
base_url = "https://{NAME}"
[doorway.tls]
acme = true
acme_contact = "operator@example.org"
acme_directory = "{self.pebble.directory}"
acme_root_file = "{self.pebble.own.root}"
plain_listen = "127.0.0.1:{self.plain_port}"
"""
        )

    @property
    def kept(self) -> Path:
        return Path(self.folder, "tls", "certificate.pem")

    def has_another(self, than: str, seconds: float) -> str:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.kept.exists() and self.kept.read_text() != than:
                return self.kept.read_text()
            time.sleep(0.1)
        raise AssertionError(f"no certificate came in {seconds} s: {self.tail()} | {self.pebble.log()[-600:]}")


def pr_58a_a_real_authority_gives_a_certificate_which_is_renewed_in_time(folder: str) -> None:
    port = servers.free_port()
    with Pebble(folder, port) as pebble:
        # This clock stands still: a minute ahead nothing is of the future that is made meanwhile.
        clock = shared_clock.SharedClock(os.path.join(folder, "clock"), time.time_ns() + 60_000_000_000)
        environment = shared_clock.environment(clock.path)
        root = os.path.join(folder, "signed-by.pem")
        Path(root).write_text(pebble.root())
        with Ordering(pebble, port, accounts=1, environment=environment) as server:
            first = server.has_another("", 30)
            wrong = scanner.troubles(server.port, root, str(server.kept), NAME)
            assert not wrong, "; ".join(wrong)
            assert oct(server.kept.stat().st_mode & 0o777) == "0o600"
            orders = pebble.log().count("Issued certificate")
            clock.advance(DAYS * 86_400 / 2)
            time.sleep(2)
            assert server.kept.read_text() == first, "renewed though half its life is left"
            assert pebble.log().count("Issued certificate") == orders, "ordered for nothing"
            clock.advance(DAYS * 86_400 / 4)
            second = server.has_another(first, 30)
            shown = ssl.get_server_certificate(("127.0.0.1", server.port))
            assert "".join(shown.split()) in "".join(second.split()), "the new one is not shown"


def main() -> int:
    missing = [program for program in PROGRAMS if not shutil.which(program)]
    if missing:
        print(f"SKIP {missing}: apt-get install pebble")
        return 0
    with tempfile.TemporaryDirectory(prefix="certificates-") as folder:
        return 0 if prove(pr_58a_a_real_authority_gives_a_certificate_which_is_renewed_in_time, folder) else 1


if __name__ == "__main__":
    sys.exit(main())
