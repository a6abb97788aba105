//! The table `copies`, and rows of declared tables for them.

use accounts::AccountId;
use store::{Fault, Millis, Read, Row, Write, args};

use crate::copy::{Copy, CopyKind};

const COLUMNS: &str = "id, account_id, kind, token, asked_at, packed, to_pack, ready_at, bytes";

fn copy_of(row: &Row) -> Result<Copy, Fault> {
    let word: String = row.get(2)?;
    let kind = CopyKind::ALL.into_iter().find(|kind| kind.word() == word);
    let ready_at: Option<Millis> = row.get(7)?;
    let bytes: Option<i64> = row.get(8)?;
    Ok(Copy {
        id: row.get(0)?,
        account: row.get(1)?,
        kind: kind.ok_or_else(|| Fault::new("a copy is of no known kind"))?,
        token: row.get(3)?,
        asked_at: row.get(4)?,
        packed: row.get(5)?,
        to_pack: row.get(6)?,
        ready: ready_at.zip(bytes.map(i64::unsigned_abs)),
    })
}

pub(crate) async fn add(w: &Write, new: &Copy) -> Result<(), Fault> {
    w.run(
        "insert into copies (id, account_id, kind, token, asked_at) values ($1, $2, $3, $4, $5)",
        args![
            new.id,
            new.account,
            new.kind.word(),
            &new.token,
            new.asked_at
        ],
    )
    .await?;
    Ok(())
}

pub(crate) async fn is_waiting(
    r: &Read,
    account: AccountId,
    kind: CopyKind,
) -> Result<bool, Fault> {
    let sql = "select 1 from copies where account_id = $1 and kind = $2 and ready_at is null";
    Ok(r.row(sql, args![account, kind.word()]).await?.is_some())
}

pub(crate) async fn remove_of_kind(
    w: &Write,
    account: AccountId,
    kind: CopyKind,
) -> Result<(), Fault> {
    let sql = "delete from copies where account_id = $1 and kind = $2";
    w.run(sql, args![account, kind.word()]).await?;
    Ok(())
}

pub(crate) async fn remove_of(w: &Write, account: AccountId) -> Result<(), Fault> {
    let sql = "delete from copies where account_id = $1";
    w.run(sql, args![account]).await?;
    Ok(())
}

pub(crate) async fn of(r: &Read, account: AccountId) -> Result<Vec<Copy>, Fault> {
    let sql = format!("select {COLUMNS} from copies where account_id = $1 order by asked_at desc");
    let rows = r.rows(&sql, args![account]).await?;
    rows.iter().map(copy_of).collect()
}

pub(crate) async fn by_token(r: &Read, token: &str) -> Result<Option<Copy>, Fault> {
    let sql = format!("select {COLUMNS} from copies where token = $1");
    let row = r.row(&sql, args![token]).await?;
    row.map(|row| copy_of(&row)).transpose()
}

pub(crate) async fn waiting(r: &Read) -> Result<Vec<Copy>, Fault> {
    let sql = format!("select {COLUMNS} from copies where ready_at is null order by asked_at");
    let rows = r.rows(&sql, args![]).await?;
    rows.iter().map(copy_of).collect()
}

pub(crate) async fn put_progress(
    w: &Write,
    id: i64,
    (packed, to_pack): (u32, u32),
) -> Result<(), Fault> {
    let sql = "update copies set packed = $2, to_pack = $3 where id = $1";
    w.run(sql, args![id, packed, to_pack]).await?;
    Ok(())
}

/// Whether it is still wanted.
pub(crate) async fn put_ready(w: &Write, id: i64, now: Millis, bytes: u64) -> Result<bool, Fault> {
    let sql = "update copies set ready_at = $2, bytes = $3 where id = $1";
    let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
    Ok(w.run(sql, args![id, now, bytes]).await? == 1)
}

pub(crate) async fn remove_ready_before(w: &Write, before: Millis) -> Result<(), Fault> {
    let sql = "delete from copies where ready_at <= $1";
    w.run(sql, args![before]).await?;
    Ok(())
}

pub(crate) async fn ids(r: &Read) -> Result<Vec<i64>, Fault> {
    let rows = r.rows("select id from copies", args![]).await?;
    rows.iter().map(|row| row.get(0)).collect()
}

/// These columns of all rows of a declared table that name an account.
pub(crate) async fn rows_of(
    r: &Read,
    (table, by): (&'static str, &'static str),
    columns: &[&'static str],
    account: AccountId,
) -> Result<Vec<Row>, Fault> {
    let columns = columns.join(", ");
    let sql = format!("select {columns} from {table} where {by} = $1");
    r.rows(&sql, args![account]).await
}
