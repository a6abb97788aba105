//! Removing bytes that no state of the last thirty days needs.

use std::fs;
use std::time::Duration;

use accounts::AccountId;
use store::Fault;

use super::index::MediaIndex;
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
    let removed = loan
        .run(move |index| {
            let mut removed = 0;
            for bundle in index.departed_before(oldest)? {
                fs::remove_file(folder.join(bundle))?;
                removed += 1;
            }
            index.forget_departed(oldest)?;
            Ok::<usize, Fault>(removed + sweep_orphans(index, &folder)?)
        })
        .await??;
    loan.commit(OpId(shelf.ground.chance.token())).await?;
    Ok(removed)
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
