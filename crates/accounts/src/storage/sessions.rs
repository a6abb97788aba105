//! The tables `sessions` and `password_resets`.

use store::{Fault, Millis, Read, Write, args};

use super::accounts::account_of;
use crate::account::{Account, AccountId};
use crate::address_check::AddressCheck;
use crate::token::TokenHash;

pub(crate) struct Session {
    pub(crate) account: Account,
    pub(crate) used_at: Millis,
    pub(crate) proven_at: Millis,
    pub(crate) address_check: Option<AddressCheck>,
}

pub(crate) async fn add(
    w: &Write,
    token: TokenHash,
    account: AccountId,
    now: Millis,
) -> Result<(), Fault> {
    w.run(
        "insert into sessions (token_hash, account_id, started_at, used_at, proven_at)
         values ($1, $2, $3, $3, $3)",
        args![token, account, now],
    )
    .await?;
    Ok(())
}

/// The session with this token, if it was used and started after these moments.
pub(crate) async fn live(
    r: &Read,
    token: TokenHash,
    used_after: Millis,
    started_after: Millis,
) -> Result<Option<Session>, Fault> {
    let row = r
        .row(
            "select a.id, a.email, a.language, a.created_at, a.verified_at, a.disabled_at,
                    s.used_at, s.proven_at, c.asked_at, c.due_at
             from sessions s join accounts a on a.id = s.account_id
                  left join address_checks c on c.account_id = a.id
             where s.token_hash = $1 and s.used_at > $2 and s.started_at > $3",
            args![token, used_after, started_after],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let check = [row.get(8)?, row.get(9)?];
    let check = if let [Some(asked_at), Some(due_at)] = check {
        Some(AddressCheck { asked_at, due_at })
    } else {
        None
    };
    Ok(Some(Session {
        account: account_of(&row, 0)?,
        used_at: row.get(6)?,
        proven_at: row.get(7)?,
        address_check: check,
    }))
}

pub(crate) async fn put_used(w: &Write, token: TokenHash, now: Millis) -> Result<(), Fault> {
    w.run(
        "update sessions set used_at = $2 where token_hash = $1",
        args![token, now],
    )
    .await?;
    Ok(())
}

pub(crate) async fn remove(w: &Write, token: TokenHash) -> Result<(), Fault> {
    w.run("delete from sessions where token_hash = $1", args![token])
        .await?;
    Ok(())
}

pub(crate) async fn remove_of_account(w: &Write, account: AccountId) -> Result<(), Fault> {
    w.run("delete from sessions where account_id = $1", args![account])
        .await?;
    Ok(())
}

/// Leaves the `most` sessions of an account that were used last.
pub(crate) async fn trim(w: &Write, account: AccountId, most: u32) -> Result<(), Fault> {
    w.run(
        "delete from sessions
         where account_id = $1 and token_hash not in
             (select token_hash from sessions where account_id = $1
              order by used_at desc, token_hash limit $2)",
        args![account, most],
    )
    .await?;
    Ok(())
}

pub(crate) async fn remove_expired(
    w: &Write,
    used_before: Millis,
    started_before: Millis,
) -> Result<u64, Fault> {
    w.run(
        "delete from sessions where used_at <= $1 or started_at <= $2",
        args![used_before, started_before],
    )
    .await
}

/// A link for a new password.
pub(crate) struct Reset {
    pub(crate) account: AccountId,
    pub(crate) password_generation: i64,
}

pub(crate) async fn add_reset(
    w: &Write,
    token: TokenHash,
    reset: &Reset,
    expires_at: Millis,
) -> Result<(), Fault> {
    w.run(
        "insert into password_resets (token_hash, account_id, password_generation, expires_at)
         values ($1, $2, $3, $4)",
        args![token, reset.account, reset.password_generation, expires_at],
    )
    .await?;
    Ok(())
}

/// The account of a link that has not ended and was made for the present password.
pub(crate) async fn live_reset(
    r: &Read,
    token: TokenHash,
    now: Millis,
) -> Result<Option<Account>, Fault> {
    let row = r
        .row(
            "select a.id, a.email, a.language, a.created_at, a.verified_at, a.disabled_at
             from password_resets p join accounts a on a.id = p.account_id
             where p.token_hash = $1 and p.expires_at > $2 and a.disabled_at is null
                   and p.password_generation = a.password_generation",
            args![token, now],
        )
        .await?;
    row.map(|row| account_of(&row, 0)).transpose()
}

pub(crate) async fn remove_resets(w: &Write, account: AccountId) -> Result<(), Fault> {
    w.run(
        "delete from password_resets where account_id = $1",
        args![account],
    )
    .await?;
    Ok(())
}

pub(crate) async fn remove_expired_resets(w: &Write, before: Millis) -> Result<u64, Fault> {
    w.run(
        "delete from password_resets where expires_at <= $1",
        args![before],
    )
    .await
}
