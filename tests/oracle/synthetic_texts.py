"""Words, texts and note contents of synthetic collections."""

from __future__ import annotations

import hashlib
import itertools
import random

BASE91 = (
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    "!#$%&()*+,-./:;<=>?@[]^_`{|}~"
)


class Words:
    """Pseudo-words with a Zipf-like frequency, drawn in blocks for speed."""

    def __init__(self, rng: random.Random, size: int = 6_000) -> None:
        onsets = "b c d f g h j k l m n p r s t v w z br ch cl dr fl gr pl pr sh st th tr".split()
        vowels = "a e i o u ai ea ee ou".split()
        codas = ["", "", "", "n", "r", "s", "t", "l", "nd", "st"]
        words = set()
        while len(words) < size:
            words.add(
                "".join(
                    rng.choice(onsets) + rng.choice(vowels) + rng.choice(codas)
                    for _ in range(rng.choice((1, 2, 2, 2, 3, 3)))
                )
            )
        self.words = sorted(words)
        rng.shuffle(self.words)
        kana = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほ"
        for i in range(60, size, 97):  # some words in other scripts
            self.words[i] = "".join(rng.choice(kana) for _ in range(3))
        self.cum = list(itertools.accumulate(1 / (i + 20) for i in range(size)))
        self.rng = rng
        self.buffer: list[str] = []

    def take(self, count: int) -> list[str]:
        if len(self.buffer) < count:
            self.buffer += self.rng.choices(self.words, cum_weights=self.cum, k=50_000)
        out = self.buffer[-count:]
        del self.buffer[-count:]
        return out

    def phrase(self, low: int, high: int) -> str:
        return " ".join(self.take(self.rng.randint(low, high)))


def guid(rng: random.Random) -> str:
    """Like Anki: a random 64-bit number in base 91."""
    num = rng.getrandbits(64)
    out = ""
    while num:
        num, mod = divmod(num, 91)
        out = BASE91[mod] + out
    return out


def plain(text: str) -> str:
    """First field as Anki stores it in sfld: without HTML, media names kept."""
    if "<" in text or "&" in text:
        import anki.lang
        from anki.utils import strip_html_media

        if anki.lang.current_i18n is None:
            anki.lang.set_lang("en")
        return strip_html_media(text)
    return text


def checksum(text: str) -> int:
    return int(hashlib.sha1(text.encode()).hexdigest()[:8], 16)


def note_fields(kind: str, i: int, rng: random.Random, words: Words, images: list[str], sounds: list[str]):
    """Fields of one note, and the ordinals of its cards."""
    front = f"{words.phrase(1, 9)} {i}"
    if rng.random() < 0.03:
        front = f"<b>{front}</b>&nbsp;{words.take(1)[0]}"
    back = words.phrase(2, 45)
    if rng.random() < 0.25:
        back = f"<div>{back}</div><ul><li>{words.phrase(2, 10)}</li><li>{words.phrase(2, 10)}</li></ul>"
    if images and rng.random() < 0.10:
        back += f'<br><img src="{rng.choice(images)}">'
    if sounds and rng.random() < 0.10:
        back += f"[sound:{rng.choice(sounds)}]"

    if kind == "Cloze":
        count = rng.choice((1, 1, 2, 3, 4))
        parts = [f"{i}: {words.phrase(2, 8)}"]
        for c in range(1, count + 1):
            hint = "::" + words.take(1)[0] if rng.random() < 0.2 else ""
            parts.append(f"{{{{c{c}::{words.phrase(1, 3)}{hint}}}}} {words.phrase(1, 8)}")
        return [" ".join(parts), back if rng.random() < 0.5 else ""], list(range(count))
    if kind == "Image Occlusion":
        count = rng.randint(1, 6)
        shapes = "".join(
            f"{{{{c{c}::image-occlusion:rect:left=.{rng.randint(10, 80)}:top=.{rng.randint(10, 80)}"
            f":width=.{rng.randint(10, 19)}:height=.{rng.randint(10, 19)}:oi=1}}}}<br>"
            for c in range(1, count + 1)
        )
        image = f'<img src="{rng.choice(images)}">' if images else words.phrase(1, 2)
        return [shapes, image, f"{words.phrase(1, 5)} {i}", back, ""], list(range(count))
    ords = [0, 1] if kind == "Basic (and reversed card)" else [0]
    return [front, back], ords
