"""A learner with a stock client: makes a collection with the real Anki and syncs it.

    learner.py upload FOLDER ENDPOINT USER PASSWORD    makes the collection and uploads it with its media
    learner.py sync FOLDER ENDPOINT USER PASSWORD      an ordinary sync; prints what the client has then
    learner.py answer FOLDER ENDPOINT USER PASSWORD    answers the first card in the client and syncs
    learner.py download FOLDER ENDPOINT USER PASSWORD  takes over what the site has

`upload` may name a host for the probe among the cards, and a kind of collection: `veteran` has a year of
answers, `old` the scheduler of 2018, `popular` the note types that people have, `recital` a long sound.
"""

from __future__ import annotations

import json
import math
import os
import random
import struct
import sys
import wave
import zlib

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "oracle"))

from device import Device  # noqa: E402


def png(width: int, height: int) -> bytes:
    """A picture of hills."""
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        for x in range(width):
            hill = height * (0.55 + 0.2 * math.sin(x / 37) + 0.1 * math.sin(x / 13))
            rows += bytes((70, 120, 70) if y > hill else (170, 205, 235))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(rows))) + chunk(b"IEND", b"")


def long_rustle(path: str, seconds: int) -> None:
    """In the quality of a record, 88 KB a second: longer than a browser fetches ahead."""
    piece = random.Random(3).randbytes(88_200)
    with wave.open(path, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(44_100)
        file.writeframes(piece * seconds)


def tone(path: str, hertz: int, seconds: float = 0.3) -> None:
    with wave.open(path, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        for i in range(int(8000 * seconds)):
            file.writeframes(struct.pack("<h", int(9000 * math.sin(i * hertz * 2 * math.pi / 8000))))


PROBE = """
<div id=probe>probe</div>
<script>
var probe = {};
function tried(name, act) {
  try { var got = act(); probe[name] = got instanceof Promise ? "promise" : "got:" + String(got).slice(0, 60); }
  catch (error) { probe[name] = "threw"; }
}
tried("cookie", () => document.cookie);
tried("parent", () => window.parent.document.title);
tried("top", () => window.top.location.href);
tried("indexedDB", () => window.indexedDB.open("x") && "open");
tried("popup", () => window.open("/account"));
tried("serviceWorker", () => navigator.serviceWorker.register("/x.js"));
tried("peer", () => new RTCPeerConnection());
tried("origin", () => self.origin);
const opened = (name) => fetch(name).then((answer) => { if (!answer.ok) throw new Error(name); });
Promise.allSettled([
  fetch("/account"), fetch("/study/state", {method: "POST", body: "{}"}), fetch("PROBE_FOREIGN/fetch"),
  opened("/m/" + "x".repeat(43) + "/hills.png"), opened("sec" + "ret.txt"), opened("sec" + "ret.png"),
  new Promise((resolve, reject) => { var i = new Image(); i.onload = resolve; i.onerror = reject; i.src = "PROBE_FOREIGN/image"; }),
  new Promise((resolve, reject) => { var s = document.createElement("script"); s.onload = resolve; s.onerror = reject; s.src = "PROBE_FOREIGN/script.js"; document.head.append(s); }),
  new Promise((resolve, reject) => { var w = new WebSocket("PROBE_WS/socket"); w.onopen = resolve; w.onerror = reject; }),
]).then((all) => {
  probe.network = all.map((one) => one.status).join(",");
  document.getElementById("probe").textContent = JSON.stringify(probe);
});
try { navigator.sendBeacon("PROBE_FOREIGN/beacon", "x"); } catch (error) {}
var form = document.createElement("form"); form.action = "PROBE_FOREIGN/form"; form.method = "post";
document.body.append(form); form.submit();
try { window.parent.postMessage({t: "key", key: "3", code: "Digit3"}, "*"); } catch (error) {}
</script>
"""

VOCABULARY_FRONT = """
<div class="word" lang="ja">{{furigana:Reading}}</div>
<div id="when"></div>
{{Sound}}
<script>document.getElementById("when").textContent = "script ran on " + document.body.className.split(" ")[1];</script>
"""
VOCABULARY_BACK = """{{FrontSide}}<hr id=answer>
<div class="meaning">{{Meaning}}</div>
<div class="example">{{Example}}</div>
{{#Picture}}<div class="picture">{{Picture}}</div>{{/Picture}}
{{hint:Note}}"""
VOCABULARY_CSS = """.card { font-family: "Noto Sans", sans-serif; font-size: 22px; text-align: center; color: #222; background: #fbfaf7; }
.nightMode.card { color: #eee; background: #232427; }
.word { font-size: 2.4em; margin-top: .6em; }
.meaning { font-size: 1.2em; }
.example { color: #777; margin-top: .6em; }
#when { color: #999; font-size: .6em; }
.picture img { max-width: 14em; border-radius: 8px; margin-top: .6em; }"""


def make(device: Device, foreign: str) -> None:
    col = device.open()
    folder = device.media_dir
    with open(os.path.join(folder, "hills.png"), "wb") as file:
        file.write(png(320, 180))
    with open(os.path.join(folder, "secret.png"), "wb") as file:
        file.write(png(8, 8))
    with open(os.path.join(folder, "secret.txt"), "w") as file:
        file.write("nobody's business")
    tone(os.path.join(folder, "mizu.wav"), 440)
    tone(os.path.join(folder, "answer one.wav"), 660)
    device.touch_media()

    models = col.models
    vocabulary = models.new("Vocabulary")
    for name in ["Word", "Reading", "Meaning", "Example", "Sound", "Picture", "Note"]:
        models.add_field(vocabulary, models.new_field(name))
    template = models.new_template("Recall")
    template["qfmt"], template["afmt"] = VOCABULARY_FRONT, VOCABULARY_BACK
    models.add_template(vocabulary, template)
    vocabulary["css"] = VOCABULARY_CSS
    models.add_dict(vocabulary)

    def add(kind: str, deck: str, fields: list[str], tags: str = "") -> None:
        note = col.new_note(models.by_name(kind))
        for i, text in enumerate(fields):
            note.fields[i] = text
        note.tags = tags.split()
        col.add_note(note, col.decks.id(deck))

    japanese = "Languages::Japanese"
    words = [
        ("水", "水[みず]", "water", "水を飲む。"),
        ("山", "山[やま]", "mountain", "山に登る。"),
        ("犬", "犬[いぬ]", "dog", "犬が好きだ。"),
        ("本", "本[ほん]", "book", "本を読む。"),
        ("雨", "雨[あめ]", "rain", "雨が降る。"),
        ("空", "空[そら]", "sky", "空が青い。"),
    ]
    for i, (word, reading, meaning, example) in enumerate(words):
        sound = "[sound:mizu.wav]" if i == 0 else ""
        picture = '<img src="hills.png">' if i == 1 else ""
        extra = "[sound:answer one.wav]" if i == 0 else ""
        add("Vocabulary", japanese, [word, reading, meaning + extra, example, sound, picture, "a note"])
    for i in range(1, 9):
        add("Basic", "Geography", [f"Capital number {i}?", f"City {i}<br>on a river"])
    add("Basic (and reversed card)", "Geography::Flags", ["Austria", "red, white, red"])
    add("Basic (type in the answer)", "Typing", ["Type <b>Vienna</b>", "Vienna"])
    add("Cloze", "Chemistry", ["{{c1::Water}} is {{c2::H2O}}", "really"])
    add("Basic", "Chemistry", [r"Solve \(x^2 + 1 = 0\)", r"\[x = \pm i\]"])
    probe = PROBE.replace("PROBE_FOREIGN", foreign).replace("PROBE_WS", foreign.replace("http", "ws"))
    add("Basic", "Probe", [probe, "after the probe"])
    add("Basic", "Probe::Loop", ["<script>for (let end = Date.now() + 9000; Date.now() < end;);</script>slow", "back"])
    mask = "{{c1::image-occlusion:rect:left=.1:top=.2:width=.3:height=.3:oi=1}}<br>{{c2::image-occlusion:ellipse:left=.6:top=.3:rx=.1:ry=.2:oi=1}}"
    add("Image Occlusion", "Pictures", [mask, '<img src="hills.png">', "Hills", "Back", ""])
    description = col.decks.by_name("Geography")
    description["desc"] = "Capitals and flags.<br>Ten minutes a day."
    col.decks.save(description)
    filtered = col.sched.get_or_create_filtered_deck(deck_id=0)
    filtered.name = "Filtered"
    filtered.config.search_terms[0].search = "deck:Chemistry"
    col.sched.add_or_update_filtered_deck(filtered)
    col.decks.select(col.decks.id(japanese))


OVERLAPPING_FRONT = """<div id="text">{{cloze:Text}}</div>
<div id="full" hidden>{{Lines}}</div>
<script>
// As overlapping clozes do it: the lines around the asked one are hidden as well.
var shown = document.querySelector("#text .cloze");
var lines = document.getElementById("full").innerHTML.split("<br>");
var asked = lines.findIndex((line) => shown && shown.dataset.cloze === line);
document.getElementById("text").innerHTML = lines
  .map((line, at) => at === asked ? "<span class=cloze>[...]</span>" : at < asked ? line : "<i>later</i>")
  .join("<br>");
</script>"""
HEAVY_FRONT = """<div class="head"><span class="tag">{{Tags}}</span><span class="deck">{{Subdeck}}</span></div>
<div class="expression {{#Sound}}has-sound{{/Sound}}" lang="ja">{{kanji:Reading}}</div>
<div class="kana">{{kana:Reading}}</div><div class="ruby">{{furigana:Reading}}</div>
<div class="audio">{{Sound}}</div>{{hint:Hint}}
<button id="toggle" onclick="document.body.classList.toggle('plain')">Aa</button>
<script>
if (!window.heavyKeys) { window.heavyKeys = true; document.addEventListener("keyup", () => {}); }
sessionStorage.setItem("heavy", String(Number(sessionStorage.getItem("heavy") || 0) + 1));
document.querySelector(".head").dataset.times = sessionStorage.heavy;
onUpdateHook.push(() => document.querySelector(".head").dataset.hook = "ran");
</script>"""
HEAVY_CSS = """@font-face { font-family: Mincho; src: url("_mincho.woff2"); }
.card { font-family: "Hiragino Mincho ProN", serif; font-size: 20px; text-align: center; color: black; background-color: white; }
.card1 .expression { font-size: 56px; }
.night_mode .tag, .nightMode .tag { color: gold; }
.mobile .expression { font-size: 44px; }
.win .kana { font-weight: bold; }
.head { display: flex; justify-content: space-between; }
.plain ruby rt { display: none; }
img { border-radius: 6px; }"""


ELEMENTS = (
    "<h1>Heading</h1><h3>Smaller</h3><p>Words with <a href='https://example.org'>a link</a>, <code>code</code>, "
    "<kbd>a key</kbd>, <mark>a mark</mark> and <small>small ones</small>.</p><blockquote>A quotation</blockquote>"
    "<pre>let x = 1;\n  let y = 2;</pre><table border=1><tr><th>Case</th><td>accusative</td></tr></table>"
    "<ol><li>first</li><li>second</li></ol><p>שלום עולם</p>"
)
CONTROLS = (
    "<button>Press</button> <input value=field size=8> <input type=checkbox> <select><option>one</option></select>"
    "<details open><summary>More</summary>inside</details><textarea rows=2>area</textarea><hr><img src=hills.png>"
)


def popular(col) -> None:
    """Note types as people have them, rebuilt."""
    models = col.models
    bare = models.copy(models.by_name("Basic"), add=False)
    bare["name"], bare["css"] = "Without style", ""
    models.add_dict(bare)
    cloze = models.copy(models.by_name("Cloze"), add=False)
    cloze["name"] = "Overlapping"
    models.add_field(cloze, models.new_field("Lines"))
    cloze["tmpls"][0]["qfmt"] = OVERLAPPING_FRONT
    cloze["tmpls"][0]["afmt"] = "<div id=text>{{cloze:Text}}</div><hr id=answer>{{Back Extra}}"
    models.add_dict(cloze)
    heavy = models.new("Heavy vocabulary")
    for name in ["Reading", "Meaning", "Sound", "Picture", "Hint"]:
        models.add_field(heavy, models.new_field(name))
    template = models.new_template("Recognise")
    template["qfmt"] = HEAVY_FRONT
    template["afmt"] = '{{FrontSide}}<hr id=answer><h1>{{Meaning}}</h1>{{Picture}}<p><a href="https://jisho.org">more</a></p>'
    models.add_template(heavy, template)
    heavy["css"] = HEAVY_CSS
    models.add_dict(heavy)
    note = col.new_note(models.by_name("Overlapping"))
    note["Text"], note["Lines"] = "{{c1::one}}<br>{{c2::two}}<br>{{c3::three}}", "one<br>two<br>three"
    col.add_note(note, col.decks.id("Looks::Overlapping"))
    note = col.new_note(models.by_name("Heavy vocabulary"))
    for name, text in {
        "Reading": "日本[にほん] 語[ご]", "Meaning": "Japanese", "Sound": "[sound:mizu.wav]",
        "Picture": '<img src="hills.png">', "Hint": "a language",
    }.items():
        note[name] = text
    note.tags = ["jlpt::n5"]
    col.add_note(note, col.decks.id("Looks::Heavy"))
    for kind, deck, fields in [
        ("Basic", "Basic", ["A question<hr>with a line", "An <b>answer</b><ul><li>with a list</li></ul>"]),
        ("Basic (and reversed card)", "Reversed", ["front", "back"]),
        ("Without style", "Elements", [ELEMENTS, CONTROLS]),
        ("Basic", "Formula", [r"Solve \(x^2 + 1 = 0\)", r"\[x = \pm \sqrt{-1}\]"]),
        ("Cloze", "Cloze", ["The {{c1::{{c2::sun}} rises}} in the {{c3::east::where}}", ""]),
    ]:
        note = col.new_note(models.by_name(kind))
        note.fields[:2] = fields
        col.add_note(note, col.decks.id(f"Looks::{deck}"))


def recital(device: Device) -> None:
    """Five minutes of sound in one card, and one that is read out."""
    col = device.open()
    long_rustle(os.path.join(device.media_dir, "recital.wav"), 300)
    device.touch_media()
    note = col.new_note(col.models.by_name("Basic"))
    note.fields[:2] = ["Listen [sound:recital.wav]", "It was an E flat"]
    col.add_note(note, col.decks.id("Recital"))
    speaking = col.models.copy(col.models.by_name("Basic"), add=False)
    speaking["name"] = "Speaking"
    speaking["tmpls"][0]["qfmt"] = "{{Front}}{{tts en_GB voices=Quiet_Heron:Front}}<hr>{{tts-voices:}}"
    col.models.add_dict(speaking)
    note = col.new_note(col.models.by_name("Speaking"))
    note.fields[0] = "Say it"
    col.add_note(note, col.decks.id("Voices"))


def remember(col) -> None:
    """A year of answers to sixty cards, forgotten at times: enough for FSRS to learn from."""
    chance = random.Random(7)
    today = int(col.sched.day_cutoff) - 86_400
    deck = col.decks.id("Geography")
    rows = []
    for i in range(60):
        note = col.new_note(col.models.by_name("Basic"))
        note.fields[0], note.fields[1] = f"River number {i}?", f"It flows into sea {i}"
        col.add_note(note, deck)
        card = note.cards()[0]
        day, interval, lapses = -365 + i, 0, 0
        while day <= -1:
            kept = interval == 0 or chance.random() < 0.88
            button = 3 if kept else 1
            before, interval = interval, max(1, round(interval * 2.3) if kept else 1)
            lapses += not kept
            stamp = (today + day * 86_400) * 1000 + i * 61_000
            kind = 0 if before == 0 else 1
            rows.append((stamp, card.id, -1, button, interval, before, 2500, 4000 + i * 20, kind))
            last, day = day, day + interval
        card.type = card.queue = 2
        card.ivl, card.due, card.factor = interval, col.sched.today + last + interval, 2500
        card.reps, card.lapses = len(rows), lapses
        col.update_card(card)
    col.db.executemany("insert or ignore into revlog values (?,?,?,?,?,?,?,?,?)", rows)


def contents(col) -> dict:
    def rows(sql: str) -> list:
        return [list(row) for row in col.db.all(sql)]

    return {
        "revlog": rows("select cid, ease, type, ivl, time from revlog order by id"),
        "cards": rows("select id, queue, type, reps, due, flags from cards order by id"),
        "tags": rows("select id, tags from notes where tags != '' order by id"),
        "decks": [deck.name for deck in col.decks.all_names_and_ids()],
        "words": rows("select flds from notes order by id"),
        "check": col.fix_integrity()[1],
        "custom": [card.custom_data for card in map(col.get_card, col.find_cards("")) if card.custom_data],
        "config": {key: col.get_config(key) for key in ("rollover", "timeLim", "dueCounts", "estTimes")},
    }


def main() -> None:
    what, folder, endpoint, user, password, *rest = sys.argv[1:]
    device = Device(folder, endpoint, user, password)
    device.login()
    if what == "upload":
        make(device, rest[0] if rest else "http://foreign.test:1")
        if "veteran" in rest:
            remember(device.open())
        if "popular" in rest:
            popular(device.open())
        if "recital" in rest:
            recital(device)
        if "old" in rest:
            device.open().set_config("schedVer", 1)
            device.open().set_config("sched2021", False)
        device.upload(media_usn=0)
    elif what == "download":
        device.sync()
        device.download()
    elif what == "answer":
        col = device.open()
        card = col.sched.get_queued_cards().cards[0]
        states = card.states
        shown = col.get_card(card.card.id)
        shown.start_timer()
        answer = col.sched.build_answer(card=shown, states=states, rating=2)
        col.sched.answer_card(answer)
        device.sync()
    else:
        device.sync(media=True)
    print(json.dumps(contents(device.open())))
    device.close()


if __name__ == "__main__":
    main()
