//! The service database: one SQL text, values of our own, and a writer that shares its fsyncs.
//!
//! On one machine that is SQLite in WAL with `synchronous=FULL`. All writes run on one thread. It
//! takes every closure that waits, runs each in a savepoint of one transaction and commits once, so
//! that a slow disk costs a crowd of writers one fsync and not one each. `write` returns after that
//! commit: what it returned is on the disk.

mod migrate;
mod sqlite;
mod value;
mod writer;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

pub use sqlite::{Read, Write, sqlite_version};
pub use value::{FromValue, Row, Value};

use crate::crash_points::CrashPoints;
use crate::fault::Fault;

/// The service database. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Db {
    readers: Arc<sqlite::Readers>,
    writer: writer::Writer,
    announcements: Arc<AtomicU64>,
}

impl Db {
    /// Opens the database file, makes it if it is not there, and migrates it.
    pub fn open(file: &Path, crash_points: &CrashPoints) -> Result<Db, Fault> {
        let write = Write::open(file)?;
        migrate::run(&write)?;
        let announcements = Arc::new(AtomicU64::new(0));
        let tell = Arc::clone(&announcements);
        Ok(Db {
            readers: Arc::new(sqlite::Readers::of(file)),
            writer: writer::Writer::start(write, crash_points.clone(), tell)?,
            announcements,
        })
    }

    /// Runs `closure` on one consistent state. Inside it only `row` and `rows` may be awaited.
    pub async fn read<T, E, F>(&self, closure: F) -> Result<T, E>
    where
        F: AsyncFnOnce(&Read) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Fault> + Send + 'static,
    {
        let readers = Arc::clone(&self.readers);
        match tokio::task::spawn_blocking(move || readers.run(closure)).await {
            Ok(outcome) => outcome,
            Err(error) => Err(E::from(Fault::because("a reading closure broke", error))),
        }
    }

    /// `read` for a thread that may block.
    pub fn read_blocking<T, E, F>(&self, closure: F) -> Result<T, E>
    where
        F: AsyncFnOnce(&Read) -> Result<T, E>,
        E: From<Fault>,
    {
        self.readers.run(closure)
    }

    /// Runs `closure` as one transaction and returns when it is on the disk. An `Err` undoes what
    /// the closure did. Inside it only `row`, `rows` and `run` may be awaited.
    pub async fn write<T, E, F>(&self, closure: F) -> Result<T, E>
    where
        F: AsyncFnOnce(&Write) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Fault> + Send + 'static,
    {
        let answer = self.writer.submit(closure);
        match answer.await {
            Ok(outcome) => outcome,
            Err(_gone) => Err(E::from(Fault::new(
                "the writer of the service database has ended",
            ))),
        }
    }

    /// How many commits of this process have changed who may do what (`Write::announce`). Whoever
    /// remembers an answer about that remembers this number with it, taken before asking.
    pub fn announcements(&self) -> u64 {
        self.announcements.load(Ordering::SeqCst)
    }

    /// Empties the write-ahead log. `secure_delete` clears deleted rows in the file, but until this is
    /// done their earlier selves still stand in the log beside it.
    pub async fn empty_log(&self) -> Result<(), Fault> {
        let readers = Arc::clone(&self.readers);
        tokio::task::spawn_blocking(move || {
            Write::open(readers.file())?.batch("pragma wal_checkpoint(truncate)")
        })
        .await
        .map_err(|error| Fault::because("the log could not be emptied", error))?
    }

    /// `write` for a thread that may block.
    pub fn write_blocking<T, E, F>(&self, closure: F) -> Result<T, E>
    where
        F: AsyncFnOnce(&Write) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Fault> + Send + 'static,
    {
        match self.writer.submit(closure).blocking_recv() {
            Ok(outcome) => outcome,
            Err(_gone) => Err(E::from(Fault::new(
                "the writer of the service database has ended",
            ))),
        }
    }
}

#[cfg(test)]
mod tests;
