//! Removing an account from every service. What is under way stands in a table; every step may be
//! done again, so whatever cuts it off, the next round goes on (PR-51, PR-52).

use std::time::Duration;

use accounts::{AccountId, Removal};
use jobs::Periodic;
use serde_json::json;
use shelf::Shelf;
use store::{Fault, Ground};

use crate::certificate::{Counted, Statement, Stays, signed};
use crate::copy::Copies;

const MINUTE: Duration = Duration::from_mins(1);
const KIND: &str = "removal of an account, 1";
/// The longest that logs, earlier states and backups are kept.
const MONTH: Duration = Duration::from_hours(24 * 30);

/// Once a minute: begins removals whose week is over, and goes on with those under way.
pub fn timetable(copies: &Copies) -> Vec<Periodic> {
    let copies = copies.clone();
    vec![Periodic::new("privacy.removals", MINUTE, move |ground| {
        let copies = copies.clone();
        async move { remove_due(&ground, &copies).await }
    })]
}

async fn remove_due(ground: &Ground, copies: &Copies) -> Result<(), Fault> {
    let shelf = &copies.shelf;
    for account in accounts::due_departures(ground).await? {
        let found = found_at(shelf, account).await?;
        accounts::begin_removal(ground, account, found).await?;
        ground.crash_points.here("privacy.removal.begun");
    }
    for removal in accounts::removals(ground).await? {
        // One that fails does not keep the others waiting; it is tried again.
        let done = remove(ground, copies, &removal).await;
        done.unwrap_or_else(|fault| cut_off(&removal, &fault));
    }
    Ok(())
}

fn cut_off(removal: &Removal, fault: &Fault) {
    let (number, fault) = (removal.account, fault.chain());
    tracing::error!(account.id = %number, fault, "a removal was cut off; it goes on later");
}

/// What is there at the beginning, for the certificate.
async fn found_at(shelf: &Shelf, account: AccountId) -> Result<String, Fault> {
    let head = shelf.head(account).await.map_err(broken)?;
    let counted = json!([
        {"what": "notes", "count": head.counts.notes},
        {"what": "cards", "count": head.counts.cards},
        {"what": "reviews", "count": head.counts.revlog},
        {"what": "media files", "count": head.media.files},
        {"what": "bytes", "count": head.collection_bytes.max(0) + head.media.bytes.max(0)},
    ]);
    Ok(counted.to_string())
}

async fn remove(ground: &Ground, copies: &Copies, removal: &Removal) -> Result<(), Fault> {
    let (shelf, account) = (&copies.shelf, removal.account);
    copies.remove_of(account).await?;
    ground.crash_points.here("privacy.removal.copies");
    shelf.remove(account).await.map_err(broken)?;
    shelf.remove_archive(account).await.map_err(broken)?;
    ground.crash_points.here("privacy.removal.shelf");
    accounts::remove_rows(ground, account).await?;
    ground.crash_points.here("privacy.removal.rows");
    let mut left = copies.register.rows_of(ground, account).await?;
    left.push(Counted {
        what: "accounts/".to_owned(),
        count: u64::from(shelf.has_folders(account)),
    });
    if let Some(rest) = left.iter().find(|place| place.count > 0) {
        return Err(Fault::new(format!("{} still names it", rest.what)));
    }
    let certificate = signed(ground, &statement(ground, removal, left)?).await?;
    ground.crash_points.here("privacy.removal.signed");
    accounts::end_removal(ground, account, certificate).await?;
    tracing::info!(account.id = %account, "an account was removed at its owner's wish");
    Ok(())
}

fn statement(ground: &Ground, removal: &Removal, left: Vec<Counted>) -> Result<Statement, Fault> {
    let now = ground.clock.now();
    let until = now.plus(MONTH).0;
    let stays = |what: &str| Stays {
        what: what.to_owned(),
        until,
    };
    let found = serde_json::from_str(&removal.found)
        .map_err(|error| Fault::because("the counts of a removal cannot be read", error))?;
    Ok(Statement {
        kind: KIND.to_owned(),
        account: removal.account.0,
        asked_at: removal.asked_at.0,
        began_at: removal.began_at.0,
        removed_at: now.0,
        found,
        left,
        stays: vec![
            stays("the number of the account, in the log of requests"),
            stays("the address, in the log of letters"),
            stays("backups that the operator has made"),
        ],
    })
}

fn broken(error: shelf::Error) -> Fault {
    Fault::because("the shelf of an account cannot be removed", error)
}
