//! All SQL of the shelf on the service database, one function per question.

use accounts::AccountId;
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::{Fault, Millis, Read, Row, Write, args};

use crate::book::{Book, BookFile, Position};
use crate::head::{BookHead, CollectionFacts, MediaFacts};

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

/// A state of a book that lies in a file of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SnapshotRow {
    pub(crate) position: Position,
    pub(crate) file: String,
    pub(crate) bytes: i64,
    pub(crate) at: Millis,
    pub(crate) facts: String,
}

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

/// Removes everything about an account.
pub(crate) async fn remove_account(w: &Write, account: AccountId) -> Result<(), Fault> {
    for table in ["heads", "changes", "generations", "snapshots"] {
        w.run(
            &format!("delete from {table} where account_id = $1"),
            args![account.0],
        )
        .await?;
    }
    Ok(())
}

/// Gives everything about an account another number.
pub(crate) async fn move_account(w: &Write, from: AccountId, to: AccountId) -> Result<(), Fault> {
    for table in ["heads", "changes", "generations", "snapshots"] {
        w.run(
            &format!("update {table} set account_id = $2 where account_id = $1"),
            args![from.0, to.0],
        )
        .await?;
    }
    Ok(())
}

/// All accounts that have a book.
pub(crate) async fn accounts_with_books(r: &Read) -> Result<Vec<AccountId>, Fault> {
    let rows = r
        .rows("select distinct account_id from heads order by 1", args![])
        .await?;
    rows.iter().map(|row| Ok(AccountId(row.get(0)?))).collect()
}
