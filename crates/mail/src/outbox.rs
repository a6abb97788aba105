//! The outbox: letters as files, for a site without a mail server.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::Write as _;
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use jobs::Periodic;
use store::{Fault, Ground, Millis};

const FOLDER: &str = "outbox";
const DAY: Duration = Duration::from_hours(24);
/// With the day until the next sweep, a letter lies there for 30 days at most.
pub(crate) const KEPT: Duration = Duration::from_hours(29 * 24);

/// The folder of letters. It holds addresses and links that work, so nobody else may look into it.
#[derive(Debug, Clone)]
pub(crate) struct Outbox {
    folder: PathBuf,
}

impl Outbox {
    pub(crate) fn of(ground: &Ground) -> Outbox {
        Outbox {
            folder: ground.folder.path().join(FOLDER),
        }
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Writes a letter so that it survives a power cut. Writing it again changes nothing.
    pub(crate) fn write(&self, name: &str, letter: &[u8]) -> Result<PathBuf, Fault> {
        let context = |error| Fault::because("a letter could not be written to the outbox", error);
        fs::create_dir_all(&self.folder).map_err(context)?;
        fs::set_permissions(&self.folder, Permissions::from_mode(0o700)).map_err(context)?;
        let (unfinished, path) = (self.folder.join(format!(".{name}")), self.folder.join(name));
        let mut file = OpenOptions::new()
            .create(true)
            .write(true)
            .truncate(true)
            .mode(0o600)
            .open(&unfinished)
            .map_err(context)?;
        file.write_all(letter).map_err(context)?;
        file.sync_all().map_err(context)?;
        fs::rename(&unfinished, &path).map_err(context)?;
        File::open(&self.folder)
            .and_then(|folder| folder.sync_all())
            .map_err(context)?;
        Ok(path)
    }

    /// Removes all letters about an account, to whatever address, and all to an address.
    fn remove_of(&self, account: i64, address: &str) -> std::io::Result<()> {
        let about = format!("{}.eml", of_account(account));
        let Ok(entries) = fs::read_dir(&self.folder) else {
            return Ok(());
        };
        for entry in entries {
            let path = entry?.path();
            let name = path.file_name().and_then(|name| name.to_str());
            let is_about = name.is_some_and(|name| name.ends_with(&about));
            if is_about || is_letter_to(&fs::read_to_string(&path)?, address) {
                fs::remove_file(path)?;
            }
        }
        Ok(())
    }

    /// Removes letters that were written before `oldest_kept`.
    fn purge(&self, oldest_kept: Millis) -> std::io::Result<()> {
        let Ok(entries) = fs::read_dir(&self.folder) else {
            return Ok(());
        };
        for entry in entries {
            let path = entry?.path();
            if written_at(&path).is_some_and(|at| at < oldest_kept) {
                fs::remove_file(path)?;
            }
        }
        Ok(())
    }
}

/// `2026-11-22T170201Z-reset-password-12.of-7.eml`: sorts by time and says what it is and about which
/// account, but not for whom, since the path is announced in the log.
pub(crate) fn file_name(
    written_at: Millis,
    purpose: &str,
    (job, account): (i64, Option<i64>),
) -> String {
    let time = jiff::Timestamp::from_millisecond(written_at.0).unwrap_or_default();
    let of = account.map_or_else(String::new, of_account);
    format!(
        "{}-{purpose}-{job}{of}.eml",
        time.strftime("%Y-%m-%dT%H%M%SZ")
    )
}

fn of_account(account: i64) -> String {
    format!(".of-{account}")
}

fn written_at(path: &Path) -> Option<Millis> {
    let name = path.file_name()?.to_str()?;
    let name = name.strip_prefix('.').unwrap_or(name);
    let time = jiff::civil::DateTime::strptime("%Y-%m-%dT%H%M%SZ", name.get(..18)?).ok()?;
    let at = time.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp();
    let since = std::time::SystemTime::from(at)
        .duration_since(UNIX_EPOCH)
        .ok()?;
    Some(Millis(i64::try_from(since.as_millis()).ok()?))
}

/// Whether a letter's head says that it goes to this address.
pub fn is_letter_to(letter: &str, address: &str) -> bool {
    let head = letter.split("\r\n\r\n").next().unwrap_or_default();
    head.lines().any(|line| {
        line.strip_prefix("To:")
            .map(|to| to.trim().trim_matches(['<', '>']))
            .is_some_and(|to| to.eq_ignore_ascii_case(address))
    })
}

/// Removes the letters about an account and to its address that lie in the outbox; those that wait are
/// jobs.
pub async fn remove_letters_of(ground: &Ground, account: i64, address: &str) -> Result<(), Fault> {
    let (outbox, address) = (Outbox::of(ground), address.to_owned());
    tokio::task::spawn_blocking(move || outbox.remove_of(account, &address))
        .await
        .map_err(|error| Fault::because("the outbox broke", error))??;
    Ok(())
}

/// Letters in the outbox go after 29 days.
pub fn timetable() -> Vec<Periodic> {
    vec![Periodic::new("mail.outbox", DAY, |ground| async move {
        let oldest_kept = ground.clock.now().minus(KEPT);
        Ok(Outbox::of(&ground).purge(oldest_kept)?)
    })]
}
