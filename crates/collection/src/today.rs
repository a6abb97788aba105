//! The present: the moment that a caller names, and the day of the collection it falls on.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rusqlite::Connection;
use scheduler::{DayRules, day_of};

use crate::error::Error;
use crate::model::{Millis, Secs};
use crate::storage::{col, config};

/// When it is, where the learner is.
#[derive(Debug, Clone)]
pub struct Moment {
    pub now: Millis,
    pub zone: TimeZone,
}

impl Moment {
    /// How many minutes the learner's clock is behind UTC now (negative in the east).
    pub fn minutes_west(&self) -> i32 {
        self.minutes_west_at(self.now.secs())
    }

    /// The same at another time: summer time comes and goes.
    pub fn minutes_west_at(&self, at: Secs) -> i32 {
        let at = Timestamp::from_second(at.0).unwrap_or_default();
        -self.zone.to_offset(at).seconds() / 60
    }

    /// What the learner's clock shows.
    pub fn hour_and_minute(&self) -> (i8, i8) {
        let now = Timestamp::from_second(self.now.secs().0).unwrap_or_default();
        let now = now.to_zoned(self.zone.clone());
        (now.hour(), now.minute())
    }

    /// The day of the week at another time, where the learner is; Monday is 0.
    pub fn weekday(&self, at: Secs) -> u8 {
        let at = Timestamp::from_second(at.0).unwrap_or_default();
        let weekday = at.to_zoned(self.zone.clone()).weekday();
        u8::try_from(weekday.to_monday_zero_offset()).unwrap_or(0)
    }
}

/// A day of the collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Today {
    /// Days since the creation of the collection.
    pub number: u32,
    /// When the next day starts.
    pub next_day_at: Secs,
}

impl Today {
    /// The day of the collection at this moment.
    pub fn at(db: &Connection, moment: &Moment) -> Result<Today, Error> {
        Today::with_offset(db, moment.now.secs(), moment.minutes_west())
    }

    /// The day of the collection at a time on a clock that is so far behind UTC.
    pub fn with_offset(db: &Connection, now: Secs, minutes_west: i32) -> Result<Today, Error> {
        let whole = |key| -> Result<Option<i64>, Error> {
            Ok(config::get(db, key)?.and_then(|value| value.as_i64()))
        };
        // The first scheduler counts whole days from the creation.
        let is_old = whole("schedVer")? != Some(2);
        let later = |key| Ok::<_, Error>(whole(key)?.filter(|_| !is_old));
        let rollover = later("rollover")?.and_then(|hour| u8::try_from(hour).ok());
        let rules = DayRules {
            created_secs: col::created(db)?.0,
            created_minutes_west: later("creationOffset")?
                .and_then(|west| i32::try_from(west).ok()),
            rollover_hour: rollover.or((!is_old).then_some(4)),
        };
        let day = day_of(rules, now.0, minutes_west);
        Ok(Today {
            number: day.number,
            next_day_at: Secs(day.next_day_at),
        })
    }
}
