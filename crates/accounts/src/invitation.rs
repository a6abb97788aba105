//! Invitations.

use store::{Fault, Ground};

use crate::error::Error;
use crate::hashing::Passwords;
use crate::operator::Operator;

/// What an invitation is good for.
#[derive(Debug, Clone)]
pub struct NewInvitation {
    /// How many accounts may be made with it.
    pub uses: u32,
    /// After so many days it ends.
    pub days: u32,
    /// Where to send it; `None`: the operator hands it over.
    pub email: Option<String>,
}

/// A one-time link token for the first account, in mode `invite` and as long as no account is
/// verified. Asking again makes a new one and ends the earlier.
pub async fn first_run_invitation(ground: &Ground, passwords: &Passwords) -> Result<Option<String>, Fault> {
    todo!()
}

/// Whether a sign-up with this invitation has a chance; for the page that shows the form.
pub async fn invitation_is_open(ground: &Ground, token: &str) -> Result<bool, Fault> {
    todo!()
}

/// Makes an invitation and returns its token.
pub async fn invite(ground: &Ground, operator: &Operator, new: NewInvitation) -> Result<String, Error> {
    todo!()
}
