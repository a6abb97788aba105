//! How long a log file lives, and in which form.

use std::path::PathBuf;
use std::time::Duration;

use super::day_of;
use crate::time::Millis;

/// No line is kept longer.
pub const LOGS_KEPT: Duration = Duration::from_hours(24 * 30);
/// And no whole address of a caller longer than this.
const WHOLE: Duration = Duration::from_hours(24 * 7);
/// Files are looked at every hour; after two, something is wrong.
const GRACE: Duration = Duration::from_hours(2);

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// As it was written.
    Whole,
    /// With shortened addresses.
    Shortened,
    /// A copy that was not made by us: rotated, packed, or half made.
    Copy,
}

/// A file with the lines of one day.
#[derive(Debug)]
pub(super) struct DayFile {
    pub(super) path: PathBuf,
    /// Days since 1970.
    pub(super) day: i64,
    pub(super) form: Form,
}

impl DayFile {
    /// The file, if it is one of the log `name`.
    pub(super) fn of(path: PathBuf, name: &str) -> Option<DayFile> {
        let rest = path.file_name()?.to_str()?.strip_prefix(name)?;
        let (date, end) = rest.strip_prefix('-')?.split_at_checked(10)?;
        let date: jiff::civil::Date = date.parse().ok()?;
        let start = date.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
        Some(DayFile {
            day: day_of(Millis(start.timestamp().as_millisecond())),
            form: match end {
                ".jsonl" => Form::Whole,
                ".short.jsonl" => Form::Shortened,
                _ => Form::Copy,
            },
            path,
        })
    }
}

/// What of a moment is too old.
#[derive(Debug, Clone, Copy)]
pub(super) struct Life {
    /// Files of earlier days go.
    oldest_kept: i64,
    /// Addresses in files of earlier days are shortened.
    oldest_whole: i64,
}

impl Life {
    pub(super) fn at(now: Millis) -> Life {
        Life {
            oldest_kept: day_of(now.minus(LOGS_KEPT)) + 1,
            oldest_whole: day_of(now.minus(WHOLE)) + 1,
        }
    }

    /// What should have been done by now.
    pub(super) fn was_due_at(now: Millis) -> Life {
        Life::at(now.minus(GRACE))
    }

    pub(super) fn is_over(self, file: &DayFile) -> bool {
        file.day < self.oldest_kept
    }

    pub(super) fn is_to_be_shortened(self, file: &DayFile) -> bool {
        file.day < self.oldest_whole && file.form != Form::Shortened
    }
}
