//! All SQL of privacy: facts about the site and counts; versions of the policy.

pub(crate) mod copies;
pub(crate) mod objections;
pub(crate) mod policy;

use accounts::AccountId;
use store::{Fault, Read, Write, args};

/// The name under which `site` keeps the seed of the key that signs.
const SEED: &str = "certificate-seed";

pub(crate) async fn seed(r: &Read) -> Result<Option<String>, Fault> {
    let row = r
        .row("select value from site where name = $1", args![SEED])
        .await?;
    row.map(|row| row.get(0)).transpose()
}

pub(crate) async fn put_seed(w: &Write, seed: &str) -> Result<(), Fault> {
    let sql = "insert into site (name, value) values ($1, $2)";
    w.run(sql, args![SEED, seed]).await?;
    Ok(())
}

/// A fact about the site that is no setting.
pub(crate) async fn fact(r: &Read, name: &str) -> Result<Option<String>, Fault> {
    let row = r
        .row("select value from site where name = $1", args![name])
        .await?;
    row.map(|row| row.get(0)).transpose()
}

pub(crate) async fn put_fact(w: &Write, name: &str, value: &str) -> Result<(), Fault> {
    let sql = "insert into site (name, value) values ($1, $2)
               on conflict (name) do update set value = excluded.value";
    w.run(sql, args![name, value]).await?;
    Ok(())
}

/// How many rows of a declared table name an account, or what it has put away.
pub(crate) async fn count_of(
    r: &Read,
    (table, column): (&'static str, &'static str),
    account: AccountId,
) -> Result<u64, Fault> {
    let sql = format!("select count(*) from {table} where {column} in ($1, $2)");
    let row = r.row(&sql, args![account, -account.0]).await?;
    let row = row.ok_or_else(|| Fault::new("a count gave no row"))?;
    Ok(row.get::<i64>(0)?.unsigned_abs())
}

/// The least value of a declared column of times.
pub(crate) async fn least(
    r: &Read,
    table: &'static str,
    column: &'static str,
) -> Result<Option<i64>, Fault> {
    let sql = format!("select min({column}) from {table}");
    match r.row(&sql, args![]).await? {
        Some(row) => row.get(0),
        None => Ok(None),
    }
}
