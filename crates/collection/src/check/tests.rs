use tempfile::TempDir;

use super::{Problem, check, digest, digests};
use crate::model::Millis;
use crate::{Birth, Collection};

fn new_collection(seed: u64) -> (TempDir, Collection) {
    let folder = tempfile::tempdir().unwrap();
    let birth = Birth {
        now: Millis(1_700_000_000_000),
        minutes_west: None,
        seed,
    };
    let col = Collection::create(&folder.path().join("collection"), &birth).unwrap();
    (folder, col)
}

/// What a check says after a change by hand.
fn problems_after(change: &str) -> Vec<Problem> {
    let (_folder, col) = new_collection(1);
    col.connection().execute_batch(change).unwrap();
    check(&col).unwrap().problems
}

const NOTE: &str = "
    insert into notes (id, guid, mid, mod, usn, tags, flds, sfld, csum, flags, data)
    select 5, 'g', min(id), 1, 0, '', 'a' || char(31) || 'b', 'a', 0, 0, '' from notetypes;";

#[test]
fn a_new_collection_is_sound() {
    let (_folder, col) = new_collection(1);

    let report = check(&col).unwrap();

    assert!(report.is_sound(), "{:?}", report.problems);
    assert_eq!((report.counts.decks, report.counts.presets), (1, 1));
}

#[test]
fn rows_without_their_other_half_are_found() {
    let card = "insert into cards values (1, 7, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '')";
    assert_eq!(
        problems_after(card),
        [Problem::CardsWithoutNote(1), Problem::CardsWithoutDeck(1)]
    );
    assert_eq!(
        problems_after(&format!("{NOTE} update notes set mid = 3")),
        [Problem::NotesWithoutNotetype(1)]
    );
    assert_eq!(
        problems_after(&format!("{NOTE} update notes set flds = 'a'")),
        [Problem::NotesWithWrongFields(1)]
    );
    assert_eq!(
        problems_after("delete from decks"),
        [Problem::NoDefaultDeck]
    );
}

#[test]
fn impossible_numbers_are_found() {
    assert_eq!(
        problems_after(&format!("{NOTE} update notes set usn = -1, id = 0")),
        [
            Problem::ImpossibleIds {
                table: "notes",
                count: 1
            },
            Problem::Waiting {
                table: "notes",
                count: 1
            },
        ]
    );
    assert_eq!(
        problems_after("insert into graves (oid, type, usn) values (1, 0, 9)"),
        [Problem::Ahead {
            table: "graves",
            count: 1
        }]
    );
}

#[test]
fn blobs_that_are_none_are_found() {
    let problems = problems_after("update decks set common = x'ff'");

    assert!(
        matches!(
            problems.as_slice(),
            [Problem::Unreadable { what: "decks", .. }]
        ),
        "{problems:?}"
    );
}

#[test]
fn a_digest_is_about_content_only() {
    let (_folder, col) = new_collection(1);
    let before = digest(&col).unwrap();
    let same = |change: &str| {
        col.connection().execute_batch(change).unwrap();
        assert_eq!(digest(&col).unwrap(), before, "{change}");
    };

    same("update col set mod = 5, ls = 6, usn = 7, scm = 8");
    same("update decks set usn = 3; update notetypes set usn = 3; update deck_config set usn = 3");
    same("update config set usn = 9, mtime_secs = 9");
    same("insert into config values ('lastUnburied', 0, 0, x'35')");
    same("insert into graves (oid, type, usn) values (1, 0, 0)");
}

#[test]
fn every_kind_of_content_counts() {
    for (kind, change) in [
        ("notes", NOTE),
        (
            "cards",
            "insert into cards values (1, 7, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '')",
        ),
        (
            "reviews",
            "insert into revlog values (1, 1, 0, 1, 1, 1, 1, 1, 1)",
        ),
        (
            "notetypes",
            "update notetypes set mtime_secs = 77 where name = 'Basic'",
        ),
        ("decks", "update decks set mtime_secs = 77"),
        ("presets", "update deck_config set name = 'x'"),
        (
            "tags",
            "insert into tags (tag, usn, collapsed) values ('x', 0, 0)",
        ),
        ("config", "insert into config values ('x', 0, 0, x'35')"),
        ("config", "update col set crt = 5"),
    ] {
        let (_folder, col) = new_collection(1);
        let before = digests(&col).unwrap();

        col.connection().execute_batch(change).unwrap();

        let after = digests(&col).unwrap();
        let changed: Vec<_> = before
            .iter()
            .zip(&after)
            .filter(|(a, b)| a != b)
            .map(|(a, _)| a.0)
            .collect();
        assert_eq!(changed, [kind]);
    }
}
