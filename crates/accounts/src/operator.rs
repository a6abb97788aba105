//! What the operator does to accounts, from the terminal.

use store::Ground;
use texts::Language;

use crate::account::{Account, AccountId};
use crate::device::Device;
use crate::error::Error;
use crate::hashing::Passwords;

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

impl std::fmt::Debug for NewPassword<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
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
pub async fn add(ground: &Ground, operator: &Operator, passwords: &Passwords, new: Added<'_>) -> Result<AccountId, Error> {
    todo!()
}

/// Accounts in the order of their numbers.
pub async fn list(ground: &Ground, operator: &Operator, selection: Selection) -> Result<Vec<Account>, Error> {
    todo!()
}

/// The account with this address or number. Refuses `NoSuchAccount`.
pub async fn find(ground: &Ground, operator: &Operator, email_or_id: &str) -> Result<Account, Error> {
    todo!()
}

/// The devices of an account, the latest used first.
pub async fn devices_of(ground: &Ground, operator: &Operator, account: AccountId) -> Result<Vec<Device>, Error> {
    todo!()
}

/// Sets a password and ends all sessions and host keys. Refuses `NoSuchAccount`, `BadPassword`, `Busy`.
pub async fn set_password(ground: &Ground, operator: &Operator, passwords: &Passwords, account: AccountId, new: NewPassword<'_>) -> Result<(), Error> {
    todo!()
}

/// Closes an account: no sign-in, no sync; sessions end, host keys are refused until it is enabled
/// again. Refuses `NoSuchAccount`.
pub async fn disable(ground: &Ground, operator: &Operator, account: AccountId) -> Result<(), Error> {
    todo!()
}

/// Opens a closed account again. Refuses `NoSuchAccount`.
pub async fn enable(ground: &Ground, operator: &Operator, account: AccountId) -> Result<(), Error> {
    todo!()
}

/// Removes all that this crate keeps of an account, its waiting letters too. The collection is the
/// shelf's to remove. Refuses `NoSuchAccount`.
pub async fn remove(ground: &Ground, operator: &Operator, account: AccountId) -> Result<(), Error> {
    todo!()
}
