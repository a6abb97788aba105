//! Makes files that strangers might send, to be looked at from inside the cage. The files are made
//! anew for each test and stored nowhere.

mod built;
mod bytes;
mod filled;

use std::path::Path;
use std::sync::OnceLock;

use collection::model::Millis;
use collection::{Birth, Collection, storage};
use rusqlite::Connection;

/// What must become of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// Taken without a word.
    Taken,
    /// Taken, and one sentence of the report contains this.
    Mended(&'static str),
    /// Refused with this variant of `quarantine::Error`.
    Refused(&'static str),
}

/// A file, and what must become of it.
pub(crate) struct Fixture {
    pub(crate) name: &'static str,
    pub(crate) fate: Fate,
    /// Makes the file from the honest collection that stands there already.
    make: fn(&Path),
}

impl Fixture {
    /// Makes the file.
    pub(crate) fn write(&self, file: &Path) {
        honest(file);
        (self.make)(file);
    }
}

/// A collection of five notes, seven cards and twelve reviews, as a client would send it.
pub(crate) fn honest(file: &Path) {
    static MADE: OnceLock<Vec<u8>> = OnceLock::new();
    let made = MADE.get_or_init(|| {
        make_honest(file);
        std::fs::read(file).unwrap()
    });
    std::fs::write(file, made).unwrap();
}

fn make_honest(file: &Path) {
    let now = Millis(1_700_000_000_000);
    let birth = Birth {
        now,
        minutes_west: None,
        seed: 7,
    };
    Collection::create(file, &birth).unwrap().close().unwrap();
    let db = open(file);
    db.execute_batch(
        "pragma journal_mode = delete;
        update col set usn = 9, mod = 1700000100000, ls = 1700000000500;
        insert into decks select 1700000000123, 'Languages' || x'1f' || 'Français', 5, 3, common, kind
        from decks where id = 1;
        insert into tags values ('verb', 2, 0, null);",
    )
    .unwrap();
    for n in 0..5 {
        let fields = format!("front {n} äöü\u{1f}back {n}");
        db.execute(
            "insert into notes values (?1, ?2, ?3, 1700000000, ?4, ' verb ', ?5, ?6, ?7, 0, '')",
            (
                note_id(n),
                format!("guid{n}"),
                now.0 + 1,
                n,
                &fields,
                format!("front {n} äöü"),
                n,
            ),
        )
        .unwrap();
    }
    for n in 0..7 {
        db.execute(
            "insert into cards values (?1, ?2, 1, 0, 1700000000, ?3, 2, 2, ?4, 30, 2500, 4, 1, 0, 0, 0, 0, '{}')",
            (1_700_000_002_000_i64 + n, note_id(n % 5), n, 100 - n),
        )
        .unwrap();
    }
    for n in 0..12 {
        db.execute(
            "insert into revlog values (?1, ?2, ?3, 3, 10, -60, 2500, 4321, 1)",
            (
                1_699_000_000_000_i64 + n,
                1_700_000_002_000_i64 + n % 7,
                n % 9,
            ),
        )
        .unwrap();
    }
    db.execute_batch("vacuum; analyze; pragma journal_mode = wal;")
        .unwrap();
    db.close().unwrap();
}

fn note_id(n: i64) -> i64 {
    1_700_000_001_000 + n
}

/// Opens a file without any of the precautions.
pub(crate) fn open(file: &Path) -> Connection {
    let db = Connection::open(file).unwrap();
    storage::register_unicase(&db).unwrap();
    db.execute_batch("pragma synchronous = off").unwrap();
    db
}

/// All files.
pub(crate) fn all() -> impl Iterator<Item = &'static Fixture> {
    let built = [built::RUNNING, built::LYING];
    let filled = [filled::ODD, filled::FILLED, filled::MISSING, filled::OTHER];
    built.into_iter().chain(filled).flatten()
}

const fn fixture(name: &'static str, fate: Fate, make: fn(&Path)) -> Fixture {
    Fixture { name, fate, make }
}

/// Runs statements, and leaves one file without a WAL.
pub(crate) fn sql(file: &Path, statements: &str) {
    let db = open(file);
    db.execute_batch("pragma journal_mode = delete").unwrap();
    db.execute_batch(statements).unwrap();
    db.close().unwrap();
}
