//! The tables `address_changes` and `former_addresses`.

use store::{Fault, Millis, Read, Write, args};

use super::accounts::{account_of, email_of};
use crate::account::AccountId;
use crate::address_change::Change;
use crate::email::Email;
use crate::take_back::{Former, LIFE as RETURN_LIFE};
use crate::token::TokenHash;

pub(crate) async fn add(
    w: &Write,
    token: TokenHash,
    account: AccountId,
    new: &Email,
    expires_at: Millis,
) -> Result<(), Fault> {
    w.run(
        "insert into address_changes
             (token_hash, account_id, password_generation, new_email, expires_at)
         select $1, id, password_generation, $3, $4 from accounts where id = $2",
        args![token, account, new.as_str(), expires_at],
    )
    .await?;
    Ok(())
}

/// A change that has not ended and was asked for under the present password.
pub(crate) async fn live(r: &Read, token: TokenHash, now: Millis) -> Result<Option<Change>, Fault> {
    let row = r
        .row(
            "select a.id, a.email, a.language, a.created_at, a.verified_at, a.disabled_at,
                    c.new_email
             from address_changes c join accounts a on a.id = c.account_id
             where c.token_hash = $1 and c.expires_at > $2
                   and c.password_generation = a.password_generation",
            args![token, now],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Change {
        account: account_of(&row, 0)?,
        new: email_of(&row.get::<String>(6)?)?,
    }))
}

pub(crate) async fn remove_of_account(w: &Write, account: AccountId) -> Result<(), Fault> {
    let sql = "delete from address_changes where account_id = $1";
    w.run(sql, args![account]).await?;
    Ok(())
}

pub(crate) async fn add_former(
    w: &Write,
    token: TokenHash,
    account: AccountId,
    email: &Email,
    now: Millis,
) -> Result<(), Fault> {
    w.run(
        "insert into former_addresses (token_hash, account_id, email, changed_at)
         values ($1, $2, $3, $4)",
        args![token, account, email.as_str(), now],
    )
    .await?;
    Ok(())
}

/// An address that was changed, or kept while something else was, after `since`.
pub(crate) async fn former(
    r: &Read,
    token: TokenHash,
    since: Millis,
) -> Result<Option<Former>, Fault> {
    let row = r
        .row(
            "select a.id, a.email, a.language, a.created_at, a.verified_at, a.disabled_at,
                    f.email, f.changed_at
             from former_addresses f join accounts a on a.id = f.account_id
             where f.token_hash = $1 and f.changed_at > $2",
            args![token, since],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Former {
        account: account_of(&row, 0)?,
        email: email_of(&row.get::<String>(6)?)?,
        changed_at: row.get(7)?,
    }))
}

/// How much of an account can be taken back that was done after `since`.
pub(crate) async fn formers_since(
    r: &Read,
    account: AccountId,
    since: Millis,
) -> Result<u32, Fault> {
    let sql = "select count(*) from former_addresses where account_id = $1 and changed_at > $2";
    let row = r.row(sql, args![account, since]).await?;
    row.ok_or_else(|| Fault::new("a count gave no row"))?.get(0)
}

/// What was changed at this moment or later: those who came after cannot take back the return.
pub(crate) async fn remove_former_since(
    w: &Write,
    account: AccountId,
    since: Millis,
) -> Result<(), Fault> {
    let sql = "delete from former_addresses where account_id = $1 and changed_at >= $2";
    w.run(sql, args![account, since]).await?;
    Ok(())
}

pub(crate) async fn remove_ended(w: &Write, before: Millis) -> Result<(), Fault> {
    let sql = "delete from address_changes where expires_at <= $1";
    w.run(sql, args![before]).await?;
    let sql = "delete from former_addresses where changed_at <= $1";
    w.run(sql, args![before.minus(RETURN_LIFE)]).await?;
    Ok(())
}
