//! Signing up, and confirming the address.

use store::Ground;
use texts::Language;

use crate::error::Error;
use crate::hashing::Passwords;
use crate::network::Network;
use crate::sign_in::NewSession;

/// What a sign-up form holds.
#[derive(Debug, Clone, Copy)]
pub struct NewAccount<'a> {
    /// As it was typed.
    pub email: &'a str,
    /// As it was typed.
    pub password: &'a str,
    /// The token of an invitation link.
    pub invitation: Option<&'a str>,
    /// The language of the letters.
    pub language: Language,
}

/// Takes a sign-up and sends a letter. Whether the address is known already shows in the letter
/// alone. Refuses `BadEmail`, `BadPassword`, `RegistrationClosed`, `BadInvitation`, `TooManyTries`,
/// `Busy`.
pub async fn sign_up(ground: &Ground, passwords: &Passwords, new: NewAccount<'_>, from: Network) -> Result<(), Error> {
    todo!()
}

/// Confirms an address with the token of its letter and signs in. Refuses `BadToken`, `Disabled`.
pub async fn verify_email(ground: &Ground, token: &str) -> Result<NewSession, Error> {
    todo!()
}
