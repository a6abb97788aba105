//! The questions a check asks the file.

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use super::Problem;
use crate::error::Error;
use crate::storage::Stamp;

/// What is said about a damaged file before we stop listening.
const LINES_MAX: usize = 20;

/// Tables whose rows have ids that clients made.
const WITH_IDS: &[&str] = &[
    "notes",
    "cards",
    "revlog",
    "notetypes",
    "decks",
    "deck_config",
];

/// Tables whose rows have a number of a sync.
const WITH_USN: &[&str] = &[
    "notes",
    "cards",
    "revlog",
    "notetypes",
    "decks",
    "deck_config",
    "tags",
    "graves",
];

/// The lines of `SQLite`'s own check, if it finds anything.
pub(super) fn damage(db: &Connection) -> Result<Vec<Problem>, Error> {
    let mut statement = db.prepare(&format!("pragma integrity_check({LINES_MAX})"))?;
    let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
    let mut problems = Vec::new();
    for line in lines {
        let line = line?;
        if line != "ok" {
            problems.push(Problem::Damaged(line));
        }
    }
    Ok(problems)
}

/// Rows whose other half is missing.
pub(super) fn orphans(db: &Connection) -> Result<Vec<Problem>, Error> {
    let mut problems = Vec::new();
    let cards = "select count(*) from cards where nid not in (select id from notes)";
    problems.extend(some(db, cards)?.map(Problem::CardsWithoutNote));
    let cards = "select count(*) from cards where did not in (select id from decks)";
    problems.extend(some(db, cards)?.map(Problem::CardsWithoutDeck));
    let notes = "select count(*) from notes where mid not in (select id from notetypes)";
    problems.extend(some(db, notes)?.map(Problem::NotesWithoutNotetype));
    problems.extend(some(db, NOTES_WITH_WRONG_FIELDS)?.map(Problem::NotesWithWrongFields));
    let default = "select count(*) = 0 from decks where id = 1";
    problems.extend(some(db, default)?.map(|_| Problem::NoDefaultDeck));
    Ok(problems)
}

/// Fields are separated by one character each.
const NOTES_WITH_WRONG_FIELDS: &str = "
    select count(*)
    from notes
    join (select ntid, count(*) as expected from fields group by ntid) on ntid = mid
    where length(cast(flds as blob)) - length(cast(replace(flds, char(31), '') as blob)) + 1
        != expected";

/// Ids and numbers that nothing can have.
pub(super) fn wrong_numbers(db: &Connection, stamp: &Stamp) -> Result<Vec<Problem>, Error> {
    let mut problems = Vec::new();
    for &table in WITH_IDS {
        let impossible = format!("select count(*) from {table} where id < 1");
        problems
            .extend(some(db, &impossible)?.map(|count| Problem::ImpossibleIds { table, count }));
    }
    for &table in WITH_USN {
        let waiting = format!("select count(*) from {table} where usn < 0");
        problems.extend(some(db, &waiting)?.map(|count| Problem::Waiting { table, count }));
        let ahead = format!("select count(*) from {table} where usn > {}", stamp.usn);
        problems.extend(some(db, &ahead)?.map(|count| Problem::Ahead { table, count }));
    }
    Ok(problems)
}

/// A count, if it is not 0.
fn some(db: &Connection, query: &str) -> Result<Option<u32>, Error> {
    let count: u32 = db.query_row(query, [], |row| row.get(0))?;
    Ok((count > 0).then_some(count))
}

/// Gives every value of every row to `visit`, with the number of its column.
pub(super) fn each_value(
    db: &Connection,
    query: &str,
    mut visit: impl FnMut(usize, ValueRef<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut statement = db.prepare_cached(query)?;
    let columns = statement.column_count();
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            visit(column, row.get_ref(column)?)?;
        }
    }
    Ok(())
}
