use rusqlite::Connection;

use crate::error::Error;
use crate::model::{DeckId, Secs};
use crate::pen::Pen;
use crate::storage::config;
use crate::today::{Moment, Today};

/// What a search looks at: the tables, the day, the second.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    pub db: &'a Connection,
    pub today: Today,
    pub now: Secs,
}

impl<'a> View<'a> {
    /// The view at this moment.
    pub fn at(db: &'a Connection, moment: &Moment) -> Result<View<'a>, Error> {
        Ok(View {
            db,
            today: Today::at(db, moment)?,
            now: moment.now.secs(),
        })
    }

    /// A switch of the collection's configuration; a value that is no switch counts as absent.
    pub(crate) fn switch(&self, key: &str, or: bool) -> Result<bool, Error> {
        let value = config::get(self.db, key)?;
        Ok(value.and_then(|value| value.as_bool()).unwrap_or(or))
    }

    /// A whole number of the collection's configuration.
    pub(crate) fn number(&self, key: &str, or: i64) -> Result<i64, Error> {
        let value = config::get(self.db, key)?;
        Ok(value.and_then(|value| value.as_i64()).unwrap_or(or))
    }

    /// The deck that was chosen last.
    pub(crate) fn current_deck(&self) -> Result<DeckId, Error> {
        Ok(DeckId(self.number("curDeck", 1)?))
    }
}

impl<'a> From<&Pen<'a>> for View<'a> {
    fn from(pen: &Pen<'a>) -> View<'a> {
        View {
            db: pen.db,
            today: pen.today,
            now: pen.now_secs(),
        }
    }
}
