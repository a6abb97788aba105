#!/usr/bin/env python3
"""What a learner who studies in the browser costs in memory.

    .lab/v26.9.3/bin/python benches/desks.py [learners] [preset]

Many learners with a collection of 20,000 cards each begin to study, grade ten cards, and stay.
Memory is that of the process when they have come, less that of a server with the same accounts on
which nobody has studied since its start.
"""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "oracle"))

import server as servers  # noqa: E402
from ground import Ground  # noqa: E402
from website import Website  # noqa: E402

MIB = 1 << 20
CARDS = 10


def study(site: Website) -> None:
    decks = re.findall(r'href="/decks/(\d+)"', site.look("/decks"))
    for deck in decks:
        site.request(f"/decks/{deck}/study", b"", "application/x-www-form-urlencoded").read()
        if len(site.study("state")["cards"]) > 2:
            break
    for _ in range(CARDS):
        top = site.state["cards"][0]
        site.study("answer", card=top["id"], version=top["version"], rating=3, taken=1500)


def main() -> None:
    learners = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    preset = sys.argv[2] if len(sys.argv) > 2 else "medium"
    server = servers.KINDS["fuda"](accounts=learners)
    try:
        server.start()
        ground = Ground(server, 1, 1)
        for account in range(1, learners + 1):
            ground.upload(account, preset)
        server.stop()
        server.start()
        time.sleep(2)
        sites = []
        for account in range(1, learners + 1):
            sites.append(Website(server.url))
            sites[-1].sign_in(server.user(account), server.password(account))
            sites[-1].look("/account")
        before = server.usage.memory()
        seen = []
        for site in sites:
            study(site)
            seen.append(server.usage.memory())
        each = (seen[-1] - before) / learners / MIB
        last = (seen[-1] - seen[learners // 2 - 1]) / (learners - learners // 2) / MIB
        print(f"{learners} learners, {preset}: {before / MIB:.1f} MiB before, {seen[-1] / MIB:.1f} MiB with all")
        print(f"{each:.2f} MiB for each; for each of the second half {last:.2f} MiB")
        for site in sites:
            site.close()
        ground.close()
    finally:
        server.clean()


if __name__ == "__main__":
    main()
