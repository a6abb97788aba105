//! How old the oldest record of each kind is: looked up once a day and remembered, so that the privacy
//! page can show it and a sweep that has stopped is noticed (PR-18, PR-54).

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};

use jobs::Periodic;
use serde::{Deserialize, Serialize};
use store::{Dated, Fault, Ground, Millis, Personal};

use crate::register::Register;
use crate::{fact, storage};

const DAY: Duration = Duration::from_hours(24);
const DAY_MS: i64 = 86_400_000;
/// A sweep may come this much late before it counts as stopped: a machine may have been off.
const PATIENCE: Duration = Duration::from_hours(26);
const FACT: &str = "privacy.ages";

/// What was found when ages were last looked up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ages {
    /// When.
    pub at: i64,
    /// The oldest record in each place, as a time in milliseconds.
    pub oldest: BTreeMap<String, i64>,
    /// Places with records that should have gone.
    pub late: Vec<String>,
}

/// Once a day, after everything else has been swept.
pub fn timetable(register: &Register) -> Vec<Periodic> {
    let register = register.clone();
    vec![Periodic::new("privacy.ages", DAY, move |ground| {
        let register = register.clone();
        async move { look(&ground, &register).await.map(|_ages| ()) }
    })]
}

/// Looks up the age of everything that has one, and remembers it.
pub async fn look(ground: &Ground, register: &Register) -> Result<Ages, Fault> {
    let now = ground.clock.now();
    let mut ages = Ages {
        at: now.0,
        ..Ages::default()
    };
    for entry in register.personal() {
        let Some(oldest) = oldest_in(ground, entry).await? else {
            continue;
        };
        let known = ages
            .oldest
            .entry(entry.place.to_owned())
            .or_insert(oldest.0);
        *known = oldest.0.min(*known);
        let Some(days) = register.days(entry.kept) else {
            continue;
        };
        if now.since(oldest) > DAY * days + PATIENCE {
            tracing::error!(place = entry.place, days, "personal data are kept too long");
            ages.late.push(entry.place.to_owned());
        }
    }
    fact::keep(ground, FACT, &ages).await?;
    Ok(ages)
}

/// What was last found.
pub async fn ages(ground: &Ground) -> Result<Option<Ages>, Fault> {
    fact::kept(ground, FACT).await
}

async fn oldest_in(ground: &Ground, entry: &Personal) -> Result<Option<Millis>, Fault> {
    let place = entry.place;
    let least = async |column: &'static str| {
        ground
            .db
            .read(async move |r| storage::least(r, place, column).await)
            .await
    };
    Ok(match entry.dated {
        Dated::Not => None,
        Dated::Since(column) => least(column).await?.map(Millis),
        Dated::SinceDay(column) => least(column).await?.map(|day| Millis(day * DAY_MS)),
        Dated::Until(column, life) => least(column).await?.map(|end| Millis(end).minus(life)),
        Dated::FileName => oldest_file(ground.folder.path(), place, named_day)?,
        Dated::FileTime => oldest_file(ground.folder.path(), place, written_at)?,
    })
}

/// The oldest of the files that a place names: a folder, and names with one `*` in them.
fn oldest_file(
    data: &Path,
    place: &str,
    dated: fn(&Path) -> Option<Millis>,
) -> Result<Option<Millis>, Fault> {
    let (folder, name) = place.rsplit_once('/').unwrap_or(("", place));
    let (start, end) = name.split_once('*').unwrap_or((name, ""));
    let entries = match std::fs::read_dir(data.join(folder)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let mut oldest: Option<Millis> = None;
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        if name.is_some_and(|name| name.starts_with(start) && name.ends_with(end)) {
            oldest = dated(&path).into_iter().chain(oldest).min();
        }
    }
    Ok(oldest)
}

/// The first day in a file's name, `2026-11-22`.
fn named_day(path: &Path) -> Option<Millis> {
    let name = path.file_name()?.to_str()?;
    let date = (0..name.len()).find_map(|at| {
        let day: jiff::civil::Date = name.get(at..at + 10)?.parse().ok()?;
        Some(day)
    })?;
    let start = date.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
    Some(Millis(start.timestamp().as_millisecond()))
}

fn written_at(path: &Path) -> Option<Millis> {
    let written = std::fs::metadata(path).ok()?.modified().ok()?;
    let since = written.duration_since(UNIX_EPOCH).ok()?;
    Some(Millis(i64::try_from(since.as_millis()).ok()?))
}
