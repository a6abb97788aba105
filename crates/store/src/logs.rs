//! Logs that hold personal data: one file a day, removed by themselves after 30 days (PR-16, PR-18).

use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::time::{Clock, Millis};

/// No line is kept longer.
pub const LOGS_KEPT: Duration = Duration::from_hours(24 * 30);

/// The logs of a data folder that hold personal data.
#[derive(Debug, Clone)]
pub struct Logs {
    /// One line a request (PR-13). Never an email address.
    pub requests: DayLog,
    /// One line a mail operation (PR-16), the only log that may hold addresses.
    pub mail: DayLog,
}

impl Logs {
    /// The logs in `folder`, which is made with the first line.
    pub fn in_folder(folder: &Path, clock: &Clock) -> Logs {
        Logs {
            requests: DayLog::new(folder, "requests", clock),
            mail: DayLog::new(folder, "mail", clock),
        }
    }

    /// Removes every file whose oldest line may be older than 30 days. Returns how many went.
    pub fn purge(&self) -> std::io::Result<usize> {
        Ok(self.requests.purge()? + self.mail.purge()?)
    }
}

/// A log of lines, a file for each day in UTC: `<name>-2026-11-22.jsonl`.
#[derive(Debug, Clone)]
pub struct DayLog(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    folder: PathBuf,
    name: &'static str,
    clock: Clock,
    open: Mutex<Option<(i64, File)>>,
}

impl DayLog {
    fn new(folder: &Path, name: &'static str, clock: &Clock) -> DayLog {
        DayLog(Arc::new(Inner {
            folder: folder.to_owned(),
            name,
            clock: clock.clone(),
            open: Mutex::new(None),
        }))
    }

    /// Appends one line. A log that cannot be written must not stop the request it is about, so the
    /// failure goes to the operator's own log.
    pub fn line(&self, line: &str) {
        if let Err(error) = self.append(line) {
            tracing::error!(log = self.0.name, %error, "a log line could not be written");
        }
    }

    fn append(&self, line: &str) -> std::io::Result<()> {
        let day = day_of(self.0.clock.now());
        let mut open = self.0.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.as_ref().is_none_or(|(open_day, _)| *open_day != day) {
            fs::create_dir_all(&self.0.folder)?;
            let path = self.0.folder.join(file_name(self.0.name, day));
            *open = Some((
                day,
                OpenOptions::new().create(true).append(true).open(path)?,
            ));
            self.purge()?;
        }
        match open.as_mut() {
            Some((_, file)) => file.write_all(format!("{line}\n").as_bytes()),
            None => Ok(()),
        }
    }

    /// Removes the files whose first line may be older than 30 days. Returns how many went.
    pub fn purge(&self) -> std::io::Result<usize> {
        let oldest_kept = day_of(self.0.clock.now().minus(LOGS_KEPT)) + 1;
        let Ok(entries) = fs::read_dir(&self.0.folder) else {
            return Ok(0);
        };
        let mut removed = 0;
        for entry in entries {
            let path = entry?.path();
            if self.day_of_file(&path).is_some_and(|day| day < oldest_kept) {
                fs::remove_file(&path)?;
                removed += 1;
            }
        }
        Ok(removed)
    }

    /// The day of one of this log's files, as days since 1970.
    fn day_of_file(&self, path: &Path) -> Option<i64> {
        let stem = path.file_name()?.to_str()?.strip_suffix(".jsonl")?;
        let date: jiff::civil::Date = stem
            .strip_prefix(self.0.name)?
            .strip_prefix('-')?
            .parse()
            .ok()?;
        let start = date.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
        Some(day_of(Millis(start.timestamp().as_millisecond())))
    }
}

fn day_of(moment: Millis) -> i64 {
    moment.secs().div_euclid(86_400)
}

fn file_name(name: &str, day: i64) -> String {
    let date = jiff::Timestamp::from_second(day.saturating_mul(86_400)).unwrap_or_default();
    format!("{name}-{}.jsonl", date.strftime("%Y-%m-%d"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Duration = Duration::from_hours(24);

    #[test]
    fn pr_18_a_line_is_gone_thirty_days_and_a_second_later() {
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::fixed(Millis(1_700_000_000_000));
        let logs = Logs::in_folder(folder.path(), &clock);
        logs.requests.line("{\"marker\":1}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);

        clock.advance(DAY * 29);
        assert_eq!(logs.purge().unwrap(), 0);
        clock.advance(DAY + Duration::from_secs(1));

        assert_eq!(logs.purge().unwrap(), 1);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn pr_18_writing_on_a_new_day_purges_without_being_asked() {
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::fixed(Millis(1_700_000_000_000));
        let logs = Logs::in_folder(folder.path(), &clock);
        logs.mail.line("{\"marker\":1}");

        clock.advance(DAY * 31);
        logs.mail.line("{\"marker\":2}");

        let left: Vec<_> = fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap())
            .collect();
        assert_eq!(left, ["{\"marker\":2}\n"]);
    }
}
