"""What differs between two windows that show one card: elements, styles, pixels."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageChops

# A pixel counts if any of its three colours is so far away, of 255.
EDGE = 16
PIXELS_MAX = 0.0005
PLACE_MAX = 0.15  # both are rounded to tenths
# The font of the system, as each of the two asks for it.
SYSTEM_FONTS = ('"DejaVu Sans", sans-serif', 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif')
# Anki gives the body its classes when the scripts of the card have run, so they read those of the card before;
# here they find the classes of the card itself, as in Anki's phone apps. And formulas have no menu of their own.
READ_EARLIER = "div#when words"
READ_PIXELS_MAX = 0.002
MENUS = {"CtxtMenu_Attached_0"}
BEGIN, END = "<!-- begin: make beside -->\n", "<!-- end -->\n"


@dataclass
class Compared:
    deck: str
    side: str
    theme: str
    elements: int = 0
    facts: int = 0
    pixels: float = 0.0
    reads_earlier: bool = False
    wrong: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"{self.deck}-{self.side}-{self.theme}".replace("::", "-")


def compare(out: Path, deck: str, side: str, theme: str) -> Compared:
    found = Compared(deck, side, theme)
    ours, theirs = (json.loads((out / part / f"{found.name}.json").read_text()) for part in ("page", "desktop"))
    if [one["tag"] for one in ours] != [one["tag"] for one in theirs]:
        found.wrong.append(f"elements: {[o['tag'] for o in ours]} for {[o['tag'] for o in theirs]}")
    for mine, other in zip(ours, theirs):
        compare_elements(found, mine, other)
    compare_pictures(found, out)
    return found


def compare_elements(found: Compared, ours: dict, theirs: dict) -> None:
    found.elements += 1
    where = ours["tag"] + (f"#{ours['id']}" if ours["id"] else "")
    for name in ("id", "classes", "words"):
        mine, other = ours[name], theirs[name]
        if name == "classes":
            mine, other = sorted(mine.split()), sorted(set(other.split()) - MENUS)
        if mine != other and f"{where} {name}" == READ_EARLIER:
            found.reads_earlier = True
        elif mine != other:
            found.wrong.append(f"{where} {name}: {mine!r} for {other!r}")
    apart = [abs(a - b) for a, b in zip(ours["place"], theirs["place"])]
    found.facts += len(apart)
    if any(distance > PLACE_MAX for distance in apart):
        found.wrong.append(f"{where} stands at {ours['place']} for {theirs['place']}")
    for name, wanted in theirs["style"].items():
        found.facts += 1
        if ours["style"][name] != wanted and (wanted, ours["style"][name]) != SYSTEM_FONTS:
            found.wrong.append(f"{where} {name}: {ours['style'][name]} for {wanted}")


def compare_pictures(found: Compared, out: Path) -> None:
    ours, theirs = (Image.open(out / part / f"{found.name}.png").convert("RGB") for part in ("page", "desktop"))
    both = Image.new("RGB", (ours.width + theirs.width + 4, max(ours.height, theirs.height)), "red")
    both.paste(ours, (0, 0))
    both.paste(theirs, (ours.width + 4, 0))
    both.save(out / "both" / f"{found.name}.png")
    if ours.size != theirs.size:
        found.wrong.append(f"the windows are of {ours.size} and {theirs.size}")
        return
    apart = ImageChops.difference(ours, theirs)
    strongest = ImageChops.lighter(ImageChops.lighter(*apart.split()[:2]), apart.split()[2])
    seen = sum(strongest.histogram()[EDGE:])
    found.pixels = seen / (ours.width * ours.height)
    most = READ_PIXELS_MAX if found.reads_earlier else PIXELS_MAX
    if found.pixels > most:
        found.wrong.append(f"{found.pixels:.2%} of the pixels differ")


def report(compared: list[Compared], kinds: dict[str, str], page: Path | None) -> int:
    for one in compared:
        result = f"{one.elements} elements, {one.facts} facts, {one.pixels:.3%} of the pixels"
        print(f"{'FAIL' if one.wrong else 'PASS'} {one.name}: {result}")
        for line in one.wrong[:60]:
            print(f"     {line}")
    if page:
        before, _, after = page.read_text().partition(BEGIN)
        page.write_text(before + BEGIN + table(compared, kinds) + END + after.partition(END)[2])
    return 1 if any(one.wrong for one in compared) else 0


def table(compared: list[Compared], kinds: dict[str, str]) -> str:
    """One line for each kind of note: question and answer, by day and by night."""
    lines = ["", "| note type | elements | facts | different | pixels apart |", "| --- | ---: | ---: | ---: | ---: |"]
    rows = [[one for one in compared if one.deck == deck] for deck in kinds]
    for kind, row in zip([*kinds.values(), "all"], [*rows, compared]):
        sums = [sum(one.elements for one in row), sum(one.facts for one in row), sum(len(one.wrong) for one in row)]
        cells = " | ".join(f"{number:,}" for number in sums)
        lines.append(f"| {kind} | {cells} | {max((one.pixels for one in row), default=0):.3%} |")
    return "\n".join([*lines, ""])
