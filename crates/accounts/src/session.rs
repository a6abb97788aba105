//! Sessions of browsers.

use std::time::Duration;

use store::{Chance, Fault, Ground, Millis, Write};

use crate::account::{Account, AccountId};
use crate::address_check::AddressCheck;
use crate::device::Day;
use crate::error::Error;
use crate::sign_in::NewSession;
use crate::storage;
use crate::token::TokenHash;
use crate::unused;

/// A session that is not used for so long ends.
pub(crate) const IDLE_MAX: Duration = Duration::from_hours(30 * 24);
/// No session lives longer, however much it is used.
pub(crate) const AGE_MAX: Duration = Duration::from_hours(180 * 24);
/// The time of the last use is written down no more often than this.
const NOTED_EVERY: Duration = Duration::from_hours(1);
const SESSIONS_MAX: u32 = 100;

/// Somebody who is signed in by a session.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Who it is.
    pub account: Account,
    /// Whether the address waits to be confirmed again (PR-01).
    pub address_check: Option<AddressCheck>,
    /// When the password was last asked for in this session.
    pub(crate) proven_at: Millis,
    session: TokenHash,
}

impl SignedIn {
    pub(crate) fn token(&self) -> TokenHash {
        self.session
    }
}

/// Who holds this session token. Sessions end after 30 days unused, after 180 days in any case, and
/// when the account is closed.
pub async fn session(ground: &Ground, token: &str) -> Result<Option<SignedIn>, Fault> {
    let Some(token) = TokenHash::of(token) else {
        return Ok(None);
    };
    let now = ground.clock.now();
    let (used_after, started_after) = (now.minus(IDLE_MAX), now.minus(AGE_MAX));
    let found = ground
        .db
        .read(async move |r| storage::sessions::live(r, token, used_after, started_after).await)
        .await?;
    let Some(found) = found else { return Ok(None) };
    if found.account.may_sign_in().is_err() {
        return Ok(None);
    }
    if now.since(found.used_at) >= NOTED_EVERY {
        ground
            .db
            .write(async move |w| {
                storage::sessions::put_used(w, token, now).await?;
                unused::note_use(w, found.account.id, Day::of(now)).await
            })
            .await?;
    }
    Ok(Some(SignedIn {
        account: found.account,
        address_check: found.address_check,
        proven_at: found.proven_at,
        session: token,
    }))
}

/// Begins a session; always with a new token, so that none can be planted beforehand.
pub(crate) async fn begin(
    w: &Write,
    chance: &Chance,
    account: AccountId,
    now: Millis,
) -> Result<NewSession, Error> {
    let (token, hash) = TokenHash::new(chance);
    storage::sessions::add(w, hash, account, now).await?;
    storage::sessions::trim(w, account, SESSIONS_MAX).await?;
    unused::note_use(w, account, Day::of(now)).await?;
    Ok(NewSession { token, account })
}

/// Ends this session.
pub async fn sign_out(ground: &Ground, who: &SignedIn) -> Result<(), Fault> {
    let token = who.session;
    ground
        .db
        .write(async move |w| storage::sessions::remove(w, token).await)
        .await
}

/// Ends all sessions of the account, this one too. Devices stay.
pub async fn sign_out_everywhere(ground: &Ground, who: &SignedIn) -> Result<(), Fault> {
    let account = who.account.id;
    ground
        .db
        .write(async move |w| storage::sessions::remove_of_account(w, account).await)
        .await
}
