"""The one checker of all campaigns: do the invariants hold for this learner's account?

I1 convergence · I2 nothing acknowledged is lost · I3 nothing is invented · I4, I5
counters never go back · I6 all or nothing · I7 the file is sound · I8 media are
what their rows say · I9 what was begun ends complete · I12 letters go out
once, at most twice · I13 bounds · I15 success means kept, failure may be repeated.
The counters (I4, I5) are watched by the learner at every meta.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter

from contents import contents, differences
from device import NO_CHANGES, Device
from learner import COUNTED, Learner, Template, read


class Checker:
    def __init__(self) -> None:
        self.checks: Counter[str] = Counter()
        self.violations: list[str] = []
        self.lost = 0

    def claim(self, invariant: str, holds: bool, what: str) -> None:
        self.checks[invariant] += 1
        if not holds:
            self.violations.append(f"{invariant}: {what}")

    # after a fault, with the server running again

    def account(self, learner: Learner, retry: bool = True) -> None:
        """Everything about one account; then its learner goes on as if nothing had been."""
        self.collection(learner)
        self.media(learner)
        self.counters(learner)
        if retry and learner.base is not None:
            try:
                learner.session()
                self.claim("I15", True, "")
            except Exception as error:
                self.claim("I15", False, f"the repeated sync fails: {error}")
            self.collection(learner)

    def counters(self, learner: Learner) -> None:
        learner.meta()
        self.checks["I4"] += 1
        self.checks["I5"] += 1
        self.violations += learner.violations
        learner.violations = []

    def collection(self, learner: Learner) -> None:
        if learner.base is None and learner.replacing is None:
            return
        path = learner.download()
        try:
            db = read(path)
            self.sound(db)
            self.resolve_upload(learner, db)
            if learner.base is not None:
                self.reviews(learner, db)
            db.close()
        finally:
            os.unlink(path)

    def sound(self, db) -> None:
        verdict = db.execute("pragma integrity_check").fetchone()[0]
        self.claim("I7", verdict == "ok", f"integrity check: {verdict}")
        homeless = db.execute("select count(*) from cards where nid not in (select id from notes)").fetchone()[0]
        self.claim("I7", homeless == 0, f"{homeless} cards without a note")
        untyped = db.execute("select count(*) from notes where mid not in (select id from notetypes)").fetchone()[0]
        self.claim("I7", untyped == 0, f"{untyped} notes without a type")

    def resolve_upload(self, learner: Learner, db) -> None:
        """An upload without an answer has happened or not: which?"""
        new = learner.replacing
        if new is None:
            return
        if holds(db, new, set()):
            learner.adopt(new)
        elif learner.base is not None:
            learner.replacing = None  # reviews() checks the old one
        else:
            counts = [db.execute(f"select count(*) from {table}").fetchone()[0] for table in COUNTED]
            self.claim("I6", counts[:3] == [0, 0, 0], f"neither empty nor the uploaded collection: {counts}")
            learner.replacing = None

    def reviews(self, learner: Learner, db) -> None:
        reviews = {row[0] for row in db.execute("select id from revlog")}
        notes = {row[0] for row in db.execute("select id from notes")}
        lost = (learner.acknowledged | learner.base.reviews) - reviews
        reviews, notes = reviews - learner.base.reviews, notes - learner.base.notes
        self.lost += len(lost)
        self.claim("I2", not lost, f"{len(lost)} acknowledged reviews are gone")
        invented = reviews - learner.acknowledged - set(learner.pending)
        self.claim("I3", not invented, f"{len(invented)} reviews that nobody submitted")
        extra = reviews - learner.acknowledged
        whole = not extra or extra in learner.attempts
        self.claim("I6", whole, f"part of a sync is there: {len(extra)} of {len(learner.pending)} reviews")
        self.claim("I6", reviews == notes, "notes and reviews of the same sync do not go together")

    # media

    def media(self, learner: Learner) -> None:
        if not learner.media:
            return
        listed = learner.listed_media()
        for name, allowed in learner.media.items():
            held = listed.get(name)
            self.claim("I8", held in allowed, f"{name}: {held} is none of {allowed}")
            learner.media[name] = {held}
        self.claim("I3", set(listed) <= set(learner.media), "files that nobody sent")
        names = [name for name, sha1 in listed.items() if sha1]
        for at in range(0, len(names), 25):
            part = names[at : at + 25]
            fetched: dict[str, bytes] = {}
            while missing := [name for name in part if name not in fetched]:
                more = learner.fetched_media(missing)
                if not more:
                    break
                fetched.update(more)
            for name in part:
                right = name in fetched and hashlib.sha1(fetched[name]).hexdigest() == listed[name]
                self.claim("I8", right, f"{name} is not what its row says")

    # real clients, after the faults have stopped

    def converge(self, devices: list[Device], server_copy: Device) -> None:
        for device in devices * 2:
            device.sync()
        for device in devices:
            self.claim("I1", device.sync().required == NO_CHANGES, "a client does not come to rest")
        server_copy.download()
        for device in devices:
            differ = differences(contents(device.col), contents(server_copy.col))
            self.claim("I1", not differ, f"client and server differ: {differ[:2]}")
            report, ok = device.col.fix_integrity()
            self.claim("I7", ok, f"Check Database: {report}")

    # the machine

    def bounds(self, what: str, value: float, most: float) -> None:
        self.claim("I13", value <= most, f"{what}: {value:.0f}, allowed {most:.0f}")


def holds(db, template: Template, more: set[int]) -> bool:
    reviews = {row[0] for row in db.execute("select id from revlog")}
    notes = {row[0] for row in db.execute("select id from notes")}
    return reviews == template.reviews | more and notes == template.notes | more
