"""What a scenario may claim."""

from __future__ import annotations

from contents import contents, differences, pending
from device import NO_CHANGES, REQUIRED, Device


def equal(left, right, what: str = "") -> None:
    assert left == right, f"{what}: {str(left)[:300]} != {str(right)[:300]}"


def is_required(out, wanted: int) -> None:
    assert out.required == wanted, f"wanted {REQUIRED[wanted]}, got {REQUIRED[out.required]}"


def same(a: Device, b: Device, ignore: tuple = ()) -> None:
    left, right = contents(a.col), contents(b.col)
    for table in ignore:
        left.pop(table)
        right.pop(table)
    diff = differences(left, right)
    assert not diff, "clients differ: " + "; ".join(diff)


def settle(a: Device, b: Device, ignore: tuple = ()) -> None:
    """Send a's changes to b and make sure both end up with the same things."""
    is_required(a.sync(), NO_CHANGES)
    equal(pending(a.col), [], "unsent after sync")
    is_required(b.sync(), NO_CHANGES)
    same(a, b, ignore)
    is_required(a.sync(), NO_CHANGES)
    same(a, b, ignore)


def fails(func, text: str = "expected an error"):
    """Run func, which must raise one of Anki's errors; returns it."""
    from anki.errors import AnkiException

    try:
        func()
    except AnkiException as exc:
        return exc
    raise AssertionError(text)


def is_auth_error(exc) -> None:
    from anki.errors import SyncError, SyncErrorKind

    assert isinstance(exc, SyncError) and exc.kind == SyncErrorKind.AUTH, f"not an auth error: {exc!r}"
