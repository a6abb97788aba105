//! What searches and queues need in SQL beyond SQLite's own functions.
//!
//! The names of those that read `cards.data`, and `fnvhash`, are Anki's
//! (`rslib/src/storage/sqlite.rs`), since orders that people wrote may name them.

use std::sync::Arc;

use regex::Regex;
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::{Connection, Result};
use scheduler::FSRS5_DECAY;
use serde::{Deserialize, Deserializer};

use crate::model::FIELD_SEPARATOR;
use crate::plain_text::{without_clozes, without_marks};

/// Asks `simplified` to take accents away.
pub(crate) const WITHOUT_MARKS: i64 = 1;
/// Asks `simplified` to take clozes away.
pub(crate) const WITHOUT_CLOZES: i64 = 2;

/// Teaches the connection all functions of this file.
pub(crate) fn register(db: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_DETERMINISTIC
        | FunctionFlags::SQLITE_UTF8
        | FunctionFlags::SQLITE_DIRECTONLY;
    db.create_scalar_function("regexp", 2, flags, fits)?;
    db.create_scalar_function("regexp_fields", -1, flags, fits_fields)?;
    db.create_scalar_function("regexp_tags", 2, flags, fits_tags)?;
    db.create_scalar_function("simplified", 2, flags, simplified)?;
    db.create_scalar_function("field_at_index", 2, flags, field_at_index)?;
    db.create_scalar_function("fnvhash", -1, flags, fnvhash)?;
    db.create_scalar_function("extract_original_position", 1, flags, |row| {
        Ok(memory(row).and_then(|memory| memory.position))
    })?;
    db.create_scalar_function("extract_custom_data", 2, flags, |row| Ok(custom_value(row)))?;
    db.create_scalar_function("extract_fsrs_variable", 2, flags, variable)?;
    db.create_scalar_function("extract_fsrs_retrievability", 6, flags, |row| {
        Ok(retrievability(row))
    })?;
    db.create_scalar_function("extract_fsrs_relative_retrievability", 6, flags, |row| {
        Ok(relative_retrievability(row))
    })
}

/// The expression in the first place, compiled once a statement.
fn expression(row: &Context<'_>) -> Result<Arc<Regex>> {
    row.get_or_create_aux(0, |text| -> Result<Regex, Broken> {
        Ok(Regex::new(text.as_str()?)?)
    })
}

type Broken = Box<dyn std::error::Error + Send + Sync>;

fn text<'a>(row: &'a Context<'_>, place: usize) -> Result<&'a str> {
    Ok(row.get_raw(place).as_str()?)
}

fn fits(row: &Context<'_>) -> Result<bool> {
    Ok(expression(row)?.is_match(text(row, 1)?))
}

/// `regexp_fields(expression, fields, place…)`; without places all fields are tried.
fn fits_fields(row: &Context<'_>) -> Result<bool> {
    let expression = expression(row)?;
    let places = (2..row.len())
        .map(|at| row.get::<i64>(at))
        .collect::<Result<Vec<_>>>()?;
    let mut fields = (0_i64..).zip(text(row, 1)?.split(FIELD_SEPARATOR));
    Ok(fields.any(|(place, field)| {
        (places.is_empty() || places.contains(&place)) && expression.is_match(field)
    }))
}

fn fits_tags(row: &Context<'_>) -> Result<bool> {
    let expression = expression(row)?;
    let mut tags = text(row, 1)?.split(' ');
    Ok(tags.any(|tag| expression.is_match(tag)))
}

fn simplified(row: &Context<'_>) -> Result<String> {
    let mut plain = text(row, 0)?.to_owned();
    let how: i64 = row.get(1)?;
    if how & WITHOUT_CLOZES != 0 {
        plain = without_clozes(&plain).into_owned();
    }
    if how & WITHOUT_MARKS != 0 {
        plain = without_marks(&plain).into_owned();
    }
    Ok(plain)
}

fn field_at_index(row: &Context<'_>) -> Result<String> {
    let place: u16 = row.get(1)?;
    let field = text(row, 0)?.split(FIELD_SEPARATOR).nth(place.into());
    Ok(field.unwrap_or_default().to_owned())
}

/// FNV-1a over the eight bytes of each number, lowest first.
fn fnvhash(row: &Context<'_>) -> Result<i64> {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for place in 0..row.len() {
        for byte in row.get::<i64>(place)?.to_le_bytes() {
            hash ^= u64::from(byte);
            hash = hash.wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    Ok(hash.cast_signed())
}

/// What the functions read of `cards.data`; unreadable text counts as nothing.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Memory {
    #[serde(rename = "pos", deserialize_with = "or_nothing")]
    position: Option<u32>,
    #[serde(rename = "s", deserialize_with = "or_nothing")]
    stability: Option<f32>,
    #[serde(rename = "d", deserialize_with = "or_nothing")]
    difficulty: Option<f32>,
    #[serde(rename = "dr", deserialize_with = "or_nothing")]
    desired_retention: Option<f32>,
    #[serde(deserialize_with = "or_nothing")]
    decay: Option<f32>,
    #[serde(rename = "lrt", deserialize_with = "or_nothing")]
    last_review_secs: Option<i64>,
    #[serde(rename = "cd")]
    custom: String,
}

fn or_nothing<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: serde::de::DeserializeOwned,
{
    let value = serde_json::Value::deserialize(deserializer)?;
    Ok(Option::<T>::deserialize(value).unwrap_or_default())
}

fn memory(row: &Context<'_>) -> Option<Memory> {
    let text = row.get_raw(0).as_str().ok()?;
    if text.is_empty() {
        return None;
    }
    Some(serde_json::from_str(text).unwrap_or_default())
}

fn variable(row: &Context<'_>) -> Result<Option<f32>> {
    let Some(memory) = memory(row) else {
        return Ok(None);
    };
    Ok(match text(row, 1)? {
        "s" => memory.stability,
        "d" => memory.difficulty,
        "dr" => memory.desired_retention,
        other => return Err(rusqlite::Error::UserFunctionError(other.into())),
    })
}

fn custom_value(row: &Context<'_>) -> Option<String> {
    let memory = memory(row)?;
    let key = row.get_raw(1).as_str().ok()?;
    let custom: serde_json::Value = serde_json::from_str(&memory.custom).ok()?;
    let value = custom.get(key)?;
    Some(
        value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned),
    )
}

const DAY_SECS: u32 = 86_400;
/// Due numbers above this are seconds, below it days.
const DUE_DAYS_MAX: i64 = 365_000;

/// `(data, due, interval, today, next_day_at, now)`: how likely the card is known now.
fn retrievability(row: &Context<'_>) -> Option<f32> {
    let memory = memory(row)?;
    let due = whole(row, 1)?;
    let now = whole(row, 5)?;
    let secs = if let Some(last) = memory.last_review_secs {
        since(now, last)
    } else if due > DUE_DAYS_MAX {
        let last = since(due, whole(row, 2)?);
        low_half(now).saturating_sub(last)
    } else {
        let day = since(due, whole(row, 2)?);
        low_half(whole(row, 3)?)
            .saturating_sub(day)
            .wrapping_mul(DAY_SECS)
    };
    known(&memory, secs, memory.decay.unwrap_or(FSRS5_DECAY))
}

/// The same arguments: how likely the card is known in relation to what is desired; without a
/// memory state how late it is in relation to its interval. Higher is better known.
fn relative_retrievability(row: &Context<'_>) -> Option<f32> {
    let due = whole(row, 1)?;
    let interval = whole(row, 2)?;
    let now = whole(row, 5)?;
    let secs = if due > DUE_DAYS_MAX {
        since(now, due)
    } else {
        let day = low_half(due.saturating_sub(interval));
        low_half(whole(row, 3)?)
            .saturating_sub(day)
            .wrapping_mul(DAY_SECS)
    };
    let state = memory(row).and_then(|memory| {
        let desired = memory.desired_retention?.max(0.0001);
        let decay = memory.decay.unwrap_or(FSRS5_DECAY);
        let secs = memory
            .last_review_secs
            .map_or(secs, |last| since(now, last));
        let known = known(&memory, secs, decay)?.max(0.0001);
        let odds = |share: f32| share.powf(-1.0 / decay) - 1.0;
        Some(-odds(known) / odds(desired))
    });
    Some(state.unwrap_or_else(|| -(float(secs / DAY_SECS) + 0.001) / days(interval).max(1.0)))
}

fn known(memory: &Memory, secs: u32, decay: f32) -> Option<f32> {
    let (stability, difficulty) = memory.stability.zip(memory.difficulty)?;
    let state = scheduler::Memory {
        stability,
        difficulty,
    };
    let days = float(secs) / 86_400.0;
    Some(scheduler::retrievability(state, days, decay))
}

fn whole(row: &Context<'_>, place: usize) -> Option<i64> {
    row.get_raw(place).as_i64().ok()
}

/// Anki subtracts the low halves of the numbers, not below 0.
fn since(later: i64, earlier: i64) -> u32 {
    low_half(later).saturating_sub(low_half(earlier))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "Anki keeps the low half, too"
)]
fn low_half(number: i64) -> u32 {
    number as u32
}

#[expect(clippy::cast_precision_loss, reason = "Anki counts in f32")]
fn float(number: u32) -> f32 {
    number as f32
}

#[expect(clippy::cast_precision_loss, reason = "Anki counts in f32")]
fn days(number: i64) -> f32 {
    number as f32
}
