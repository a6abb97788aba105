//! The yearly check of an address (PR-01), where the settings want it: a letter asks whether it still
//! reaches the account's owner. Pages say so until it is answered; apps go on syncing whatever happens.

use std::time::Duration;

use jobs::Periodic;
use mail::Purpose;
use store::{Chance, Fault, Ground, Millis, Write};

use crate::account::{Account, AccountId};
use crate::error::Error;
use crate::hashing::Passwords;
use crate::letter;
use crate::options::Options;
use crate::session::SignedIn;
use crate::storage;
use crate::token::TokenHash;

const DAY: Duration = Duration::from_hours(24);
/// So long the link of a letter works after pages have begun to ask, or after the letter if that is later.
const LINK_LIFE: Duration = Duration::from_hours(24 * 30);
/// In one transaction; the others are asked a day later.
const ASKED_MAX: u32 = 500;

/// A check that waits for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AddressCheck {
    /// When the letter went out.
    pub asked_at: Millis,
    /// From then on pages ask for the answer before anything else.
    pub due_at: Millis,
}

impl AddressCheck {
    /// Whether it has waited too long.
    pub fn is_overdue(&self, now: Millis) -> bool {
        now >= self.due_at
    }
}

/// Once a day, asks those whose address was not confirmed for so long. Nothing where the settings do
/// not want it.
pub fn address_check_timetable(options: &Options) -> Vec<Periodic> {
    let [every, grace] = [options.address_check_days, options.address_check_grace_days];
    if every == 0 {
        return Vec::new();
    }
    vec![Periodic::new(
        "accounts.address-checks",
        DAY,
        move |ground| async move { ask_those_due(&ground, every, grace).await },
    )]
}

pub(crate) async fn ask_those_due(ground: &Ground, every: u32, grace: u32) -> Result<(), Fault> {
    let (now, chance) = (ground.clock.now(), ground.chance.clone());
    let confirmed_before = now.minus(DAY * every);
    ground
        .db
        .write(async move |w| {
            let due = storage::address_checks::due(w, confirmed_before, ASKED_MAX).await?;
            for account in due {
                let check = AddressCheck {
                    asked_at: now,
                    due_at: now.plus(DAY * grace),
                };
                ask(w, &chance, &account, check, now).await?;
            }
            Ok(())
        })
        .await
}

async fn ask(
    w: &Write,
    chance: &Chance,
    account: &Account,
    check: AddressCheck,
    now: Millis,
) -> Result<(), Fault> {
    let (token, hash) = TokenHash::new(chance);
    let ends_at = check.due_at.max(now).plus(LINK_LIFE);
    storage::address_checks::put(w, account.id, check, (hash, ends_at)).await?;
    let purpose = Purpose::CheckAddress {
        token,
        days: days_until(check.due_at, now),
        link_days: days_until(ends_at, now),
    };
    letter::to_account(w, account, purpose, now).await
}

fn days_until(then: Millis, now: Millis) -> u32 {
    let left = then.0.saturating_sub(now.0).max(0);
    u32::try_from(left / 86_400_000).unwrap_or(u32::MAX)
}

/// Sends the letter again; the link of the one before is void. Nothing happens if no check waits.
/// Refuses `TooManyTries`.
pub async fn ask_for_check_again(
    ground: &Ground,
    passwords: &Passwords,
    who: &SignedIn,
) -> Result<(), Error> {
    let now = ground.clock.now();
    let limit = &passwords.counters().reset_address;
    limit.take(now, &("address check", who.account.id))?;
    let (account, chance) = (who.account.clone(), ground.chance.clone());
    ground
        .db
        .write(
            async move |w| match storage::address_checks::of(w, account.id).await? {
                Some(check) => Ok(ask(w, &chance, &account, check, now).await?),
                None => Ok(()),
            },
        )
        .await
}

/// Whether the link of a check still works; for the page that shows the form.
pub async fn is_check_open(ground: &Ground, token: &str) -> Result<bool, Fault> {
    let Some(token) = TokenHash::of(token) else {
        return Ok(false);
    };
    let now = ground.clock.now();
    let found = ground
        .db
        .read(async move |r| storage::address_checks::by_token(r, token, now).await)
        .await?;
    Ok(found.is_some())
}

/// Answers a check by the token of its letter, logged in or not. Refuses `BadToken`.
pub async fn confirm_check(ground: &Ground, token: &str) -> Result<(), Error> {
    let (now, token) = (
        ground.clock.now(),
        TokenHash::of(token).ok_or(Error::BadToken)?,
    );
    ground
        .db
        .write(async move |w| {
            let id = storage::address_checks::by_token(w, token, now).await?;
            Ok(answered(w, id.ok_or(Error::BadToken)?, now).await?)
        })
        .await
}

/// A letter to the account's address was answered, whatever it was about.
pub(crate) async fn answered(w: &Write, id: AccountId, now: Millis) -> Result<(), Fault> {
    storage::address_checks::remove(w, id).await?;
    storage::address_checks::put_checked(w, id, now).await
}
