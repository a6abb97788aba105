//! All SQL of the shelf on the service database, one function per question.

mod generations;
mod owners;
mod snapshots;

use accounts::AccountId;
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::{Fault, Millis, Read, Row, Write, args};

use crate::book::{Book, BookFile, Position};
use crate::head::{BookHead, CollectionFacts, MediaFacts};
pub(crate) use generations::{
    GenerationRow, NewGeneration, begin_generation, generations_of, state_at,
};
pub(crate) use owners::{accounts_with_books, move_account, remove_account};
pub(crate) use snapshots::{
    SnapshotRow, add_snapshot, books_due_for_snapshot, forget_before, is_snapshot, repack,
    snapshot_before, unpacked_snapshots,
};

/// A change that is ready to be acknowledged.
#[derive(Debug)]
pub(crate) struct Change {
    pub(crate) account: AccountId,
    pub(crate) book: Book,
    /// The state that the change was made on.
    pub(crate) on: Position,
    pub(crate) op: String,
    pub(crate) at: Millis,
    pub(crate) facts: String,
    pub(crate) record: Vec<u8>,
}

pub(crate) fn to_json(facts: &impl Serialize) -> Result<String, Fault> {
    serde_json::to_string(facts).map_err(|error| Fault::because("facts cannot be written", error))
}

pub(crate) fn from_json<F: DeserializeOwned>(facts: &str) -> Result<F, Fault> {
    serde_json::from_str(facts).map_err(|error| Fault::because("facts cannot be read", error))
}

/// Both heads of an account, in one question.
pub(crate) async fn heads_of(
    r: &Read,
    account: AccountId,
) -> Result<
    (
        Option<BookHead<CollectionFacts>>,
        Option<BookHead<MediaFacts>>,
    ),
    Fault,
> {
    let rows = r
        .rows(
            "select generation, seq, facts, book from heads where account_id = $1",
            args![account.0],
        )
        .await?;
    let (mut collection, mut media) = (None, None);
    for row in &rows {
        if row.get::<String>(3)? == Book::Media.name() {
            media = Some(head_from(row)?);
        } else {
            collection = Some(head_from(row)?);
        }
    }
    Ok((collection, media))
}

pub(crate) async fn head_of<B: BookFile>(
    r: &Read,
    account: AccountId,
) -> Result<Option<BookHead<B::Facts>>, Fault> {
    let row = r
        .row(
            "select generation, seq, facts from heads where account_id = $1 and book = $2",
            args![account.0, B::BOOK.name()],
        )
        .await?;
    row.as_ref().map(head_from).transpose()
}

fn head_from<F: DeserializeOwned>(row: &Row) -> Result<BookHead<F>, Fault> {
    Ok(BookHead {
        position: position_from(row)?,
        facts: from_json(&row.get::<String>(2)?)?,
    })
}

fn position_from(row: &Row) -> Result<Position, Fault> {
    Ok(Position {
        generation: row.get(0)?,
        seq: row.get(1)?,
    })
}

/// Acknowledges a change if the head is still the state that it was made on.
pub(crate) async fn append(w: &Write, change: Change) -> Result<bool, Fault> {
    let Position { generation, seq } = change.on;
    let moved = w
        .run(
            "update heads set seq = seq + 1, facts = $1
             where account_id = $2 and book = $3 and generation = $4 and seq = $5",
            args![
                &change.facts,
                change.account.0,
                change.book.name(),
                generation,
                seq
            ],
        )
        .await?;
    if moved == 0 {
        return Ok(false);
    }
    w.run(
        "insert into changes (account_id, book, generation, seq, op, at, facts, record)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![
            change.account.0,
            change.book.name(),
            generation,
            seq + 1,
            change.op,
            change.at,
            change.facts,
            change.record
        ],
    )
    .await?;
    Ok(true)
}

/// The facts that a committed operation of the collection left behind, if it was committed.
pub(crate) async fn facts_after_op(
    r: &Read,
    account: AccountId,
    op: &str,
) -> Result<Option<BookHead<CollectionFacts>>, Fault> {
    let row = r
        .row(
            "select generation, seq, facts from changes where account_id = $1 and op = $2
             union all
             select g.generation, 0, s.facts from generations g
             join snapshots s on s.account_id = g.account_id and s.book = g.book
                and s.generation = g.generation and s.seq = 0
             where g.account_id = $1 and g.op = $2",
            args![account.0, op],
        )
        .await?;
    row.as_ref().map(head_from).transpose()
}

/// Sequence number and record of the changes between two states of a generation, oldest first.
pub(crate) async fn records_between(
    r: &Read,
    account: AccountId,
    book: Book,
    generation: i64,
    seqs: (i64, i64),
) -> Result<Vec<(i64, Vec<u8>)>, Fault> {
    let rows = r
        .rows(
            "select seq, record from changes
             where account_id = $1 and book = $2 and generation = $3 and seq > $4 and seq <= $5
             order by seq limit 500",
            args![account.0, book.name(), generation, seqs.0, seqs.1],
        )
        .await?;
    rows.iter()
        .map(|row| Ok((row.get(0)?, row.get(1)?)))
        .collect()
}
