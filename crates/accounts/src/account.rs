//! An account.

use std::fmt;

use store::{Fault, FromValue, Ground, Millis, Value};
use texts::Language;

use crate::email::Email;
use crate::error::Error;
use crate::session::SignedIn;
use crate::storage;
use crate::token::TokenHash;

/// The number of an account: small, counted up, never given twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountId(pub i64);

impl fmt::Display for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<AccountId> for Value {
    fn from(id: AccountId) -> Value {
        Value::from(id.0)
    }
}

impl FromValue for AccountId {
    fn from_value(value: &Value) -> Option<AccountId> {
        i64::from_value(value).map(AccountId)
    }
}

/// An account without its secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its number.
    pub id: AccountId,
    /// The address letters go to.
    pub email: Email,
    /// The language of its pages and letters.
    pub language: Language,
    /// When it was made.
    pub created_at: Millis,
    /// When its address was confirmed.
    pub verified_at: Option<Millis>,
    /// When the operator closed it.
    pub disabled_at: Option<Millis>,
}

impl Account {
    /// Open and confirmed, or why not (PR-01).
    pub fn may_sign_in(&self) -> Result<(), Error> {
        may_sign_in(self.verified_at, self.disabled_at)
    }
}

/// The rule of `Account::may_sign_in` for those who have the two columns alone.
pub(crate) fn may_sign_in(
    verified_at: Option<Millis>,
    disabled_at: Option<Millis>,
) -> Result<(), Error> {
    if disabled_at.is_some() {
        return Err(Error::Disabled);
    }
    if verified_at.is_none() {
        return Err(Error::Unverified);
    }
    Ok(())
}

/// Open and confirmed accounts in the order of their numbers, from the one after `after` on.
pub async fn everybody(
    ground: &Ground,
    after: AccountId,
    most: u32,
) -> Result<Vec<Account>, Fault> {
    ground
        .db
        .read(async move |r| storage::accounts::everybody(r, after, most).await)
        .await
}

/// The account with this number. Refuses `NoSuchAccount`.
pub async fn account(ground: &Ground, id: AccountId) -> Result<Account, Error> {
    let found = ground
        .db
        .read(async move |r| storage::accounts::by_id(r, id).await)
        .await?;
    found.ok_or(Error::NoSuchAccount)
}

/// From now on the account's pages, its letters and what its apps are told are in this language.
pub async fn choose_language(
    ground: &Ground,
    who: &SignedIn,
    language: Language,
) -> Result<(), Fault> {
    let id = who.account.id;
    ground
        .db
        .write(async move |w| storage::accounts::put_language(w, id, language).await)
        .await
}

/// The language of the account to which an app's key belongs, open or closed.
pub async fn language_by_host_key(
    ground: &Ground,
    host_key: &str,
) -> Result<Option<Language>, Fault> {
    let Some(key) = TokenHash::of(host_key) else {
        return Ok(None);
    };
    ground
        .db
        .read(async move |r| storage::accounts::language_by_key(r, key).await)
        .await
}

/// How many accounts there are.
pub async fn count(ground: &Ground) -> Result<u64, Fault> {
    ground
        .db
        .read(async |r| storage::accounts::count(r).await)
        .await
}
