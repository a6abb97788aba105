//! A new password: because the old one is forgotten, or because its owner wants another.

use std::time::Duration;

use jobs::{Failure, Handler, Job};
use mail::Purpose;
use serde::{Deserialize, Serialize};
use store::{Chance, Fault, Ground, Millis, Write};

use crate::account::{Account, AccountId};
use crate::credentials::Credentials;
use crate::email::Email;
use crate::error::Error;
use crate::hashing::{Fits, Passwords};
use crate::letter;
use crate::network::Network;
use crate::password;
use crate::second_factor;
use crate::session::{self, SignedIn};
use crate::sign_in::NewSession;
use crate::storage;
use crate::storage::sessions::Reset;
use crate::token::TokenHash;

const LINK_MINUTES: u32 = 30;
pub(crate) const LINK_LIFE: Duration = Duration::from_mins(LINK_MINUTES as u64);
const KIND: &str = "accounts.reset";
/// A passkey that was made so shortly before the password was forgotten may be a thief's.
const DOUBTED: Duration = Duration::from_hours(24 * 7);

/// Somebody asked for a new password for an address. Whether there is an account is found out later,
/// out of sight of the one who asks.
#[derive(Serialize, Deserialize)]
struct Asked {
    email: String,
}

/// Sends a letter with a link if there is an account with this address. The answer and the work are
/// the same if not. Refuses `BadEmail`, and `TooManyTries` by network; for an address that was asked
/// for too often, nothing happens.
pub async fn request_reset(
    ground: &Ground,
    passwords: &Passwords,
    email: &str,
    from: Network,
) -> Result<(), Error> {
    let email: Email = email.parse()?;
    let now = ground.clock.now();
    passwords.counters().reset_network.take(now, &from)?;
    if passwords
        .counters()
        .reset_address
        .take(now, &email.folded())
        .is_err()
    {
        return Ok(());
    }
    let asked = Asked {
        email: email.to_string(),
    };
    ground
        .db
        .write(async move |w| jobs::later(w, KIND, &asked, now).await)
        .await?;
    Ok(())
}

/// The later work of this crate, for the worker.
pub fn handlers() -> Vec<Handler> {
    vec![Handler::new(KIND, |ground, job| async move {
        send_link(&ground, &job).await
    })]
}

async fn send_link(ground: &Ground, job: &Job) -> Result<(), Failure> {
    let asked: Asked = job.read()?;
    let Ok(email) = asked.email.parse::<Email>() else {
        return Err(Failure::Final(Fault::new("the address is none")));
    };
    let (now, chance) = (ground.clock.now(), ground.chance.clone());
    ground
        .db
        .write(
            async move |w| match storage::accounts::by_address(w, &email).await? {
                Some(account) => post_link(w, &chance, &account, now).await,
                None => Ok(()),
            },
        )
        .await
        .map_err(|fault: Fault| Failure::Passing(fault))
}

/// Queues a letter with a link for a new password, unless the account is closed.
pub(crate) async fn post_link(
    w: &Write,
    chance: &Chance,
    account: &Account,
    now: Millis,
) -> Result<(), Fault> {
    let Some(keeper) = storage::accounts::keeper_by_id(w, account.id).await? else {
        return Ok(());
    };
    if account.disabled_at.is_some() {
        return Ok(());
    }
    let reset = Reset {
        account: account.id,
        password_generation: keeper.password_generation,
    };
    let (token, hash) = TokenHash::new(chance);
    let ends = now.plus(LINK_LIFE);
    storage::sessions::add_reset(w, hash, &reset, ends).await?;
    let purpose = Purpose::ResetPassword {
        token,
        minutes: LINK_MINUTES,
    };
    letter::to_account(w, account, purpose, now).await
}

/// Whether a link for a new password still works; for the page that shows the form.
pub async fn reset_is_open(ground: &Ground, token: &str) -> Result<bool, Fault> {
    Ok(account_of_link(ground, token).await?.is_some())
}

async fn account_of_link(ground: &Ground, token: &str) -> Result<Option<Account>, Fault> {
    let Some(token) = TokenHash::of(token) else {
        return Ok(None);
    };
    let now = ground.clock.now();
    ground
        .db
        .read(async move |r| storage::sessions::live_reset(r, token, now).await)
        .await
}

/// Sets a new password by the token of a letter and ends all sessions and host keys, and passkeys of
/// the last week. The letter has proven the address, too. Refuses `BadToken`, `BadPassword`, `Busy`.
pub async fn reset_password(
    ground: &Ground,
    passwords: &Passwords,
    token: &str,
    new: &str,
) -> Result<(), Error> {
    let account = account_of_link(ground, token)
        .await?
        .ok_or(Error::BadToken)?;
    password::check(new, &account.email)?;
    let hash = passwords.hash(new, ground.chance.bytes()).await?;
    let token = TokenHash::of(token).ok_or(Error::BadToken)?;
    let now = ground.clock.now();
    ground
        .db
        .write(async move |w| {
            // Asked again: of two who use the link at once, one is late.
            let account = storage::sessions::live_reset(w, token, now).await?;
            let account = account.ok_or(Error::BadToken)?;
            replace_password(w, &account, &hash, now).await?;
            if storage::passkeys::remove_since(w, account.id, now.minus(DOUBTED)).await? {
                second_factor::settle(w, &account, Purpose::PasskeyRemoved, now).await?;
            }
            storage::accounts::put_verified(w, account.id, now).await?;
            storage::sign_ups::remove_of_address(w, &account.email).await?;
            Ok(())
        })
        .await
}

/// Sets a new password, ends all sessions and host keys and begins a new session for the caller,
/// whose cookie must be replaced. Refuses `WrongCredentials` (of the old password), `BadPassword`,
/// `TooManyTries`, `Busy`.
pub async fn change_password(
    ground: &Ground,
    passwords: &Passwords,
    who: &SignedIn,
    old: &str,
    new: &str,
) -> Result<NewSession, Error> {
    password::check(new, &who.account.email)?;
    let generation = prove_old(ground, passwords, who.account.id, old).await?;
    let hash = passwords.hash(new, ground.chance.bytes()).await?;
    let (id, now, chance) = (who.account.id, ground.clock.now(), ground.chance.clone());
    let browser = who.browser;
    ground
        .db
        .write(async move |w| {
            let keeper = storage::accounts::keeper_by_id(w, id)
                .await?
                .filter(|keeper| keeper.password_generation == generation)
                .ok_or(Error::WrongCredentials)?;
            keeper.account.may_sign_in()?;
            replace_password(w, &keeper.account, &hash, now).await?;
            session::begin(w, &chance, id, browser, now).await
        })
        .await
}

/// The generation of the password that the owner of a session has shown. Has a limit of its own: who
/// stole a session shall not guess the password, and strangers at the front door shall not keep the
/// owner from changing it.
pub(crate) async fn prove_old(
    ground: &Ground,
    passwords: &Passwords,
    id: AccountId,
    old: &str,
) -> Result<i64, Error> {
    let limit = &passwords.counters().change_password;
    limit.check(ground.clock.now(), &id)?;
    let keeper = ground
        .db
        .read(async move |r| storage::accounts::keeper_by_id(r, id).await)
        .await?
        .ok_or(Error::WrongCredentials)?;
    let old = Credentials::bounded(old);
    let stored = Some(keeper.password_hash);
    match passwords
        .fit(old, stored, Vec::new(), ground.chance.bytes())
        .await?
    {
        Fits::Account { .. } => Ok(keeper.password_generation),
        Fits::SignUp | Fits::None => {
            limit.charge(ground.clock.now(), &id);
            Err(Error::WrongCredentials)
        }
    }
}

/// Ends sessions, devices, device passwords, and what was begun with the password.
pub(crate) async fn end_all_entries(w: &Write, id: AccountId) -> Result<(), Fault> {
    storage::sessions::remove_of_account(w, id).await?;
    storage::sessions::remove_resets(w, id).await?;
    storage::devices::remove_of_account(w, id).await?;
    storage::device_passwords::remove_of_account(w, id).await?;
    storage::second_factors::remove_half_sign_ins(w, id).await
}

/// A new password ends what the old one has opened, but for second factors, and its owner is told.
pub(crate) async fn replace_password(
    w: &Write,
    account: &Account,
    hash: &str,
    now: Millis,
) -> Result<(), Fault> {
    storage::accounts::put_password(w, account.id, hash).await?;
    end_all_entries(w, account.id).await?;
    if account.verified_at.is_some() {
        letter::to_account(w, account, Purpose::PasswordChanged, now).await?;
    }
    Ok(())
}
