//! A new password: because the old one is forgotten, or because its owner wants another.

use store::{Fault, Ground};

use crate::error::Error;
use crate::hashing::Passwords;
use crate::network::Network;
use crate::session::SignedIn;
use crate::sign_in::NewSession;

/// Sends a letter with a link if there is an account with this address; the answer is the same if
/// not. Refuses `BadEmail`, `TooManyTries` (by network only).
pub async fn request_reset(ground: &Ground, passwords: &Passwords, email: &str, from: Network) -> Result<(), Error> {
    todo!()
}

/// Whether a link for a new password still works; for the page that shows the form.
pub async fn reset_is_open(ground: &Ground, token: &str) -> Result<bool, Fault> {
    todo!()
}

/// Sets a new password by the token of a letter and ends all sessions and host keys. Refuses
/// `BadToken`, `BadPassword`, `Busy`.
pub async fn reset_password(ground: &Ground, passwords: &Passwords, token: &str, new: &str) -> Result<(), Error> {
    todo!()
}

/// Sets a new password, ends all sessions and host keys and begins a new session for the caller,
/// whose cookie must be replaced. Refuses `WrongCredentials`, `BadPassword`, `TooManyTries`, `Busy`.
pub async fn change_password(ground: &Ground, passwords: &Passwords, who: &SignedIn, old: &str, new: &str) -> Result<NewSession, Error> {
    todo!()
}
