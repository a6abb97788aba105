//! What the queue is built from: cards of several tables' worth of decks, in the order of the options.

use rusqlite::{Connection, Row, params};

use crate::error::Error;
use crate::model::{CardId, DeckId, NoteId, Secs};
use crate::today::Today;

/// A card that may come into the queue.
#[derive(Debug, Clone, Copy)]
pub struct Candidate {
    pub id: CardId,
    pub note: NoteId,
    pub deck: DeckId,
    /// 0 unless the card lies in a filtered deck.
    pub original_deck: DeckId,
    pub modified: Secs,
    pub ord: u32,
    pub due: i32,
    pub reviews: u32,
}

impl Candidate {
    /// The deck it belongs to.
    pub fn home(&self) -> DeckId {
        match self.original_deck {
            DeckId(0) => self.deck,
            home => home,
        }
    }

    fn from_row(row: &Row<'_>) -> rusqlite::Result<Candidate> {
        Ok(Candidate {
            id: row.get(0)?,
            note: row.get(1)?,
            deck: row.get(2)?,
            original_deck: row.get(3)?,
            modified: row.get(4)?,
            ord: row.get(5)?,
            due: row.get(6).unwrap_or_default(),
            reviews: row.get(7)?,
        })
    }
}

const COLUMNS: &str = "id, nid, did, odid, cast(mod as integer), ord, due, reps";

/// Notes which decks are studied, in this order; the queries below are about them.
pub fn set_active_decks(db: &Connection, decks: &[DeckId]) -> Result<(), Error> {
    db.prepare_cached(
        "create temporary table if not exists active_decks (id integer not null unique)",
    )?
    .execute([])?;
    db.prepare_cached("delete from active_decks")?.execute([])?;
    let mut insert = db.prepare_cached("insert into active_decks (id) values (?1)")?;
    for deck in decks {
        insert.execute([deck])?;
    }
    Ok(())
}

/// Calls `each` for the learning cards that are due before a moment.
pub fn each_learning(
    db: &Connection,
    until: Secs,
    mut each: impl FnMut(Candidate),
) -> Result<(), Error> {
    let mut statement = db.prepare_cached(&format!(
        "select {COLUMNS}
         from cards
         where did in (select id from active_decks)
           and queue in (1, 4)
           and due <= ?1"
    ))?;
    let mut rows = statement.query([until])?;
    while let Some(row) = rows.next()? {
        each(Candidate::from_row(row)?);
    }
    Ok(())
}

/// Calls `each` for the cards of a queue (2 reviews, 3 learning in days) that are due today, until
/// it says false.
pub fn each_due(
    db: &Connection,
    (queue, order): (i8, &str),
    today: Today,
    mut each: impl FnMut(Candidate) -> Result<bool, Error>,
) -> Result<(), Error> {
    let mut statement = db.prepare(&format!(
        "select {COLUMNS}
         from cards
         where did in (select id from active_decks)
           and queue = ?1
           and due <= ?2
         order by {order}"
    ))?;
    let mut rows = statement.query(params![queue, today.number])?;
    while let Some(row) = rows.next()? {
        if !each(Candidate::from_row(row)?)? {
            break;
        }
    }
    Ok(())
}

/// Calls `each` for the new cards of one deck, or of all active ones, until it says false.
pub fn each_new(
    db: &Connection,
    deck: Option<DeckId>,
    order: &str,
    mut each: impl FnMut(Candidate) -> Result<bool, Error>,
) -> Result<(), Error> {
    let decks = match deck {
        Some(_) => "= ?1",
        None => "in (select id from active_decks)",
    };
    let mut statement = db.prepare(&format!(
        "select {COLUMNS}
         from cards
         where did {decks}
           and queue = 0
         order by {order}"
    ))?;
    let mut rows = match deck {
        Some(deck) => statement.query([deck])?,
        None => statement.query([])?,
    };
    while let Some(row) = rows.next()? {
        if !each(Candidate::from_row(row)?)? {
            break;
        }
    }
    Ok(())
}

/// Card, note, deck and day of all cards that are due within some days.
pub fn due_between(
    db: &Connection,
    first: u32,
    end: u32,
) -> Result<Vec<(CardId, NoteId, DeckId, u32)>, Error> {
    let mut statement =
        db.prepare_cached("select id, nid, did, due from cards where due >= ?1 and due < ?2")?;
    let rows = statement.query_map([first, end], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
