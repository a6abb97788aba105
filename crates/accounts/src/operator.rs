//! What the operator does to accounts, from the terminal.

use std::fmt;

use mail::Purpose;
use store::{Fault, Ground};
use texts::Language;

use crate::account::{Account, AccountId, account};
use crate::device::{self, Device};
use crate::email::Email;
use crate::error::Error;
use crate::hashing::Passwords;
use crate::letter;
use crate::password;
use crate::recovery::replace_password;
use crate::sign_up::ask_to_confirm;
use crate::storage;
use crate::storage::sign_ups::SignUp;
use crate::token::TokenHash;

/// Somebody who works on the machine itself and therefore may do everything.
#[derive(Debug)]
pub struct Operator(());

impl Operator {
    /// Only the commands of the server make one.
    pub fn at_the_terminal() -> Operator {
        Operator(())
    }
}

/// The password of an account that the operator adds or changes.
#[derive(Clone, Copy)]
pub enum NewPassword<'a> {
    /// In clear; must follow the rules.
    Clear(&'a str),
    /// A hash in PHC form: Argon2id, or PBKDF2 as Anki's own server uses it.
    Hashed(&'a str),
}

impl fmt::Debug for NewPassword<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NewPassword")
    }
}

/// An account to be added by the operator.
#[derive(Debug, Clone, Copy)]
pub struct Added<'a> {
    /// Its address.
    pub email: &'a str,
    /// Its password.
    pub password: NewPassword<'a>,
    /// Whether the address counts as confirmed; otherwise a letter is sent.
    pub verified: bool,
    /// The language of its letters.
    pub language: Language,
}

/// Which accounts to list.
#[derive(Debug, Clone, Copy)]
pub struct Selection {
    /// Only numbers above this one.
    pub after: AccountId,
    /// So many at most.
    pub most: u32,
}

/// Adds an account. Refuses `BadEmail`, `BadPassword`, `EmailTaken`, `Busy`.
pub async fn add(
    ground: &Ground,
    _operator: &Operator,
    passwords: &Passwords,
    new: Added<'_>,
) -> Result<AccountId, Error> {
    let email: Email = new.email.parse()?;
    let password_hash = hash_of(ground, passwords, new.password, &email).await?;
    let sign_up = SignUp {
        email,
        language: new.language,
        password_hash,
        policy_version: None,
    };
    let (now, token) = (ground.clock.now(), TokenHash::new(&ground.chance));
    let is_verified = new.verified;
    ground
        .db
        .write(async move |w| {
            let SignUp {
                email,
                language,
                password_hash,
                policy_version: _,
            } = &sign_up;
            let times = [Some(now), is_verified.then_some(now)];
            let id = storage::accounts::add(w, email, *language, password_hash, times).await?;
            if !is_verified {
                ask_to_confirm(w, token, &sign_up, id, now).await?;
            }
            Ok(id)
        })
        .await
}

async fn hash_of(
    ground: &Ground,
    passwords: &Passwords,
    new: NewPassword<'_>,
    email: &Email,
) -> Result<String, Error> {
    match new {
        NewPassword::Clear(new) => {
            password::check(new, email)?;
            passwords.hash(new, ground.chance.bytes()).await
        }
        NewPassword::Hashed(hash) => Passwords::import(hash),
    }
}

/// Accounts in the order of their numbers.
pub async fn list(
    ground: &Ground,
    _operator: &Operator,
    selection: Selection,
) -> Result<Vec<Account>, Fault> {
    let Selection { after, most } = selection;
    ground
        .db
        .read(async move |r| storage::accounts::listed(r, after, most).await)
        .await
}

/// The account with this address or number. Refuses `NoSuchAccount`.
pub async fn find(
    ground: &Ground,
    _operator: &Operator,
    email_or_id: &str,
) -> Result<Account, Error> {
    if let Ok(id) = email_or_id.trim().parse() {
        return account(ground, AccountId(id)).await;
    }
    let email: Email = email_or_id
        .parse()
        .map_err(|_: Error| Error::NoSuchAccount)?;
    let found = ground
        .db
        .read(async move |r| storage::accounts::by_address(r, &email).await);
    found.await?.ok_or(Error::NoSuchAccount)
}

/// The devices of an account, the latest used first.
pub async fn devices_of(
    ground: &Ground,
    _operator: &Operator,
    account: AccountId,
) -> Result<Vec<Device>, Fault> {
    device::of_account(ground, account).await
}

/// Sets a password and ends all sessions and host keys. Refuses `NoSuchAccount`, `BadPassword`,
/// `Busy`.
pub async fn set_password(
    ground: &Ground,
    _operator: &Operator,
    passwords: &Passwords,
    id: AccountId,
    new: NewPassword<'_>,
) -> Result<(), Error> {
    let email = account(ground, id).await?.email;
    let hash = hash_of(ground, passwords, new, &email).await?;
    let now = ground.clock.now();
    ground
        .db
        .write(async move |w| {
            let account = storage::accounts::by_id(w, id)
                .await?
                .ok_or(Error::NoSuchAccount)?;
            Ok(replace_password(w, &account, &hash, now).await?)
        })
        .await
}

/// Closes an account: no sign-in and no sync. Sessions end; host keys are refused until it is opened
/// again. Refuses `NoSuchAccount`.
pub async fn disable(ground: &Ground, _operator: &Operator, id: AccountId) -> Result<(), Error> {
    let now = ground.clock.now();
    ground
        .db
        .write(async move |w| {
            let account = storage::accounts::by_id(w, id)
                .await?
                .ok_or(Error::NoSuchAccount)?;
            if account.disabled_at.is_some() {
                return Ok(());
            }
            storage::accounts::put_disabled(w, id, Some(now)).await?;
            storage::sessions::remove_of_account(w, id).await?;
            if account.verified_at.is_some() {
                letter::to_account(w, &account, Purpose::AccountDisabled, now).await?;
            }
            Ok(())
        })
        .await
}

/// Opens a closed account again. Refuses `NoSuchAccount`.
pub async fn enable(ground: &Ground, _operator: &Operator, id: AccountId) -> Result<(), Error> {
    let enabled = ground
        .db
        .write(async move |w| storage::accounts::put_disabled(w, id, None).await)
        .await?;
    if enabled {
        Ok(())
    } else {
        Err(Error::NoSuchAccount)
    }
}

/// Removes all that this crate keeps of an account, and takes back what waits to be done about it.
/// Its collection is the shelf's to remove, before this. Refuses `NoSuchAccount`.
pub async fn remove(ground: &Ground, _operator: &Operator, id: AccountId) -> Result<(), Error> {
    let now = ground.clock.now();
    ground
        .db
        .write(async move |w| {
            let account = storage::accounts::by_id(w, id)
                .await?
                .ok_or(Error::NoSuchAccount)?;
            jobs::withdraw(w, id.0).await?;
            storage::sign_ups::remove_of_address(w, &account.email).await?;
            storage::accounts::remove(w, id, now).await?;
            if account.verified_at.is_some() {
                let (to, purpose) = (&account.email, Purpose::AccountRemoved);
                letter::to_address(w, to, account.language, purpose, now).await?;
            }
            Ok(())
        })
        .await
}
