"""kill -9: at every crash point, at the n-th system call, at any moment."""

from __future__ import annotations

import os
import re
import threading
from collections import Counter

from learner import Learner
from rig import Rig, named_in_sources

# Calls by which something becomes durable, or is told to a client.
SYSCALLS = ["write", "pwrite64", "fsync", "fdatasync", "rename,renameat,renameat2", "unlink,unlinkat", "ftruncate", "sendto,writev"]


def sync(rig: Rig, learner: Learner) -> None:
    learner.session()


def upload(rig: Rig, learner: Learner) -> None:
    learner.upload(rig.other if learner.base is rig.small else rig.small)


def download(rig: Rig, learner: Learner) -> None:
    os.unlink(learner.download())


def media_up(rig: Rig, learner: Learner) -> None:
    names = [f"file é {i}.bin" for i in range(12)]
    files: dict[str, bytes | None] = {name: rig.rng.randbytes(rig.rng.randint(1, 9000)) for name in rig.rng.sample(names, 5)}
    files[rig.rng.choice(names)] = None
    learner.put_media(files)


def media_down(rig: Rig, learner: Learner) -> None:
    names = [name for name, sha1 in learner.listed_media().items() if sha1]
    learner.fetched_media(names[:25])


def sign_in(rig: Rig, learner: Learner) -> None:
    learner.login()


OPERATIONS = [sync, upload, download, media_up, media_down, sign_in]


def at_crash_points(rig: Rig) -> None:
    """Every named point, in every operation, at its first, second … passage."""
    learner = rig.begin()[0]
    media_up(rig, learner)
    rig.points = {**dict.fromkeys(named_in_sources(), 0), **rig.points}
    for operation in OPERATIONS:
        rig.restart(FUDA_CRASH_AT="list")
        rig.survive(lambda who: operation(rig, who), learner)
        for point, passages in passed(rig).items():
            for passage in range(1, min(passages, rig.times(12, 1)) + 1):
                if kill_at(rig, learner, operation, FUDA_CRASH_AT=f"{point}:{passage}"):
                    rig.points[point] = rig.points.get(point, 0) + 1


def passed(rig: Rig) -> dict[str, int]:
    """Crash points that the server says it has come by since its start, and how often."""
    rig.server.stop()
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in rig.server.lines]
    names = [found.group(1) for line in plain if (found := re.search(r'crash point passed.*point="?([\w.-]+)', line))]
    return dict(Counter(names))


def at_passages(rig: Rig) -> None:
    """The n-th point that an operation comes to, whatever its name, until it gets through."""
    learner = rig.begin()[0]
    for operation in OPERATIONS:
        for passage in range(1, rig.times(60, 6) + 1):
            if not kill_at(rig, learner, operation, FUDA_CRASH_AT=str(passage)):
                break


def kill_at(rig: Rig, learner: Learner, operation, **environment: str) -> bool:
    """True if the server killed itself; the account has been checked then."""
    try:
        rig.restart(**environment)
        starts = True
    except RuntimeError:
        starts = False  # the point lies on the way to being ready
    if starts:
        rig.survive(lambda who: operation(rig, who), learner)
    if starts and not rig.killed():
        return False
    rig.kills += 1
    rig.restart()
    rig.check.account(learner)
    return True


def at_syscalls(rig: Rig) -> None:
    """The n-th write, fsync, rename … of an operation, until it gets through."""
    learner = rig.begin()[0]
    most = rig.times(40, 3)
    for operation in (sync, upload, media_up):
        for calls in SYSCALLS:
            for number in range(1, most + 1):
                rig.restart()
                with rig.traced(calls, f"{calls}:signal=KILL:when={number}"):
                    rig.survive(lambda who: operation(rig, who), learner)
                    killed = rig.killed()
                if not killed:
                    break
                rig.kills += 1
                rig.syscalls += 1
                rig.restart()
                rig.check.account(learner)


def at_any_moment(rig: Rig) -> None:
    """At random moments while three learners are busy, each on an account of its own."""
    learners = rig.begin(accounts=3)
    for _ in range(rig.times(400, 6)):
        stop = threading.Event()

        def busy(learner: Learner, operation) -> None:
            while not stop.is_set() and rig.survive(lambda who: operation(rig, who), learner):
                pass

        workers = [
            threading.Thread(target=busy, args=(learner, operation))
            for learner, operation in zip(learners, (sync, upload, media_up))
        ]
        for worker in workers:
            worker.start()
        stop.wait(rig.rng.uniform(0.01, 0.4))
        rig.server.kill()
        rig.kills += 1
        stop.set()
        for worker in workers:
            worker.join()
        rig.restart()
        for learner in learners:
            rig.check.account(learner)


def while_starting(rig: Rig) -> None:
    """A second kill while it recovers from the first."""
    learner = rig.begin()[0]
    for number in range(1, rig.times(60, 2) + 1):
        killer = threading.Timer(rig.rng.uniform(0.0, 0.05), rig.server.kill)
        killer.start()
        rig.survive(lambda who: sync(rig, who), learner)
        killer.join()
        rig.kills += 1
        try:
            rig.restart(FUDA_CRASH_AT=str(number))
        except RuntimeError:
            rig.kills += 1
        rig.restart()
        rig.check.account(learner)


FAULTS = [at_crash_points, at_passages, at_syscalls, at_any_moment, while_starting]
