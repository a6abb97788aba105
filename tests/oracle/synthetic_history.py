"""Review histories of synthetic cards: answers as FSRS would have led to them."""

from __future__ import annotations

import math
import random

DAY = 86400


def simulate(count: int, rng: random.Random, days: float, lapsey: bool):
    """`count` answers of one card, FSRS-like.

    Returns (rows, state): rows are (seconds since first answer, ease, ivl,
    last ivl, factor, type); state is (ivl, stability, difficulty, lapses, reps).
    """
    random_ = rng.random
    rows = []
    first = rng.choices((1, 2, 3, 4), (25, 15, 45, 15))[0]
    s = (0.4, 1.2, 3.2, 15.7)[first - 1]
    d = min(10.0, max(1.0, 7.2 - 0.5 * math.exp(first - 1) + random_()))
    t = 0.0
    lapses = 0
    last_ivl = -60
    reviewing = first == 4  # Easy graduates at once
    ivl = max(1, round(s)) if reviewing else -600
    rows.append((t, first, ivl, last_ivl, 100 + int((d - 1) / 9 * 1000), 0))
    n = 1
    while n < count:
        last_ivl = ivl
        if not reviewing:  # a learning or relearning step ten minutes later
            kind = 2 if lapses else 0
            t += 600 + random_() * 300
            ivl = max(1, round(s))
            ease = 3
            reviewing = True
        else:
            wait = max(1.0, ivl * (0.9 + random_() * 0.35))
            t += wait * DAY + (random_() - 0.5) * 20_000
            r = 1.0 / (1.0 + wait / (9.0 * s)) if s > 0 else 0.5
            if random_() < r - (0.2 if lapsey else 0.0):
                x = random_()
                ease = 2 if x < 0.12 else 4 if x > 0.92 else 3
                mult = (0, 0, 0.6, 1.0, 1.6)[ease]
                s *= 1 + mult * 0.9 * (11 - d) * s**-0.15 * (math.exp(1.1 * (1 - r)) - 1)
                s = min(s, 3650.0)
                ivl = max(1, round(s))
            else:
                ease = 1
                lapses += 1
                s = max(0.3, s**0.4)
                d = min(10.0, d + 0.9)
                ivl = -600
                reviewing = False
            kind = 1
        rows.append((t, ease, ivl, last_ivl, 100 + int((d - 1) / 9 * 1000), kind))
        n += 1
    if t > days * DAY:  # squeeze long histories into the given days
        scale = days * DAY / t
        rows = [(row[0] * scale,) + row[1:] for row in rows]
    return rows, (ivl, s, d, lapses, count)


def shares(total: int, weights: list[float]) -> list[int]:
    """Split `total` into whole numbers, at least 1 each, in proportion to weights."""
    n = len(weights)
    assert total >= n, "fewer revlog rows than cards with history"
    rest = total - n
    scale = rest / sum(weights)
    out = [1 + int(w * scale) for w in weights]
    for i in range(total - sum(out)):
        out[i % n] += 1
    return out
