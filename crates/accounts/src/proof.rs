//! The password asked for again, before what matters is done in a session: whoever finds an open
//! browser shall not take the account away with it.

use std::time::Duration;

use store::{Ground, Millis};

use crate::error::Error;
use crate::hashing::Passwords;
use crate::recovery::prove_old;
use crate::second_factor::use_code;
use crate::session::{self, SignedIn};
use crate::sign_in::NewSession;
use crate::storage;

/// So long after the password was shown it need not be shown again.
const FRESH: Duration = Duration::from_mins(15);

/// Somebody who has shown the password of the account within the last quarter of an hour.
#[derive(Debug, Clone)]
pub struct Proven(SignedIn);

impl Proven {
    /// Who it is.
    pub fn who(&self) -> &SignedIn {
        &self.0
    }
}

impl SignedIn {
    /// Refuses `ProofNeeded` if the password was shown too long ago.
    pub fn proven(&self, now: Millis) -> Result<Proven, Error> {
        if now < self.proven_at || now.since(self.proven_at) >= FRESH {
            return Err(Error::ProofNeeded);
        }
        Ok(Proven(self.clone()))
    }
}

/// What somebody shows again.
#[derive(Clone, Copy)]
pub struct ShownAgain<'a> {
    /// As it was typed.
    pub password: &'a str,
    /// As it was typed; empty where the account has no second factor.
    pub code: &'a str,
}

impl std::fmt::Debug for ShownAgain<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ShownAgain")
    }
}

/// Asks for the password again, and for a code where there is a second factor. The session goes on
/// under a new token, so that one that was stolen before gains nothing by it. Refuses
/// `WrongCredentials`, `WrongCode`, `TooManyTries`, `Busy`.
pub async fn prove_again(
    ground: &Ground,
    passwords: &Passwords,
    who: &SignedIn,
    shown: ShownAgain<'_>,
) -> Result<NewSession, Error> {
    let id = who.account.id;
    let limit = &passwords.counters().second_factor;
    limit.check(ground.clock.now(), &id)?;
    let generation = prove_old(ground, passwords, id, shown.password).await?;
    let (now, chance) = (ground.clock.now(), ground.chance.clone());
    let (code, before, browser) = (shown.code.to_owned(), who.token(), who.browser);
    let renewed = ground
        .db
        .write(async move |w| {
            let keeper = storage::accounts::keeper_by_id(w, id)
                .await?
                .filter(|keeper| keeper.password_generation == generation)
                .ok_or(Error::WrongCredentials)?;
            keeper.account.may_sign_in()?;
            use_code(w, &keeper.account, &code, now).await?;
            storage::sessions::remove(w, before).await?;
            session::begin(w, &chance, id, browser, now).await
        })
        .await;
    if matches!(renewed, Err(Error::WrongCode)) {
        limit.charge(ground.clock.now(), &id);
    }
    renewed
}
