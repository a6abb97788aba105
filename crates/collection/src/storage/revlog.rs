//! The table `revlog`: entries are added and never change.

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::error::Error;
use crate::model::{CardId, DeckId, Millis, RevlogEntry, RevlogId, Secs, Usn};

/// The entry with this id.
pub fn get(db: &Connection, id: RevlogId) -> Result<Option<RevlogEntry>, Error> {
    let entry = db
        .prepare_cached(
            "select id, cid, usn, ease, ivl, lastIvl, factor, time, type
             from revlog
             where id = ?1",
        )?
        .query_row([id], from_row)
        .optional()?;
    Ok(entry)
}

/// Adds the entry unless its id is taken; says whether it was added. Entries never change.
pub fn add(db: &Connection, entry: &RevlogEntry) -> Result<bool, Error> {
    let added = db
        .prepare_cached(
            "insert or ignore into revlog
                (id, cid, usn, ease, ivl, lastIvl, factor, time, type)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            entry.id,
            entry.card,
            entry.usn,
            entry.button,
            entry.interval,
            entry.last_interval,
            entry.ease,
            entry.taken_ms,
            entry.kind,
        ])?;
    Ok(added > 0)
}

/// Adds the entry under its id, or under the largest id + 1 if that is taken; says which.
pub fn add_next(db: &Connection, entry: &RevlogEntry) -> Result<RevlogId, Error> {
    if add(db, entry)? {
        return Ok(entry.id);
    }
    let largest: i64 = db
        .prepare_cached("select max(id) from revlog")?
        .query_row([], |row| row.get(0))?;
    let id = RevlogId(largest + 1);
    add(db, &RevlogEntry { id, ..*entry })?;
    Ok(id)
}

/// All entries of a card, oldest first.
pub fn of_card(db: &Connection, card: CardId) -> Result<Vec<RevlogEntry>, Error> {
    let mut statement = db.prepare_cached(
        "select id, cid, usn, ease, cast(ivl as integer), cast(lastIvl as integer), factor, time,
            type
         from revlog
         where cid = ?1
         order by id",
    )?;
    let entries = statement.query_map([card], from_row)?;
    Ok(entries.collect::<Result<_, _>>()?)
}

/// All entries from this millisecond on, oldest first.
pub fn each_since(
    db: &Connection,
    since: i64,
    mut look: impl FnMut(&RevlogEntry),
) -> Result<(), Error> {
    let mut statement = db.prepare_cached(
        "select id, cid, usn, ease, cast(ivl as integer), cast(lastIvl as integer), factor, time,
            type
         from revlog
         where id >= ?1
         order by id",
    )?;
    let mut rows = statement.query([since])?;
    while let Some(row) = rows.next()? {
        look(&from_row(row)?);
    }
    Ok(())
}

/// How many answers were given after this millisecond, and how many seconds they took
/// (`rslib/src/storage/revlog/studied_today.sql`).
pub fn answered_since(db: &Connection, since: i64) -> Result<(u32, f64), Error> {
    let sums = db
        .prepare_cached(
            "select count(*), coalesce(sum(time) / 1000.0, 0.0)
             from revlog
             where id > ?1
               and type not in (4, 5)",
        )?
        .query_row([since], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(sums)
}

/// The entries of these cards, in the order of cards, each card's oldest first.
pub fn of_cards(db: &Connection, cards: &[CardId]) -> Result<Vec<RevlogEntry>, Error> {
    let mut cards = cards.to_vec();
    cards.sort_unstable();
    cards.dedup();
    let mut entries = Vec::new();
    for card in cards {
        entries.append(&mut of_card(db, card)?);
    }
    Ok(entries)
}

/// All entries, those of cards that are gone, too, in the order of cards, each card's oldest first.
pub fn all_by_card(db: &Connection) -> Result<Vec<RevlogEntry>, Error> {
    let mut statement = db.prepare_cached(
        "select id, cid, usn, ease, cast(ivl as integer), cast(lastIvl as integer), factor, time,
            type
         from revlog
         order by cid, id",
    )?;
    let entries = statement.query_map([], from_row)?;
    Ok(entries.collect::<Result<_, _>>()?)
}

/// How many cards of each home deck were answered since then
/// (`rslib/src/storage/revlog/studied_today_by_deck.sql`).
pub fn answered_cards_by_deck(
    db: &Connection,
    since: Millis,
) -> Result<Vec<(DeckId, usize)>, Error> {
    let mut statement = db.prepare_cached(
        "select iif(odid = 0, did, odid) as home, count(distinct cid)
         from revlog
         join cards on cards.id = cid
         where revlog.id > ?1
           and ease > 0
           and (revlog.type < 3 or revlog.factor != 0)
         group by home",
    )?;
    let decks = statement.query_map([since], |row| Ok((row.get(0)?, count_of(row, 1)?)))?;
    Ok(decks.collect::<Result<_, _>>()?)
}

/// When the card was last answered, cramming apart
/// (`rslib/src/storage/revlog/time_of_last_review.sql`).
pub fn last_answer(db: &Connection, card: CardId) -> Result<Option<Secs>, Error> {
    let last = db
        .prepare_cached(
            "select id / 1000
             from revlog
             where cid = ?1
               and ease between 1 and 4
               and not (type = 3 and factor = 0)
             order by id desc
             limit 1",
        )?
        .query_row([card], |row| row.get(0))
        .optional()?;
    Ok(last)
}

/// The first scheduler had three buttons for learning cards; they become again, good and easy
/// (`rslib/src/storage/revlog/v2_upgrade.sql`).
pub(crate) fn count_four_buttons(db: &Connection) -> Result<(), Error> {
    db.execute(
        "update revlog set ease = ease + 1 where ease in (2, 3) and type in (0, 2)",
        [],
    )?;
    Ok(())
}

/// The entries that came in the sync with number `min` or later, oldest sync first.
pub fn ids_since(db: &Connection, min: Usn) -> Result<Vec<RevlogId>, Error> {
    let mut statement =
        db.prepare_cached("select id from revlog where usn >= ?1 order by usn, id")?;
    let ids = statement.query_map([min], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

fn count_of(row: &Row<'_>, at: usize) -> rusqlite::Result<usize> {
    Ok(usize::try_from(row.get::<_, i64>(at)?).unwrap_or_default())
}

/// A time or kind that does not fit counts as 0, as clients read them
/// (`rslib/src/storage/revlog/mod.rs`).
fn from_row(row: &Row<'_>) -> rusqlite::Result<RevlogEntry> {
    Ok(RevlogEntry {
        id: row.get(0)?,
        card: row.get(1)?,
        usn: row.get(2)?,
        button: row.get(3)?,
        interval: row.get(4)?,
        last_interval: row.get(5)?,
        ease: row.get(6)?,
        taken_ms: row.get(7).unwrap_or_default(),
        kind: row.get(8).unwrap_or_default(),
    })
}
