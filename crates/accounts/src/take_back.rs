//! Taking back what a thief may have done to an account: come in, chosen another address, or set up a
//! second factor of his own (PR-61). The letter that tells of it goes to the address of that moment, and its link gives
//! the account back to whoever reads there, for a week.

use std::time::Duration;

use store::{Chance, Fault, Ground, Millis, Write};

use crate::account::Account;
use crate::address_change;
use crate::device::Day;
use crate::email::Email;
use crate::error::Error;
use crate::hashing::Passwords;
use crate::recovery;
use crate::storage;
use crate::token::TokenHash;

pub(crate) const DAYS: u32 = 7;
/// So long a link works.
pub(crate) const LIFE: Duration = Duration::from_hours(24 * DAYS as u64);
/// Whoever takes an address away prepares it: second factors that were set up so long before go, too.
const PREPARED: Duration = Duration::from_hours(24 * 30);

/// The address that an account went by at a moment.
pub(crate) struct Former {
    pub(crate) account: Account,
    pub(crate) email: Email,
    pub(crate) changed_at: Millis,
}

/// The token of a link that takes back what happens to the account from now on.
pub(crate) async fn offer(
    w: &Write,
    chance: &Chance,
    account: &Account,
    now: Millis,
) -> Result<String, Fault> {
    let (token, hash) = TokenHash::new(chance);
    let (id, email) = (account.id, &account.email);
    storage::address_changes::add_former(w, hash, id, email, now).await?;
    Ok(token)
}

/// Whether the link that takes something back still works; for the page that shows the form.
pub async fn is_return_open(ground: &Ground, token: &str) -> Result<bool, Fault> {
    let Some(token) = TokenHash::of(token) else {
        return Ok(false);
    };
    let since = ground.clock.now().minus(LIFE);
    let found = ground
        .db
        .read(async move |r| storage::address_changes::former(r, token, since).await)
        .await?;
    Ok(found.is_some())
}

/// Gives the account back to the address to which the letter went: whoever else is in it may hold the
/// password and sit in a session, so both end, second factors that were set up since are gone, and a
/// link for a new password goes to that address. Where the address was another one by now, second
/// factors of the month before go, too. A removal that was asked for since is off. Refuses `BadToken`.
pub async fn take_back(ground: &Ground, passwords: &Passwords, token: &str) -> Result<(), Error> {
    let token = TokenHash::of(token).ok_or(Error::BadToken)?;
    let now = ground.clock.now();
    // Nobody knows this one.
    let void = ground.chance.token();
    let hash = passwords.hash(&void, ground.chance.bytes()).await?;
    let chance = ground.chance.clone();
    ground
        .db
        .write(async move |w| {
            let since = now.minus(LIFE);
            let former = storage::address_changes::former(w, token, since).await?;
            let former = former.ok_or(Error::BadToken)?;
            let (id, changed_at) = (former.account.id, former.changed_at);
            address_change::put(w, id, &former.email).await?;
            storage::address_changes::remove_former_since(w, id, changed_at).await?;
            storage::accounts::put_password(w, id, &hash).await?;
            recovery::end_all_entries(w, id).await?;
            remove_factors(w, &former).await?;
            // What the thief came with is not to be known any more.
            storage::whereabouts::remove_since(w, id, Day::of(changed_at)).await?;
            storage::departures::remove_since(w, id, changed_at).await?;
            let account = storage::accounts::by_id(w, id).await?;
            let account = account.ok_or(Error::BadToken)?;
            Ok(recovery::post_link(w, &chance, &account, now).await?)
        })
        .await
}

async fn remove_factors(w: &Write, former: &Former) -> Result<(), Fault> {
    let Former {
        account,
        email,
        changed_at,
    } = former;
    let since = if account.email == *email {
        *changed_at
    } else {
        changed_at.minus(PREPARED)
    };
    storage::second_factors::remove_since(w, account.id, since).await?;
    storage::passkeys::remove_since(w, account.id, since).await?;
    storage::second_factors::remove_recovery_codes_since(w, account.id, since).await?;
    if !storage::second_factors::is_on(w, account.id).await? {
        storage::second_factors::remove_recovery_codes(w, account.id).await?;
    }
    Ok(())
}
