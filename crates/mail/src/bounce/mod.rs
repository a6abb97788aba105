//! What becomes of an address after a report (PR-55): gone mailboxes and complaints silence it at
//! once, failures that may pass only when there are many days of them.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jobs::Periodic;
use store::{Fault, Ground, Millis};

use crate::mark::Key;
use crate::options::Options;
use crate::report::{Fate, Report};
use crate::storage;
use crate::suppression::{Reason, suppress};

/// On so many days letters may fail to arrive before an address is given up.
pub(crate) const DAYS_MAX: i64 = 5;
/// A failure counts for so long.
const COUNTED_DAYS: i64 = 28;
const DAY_MS: i64 = 86_400_000;
const MINUTE: Duration = Duration::from_mins(1);
const DAY: Duration = Duration::from_hours(24);
/// The same as a time, with the day on which it is counted.
pub(crate) const COUNTED: Duration = Duration::from_hours(24 * 29);
/// In one go; the rest is read a minute later.
const MESSAGES_MAX: usize = 500;
const MESSAGE_BYTES_MAX: u64 = 2 * 1024 * 1024;

/// What a report led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// Its address is not written to any more.
    Suppressed(Reason),
    /// Its address had this many days of failures lately.
    Counted(i64),
    /// It is no report, or not about a letter of ours.
    NotOurs,
}

/// Takes a message that came to the address of the sender: a report about a letter of ours counts.
pub async fn take_report(ground: &Ground, raw: &[u8]) -> Result<Taken, Fault> {
    let Some(report) = Report::parse(raw) else {
        return Ok(Taken::NotOurs);
    };
    let key = Key::of(ground).await?;
    let is_to = |address: &&String| key.fits(&report.message_id, address);
    let Some(address) = report.addresses.iter().find(is_to) else {
        return Ok(Taken::NotOurs);
    };
    take(ground, address, report.fate).await
}

/// Notes what became of a letter to an address, from a source that is believed, and logs it.
pub(crate) async fn take(ground: &Ground, address: &str, fate: Fate) -> Result<Taken, Fault> {
    let taken = note(ground, address, fate).await?;
    log(ground, address, taken);
    Ok(taken)
}

pub(crate) async fn note(ground: &Ground, address: &str, fate: Fate) -> Result<Taken, Fault> {
    let taken = match fate {
        Fate::Gone => Taken::Suppressed(Reason::Bounced),
        Fate::Unwanted => Taken::Suppressed(Reason::Complained),
        Fate::Delayed => count(ground, address).await?,
    };
    if let Taken::Suppressed(reason) = taken {
        suppress(ground, address, reason).await?;
    }
    Ok(taken)
}

async fn count(ground: &Ground, address: &str) -> Result<Taken, Fault> {
    let hash = Key::of(ground).await?.fingerprint(address)?;
    let today = day_of(ground.clock.now());
    let counted = ground
        .db
        .write(async move |w| {
            storage::count_bounced_days(w, hash, today, today - COUNTED_DAYS).await
        })
        .await;
    let days: Result<i64, Fault> = counted;
    Ok(match days? {
        days if days >= DAYS_MAX => Taken::Suppressed(Reason::Bounced),
        days => Taken::Counted(days),
    })
}

fn day_of(now: Millis) -> i64 {
    now.0.div_euclid(DAY_MS)
}

/// A line in the only log that may hold addresses (PR-16).
fn log(ground: &Ground, address: &str, taken: Taken) {
    let outcome = match taken {
        Taken::Suppressed(reason) => reason.word().to_owned(),
        Taken::Counted(days) => format!("failed on {days} days"),
        Taken::NotOurs => return,
    };
    let time = jiff::Timestamp::from_millisecond(ground.clock.now().0).unwrap_or_default();
    let line = serde_json::json!({
        "time": time.to_string(),
        "report": outcome,
        "to": address,
    });
    ground.logs.mail.line(&line.to_string());
}

/// Reads the folder of bounces each minute, if there is one, and forgets days that count no more.
pub fn bounce_timetable(options: &Options) -> Vec<Periodic> {
    let mut table = vec![Periodic::new(
        "mail.soft-bounces",
        DAY,
        |ground| async move {
            let today = day_of(ground.clock.now());
            ground
                .db
                .write(async move |w| {
                    storage::remove_bounced_days_before(w, today - COUNTED_DAYS).await
                })
                .await
        },
    )];
    if !options.bounce_folder.is_empty() {
        let folder = PathBuf::from(&options.bounce_folder);
        table.push(Periodic::new("mail.bounces", MINUTE, move |ground| {
            let folder = folder.clone();
            async move { read_folder(&ground, &folder).await }
        }));
    }
    table
}

/// Takes what lies in a Maildir (its `new`) or in a plain folder, a message in each file. What was
/// looked at is removed: it holds addresses, and nobody else reads it.
async fn read_folder(ground: &Ground, folder: &Path) -> Result<(), Fault> {
    let place = folder.to_owned();
    let found = tokio::task::spawn_blocking(move || messages_in(&place)).await;
    let found = found.map_err(|error| Fault::because("reading bounces broke off", error))??;
    for path in found {
        match read_some(&path) {
            Ok(raw) => {
                take_report(ground, &raw).await?;
            }
            // It must not keep those behind it from being read.
            Err(fault) => {
                tracing::error!(error = %fault.chain(), "a bounce could not be read");
                continue;
            }
        }
        fs::remove_file(&path)
            .map_err(|error| Fault::because("a bounce that was read cannot be removed", error))?;
    }
    Ok(())
}

fn messages_in(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    let context = |error| Fault::because("the folder of bounces cannot be read", error);
    let new = folder.join("new");
    let folder = if new.is_dir() { &new } else { folder };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(context)? {
        let entry = entry.map_err(context)?;
        // A name with a dot in front is still being written.
        let is_ready = !entry.file_name().as_encoded_bytes().starts_with(b".");
        if is_ready && entry.file_type().map_err(context)?.is_file() {
            found.push(entry.path());
        }
    }
    found.sort();
    found.truncate(MESSAGES_MAX);
    Ok(found)
}

fn read_some(path: &Path) -> Result<Vec<u8>, Fault> {
    use std::io::Read as _;
    let context = |error| Fault::because("a bounce cannot be read", error);
    let mut raw = Vec::new();
    let file = fs::File::open(path).map_err(context)?;
    file.take(MESSAGE_BYTES_MAX)
        .read_to_end(&mut raw)
        .map_err(context)?;
    Ok(raw)
}

#[cfg(test)]
mod tests;
