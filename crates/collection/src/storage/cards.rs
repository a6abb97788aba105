//! The table `cards`.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::Version;
use crate::error::Error;
use crate::model::{Card, CardId, DeckId, Millis, NoteId, Usn};

/// The card with this id.
pub fn get(db: &Connection, id: CardId) -> Result<Option<Card>, Error> {
    let card = db
        .prepare_cached(
            "select id, nid, did, ord, mod, usn, type, queue, due, ivl, factor, reps, lapses,
                left, odue, odid, flags, data
             from cards
             where id = ?1",
        )?
        .query_row([id], from_row)
        .optional()?;
    Ok(card)
}

/// All cards, in the order of their ids.
pub fn each(db: &Connection, mut look: impl FnMut(&Card)) -> Result<(), Error> {
    let mut statement = db.prepare_cached(
        "select id, nid, did, ord, mod, usn, type, queue, due, ivl, factor, reps, lapses,
            left, odue, odid, flags, data
         from cards
         order by id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        look(&from_row(row)?);
    }
    Ok(())
}

/// Replaces the `data` of a card, without calling it changed.
pub(crate) fn set_data(db: &Connection, id: CardId, data: &str) -> Result<(), Error> {
    db.prepare_cached("update cards set data = ?2 where id = ?1")?
        .execute(params![id, data])?;
    Ok(())
}

/// The cards at home in these decks that a condition on the columns leaves, in the order of their
/// ids.
pub(crate) fn of_home_decks(
    db: &Connection,
    decks: &[DeckId],
    condition: &str,
) -> Result<Vec<CardId>, Error> {
    let decks: Vec<_> = decks.iter().map(DeckId::to_string).collect();
    let decks = decks.join(",");
    let mut statement = db.prepare(&format!(
        "select id
         from cards
         where (did in ({decks}) or (odid != 0 and odid in ({decks}))) and {condition}
         order by id"
    ))?;
    let ids = statement.query_map([], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// How many reviews are due on each day, by home deck
/// (`rslib/src/storage/card/deck_due_counts.sql`).
pub fn reviews_by_deck_and_day(db: &Connection) -> Result<Vec<(DeckId, i32, u32)>, Error> {
    let mut statement = db.prepare_cached(
        "select iif(odid = 0, did, odid) as home, iif(odid = 0, due, odue) as day, count()
         from cards
         where type = 2 and queue != -1
         group by home, day",
    )?;
    let counts = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(counts.collect::<Result<_, _>>()?)
}

/// The cards with these ids that are there, in the order of their ids.
pub fn of_ids(db: &Connection, ids: &[CardId]) -> Result<Vec<Card>, Error> {
    let ids: std::collections::BTreeSet<_> = ids.iter().copied().collect();
    let cards = ids.into_iter().map(|id| get(db, id));
    cards.filter_map(Result::transpose).collect()
}

/// When the card with this id was changed.
pub fn version(db: &Connection, id: CardId) -> Result<Option<Version>, Error> {
    let version = db
        .prepare_cached("select usn, mod from cards where id = ?1")?
        .query_row([id], Version::from_row)
        .optional()?;
    Ok(version)
}

/// Adds the card, or replaces the one with its id. (Not by `insert or replace`: inside a savepoint
/// each such statement takes longer than the one before.)
pub fn put(db: &Connection, card: &Card) -> Result<(), Error> {
    db.prepare_cached(
        "insert into cards
            (id, nid, did, ord, mod, usn, type, queue, due, ivl, factor, reps, lapses, left, odue,
             odid, flags, data)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
         on conflict (id) do update set
            nid = excluded.nid, did = excluded.did, ord = excluded.ord, mod = excluded.mod,
            usn = excluded.usn, type = excluded.type, queue = excluded.queue, due = excluded.due,
            ivl = excluded.ivl, factor = excluded.factor, reps = excluded.reps,
            lapses = excluded.lapses, left = excluded.left, odue = excluded.odue,
            odid = excluded.odid, flags = excluded.flags, data = excluded.data",
    )?
    .execute(params![
        card.id,
        card.note,
        card.deck,
        card.ord,
        card.modified,
        card.usn,
        card.kind,
        card.queue,
        card.due,
        card.interval,
        card.ease,
        card.reviews,
        card.lapses,
        card.remaining,
        card.original_due,
        card.original_deck,
        card.flags,
        card.data,
    ])?;
    Ok(())
}

/// Adds a new card with its id: this moment in milliseconds, or the next free number if another
/// card has it.
pub fn add(db: &Connection, card: &mut Card, now: Millis) -> Result<(), Error> {
    card.id = db
        .prepare_cached(
            "select case
                when exists (select 1 from cards where id = ?1) then (select max(id) + 1 from cards)
                else ?1
             end",
        )?
        .query_row([now], |row| row.get(0))?;
    put(db, card)
}

/// The cards of a note, oldest first.
pub fn of_note(db: &Connection, note: NoteId) -> Result<Vec<Card>, Error> {
    let mut statement = db.prepare_cached(
        "select id, nid, did, ord, mod, usn, type, queue, due, ivl, factor, reps, lapses, left,
            odue, odid, flags, data
         from cards
         where nid = ?1
         order by id",
    )?;
    let cards = statement.query_map([note], from_row)?;
    Ok(cards.collect::<Result<_, _>>()?)
}

/// The ids of the cards of a note, in the order of their templates.
pub fn ids_of_note(db: &Connection, note: NoteId) -> Result<Vec<CardId>, Error> {
    let mut statement =
        db.prepare_cached("select id from cards where nid = ?1 order by ord, id")?;
    let ids = statement.query_map([note], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// Deletes the card; says whether it was there.
pub fn delete(db: &Connection, id: CardId) -> Result<bool, Error> {
    Ok(db
        .prepare_cached("delete from cards where id = ?1")?
        .execute([id])?
        > 0)
}

/// The cards changed in the sync with number `min` or later, oldest change first.
pub fn ids_since(db: &Connection, min: Usn) -> Result<Vec<CardId>, Error> {
    let mut statement =
        db.prepare_cached("select id from cards where usn >= ?1 order by usn, id")?;
    let ids = statement.query_map([min], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// Whether there is any card: clients call a collection without cards empty.
pub fn any(db: &Connection) -> Result<bool, Error> {
    let found = db
        .prepare_cached("select exists (select 1 from cards)")?
        .query_row([], |row| row.get(0))?;
    Ok(found)
}

/// Due numbers that do not fit count as 0, as clients read them (`rslib/src/storage/card/mod.rs`).
fn from_row(row: &Row<'_>) -> rusqlite::Result<Card> {
    Ok(Card {
        id: row.get(0)?,
        note: row.get(1)?,
        deck: row.get(2)?,
        ord: row.get(3)?,
        modified: row.get(4)?,
        usn: row.get(5)?,
        kind: row.get(6)?,
        queue: row.get(7)?,
        due: row.get(8).unwrap_or_default(),
        interval: row.get(9)?,
        ease: row.get(10)?,
        reviews: row.get(11)?,
        lapses: row.get(12)?,
        remaining: row.get(13)?,
        original_due: row.get(14).unwrap_or_default(),
        original_deck: row.get(15)?,
        flags: row.get(16)?,
        data: row.get(17)?,
    })
}
