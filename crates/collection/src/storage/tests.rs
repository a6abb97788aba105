//! Reads the answer sheets that the real wheel wrote (`tests/oracle/sheets`).

use serde_json::Value;

use super::{Collection, notes, tags};
use crate::Birth;
use crate::model::{Millis, Note, NoteId, NoteShape, NotetypeId, Secs, Usn};

fn sheet() -> Value {
    serde_json::from_str(include_str!("../../../../tests/oracle/sheets/texts.json")).unwrap()
}

/// A new collection in a folder that lives as long as it.
pub(crate) fn new_collection() -> (tempfile::TempDir, Collection) {
    let folder = tempfile::tempdir().unwrap();
    let birth = Birth {
        now: Millis(1_700_000_000_000),
        minutes_west: Some(-60),
        seed: 4,
    };
    let collection = Collection::create(&folder.path().join("collection.anki2"), &birth).unwrap();
    (folder, collection)
}

#[test]
fn fields_sort_fields_and_checksums_are_those_of_the_wheel() {
    let (_folder, collection) = new_collection();
    let sheet = sheet();
    let cases = sheet["digests"].as_array().unwrap();
    assert!(cases.len() > 500);
    for case in cases {
        let text = |index: usize| case[index].as_str().unwrap();
        for (sort_field, kind, stored) in [(0, text(4), text(5)), (1, text(6), text(7))] {
            let mut note = Note {
                id: NoteId(1),
                guid: "guid".to_owned(),
                notetype: NotetypeId(2),
                modified: Secs(3),
                usn: Usn(4),
                tags: String::new(),
                fields: format!("{}\u{1f}{}", text(0), text(1)),
            };
            let digest = note
                .prepare(NoteShape {
                    fields: 2,
                    sort_field,
                })
                .unwrap();
            assert_eq!(note.fields, text(2), "{case}");
            assert_eq!(Value::from(digest.checksum), case[3], "{case}");
            notes::put(collection.connection(), &note, &digest).unwrap();
            let found: (String, String, u32) = collection
                .connection()
                .query_row(
                    "select typeof(sfld), cast(sfld as text), csum from notes",
                    [],
                    |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
                )
                .unwrap();
            assert_eq!(found.0, kind, "{case}");
            assert!(
                same_number_or_text(kind, &found.1, stored),
                "{} for {case}",
                found.1
            );
            assert_eq!(found.2, digest.checksum);
            assert_eq!(
                notes::get(collection.connection(), NoteId(1)).unwrap(),
                Some(note)
            );
        }
    }
}

/// Releases of `SQLite` write different numbers of digits.
fn same_number_or_text(kind: &str, left: &str, right: &str) -> bool {
    if kind != "real" {
        return left == right;
    }
    let (left, right): (f64, f64) = (left.parse().unwrap(), right.parse().unwrap());
    (left - right).abs() <= left.abs() * 1e-14 || left.to_string() == right.to_string()
}

#[test]
fn tags_become_known_in_the_spelling_of_the_wheel() {
    let (_folder, collection) = new_collection();
    let sheet = sheet();
    for step in sheet["tags"].as_array().unwrap() {
        for tag in step["tags"].as_array().unwrap() {
            tags::register(collection.connection(), tag.as_str().unwrap(), Usn(1)).unwrap();
        }
        let known = tags::all(collection.connection()).unwrap();
        let known: Vec<Value> = known
            .iter()
            .map(|tag| {
                vec![
                    Value::from(tag.name.as_str()),
                    u8::from(tag.collapsed).into(),
                ]
                .into()
            })
            .collect();
        assert_eq!(Value::from(known), step["known"], "{step}");
    }
}

#[test]
fn names_are_ordered_and_equal_as_with_the_wheel() {
    let (_folder, collection) = new_collection();
    let sheet = &sheet()["collation"];
    let db = collection.connection();
    db.execute_batch("create temporary table names (place integer, name text collate unicase)")
        .unwrap();
    for (place, name) in (0_i64..).zip(sheet["names"].as_array().unwrap()) {
        db.execute("insert into names values (?1, ?2)", (place, name.as_str()))
            .unwrap();
    }
    let strings = |sql: &str, columns: usize| -> Value {
        let mut statement = db.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| {
            let texts: Vec<Value> = (0..columns)
                .map(|column| Value::from(row.get_unwrap::<_, String>(column)))
                .collect();
            Ok(if let [single] = texts.as_slice() {
                single.clone()
            } else {
                texts.into()
            })
        });
        rows.unwrap().map(Result::unwrap).collect()
    };
    assert_eq!(
        strings("select name from names order by name, place", 1),
        sheet["order"]
    );
    let equal = strings(
        "select a.name, b.name from names a join names b on a.name = b.name and a.place < b.place
         order by a.place, b.place",
        2,
    );
    assert_eq!(equal, sheet["equal"]);
}
