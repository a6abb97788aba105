"""Changes a learner makes, as the scenarios need them."""

from __future__ import annotations

import time


def add_note(col, front: str, back: str = "back", deck: int = 1, tags=(), kind: str = "Basic"):
    note = col.new_note(col.models.by_name(kind))
    note.fields[0] = front
    note.fields[1] = back
    note.tags = list(tags)
    col.add_note(note, deck)
    time.sleep(0.005)  # ids are milliseconds: two clients must not give out the same
    return note


def move_ids(col, note_id: int, by: int) -> None:
    """Ids are milliseconds: of two clients at work in the same one, one moves its new note away."""
    col.db.execute("update cards set id = id + ?, nid = nid + ? where nid = ?", by, by, note_id)
    col.db.execute("update notes set id = id + ? where id = ?", by, note_id)


def note_ids(col, count: int, start: int = 0) -> list[int]:
    return col.db.list("select id from notes order by id limit ? offset ?", count, start)


def card_ids(col, count: int, where: str = "1", start: int = 0) -> list[int]:
    return col.db.list(
        f"select id from cards where {where} order by id limit ? offset ?", count, start
    )


def answer(col, count: int) -> int:
    """Answer up to `count` due cards with varying buttons; returns how many."""
    conf = col.decks.get_config(1)
    conf["rev"]["perDay"] = conf["new"]["perDay"] = 9999
    col.decks.update_config(conf)
    done = 0
    for deck in col.decks.all():
        if deck["dyn"]:
            continue
        col.decks.select(deck["id"])
        while done < count:
            card = col.sched.getCard()
            if card is None:
                break
            card.start_timer()
            col.sched.answerCard(card, (3, 1, 4, 2, 3, 3)[done % 6])
            done += 1
        if done >= count:
            break
    return done


def later(col, table: str, ids, seconds: int) -> None:
    """Move the modification times of objects, without waiting for the clock."""
    field = "mod" if table in ("notes", "cards") else "mtime_secs"
    col.db.execute(
        f"update {table} set {field}={field}+?, usn=-1 where id in ({','.join(map(str, ids))})", seconds
    )
    col.db.execute("update col set mod=mod+1")


def note_text(col, text: str) -> int:
    return len(col.find_notes(f'"{text}"'))


def answer_in(col, did: int, count: int) -> int:
    col.decks.select(did)
    done = 0
    while done < count and (card := col.sched.getCard()):
        card.start_timer()
        col.sched.answerCard(card, 3)
        done += 1
    return done
