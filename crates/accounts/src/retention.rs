//! What ends by itself.

use std::time::Duration;

use jobs::Periodic;
use store::{Fault, Ground};

use crate::device::{Day, UNUSED_DAYS_MAX};
use crate::session::{AGE_MAX, IDLE_MAX};
use crate::storage;
use crate::whereabouts::KNOWN_FOR;

const DAY: Duration = Duration::from_hours(24);
/// Links that have ended are kept a day longer, to tell a late click from a lost row.
pub(crate) const ENDED_LINKS_KEPT: Duration = DAY;
/// So long an address may ask for its letter again with the invitation it has used.
pub(crate) const USES_KEPT: Duration = Duration::from_hours(7 * 24);
const ENDED_INVITATIONS_KEPT: Duration = Duration::from_hours(30 * 24);
/// Longer than any backup in which a removed account could still lie (28 days).
pub(crate) const DELETIONS_KEPT: Duration = Duration::from_hours(30 * 24);

/// Once a day, removes links, sessions, host keys and invitations whose time is over. They are void
/// from the moment on at which it is; this removes what is left of them.
pub fn timetable() -> Vec<Periodic> {
    vec![Periodic::new(
        "accounts.expired",
        DAY,
        |ground| async move { remove_expired(&ground).await },
    )]
}

async fn remove_expired(ground: &Ground) -> Result<(), Fault> {
    let now = ground.clock.now();
    ground
        .db
        .write(async move |w| {
            let links_before = now.minus(ENDED_LINKS_KEPT);
            storage::sign_ups::remove_expired(w, links_before).await?;
            storage::sessions::remove_expired_resets(w, links_before).await?;
            storage::sessions::remove_expired(w, now.minus(IDLE_MAX), now.minus(AGE_MAX)).await?;
            storage::second_factors::remove_expired_half_sign_ins(w, now).await?;
            storage::address_changes::remove_ended(w, links_before).await?;
            let today = Day::of(now);
            storage::devices::remove_unused(w, Day(today.0 - UNUSED_DAYS_MAX)).await?;
            let known_since = Day::of(now.minus(KNOWN_FOR));
            storage::whereabouts::remove_unused(w, known_since).await?;
            storage::invitations::remove_uses(w, now.minus(USES_KEPT)).await?;
            storage::invitations::remove_ended(w, now.minus(ENDED_INVITATIONS_KEPT)).await?;
            storage::accounts::forget_deletions(w, now.minus(DELETIONS_KEPT)).await?;
            Ok(())
        })
        .await
}
