//! Who is responsible, and how somebody else becomes it: announced, waited for, and only then done
//! (PR-68).

use std::time::Duration;

use store::{Fault, Ground, Millis, Write};

use super::Error;
use super::version::{Controller, Facts, Successor, Version};
use crate::storage;

/// So long members have to take a copy of their data and leave.
pub const WAIT_DAYS: u32 = 30;

/// An announcement that somebody else will be responsible, or a correction of name or address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ControllerChange {
    /// When it was said.
    pub announced_at: Millis,
    /// From when on it holds.
    pub effective_at: Millis,
    /// The new name.
    pub name: String,
    /// The new address.
    pub address: String,
    /// The same entity under another name or address: nothing passes on.
    pub is_correction: bool,
}

/// Notes a change that the operator announces. It is told to members with the next start, and holds
/// after `WAIT_DAYS` days; a correction holds at once.
pub async fn announce_controller(
    ground: &Ground,
    (name, address): (&str, &str),
    is_correction: bool,
) -> Result<ControllerChange, Fault> {
    let now = ground.clock.now();
    let wait = Duration::from_hours(24 * u64::from(WAIT_DAYS));
    let change = ControllerChange {
        announced_at: now,
        effective_at: if is_correction { now } else { now.plus(wait) },
        name: name.trim().to_owned(),
        address: address.trim().to_owned(),
        is_correction,
    };
    let noted = change.clone();
    ground
        .db
        .write(async move |w| storage::policy::add_change(w, &noted).await)
        .await?;
    Ok(change)
}

/// Who will be responsible, if somebody else than this controller was announced. For the start.
pub fn successor(ground: &Ground, known: &Controller) -> Result<Option<Successor>, Fault> {
    let changes = ground
        .db
        .read_blocking(async |r| storage::policy::changes(r).await)?;
    let next = changes.into_iter().next().filter(|change| {
        !change.is_correction && (&change.name, &change.address) != (&known.name, &known.address)
    });
    Ok(next.map(|change| Successor {
        name: change.name,
        address: change.address,
        effective_at: change.effective_at.0,
    }))
}

/// All changes, the newest first.
pub async fn controller_changes(ground: &Ground) -> Result<Vec<ControllerChange>, Fault> {
    ground
        .db
        .read(async |r| storage::policy::changes(r).await)
        .await
}

/// Whether a policy with these facts may follow the last version. The first name that is given at all
/// needs no procedure.
pub(super) async fn may_follow(
    w: &Write,
    last: &Version,
    facts: &Facts,
    now: Millis,
) -> Result<(), Error> {
    let (known, new) = (&last.facts.controller, &facts.controller);
    let is_same = known.name == new.name && known.address == new.address;
    if is_same || known.name.is_empty() {
        return Ok(());
    }
    let changes = storage::policy::changes(w).await?;
    let announced = changes.iter().find(|change| {
        change.name == new.name && change.address == new.address && change.effective_at <= now
    });
    let Some(announced) = announced else {
        return Err(Error::OtherController {
            known: format!("{} ({})", known.name, known.address),
            new: format!("{} ({})", new.name, new.address),
        });
    };
    if announced.is_correction {
        return Ok(());
    }
    // Whoever left before the day is removed first: nothing of theirs passes on.
    match storage::policy::leaving_before(w, announced.effective_at).await? {
        0 => Ok(()),
        leaving => Err(Error::StillLeaving(leaving)),
    }
}
