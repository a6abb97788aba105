//! Questions about many cards at once: how many are due, which are put aside.

use std::collections::HashMap;

use rusqlite::{Connection, params};

use crate::error::Error;
use crate::model::{CardId, DeckId};

/// How many cards of one deck are due, without limits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DueCards {
    pub new: u32,
    pub reviews: u32,
    /// In learning steps of days.
    pub day_learning: u32,
    /// In learning steps of seconds to hours.
    pub learning: u32,
    /// Due or not.
    pub all: u32,
}

/// What is due in each deck by the end of a day and until a second.
pub fn due_by_deck(
    db: &Connection,
    day: u32,
    until: u32,
) -> Result<HashMap<DeckId, DueCards>, Error> {
    let mut statement = db.prepare_cached(
        "select did, total(queue = 0), total(queue = 2 and due <= ?1),
            total(queue = 3 and due <= ?1),
            total((queue = 1 and due < ?2) or (queue = 4 and due <= ?2)), count(1)
         from cards
         group by did",
    )?;
    let whole = |row: &rusqlite::Row<'_>, at| -> rusqlite::Result<u32> {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a count that SQLite gives as a real number"
        )]
        row.get::<_, f64>(at).map(|count| count as u32)
    };
    let rows = statement.query_map(params![day, until], |row| {
        Ok((
            row.get(0)?,
            DueCards {
                new: whole(row, 1)?,
                reviews: whole(row, 2)?,
                day_learning: whole(row, 3)?,
                learning: whole(row, 4)?,
                all: row.get(5)?,
            },
        ))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What is left in some decks when the queue is empty.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "four independent facts")]
pub struct Left {
    pub reviews: bool,
    pub new: bool,
    pub buried_as_sibling: bool,
    pub buried_by_hand: bool,
    pub learning: u32,
    /// When the next learning card is due, seconds; 0 if there is none.
    pub next_learning: i64,
}

/// What is left in these decks (`rslib/src/storage/card/congrats.sql`).
pub fn left_in(db: &Connection, decks: &[DeckId], day: u32) -> Result<Left, Error> {
    let left = db
        .prepare_cached(
            "select coalesce(max(queue in (2, 3) and due <= ?2), 0),
                coalesce(max(queue = 0), 0), coalesce(max(queue = -2), 0),
                coalesce(max(queue = -3), 0), count(*) filter (where queue = 1),
                max(coalesce(min(due) filter (where queue = 1), 0), 0)
             from cards
             where did in (select value from json_each(?1))",
        )?
        .query_row(params![list(decks), day], |row| {
            Ok(Left {
                reviews: row.get(0)?,
                new: row.get(1)?,
                buried_as_sibling: row.get(2)?,
                buried_by_hand: row.get(3)?,
                learning: row.get(4)?,
                next_learning: row.get(5)?,
            })
        })?;
    Ok(left)
}

/// All buried cards.
pub fn buried(db: &Connection) -> Result<Vec<CardId>, Error> {
    let mut statement =
        db.prepare_cached("select id from cards where queue in (-3, -2) order by id")?;
    let ids = statement.query_map([], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// The cards in these queues that lie in these decks.
pub fn in_queues_of(
    db: &Connection,
    decks: &[DeckId],
    queues: &[i8],
) -> Result<Vec<CardId>, Error> {
    let mut statement = db.prepare_cached(
        "select id
         from cards
         where queue in (select value from json_each(?2))
           and did in (select value from json_each(?1))
         order by id",
    )?;
    let queues = serde_json::to_string(queues)?;
    let ids = statement.query_map(params![list(decks), queues], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// The cards that lie in a deck or belong to it.
pub fn of_deck(db: &Connection, deck: DeckId) -> Result<Vec<CardId>, Error> {
    let mut statement = db.prepare_cached(
        "select id from cards where did = ?1 or (odid != 0 and odid = ?1) order by id",
    )?;
    let ids = statement.query_map([deck], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// The new cards that belong to a deck.
pub fn new_in(db: &Connection, deck: DeckId) -> Result<Vec<CardId>, Error> {
    let mut statement = db.prepare_cached(
        "select id
         from cards
         where type = 0
           and (did = ?1 or (odid != 0 and odid = ?1))
         order by id",
    )?;
    let ids = statement.query_map([deck], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// The new cards at a place or behind it.
pub fn new_from(db: &Connection, place: u32) -> Result<Vec<CardId>, Error> {
    let mut statement =
        db.prepare_cached("select id from cards where due >= ?1 and type = 0 order by id")?;
    let ids = statement.query_map([place], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// Whether no card lies in a deck.
pub fn is_empty(db: &Connection, deck: DeckId) -> Result<bool, Error> {
    let empty = db
        .prepare_cached("select not exists (select 1 from cards where did = ?1)")?
        .query_row([deck], |row| row.get(0))?;
    Ok(empty)
}

fn list(decks: &[DeckId]) -> String {
    let ids: Vec<_> = decks.iter().map(DeckId::to_string).collect();
    format!("[{}]", ids.join(","))
}

/// The tags of the notes with cards in these decks.
pub fn tags_in(db: &Connection, decks: &[DeckId]) -> Result<Vec<String>, Error> {
    let mut statement = db.prepare_cached(
        "select distinct tags
         from notes
         where tags != ''
           and id in (select nid from cards where did in (select value from json_each(?1)))",
    )?;
    let tags = statement.query_map([list(decks)], |row| row.get(0))?;
    Ok(tags.collect::<Result<_, _>>()?)
}

/// The cards that mean something else under the first scheduler: reviews and those in filtered decks.
pub(crate) fn for_upgrade(db: &Connection) -> Result<Vec<CardId>, Error> {
    let mut statement =
        db.prepare_cached("select id from cards where odid != 0 or type in (2, 3) order by id")?;
    let ids = statement.query_map([], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}
