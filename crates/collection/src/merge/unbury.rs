//! Cards that were buried for a day come back when it is over. A client does so by itself and, as
//! it does not mark them as changed, sends none of them; so the server does the same at `start`.
//!
//! Facts: `rslib/src/sync/collection/start.rs`, `scheduler/bury_and_suspend.rs`,
//! `scheduler/timing.rs`, `scheduler/mod.rs`, `scheduler/filtered/card.rs`.

use rusqlite::Connection;
use serde_json::Value;

use crate::error::Error;
use crate::model::{ConfigEntry, Secs, Usn};
use crate::storage::{Collection, col, config};

const DAY: i64 = 86_400;
/// A day number that lies more than this ahead was noted under a wrong clock.
const DAYS_AHEAD_MAX: i64 = 7;

/// Gives back buried cards if a day has begun since that was done last. Their rows do not count as
/// changed; the note of the day gets this sync's number.
pub(super) fn unbury_if_day_is_over(
    collection: &Collection,
    now: Secs,
    usn: Usn,
) -> Result<(), Error> {
    let db = collection.connection();
    let created = col::stamp(db)?.created_secs;
    let today = Calendar::read(db, created)?.day_number(now.0);
    let last = integer(db, "lastUnburied")?
        .filter(|day| u32::try_from(*day).is_ok())
        .unwrap_or(0);
    if last >= today && last <= today + DAYS_AHEAD_MAX {
        return Ok(());
    }
    db.prepare_cached(
        "update cards set queue = case
            when type in (1, 3) then case when due > 1000000000 then 1 else 3 end
            else type
         end
         where queue in (-3, -2)",
    )?
    .execute([])?;
    let value = today.to_string().into_bytes();
    config::put(
        db,
        &ConfigEntry {
            key: "lastUnburied".to_owned(),
            usn,
            modified: now,
            value,
        },
    )
}

/// How a collection counts its days. Offsets are seconds that local time is behind UTC.
struct Calendar {
    created: i64,
    created_west: Option<i64>,
    /// The learner's offset as the last client noted it; UTC if none did.
    west: i64,
    /// The hour at which a day begins; nothing under the first scheduler, whose days begin with the
    /// collection's birth.
    rollover: Option<i64>,
}

impl Calendar {
    fn read(db: &Connection, created: i64) -> Result<Calendar, Error> {
        let rollover = match integer(db, "schedVer")? {
            Some(2) => Some(integer(db, "rollover")?.unwrap_or(4).clamp(0, 23)),
            _ => None,
        };
        Ok(Calendar {
            created,
            created_west: offset(db, "creationOffset")?,
            west: offset(db, "localOffset")?.unwrap_or(0),
            rollover,
        })
    }

    /// Days from the collection's first to the one of this moment, at least 0.
    fn day_number(&self, now: i64) -> i64 {
        let days = match (self.rollover, self.created_west) {
            (None, _) => (now - self.created) / DAY,
            (Some(hour), None) => {
                let midnight = (self.created - self.west).div_euclid(DAY) * DAY + self.west;
                (now - midnight - hour * 3600) / DAY
            }
            (Some(hour), Some(created_west)) => {
                let local = now - self.west;
                let has_begun = local.rem_euclid(DAY) >= hour * 3600;
                let first = (self.created - created_west).div_euclid(DAY);
                local.div_euclid(DAY) - first - i64::from(!has_begun)
            }
        };
        days.max(0)
    }
}

fn integer(db: &Connection, key: &str) -> Result<Option<i64>, Error> {
    Ok(config::get(db, key)?.as_ref().and_then(Value::as_i64))
}

/// An offset in seconds; one of a day or more is no offset.
fn offset(db: &Connection, key: &str) -> Result<Option<i64>, Error> {
    let minutes = integer(db, key)?.filter(|minutes| minutes.abs() < 24 * 60);
    Ok(minutes.map(|minutes| minutes * 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2024-03-05 10:00 UTC, a Tuesday.
    const CREATED: i64 = 1_709_632_800;

    fn modern(west: i64) -> Calendar {
        Calendar {
            created: CREATED,
            created_west: Some(west),
            west,
            rollover: Some(4),
        }
    }

    #[test]
    fn a_day_begins_at_the_rollover_hour_of_the_learner() {
        let four_in_utc = 1_709_697_600;
        assert_eq!(modern(0).day_number(four_in_utc - 1), 0);
        assert_eq!(modern(0).day_number(four_in_utc), 1);
        // Tokyo is nine hours ahead.
        assert_eq!(modern(-9 * 3600).day_number(four_in_utc - 9 * 3600 - 1), 0);
        assert_eq!(modern(-9 * 3600).day_number(four_in_utc - 9 * 3600), 1);
    }

    #[test]
    fn no_day_lies_before_the_first() {
        assert_eq!(modern(0).day_number(CREATED - 10 * DAY), 0);
    }

    #[test]
    fn older_collections_count_whole_days() {
        let first = Calendar {
            rollover: None,
            ..modern(0)
        };
        assert_eq!(first.day_number(CREATED + DAY - 1), 0);
        assert_eq!(first.day_number(CREATED + DAY), 1);
        let second = Calendar {
            created_west: None,
            ..modern(0)
        };
        assert_eq!(second.day_number(1_709_697_600 - 1), 0);
        assert_eq!(second.day_number(1_709_697_600), 1);
    }
}
