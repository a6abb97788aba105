//! Brings a working copy to the acknowledged state: from its own, or anew from snapshot and records.

use std::fs;

use accounts::AccountId;
use rusqlite::Connection;
use store::Fault;

use crate::account_folder::{make_folder, sync_folder};
use crate::book::{BookFile, Position};
use crate::head::BookHead;
use crate::record;
use crate::shelf::Shelf;
use crate::snapshot;
use crate::storage::{self, NewGeneration, SnapshotRow};

/// Opens the account's book in the acknowledged state. The caller holds the lock of the book. A book
/// that was never there is made.
pub(crate) fn open_current<B: BookFile>(
    shelf: &Shelf,
    account: AccountId,
) -> Result<(B, BookHead<B::Facts>), Fault> {
    let head = match head_of::<B>(shelf, account)? {
        Some(head) => head,
        None => first_generation::<B>(shelf, account)?,
    };
    if shelf.distrust_of(account, B::BOOK).is_some() {
        drop(B::open_books(shelf).take(account));
        shelf.folder_of(account).discard(B::BOOK)?;
    }
    match from_working_copy::<B>(shelf, account, head.position) {
        Ok(Some(book)) => {
            shelf.trust_again(account, B::BOOK);
            return Ok((book, head));
        }
        Ok(None) => {}
        // It lags, and goes on to be read as soon as there is room to bring it on.
        Err(fault) if fault.is_full_disk() => return Err(fault),
        // Never forced: a copy that does not fit is rebuilt from what was acknowledged.
        Err(fault) => shelf.distrust(account, B::BOOK, fault.chain()),
    }
    let book = rebuilt::<B>(shelf, account, head.position)?;
    shelf.trust_again(account, B::BOOK);
    Ok((book, head))
}

fn head_of<B: BookFile>(
    shelf: &Shelf,
    account: AccountId,
) -> Result<Option<BookHead<B::Facts>>, Fault> {
    shelf
        .ground
        .db
        .read_blocking(async move |r| storage::head_of::<B>(r, account).await)
}

/// The working copy in the wanted state; nothing if there is no copy that could be brought there.
fn from_working_copy<B: BookFile>(
    shelf: &Shelf,
    account: AccountId,
    wanted: Position,
) -> Result<Option<B>, Fault> {
    let path = shelf.folder_of(account).working_copy(B::BOOK);
    let book = match B::open_books(shelf).take(account) {
        Some(book) => book,
        None if path.exists() => B::open(&path)?,
        None => return Ok(None),
    };
    let position = Position::of(book.connection())?;
    if position.generation != wanted.generation {
        return Ok(None);
    }
    if position.seq > wanted.seq {
        return Err(Fault::new(format!(
            "the copy is at {} and the head at {}: it was never acknowledged",
            position.seq, wanted.seq
        )));
    }
    apply_records::<B>(shelf, account, book.connection(), (position.seq, wanted))?;
    Ok(Some(book))
}

/// A fresh copy from the newest snapshot and the records since.
fn rebuilt<B: BookFile>(shelf: &Shelf, account: AccountId, wanted: Position) -> Result<B, Fault> {
    let folder = shelf.folder_of(account);
    folder.discard(B::BOOK)?;
    let fresh = snapshot::workbench(&shelf.ground, account);
    let row = newest_snapshot(shelf, account, B::BOOK, wanted)?;
    snapshot::unpack(&folder, &row.file, &fresh)?;
    make_folder(folder.path())?;
    let path = folder.working_copy(B::BOOK);
    fs::rename(&fresh, &path)?;
    sync_folder(folder.path())?;
    let book = B::open(&path)?;
    row.position.write(book.connection())?;
    apply_records::<B>(
        shelf,
        account,
        book.connection(),
        (row.position.seq, wanted),
    )?;
    Ok(book)
}

pub(crate) fn newest_snapshot(
    shelf: &Shelf,
    account: AccountId,
    book: crate::book::Book,
    until: Position,
) -> Result<SnapshotRow, Fault> {
    let row = shelf
        .ground
        .db
        .read_blocking(async move |r| storage::snapshot_before(r, account, book, until).await);
    row?.ok_or_else(|| Fault::new(format!("the {book} has no snapshot to be rebuilt from")))
}

/// Applies the records after `from` up to `wanted`, a batch a transaction.
pub(crate) fn apply_records<B: BookFile>(
    shelf: &Shelf,
    account: AccountId,
    connection: &Connection,
    (mut from, wanted): (i64, Position),
) -> Result<(), Fault> {
    let database = |error| Fault::because("records could not be applied", error);
    while from < wanted.seq {
        let span = (from, wanted.seq);
        let records: Vec<(i64, Vec<u8>)> = shelf.ground.db.read_blocking(async move |r| {
            storage::records_between(r, account, B::BOOK, wanted.generation, span).await
        })?;
        connection
            .execute_batch("begin immediate")
            .map_err(database)?;
        let applied = records.iter().try_for_each(|(seq, stored)| {
            if *seq != from + 1 {
                return Err(Fault::new(format!("record {} is missing", from + 1)));
            }
            from = *seq;
            record::apply(connection, stored)
        });
        let applied = match applied {
            Ok(()) if records.is_empty() => {
                Err(Fault::new(format!("record {} is missing", from + 1)))
            }
            Ok(()) => Position {
                generation: wanted.generation,
                seq: from,
            }
            .write(connection),
            Err(fault) => Err(fault),
        };
        if let Err(fault) = applied {
            // It may have been rolled back already, by SQLite itself.
            let _nothing_open = connection.execute_batch("rollback");
            return Err(fault);
        }
        connection.execute_batch("commit").map_err(database)?;
    }
    Ok(())
}

/// Makes the first, empty generation of a book.
fn first_generation<B: BookFile>(
    shelf: &Shelf,
    account: AccountId,
) -> Result<BookHead<B::Facts>, Fault> {
    let fresh = snapshot::workbench(&shelf.ground, account);
    let facts = B::create(&fresh, &shelf.ground)?;
    let snapshot = kept_snapshot(
        shelf,
        account,
        &fresh,
        Position {
            generation: 1,
            seq: 0,
        },
        &facts,
    )?;
    let position = snapshot.position;
    let new = NewGeneration {
        account,
        book: B::BOOK,
        replaces: None,
        snapshot,
        reason: "the account's first",
        op: shelf.ground.chance.token(),
    };
    let made: Result<bool, Fault> = shelf
        .ground
        .db
        .write_blocking(async move |w| storage::begin_generation(w, new).await);
    shelf.head_moved(account);
    if made? {
        Ok(BookHead { position, facts })
    } else {
        head_of::<B>(shelf, account)?.ok_or_else(|| Fault::new("a book has no head"))
    }
}

/// Moves a finished file among the account's snapshots and describes it.
pub(crate) fn kept_snapshot<F: serde::Serialize>(
    shelf: &Shelf,
    account: AccountId,
    made: &std::path::Path,
    position: Position,
    facts: &F,
) -> Result<SnapshotRow, Fault> {
    let bytes = fs::metadata(made)?.len();
    let file = snapshot::keep(&shelf.ground, &shelf.folder_of(account), made)?;
    Ok(SnapshotRow {
        position,
        file,
        bytes: i64::try_from(bytes).unwrap_or(i64::MAX),
        at: shelf.ground.clock.now(),
        facts: storage::to_json(facts)?,
    })
}
