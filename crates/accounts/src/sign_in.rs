//! Signing in with address and password.

use std::fmt;

use store::Ground;

use crate::account::AccountId;
use crate::credentials::Credentials;
use crate::error::Error;
use crate::hashing::Passwords;
use crate::network::Network;

/// A session that has just begun.
#[must_use = "the browser must be given the token, or it is signed out"]
pub struct NewSession {
    /// The value of the session cookie: 256 bit, 43 characters. Only its SHA-256 is kept.
    pub token: String,
    /// Whose session it is.
    pub account: AccountId,
}

impl fmt::Debug for NewSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NewSession({})", self.account)
    }
}

/// Begins a session. Refuses `WrongCredentials`, `Unverified`, `Disabled`, `TooManyTries`, `Busy`.
pub async fn sign_in(ground: &Ground, passwords: &Passwords, typed: Credentials<'_>, from: Network) -> Result<NewSession, Error> {
    todo!()
}
