//! Another address for an account: the new one confirms it, the old one is told and can take it
//! back for a week. Whether the new one has an account already shows in the letter alone.

use std::time::Duration;

use mail::Purpose;
use store::{Fault, Ground, Millis, Write};

use crate::account::{Account, AccountId};
use crate::address_check;
use crate::email::Email;
use crate::error::Error;
use crate::hashing::Passwords;
use crate::letter;
use crate::proof::Proven;
use crate::recovery;
use crate::sign_up::must_be_reachable;
use crate::storage;
use crate::token::TokenHash;

const LINK_HOURS: u32 = 24;
/// So long the link in the letter to the new address works.
pub(crate) const LINK_LIFE: Duration = Duration::from_hours(LINK_HOURS as u64);
const RETURN_DAYS: u32 = 7;
/// So long the old address can take a change back.
pub(crate) const RETURN_LIFE: Duration = Duration::from_hours(24 * 7);

/// A change that waits for the new address.
pub(crate) struct Change {
    pub(crate) account: Account,
    pub(crate) new: Email,
}

/// An address that an account went by.
pub(crate) struct Former {
    pub(crate) account: Account,
    pub(crate) email: Email,
    pub(crate) changed_at: Millis,
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
            let (token, hash) = TokenHash::new(&chance);
            let (id, old) = (account.id, &account.email);
            storage::address_changes::add_former(w, hash, id, old, now).await?;
            let days = RETURN_DAYS;
            let purpose = Purpose::AddressChanged { token, days };
            Ok(letter::to_account(w, &account, purpose, now).await?)
        })
        .await
}

/// The address is put, and with it go what other letters have begun: links to a new password went
/// to the old address, sign-ups of the new one are settled.
async fn put(w: &Write, id: AccountId, email: &Email) -> Result<(), Error> {
    storage::accounts::put_address(w, id, email).await?;
    storage::address_changes::remove_of_account(w, id).await?;
    storage::sessions::remove_resets(w, id).await?;
    storage::sign_ups::remove_of_address(w, email).await?;
    Ok(())
}

/// Whether the link that takes a change back still works; for the page that shows the form.
pub async fn is_return_open(ground: &Ground, token: &str) -> Result<bool, Fault> {
    let Some(token) = TokenHash::of(token) else {
        return Ok(false);
    };
    let since = ground.clock.now().minus(RETURN_LIFE);
    let found = ground
        .db
        .read(async move |r| storage::address_changes::former(r, token, since).await)
        .await?;
    Ok(found.is_some())
}

/// Gives the account its old address back: whoever changed it may hold the password and sit in a
/// session, so both end, a second factor that was set up since is turned off, and a link for a new
/// password goes to the old address. A removal that was asked for since is off. Refuses `BadToken`.
pub async fn take_address_back(
    ground: &Ground,
    passwords: &Passwords,
    token: &str,
) -> Result<(), Error> {
    let token = TokenHash::of(token).ok_or(Error::BadToken)?;
    let now = ground.clock.now();
    // Nobody knows this one.
    let void = ground.chance.token();
    let hash = passwords.hash(&void, ground.chance.bytes()).await?;
    let chance = ground.chance.clone();
    ground
        .db
        .write(async move |w| {
            let since = now.minus(RETURN_LIFE);
            let former = storage::address_changes::former(w, token, since).await?;
            let former = former.ok_or(Error::BadToken)?;
            let id = former.account.id;
            put(w, id, &former.email).await?;
            storage::address_changes::remove_former_since(w, id, former.changed_at).await?;
            storage::accounts::put_password(w, id, &hash).await?;
            recovery::end_all_entries(w, id).await?;
            storage::second_factors::remove_since(w, id, former.changed_at).await?;
            storage::passkeys::remove_since(w, id, former.changed_at).await?;
            if !storage::second_factors::is_on(w, id).await? {
                storage::second_factors::put_recovery_codes(w, id, &[]).await?;
            }
            storage::departures::remove_since(w, id, former.changed_at).await?;
            let account = storage::accounts::by_id(w, id).await?;
            let account = account.ok_or(Error::BadToken)?;
            Ok(recovery::post_link(w, &chance, &account, now).await?)
        })
        .await
}
