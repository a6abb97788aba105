//! Sessions of browsers.

use std::time::Duration;

use store::{Chance, Fault, Ground, Millis, Write};

use crate::account::{Account, AccountId};
use crate::address_check::AddressCheck;
use crate::browser::Browser;
use crate::device::Day;
use crate::error::Error;
use crate::sign_in::NewSession;
use crate::storage;
use crate::storage::sessions::Listed;
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
    /// Which browser it is.
    pub browser: Browser,
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
        browser: found.browser,
        proven_at: found.proven_at,
        session: token,
    }))
}

/// Begins a session; always with a new token, so that none can be planted beforehand.
pub(crate) async fn begin(
    w: &Write,
    chance: &Chance,
    account: AccountId,
    browser: Browser,
    now: Millis,
) -> Result<NewSession, Error> {
    let (token, hash) = TokenHash::new(chance);
    storage::sessions::add(w, hash, account, browser, now).await?;
    storage::sessions::trim(w, account, SESSIONS_MAX).await?;
    unused::note_use(w, account, Day::of(now)).await?;
    Ok(NewSession { token, account })
}

/// The number of a session on the page of its owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionId(pub i64);

/// A browser that is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenSession {
    /// By what it is ended.
    pub id: SessionId,
    /// Which browser.
    pub browser: Browser,
    /// When the password or a passkey was shown for it.
    pub signed_in_at: Millis,
    /// When it was used last, to the hour.
    pub used_at: Millis,
    /// It is the one that asks.
    pub is_this: bool,
}

/// The browsers that are signed in to the account: the one that asks first, then the last used.
pub async fn sessions(ground: &Ground, who: &SignedIn) -> Result<Vec<OpenSession>, Fault> {
    let listed = listed(ground, who.account.id).await?;
    let mut open: Vec<OpenSession> = listed
        .into_iter()
        .map(|one| OpenSession {
            id: SessionId(one.token.number()),
            browser: one.browser,
            signed_in_at: one.started_at,
            used_at: one.used_at,
            is_this: one.token == who.session,
        })
        .collect();
    open.sort_by_key(|one| !one.is_this);
    Ok(open)
}

async fn listed(ground: &Ground, id: AccountId) -> Result<Vec<Listed>, Fault> {
    let now = ground.clock.now();
    let (used_after, started_after) = (now.minus(IDLE_MAX), now.minus(AGE_MAX));
    ground
        .db
        .read(async move |r| storage::sessions::of_account(r, id, used_after, started_after).await)
        .await
}

/// Ends one of the account's sessions at once. `false`: it has none with this number any more.
pub async fn revoke_session(ground: &Ground, who: &SignedIn, id: SessionId) -> Result<bool, Fault> {
    let listed = listed(ground, who.account.id).await?;
    let found = listed.iter().find(|one| one.token.number() == id.0);
    let Some(token) = found.map(|one| one.token) else {
        return Ok(false);
    };
    ground
        .db
        .write(async move |w| storage::sessions::remove(w, token).await)
        .await?;
    Ok(true)
}

/// Ends all sessions of the account but this one. Devices stay.
pub async fn sign_out_others(ground: &Ground, who: &SignedIn) -> Result<(), Fault> {
    let (account, kept) = (who.account.id, who.session);
    ground
        .db
        .write(async move |w| storage::sessions::remove_others(w, account, kept).await)
        .await
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
