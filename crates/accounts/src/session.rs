//! Sessions of browsers.

use store::{Fault, Ground};

use crate::account::Account;

/// Somebody who is signed in by a session.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Who it is.
    pub account: Account,
}

/// Who holds this session token. Sessions end after 30 days unused, 180 days at most, and when
/// the account is disabled.
pub async fn session(ground: &Ground, token: &str) -> Result<Option<SignedIn>, Fault> {
    todo!()
}

/// Ends this session.
pub async fn sign_out(ground: &Ground, who: &SignedIn) -> Result<(), Fault> {
    todo!()
}

/// Ends all sessions of the account, this one too. Devices stay.
pub async fn sign_out_everywhere(ground: &Ground, who: &SignedIn) -> Result<(), Fault> {
    todo!()
}
