"""Disks that are full, or fail."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess

from kills import media_up, sync, upload
from learner import Learner
from rig import Rig, Skipped

MB = 1_000_000


@contextlib.contextmanager
def small_disk(rig: Rig, megabytes: int):
    if os.geteuid() != 0:
        raise Skipped("mounting a small disk needs root")
    place = os.path.join(rig.folder, "disk")
    os.makedirs(place, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", place]
    done = subprocess.run(mount, capture_output=True, text=True)
    if done.returncode:
        raise Skipped(f"no small disk can be mounted: {done.stderr.strip()}")
    try:
        yield place
    finally:
        rig.end()
        subprocess.run(["umount", "-l", place], check=False)


def fill(place: str, leave: int) -> str:
    path = os.path.join(place, "fill")
    with open(path, "ab") as file:
        wanted = shutil.disk_usage(place).free - leave
        while wanted > 0:
            try:
                file.write(bytes(min(wanted, MB)))
                file.flush()
            except OSError:
                break
            wanted -= MB
    return path


def honest(rig: Rig, learner: Learner, operation) -> None:
    """Whatever the answer was, it must be true; the account must still be there."""
    rig.survive(lambda who: operation(rig, who), learner)
    rig.check.claim("I15", rig.server.is_running(), f"the server ended: {rig.server.tail()}")


def disk_full(rig: Rig) -> None:
    """No byte left: honest errors, nothing lost; with space again it goes on, without a restart."""
    with small_disk(rig, 160) as disk:
        learners = rig.begin(folder=os.path.join(disk, "data"))
        for learner in learners:
            media_up(rig, learner)
        for leave in (0, 4096, 100_000, 400_000, 2 * MB)[: rig.times(5, 2)]:
            path = fill(disk, leave)
            for learner, operation in zip(learners * 3, (sync, media_up, upload, sync, media_up, upload)):
                honest(rig, learner, operation)
            os.unlink(path)
            for learner in learners:
                rig.check.account(learner)
        rig.restart()
        for learner in learners:
            rig.check.account(learner)


def failing_calls(rig: Rig) -> None:
    """The n-th fsync or write fails, once: no acknowledgement may follow from it."""
    learner = rig.begin()[0]
    plans = [("fsync", "EIO"), ("fdatasync", "EIO"), ("pwrite64", "ENOSPC"), ("pwrite64", "EIO"), ("rename,renameat,renameat2", "EIO")]
    for operation in (sync, upload, media_up):
        for calls, error in plans:
            for number in range(1, rig.times(6, 1) + 1):
                with rig.traced(calls, f"{calls}:error={error}:when={number}"):
                    rig.survive(lambda who: operation(rig, who), learner)
                rig.syscalls += 1
                # What was acknowledged must be there after a power cut, too.
                rig.restart()
                rig.check.account(learner)


FAULTS = [disk_full, failing_calls]
