//! Accounts that nobody uses: three letters, then their data are put away, and a month later removed.
//! The account itself stays. Any visit or sync before ends it (PR-49, PR-50).

use std::time::Duration;

use accounts::{AccountId, Day, PutAwayAccount, SignedIn, UnusedAccount};
use jobs::Periodic;
use shelf::Shelf;
use store::{Fault, Ground, Millis};

use crate::options::Options;

const HOUR: Duration = Duration::from_hours(1);
/// Days until the data are put away, as each letter says, and days that pass until the next step.
const NOTICES: [(u32, i64); 3] = [(60, 30), (30, 23), (7, 7)];
/// So long what was put away can be had back.
const KEPT_DAYS: u32 = 30;
const KEPT: Duration = Duration::from_hours(24 * 30);

/// Every hour: writes, puts away, removes, whatever is due. A restart neither skips nor repeats it.
pub fn timetable(shelf: &Shelf, options: &Options) -> Vec<Periodic> {
    let (shelf, options) = (shelf.clone(), options.clone());
    vec![Periodic::new("privacy.unused", HOUR, move |ground| {
        let (shelf, options) = (shelf.clone(), options.clone());
        async move {
            put_away_marked(&ground, &shelf).await?;
            if options.unused_days_max == 0 {
                return Ok(());
            }
            let today = Day::of(ground.clock.now());
            let day = Day(today.0 - i64::from(options.unused_days_max));
            for unused in accounts::unused_since(&ground, day).await? {
                next_step(&ground, &shelf, &unused, today).await?;
            }
            Ok(())
        }
    })]
}

async fn next_step(
    ground: &Ground,
    shelf: &Shelf,
    unused: &UnusedAccount,
    today: Day,
) -> Result<(), Fault> {
    let id = unused.account.id;
    if is_empty(shelf, id).await? || is_out_of_reach(ground, unused).await? {
        return Ok(());
    }
    let sent = usize::try_from(unused.notices).unwrap_or(usize::MAX);
    let waited = unused.noticed.map_or(i64::MAX, |day| today.0 - day.0);
    let wait = sent
        .checked_sub(1)
        .and_then(|last| NOTICES.get(last))
        .map_or(0, |(_, wait)| *wait);
    if waited < wait {
        return Ok(());
    }
    if let Some((days_left, _)) = NOTICES.get(sent) {
        return accounts::warn(ground, unused, *days_left).await;
    }
    if accounts::mark_put_away(ground, unused, KEPT_DAYS).await? {
        ground.crash_points.here("privacy.unused.marked");
        shelf.put_away(id).await.map_err(broken)?;
        tracing::info!(account.id = %id, "the data of an unused account were put away");
    }
    Ok(())
}

async fn is_empty(shelf: &Shelf, account: AccountId) -> Result<bool, Fault> {
    let head = shelf.head(account).await.map_err(broken)?;
    Ok(head.counts.notes == 0 && head.counts.cards == 0 && head.media.files == 0)
}

/// Whoever cannot be warned loses nothing.
async fn is_out_of_reach(ground: &Ground, unused: &UnusedAccount) -> Result<bool, Fault> {
    let address = unused.account.email.as_str();
    let suppressed = mail::suppression(ground, address).await?.is_some();
    if suppressed {
        let id = unused.account.id;
        tracing::warn!(account.id = %id, "an unused account is kept: letters do not reach it");
    }
    Ok(suppressed)
}

/// Puts away what was marked before a crash, and removes what nobody has wanted back for a month.
async fn put_away_marked(ground: &Ground, shelf: &Shelf) -> Result<(), Fault> {
    let now = ground.clock.now();
    for PutAwayAccount { account, at, used } in accounts::put_away_accounts(ground).await? {
        if now.since(at) >= KEPT {
            shelf.remove_archive(account).await.map_err(broken)?;
            accounts::forget_put_away(ground, account).await?;
        } else if !shelf.has_archive(account).await.map_err(broken)? {
            if used.is_some_and(|day| day >= Day::of(at)) {
                // Restored from a backup, perhaps: what lies there now is in use.
                accounts::forget_put_away(ground, account).await?;
            } else {
                shelf.put_away(account).await.map_err(broken)?;
            }
        }
    }
    Ok(())
}

/// Data that were put away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PutAway {
    /// When.
    pub at: Millis,
    /// Until then they can be had back.
    pub until: Millis,
}

/// What can be brought back for somebody; nothing if she has begun anew meanwhile.
pub async fn put_away(
    ground: &Ground,
    shelf: &Shelf,
    who: &SignedIn,
) -> Result<Option<PutAway>, Fault> {
    let Some(at) = accounts::put_away_at(ground, who).await? else {
        return Ok(None);
    };
    let is_there = shelf.can_bring_back(who.account.id).await.map_err(broken)?;
    Ok(is_there.then_some(PutAway {
        at,
        until: at.plus(KEPT),
    }))
}

/// Brings back what was put away. `false`: it is no longer there, or something new is in its place.
pub async fn bring_back(ground: &Ground, shelf: &Shelf, who: &SignedIn) -> Result<bool, Fault> {
    let id: AccountId = who.account.id;
    if accounts::put_away_at(ground, who).await?.is_none() {
        return Ok(false);
    }
    let is_back = shelf.bring_back(id).await.map_err(broken)?;
    if is_back {
        accounts::forget_put_away(ground, id).await?;
    }
    Ok(is_back)
}

fn broken(error: shelf::Error) -> Fault {
    Fault::because("the shelf of an unused account", error)
}
