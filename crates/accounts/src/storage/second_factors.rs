//! The tables `second_factors`, `recovery_codes` and `half_sign_ins`.

use store::{Fault, Millis, Read, Write, args};

use super::accounts::account_of;
use crate::account::{Account, AccountId};
use crate::second_factor::{SecondFactor, TotpSecret};
use crate::token::TokenHash;

/// What checking a code needs.
pub(crate) struct Factor {
    pub(crate) secret: TotpSecret,
    pub(crate) last_step: i64,
}

pub(crate) async fn of(r: &Read, account: AccountId) -> Result<Option<Factor>, Fault> {
    let sql = "select secret, last_step from second_factors where account_id = $1";
    let Some(row) = r.row(sql, args![account]).await? else {
        return Ok(None);
    };
    Ok(Some(Factor {
        secret: TotpSecret::stored(row.get(0)?),
        last_step: row.get(1)?,
    }))
}

/// Whether a password alone does not open the account.
pub(crate) async fn is_on(r: &Read, account: AccountId) -> Result<bool, Fault> {
    Ok(shown(r, account).await?.is_some())
}

pub(crate) async fn shown(r: &Read, account: AccountId) -> Result<Option<SecondFactor>, Fault> {
    let sql = "select 1 from second_factors where account_id = $1";
    let factor = SecondFactor {
        has_authenticator: r.row(sql, args![account]).await?.is_some(),
        passkeys: super::passkeys::count(r, account).await?,
        recovery_codes_left: recovery_codes_left(r, account).await?,
    };
    Ok((factor.has_authenticator || factor.passkeys > 0).then_some(factor))
}

pub(crate) async fn add(
    w: &Write,
    account: AccountId,
    secret: &[u8],
    last_step: i64,
    now: Millis,
) -> Result<(), Fault> {
    w.run(
        "insert into second_factors (account_id, secret, turned_on_at, last_step)
         values ($1, $2, $3, $4)",
        args![account, secret.to_vec(), now, last_step],
    )
    .await?;
    Ok(())
}

pub(crate) async fn put_last_step(w: &Write, account: AccountId, step: i64) -> Result<(), Fault> {
    let sql = "update second_factors set last_step = $2 where account_id = $1";
    w.run(sql, args![account, step]).await?;
    Ok(())
}

/// Whether there was one.
pub(crate) async fn remove(w: &Write, account: AccountId) -> Result<bool, Fault> {
    let sql = "delete from second_factors where account_id = $1";
    Ok(w.run(sql, args![account]).await? > 0)
}

/// Removes one that was turned on at this moment or later.
pub(crate) async fn remove_since(
    w: &Write,
    account: AccountId,
    since: Millis,
) -> Result<(), Fault> {
    let sql = "delete from second_factors where account_id = $1 and turned_on_at >= $2";
    w.run(sql, args![account, since]).await?;
    Ok(())
}

/// Puts new codes in the place of all earlier ones.
pub(crate) async fn put_recovery_codes(
    w: &Write,
    account: AccountId,
    hashes: &[[u8; 32]],
    now: Millis,
) -> Result<(), Fault> {
    remove_recovery_codes(w, account).await?;
    for hash in hashes {
        let sql = "insert into recovery_codes (account_id, code_hash, made_at) values ($1, $2, $3)";
        w.run(sql, args![account, *hash, now]).await?;
    }
    Ok(())
}

pub(crate) async fn remove_recovery_codes(w: &Write, account: AccountId) -> Result<(), Fault> {
    let sql = "delete from recovery_codes where account_id = $1";
    w.run(sql, args![account]).await?;
    Ok(())
}

/// Removes codes that were made at this moment or later.
pub(crate) async fn remove_recovery_codes_since(
    w: &Write,
    account: AccountId,
    since: Millis,
) -> Result<(), Fault> {
    let sql = "delete from recovery_codes where account_id = $1 and made_at >= $2";
    w.run(sql, args![account, since]).await?;
    Ok(())
}

pub(crate) async fn take_recovery_code(
    w: &Write,
    account: AccountId,
    hash: [u8; 32],
) -> Result<bool, Fault> {
    let sql = "delete from recovery_codes where account_id = $1 and code_hash = $2";
    Ok(w.run(sql, args![account, hash]).await? == 1)
}

pub(crate) async fn recovery_codes_left(r: &Read, account: AccountId) -> Result<u32, Fault> {
    let sql = "select count(*) from recovery_codes where account_id = $1";
    let row = r.row(sql, args![account]).await?;
    row.ok_or_else(|| Fault::new("a count gave no row"))?.get(0)
}

pub(crate) async fn add_half_sign_in(
    w: &Write,
    token: TokenHash,
    account: AccountId,
    expires_at: Millis,
) -> Result<(), Fault> {
    w.run(
        "insert into half_sign_ins (token_hash, account_id, password_generation, expires_at)
         select $1, id, password_generation, $3 from accounts where id = $2",
        args![token, account, expires_at],
    )
    .await?;
    Ok(())
}

/// Whose half log-in it is, as long as it has not ended and the password is the same.
pub(crate) async fn live_half_sign_in(
    r: &Read,
    token: TokenHash,
    now: Millis,
) -> Result<Option<Account>, Fault> {
    let row = r
        .row(
            "select a.id, a.email, a.language, a.created_at, a.verified_at, a.disabled_at
             from half_sign_ins h join accounts a on a.id = h.account_id
             where h.token_hash = $1 and h.expires_at > $2
                   and h.password_generation = a.password_generation",
            args![token, now],
        )
        .await?;
    row.map(|row| account_of(&row, 0)).transpose()
}

pub(crate) async fn remove_half_sign_ins(w: &Write, account: AccountId) -> Result<(), Fault> {
    let sql = "delete from half_sign_ins where account_id = $1";
    w.run(sql, args![account]).await?;
    Ok(())
}

pub(crate) async fn remove_expired_half_sign_ins(w: &Write, now: Millis) -> Result<(), Fault> {
    let sql = "delete from half_sign_ins where expires_at <= $1";
    w.run(sql, args![now]).await?;
    Ok(())
}
