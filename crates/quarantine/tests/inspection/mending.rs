//! What is mended, and how clients learn of it.

use rusqlite::types::Value;
use tempfile::TempDir;

use crate::asking::{inspect, rows};
use crate::hostile::{self, open, sql};

#[tokio::test]
async fn a_removed_card_is_buried_so_that_the_client_removes_it_too() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("orphans");
    hostile::honest(&file);
    sql(&file, "delete from notes where id % 5 = 0");
    let orphans = "select id from cards where nid not in (select id from notes) order by id";
    let orphans: Vec<i64> = {
        let db = open(&file);
        let mut statement = db.prepare(orphans).unwrap();
        statement
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap()
    };

    let (_into, checked) = inspect(&file).await;

    let db = open(&checked.unwrap().path);
    let graves = rows(&db, "graves");
    let expected: Vec<Vec<Value>> = orphans
        .iter()
        .map(|id| vec![Value::Integer(*id), Value::Integer(0), Value::Integer(9)])
        .collect();
    assert!(!orphans.is_empty());
    assert_eq!(graves, expected);
}

/// Real clients break off a sync that brings a better version of a row they cannot read.
#[tokio::test]
async fn a_mended_value_is_no_news_for_the_client_that_sent_it() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("floats");
    hostile::honest(&file);
    sql(
        &file,
        "update cards set ivl = 2.5, usn = 4 where id % 7 = 0;
        update cards set usn = -1 where id % 7 = 1",
    );

    let (_into, checked) = inspect(&file).await;

    let db = open(&checked.unwrap().path);
    let mended = "select ivl, usn from cards where id % 7 = ?1";
    let mended = |rest: i64| -> (i64, i64) {
        db.query_row(mended, [rest], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
    };
    assert_eq!(mended(0), (3, 4));
    assert_eq!(mended(1), (30, 0));
}

#[tokio::test]
async fn surplus_fields_are_appended_and_missing_ones_added() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("fields");
    hostile::honest(&file);
    sql(
        &file,
        "update notes set flds = 'a' || x'1f' || 'b' || x'1f' || 'c' || x'1f' || 'd' where id % 5 = 1;
        update notes set flds = '42' where id % 5 = 2",
    );

    let (_into, checked) = inspect(&file).await;

    let db = open(&checked.unwrap().path);
    let note = |rest: i64| {
        let note = "select flds, sfld, csum, usn from notes where id % 5 = ?1";
        let row = |row: &rusqlite::Row<'_>| {
            Ok((
                row.get::<_, String>(0)?,
                row.get::<_, Value>(1)?,
                row.get::<_, i64>(2)?,
                row.get::<_, i64>(3)?,
            ))
        };
        db.query_row(note, [rest], row).unwrap()
    };
    let text = |text: &str| Value::Text(text.to_owned());
    // The checksums are the first eight hex digits of the SHA-1 of "a" and of "42".
    assert_eq!(
        note(1),
        ("a\u{1f}b; c; d".to_owned(), text("a"), 0x86f7_e437, 9)
    );
    assert_eq!(
        note(2),
        ("42\u{1f}".to_owned(), Value::Integer(42), 0x92cf_ceb3, 9)
    );
}
