//! Snapshots: states of books that lie in files of their own, and what is forgotten of the history.

use accounts::AccountId;
use store::{Fault, Millis, Read, Row, Write, args};

use super::position_from;
use crate::book::{Book, Position};

/// A state of a book that lies in a file of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SnapshotRow {
    pub(crate) position: Position,
    pub(crate) file: String,
    pub(crate) bytes: i64,
    pub(crate) at: Millis,
    pub(crate) facts: String,
}

pub(crate) async fn add_snapshot(
    w: &Write,
    account: AccountId,
    book: Book,
    snapshot: &SnapshotRow,
) -> Result<(), Fault> {
    w.run(
        "insert into snapshots (account_id, book, generation, seq, file, bytes, at, facts)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![
            account.0,
            book.name(),
            snapshot.position.generation,
            snapshot.position.seq,
            &snapshot.file,
            snapshot.bytes,
            snapshot.at,
            &snapshot.facts
        ],
    )
    .await?;
    Ok(())
}

/// The newest snapshot of a generation that is not after `seq`.
pub(crate) async fn snapshot_before(
    r: &Read,
    account: AccountId,
    book: Book,
    until: Position,
) -> Result<Option<SnapshotRow>, Fault> {
    let row = r
        .row(
            "select generation, seq, file, bytes, at, facts from snapshots
             where account_id = $1 and book = $2 and generation = $3 and seq <= $4
             order by seq desc limit 1",
            args![account.0, book.name(), until.generation, until.seq],
        )
        .await?;
    row.as_ref().map(snapshot_from).transpose()
}

fn snapshot_from(row: &Row) -> Result<SnapshotRow, Fault> {
    Ok(SnapshotRow {
        position: position_from(row)?,
        file: row.get(2)?,
        bytes: row.get(3)?,
        at: row.get(4)?,
        facts: row.get(5)?,
    })
}

/// Books whose newest snapshot lies at least `changes` behind their head.
pub(crate) async fn books_due_for_snapshot(
    r: &Read,
    changes: i64,
) -> Result<Vec<(AccountId, String)>, Fault> {
    let rows = r
        .rows(
            "select h.account_id, h.book from heads h
             join snapshots s on s.account_id = h.account_id and s.book = h.book
                and s.generation = h.generation
             group by h.account_id, h.book, h.seq having h.seq - max(s.seq) >= $1",
            args![changes],
        )
        .await?;
    rows.iter()
        .map(|row| Ok((AccountId(row.get(0)?), row.get(1)?)))
        .collect()
}

/// Snapshots that lie unpacked since before `moment`.
pub(crate) async fn unpacked_snapshots(
    r: &Read,
    moment: Millis,
) -> Result<Vec<(AccountId, String)>, Fault> {
    let rows = r
        .rows(
            "select account_id, file from snapshots where at < $1 and file like '%.db'",
            args![moment],
        )
        .await?;
    rows.iter()
        .map(|row| Ok((AccountId(row.get(0)?), row.get(1)?)))
        .collect()
}

/// Puts a packed file in the place of an unpacked one.
pub(crate) async fn repack(w: &Write, old: &str, new: &str) -> Result<bool, Fault> {
    let changed = w
        .run(
            "update snapshots set file = $1 where file = $2",
            args![new, old],
        )
        .await?;
    Ok(changed == 1)
}

/// Forgets everything that is not needed to rebuild a state after `moment`. Returns the files of
/// snapshots that nothing names any more.
pub(crate) async fn forget_before(
    w: &Write,
    moment: Millis,
) -> Result<Vec<(AccountId, String)>, Fault> {
    let ended = "select 1 from generations g where g.account_id = t.account_id and g.book = t.book
                 and g.generation = t.generation and g.ended_at < $1";
    let newer = "select 1 from snapshots n where n.account_id = t.account_id and n.book = t.book
                 and n.generation = t.generation and n.seq > t.seq and n.at <= $1";
    let folded = "select 1 from snapshots n where n.account_id = t.account_id and n.book = t.book
                  and n.generation = t.generation and n.seq >= t.seq and n.at <= $1";
    w.run(
        &format!("delete from changes as t where exists ({ended}) or exists ({folded})"),
        args![moment],
    )
    .await?;
    let gone = w
        .rows(
            &format!(
                "delete from snapshots as t where exists ({ended}) or exists ({newer})
                 returning account_id, file"
            ),
            args![moment],
        )
        .await?;
    w.run("delete from generations where ended_at < $1", args![moment])
        .await?;
    gone.iter()
        .map(|row| Ok((AccountId(row.get(0)?), row.get(1)?)))
        .collect()
}

/// Whether any snapshot names this file.
pub(crate) async fn is_snapshot(r: &Read, file: &str) -> Result<bool, Fault> {
    Ok(
        r.row("select 1 from snapshots where file = $1", args![file])
            .await?
            .is_some(),
    )
}
