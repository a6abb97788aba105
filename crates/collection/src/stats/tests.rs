//! The expected numbers are the answers of Anki 26.9.3 (`graphs`, `card_stats`) about the same
//! rows at the same moment.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use rusqlite::Connection;
use scheduler::Memory;

use super::{
    CountsByKind, Hour, Recall, StudiedToday, TodaySum, card_info, card_info_noting_last_review,
    graphs, studied_today,
};
use crate::model::{CardId, Millis, Secs};
use crate::search::View;
use crate::storage::{Collection, cards, notetypes, tests::new_collection};
use crate::today::Moment;

const NOW: i64 = 1_700_000_000;
const DAY: i64 = 86_400;
/// The first card and note.
const FIRST: i64 = (NOW - 40 * DAY) * 1000 + 1;

/// Three cards that were studied and one that was not.
fn studied() -> (tempfile::TempDir, Collection) {
    let (folder, collection) = new_collection();
    let db = collection.connection();
    let remembered = format!(
        r#"{{"s":10.0,"d":5.5,"dr":0.9,"decay":0.154,"lrt":{}}}"#,
        NOW - 3 * DAY
    );
    add_card(db, 0, "2, 2, 3, 30, 2500", r#"{"pos":7}"#);
    add_card(db, 1, "2, -1, 1, 5, 1300", "");
    add_card(db, 2, "0, 0, 4, 0, 0", "");
    add_card(db, 3, "2, 2, -3, 4, 0", &remembered);
    add_log(db, NOW - 39 * DAY, 0, "3, -600, -60, 0, 5000, 0");
    add_log(db, NOW - 39 * DAY + 700, 0, "3, 1, -600, 2500, 4000, 0");
    add_log(db, NOW - 38 * DAY, 0, "1, -600, 1, 2300, 9000, 1");
    add_log(db, NOW - 38 * DAY + 650, 0, "3, 1, -600, 2300, 3000, 2");
    add_log(db, NOW - 30 * DAY, 0, "3, 25, 1, 2500, 6500, 1");
    add_log(db, NOW - DAY, 0, "3, 30, 25, 2500, 7500, 1");
    add_log(db, NOW - 100, 3, "4, 4, 2, 0, 2500, 1");
    add_log(db, NOW - 90, 1, "0, 5, 1, 1300, 0, 4");
    (folder, collection)
}

/// `kind, queue, due, interval, ease` as in the row.
fn add_card(db: &Connection, number: i64, state: &str, data: &str) {
    let id = FIRST + number;
    let notetype = notetypes::id_of_name(db, "Basic").unwrap().unwrap();
    db.execute(
        "insert into notes values (?1, ?1, ?2, 1, 0, '', 'a' || char(31) || 'b', 'a', 0, 0, '')",
        (id, notetype),
    )
    .unwrap();
    db.execute(
        &format!("insert into cards values (?1, ?1, 1, 0, 1, 0, {state}, 4, 1, 0, 0, 0, 0, ?2)"),
        (id, data),
    )
    .unwrap();
}

/// `button, interval, last interval, ease, milliseconds, kind` as in the row.
fn add_log(db: &Connection, at: i64, number: i64, entry: &str) {
    db.execute(
        &format!("insert into revlog values (?1, ?2, 0, {entry})"),
        (at * 1000, FIRST + number),
    )
    .unwrap();
}

fn moment() -> Moment {
    Moment {
        now: Millis(NOW * 1000),
        zone: TimeZone::UTC,
    }
}

#[test]
fn graphs_of_answers_are_those_of_anki() {
    let (_folder, collection) = studied();
    let view = View::at(collection.connection(), &moment()).unwrap();

    let graphs = graphs(&view, &moment(), "", 0).unwrap();

    assert_eq!(graphs.buttons.all.learning, [0, 0, 3, 0]);
    assert_eq!(graphs.buttons.all.young, [1, 0, 1, 1]);
    assert_eq!(graphs.buttons.month.mature, [0, 0, 1, 0]);
    let evening = Hour {
        total: 7,
        correct: 6,
    };
    assert_eq!(graphs.hours.quarter[22], evening);
    let today = TodaySum {
        answers: 1,
        millis: 2500,
        correct: 1,
        review: 1,
        ..TodaySum::default()
    };
    assert_eq!(graphs.today, today);
    let day = CountsByKind {
        relearning: 3000,
        young: 9000,
        ..CountsByKind::default()
    };
    assert_eq!(graphs.review_millis[&-38], day);
    let year = Recall {
        young_passed: 2,
        young_failed: 1,
        mature_passed: 1,
        mature_failed: 0,
    };
    assert_eq!(graphs.retention.year, year);
}

#[test]
fn graphs_of_cards_are_those_of_anki() {
    let (_folder, collection) = studied();
    let view = View::at(collection.connection(), &moment()).unwrap();

    let graphs = graphs(&view, &moment(), "", 31).unwrap();

    assert_eq!(graphs.added, BTreeMap::from([(-40, 4)]));
    assert_eq!(graphs.future_due.by_day, BTreeMap::from([(-3, 1), (3, 1)]));
    assert!(graphs.future_due.has_backlog);
    assert_eq!(graphs.intervals, BTreeMap::from([(4, 1), (5, 1), (30, 1)]));
    assert_eq!(graphs.eases.bins, BTreeMap::from([(130, 1), (250, 1)]));
    assert!((graphs.eases.median - 190.0).abs() < f32::EPSILON);
    assert_eq!(graphs.difficulty.bins, BTreeMap::from([(50, 1)]));
    assert_eq!(graphs.retrievability.bins, BTreeMap::from([(96, 1)]));
    assert_eq!(graphs.retrievability.average.to_string(), "96.10135");
    let counts = graphs.card_counts.without_inactive;
    assert_eq!(
        (counts.new, counts.young, counts.mature, counts.suspended),
        (1, 1, 1, 1)
    );
}

#[test]
fn the_story_of_a_card_is_that_of_anki() {
    let (_folder, collection) = studied();
    let view = View::at(collection.connection(), &moment()).unwrap();

    let info = card_info(&view, CardId(FIRST)).unwrap();

    assert_eq!(info.first_review, Some(Secs(1_696_630_400)));
    assert_eq!(info.latest_review, Some(Secs(1_699_913_600)));
    assert_eq!(info.due_at, Some(Secs(1_700_259_200)));
    assert_eq!(info.position, Some(7));
    assert_eq!(info.average_secs.to_string(), "5.8333335");
    assert_eq!(info.total_secs.to_string(), "35");
    assert_eq!(info.memory, None);
    let after_relearning = Memory {
        stability: 0.622_917_1,
        difficulty: 7.380_074,
    };
    let memories: Vec<_> = info.log.iter().map(|line| line.memory).collect();
    assert_eq!(memories.len(), 6);
    assert_eq!(memories[2], Some(after_relearning));
    assert_eq!(info.log[0].interval_secs, 2_592_000);
}

#[test]
fn telling_about_a_card_changes_it_only_on_request() {
    let (_folder, collection) = studied();
    let db = collection.connection();
    let view = View::at(db, &moment()).unwrap();
    let data = || cards::get(db, CardId(FIRST)).unwrap().unwrap().data;

    card_info(&view, CardId(FIRST)).unwrap();
    assert_eq!(data(), r#"{"pos":7}"#);

    card_info_noting_last_review(&view, CardId(FIRST)).unwrap();
    assert_eq!(data(), r#"{"pos":7,"lrt":1699913600}"#);
}

#[test]
fn answers_of_today_are_counted_without_changes_by_hand() {
    let (_folder, collection) = studied();
    let view = View::at(collection.connection(), &moment()).unwrap();

    let today = studied_today(view.db, view.today).unwrap();

    let expected = StudiedToday {
        answers: 1,
        secs: 2.5,
    };
    assert_eq!(today, expected);
}
