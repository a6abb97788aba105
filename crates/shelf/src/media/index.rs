//! The index of an account's media: the second book. All its SQL is here.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use store::{Fault, Ground};

use super::bundle::Staged;
use crate::book::{Book, BookFile};
use crate::head::{MediaFacts, keep_wal};
use crate::open_books::OpenBooks;
use crate::record::Growth;
use crate::shelf::Shelf;

const TABLES: &str = "
    pragma page_size = 4096;
    pragma journal_mode = wal;
    create table stamp (
        id integer not null primary key check (id = 1),
        usn integer not null,
        files integer not null,
        bytes integer not null
    );
    insert into stamp values (1, 0, 0, 0);
    create table files (
        name text not null primary key,
        usn integer not null,
        sha1 blob,
        blake3 blob,
        size integer not null,
        bundle text,
        start integer not null
    ) without rowid;
    create unique index files_by_usn on files (usn);
    create index files_by_bundle on files (bundle);
    create table departed (
        bundle text not null primary key,
        at integer not null
    ) without rowid;
    create table damaged (
        name text not null primary key,
        sha1 blob not null,
        at integer not null
    ) without rowid;
";

/// The index of an account's media.
#[derive(Debug)]
pub struct MediaIndex(Connection);

/// A file that is there: where its bytes lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Placed {
    pub(crate) bundle: String,
    pub(crate) staged: Staged,
}

/// Name, usn and SHA-1 (nothing if deleted) of a changed file.
pub(super) type ChangedRow = (String, i32, Option<[u8; 20]>);

impl BookFile for MediaIndex {
    const BOOK: Book = Book::Media;
    type Facts = MediaFacts;

    fn create(path: &Path, _ground: &Ground) -> Result<MediaFacts, Fault> {
        let made = Connection::open(path).map_err(fault)?;
        made.execute_batch(TABLES).map_err(fault)?;
        made.close().map_err(|(_, error)| fault(error))?;
        crate::download::reset_header(path)?;
        Ok(MediaFacts::default())
    }

    fn open(path: &Path) -> Result<MediaIndex, Fault> {
        let connection = Connection::open(path).map_err(fault)?;
        connection
            .execute_batch(
                "pragma journal_mode = wal; pragma synchronous = normal;
                 pragma trusted_schema = off; pragma cache_size = -1000;",
            )
            .map_err(fault)?;
        keep_wal(&connection)?;
        Ok(MediaIndex(connection))
    }

    #[expect(private_interfaces, reason = "only the shelf calls it")]
    fn open_books(shelf: &Shelf) -> &OpenBooks<MediaIndex> {
        &shelf.indexes
    }

    fn connection(&self) -> &Connection {
        &self.0
    }

    #[expect(
        private_interfaces,
        reason = "only the shelf calls it; growth is its own bookkeeping"
    )]
    fn facts_after(&self, _before: &MediaFacts, _growth: Growth) -> Result<MediaFacts, Fault> {
        self.stamp()
    }
}

fn fault(error: rusqlite::Error) -> Fault {
    Fault::because("the media index", error)
}

impl MediaIndex {
    pub(super) fn stamp(&self) -> Result<MediaFacts, Fault> {
        self.0
            .query_row("select usn, files, bytes from stamp", [], |row| {
                Ok(MediaFacts {
                    usn: row.get(0)?,
                    files: row.get(1)?,
                    bytes: row.get(2)?,
                })
            })
            .map_err(fault)
    }

    pub(super) fn set_stamp(&self, facts: &MediaFacts) -> Result<(), Fault> {
        self.0
            .prepare_cached("update stamp set usn = ?1, files = ?2, bytes = ?3")
            .and_then(|mut update| update.execute(params![facts.usn, facts.files, facts.bytes]))
            .map_err(fault)?;
        Ok(())
    }

    /// Where the file of this name lies; nothing if there is none or it is deleted.
    pub(super) fn placed(&self, name: &str) -> Result<Option<Placed>, Fault> {
        self.0
            .prepare_cached(
                "select sha1, blake3, start, size, bundle from files
                 where name = ?1 and sha1 is not null",
            )
            .and_then(|mut select| select.query_row([name], placed_from).optional())
            .map_err(fault)
    }

    /// All files that are there, by name.
    pub(crate) fn all_placed(&self) -> Result<Vec<(String, Placed)>, Fault> {
        self.0
            .prepare(
                "select sha1, blake3, start, size, bundle, name from files
                 where sha1 is not null order by name",
            )
            .and_then(|mut select| {
                let rows = select.query_map([], |row| Ok((row.get(5)?, placed_from(row)?)))?;
                rows.collect()
            })
            .map_err(fault)
    }

    pub(super) fn put(&self, name: &str, usn: i32, placed: Option<&Placed>) -> Result<(), Fault> {
        let staged = placed.map(|placed| &placed.staged);
        self.0
            .prepare_cached(
                "insert into files (name, usn, sha1, blake3, size, bundle, start)
                 values (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                 on conflict (name) do update set usn = excluded.usn, sha1 = excluded.sha1,
                    blake3 = excluded.blake3, size = excluded.size, bundle = excluded.bundle,
                    start = excluded.start",
            )
            .and_then(|mut upsert| {
                upsert.execute(params![
                    name,
                    usn,
                    staged.map(|staged| staged.sha1),
                    staged.map(|staged| staged.blake3),
                    staged.map_or(0, |staged| staged.size.cast_signed()),
                    placed.map(|placed| &placed.bundle),
                    staged.map_or(0, |staged| staged.offset.cast_signed()),
                ])
            })
            .map_err(fault)?;
        Ok(())
    }

    /// Notes that a bundle has lost a file; it is removed once none is left and the history has passed.
    pub(super) fn depart(&self, bundle: &str, at_ms: i64) -> Result<(), Fault> {
        self.0
            .prepare_cached(
                "insert into departed (bundle, at) values (?1, ?2)
                 on conflict (bundle) do update set at = excluded.at",
            )
            .and_then(|mut upsert| upsert.execute(params![bundle, at_ms]))
            .map_err(fault)?;
        Ok(())
    }

    /// Gives up a file whose bytes are lost, without a tombstone: apps that have it count one more than we
    /// do, list everything again, and bring it back.
    pub(super) fn give_up(&self, name: &str, place: &Placed, at_ms: i64) -> Result<(), Fault> {
        let mut facts = self.stamp()?;
        facts.files = facts.files.saturating_sub(1);
        facts.bytes -= place.staged.size.cast_signed();
        self.forget_damaged(name, &place.staged.sha1, at_ms)?;
        self.set_stamp(&facts)
    }

    fn forget_damaged(&self, name: &str, sha1: &[u8; 20], at_ms: i64) -> Result<(), Fault> {
        self.0
            .execute("delete from files where name = ?1", [name])
            .map_err(fault)?;
        self.0
            .execute(
                "insert or replace into damaged (name, sha1, at) values (?1, ?2, ?3)",
                params![name, sha1, at_ms],
            )
            .map_err(fault)?;
        Ok(())
    }

    pub(super) fn no_longer_damaged(&self, name: &str) -> Result<(), Fault> {
        self.0
            .prepare_cached("delete from damaged where name = ?1")
            .and_then(|mut delete| delete.execute([name]))
            .map_err(fault)?;
        Ok(())
    }

    /// Names of files whose bytes were found damaged and have not come back.
    pub(crate) fn damaged(&self) -> Result<Vec<String>, Fault> {
        self.0
            .prepare("select name from damaged order by name")
            .and_then(|mut select| select.query_map([], |row| row.get(0))?.collect())
            .map_err(fault)
    }

    /// Name, usn and SHA-1 of at most `limit` files changed after `usn`, oldest change first.
    pub(super) fn changed_after(&self, usn: i32, limit: u32) -> Result<Vec<ChangedRow>, Fault> {
        self.0
            .prepare_cached(
                "select name, usn, sha1 from files where usn > ?1 order by usn limit ?2",
            )
            .and_then(|mut select| {
                let rows = select.query_map(params![usn, limit], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                })?;
                rows.collect()
            })
            .map_err(fault)
    }

    /// Gives every file that is there a new number, `leap` and more above all that were given, in the same
    /// order. What was deleted keeps its number: apps that have such a file again are to bring it.
    pub(crate) fn renumber(&self, leap: i32) -> Result<(), Fault> {
        let facts = self.stamp()?;
        let first = facts.usn.saturating_add(leap);
        let sql = "update files set usn = ?1 + ranks.rank
                   from (select name, row_number() over (order by usn) as rank from files
                         where sha1 is not null) as ranks
                   where files.name = ranks.name";
        self.0.execute(sql, [first]).map_err(fault)?;
        let last = self.0.query_row("select max(usn) from files", [], |row| {
            row.get::<_, Option<i32>>(0)
        });
        let usn = last.map_err(fault)?.unwrap_or(0).max(first);
        self.set_stamp(&MediaFacts { usn, ..facts })
    }

    /// Bundles that lost their last file before a moment.
    pub(super) fn departed_before(&self, at_ms: i64) -> Result<Vec<String>, Fault> {
        self.0
            .prepare(
                "select bundle from departed d where at < ?1
                 and not exists (select 1 from files f where f.bundle = d.bundle)",
            )
            .and_then(|mut select| select.query_map([at_ms], |row| row.get(0))?.collect())
            .map_err(fault)
    }

    /// Bundles that have lost files, but not all.
    pub(super) fn bundles_with_gaps(&self) -> Result<Vec<String>, Fault> {
        self.0
            .prepare(
                "select bundle from departed d
                 where exists (select 1 from files f where f.bundle = d.bundle)",
            )
            .and_then(|mut select| select.query_map([], |row| row.get(0))?.collect())
            .map_err(fault)
    }

    /// The files whose bytes lie in a bundle, in their order there.
    pub(super) fn files_in(&self, bundle: &str) -> Result<Vec<(String, Placed)>, Fault> {
        self.0
            .prepare(
                "select sha1, blake3, start, size, bundle, name from files
                 where bundle = ?1 and sha1 is not null order by start",
            )
            .and_then(|mut select| {
                let rows =
                    select.query_map([bundle], |row| Ok((row.get(5)?, placed_from(row)?)))?;
                rows.collect()
            })
            .map_err(fault)
    }

    /// Notes that a file's bytes have moved; to apps it is the same file.
    pub(super) fn lies_now(&self, name: &str, place: &Placed) -> Result<(), Fault> {
        let start = place.staged.offset.cast_signed();
        self.0
            .prepare_cached("update files set bundle = ?2, start = ?3 where name = ?1")
            .and_then(|mut update| update.execute(params![name, place.bundle, start]))
            .map_err(fault)?;
        Ok(())
    }

    /// Forgets bundles that lost their last file before a moment.
    pub(super) fn forget_departed(&self, at_ms: i64) -> Result<(), Fault> {
        self.0
            .execute(
                "delete from departed where at < ?1
                 and not exists (select 1 from files where files.bundle = departed.bundle)",
                [at_ms],
            )
            .map_err(fault)?;
        Ok(())
    }

    /// Whether the index names this bundle at all.
    pub(super) fn names_bundle(&self, bundle: &str) -> Result<bool, Fault> {
        self.0
            .query_row(
                "select exists (select 1 from files where bundle = ?1)
                     or exists (select 1 from departed where bundle = ?1)",
                [bundle],
                |row| row.get(0),
            )
            .map_err(fault)
    }
}

fn placed_from(row: &Row<'_>) -> rusqlite::Result<Placed> {
    Ok(Placed {
        bundle: row.get(4)?,
        staged: Staged {
            sha1: row.get(0)?,
            blake3: row.get(1)?,
            offset: row.get::<_, i64>(2)?.cast_unsigned(),
            size: row.get::<_, i64>(3)?.cast_unsigned(),
        },
    })
}
