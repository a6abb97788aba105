//! Anki's search language: from what a learner typed to the cards or notes it means.
//!
//! `parse.rs` makes the tree of `tree.rs`, `sql.rs` makes one SQL statement of it, `order.rs` says
//! in which order its rows come; `write.rs` writes a tree as people would type it. Begin reading at
//! [`cards`]; programs build a [`Search`] from [`Term`]s instead of text.

mod broken;
mod conditions;
mod escape;
mod fields;
mod mistake;
mod order;
mod parse;
mod pattern;
mod rows;
mod sides;
mod sql;
mod term;
#[cfg(test)]
mod tests;
mod tree;
mod view;
mod write;

use rusqlite::Connection;
use rusqlite::types::FromSql;

use crate::error::Error;
use crate::model::{CardId, NoteId};
use sql::{Statement, Table};

pub use mistake::Mistake;
pub use order::{Column, Order};
pub use pattern::literal;
pub use rows::{Cell, Colour, Row, Words, card_row, note_row};
pub use tree::{
    Answer, Comparison, IdList, Match, Node, Property, Search, State, TemplateTerm, Term,
};
pub use view::View;
pub use write::replaced;

/// The cards that a search means: `search::cards(&view, "is:due deck:x", &Order::Any)`.
///
/// # Errors
/// [`Error::Search`] if the text is no search, [`Error::Expression`] if a regular expression in it
/// is none, [`Error::Invalid`] if cards have no such order.
pub fn cards<S>(view: &View<'_>, search: S, order: &Order) -> Result<Vec<CardId>, Error>
where
    S: TryInto<Search>,
    Error: From<S::Error>,
{
    found(view, search, order, Table::Cards)
}

/// The notes that a search means, each once.
///
/// # Errors
/// As [`cards`].
pub fn notes<S>(view: &View<'_>, search: S, order: &Order) -> Result<Vec<NoteId>, Error>
where
    S: TryInto<Search>,
    Error: From<S::Error>,
{
    found(view, search, order, Table::Notes)
}

fn found<S, T: FromSql>(
    view: &View<'_>,
    search: S,
    order: &Order,
    wanted: Table,
) -> Result<Vec<T>, Error>
where
    S: TryInto<Search>,
    Error: From<S::Error>,
{
    let search: Search = search.try_into()?;
    let mut statement = Statement::of(view, &search.into_node(), wanted, order.table())?;
    if let Some(keys) = order.prepare(view, wanted)? {
        statement.text.push_str(" order by ");
        statement.text.push_str(&keys);
    }
    rows(view.db, &statement).map_err(told_apart)
}

fn rows<T: FromSql>(db: &Connection, statement: &Statement) -> rusqlite::Result<Vec<T>> {
    db.prepare(&statement.text)?
        .query_map(rusqlite::params_from_iter(&statement.values), |row| {
            row.get(0)
        })?
        .collect()
}

/// A regular expression is compiled when the first row is tested, so it fails only then.
fn told_apart(error: rusqlite::Error) -> Error {
    if let rusqlite::Error::SqliteFailure(_, Some(reason)) = &error
        && reason.contains("regex parse error")
    {
        return Error::Expression(reason.clone());
    }
    Error::Sql(error)
}
