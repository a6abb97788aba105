//! A collection as statistics may see it: the log of reviews and the options of presets. The reader has
//! a connection of its own on which SQLite itself refuses everything else: no text, no name, no media,
//! and nothing is written (PR-07).

use std::path::Path;

use accounts::AccountId;
use collection::Collection;
use collection::model::PresetConfig;
use prost::Message as _;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::{Connection, OpenFlags, params};
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
const REVIEWS: &str = "select ease, lastIvl from revlog
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
            read(
                &shelf.folder_of(account).working_copy(Collection::BOOK),
                since,
                most,
            )
        });
        Ok(read.await??)
    }
}

fn read(path: &Path, since: Millis, most: u32) -> Result<Reviews, Fault> {
    let context = |error| Fault::because("the reviews of a collection could not be read", error);
    let db = open_blind(path).map_err(context)?;
    let mut statement = db.prepare(REVIEWS).map_err(context)?;
    let rows = statement
        .query_map(params![since.0, most], |row| {
            let days: i64 = row.get(1)?;
            Ok(Review {
                button: row.get(0)?,
                days_before: u32::try_from(days).unwrap_or_default(),
            })
        })
        .map_err(context)?;
    let reviews = rows.collect::<Result<_, _>>().map_err(context)?;
    Ok(Reviews {
        reviews,
        aims_at: aims_at(&db).map_err(context)?,
    })
}

/// The mean over the presets that schedule by memory; older presets aim at nothing.
fn aims_at(db: &Connection) -> rusqlite::Result<Option<f32>> {
    let mut statement = db.prepare("select config from deck_config order by id")?;
    let configs = statement.query_map([], |row| row.get::<_, Vec<u8>>(0))?;
    let (mut sum, mut count) = (0.0, 0.0);
    for config in configs {
        let Ok(options) = PresetConfig::decode(config?.as_slice()) else {
            continue;
        };
        if !options.fsrs_params_6.is_empty() || !options.fsrs_params_5.is_empty() {
            sum += options.desired_retention;
            count += 1.0;
        }
    }
    Ok((count > 0.0).then(|| sum / count))
}

/// A connection that sees these columns and nothing else.
fn open_blind(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut db = Connection::open_with_flags(path, flags)?;
    db.busy_timeout(std::time::Duration::from_secs(5))?;
    db.authorizer(Some(|context: AuthContext<'_>| {
        if may_happen(context.action) {
            Authorization::Allow
        } else {
            Authorization::Deny
        }
    }))?;
    Ok(db)
}

fn may_happen(action: AuthAction<'_>) -> bool {
    if let AuthAction::Read {
        table_name,
        column_name,
    } = action
    {
        return matches!(
            (table_name, column_name),
            ("revlog", "id" | "ease" | "lastIvl" | "type" | "factor")
                | ("deck_config", "id" | "config")
        );
    }
    matches!(action, AuthAction::Select)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn collection() -> (tempfile::TempDir, std::path::PathBuf) {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("collection.db");
        let db = Connection::open(&path).unwrap();
        db.execute_batch(
            "create table revlog (id integer primary key, cid, usn, ease, ivl, lastIvl, factor, time, type);
             create table deck_config (id integer primary key, name, mtime_secs, usn, config blob);
             create table notes (id integer primary key, flds, sfld, tags);
             insert into notes values (1, 'secret', 'secret', 'secret');
             insert into revlog values (1000, 1, 0, 3, 20, 10, 2500, 5, 1), (2000, 1, 0, 1, 1, 20, 2500, 5, 1),
                                       (3000, 1, 0, 3, 1, -600, 0, 5, 0), (4000, 1, 0, 2, 9, 9, 0, 5, 3),
                                       (5000, 1, 0, 0, 9, 9, 0, 5, 4), (6000, 1, 0, 4, 9, -86400, 0, 5, 2);",
        )
        .unwrap();
        (place, path)
    }

    #[test]
    fn pr_07_statistics_see_reviews_and_options_and_sqlite_refuses_the_rest() {
        let (_place, path) = collection();
        let db = open_blind(&path).unwrap();

        for forbidden in [
            "select flds from notes",
            "select count(*) from notes",
            "select name from deck_config",
            "select cid from revlog",
            "select * from sqlite_schema",
            "update revlog set ease = 1",
            "attach ':memory:' as other",
            "select load_extension('x')",
            "pragma table_info(notes)",
        ] {
            let refused = db
                .prepare(forbidden)
                .and_then(|mut it| it.query([]).map(drop));
            assert!(refused.is_err(), "{forbidden}");
        }
        assert!(db.prepare(REVIEWS).is_ok());
    }

    #[test]
    fn pr_07_the_reviews_that_count_are_those_of_ankis_true_retention() {
        let (_place, path) = collection();

        let found = read(&path, Millis(0), 100).unwrap();

        let seen: Vec<(u8, u32)> = found
            .reviews
            .iter()
            .map(|review| (review.button, review.days_before))
            .collect();
        assert_eq!(seen, [(4, 0), (1, 20), (3, 10)]);
        assert_eq!(found.aims_at, None);
        assert_eq!(read(&path, Millis(1_500), 100).unwrap().reviews.len(), 2);
        assert_eq!(read(&path, Millis(0), 1).unwrap().reviews.len(), 1);
    }
}
