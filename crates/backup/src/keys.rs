//! The keys of accounts, and the key ring in which they and the list of removed accounts are kept.

use std::collections::BTreeMap;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use serde::{Deserialize, Serialize};
use store::{Fault, Ground, Millis};

use crate::error::Error;
use crate::repository::{Dated, Repository};
use crate::sealed::Secret;
use crate::storage;

const DAY: Duration = Duration::from_hours(24);
/// A ring is renewed at least so often, so that no old one must stay.
const RENEWED_AFTER: Duration = DAY;

/// The key of each account.
pub(crate) type Keys = BTreeMap<i64, Secret>;

/// What a key ring holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Ring {
    keys: BTreeMap<i64, String>,
    /// Accounts that were removed, and when.
    pub(crate) removed: BTreeMap<i64, i64>,
}

impl Ring {
    /// The keys in it, without those of removed accounts.
    pub(crate) fn keys(&self) -> Result<Keys, Error> {
        let mut keys = Keys::new();
        for (account, text) in &self.keys {
            let bytes = STANDARD_NO_PAD.decode(text).ok();
            let bytes = bytes.and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
            let bytes = bytes.ok_or_else(|| Fault::new("a key in the key ring is damaged"))?;
            keys.insert(*account, Secret::new(bytes));
        }
        keys.retain(|account, _| !self.removed.contains_key(account));
        Ok(keys)
    }

    /// The highest number of an account that it knows of.
    pub(crate) fn last_account(&self) -> i64 {
        let last = [self.keys.last_key_value().map(|(id, _)| *id)]
            .into_iter()
            .chain([self.removed.last_key_value().map(|(id, _)| *id)]);
        last.flatten().max().unwrap_or(0)
    }
}

/// Gives every account that has none a key, and returns all.
pub(crate) fn keys_of_all(ground: &Ground) -> Result<Keys, Error> {
    let (ids, keys) = ground.db.read_blocking(async |r| {
        Ok::<_, Fault>((storage::account_ids(r).await?, storage::keys(r).await?))
    })?;
    let mut keys = secrets(keys)?;
    let without: Vec<i64> = ids
        .into_iter()
        .filter(|id| !keys.contains_key(id))
        .collect();
    if without.is_empty() {
        return Ok(keys);
    }
    let (now, chance) = (ground.clock.now(), ground.chance.clone());
    ground.db.write_blocking(async move |w| {
        for account in without {
            storage::add_key(w, account, &chance.bytes::<32>(), now).await?;
        }
        Ok::<_, Fault>(())
    })?;
    // As they are now: another process may have given some at the same time.
    keys = secrets(ground.db.read_blocking(async |r| storage::keys(r).await)?)?;
    Ok(keys)
}

fn secrets(rows: Vec<(i64, Vec<u8>)>) -> Result<Keys, Fault> {
    rows.into_iter()
        .map(|(account, bytes)| {
            let bytes = <[u8; 32]>::try_from(bytes);
            let bytes = bytes.map_err(|_| Fault::new("the key of an account is damaged"))?;
            Ok((account, Secret::new(bytes)))
        })
        .collect()
}

/// Writes a new key ring if the newest is out of date, and removes those that are too old. The newest
/// stays: it is never more than a day old while backups are made, and holds no key of a removed account.
pub(crate) fn renew_ring(
    ground: &Ground,
    repository: &Repository,
    kept_days: u32,
) -> Result<(), Error> {
    let now = ground.clock.now();
    let ring = ring_now(ground)?;
    let newest = repository.times(Dated::Ring)?.last().copied();
    let is_current = match newest {
        Some(time) if now.since(time) < RENEWED_AFTER => {
            repository.read::<Ring>(Dated::Ring, time)? == ring
        }
        _ => false,
    };
    if !is_current {
        let time = newest.map_or(now, |newest| now.max(Millis(newest.0 + 1)));
        repository.write(Dated::Ring, time, &ring)?;
        ground.crash_points.here("backup.ring.written");
    }
    let times = repository.times(Dated::Ring)?;
    let oldest = now.minus(DAY * kept_days);
    for time in times.iter().rev().skip(1).filter(|time| **time < oldest) {
        repository.remove(Dated::Ring, *time)?;
    }
    Ok(())
}

fn ring_now(ground: &Ground) -> Result<Ring, Error> {
    let (keys, removed) = ground.db.read_blocking(async |r| {
        Ok::<_, Fault>((storage::keys(r).await?, storage::deletions(r).await?))
    })?;
    let encoded = |bytes: Vec<u8>| STANDARD_NO_PAD.encode(bytes);
    Ok(Ring {
        keys: keys
            .into_iter()
            .map(|(id, key)| (id, encoded(key)))
            .collect(),
        removed: removed.into_iter().collect(),
    })
}

/// The newest key ring.
pub(crate) fn newest_ring(repository: &Repository) -> Result<Ring, Error> {
    let times = repository.times(Dated::Ring)?;
    let newest = times.last().ok_or(Error::NoSuchBackup)?;
    repository.read(Dated::Ring, *newest)
}
