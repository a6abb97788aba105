//! Generations: which collections an account has had, and in which state each was when.

use accounts::AccountId;
use store::{Fault, Millis, Read, Write, args};

use super::{SnapshotRow, add_snapshot};
use crate::book::{Book, Position};

/// A new generation that is ready to become the head.
#[derive(Debug)]
pub(crate) struct NewGeneration {
    pub(crate) account: AccountId,
    pub(crate) book: Book,
    /// The head that it replaces; nothing for the first.
    pub(crate) replaces: Option<Position>,
    pub(crate) snapshot: SnapshotRow,
    pub(crate) reason: &'static str,
    pub(crate) op: String,
}

/// One generation of a book, as its history tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct GenerationRow {
    pub(crate) generation: i64,
    pub(crate) reason: String,
    pub(crate) started_at: Millis,
    pub(crate) ended_at: Option<Millis>,
}

/// Makes a new generation the head if the old head is still what it was.
pub(crate) async fn begin_generation(w: &Write, new: NewGeneration) -> Result<bool, Fault> {
    let NewGeneration {
        account,
        book,
        replaces,
        snapshot,
        reason,
        op,
    } = new;
    let generation = snapshot.position.generation;
    let moved = match replaces {
        Some(old) => {
            w.run(
                "update heads set generation = $1, seq = 0, facts = $2
                 where account_id = $3 and book = $4 and generation = $5 and seq = $6",
                args![
                    generation,
                    &snapshot.facts,
                    account.0,
                    book.name(),
                    old.generation,
                    old.seq
                ],
            )
            .await?
        }
        None => {
            w.run(
                "insert into heads (account_id, book, generation, seq, facts)
                 values ($1, $2, $3, 0, $4) on conflict do nothing",
                args![account.0, book.name(), generation, &snapshot.facts],
            )
            .await?
        }
    };
    if moved == 0 {
        return Ok(false);
    }
    w.run(
        "update generations set ended_at = $1
         where account_id = $2 and book = $3 and ended_at is null",
        args![snapshot.at, account.0, book.name()],
    )
    .await?;
    w.run(
        "insert into generations (account_id, book, generation, reason, started_at, op)
         values ($1, $2, $3, $4, $5, $6)",
        args![account.0, book.name(), generation, reason, snapshot.at, op],
    )
    .await?;
    add_snapshot(w, account, book, &snapshot).await?;
    Ok(true)
}

/// All generations of a book, oldest first.
pub(crate) async fn generations_of(
    r: &Read,
    account: AccountId,
    book: Book,
) -> Result<Vec<GenerationRow>, Fault> {
    let rows = r
        .rows(
            "select generation, reason, started_at, ended_at from generations
             where account_id = $1 and book = $2 order by generation",
            args![account.0, book.name()],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(GenerationRow {
                generation: row.get(0)?,
                reason: row.get(1)?,
                started_at: row.get(2)?,
                ended_at: row.get(3)?,
            })
        })
        .collect()
}

/// The last state of a generation at or before a moment, with its facts.
pub(crate) async fn state_at(
    r: &Read,
    account: AccountId,
    book: Book,
    generation: i64,
    moment: Millis,
) -> Result<Option<(i64, String)>, Fault> {
    let row = r
        .row(
            "select seq, facts from (
                select seq, facts, at from changes
                where account_id = $1 and book = $2 and generation = $3
                union all
                select seq, facts, at from snapshots
                where account_id = $1 and book = $2 and generation = $3
             ) as states where at <= $4 order by seq desc limit 1",
            args![account.0, book.name(), generation, moment],
        )
        .await?;
    row.map(|row| Ok((row.get(0)?, row.get(1)?))).transpose()
}
