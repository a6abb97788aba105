"""A few histories, so that `make test` notices when merge no longer equals Anki's."""

from __future__ import annotations

import os

import pytest

from .history import play_seeds

SEEDS = int(os.environ.get("MERGE_SEEDS", "12"))


@pytest.mark.parametrize("part", range(4))
def test_merge_equals_ankis(part: int, tmp_path) -> None:
    failures: list[str] = []

    tally = play_seeds(range(1 + part, 1 + SEEDS, 4), str(tmp_path), failures.append)

    assert not failures, "\n\n".join(failures)
    assert tally["finished"] > 0
