//! Passkeys: keys that browsers and phones keep, and that open for a finger, a face or a PIN. Each
//! logs in alone, is a second factor beside the password, and proves who one is (PR-61). What an
//! authenticator writes is read and checked here, with the signatures of ring: `ceremony.rs`.

mod authenticator;
mod cbor;
mod ceremony;
mod challenge;
#[cfg(any(test, fuzzing))]
pub(crate) mod hostile;
mod key;
mod relying_party;

use std::fmt;

use mail::Purpose;
use sha2::{Digest as _, Sha256};
use store::{Fault, FromValue, Ground, Value};

use crate::account::Account;
use crate::device::Day;
use crate::error::Error;
use crate::hashing::Passwords;
use crate::letter;
use crate::proof::Proven;
use crate::second_factor::{self, RecoveryCodes};
use crate::session::{self, SignedIn};
use crate::sign_in::NewSession;
use crate::storage;
use crate::storage::passkeys::{Keyhole, NewRow};
use crate::take_back;
use crate::whereabouts::{Arrival, Whereabouts};
use ceremony::{Scene, decoded, encoded};
use challenge::{Challenge, Occasion};

pub use ceremony::{Made, Signed};
pub(crate) use challenge::Challenges;
pub use key::ALGORITHMS;
pub use relying_party::RelyingParty;

const NAME_CHARACTERS_MAX: usize = 40;
const PASSKEYS_MAX: usize = 20;

/// The number of a passkey.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PasskeyId(pub i64);

impl fmt::Display for PasskeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<PasskeyId> for Value {
    fn from(id: PasskeyId) -> Value {
        Value::from(id.0)
    }
}

impl FromValue for PasskeyId {
    fn from_value(value: &Value) -> Option<PasskeyId> {
        i64::from_value(value).map(PasskeyId)
    }
}

/// A passkey as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passkey {
    /// Its number.
    pub id: PasskeyId,
    /// What its owner calls it.
    pub name: String,
    /// When it was made.
    pub made: Day,
    /// When it was last used.
    pub used: Option<Day>,
}

/// What a browser needs in order to make a passkey; bytes in base64url.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// To be signed.
    pub challenge: String,
    /// By which an authenticator knows the account: the same for all its passkeys, and no more.
    pub handle: String,
    /// Those there are, so that none is made twice in one place.
    pub known: Vec<String>,
}

/// The passkeys of the account, the newest first.
pub async fn passkeys(ground: &Ground, who: &SignedIn) -> Result<Vec<Passkey>, Fault> {
    let account = who.account.id;
    ground
        .db
        .read(async move |r| storage::passkeys::of_account(r, account).await)
        .await
}

/// What a page gives a browser that shall log in with a passkey.
pub fn challenge_to_log_in(ground: &Ground, passwords: &Passwords) -> String {
    passwords.challenges().make(ground, Occasion::LogIn)
}

/// What a page gives a browser that shall prove who sits at it.
pub fn challenge_to_prove(ground: &Ground, passwords: &Passwords, who: &SignedIn) -> String {
    let occasion = Occasion::Prove(who.account.id);
    passwords.challenges().make(ground, occasion)
}

/// What a page gives a browser that shall make a passkey.
pub async fn invite_passkey(
    ground: &Ground,
    passwords: &Passwords,
    proven: &Proven,
    site: &RelyingParty,
) -> Result<Invitation, Fault> {
    let account = &proven.who().account;
    let (id, born) = (account.id, account.created_at.0);
    let known = ground
        .db
        .read(async move |r| storage::passkeys::credentials(r, id).await)
        .await?;
    let handle = Sha256::digest(format!("passkeys of {id}, {born}, at {}", site.id));
    Ok(Invitation {
        challenge: passwords.challenges().make(ground, Occasion::Add(id)),
        handle: encoded(handle.as_slice()),
        known: known.iter().map(|credential| encoded(credential)).collect(),
    })
}

/// Keeps a new passkey. If it is the account's first second factor, there are recovery codes, too.
/// Refuses `NoName`, `TooManyPasskeys` above 20, and `WrongPasskey`.
pub async fn add_passkey(
    ground: &Ground,
    passwords: &Passwords,
    proven: &Proven,
    site: &RelyingParty,
    (name, made): (&str, Made<'_>),
) -> Result<Option<RecoveryCodes>, Error> {
    let name = name_of(name)?;
    let (now, account) = (ground.clock.now(), proven.who().account.clone());
    let scene = scene(ground, passwords, site, Occasion::Add(account.id));
    let new = scene.accept(made).ok_or(Error::WrongPasskey)?;
    let row = NewRow {
        id: PasskeyId(ground.chance.id()),
        account: account.id,
        credential: new.credential,
        public_key: new.key,
        sign_count: new.count,
        name,
        made_at: now,
    };
    use_up(passwords, new.challenge, ground)?;
    let codes = RecoveryCodes::new(ground);
    let (hashes, chance) = (codes.hashes(), ground.chance.clone());
    let is_first = ground
        .db
        .write(async move |w| {
            let id = account.id;
            let known = storage::passkeys::of_account(w, id).await?;
            if known.len() >= PASSKEYS_MAX {
                return Err(Error::TooManyPasskeys);
            }
            let is_first = !storage::second_factors::is_on(w, id).await?;
            if !storage::passkeys::add(w, row).await? {
                return Err(Error::WrongPasskey);
            }
            if is_first {
                storage::second_factors::put_recovery_codes(w, id, &hashes, now).await?;
                storage::second_factors::remove_half_sign_ins(w, id).await?;
            }
            let token = take_back::offer(w, &chance, &account, now).await?;
            let days = take_back::DAYS;
            let purpose = Purpose::PasskeyAdded { token, days };
            letter::to_account(w, &account, purpose, now).await?;
            Ok(is_first)
        })
        .await?;
    Ok(is_first.then_some(codes))
}

fn name_of(typed: &str) -> Result<String, Error> {
    let plain: String = typed.chars().filter(|c| !c.is_control()).collect();
    let name: String = plain.trim().chars().take(NAME_CHARACTERS_MAX).collect();
    if name.is_empty() {
        return Err(Error::NoName);
    }
    Ok(name)
}

/// Ends a passkey. `false`: there is none with this number any more.
pub async fn remove_passkey(
    ground: &Ground,
    proven: &Proven,
    id: PasskeyId,
) -> Result<bool, Fault> {
    let (now, account) = (ground.clock.now(), proven.who().account.clone());
    ground
        .db
        .write(async move |w| {
            if !storage::passkeys::remove(w, account.id, id).await? {
                return Ok(false);
            }
            second_factor::settle(w, &account, Purpose::PasskeyRemoved, now).await?;
            Ok(true)
        })
        .await
}

/// Begins a session with a passkey alone: it is two factors in one, the device and what it opens for.
/// Refuses `WrongPasskey`, `Disabled`, `TooManyTries`.
pub async fn sign_in_with_passkey(
    ground: &Ground,
    passwords: &Passwords,
    site: &RelyingParty,
    shown: Signed<'_>,
    from: impl Into<Whereabouts>,
) -> Result<NewSession, Error> {
    let from = from.into();
    let arrival = Arrival::by_browser(ground, from);
    let limit = &passwords.counters().sign_in;
    limit.check_network(ground.clock.now(), from.network)?;
    let scene = scene(ground, passwords, site, Occasion::LogIn);
    let checked = check(scene, shown).await;
    if matches!(checked, Err(Error::WrongPasskey)) {
        limit.failed_network(ground.clock.now(), from.network);
    }
    let used = checked?;
    use_up(passwords, used.challenge, ground)?;
    limit.succeeded(from.network, &used.keyhole.account.email.folded());
    let (now, chance) = (ground.clock.now(), ground.chance.clone());
    ground
        .db
        .write(async move |w| {
            let account = used.note(w, Day::of(now)).await?;
            storage::second_factors::remove_half_sign_ins(w, account.id).await?;
            arrival.note(w, &account).await?;
            session::begin(w, &chance, account.id, from.browser, now).await
        })
        .await
}

/// Proves with a passkey who sits at the browser. The session goes on under a new token, as after
/// `prove_again`. Refuses `WrongPasskey`, `TooManyTries`.
pub async fn prove_with_passkey(
    ground: &Ground,
    passwords: &Passwords,
    who: &SignedIn,
    site: &RelyingParty,
    shown: Signed<'_>,
) -> Result<NewSession, Error> {
    let (id, before, browser) = (who.account.id, who.token(), who.browser);
    let limit = &passwords.counters().second_factor;
    limit.check(ground.clock.now(), &id)?;
    let scene = scene(ground, passwords, site, Occasion::Prove(id));
    let checked = check(scene, shown).await;
    let is_hers = |used: &Used| used.keyhole.account.id == id;
    let used = match checked {
        Ok(used) if is_hers(&used) => used,
        Err(Error::Fault(fault)) => return Err(Error::Fault(fault)),
        Ok(_) | Err(_) => {
            limit.charge(ground.clock.now(), &id);
            return Err(Error::WrongPasskey);
        }
    };
    use_up(passwords, used.challenge, ground)?;
    let (now, chance) = (ground.clock.now(), ground.chance.clone());
    ground
        .db
        .write(async move |w| {
            let account = used.note(w, Day::of(now)).await?;
            storage::sessions::remove(w, before).await?;
            session::begin(w, &chance, account.id, browser, now).await
        })
        .await
}

fn scene<'a>(
    ground: &'a Ground,
    passwords: &'a Passwords,
    site: &'a RelyingParty,
    occasion: Occasion,
) -> Scene<'a> {
    Scene {
        ground,
        challenges: passwords.challenges(),
        site,
        occasion,
    }
}

fn use_up(passwords: &Passwords, challenge: Challenge, ground: &Ground) -> Result<(), Error> {
    let now = ground.clock.now();
    if passwords.challenges().use_up(challenge, now) {
        Ok(())
    } else {
        Err(Error::WrongPasskey)
    }
}

/// A signature that counts.
struct Used {
    keyhole: Keyhole,
    count: u32,
    challenge: Challenge,
}

async fn check(scene: Scene<'_>, shown: Signed<'_>) -> Result<Used, Error> {
    let credential = decoded(shown.id).ok_or(Error::WrongPasskey)?;
    let found = scene
        .ground
        .db
        .read(async move |r| storage::passkeys::by_credential(r, &credential).await);
    let keyhole = found.await?.ok_or(Error::WrongPasskey)?;
    let (key, before) = (&keyhole.public_key, keyhole.sign_count);
    let (count, challenge) = scene
        .verify(shown, key, before)
        .ok_or(Error::WrongPasskey)?;
    keyhole.account.may_sign_in()?;
    Ok(Used {
        keyhole,
        count,
        challenge,
    })
}

impl Used {
    /// Whose it is, in the transaction that lets somebody in.
    async fn note(self, w: &store::Write, today: Day) -> Result<Account, Error> {
        let Keyhole { id, account, .. } = self.keyhole;
        let counts = [self.keyhole.sign_count, self.count];
        if !storage::passkeys::note_use(w, id, counts, today).await? {
            return Err(Error::WrongPasskey);
        }
        let account = storage::accounts::by_id(w, account.id).await?;
        let account = account.ok_or(Error::WrongPasskey)?;
        account.may_sign_in()?;
        Ok(account)
    }
}

#[cfg(test)]
pub(crate) mod authenticator_for_tests;
