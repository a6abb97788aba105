//! How the tests ask the quarantine, and judge what it made.

use std::path::{Path, PathBuf};

use collection::{Collection, storage};
use quarantine::{Checked, Error, Options, Quarantine};
use rusqlite::Connection;
use rusqlite::types::Value;
use tempfile::TempDir;

use crate::hostile::open;

pub(crate) fn quarantine() -> Quarantine {
    Quarantine::new(
        PathBuf::from(env!("CARGO_BIN_EXE_cage")),
        Options::default(),
    )
}

pub(crate) async fn inspect(file: &Path) -> (TempDir, Result<Checked, Error>) {
    let folder = TempDir::new().unwrap();
    let into = folder.path().join("fresh.anki2");
    let checked = quarantine().inspect(file, &into).await;
    (folder, checked)
}

/// The name of the variant, as the fixtures name it.
pub(crate) fn variant(error: &Error) -> &'static str {
    match error {
        Error::Empty => "Empty",
        Error::NotADatabase => "NotADatabase",
        Error::Corrupt(_) => "Corrupt",
        Error::Hostile(_) => "Hostile",
        Error::TooLarge => "TooLarge",
        Error::TooSlow => "TooSlow",
        Error::UnsupportedSchema(_) => "UnsupportedSchema",
        Error::Fault(_) => "Fault",
    }
}

/// The file is one of ours, sound to the last page, and the numbers told about it are true.
pub(crate) fn assert_sound(name: &str, checked: &Checked) {
    let db = open(&checked.path);
    let verdict: String = db
        .query_row("pragma integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(verdict, "ok", "{name}");
    for pragma in ["user_version", "application_id", "freelist_count"] {
        let number: i64 = db
            .pragma_query_value(None, pragma, |row| row.get(0))
            .unwrap();
        assert_eq!(number, 0, "{name} {pragma}");
    }
    db.close().unwrap();
    assert_eq!(
        checked.bytes,
        checked.path.metadata().unwrap().len(),
        "{name}"
    );
    let collection = Collection::open(&checked.path).unwrap();
    assert_eq!(collection.count().unwrap(), checked.counts, "{name}");
    assert_eq!(collection.stamp().unwrap(), checked.stamp, "{name}");
    assert!(
        !storage::counts::has_pending(collection.connection()).unwrap(),
        "{name}"
    );
    collection.close().unwrap();
}

/// All rows of a table, in the order of its key.
pub(crate) fn rows(db: &Connection, table: &str) -> Vec<Vec<Value>> {
    let mut statement = db
        .prepare(&format!("select * from {table} order by 1, 2, 3"))
        .unwrap();
    let width = statement.column_count();
    let rows = statement
        .query_map([], |row| (0..width).map(|at| row.get(at)).collect())
        .unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

pub(crate) const TABLES: [&str; 12] = [
    "col",
    "notes",
    "cards",
    "revlog",
    "deck_config",
    "config",
    "fields",
    "templates",
    "notetypes",
    "decks",
    "tags",
    "graves",
];
