//! What becomes too old goes: backups after 28 days, and files that no remaining backup needs (PR-54).

use std::collections::{BTreeMap, HashSet};
use std::time::Duration;

use store::Ground;

use crate::content::{Part, Set};
use crate::error::Error;
use crate::keys::{Keys, Ring};
use crate::repository::{Dated, Repository};
use crate::sealed::Secret;

const DAY: Duration = Duration::from_hours(24);

/// How long what is kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terms {
    pub(crate) data_days: u32,
    pub(crate) key_days: u32,
}

/// Removes what is too old. The policy's month counts more than having a backup at all: even the last one
/// goes in time if no newer one could be made.
pub(crate) fn expire(
    ground: &Ground,
    repository: &Repository,
    keys: &Keys,
    terms: Terms,
) -> Result<(), Error> {
    let now = ground.clock.now();
    let oldest = now.minus(DAY * terms.data_days);
    let mut needed: BTreeMap<i64, HashSet<String>> = BTreeMap::new();
    for time in repository.times(Dated::Set)? {
        if time < oldest {
            repository.remove(Dated::Set, time)?;
            continue;
        }
        for account in repository.read::<Set>(Dated::Set, time)?.accounts {
            needed.entry(account.id).or_default().insert(account.part);
        }
    }
    let ring: Ring = crate::keys::newest_ring(repository)?;
    let unreadable_since = now.minus(DAY * terms.key_days).0;
    for account in repository.accounts()? {
        let removed_at = ring.removed.get(&account);
        let is_unreadable = removed_at.is_some_and(|at| *at < unreadable_since);
        match (needed.remove(&account), keys.get(&account)) {
            (Some(parts), Some(key)) if !is_unreadable => {
                sweep(repository, (account, key), parts)?;
            }
            // Removed not long ago: its backups go once no key ring opens them.
            (Some(_), None) if !is_unreadable => {}
            _ => repository.remove_account(account)?,
        }
    }
    Ok(())
}

/// Removes the files of an account that none of these parts names.
fn sweep(
    repository: &Repository,
    (account, key): (i64, &Secret),
    parts: HashSet<String>,
) -> Result<(), Error> {
    let mut needed = HashSet::new();
    for part in parts {
        let Ok(read) = repository.read_json::<Part>((account, key), &part) else {
            // What cannot be read does not say what it needs: everything stays.
            tracing::error!(account.id = account, "a part of a backup cannot be read");
            return Ok(());
        };
        needed.extend(read.files.into_iter().map(|file| file.object));
        needed.insert(part);
    }
    for object in repository.files_of(account)? {
        if !needed.contains(&object) {
            repository.remove_file_of(account, &object)?;
        }
    }
    Ok(())
}
