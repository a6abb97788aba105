//! What FSRS foretold of each review, by the whole log of its card and today's parameters of its preset.

use std::collections::{BTreeMap, HashMap};

use collection::model::{CardId, PresetConfig, RevlogEntry, RevlogId, Secs, Usn};
use collection::study::memory::foretelling::Foreteller;
use rusqlite::{Connection, Row, params};
use store::Millis;

use super::NEWEST;

const DAY_SECS: i64 = 86_400;

/// Parts of a thousand, by the number of the review. Nothing where FSRS is off.
pub(super) fn of(
    db: &Connection,
    presets: &[(i64, PresetConfig)],
    (since, now): (Millis, Millis),
    most: u32,
) -> rusqlite::Result<HashMap<i64, u16>> {
    let options: BTreeMap<String, i64> = pairs(db, "select name, value from numbers_of_options")?;
    let number = |name: &str| options.get(name).copied();
    let mut found = HashMap::new();
    if number("fsrs") != Some(1) {
        return Ok(found);
    }
    // Whoever uploads a collection may have written anything there.
    let small = |name: &str| number(name).and_then(|number| i16::try_from(number).ok());
    let west = small("localOffset").or(small("creationOffset"));
    let rollover = small("rollover").unwrap_or(4);
    let days = next_day(now, rollover.into(), west.unwrap_or(0).into());
    let foretellers: BTreeMap<i64, Foreteller> = presets
        .iter()
        .filter_map(|(id, preset)| Some((*id, Foreteller::of(preset.clone()).ok()?)))
        .collect();
    let cards: BTreeMap<i64, i64> = pairs(db, "select card, preset from presets_of_cards")?;
    // All entries of the cards whose reviews are read, card by card.
    let logs = format!(
        "select id, cid, ease, ivl, lastIvl, factor, type from revlog
         where cid in (select cid {NEWEST}) order by cid, id"
    );
    let mut statement = db.prepare(&logs)?;
    let entries = statement.query_map(params![since.0, most], entry)?;
    let entries = entries.collect::<rusqlite::Result<Vec<_>>>()?;
    for log in entries.chunk_by(|one, next| one.card == next.card) {
        let card = log.first().map(|entry| entry.card.0);
        let preset = card.and_then(|card| cards.get(&card));
        let Some(foreteller) = preset.and_then(|preset| foretellers.get(preset)) else {
            // A card that is gone has no preset any more.
            continue;
        };
        for (id, chance) in foreteller.foretold(log, days) {
            found.insert(id.0, per_mille(chance));
        }
    }
    Ok(found)
}

/// When the next day begins, on a clock so many minutes west of Greenwich.
fn next_day(now: Millis, rollover_hour: i64, minutes_west: i64) -> Secs {
    let now = now.0.div_euclid(1000);
    let turn = rollover_hour * 3600 + minutes_west * 60;
    Secs(now - (now - turn).rem_euclid(DAY_SECS) + DAY_SECS)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and 1000 by the clamp"
)]
fn per_mille(chance: f32) -> u16 {
    (chance.clamp(0.0, 1.0) * 1000.0).round() as u16
}

/// Two columns of a table; rows without a second are left out.
fn pairs<K: rusqlite::types::FromSql + Ord>(
    db: &Connection,
    sql: &str,
) -> rusqlite::Result<BTreeMap<K, i64>> {
    let mut statement = db.prepare(sql)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, Option<i64>>(1)?)))?;
    let mut found = BTreeMap::new();
    for row in rows {
        if let (key, Some(value)) = row? {
            found.insert(key, value);
        }
    }
    Ok(found)
}

fn entry(row: &Row<'_>) -> rusqlite::Result<RevlogEntry> {
    Ok(RevlogEntry {
        id: RevlogId(row.get(0)?),
        card: CardId(row.get(1)?),
        usn: Usn(0),
        button: row.get(2)?,
        interval: row.get(3)?,
        last_interval: row.get(4)?,
        ease: row.get(5)?,
        taken_ms: 0,
        kind: row.get(6)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_the_learners_hour() {
        let noon = Millis(1_795_435_200_000); // 2026-11-23 12:00 UTC

        assert_eq!(next_day(noon, 4, 0).0, 1_795_435_200 + 16 * 3600);
        assert_eq!(next_day(noon, 4, -120).0, 1_795_435_200 + 14 * 3600);
        assert_eq!(next_day(noon, 13, 0).0, 1_795_435_200 + 3600);
    }
}
