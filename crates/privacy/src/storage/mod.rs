//! All SQL of privacy: counts; versions of the policy.

pub(crate) mod copies;
pub(crate) mod objections;
pub(crate) mod policy;

use accounts::AccountId;
use store::{Fault, Read, args};

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
