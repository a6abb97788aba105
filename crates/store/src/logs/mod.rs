//! Logs that hold personal data: one file a day. Addresses of callers are shortened after 7 days, and
//! after 30 the file is removed (PR-16, PR-18).

mod life;
mod shortening;

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::time::{Clock, Millis};
pub use life::LOGS_KEPT;
use life::{Form, Life};

/// The logs of a data folder that hold personal data.
#[derive(Debug, Clone)]
pub struct Logs {
    /// One line a request (PR-13). Never an email address.
    pub requests: DayLog,
    /// One line a mail operation (PR-16), the only log that may hold email addresses. It holds no
    /// other.
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

    /// Removes every file whose oldest line may be older than 30 days, and shortens the addresses in
    /// those that may be older than 7. Copies that somebody made beside them are treated alike; what
    /// cannot be shortened, because it is packed, is removed. Returns how many files were touched.
    pub fn expire(&self) -> io::Result<usize> {
        Ok(self.requests.expire()? + self.mail.purge()?)
    }

    /// The names of files for which the last was not done in time.
    pub fn overdue(&self) -> io::Result<Vec<String>> {
        let mut names = self.requests.overdue(true)?;
        names.extend(self.mail.overdue(false)?);
        Ok(names)
    }
}

/// A log of lines, a file for each day in UTC: `<name>-2026-11-22.jsonl`, and once its addresses are
/// shortened `<name>-2026-11-22.short.jsonl`.
#[derive(Debug, Clone)]
pub struct DayLog(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    folder: PathBuf,
    name: &'static str,
    clock: Clock,
    open: Mutex<Option<(i64, File)>>,
    /// The last line could not be written.
    is_stuck: AtomicBool,
}

impl DayLog {
    fn new(folder: &Path, name: &'static str, clock: &Clock) -> DayLog {
        DayLog(Arc::new(Inner {
            folder: folder.to_owned(),
            name,
            clock: clock.clone(),
            open: Mutex::new(None),
            is_stuck: AtomicBool::new(false),
        }))
    }

    /// Appends one line. A log that cannot be written must not stop the request it is about, so the
    /// failure goes to the operator's own log: the first of them, since a full disk has many.
    pub fn line(&self, line: &str) {
        let written = self.append(line);
        let was_stuck = self.0.is_stuck.swap(written.is_err(), Ordering::Relaxed);
        if let (Err(error), false) = (written, was_stuck) {
            tracing::error!(log = self.0.name, %error, "log lines cannot be written");
        }
    }

    fn append(&self, line: &str) -> io::Result<()> {
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

    /// Gives every line to `read`, the oldest first. Who may call this stands beside whoever writes the
    /// log.
    pub fn read(&self, mut read: impl FnMut(&str)) -> io::Result<()> {
        let mut files = self.files()?;
        files.retain(|file| file.form != Form::Copy);
        files.sort_by_key(|file| file.day);
        for file in files {
            for line in BufReader::new(File::open(&file.path)?).lines() {
                read(&line?);
            }
        }
        Ok(())
    }

    /// Removes the files whose first line may be older than 30 days. Returns how many went.
    fn purge(&self) -> io::Result<usize> {
        let life = Life::at(self.0.clock.now());
        let mut removed = 0;
        for file in self.files()? {
            if life.is_over(&file) {
                fs::remove_file(&file.path)?;
                removed += 1;
            }
        }
        Ok(removed)
    }

    fn expire(&self) -> io::Result<usize> {
        let mut touched = self.purge()?;
        let life = Life::at(self.0.clock.now());
        for file in self.files()? {
            if !life.is_to_be_shortened(&file) {
                continue;
            }
            match file.form {
                Form::Whole => shortening::shorten(&file.path)?,
                Form::Copy => fs::remove_file(&file.path)?,
                Form::Shortened => {}
            }
            touched += 1;
        }
        Ok(touched)
    }

    fn overdue(&self, is_shortened: bool) -> io::Result<Vec<String>> {
        let life = Life::was_due_at(self.0.clock.now());
        let mut files = self.files()?;
        files.retain(|file| life.is_over(file) || (is_shortened && life.is_to_be_shortened(file)));
        let names = files.iter().filter_map(|file| file.path.file_name());
        Ok(names
            .map(|name| name.to_string_lossy().into_owned())
            .collect())
    }

    /// This log's files, and copies that somebody made beside them.
    fn files(&self) -> io::Result<Vec<life::DayFile>> {
        let entries = match fs::read_dir(&self.0.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut files = Vec::new();
        for entry in entries {
            files.extend(life::DayFile::of(entry?.path(), self.0.name));
        }
        Ok(files)
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
mod tests;
