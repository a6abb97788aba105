"""Two devices at once, clients that stop in the middle, and real clients through it all."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time

from device import NO_CHANGES, Device
from learner import Learner
from rig import Rig
from scenarios.changes import move_ids
from wire import NO_CHANGES as NOTHING
from wire import RawClient

SPAWN = multiprocessing.get_context("spawn")
METHODS = ("start", "applyChanges", "chunk", "applyChunk", "sanityCheck2")


def stops_in_the_middle(rig: Rig) -> None:
    """A client disappears after each call; another of the same account goes on at once."""
    learner = rig.begin()[0]
    for _ in range(rig.times(6)):
        for method in METHODS:
            learner.session(stop_after=method)
            learner.client.close()
            rig.check.account(learner)  # nothing of it may be visible, and the next sync works
            rig.check.account(rig.learners[1])


def two_at_once(rig: Rig) -> None:
    """Two devices of one account, call by call in random order: one wins, the other is told."""
    learner = rig.begin()[0]
    rivals = [RawClient(rig.server.url, learner.client.hkey) for _ in range(2)]
    for _ in range(rig.times(150, 15)):
        told = interleave(rig, rivals)
        rig.check.claim("I15", not superseded(told), f"a sync went on after another had begun: {told}")
        honest = all(status in (200, 409) for _, status in told)
        rig.check.claim("I15", honest, f"neither done nor told that it lost: {told}")
        rig.check.account(learner)


def interleave(rig: Rig, rivals: list[RawClient]) -> list[tuple[str, int]]:
    """Both run a sync without changes; returns (device and method, status) in order."""
    usn = rivals[0].meta()["usn"]
    bodies = {"start": {"minUsn": usn, "lnewer": False, "graves": None}, "applyChanges": NOTHING, "chunk": {},
              "applyChunk": {"chunk": {"done": True}}, "finish": {}}
    at = [0, 0]
    told = []
    while any(step < len(bodies) for step in at):
        which = rig.rng.choice([i for i in (0, 1) if at[i] < len(bodies)])
        method = list(bodies)[at[which]]
        status, _ = rivals[which].call(f"sync/{method}", bodies[method])
        told.append((f"{which} {method}", status))
        at[which] = at[which] + 1 if status == 200 else len(bodies)
    return told


def superseded(told: list[tuple[str, int]]) -> bool:
    """Whether a device was served although the other had started after it."""
    running = None
    for name, status in told:
        device, method = name.split()
        if status == 200 and method == "start":
            running = device
        elif status == 200 and device != running:
            return True
    return False


def rounds(folder: str, url: str, hkey: str, name: str, count: int, queue) -> None:
    """A real client: adds notes and syncs until the server has them, however often it is cut off."""
    from anki.sync import SyncAuth

    device = Device(folder, url)
    device.open()
    device.auth = SyncAuth(hkey=hkey, endpoint=url)
    errors = one_way = 0
    try:
        for number in range(count):
            note = device.col.new_note(device.col.models.by_name("Basic"))
            note.fields[0] = f"{name} {number}"
            note.tags = [f"chaos-{name}"]
            device.col.add_note(note, 1)
            move_ids(device.col, note.id, -(10**9) * (len(name) - 1))
            for attempt in range(200):
                try:
                    if device.sync().required != NO_CHANGES:
                        one_way += 1
                    break
                except Exception:
                    errors += 1
                    time.sleep(0.02 + 0.02 * (attempt % 7) * (1 + len(name)))
        device.close()
        queue.put((name, errors, one_way, ""))
    except Exception as error:
        queue.put((name, errors, one_way, repr(error)))


def real_clients_under_kills(rig: Rig) -> None:
    """Two real devices of one account sync on while the server is killed and restarted."""
    learner = rig.begin()[0]
    learner.upload(rig.small)  # reviews made by hand would be news to Check Database
    devices = []
    for name in ("a", "bb"):
        device = Device(os.path.join(rig.folder, f"real-{name}"), rig.server.url, learner.user, learner.password)
        device.login()
        device.download()
        devices.append(device)
    for device in devices:
        device.close()
    count = rig.times(40, 6)
    queue = SPAWN.Queue()
    workers = [
        SPAWN.Process(target=rounds, args=(d.folder, rig.server.url, d.auth.hkey, name, count, queue))
        for d, name in zip(devices, ("a", "bb"))
    ]
    for worker in workers:
        worker.start()
    while any(worker.is_alive() for worker in workers):
        time.sleep(rig.rng.uniform(0.2, 1.2))
        if any(worker.is_alive() for worker in workers):
            rig.restart()
            rig.kills += 1
    for _ in workers:
        name, _, one_way, error = queue.get(timeout=60)
        rig.check.claim("I15", not error, f"client {name}: {error}")
        rig.check.claim("I1", one_way == 0, f"client {name} was asked to choose a side {one_way} times")
    copy = Device(os.path.join(rig.folder, "real-copy"), rig.server.url, learner.user, learner.password)
    rig.check.converge(devices, copy)
    for name in ("a", "bb"):
        found = len(copy.col.find_notes(f"tag:chaos-{name}"))
        rig.check.claim("I2", found == count, f"{found} of {count} notes of client {name}")
    for device in [*devices, copy]:
        device.destroy()
    learner.base = None  # its ledger knows nothing of these


def many_at_once(rig: Rig) -> None:
    """Twelve accounts, each synced without pause: walls between them hold, nothing is left behind."""
    learners = rig.begin(accounts=12)
    usage = rig.server.usage
    files = usage.files()
    per_account = rig.times(60, 8)

    def busy(learner: Learner) -> None:
        for _ in range(per_account):
            learner.session()
        learner.client.close()

    failed: list[str] = []

    def guarded(learner: Learner) -> None:
        try:
            busy(learner)
        except Exception as error:
            failed.append(repr(error))

    workers = [threading.Thread(target=guarded, args=(learner,)) for learner in learners]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    rig.check.claim("I15", not failed, f"syncs failed: {failed[:3]}")
    for learner in learners:
        rig.check.account(learner)
    rig.check.bounds("open files above those at the start", usage.files() - files, 5 * len(learners))


FAULTS = [stops_in_the_middle, two_at_once, real_clients_under_kills, many_at_once]
