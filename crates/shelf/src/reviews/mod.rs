//! A collection as statistics may see it: the log of reviews, the options of presets, and what FSRS
//! foretold of each review. Read by a connection to which SQLite itself refuses everything else (PR-07).

mod blind;
mod foretold;

use std::path::Path;

use accounts::AccountId;
use collection::Collection;
use collection::model::PresetConfig;
use prost::Message as _;
use rusqlite::{Connection, params};
use store::{Fault, Millis};

use crate::book::{Book, BookFile as _};
use crate::catch_up::open_current;
use crate::error::Error;
use crate::shelf::Shelf;

/// One review, without the card it was of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Review {
    /// The button: 1 is Again.
    pub button: u8,
    /// The interval before it, in days; less than a day is 0.
    pub days_before: u32,
    /// The chance to remember that FSRS gave just before it, in parts of a thousand, if FSRS is on.
    pub foretold: Option<u16>,
}

/// What the reader found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reviews {
    /// Reviews of cards that had an interval of a day or more, as Anki counts for true retention.
    pub reviews: Vec<Review>,
    /// The share of cards that the options aim to have remembered, if they aim at any.
    pub aims_at: Option<f32>,
}

/// Conditions of rslib/src/stats/graphs/retention.rs and rslib/src/revlog/mod.rs: a button was pressed,
/// it was no cramming (type 3 without factor), and the card was no longer in its first steps.
const NEWEST: &str = "from revlog
                      where id >= ?1 and ease between 1 and 4 and not (type = 3 and factor = 0)
                            and type < 4 and (type = 1 or lastIvl <= -86400 or lastIvl >= 1)
                      order by id desc limit ?2";

impl Shelf {
    /// The newest reviews of an account since a time, at most so many, and what its options aim at.
    pub async fn reviews(
        &self,
        account: AccountId,
        since: Millis,
        most: u32,
    ) -> Result<Reviews, Error> {
        if self.head(account).await?.counts.revlog == 0 {
            return Ok(Reviews::default());
        }
        let shelf = self.clone();
        let lock = self.locks.try_hold(account, Book::Collection);
        let read = self.work(move || {
            // In use: then the copy is there, and what is committed in it can be read.
            if lock.is_some() {
                let (book, _head) = open_current::<Collection>(&shelf, account)?;
                shelf.collections.put(account, book);
            }
            // What is committed stays readable while somebody works on.
            drop(lock);
            let path = shelf.folder_of(account).working_copy(Collection::BOOK);
            read(&path, (since, shelf.ground.clock.now()), most)
        });
        Ok(read.await??)
    }
}

fn read(path: &Path, (since, now): (Millis, Millis), most: u32) -> Result<Reviews, Fault> {
    let context = |error| Fault::because("the reviews of a collection could not be read", error);
    let db = blind::open(path).map_err(context)?;
    let presets = presets(&db).map_err(context)?;
    let foretold = foretold::of(&db, &presets, (since, now), most).map_err(context)?;
    let reviews = format!("select id, ease, lastIvl {NEWEST}");
    let mut statement = db.prepare(&reviews).map_err(context)?;
    let rows = statement
        .query_map(params![since.0, most], |row| {
            let (id, days): (i64, i64) = (row.get(0)?, row.get(2)?);
            Ok(Review {
                button: row.get(1)?,
                days_before: u32::try_from(days).unwrap_or_default(),
                foretold: foretold.get(&id).copied(),
            })
        })
        .map_err(context)?;
    let reviews = rows.collect::<Result<_, _>>().map_err(context)?;
    Ok(Reviews {
        reviews,
        aims_at: aims_at(&presets),
    })
}

/// The presets by their numbers; one that cannot be read is left out.
fn presets(db: &Connection) -> rusqlite::Result<Vec<(i64, PresetConfig)>> {
    let mut statement = db.prepare("select id, config from deck_config order by id")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?)))?;
    let mut presets = Vec::new();
    for row in rows {
        let (id, config) = row?;
        presets.extend(PresetConfig::decode(config.as_slice()).map(|options| (id, options)));
    }
    Ok(presets)
}

/// The mean over the presets that schedule by memory; older presets aim at nothing.
fn aims_at(presets: &[(i64, PresetConfig)]) -> Option<f32> {
    let (mut sum, mut count) = (0.0, 0.0);
    for (_, options) in presets {
        if !options.fsrs_params_6.is_empty() || !options.fsrs_params_5.is_empty() {
            sum += options.desired_retention;
            count += 1.0;
        }
    }
    (count > 0.0).then(|| sum / count)
}

#[cfg(test)]
mod tests;
