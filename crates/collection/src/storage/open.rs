use std::cmp::Ordering;
use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use unicase::UniCase;

use super::{Counts, Stamp, col, counts, functions};
use crate::error::Error;
use crate::schema18;

/// One open collection file in Anki's schema 18.
pub struct Collection {
    db: Connection,
}

impl std::fmt::Debug for Collection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Collection")
            .field("file", &self.db.path())
            .finish()
    }
}

impl Collection {
    /// Opens a file of ours for reading and writing, in WAL mode. The file must exist.
    ///
    /// # Errors
    /// [`Error::Foreign`] if it is of another schema, or has tables, views or triggers that we
    /// did not make.
    pub fn open(path: &Path) -> Result<Collection, Error> {
        let db = Connection::open_with_flags(
            path,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        harden(&db)?;
        db.pragma_update(None, "journal_mode", "wal")?;
        db.pragma_update(None, "synchronous", "normal")?;
        Collection::of_ours(db)
    }

    /// Opens a file of ours for reading only. It may lie on a read-only medium only if it is not
    /// in WAL mode or its WAL is empty.
    ///
    /// # Errors
    /// As [`Collection::open`].
    pub fn open_read_only(path: &Path) -> Result<Collection, Error> {
        let db = Connection::open_with_flags(
            path,
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        harden(&db)?;
        db.pragma_update(None, "query_only", true)?;
        Collection::of_ours(db)
    }

    fn of_ours(db: Connection) -> Result<Collection, Error> {
        schema18::refuse_foreign(&db)?;
        functions::register(&db)?;
        Ok(Collection { db })
    }

    /// The connection, for the functions of [`crate::storage`].
    pub fn connection(&self) -> &Connection {
        &self.db
    }

    /// Begins a transaction and takes the write lock at once.
    pub fn begin(&self) -> Result<(), Error> {
        self.db.prepare_cached("begin immediate")?.execute([])?;
        Ok(())
    }

    /// Commits the transaction.
    pub fn commit(&self) -> Result<(), Error> {
        self.db.prepare_cached("commit")?.execute([])?;
        Ok(())
    }

    /// Rolls the transaction back; does nothing if there is none.
    pub fn rollback(&self) -> Result<(), Error> {
        if !self.db.is_autocommit() {
            self.db.prepare_cached("rollback")?.execute([])?;
        }
        Ok(())
    }

    /// The row of `col`.
    pub fn stamp(&self) -> Result<Stamp, Error> {
        col::stamp(&self.db)
    }

    /// Counts all rows by reading them; who needs counts often keeps them.
    pub fn count(&self) -> Result<Counts, Error> {
        counts::scan(&self.db)
    }

    /// Writes the WAL back into the file and closes it, so that the file alone is the collection.
    pub fn close(self) -> Result<(), Error> {
        self.db.close().map_err(|(_, error)| Error::from(error))
    }
}

/// Settings every connection to a collection has, ours or a stranger's: nothing in the file may
/// run, and Anki's collation is known.
pub fn harden(db: &Connection) -> Result<(), Error> {
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    // Otherwise SQLite plans a kept statement anew whenever a bound value differs.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    db.pragma_update(None, "cell_size_check", true)?;
    db.pragma_update(None, "mmap_size", 0)?;
    db.pragma_update(None, "foreign_keys", false)?;
    db.pragma_update(None, "temp_store", "memory")?;
    db.set_prepared_statement_cache_capacity(128);
    register_unicase(db)
}

/// Teaches the connection the collation of all name columns: Unicode case folding, exactly as
/// the `unicase` crate 2.6.0 orders, which clients use.
pub fn register_unicase(db: &Connection) -> Result<(), Error> {
    db.create_collation("unicase", compare_unicase)?;
    Ok(())
}

fn compare_unicase(left: &str, right: &str) -> Ordering {
    UniCase::new(left).cmp(&UniCase::new(right))
}
