//! The tables `sessions` and `password_resets`.

use store::{Fault, Millis, Read, Row, Write, args};

use super::accounts::account_of;
use crate::account::{Account, AccountId};
use crate::address_check::AddressCheck;
use crate::browser::Browser;
use crate::token::TokenHash;

pub(crate) struct Session {
    pub(crate) account: Account,
    pub(crate) used_at: Millis,
    pub(crate) proven_at: Millis,
    pub(crate) address_check: Option<AddressCheck>,
    pub(crate) browser: Browser,
}

/// A session as its owner sees it among others.
pub(crate) struct Listed {
    pub(crate) token: TokenHash,
    pub(crate) browser: Browser,
    pub(crate) started_at: Millis,
    pub(crate) used_at: Millis,
}

pub(crate) async fn add(
    w: &Write,
    token: TokenHash,
    account: AccountId,
    browser: Browser,
    now: Millis,
) -> Result<(), Fault> {
    let Browser { program, system } = browser;
    w.run(
        "insert into sessions
             (token_hash, account_id, started_at, used_at, proven_at, program, system)
         values ($1, $2, $3, $3, $3, $4, $5)",
        args![token, account, now, program, system],
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
                    s.used_at, s.proven_at, c.asked_at, c.due_at, s.program, s.system
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
        browser: browser_of(&row, 10)?,
    }))
}

fn browser_of(row: &Row, at: usize) -> Result<Browser, Fault> {
    let [program, system]: [String; 2] = [row.get(at)?, row.get(at + 1)?];
    Ok(Browser::recorded(&program, &system))
}

/// The live sessions of an account, the last used first.
pub(crate) async fn of_account(
    r: &Read,
    account: AccountId,
    used_after: Millis,
    started_after: Millis,
) -> Result<Vec<Listed>, Fault> {
    let rows = r
        .rows(
            "select token_hash, started_at, used_at, program, system from sessions
             where account_id = $1 and used_at > $2 and started_at > $3
             order by used_at desc, started_at desc, token_hash",
            args![account, used_after, started_after],
        )
        .await?;
    let listed = |row: &Row| {
        let token: Vec<u8> = row.get(0)?;
        Ok(Listed {
            token: TokenHash::kept(&token).ok_or_else(|| Fault::new("a hash is cut"))?,
            started_at: row.get(1)?,
            used_at: row.get(2)?,
            browser: browser_of(row, 3)?,
        })
    };
    rows.iter().map(listed).collect()
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

/// Leaves one session of the account.
pub(crate) async fn remove_others(
    w: &Write,
    account: AccountId,
    kept: TokenHash,
) -> Result<(), Fault> {
    let sql = "delete from sessions where account_id = $1 and token_hash <> $2";
    w.run(sql, args![account, kept]).await?;
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
