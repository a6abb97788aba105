//! Leaving: a week to think about it, then the account goes (PR-51).

use std::time::Duration;

use mail::Purpose;
use store::{Fault, Ground, Millis};

use crate::account::{Account, AccountId};
use crate::error::Error;
use crate::letter;
use crate::proof::Proven;
use crate::session::SignedIn;
use crate::storage;
use crate::token::TokenHash;

const GRACE_DAYS: u32 = 7;
pub(crate) const GRACE: Duration = Duration::from_hours(24 * GRACE_DAYS as u64);

/// An account whose owner wants it removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Departure {
    /// When she said so.
    pub asked_at: Millis,
    /// From when on it is removed.
    pub due_at: Millis,
}

/// Notes that the account is to be removed in a week, and sends a letter with a way back. Asked
/// again, the first time counts. Until then everything works as before.
pub async fn ask_for_removal(ground: &Ground, proven: &Proven) -> Result<Departure, Fault> {
    let (now, account) = (ground.clock.now(), proven.who().account.clone());
    let (token, hash) = TokenHash::new(&ground.chance);
    ground
        .db
        .write(async move |w| {
            if let Some(known) = storage::departures::of(w, account.id).await? {
                return Ok(known);
            }
            let new = Departure {
                asked_at: now,
                due_at: now.plus(GRACE),
            };
            storage::departures::add(w, account.id, hash, new).await?;
            let days = GRACE_DAYS;
            let purpose = Purpose::RemovalAsked { token, days };
            letter::to_account(w, &account, purpose, now).await?;
            Ok(new)
        })
        .await
}

/// Whether the account is to be removed, and when.
pub async fn departure(ground: &Ground, who: &SignedIn) -> Result<Option<Departure>, Fault> {
    let id = who.account.id;
    ground
        .db
        .read(async move |r| storage::departures::of(r, id).await)
        .await
}

/// The account stays. Asks for no password: it takes nothing away from anybody.
pub async fn keep_account(ground: &Ground, who: &SignedIn) -> Result<(), Fault> {
    let (now, account) = (ground.clock.now(), who.account.clone());
    ground
        .db
        .write(async move |w| keep(w, &account, now).await)
        .await
}

async fn keep(w: &store::Write, account: &Account, now: Millis) -> Result<(), Fault> {
    if storage::departures::remove(w, account.id).await? {
        letter::to_account(w, account, Purpose::RemovalTakenBack, now).await?;
    }
    Ok(())
}

/// Whether the link that keeps an account still works; for the page that shows the form.
pub async fn is_keeping_open(ground: &Ground, token: &str) -> Result<bool, Fault> {
    let Some(token) = TokenHash::of(token) else {
        return Ok(false);
    };
    let found = ground
        .db
        .read(async move |r| storage::departures::by_token(r, token).await)
        .await?;
    Ok(found.is_some())
}

/// The account stays, by the link of the letter. Refuses `BadToken`.
pub async fn keep_by_link(ground: &Ground, token: &str) -> Result<(), Error> {
    let token = TokenHash::of(token).ok_or(Error::BadToken)?;
    let now = ground.clock.now();
    ground
        .db
        .write(async move |w| {
            let account = storage::departures::by_token(w, token).await?;
            let account = account.ok_or(Error::BadToken)?;
            Ok(keep(w, &account, now).await?)
        })
        .await
}

/// A removal that is under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removal {
    /// Whose.
    pub account: AccountId,
    /// When its owner asked for it.
    pub asked_at: Millis,
    /// When it began.
    pub began_at: Millis,
    /// What was there at the beginning, in the words of whoever removes it.
    pub found: String,
}

/// Accounts whose week is over, the first to leave first.
pub async fn due_departures(ground: &Ground) -> Result<Vec<AccountId>, Fault> {
    let now = ground.clock.now();
    ground
        .db
        .read(async move |r| storage::departures::due(r, now).await)
        .await
}

/// Begins a removal: from this moment on no browser and no app comes in, and there is no way back.
/// `found` says what is there. Nothing happens if the owner has changed her mind.
pub async fn begin_removal(ground: &Ground, id: AccountId, found: String) -> Result<(), Fault> {
    let now = ground.clock.now();
    ground
        .db
        .write(async move |w| {
            let departure = storage::departures::of(w, id).await?;
            let Some(departure) = departure.filter(|known| known.due_at <= now) else {
                return Ok(());
            };
            storage::departures::begin_removal(w, id, departure, now, &found).await?;
            storage::departures::remove(w, id).await?;
            storage::accounts::put_disabled(w, id, Some(now)).await?;
            crate::recovery::end_all_entries(w, id).await?;
            jobs::withdraw(w, id.0).await?;
            Ok(())
        })
        .await
}

/// Removals that are under way.
pub async fn removals(ground: &Ground) -> Result<Vec<Removal>, Fault> {
    ground
        .db
        .read(async |r| storage::departures::removals(r).await)
        .await
}

/// Removes every row of an account that is being removed, and the letters about it that lie in the
/// outbox. May be called again.
pub async fn remove_rows(ground: &Ground, id: AccountId) -> Result<(), Fault> {
    let now = ground.clock.now();
    let email = ground
        .db
        .write(async move |w| {
            let Some(email) = storage::departures::email_of_removal(w, id).await? else {
                return Ok::<_, Fault>(None);
            };
            jobs::withdraw(w, id.0).await?;
            storage::sign_ups::remove_of_address(w, &email).await?;
            storage::accounts::remove(w, id, now).await?;
            Ok(Some(email))
        })
        .await?;
    match email {
        Some(email) => mail::remove_letters_of(ground, id.0, email.as_str()).await,
        None => Ok(()),
    }
}

/// The account is removed: its owner gets the certificate as the last letter, and the address is
/// forgotten.
pub async fn end_removal(ground: &Ground, id: AccountId, certificate: String) -> Result<(), Fault> {
    let now = ground.clock.now();
    ground
        .db
        .write(async move |w| {
            let Some((email, language)) = storage::departures::end_removal(w, id).await? else {
                return Ok(());
            };
            let purpose = Purpose::RemovalCertified { certificate };
            letter::to_address(w, &email, language, purpose, now).await
        })
        .await
}
