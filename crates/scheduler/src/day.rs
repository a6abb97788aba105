//! Day numbers: which day of the collection it is, and when the next one starts.
//!
//! Facts: `rslib/src/scheduler/timing.rs`.

const DAY_SECS: i64 = 86_400;

/// What a collection says about its days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayRules {
    /// Creation of the collection, seconds since 1970.
    pub created_secs: i64,
    /// Minutes that the clock was behind UTC at the creation; older collections do not say.
    pub created_minutes_west: Option<i32>,
    /// The hour at which a day starts, 0 to 23; the oldest collections do not say.
    pub rollover_hour: Option<u8>,
}

/// A day of a collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// Days since the creation of the collection.
    pub number: u32,
    /// When the next day starts, seconds since 1970.
    pub next_day_at: i64,
}

/// Offsets beyond this are taken for this, as Anki takes them.
const MINUTES_MAX: i32 = 23 * 60;

/// Which day it is at `now` (seconds since 1970) where clocks are `minutes_west` behind UTC.
pub fn day_of(rules: DayRules, now: i64, minutes_west: i32) -> Day {
    let minutes_west = minutes_west.clamp(-MINUTES_MAX, MINUTES_MAX);
    match (rules.created_minutes_west, rules.rollover_hour) {
        (Some(created_west), rollover) => {
            let created_west = created_west.clamp(-MINUTES_MAX, MINUTES_MAX);
            by_dates(
                (rules.created_secs, created_west),
                (now, minutes_west),
                rollover.unwrap_or(4),
            )
        }
        (None, Some(rollover)) => by_whole_days(rules.created_secs, now, minutes_west, rollover),
        (None, None) => {
            let number = (now - rules.created_secs) / DAY_SECS;
            let next_day_at = rules.created_secs + (number + 1) * DAY_SECS;
            Day {
                number: u32::try_from(number).unwrap_or(0),
                next_day_at,
            }
        }
    }
}

/// The difference of the two local dates; before the rollover it is still yesterday.
fn by_dates((created, created_west): (i64, i32), (now, west): (i64, i32), rollover: u8) -> Day {
    let today = local_date(now, west);
    let turn = rollover_on(today, west, rollover);
    let is_past = turn <= now;
    let number = today - local_date(created, created_west) - i64::from(!is_past);
    Day {
        number: u32::try_from(number).unwrap_or(0),
        next_day_at: if is_past { turn + DAY_SECS } else { turn },
    }
}

/// The older rule: whole days since the creation, which is moved to the rollover hour.
fn by_whole_days(created: i64, now: i64, west: i32, rollover: u8) -> Day {
    let start = rollover_on(local_date(created, west), west, rollover);
    let number = (now - start) / DAY_SECS;
    let today = rollover_on(local_date(now, west), west, rollover);
    let next_day_at = if today < now { today + DAY_SECS } else { today };
    Day {
        number: u32::try_from(number).unwrap_or(0),
        next_day_at,
    }
}

fn local_date(secs: i64, minutes_west: i32) -> i64 {
    (secs - i64::from(minutes_west) * 60).div_euclid(DAY_SECS)
}

fn rollover_on(date: i64, minutes_west: i32, hour: u8) -> i64 {
    date * DAY_SECS + i64::from(hour % 24) * 3600 + i64::from(minutes_west) * 60
}
