//! All SQL of this crate.

use store::{Fault, Millis, Read, Write, args};

use crate::error::Error;
use crate::rows::{Cell, Rows};
use crate::tables::{TABLES, Treatment};

/// All accounts, in the order of their numbers.
pub(crate) async fn account_ids(r: &Read) -> Result<Vec<i64>, Fault> {
    let rows = r
        .rows("select id from accounts order by id", args![])
        .await?;
    rows.iter().map(|row| row.get(0)).collect()
}

/// All numbers under which collections or media lie.
pub(crate) async fn with_books(r: &Read) -> Result<Vec<i64>, Fault> {
    let sql = "select distinct account_id from heads order by account_id";
    let rows = r.rows(sql, args![]).await?;
    rows.iter().map(|row| row.get(0)).collect()
}

/// Number and address of every account, the address in lower case.
pub(crate) async fn addresses(r: &Read) -> Result<Vec<(i64, String)>, Fault> {
    let rows = r
        .rows("select id, email_folded from accounts", args![])
        .await?;
    rows.iter()
        .map(|row| Ok((row.get(0)?, row.get(1)?)))
        .collect()
}

/// The keys of all accounts that have one.
pub(crate) async fn keys(r: &Read) -> Result<Vec<(i64, Vec<u8>)>, Fault> {
    let rows = r
        .rows(
            "select account_id, key from backup_keys order by account_id",
            args![],
        )
        .await?;
    rows.iter()
        .map(|row| Ok((row.get(0)?, row.get(1)?)))
        .collect()
}

/// Gives an account its key, unless it has one or is gone.
pub(crate) async fn add_key(w: &Write, account: i64, key: &[u8], now: Millis) -> Result<(), Fault> {
    w.run(
        "insert into backup_keys (account_id, key, made_at)
         select id, $2, $3 from accounts where id = $1
         on conflict (account_id) do nothing",
        args![account, key, now],
    )
    .await?;
    Ok(())
}

/// Sets the key that an account has in the key ring of a backup.
pub(crate) async fn put_key(w: &Write, account: i64, key: &[u8], now: Millis) -> Result<(), Fault> {
    w.run(
        "insert into backup_keys (account_id, key, made_at) values ($1, $2, $3)",
        args![account, key, now],
    )
    .await?;
    Ok(())
}

/// All removed accounts that are remembered, with the time of their removal.
pub(crate) async fn deletions(r: &Read) -> Result<Vec<(i64, i64)>, Fault> {
    let rows = r
        .rows(
            "select account_id, deleted_at from deletions order by account_id",
            args![],
        )
        .await?;
    rows.iter()
        .map(|row| Ok((row.get(0)?, row.get(1)?)))
        .collect()
}

pub(crate) async fn put_deletion(w: &Write, account: i64, at: i64) -> Result<(), Fault> {
    w.run(
        "insert into deletions (account_id, deleted_at) values ($1, $2)
         on conflict (account_id) do nothing",
        args![account, at],
    )
    .await?;
    Ok(())
}

/// The rows of the site.
pub(crate) async fn rows_of_site(r: &Read) -> Result<Vec<Rows>, Fault> {
    let mut all = Vec::new();
    for (table, treatment) in TABLES {
        if *treatment == Treatment::OfSite {
            all.push(select(r, table, "true", vec![]).await?);
        }
    }
    Ok(all)
}

/// What an account has put away lies under its number with a minus before it.
const HERE_OR_PUT_AWAY: &str = "account_id in ($1, -$1)";

/// The rows of an account, without its log; nothing if there is no such account.
pub(crate) async fn rows_of_account(r: &Read, account: i64) -> Result<Option<Vec<Rows>>, Fault> {
    let mut all = Vec::new();
    for (table, treatment) in TABLES {
        let condition = match treatment {
            Treatment::OfAccount { column, only: "" } => format!("{column} = $1"),
            Treatment::OfAccount { column, only } => format!("{column} = $1 and {only}"),
            Treatment::OfBooks => HERE_OR_PUT_AWAY.to_owned(),
            Treatment::OfSite | Treatment::Log | Treatment::LeftOut(_) => continue,
        };
        let rows = select(r, table, &condition, args![account]).await?;
        if *table == "accounts" && rows.cells.is_empty() {
            return Ok(None);
        }
        all.push(rows);
    }
    Ok(Some(all))
}

/// A stretch of the log: changes of one book and generation, one after the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// The account, or its number with a minus before it.
    pub(crate) of: i64,
    pub(crate) book: String,
    pub(crate) generation: i64,
    pub(crate) first: i64,
    pub(crate) last: i64,
}

/// Changes in a stretch. Only its last stretch grows, so the others are written into backups once.
const CHANGES_A_STRETCH: i64 = 250;

/// The stretches of an account's log.
pub(crate) async fn stretches(r: &Read, account: i64) -> Result<Vec<Stretch>, Fault> {
    let sql = format!(
        "select account_id, book, generation, min(seq), max(seq) from changes
         where {HERE_OR_PUT_AWAY}
         group by account_id, book, generation, seq / $2
         order by account_id, book, generation, min(seq)"
    );
    let rows = r.rows(&sql, args![account, CHANGES_A_STRETCH]).await?;
    rows.iter()
        .map(|row| {
            Ok(Stretch {
                of: row.get(0)?,
                book: row.get(1)?,
                generation: row.get(2)?,
                first: row.get(3)?,
                last: row.get(4)?,
            })
        })
        .collect()
}

/// The changes of a stretch.
pub(crate) async fn changes_of(r: &Read, stretch: &Stretch) -> Result<Rows, Fault> {
    select(
        r,
        "changes",
        "account_id = $1 and book = $2 and generation = $3 and seq between $4 and $5",
        args![
            stretch.of,
            &stretch.book,
            stretch.generation,
            stretch.first,
            stretch.last
        ],
    )
    .await
}

async fn select(
    r: &Read,
    table: &str,
    condition: &str,
    args: Vec<store::Value>,
) -> Result<Rows, Fault> {
    let columns = r.columns_of(table).await?;
    // In one order always, so that equal rows give equal bytes.
    let order: Vec<String> = (1..=columns.len().min(4))
        .map(|at| at.to_string())
        .collect();
    let sql = format!(
        "select {} from {table} where {condition} order by {}",
        columns.join(", "),
        order.join(", ")
    );
    let rows = r.rows(&sql, args).await?;
    Ok(Rows {
        table: table.to_owned(),
        cells: rows
            .iter()
            .map(|row| row.values().iter().map(Cell::from).collect())
            .collect(),
        columns,
    })
}

/// Puts rows of a backup into their table. Refuses a table or a column that this version does not know.
pub(crate) async fn insert(w: &Write, rows: &Rows) -> Result<(), Error> {
    let known = w.columns_of(&rows.table).await?;
    let unknown = rows.columns.iter().find(|column| !known.contains(column));
    if crate::tables::treatment_of(&rows.table).is_none() || known.is_empty() {
        return Err(Error::TooNew(format!("it has a table {}", rows.table)));
    }
    if let Some(column) = unknown {
        return Err(Error::TooNew(format!("it has {}.{column}", rows.table)));
    }
    let places: Vec<String> = (1..=rows.columns.len())
        .map(|number| format!("${number}"))
        .collect();
    let sql = format!(
        "insert into {} ({}) values ({})",
        rows.table,
        rows.columns.join(", "),
        places.join(", ")
    );
    for row in &rows.cells {
        let values: Result<Vec<store::Value>, Fault> = row.iter().map(Cell::value).collect();
        w.run(&sql, values?).await?;
    }
    Ok(())
}

/// Empties a table of the site before rows of a backup come into it.
pub(crate) async fn clear(w: &Write, table: &str) -> Result<(), Fault> {
    w.run(&format!("delete from {table}"), args![]).await?;
    Ok(())
}

/// Numbers of accounts and jobs go on beyond any that were given before.
pub(crate) async fn raise_numbers(w: &Write, account: i64, jobs: i64) -> Result<(), Fault> {
    w.run(
        "update account_numbers set last_id = $1 where last_id < $1",
        args![account],
    )
    .await?;
    w.run("update job_numbers set last_id = last_id + $1", args![jobs])
        .await?;
    Ok(())
}
