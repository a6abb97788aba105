use std::path::Path;

use rusqlite::Connection;

use crate::error::Error;
use crate::model::{ConfigEntry, Millis, Notetype, NotetypeId, Secs, Usn};
use crate::schema18::{self, Statistic};
use crate::stock;
use crate::storage::{Collection, config, decks, harden, notetypes, presets};

/// When, where and under which star a collection is born.
#[derive(Debug, Clone, Copy)]
pub struct Birth {
    pub now: Millis,
    /// How many minutes the learner's clock is behind UTC (negative in the east); nothing if
    /// nobody knows, as on Anki's own server.
    pub minutes_west: Option<i32>,
    /// From which the ids of fields and templates are made; use a new random number each time.
    pub seed: u64,
}

impl Collection {
    /// Makes a new empty collection as Anki 26.9.3 makes it: Default deck and preset, stock
    /// notetypes, settings. The file must not exist.
    ///
    /// # Errors
    /// [`Error::Io`] if the file exists.
    pub fn create(path: &Path, birth: &Birth) -> Result<Collection, Error> {
        std::fs::File::create_new(path)?;
        let db = Connection::open(path)?;
        harden(&db)?;
        db.pragma_update(None, "page_size", 4096)?;
        db.pragma_update(None, "journal_mode", "wal")?;
        db.execute_batch("begin immediate")?;
        schema18::create_tables(&db)?;
        fill(&db, birth)?;
        schema18::create_indexes(&db)?;
        schema18::put_statistics(&db, &Statistic::of_a_new_collection())?;
        db.execute_batch("commit")?;
        db.close().map_err(|(_, error)| Error::from(error))?;
        Collection::open(path)
    }
}

fn fill(db: &Connection, birth: &Birth) -> Result<(), Error> {
    db.execute(
        "insert into col (id, crt, mod, scm, ver, dty, usn, ls, conf, models, decks, dconf, tags)
         values (1, ?1, 0, ?2, ?3, 0, 0, 0, '', '', '', '', '')",
        (created(birth), birth.now, schema18::VERSION),
    )?;
    presets::put(db, &stock::preset())?;
    decks::put(db, &stock::deck())?;
    for (place, notetype) in (1..).zip(stock::notetypes()) {
        let id = NotetypeId(birth.now.0 + place);
        notetypes::put(db, &with_ids(Notetype { id, ..notetype }, birth.seed))?;
    }
    config::replace_all(db, &stock::settings(birth.minutes_west), Usn(0), Secs(0))?;
    let current = ConfigEntry {
        key: "curModel".to_owned(),
        usn: Usn(0),
        modified: birth.now.secs(),
        value: (birth.now.0 + 1).to_string().into_bytes(),
    };
    config::put(db, &current)
}

/// Four in the morning of the present day; days change at that hour.
fn created(birth: &Birth) -> Secs {
    let west = i64::from(birth.minutes_west.unwrap_or_default()) * 60;
    let four_hours = 4 * 3600;
    let local = birth.now.secs().0 - west;
    let day_start = (local - four_hours).div_euclid(86_400) * 86_400;
    Secs(day_start + four_hours + west)
}

/// Gives the fields and templates random ids, by which clients match notetypes of different
/// collections.
pub(crate) fn with_ids(mut notetype: Notetype, seed: u64) -> Notetype {
    let id = notetype.id;
    for (place, field) in (0_u32..).zip(&mut notetype.fields) {
        field.config.id = Some(random_id(seed, b'f', id, place));
    }
    for (place, template) in (0_u32..).zip(&mut notetype.templates) {
        template.config.id = Some(random_id(seed, b't', id, place));
    }
    notetype
}

fn random_id(seed: u64, kind: u8, notetype: NotetypeId, place: u32) -> i64 {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&seed.to_le_bytes());
    hasher.update(&[kind]);
    hasher.update(&notetype.0.to_le_bytes());
    hasher.update(&place.to_le_bytes());
    let mut id = [0; 8];
    hasher.finalize_xof().fill(&mut id);
    i64::from_le_bytes(id)
}

#[cfg(test)]
mod tests;
