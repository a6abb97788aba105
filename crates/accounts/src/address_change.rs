//! Another address for an account: the new one confirms it, the old one is told and can take it
//! back for a week (`take_back.rs`). Whether the new one has an account already shows in the letter
//! alone.

use std::time::Duration;

use mail::Purpose;
use store::{Fault, Ground, Write};

use crate::account::{Account, AccountId};
use crate::address_check;
use crate::email::Email;
use crate::error::Error;
use crate::hashing::Passwords;
use crate::letter;
use crate::proof::Proven;
use crate::sign_up::must_be_reachable;
use crate::storage;
use crate::take_back;
use crate::token::TokenHash;

const LINK_HOURS: u32 = 24;
/// So long the link in the letter to the new address works.
pub(crate) const LINK_LIFE: Duration = Duration::from_hours(LINK_HOURS as u64);

/// A change that waits for the new address.
pub(crate) struct Change {
    pub(crate) account: Account,
    pub(crate) new: Email,
}

/// Sends a letter with a link to the new address. Refuses `BadEmail`, `SameEmail`, `Undeliverable`,
/// and `TooManyTries` by account; for an address that was asked for too often, nothing happens.
pub async fn ask_for_new_address(
    ground: &Ground,
    passwords: &Passwords,
    proven: &Proven,
    new: &str,
) -> Result<(), Error> {
    let (now, account) = (ground.clock.now(), proven.who().account.clone());
    let new: Email = new.parse()?;
    if new == account.email {
        return Err(Error::SameEmail);
    }
    passwords
        .counters()
        .reset_address
        .take(now, &("new address", account.id))?;
    must_be_reachable(ground, &new).await?;
    let may_have_a_letter = passwords
        .counters()
        .sign_up_address
        .take(now, &new.folded())
        .is_ok();
    if !may_have_a_letter {
        return Ok(());
    }
    let (token, hash) = TokenHash::new(&ground.chance);
    ground
        .db
        .write(async move |w| {
            let ends = now.plus(LINK_LIFE);
            storage::address_changes::add(w, hash, account.id, &new, ends).await?;
            let known = storage::accounts::by_address(w, &new).await?;
            if let Some(known) = known.filter(|known| known.id != account.id) {
                return letter::to_account(w, &known, Purpose::AddressKnown, now).await;
            }
            let purpose = Purpose::ConfirmNewAddress {
                token,
                hours: LINK_HOURS,
            };
            letter::about_account(w, &account, &new, purpose, now).await
        })
        .await?;
    Ok(())
}

/// Whether a link to a new address still works; for the page that shows the form.
pub async fn is_change_open(ground: &Ground, token: &str) -> Result<bool, Fault> {
    let Some(token) = TokenHash::of(token) else {
        return Ok(false);
    };
    let now = ground.clock.now();
    let found = ground
        .db
        .read(async move |r| storage::address_changes::live(r, token, now).await)
        .await?;
    Ok(found.is_some())
}

/// Gives the account its new address, by the token of the letter that went there. Refuses
/// `BadToken`, also if somebody else has the address by now.
pub async fn confirm_new_address(ground: &Ground, token: &str) -> Result<(), Error> {
    let token = TokenHash::of(token).ok_or(Error::BadToken)?;
    let (now, chance) = (ground.clock.now(), ground.chance.clone());
    ground
        .db
        .write(async move |w| {
            let Change { account, new } = storage::address_changes::live(w, token, now)
                .await?
                .ok_or(Error::BadToken)?;
            account.may_sign_in()?;
            put(w, account.id, &new).await?;
            address_check::answered(w, account.id, now).await?;
            let token = take_back::offer(w, &chance, &account, now).await?;
            let days = take_back::DAYS;
            let purpose = Purpose::AddressChanged { token, days };
            Ok(letter::to_account(w, &account, purpose, now).await?)
        })
        .await
}

/// The address is put, and with it go what other letters have begun: links to a new password went
/// to the old address, sign-ups of the new one are settled.
pub(crate) async fn put(w: &Write, id: AccountId, email: &Email) -> Result<(), Error> {
    storage::accounts::put_address(w, id, email).await?;
    storage::address_changes::remove_of_account(w, id).await?;
    storage::sessions::remove_resets(w, id).await?;
    storage::sign_ups::remove_of_address(w, email).await?;
    Ok(())
}
