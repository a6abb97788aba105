//! The tables `accounts` and `account_numbers`.

use store::{Fault, Millis, Read, Row, Write, args};
use texts::Language;

use crate::account::{Account, AccountId};
use crate::email::Email;
use crate::error::Error;
use crate::token::TokenHash;

/// An account with the secrets that sign-in needs.
pub(crate) struct Keeper {
    pub(crate) account: Account,
    pub(crate) password_hash: String,
    pub(crate) password_generation: i64,
}

/// The columns that `account_of` reads, in its order.
const COLUMNS: &str = "id, email, language, created_at, verified_at, disabled_at";

/// An account from the six columns of `COLUMNS`, the first of which is column `first`.
pub(super) fn account_of(row: &Row, first: usize) -> Result<Account, Fault> {
    Ok(Account {
        id: row.get(first)?,
        email: email_of(&row.get::<String>(first + 1)?)?,
        language: language_of(&row.get::<String>(first + 2)?),
        created_at: row.get(first + 3)?,
        verified_at: row.get(first + 4)?,
        disabled_at: row.get(first + 5)?,
    })
}

pub(super) fn email_of(stored: &str) -> Result<Email, Fault> {
    stored
        .parse()
        .map_err(|_| Fault::new("a stored address is no address"))
}

/// A language that this version no longer speaks is said in English.
pub(super) fn language_of(code: &str) -> Language {
    Language::from_code(code).unwrap_or(Language::En)
}

pub(crate) async fn by_id(r: &Read, id: AccountId) -> Result<Option<Account>, Fault> {
    let sql = format!("select {COLUMNS} from accounts where id = $1");
    r.row(&sql, args![id])
        .await?
        .map(|row| account_of(&row, 0))
        .transpose()
}

pub(crate) async fn by_address(r: &Read, email: &Email) -> Result<Option<Account>, Fault> {
    let sql = format!("select {COLUMNS} from accounts where email_folded = $1");
    r.row(&sql, args![email.folded()])
        .await?
        .map(|row| account_of(&row, 0))
        .transpose()
}

async fn keeper_where(
    r: &Read,
    condition: &str,
    value: store::Value,
) -> Result<Option<Keeper>, Fault> {
    let sql = format!(
        "select {COLUMNS}, password_hash, password_generation from accounts where {condition}"
    );
    let Some(row) = r.row(&sql, vec![value]).await? else {
        return Ok(None);
    };
    Ok(Some(Keeper {
        account: account_of(&row, 0)?,
        password_hash: row.get(6)?,
        password_generation: row.get(7)?,
    }))
}

pub(crate) async fn keeper_by_id(r: &Read, id: AccountId) -> Result<Option<Keeper>, Fault> {
    keeper_where(r, "id = $1", id.into()).await
}

pub(crate) async fn keeper_by_address(r: &Read, email: &Email) -> Result<Option<Keeper>, Fault> {
    keeper_where(r, "email_folded = $1", email.folded().into()).await
}

pub(crate) async fn listed(r: &Read, after: AccountId, most: u32) -> Result<Vec<Account>, Fault> {
    let sql = format!("select {COLUMNS} from accounts where id > $1 order by id limit $2");
    r.rows(&sql, args![after, most])
        .await?
        .iter()
        .map(|row| account_of(row, 0))
        .collect()
}

pub(crate) async fn count(r: &Read) -> Result<u64, Fault> {
    let row = r.row("select count(*) from accounts", args![]).await?;
    Ok(row
        .ok_or_else(|| Fault::new("a count gave no row"))?
        .get::<i64>(0)?
        .unsigned_abs())
}

pub(crate) async fn is_any_verified(r: &Read) -> Result<bool, Fault> {
    let sql = "select 1 from accounts where verified_at is not null limit 1";
    Ok(r.row(sql, args![]).await?.is_some())
}

/// A new account. Refuses `EmailTaken`.
pub(crate) async fn add(
    w: &Write,
    email: &Email,
    language: Language,
    password_hash: &str,
    [created_at, verified_at]: [Option<Millis>; 2],
) -> Result<AccountId, Error> {
    w.run("update account_numbers set last_id = last_id + 1", args![])
        .await?;
    let row = w
        .row("select last_id from account_numbers", args![])
        .await?;
    let id: AccountId = row
        .ok_or_else(|| Fault::new("account_numbers is empty"))?
        .get(0)?;
    let added = w
        .run(
            "insert into accounts
                 (id, email, email_folded, language, password_hash, created_at, verified_at)
             values ($1, $2, $3, $4, $5, $6, $7)",
            args![
                id,
                email.as_str(),
                email.folded(),
                language.code(),
                password_hash,
                created_at,
                verified_at
            ],
        )
        .await;
    match added {
        Ok(_) => Ok(id),
        Err(fault) if fault.conflict().is_some() => Err(Error::EmailTaken),
        Err(fault) => Err(fault.into()),
    }
}

/// Sets a password: a new generation, so that everything made for the old one is void.
pub(crate) async fn put_password(w: &Write, id: AccountId, hash: &str) -> Result<(), Fault> {
    w.run(
        "update accounts
         set password_hash = $2, password_generation = password_generation + 1
         where id = $1",
        args![id, hash],
    )
    .await?;
    Ok(())
}

/// Writes the same password in another form; its generation stays.
pub(crate) async fn renew_hash(w: &Write, id: AccountId, hash: &str) -> Result<(), Fault> {
    w.run(
        "update accounts set password_hash = $2 where id = $1",
        args![id, hash],
    )
    .await?;
    Ok(())
}

/// Another address. Refuses `BadToken` if another account has it.
pub(crate) async fn put_address(w: &Write, id: AccountId, email: &Email) -> Result<(), Error> {
    let sql = "update accounts set email = $2, email_folded = $3 where id = $1";
    match w.run(sql, args![id, email.as_str(), email.folded()]).await {
        Ok(_) => Ok(()),
        Err(fault) if fault.conflict().is_some() => Err(Error::BadToken),
        Err(fault) => Err(fault.into()),
    }
}

pub(crate) async fn put_language(
    w: &Write,
    id: AccountId,
    language: Language,
) -> Result<(), Fault> {
    let sql = "update accounts set language = $2 where id = $1";
    w.run(sql, args![id, language.code()]).await?;
    Ok(())
}

pub(crate) async fn language_by_key(r: &Read, key: TokenHash) -> Result<Option<Language>, Fault> {
    let sql = "select a.language
         from devices d join accounts a on a.id = d.account_id
         where d.key_hash = $1";
    r.row(sql, args![key])
        .await?
        .map(|row| Ok(language_of(&row.get::<String>(0)?)))
        .transpose()
}

pub(crate) async fn put_verified(w: &Write, id: AccountId, now: Millis) -> Result<(), Fault> {
    w.announce();
    let sql = "update accounts set verified_at = $2 where id = $1 and verified_at is null";
    w.run(sql, args![id, now]).await?;
    // Whoever calls this has answered a letter.
    super::address_checks::remove(w, id).await?;
    super::address_checks::put_checked(w, id, now).await
}

/// Whether there is such an account.
pub(crate) async fn put_disabled(
    w: &Write,
    id: AccountId,
    disabled_at: Option<Millis>,
) -> Result<bool, Fault> {
    w.announce();
    let sql = "update accounts set disabled_at = $2 where id = $1";
    Ok(w.run(sql, args![id, disabled_at]).await? == 1)
}

/// Sessions, resets, devices and the key of its backups go with it: the database sees to that. Its number
/// is noted, so that a restored backup does not bring it back (PR-53).
pub(crate) async fn everybody(
    r: &Read,
    after: AccountId,
    most: u32,
) -> Result<Vec<Account>, Fault> {
    let sql = "select id, email, language, created_at, verified_at, disabled_at from accounts
               where id > $1 and verified_at is not null and disabled_at is null
               order by id limit $2";
    let rows = r.rows(sql, args![after, most]).await?;
    rows.iter().map(|row| account_of(row, 0)).collect()
}

pub(crate) async fn remove(w: &Write, id: AccountId, now: Millis) -> Result<(), Fault> {
    w.announce();
    w.run("delete from accounts where id = $1", args![id])
        .await?;
    w.run(
        "insert into deletions (account_id, deleted_at) values ($1, $2)
         on conflict (account_id) do nothing",
        args![id, now],
    )
    .await?;
    Ok(())
}

/// Forgets removals that no backup can undo any more.
pub(crate) async fn forget_deletions(w: &Write, before: Millis) -> Result<(), Fault> {
    w.run("delete from deletions where deleted_at < $1", args![before])
        .await?;
    Ok(())
}
