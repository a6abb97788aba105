//! The table `passkeys`.

use store::{Fault, Millis, Read, Write, args};

use super::accounts::account_of;
use crate::account::{Account, AccountId};
use crate::device::Day;
use crate::passkey::{Passkey, PasskeyId};

/// What checking a signature needs.
pub(crate) struct Keyhole {
    pub(crate) id: PasskeyId,
    pub(crate) account: Account,
    pub(crate) public_key: Vec<u8>,
    pub(crate) sign_count: u32,
}

/// A passkey to be kept.
pub(crate) struct NewRow {
    pub(crate) id: PasskeyId,
    pub(crate) account: AccountId,
    pub(crate) credential: Vec<u8>,
    pub(crate) public_key: Vec<u8>,
    pub(crate) sign_count: u32,
    pub(crate) name: String,
    pub(crate) made_at: Millis,
}

pub(crate) async fn by_credential(r: &Read, credential: &[u8]) -> Result<Option<Keyhole>, Fault> {
    let row = r
        .row(
            "select a.id, a.email, a.language, a.created_at, a.verified_at, a.disabled_at,
                    p.id, p.public_key, p.sign_count
             from passkeys p join accounts a on a.id = p.account_id
             where p.credential_id = $1",
            args![credential.to_vec()],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Keyhole {
        account: account_of(&row, 0)?,
        id: row.get(6)?,
        public_key: row.get(7)?,
        sign_count: row.get(8)?,
    }))
}

/// The newest first.
pub(crate) async fn of_account(r: &Read, account: AccountId) -> Result<Vec<Passkey>, Fault> {
    let sql = "select id, name, made_at, used_day from passkeys
               where account_id = $1 order by made_at desc, id";
    let rows = r.rows(sql, args![account]).await?;
    let shown = rows.iter().map(|row| {
        Ok(Passkey {
            id: row.get(0)?,
            name: row.get(1)?,
            made: Day::of(row.get(2)?),
            used: row.get(3)?,
        })
    });
    shown.collect()
}

pub(crate) async fn credentials(r: &Read, account: AccountId) -> Result<Vec<Vec<u8>>, Fault> {
    let sql = "select credential_id from passkeys where account_id = $1 order by made_at, id";
    let rows = r.rows(sql, args![account]).await?;
    rows.iter().map(|row| row.get(0)).collect()
}

pub(crate) async fn count(r: &Read, account: AccountId) -> Result<u32, Fault> {
    let sql = "select count(*) from passkeys where account_id = $1";
    let row = r.row(sql, args![account]).await?;
    row.ok_or_else(|| Fault::new("a count gave no row"))?.get(0)
}

/// `false`: somebody has a passkey of this name already.
pub(crate) async fn add(w: &Write, new: NewRow) -> Result<bool, Fault> {
    let added = w
        .run(
            "insert into passkeys
             (id, account_id, credential_id, public_key, sign_count, name, made_at)
             values ($1, $2, $3, $4, $5, $6, $7)
             on conflict (credential_id) do nothing",
            args![
                new.id,
                new.account,
                new.credential,
                new.public_key,
                new.sign_count,
                new.name,
                new.made_at
            ],
        )
        .await?;
    Ok(added == 1)
}

/// `false`: it was removed, or has counted further, in between.
pub(crate) async fn note_use(
    w: &Write,
    id: PasskeyId,
    [before, now]: [u32; 2],
    today: Day,
) -> Result<bool, Fault> {
    let sql = "update passkeys set sign_count = $3, used_day = $4
               where id = $1 and sign_count = $2";
    let args = args![id, before, now, today];
    Ok(w.run(sql, args).await? == 1)
}

pub(crate) async fn remove(w: &Write, account: AccountId, id: PasskeyId) -> Result<bool, Fault> {
    let sql = "delete from passkeys where account_id = $1 and id = $2";
    Ok(w.run(sql, args![account, id]).await? == 1)
}

/// Whether there were any.
pub(crate) async fn remove_of_account(w: &Write, account: AccountId) -> Result<bool, Fault> {
    let sql = "delete from passkeys where account_id = $1";
    Ok(w.run(sql, args![account]).await? > 0)
}

/// Removes those that were made at this moment or later, and says whether there were any.
pub(crate) async fn remove_since(
    w: &Write,
    account: AccountId,
    since: Millis,
) -> Result<bool, Fault> {
    let sql = "delete from passkeys where account_id = $1 and made_at >= $2";
    Ok(w.run(sql, args![account, since]).await? > 0)
}
