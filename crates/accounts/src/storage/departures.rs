//! The tables `departures` and `removals`.

use store::{Fault, Millis, Read, Write, args};
use texts::Language;

use super::accounts::{account_of, email_of, language_of};
use crate::account::{Account, AccountId};
use crate::departure::{Departure, Removal};
use crate::email::Email;
use crate::token::TokenHash;

pub(crate) async fn add(
    w: &Write,
    account: AccountId,
    token: TokenHash,
    new: Departure,
) -> Result<(), Fault> {
    w.run(
        "insert into departures (account_id, token_hash, asked_at, due_at)
         values ($1, $2, $3, $4)",
        args![account, token, new.asked_at, new.due_at],
    )
    .await?;
    Ok(())
}

pub(crate) async fn of(r: &Read, account: AccountId) -> Result<Option<Departure>, Fault> {
    let sql = "select asked_at, due_at from departures where account_id = $1";
    let Some(row) = r.row(sql, args![account]).await? else {
        return Ok(None);
    };
    Ok(Some(Departure {
        asked_at: row.get(0)?,
        due_at: row.get(1)?,
    }))
}

pub(crate) async fn by_token(r: &Read, token: TokenHash) -> Result<Option<Account>, Fault> {
    let row = r
        .row(
            "select a.id, a.email, a.language, a.created_at, a.verified_at, a.disabled_at
             from departures d join accounts a on a.id = d.account_id
             where d.token_hash = $1",
            args![token],
        )
        .await?;
    row.map(|row| account_of(&row, 0)).transpose()
}

/// Whether there was one.
pub(crate) async fn remove(w: &Write, account: AccountId) -> Result<bool, Fault> {
    let sql = "delete from departures where account_id = $1";
    Ok(w.run(sql, args![account]).await? == 1)
}

/// Removes one that was asked for at this moment or later.
pub(crate) async fn remove_since(
    w: &Write,
    account: AccountId,
    since: Millis,
) -> Result<(), Fault> {
    let sql = "delete from departures where account_id = $1 and asked_at >= $2";
    w.run(sql, args![account, since]).await?;
    Ok(())
}

pub(crate) async fn due(r: &Read, now: Millis) -> Result<Vec<AccountId>, Fault> {
    let sql = "select account_id from departures where due_at <= $1 order by due_at, account_id";
    let rows = r.rows(sql, args![now]).await?;
    rows.iter().map(|row| row.get(0)).collect()
}

pub(crate) async fn begin_removal(
    w: &Write,
    account: AccountId,
    departure: Departure,
    now: Millis,
    found: &str,
) -> Result<(), Fault> {
    w.run(
        "insert into removals (account_id, asked_at, began_at, email, language, found)
         select id, $2, $3, email, language, $4 from accounts where id = $1",
        args![account, departure.asked_at, now, found],
    )
    .await?;
    Ok(())
}

pub(crate) async fn removals(r: &Read) -> Result<Vec<Removal>, Fault> {
    let sql = "select account_id, asked_at, began_at, found from removals order by began_at";
    let rows = r.rows(sql, args![]).await?;
    rows.iter()
        .map(|row| {
            Ok(Removal {
                account: row.get(0)?,
                asked_at: row.get(1)?,
                began_at: row.get(2)?,
                found: row.get(3)?,
            })
        })
        .collect()
}

pub(crate) async fn email_of_removal(r: &Read, account: AccountId) -> Result<Option<Email>, Fault> {
    let sql = "select email from removals where account_id = $1";
    let row = r.row(sql, args![account]).await?;
    row.map(|row| email_of(&row.get::<String>(0)?)).transpose()
}

/// Forgets the removal, and says to whom the last letter goes.
pub(crate) async fn end_removal(
    w: &Write,
    account: AccountId,
) -> Result<Option<(Email, Language)>, Fault> {
    let sql = "select email, language from removals where account_id = $1";
    let Some(row) = w.row(sql, args![account]).await? else {
        return Ok(None);
    };
    let sql = "delete from removals where account_id = $1";
    w.run(sql, args![account]).await?;
    let (email, language): (String, String) = (row.get(0)?, row.get(1)?);
    Ok(Some((email_of(&email)?, language_of(&language))))
}
