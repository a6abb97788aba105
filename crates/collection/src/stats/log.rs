//! The review log as people read it.

use rusqlite::Connection;
use scheduler::Memory;

use crate::error::Error;
use crate::model::{CardId, RevlogEntry, Secs};
use crate::storage::revlog;
use crate::today::Today;

/// One answer, or one change of a due date by hand.
#[derive(Debug, Clone, PartialEq)]
pub struct LogLine {
    pub at: Secs,
    /// 0 learning, 1 review, 2 relearning, 3 filtered, 4 manual, 5 rescheduled.
    pub kind: u8,
    /// 0 for changes by hand, else 1 again to 4 easy.
    pub button: u8,
    pub interval_secs: u32,
    pub last_interval_secs: u32,
    /// Ease × 1000, or a shifted difficulty.
    pub ease: u32,
    pub taken_secs: f32,
    /// What FSRS knew after it.
    pub memory: Option<Memory>,
}

impl LogLine {
    pub(super) fn of(entry: &RevlogEntry, memory: Option<Memory>) -> LogLine {
        LogLine {
            at: at(entry),
            kind: kind(entry),
            button: entry.button,
            interval_secs: secs(entry.interval),
            last_interval_secs: secs(entry.last_interval),
            ease: entry.ease,
            taken_secs: taken_secs(entry),
            memory,
        }
    }
}

/// The whole log of a card, newest first.
pub fn review_log(db: &Connection, card: CardId) -> Result<Vec<LogLine>, Error> {
    let entries = revlog::of_card(db, card)?;
    Ok(entries
        .iter()
        .rev()
        .map(|entry| LogLine::of(entry, None))
        .collect())
}

/// What was answered today, for the line below the decks.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct StudiedToday {
    pub answers: u32,
    pub secs: f64,
}

/// Answers since the day began, in all decks.
pub fn studied_today(db: &Connection, today: Today) -> Result<StudiedToday, Error> {
    let (answers, secs) = revlog::answered_since(db, start_of(today))?;
    Ok(StudiedToday { answers, secs })
}

/// When a day began, in milliseconds.
pub(super) fn start_of(today: Today) -> i64 {
    (today.next_day_at.0 - 86_400) * 1000
}

pub(super) fn at(entry: &RevlogEntry) -> Secs {
    Secs(entry.id.0 / 1000)
}

/// A number that is no kind counts as learning.
pub(super) fn kind(entry: &RevlogEntry) -> u8 {
    if entry.kind <= 5 { entry.kind } else { 0 }
}

/// Days are positive in the log, seconds negative.
fn secs(interval: i32) -> u32 {
    let secs = if interval > 0 {
        interval.saturating_mul(86_400)
    } else {
        interval.saturating_neg()
    };
    secs.unsigned_abs()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "Anki counts these seconds in f32"
)]
pub(super) fn taken_secs(entry: &RevlogEntry) -> f32 {
    entry.taken_ms as f32 / 1000.0
}
