//! The letters of this crate.

use mail::{Letter, Purpose};
use store::{Fault, Millis, Write};
use texts::Language;

use crate::account::Account;
use crate::email::Email;

/// Queues a letter about an account; removing the account takes it back.
pub(crate) async fn to_account(
    w: &Write,
    account: &Account,
    purpose: Purpose,
    now: Millis,
) -> Result<(), Fault> {
    let letter = Letter {
        account: Some(account.id.0),
        to: account.email.to_string(),
        language: account.language.code().to_owned(),
        purpose,
    };
    mail::post(w, letter, now).await
}

/// Queues a letter about an account to another address than its own.
pub(crate) async fn about_account(
    w: &Write,
    account: &Account,
    to: &Email,
    purpose: Purpose,
    now: Millis,
) -> Result<(), Fault> {
    let letter = Letter {
        account: Some(account.id.0),
        to: to.to_string(),
        language: account.language.code().to_owned(),
        purpose,
    };
    mail::post(w, letter, now).await
}

/// Queues a letter to an address that has no account, or none any more.
pub(crate) async fn to_address(
    w: &Write,
    to: &Email,
    language: Language,
    purpose: Purpose,
    now: Millis,
) -> Result<(), Fault> {
    let letter = Letter {
        account: None,
        to: to.to_string(),
        language: language.code().to_owned(),
        purpose,
    };
    mail::post(w, letter, now).await
}
