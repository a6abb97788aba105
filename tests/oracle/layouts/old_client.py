"""Runs in the environment of Anki 2.1.49: makes a collection, or judges one.

    old_client.py make FILE      a collection of schema 11, as this client leaves it behind
    old_client.py keep FILE TO   the same, and a copy of the file and its WAL while it is open
    old_client.py judge FILE     Check Database; exit code 1 and the report if it finds anything
"""

import shutil
import sys

from anki.collection import Collection


def make(path):
    col = Collection(path)
    front = col.models.current()
    for number in range(60):
        note = col.newNote()
        note.fields[0] = f"front <b>{number}</b> <img src='x{number}.png'>"
        note.fields[1] = f"back & {number}"
        note.tags = [f"tag{number % 7}", "Nested::Tag"]
        col.addNote(note)
    deck = col.decks.id("Old::Deck: with  odd  name")
    preset = col.decks.add_config("Old preset")
    preset["new"]["separate"] = True
    preset["rev"] |= {"fuzz": 0.05, "minSpace": 1}
    preset["lapse"]["mult"] = 0.3
    preset["someAddon"] = {"on": [1, 2.5, None]}
    col.decks.update_config(preset)
    col.decks.set_config_id_for_deck_dict(col.decks.get(deck), preset["id"])
    low = col.decks.add_config("Lowest ease")
    low["new"]["initialFactor"] = 1300
    col.decks.update_config(low)
    poor = col.decks.id("Poor cards")
    col.decks.set_config_id_for_deck_dict(col.decks.get(poor), low["id"])
    filtered = col.decks.new_filtered("Cram")
    assert filtered
    other = dict(front)
    other["name"], other["id"], other["addonKey"] = "Copy", 0, {"deep": -8949807474837820652}
    other["flds"][0]["media"] = []
    col.models.add(other)
    cards = col.find_cards("")
    col.set_deck(cards[:20], deck)
    col.set_deck(cards[20:30], poor)
    col.db.execute("update cards set factor = 1500, ivl = 3, type = 2, queue = 2, due = 5 "
                   "where id in (%s)" % ",".join(map(str, cards[20:26])))
    for _ in range(12):
        card = col.sched.getCard()
        if card is None:
            break
        card.startTimer()
        col.sched.answerCard(card, 3)
    col.remove_notes(col.find_notes("")[50:])
    col.set_config("addon", {"list": [1, "two", None], "float": 0.1})
    return col


def main():
    action, path = sys.argv[1:3]
    if action == "judge":
        col = Collection(path)
        report, clean = col.fix_integrity()
        col.close()
        if not clean:
            print(report)
            raise SystemExit(1)
        return
    col = make(path)
    if action == "keep":
        col.save()
        for part in ("", "-wal"):
            shutil.copy(path + part, sys.argv[3] + part)
    col.close(downgrade=True)


main()
