"""What is wanted of Fuda, figure by figure, and how it is told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Wish:
    """Either a ratio Fuda/official, or an absolute number for Fuda alone."""

    figure: str
    ratio: float | None = None
    most: float | None = None
    least: float | None = None  # a ratio that should be high


WISHES = [
    Wish("no-change sync, small", ratio=1.0),
    Wish("no-change sync, medium", ratio=1.0),
    Wish("server CPU of a session, small", ratio=0.6),
    Wish("server CPU of a session, large", ratio=0.1),
    Wish("sessions per second, 64 clients, fsync + 5 ms", least=10),
    Wish("one reviewed card, sent", ratio=0.7),
    Wish("one reviewed card, fetched", ratio=0.7),
    Wish("large upload, real client", ratio=0.6),
    Wish("large upload, real client, server CPU", ratio=0.4),
    Wish("large download, real client", ratio=0.8),
    Wish("large upload, raw", ratio=1.0),
    Wish("large download, raw", ratio=0.6),
    Wish("memory above idle, 1 large upload", most=64),
    Wish("memory above idle, 1 large download", most=64),
    Wish("memory above idle, 4 large uploads at once", most=128),
    Wish("memory above idle, 4 large downloads at once", most=128),
    Wish("longest meta wait of another account during a large upload", most=50),
    Wish("media up, 2,000 files of 4 KB", ratio=1.0),
    Wish("media down, 2,000 files of 4 KB", ratio=1.0),
    Wish("memory after 200 accounts have synced, small", most=60),
    Wish("memory after 200 accounts have synced, medium", most=100),
    Wish("start with 10,000 accounts", most=2),
    Wish("memory for a request with a wrong key", most=1),
    *(
        Wish(f"{what}, {preset}", ratio=1.0)
        for preset in ("medium", "large")
        for what in ("deck tree with counts", "first card of the day", "answer and next card", "render a card")
    ),
]


def number(value: float | None) -> str:
    if value is None:
        return "–"
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def rows(medians: dict[str, dict[str, float]], units: dict[str, str]) -> list[list[str]]:
    """name, official, fuda, ratio, wanted, met: wishes first, then everything else measured."""
    out = []
    for wish in WISHES:
        out.append(row(wish.figure, medians, units, wish))
    for name in units:
        if all(wish.figure != name for wish in WISHES):
            out.append(row(name, medians, units, None))
    return out


def row(name: str, medians: dict, units: dict, wish: Wish | None) -> list[str]:
    official, fuda = (medians.get(kind, {}).get(name) for kind in ("official", "fuda"))
    unit = units.get(name, "")
    ratio = fuda / official if fuda is not None and official else None
    wanted, met = told(wish, ratio, fuda)
    return [name, f"{number(official)} {unit}", f"{number(fuda)} {unit}", number(ratio), wanted, met]


def told(wish: Wish | None, ratio: float | None, fuda: float | None) -> tuple[str, str]:
    if wish is None:
        return "", ""
    if wish.most is not None:
        value, wanted, met = fuda, f"≤ {wish.most:g}", fuda is not None and fuda <= wish.most
    elif wish.least is not None:
        value, wanted, met = ratio, f"ratio ≥ {wish.least:g}", ratio is not None and ratio >= wish.least
    else:
        value, wanted, met = ratio, f"ratio ≤ {wish.ratio:g}", ratio is not None and ratio <= wish.ratio
    if value is None:
        return wanted, "not measured"
    return wanted, "yes" if met else "**no**"
