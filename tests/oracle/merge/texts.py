"""Texts that fields, tags and names may hold, made to meet every rule about them."""

from __future__ import annotations

import random

PIECES = [
    "text", "é", "e\u0301", "日本", "123", "1e5", " 42 ", "0x10", " ", "\n", "\t", "\x01", "\x7f", "\u00a0",
    "<b>", "</b>", "<br>", "<div class='a'>", "</div>", "<", ">", "<>", '"', "'", "=", "src=", "data=", "<img",
    '<img src="a.png">', "<img src='b c.jpg'>", "<img src=d.gif>", '<IMG alt=">" SRC=x.png >', "<img src=>",
    '<audio controls data="q"/>', "<source src=a><video src=b>", '<object data="o">', "<imgx src='no'>",
    "<img\nsrc='line'\nalt=1>", "<img data-src='x' src=\"y&amp;z\">", "<script src=s>", "</script>",
    "<SCRIPT>", "</\u017fcript>", "<style>", "</STYLE>", "<\u017ftyle a>", "<!-- c -->", "<!--", "-->", "<!-->",
    "&nbsp;", "&lt;", "&gt;", "&amp;", "&#65;", "&#x41;", "&bogus;", "&", "&amp", "&#0;", "&#xD800;", "&Eacute;",
    "[sound:a.mp3]", "{{c1::x}}", "[latex]a<b[/latex]", "\u3000", "ﬁ", "\ud7a3", "\U0001f600",
]  # fmt: skip

TAGS = [
    "red", "RED", "Red", "blue::light", "BLUE", "Blue::dark::x", "green::Dark", "a b", "", " ", "::", "x::",
    "::y", "e\u0301t", "ét", "ÉT", "tab\there", "wide\u3000space", "straße", "STRASSE", "new::child", "NEW::other", "日本",
]  # fmt: skip

NAMES = ["One", "ONE", "Drei", "drei::neu", "One::Two", "a:::b", " x ::y", "::", "e\u0301", "é", "tab\tname", "new", "new+", "New++", ""]


def html(rng: random.Random) -> str:
    return "".join(rng.choice(PIECES) for _ in range(rng.randint(0, 8)))


def tag(rng: random.Random) -> str:
    return rng.choice(TAGS) if rng.random() < 0.6 else f"tag{rng.randint(0, 30)}"


def tag_text(rng: random.Random) -> str:
    tags = [tag(rng) for _ in range(rng.randint(0, 3))]
    return rng.choice(["", " ", "  "]) + " ".join(tags) + rng.choice(["", " "])


def name(rng: random.Random) -> str:
    return rng.choice(NAMES) if rng.random() < 0.5 else f"name {rng.randint(0, 40)}"


CARD_DATA = [
    "", "{}", "{ }", '{"pos":7}', '{"s":12.34567,"d":5.4321,"dr":0.912}', '{"s":1,"d":2,"lrt":1700000000}',
    '{"cd":"{\\"a\\":1}"}', '{"decay":0.1234567,"pos":1}', '{"pos":"x"}', '{"pos":-1,"dr":1e39}', '{"s":5}',
    '{"d":5}', '{"lrt":1.5}', '{"s":null,"d":1}', '{"cd":"{}"}', '{"s":0.00004,"d":10.9999}', '{"s":1e-30,"d":3}',
]  # fmt: skip

# Anki forgets what it does not know; we keep it (differences.py).
OTHER_CARD_DATA = ['{"mine":[1,2],"pos":3}', "not json", "[1]", "5", '{"cd":5}', '{"pos":1,"pos":2}', '"text"']
