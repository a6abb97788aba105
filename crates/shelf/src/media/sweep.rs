//! Removing bytes that no state of the last thirty days needs (PR-54).
//!
//! A bundle goes as a whole. One that has lost some of its files gives the others to a new bundle, so
//! that what a member deleted does not stay as long as its neighbours do.

use std::fs;
use std::time::Duration;

use accounts::AccountId;
use store::Fault;

use super::bundle::read_verified;
use super::index::{MediaIndex, Placed};
use crate::account_folder::AccountFolder;
use crate::error::Error;
use crate::loan::OpId;
use crate::shelf::Shelf;

const DAY: Duration = Duration::from_hours(24);

/// Removes the bundles of one account that lost their last file before the history began, and those
/// that a crash left without a row. Returns how many files went.
pub(crate) async fn sweep(shelf: &Shelf, account: AccountId) -> Result<usize, Error> {
    let loan = shelf.lend::<MediaIndex>(account).await?;
    let oldest = shelf
        .ground
        .clock
        .now()
        .minus(DAY * shelf.options.history_days)
        .0;
    let folder = shelf.folder_of(account).media();
    let mover = Mover {
        shelf: shelf.clone(),
        account,
    };
    let work = {
        let folder = folder.clone();
        move |index: &MediaIndex| {
            for bundle in index.bundles_with_gaps()? {
                mover.empty(index, &bundle)?;
            }
            let gone = index.departed_before(oldest)?;
            index.forget_departed(oldest)?;
            let orphans = sweep_orphans(index, &folder)?;
            Ok::<_, Fault>((gone, orphans))
        }
    };
    let op = OpId(shelf.ground.chance.token());
    let (gone, orphans) = loan.commit_after(op, work).await??;
    shelf.ground.crash_points.here("shelf.media.forgotten");
    // Nothing names them any more: what a crash leaves here, the next sweep takes for orphans.
    let removed = shelf.work(move || {
        let removed = gone
            .iter()
            .map(|bundle| fs::remove_file(folder.join(bundle)));
        removed.flatten().count()
    });
    Ok(orphans + removed.await?)
}

/// Moves files from one bundle of an account to another.
struct Mover {
    shelf: Shelf,
    account: AccountId,
}

impl Mover {
    /// Writes the files that are left in a bundle into a new one. Damaged ones are no longer offered, so
    /// that an app brings them again.
    fn empty(&self, index: &MediaIndex, old: &str) -> Result<(), Fault> {
        let folder: AccountFolder = self.shelf.folder_of(self.account);
        let mut bundle = self.shelf.new_bundle(self.account)?;
        let name = self.shelf.ground.chance.token();
        let now = self.shelf.ground.clock.now().0;
        let mut moved = Vec::new();
        for (file, place) in index.files_in(old)? {
            if let Some(bytes) = read_verified(&folder, &place)? {
                let staged = bundle.add(&mut bytes.reader())?;
                let bundle = name.clone();
                moved.push((file, Placed { bundle, staged }));
            } else {
                index.give_up(&file, &place, now)?;
            }
        }
        if !bundle.is_empty() {
            bundle.keep(&folder, &name)?;
            self.shelf.ground.crash_points.here("shelf.media.moved");
        }
        for (file, place) in &moved {
            index.lies_now(file, place)?;
        }
        index.depart(old, now)
    }
}

fn sweep_orphans(index: &MediaIndex, folder: &std::path::Path) -> Result<usize, Fault> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(0);
    };
    let mut removed = 0;
    for entry in entries {
        let entry = entry?;
        let old = entry
            .metadata()?
            .modified()?
            .elapsed()
            .is_ok_and(|age| age > DAY);
        if old && !index.names_bundle(&entry.file_name().to_string_lossy())? {
            fs::remove_file(entry.path())?;
            removed += 1;
        }
    }
    Ok(removed)
}
