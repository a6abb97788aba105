//! The table `address_checks`, and when accounts were last checked.

use store::{Fault, Millis, Read, Write, args};

use super::accounts::account_of;
use crate::account::{Account, AccountId};
use crate::address_check::AddressCheck;
use crate::token::TokenHash;

/// Open accounts whose address was confirmed before this moment, that are not asked yet and do not
/// leave anyway.
pub(crate) async fn due(r: &Read, before: Millis, most: u32) -> Result<Vec<Account>, Fault> {
    let sql = "select id, email, language, created_at, verified_at, disabled_at from accounts a
               where coalesce(a.checked_at, a.verified_at) <= $1 and a.disabled_at is null
                     and not exists (select 1 from address_checks c where c.account_id = a.id)
                     and not exists (select 1 from departures d where d.account_id = a.id)
               order by id limit $2";
    let rows = r.rows(sql, args![before, most]).await?;
    rows.iter().map(|row| account_of(row, 0)).collect()
}

/// Puts a check in the place of an earlier one.
pub(crate) async fn put(
    w: &Write,
    account: AccountId,
    check: AddressCheck,
    (token, ends_at): (TokenHash, Millis),
) -> Result<(), Fault> {
    w.run(
        "insert into address_checks (account_id, token_hash, asked_at, due_at, ends_at)
         values ($1, $2, $3, $4, $5)
         on conflict (account_id) do update
         set token_hash = excluded.token_hash, ends_at = excluded.ends_at",
        args![account, token, check.asked_at, check.due_at, ends_at],
    )
    .await?;
    Ok(())
}

pub(crate) async fn of(r: &Read, account: AccountId) -> Result<Option<AddressCheck>, Fault> {
    let sql = "select asked_at, due_at from address_checks where account_id = $1";
    let Some(row) = r.row(sql, args![account]).await? else {
        return Ok(None);
    };
    Ok(Some(AddressCheck {
        asked_at: row.get(0)?,
        due_at: row.get(1)?,
    }))
}

/// Whom the link of a letter is about, if it has not ended.
pub(crate) async fn by_token(
    r: &Read,
    token: TokenHash,
    now: Millis,
) -> Result<Option<AccountId>, Fault> {
    let sql = "select account_id from address_checks where token_hash = $1 and ends_at > $2";
    let row = r.row(sql, args![token, now]).await?;
    row.map(|row| row.get(0)).transpose()
}

pub(crate) async fn remove(w: &Write, account: AccountId) -> Result<(), Fault> {
    let sql = "delete from address_checks where account_id = $1";
    w.run(sql, args![account]).await?;
    Ok(())
}

pub(crate) async fn put_checked(w: &Write, account: AccountId, now: Millis) -> Result<(), Fault> {
    let sql = "update accounts set checked_at = $2 where id = $1";
    w.run(sql, args![account, now]).await?;
    Ok(())
}
