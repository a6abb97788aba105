"""Odd fields with the sort field and checksum that the wheel computes, tags with the spelling
under which they become known, names in the order of the collation."""

import random

import wheel
from anki.collection import Collection

PIECES = [
    "a", "Ä", " ", "  ", "\n", "\t", "<b>", "</b>", "<br>", "<br/>", "<div>", "</div>", "&nbsp;", "&amp;",
    "&lt;", "&gt;", "&quot;", "&#39;", "&#x27;", "&#160;", "&eacute;", "&unknown;", "&", "&;", "&#;",
    "&#x110000;", "&#xD800;", "&amp", "\u00a0", "<img src=x.jpg>", '<img src="a b.jpg">',
    "<img src='q.png' alt=\"x>y\">", "<IMG SRC=\"Up.PNG\">", "<img alt='a>b' src=\"c.jpg\"/>",
    "<img src=x.jpg", "<img src=>", "<img src=\"\">", "<img class=src src=y.gif>", "<audio src=s.mp3>",
    "<video controls src='v.mp4'>", "<object data=\"o.svg\">", "<source src=z.ogg >", "<imgsrc=no>",
    "<img data-src=lazy.png>", "<img src=a.png><img src=b.png>", "<img\nsrc=\"line.png\"\n>",
    "[sound:a.mp3]", "<!-- x -->", "<!--", "-->", "<style>b{}</style>", "<style", "</style>",
    "<script>var a='<b>';</script>", "<SCRIPT>x</sCript>", "<scr\u0131pt>", "<\u017ftyle>x</style>", "<",
    ">", "< >", "<>", "1 < 2", "{{c1::x}}", "\\(x<y\\)", "e\u0301", "\u200b", "\u3000", "\U0001f600", "\x07",
    "\r\n", "\x00", "12", "012", "1e3", "-5", "9223372036854775808", "1.50", "0x10", "inf", "\ufeff",
]
NUMERALS = ["1", "1.0", " 1", "1 ", "01", "+1", "-0", "1e5", "1e400", ".5", "5.", "1_000", "\u0661", "99999999999999999999",
            "0.1", "1.5", "", "nan", "12abc", "1\x1f"]


def fields():
    yield from ([piece, ""] for piece in PIECES)
    yield from ([text.replace("\x1f", ""), "2"] for text in NUMERALS)
    chance = random.Random(5)
    for _ in range(500):
        yield ["".join(chance.choices(PIECES, k=chance.randrange(1, 9))) for _ in range(2)]


def digests():
    """[field 1, field 2, fields as stored, sort field by 1 and its type, by 2 and its type, checksum]"""
    folder = wheel.Folder()
    path = folder.new_file()
    col = Collection(str(path))
    col.set_config("normalize_note_text", False)
    notetypes = []
    for sort in (0, 1):
        notetype = col.models.by_name("Basic")
        notetype |= {"id": 0, "name": f"sorted by {sort}", "sortf": sort}
        col.models.add_dict(notetype)
        notetypes.append(col.models.id_for_name(f"sorted by {sort}"))
    answers = []
    for number, (first, second) in enumerate(fields()):
        answer = [first, second]
        for sort, ntid in enumerate(notetypes):
            nid = 10 * (number + 1) + sort
            col.db.execute("insert into notes values (?, ?, ?, 1, 1, '', ?, 'unset', 0, 0, '')",
                           nid, f"guid {nid}", ntid, f"{first}\x1f{second}")
            col.after_note_updates([nid], mark_modified=False, generate_cards=False)
            flds, kind, sfld, csum = col.db.first(
                "select flds, typeof(sfld), cast(sfld as text), csum from notes where id = ?", nid)
            answer += [kind, sfld] if sort else [flds, csum, kind, sfld]
        answers.append(answer)
    col.close()
    folder.remove(path)
    return answers


TAG_LISTS = [
    ["Verb"], ["verb"], ["verb::irregular"], ["VERB::Irregular::past"], ["e\u0301t\u00e9"], ["\u00c9T\u00c9"],
    ["::x"], ["x::"], ["a::::b"], ["bell\x07tag"], ["\u00a0pad\u00a0"], ["stra\u00dfe"], ["STRASSE"],
    ["\u0130stanbul", "i\u0307stanbul"], ["\ufb01sh", "FISH"], ["New::Child", "new"], ["new::other"],
    ["deep::er::still"], ["DEEP"], ["deep::ER::x", "Deep::er"], ["\u1e9e"], ["\u03a3", "\u03c3", "\u03c2"],
    ["a:b"], [":"], ["q\"uote"], ["1"], ["\U0001f600::x"], ["leading::\u200b"],
]


def tags():
    """Each list of tags is given to a note; then what all tags are."""
    folder = wheel.Folder()
    path = folder.new_file()
    col = Collection(str(path))
    steps = []
    for tags in TAG_LISTS:
        note = col.new_note(col.models.by_name("Basic"))
        note["Front"], note.tags = "x", tags
        col.add_note(note, 1)
        steps.append({"tags": tags, "known": col.db.all("select tag, collapsed from tags order by tag")})
    col.close()
    folder.remove(path)
    return steps


def collation():
    """Names in the order in which the wheel sorts them, and those it takes for equal."""
    names = ["a", "A", "b", "B", "\u00e4", "\u00c4", "z", "Z", "\u00df", "ss", "SS", "s", "\u1e9e", "i", "I",
             "\u0130", "\u0131", "i\u0307", "\u03c3", "\u03c2", "\u03a3", "\ufb01", "fi", "FI", "\u0149", "\u02bcn",
             "1", "10", "2", "_", "[", "a\x1fb", "a b", "a::b", "", "\U0001f600", "\uffff", "\u0390", "\u1fd3",
             "\u01c6", "\u01c4", "\u01c5", "K", "\u212a", "k", "\u00e5", "\u212b", "\u1e9b", "\u1e61"]
    folder = wheel.Folder()
    path = folder.new_file()
    col = Collection(str(path))
    col.db.execute("create table names (place integer, name text collate unicase)")
    for place, name in enumerate(names):
        col.db.execute("insert into names values (?, ?)", place, name)
    order = col.db.list("select name from names order by name, place")
    equal = col.db.all("select a.name, b.name from names a join names b on a.name = b.name and a.place < b.place"
                       " order by a.place, b.place")
    col.db.execute("drop table names")
    col.close()
    folder.remove(path)
    return {"names": names, "order": order, "equal": equal}
