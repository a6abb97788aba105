//! The blind reader and what it finds.

use collection::model::{DeckKind, NormalDeck};

use super::*;

const DAY_MS: i64 = 86_400_000;
const NOW: Millis = Millis(200 * DAY_MS);

fn collection() -> (tempfile::TempDir, std::path::PathBuf) {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("collection.db");
    let db = Connection::open(&path).unwrap();
    db.execute_batch(
        "create table revlog (id integer primary key, cid, usn, ease, ivl, lastIvl, factor, time, type);
         create table deck_config (id integer primary key, name, mtime_secs, usn, config blob);
         create table notes (id integer primary key, flds, sfld, tags);
         create table cards (id integer primary key, nid, did, odid, data);
         create table decks (id integer primary key, name, common blob, kind blob);
         create table config (KEY text not null primary key, usn, mtime_secs, val blob) without rowid;
         insert into notes values (1, 'secret', 'secret', 'secret');
         insert into revlog values (1000, 1, 0, 3, 20, 10, 2500, 5, 1), (2000, 1, 0, 1, 1, 20, 2500, 5, 1),
                                   (3000, 1, 0, 3, 1, -600, 0, 5, 0), (4000, 1, 0, 2, 9, 9, 0, 5, 3),
                                   (5000, 1, 0, 0, 9, 9, 0, 5, 4), (6000, 1, 0, 4, 9, -86400, 0, 5, 2);",
    )
    .unwrap();
    (place, path)
}

/// A card of FSRS with stock parameters, learnt on day 100 and reviewed three and ten days later.
fn with_fsrs(path: &Path, is_on: &str) {
    let db = Connection::open(path).unwrap();
    let kind = DeckKind::Normal(NormalDeck {
        preset: 7,
        description: "secret".to_owned(),
        ..NormalDeck::default()
    });
    let options = PresetConfig::stock().encode_to_vec();
    let on = [("fsrs", is_on), ("rollover", "4"), ("addon", "\"secret\"")];
    for (name, value) in on {
        let sql = "insert into config values (?1, 0, 0, ?2)";
        db.execute(sql, params![name, value.as_bytes()]).unwrap();
    }
    let sql = "insert into decks values (5, 'secret', x'', ?1)";
    db.execute(sql, [kind.to_blob()]).unwrap();
    let sql = "insert into deck_config values (7, 'secret', 0, 0, ?1)";
    db.execute(sql, [options]).unwrap();
    db.execute_batch(
        "insert into cards values (42, 1, 5, 0, '{\"cd\":\"secret\"}'); delete from revlog;",
    )
    .unwrap();
    for (day, button, last, kind) in [(100, 3, 0, 0), (103, 3, 3, 1), (110, 1, 7, 1)] {
        let sql = "insert into revlog values (?1, 42, 0, ?2, 3, ?3, 2500, 5, ?4)";
        let id = i64::from(day) * DAY_MS + DAY_MS / 2;
        db.execute(sql, params![id, button, last, kind]).unwrap();
    }
}

#[test]
fn pr_07_statistics_see_numbers_and_options_and_sqlite_refuses_the_rest() {
    let (_place, path) = collection();
    let db = blind::open(&path).unwrap();

    for forbidden in [
        "select flds from notes",
        "select count(*) from notes",
        "select name from deck_config",
        "select id from cards",
        "select data from cards",
        "select kind from decks",
        "select preset_of(kind) from decks",
        "select name from decks",
        "select val from config",
        "select number_of(val) from config where KEY = 'addon'",
        "select * from sqlite_schema",
        "update revlog set ease = 1",
        "create temp view presets_of_cards as select kind from decks",
        "attach ':memory:' as other",
        "select load_extension('x')",
        "pragma table_info(notes)",
    ] {
        let refused = db
            .prepare(forbidden)
            .and_then(|mut it| it.query([]).map(drop));
        assert!(refused.is_err(), "{forbidden}");
    }
    assert!(db.prepare(&format!("select id {NEWEST}")).is_ok());
}

#[test]
fn pr_07_the_reviews_that_count_are_those_of_ankis_true_retention() {
    let (_place, path) = collection();

    let found = read(&path, (Millis(0), NOW), 100).unwrap();

    let seen: Vec<(u8, u32)> = found
        .reviews
        .iter()
        .map(|review| (review.button, review.days_before))
        .collect();
    assert_eq!(seen, [(4, 0), (1, 20), (3, 10)]);
    assert_eq!(found.aims_at, None);
    assert!(found.reviews.iter().all(|review| review.foretold.is_none()));
    let (since, all) = ((Millis(1_500), NOW), (Millis(0), NOW));
    assert_eq!(read(&path, since, 100).unwrap().reviews.len(), 2);
    assert_eq!(read(&path, all, 1).unwrap().reviews.len(), 1);
}

#[test]
fn pr_07_each_review_comes_with_what_fsrs_foretold_by_the_preset_of_its_deck() {
    let (_place, path) = collection();
    with_fsrs(&path, "true");

    let found = read(&path, (Millis(0), NOW), 100).unwrap();

    // Newest first. Stock parameters give a card that was good at first a stability of 2.3065 days, so
    // after three it is known with (1 + (0.9^(-1/0.1542) - 1) * 3 / 2.3065)^-0.1542 = 0.881.
    let foretold: Vec<Option<u16>> = found.reviews.iter().map(|review| review.foretold).collect();
    assert_eq!(foretold.len(), 2);
    assert_eq!(foretold[1], Some(881));
    assert!(
        foretold[0].is_some_and(|chance| (880..980).contains(&chance)),
        "{foretold:?}"
    );
}

#[test]
fn pr_07_without_fsrs_nothing_is_foretold() {
    let (_place, path) = collection();
    with_fsrs(&path, "false");

    let found = read(&path, (Millis(0), NOW), 100).unwrap();

    assert_eq!(found.reviews.len(), 2);
    assert!(found.reviews.iter().all(|review| review.foretold.is_none()));
}
