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
    /// From when on it holds at the earliest: if members are told at once.
    pub effective_at: Millis,
    /// The new name.
    pub name: String,
    /// The new address.
    pub address: String,
    /// The same entity under another name or address: nothing passes on.
    pub is_correction: bool,
}

/// Notes a change that the operator announces. It is told to members with the next start, and holds
/// `WAIT_DAYS` days after that; a correction holds at once. Only the newest change counts.
pub async fn announce_controller(
    ground: &Ground,
    (name, address): (&str, &str),
    is_correction: bool,
) -> Result<ControllerChange, Fault> {
    let now = ground.clock.now();
    let change = ControllerChange {
        announced_at: now,
        effective_at: if is_correction { now } else { due(now) },
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

/// Who will be responsible, if somebody else than this controller was announced. For the start. The
/// day that members were told stays; until they are told it is a month away.
pub fn successor(ground: &Ground, known: &Controller) -> Result<Option<Successor>, Fault> {
    let (newest, versions) = ground.db.read_blocking(async |r| {
        let newest = storage::policy::changes(r).await?.into_iter().next();
        Ok::<_, Fault>((newest, storage::policy::all(r).await?))
    })?;
    let next = newest.filter(|change| {
        !change.is_correction && (&change.name, &change.address) != (&known.name, &known.address)
    });
    let earliest = due(ground.clock.now());
    Ok(next.map(|change| {
        let told = told(&versions, &change.name, &change.address);
        let day = told
            .last()
            .and_then(|version| version.facts.successor.as_ref());
        Successor {
            effective_at: day.map_or(earliest.0, |day| day.effective_at),
            name: change.name,
            address: change.address,
        }
    }))
}

/// The versions, the newest first, by which members were told of this successor without a break until
/// now.
fn told<'a>(versions: &'a [Version], name: &str, address: &str) -> Vec<&'a Version> {
    let names = |version: &&Version| {
        let next = version.facts.successor.as_ref();
        next.is_some_and(|next| next.name == name && next.address == address)
    };
    versions.iter().take_while(names).collect()
}

/// When whoever is told now has had the time to leave.
fn due(told_at: Millis) -> Millis {
    told_at.plus(Duration::from_hours(24 * u64::from(WAIT_DAYS)))
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
    let refused = Error::OtherController {
        known: format!("{} ({})", known.name, known.address),
        new: format!("{} ({})", new.name, new.address),
    };
    // What was announced before the newest change was given up with it, or has been done.
    let newest = storage::policy::changes(w).await?.into_iter().next();
    let newest = newest.filter(|change| change.name == new.name && change.address == new.address);
    match newest {
        None => return Err(refused),
        Some(change) if change.is_correction => return Ok(()),
        Some(_) => {}
    }
    let versions = storage::policy::all(w).await?;
    let first = told(&versions, &new.name, &new.address).pop();
    let Some(day) = first
        .map(|first| due(first.published_at))
        .filter(|day| *day <= now)
    else {
        return Err(refused);
    };
    // Whoever left before the day is removed first: nothing of theirs passes on.
    match storage::policy::leaving_before(w, day).await? {
        0 => Ok(()),
        leaving => Err(Error::StillLeaving(leaving)),
    }
}
