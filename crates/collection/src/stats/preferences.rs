use rusqlite::Connection;

use crate::error::Error;
use crate::pen::Pen;
use crate::storage::config;

/// How a learner likes the graphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Preferences {
    /// 0 Sunday, 1 Monday, 5 Friday, 6 Saturday.
    pub first_weekday: u8,
    /// Suspended and buried cards count for themselves.
    pub counts_inactive_apart: bool,
    /// Cards that were due before today are shown.
    pub shows_backlog: bool,
}

const FIRST_WEEKDAY: &str = "firstDayOfWeek";
const COUNTS_INACTIVE_APART: &str = "cardCountsSeparateInactive";
const SHOWS_BACKLOG: &str = "futureDueShowBacklog";

/// What the collection says, else Anki's own.
pub fn preferences(db: &Connection) -> Result<Preferences, Error> {
    let first = config::get(db, FIRST_WEEKDAY)?.and_then(|day| day.as_u64());
    let first = first.and_then(|day| u8::try_from(day).ok());
    Ok(Preferences {
        first_weekday: first.map_or(0, weekday),
        counts_inactive_apart: config::is_on(db, COUNTS_INACTIVE_APART, true)?,
        shows_backlog: config::is_on(db, SHOWS_BACKLOG, true)?,
    })
}

/// Remembers what a learner likes.
pub fn set_preferences(pen: &Pen<'_>, liked: &Preferences) -> Result<(), Error> {
    let (db, usn, now) = (pen.db, pen.usn, pen.now_secs());
    config::set(db, FIRST_WEEKDAY, &weekday(liked.first_weekday), usn, now)?;
    let apart = liked.counts_inactive_apart;
    config::set(db, COUNTS_INACTIVE_APART, &apart, usn, now)?;
    config::set(db, SHOWS_BACKLOG, &liked.shows_backlog, usn, now)?;
    Ok(())
}

/// Weeks begin on one of four days.
fn weekday(day: u8) -> u8 {
    if matches!(day, 1 | 5 | 6) { day } else { 0 }
}
