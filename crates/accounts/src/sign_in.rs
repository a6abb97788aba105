//! Signing in with address and password, on the web and by apps.

use std::fmt;
use std::time::Duration;

use store::{Fault, Ground, Read, Write};

use crate::account::{Account, AccountId};
use crate::credentials::Credentials;
use crate::email::Email;
use crate::error::Error;
use crate::hashing::{Fits, Passwords};
use crate::network::Network;
use crate::second_factor::{HalfSignIn, use_code};
use crate::session;
use crate::storage;
use crate::storage::accounts::Keeper;
use crate::token::TokenHash;
use crate::whereabouts::{Arrival, Whereabouts};

/// So many unconfirmed sign-ups of one address are compared; there can hardly be more, since letters
/// are limited.
const SIGN_UPS_COMPARED_MAX: u32 = 3;

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

/// So long a log-in whose password was right waits for its code.
pub(crate) const HALF_SIGN_IN_LIFE: Duration = Duration::from_mins(10);

/// Begins a session. Refuses `WrongCredentials`, `Unverified`, `Disabled`, `TooManyTries`, `Busy`;
/// and `CodeNeeded` where there is a second factor, to go on with `finish_sign_in`.
pub async fn sign_in(
    ground: &Ground,
    passwords: &Passwords,
    typed: Credentials<'_>,
    from: impl Into<Whereabouts>,
) -> Result<NewSession, Error> {
    let from = from.into();
    let arrival = Arrival::by_browser(ground, from);
    let proof = prove(ground, passwords, typed, from.network).await?;
    let (now, chance) = (ground.clock.now(), ground.chance.clone());
    let begun = ground
        .db
        .write(async move |w| {
            let account = proof.redeem(w).await?;
            if !storage::second_factors::is_on(w, account.id).await? {
                arrival.note(w, &account).await?;
                let session = session::begin(w, &chance, account.id, from.browser, now).await?;
                return Ok::<_, Error>(Begun::Session(session));
            }
            let (token, hash) = TokenHash::new(&chance);
            let ends = now.plus(HALF_SIGN_IN_LIFE);
            storage::second_factors::add_half_sign_in(w, hash, account.id, ends).await?;
            Ok(Begun::Half(HalfSignIn { token }))
        })
        .await?;
    match begun {
        Begun::Session(session) => Ok(session),
        Begun::Half(half) => Err(Error::CodeNeeded(half)),
    }
}

enum Begun {
    Session(NewSession),
    Half(HalfSignIn),
}

/// Begins the session of a log-in that waited for its code. Refuses `BadToken` if it waited too
/// long, `WrongCode`, `TooManyTries`.
pub async fn finish_sign_in(
    ground: &Ground,
    passwords: &Passwords,
    token: &str,
    code: &str,
    from: impl Into<Whereabouts>,
) -> Result<NewSession, Error> {
    let from = from.into();
    let arrival = Arrival::by_browser(ground, from);
    let token = TokenHash::of(token).ok_or(Error::BadToken)?;
    let (now, chance, code) = (ground.clock.now(), ground.chance.clone(), code.to_owned());
    let waiting = ground
        .db
        .read(async move |r| storage::second_factors::live_half_sign_in(r, token, now).await)
        .await?;
    let account = waiting.ok_or(Error::BadToken)?;
    let limit = &passwords.counters().second_factor;
    limit.check(now, &account.id)?;
    let begun = ground
        .db
        .write(async move |w| {
            let waiting = storage::second_factors::live_half_sign_in(w, token, now).await?;
            let account = waiting.ok_or(Error::BadToken)?;
            account.may_sign_in()?;
            use_code(w, &account, &code, now).await?;
            storage::second_factors::remove_half_sign_ins(w, account.id).await?;
            arrival.note(w, &account).await?;
            session::begin(w, &chance, account.id, from.browser, now).await
        })
        .await;
    if matches!(begun, Err(Error::WrongCode)) {
        limit.charge(now, &account.id);
    }
    begun
}

/// Somebody has shown the right password of an account.
pub(crate) struct Proof {
    account: AccountId,
    password_generation: i64,
    renewed: Option<String>,
}

impl Proof {
    /// Whose password it is.
    pub(crate) fn account(&self) -> AccountId {
        self.account
    }

    /// The account, in the transaction that lets somebody in: if its password was changed or the
    /// account closed in between, the proof is void.
    pub(crate) async fn redeem(self, w: &Write) -> Result<Account, Error> {
        let keeper = storage::accounts::keeper_by_id(w, self.account)
            .await?
            .filter(|keeper| keeper.password_generation == self.password_generation)
            .ok_or(Error::WrongCredentials)?;
        keeper.account.may_sign_in()?;
        if let Some(renewed) = self.renewed {
            storage::accounts::renew_hash(w, self.account, &renewed).await?;
        }
        Ok(keeper.account)
    }
}

/// Checks address and password under both limits. An unknown address takes the same time and gets
/// the same answer as a wrong password.
pub(crate) async fn prove(
    ground: &Ground,
    passwords: &Passwords,
    typed: Credentials<'_>,
    from: Network,
) -> Result<Proof, Error> {
    let limit = &passwords.counters().sign_in;
    let name = typed.email.trim().to_lowercase();
    limit.check(ground.clock.now(), from, &name)?;
    let known = known(ground, &name).await?;
    match known.compare(ground, passwords, typed.password).await {
        Ok(proof) => {
            limit.succeeded(from, &name);
            Ok(proof)
        }
        Err(error) => {
            if matches!(error, Error::WrongCredentials) {
                limit.failed(ground.clock.now(), from, &name);
            }
            Err(error)
        }
    }
}

/// What is on record for an address.
struct Known {
    keeper: Option<Keeper>,
    sign_ups: Vec<String>,
}

async fn known(ground: &Ground, name: &str) -> Result<Known, Fault> {
    // What is no address at all is treated like an unknown one.
    let Ok(email) = name.parse::<Email>() else {
        return Ok(Known {
            keeper: None,
            sign_ups: Vec::new(),
        });
    };
    let now = ground.clock.now();
    ground
        .db
        .read(async move |r: &Read| {
            let most = SIGN_UPS_COMPARED_MAX;
            Ok(Known {
                keeper: storage::accounts::keeper_by_address(r, &email).await?,
                sign_ups: storage::sign_ups::passwords(r, &email, most, now).await?,
            })
        })
        .await
}

impl Known {
    async fn compare(
        self,
        ground: &Ground,
        passwords: &Passwords,
        password: &str,
    ) -> Result<Proof, Error> {
        let password = Credentials::bounded(password);
        let stored = self
            .keeper
            .as_ref()
            .map(|keeper| keeper.password_hash.clone());
        let fits = passwords
            .fit(password, stored, self.sign_ups, ground.chance.bytes())
            .await?;
        match (fits, self.keeper) {
            (Fits::Account { renewed }, Some(keeper)) => {
                keeper.account.may_sign_in()?;
                Ok(Proof {
                    account: keeper.account.id,
                    password_generation: keeper.password_generation,
                    renewed,
                })
            }
            (Fits::SignUp, _) => Err(Error::Unverified),
            (Fits::Account { .. } | Fits::None, _) => Err(Error::WrongCredentials),
        }
    }
}
