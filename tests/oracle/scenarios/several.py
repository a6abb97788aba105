"""Several devices at the same time."""

from __future__ import annotations

import os

from device import NO_CHANGES
from proxy import FaultProxy
from scenarios.changes import add_note
from scenarios.claims import equal, is_required, same, settle
from scenarios.interruptions import busy_pair, nothing_lost
from scenarios.stage import Stage, scenario


def meddle(method: str, action):
    """A hook that runs `action` once, when a request for `method` arrives."""
    done = []

    def before(seen, body):
        if seen == method and not done:
            done.append(1)
            action()

    return before


for _method in ("applyChanges", "chunk", "applyChunk", "sanityCheck2", "finish"):

    def _scenario(stage, method=_method):
        """Another client syncs while this one is in the middle: one of them has
        to try again, and nothing is lost or done twice."""
        a, b, from_a, from_b = busy_pair(stage)
        second = add_note(b.col, "squeezed in between").id
        with FaultProxy(stage.endpoint, before=meddle(f"sync/{method}", b.sync)) as proxy:
            try:
                a.sync(via=proxy.url)
            except Exception:
                pass
        for dev in (a, b, a):
            is_required(dev.sync(), NO_CHANGES)
        for dev in (a, b):
            assert dev.col.get_note(second)
            dev.col.remove_notes([second])
        for dev in (a, b, a):
            is_required(dev.sync(), NO_CHANGES)
        nothing_lost(a, b, from_a, from_b, 1510)

    _scenario.__name__ = f"concurrent_client_syncs_at_{_method}_of_the_other"
    scenario(_scenario)


@scenario
def concurrent_media_and_collection_sync(stage: Stage) -> None:
    stage.clean_media()
    a, b = stage.pair()
    for i in range(60):
        with open(os.path.join(a.media_dir, f"c{i}.bin"), "wb") as f:
            f.write(os.urandom(200_000))
    a.touch_media()
    a.col.sync_media(a.get_auth())  # goes on in the background
    for i in range(10):
        add_note(b.col, f"meanwhile {i}")
        is_required(b.sync(), NO_CHANGES)
    a.wait_media()
    b.sync_media()
    equal(set(b.media()), set(a.media()), "media files")
    is_required(a.sync(), NO_CHANGES)
    same(a, b)


@scenario
def new_session_ends_the_old_one(stage: Stage) -> None:
    a, b = stage.pair()
    old = stage.raw()
    usn = old.meta()["usn"]
    old.json("sync/start", {"minUsn": usn, "lnewer": False})
    add_note(b.col, "while the other hangs")
    settle(b, a)
    equal(old.call("sync/chunk")[0], 409, "status of the old session")
    equal(old.call("sync/finish")[0], 409, "status of the old session")
    settle(a, b)
