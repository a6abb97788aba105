//! Files of older schemas, made from one collection, become that collection again. That Anki
//! reads them in the same way is proven by `tests/wheel/compare.py`.

use std::path::Path;

use collection::model::{PresetConfig, Usn};
use collection::{Collection, schema11, storage};
use prost::Message;
use rusqlite::Connection;
use serde_json::{Map, Value};
use tempfile::TempDir;

use crate::asking::{TABLES, inspect, rows};
use crate::hostile::{honest, open, sql};

const OLD_GRAVES: &str = "
    alter table graves rename to newer;
    create table graves (usn integer not null, oid integer not null, type integer not null);
    insert into graves select usn, oid, type from newer;
    insert into graves select 0, oid, type from newer;
    drop table newer;";

const OLD_TAGS: &str = "
    alter table tags rename to newer;
    create table tags (tag text not null primary key collate unicase, usn integer not null)
    without rowid;
    insert into tags select tag, usn from newer;
    drop table newer;";

/// The honest collection with what only older schemas would lose, lost.
fn newest(file: &Path) {
    honest(file);
    sql(
        file,
        "insert into graves values (77, 0, 4), (78, 1, 5), (78, 2, 6);
        update tags set collapsed = 1;
        update config set mtime_secs = 0, usn = 0",
    );
}

async fn assert_becomes_newest(older: &Path, newest: &Path) {
    let (_into, checked) = inspect(older).await;

    let checked = checked.unwrap();
    assert_eq!(checked.report, Vec::<String>::new());
    let (ours, theirs) = (open(&checked.path), open(newest));
    for table in TABLES {
        let (ours, theirs) = (rows(&ours, table), rows(&theirs, table));
        assert!(ours == theirs, "{table}: {ours:?}\n{theirs:?}");
    }
}

#[tokio::test]
async fn schemas_16_and_17() {
    let folder = TempDir::new().unwrap();
    let (newest_file, older) = (folder.path().join("newest"), folder.path().join("older"));
    newest(&newest_file);
    newest(&older);

    sql(&older, &format!("{OLD_GRAVES} update col set ver = 17"));
    assert_becomes_newest(&older, &newest_file).await;

    sql(&older, &format!("{OLD_TAGS} update col set ver = 16"));
    assert_becomes_newest(&older, &newest_file).await;
}

#[tokio::test]
async fn schema_15_kept_ease_in_percent_and_sometimes_lost_it() {
    let folder = TempDir::new().unwrap();
    let (newest_file, older) = (folder.path().join("newest"), folder.path().join("older"));
    newest(&newest_file);
    newest(&older);
    sql(
        &older,
        &format!("{OLD_GRAVES} {OLD_TAGS} update col set ver = 15"),
    );
    set_initial_ease(&open(&older), 250.0);
    assert_becomes_newest(&older, &newest_file).await;

    set_initial_ease(&open(&older), 0.0);
    sql(&older, "update cards set factor = 1300 where id % 7 = 0");
    let (_into, checked) = inspect(&older).await;

    let db = open(&checked.unwrap().path);
    assert!(rows(&db, "deck_config") == rows(&open(&newest_file), "deck_config"));
    let mended = "select count(*) from cards where factor = 2500 and usn = 9";
    assert_eq!(
        db.query_row(mended, [], |row| row.get::<_, u32>(0))
            .unwrap(),
        1
    );
}

fn set_initial_ease(db: &Connection, ease: f32) {
    let preset = storage::presets::all(db).unwrap().remove(0);
    let config = PresetConfig {
        initial_ease: ease,
        ..preset.config
    };
    db.execute(
        "update deck_config set config = ?1",
        [config.encode_to_vec()],
    )
    .unwrap();
}

#[tokio::test]
async fn schema_14_had_notetypes_and_decks_in_json() {
    let folder = TempDir::new().unwrap();
    let (newest_file, older) = (folder.path().join("newest"), folder.path().join("older"));
    newest(&newest_file);
    newest(&older);
    let db = open(&older);
    let notetypes = storage::notetypes::all(&db).unwrap();
    let decks = storage::decks::all(&db).unwrap();
    let presets = storage::presets::all(&db).unwrap();
    assert_eq!(storage::presets::ids_since(&db, Usn(0)).unwrap().len(), 1);
    let models = keyed(
        notetypes
            .iter()
            .map(|it| (it.id.0, schema11::notetype_to_json(it))),
    );
    let decks = keyed(decks.iter().map(|it| (it.id.0, schema11::deck_to_json(it))));
    let preset = serde_json::to_vec(&schema11::preset_to_json(&presets[0])).unwrap();
    db.execute(
        "update col set models = ?1, decks = ?2, ver = 14",
        [models, decks],
    )
    .unwrap();
    db.execute("update deck_config set config = ?1", [preset])
        .unwrap();
    db.close().unwrap();
    sql(
        &older,
        &format!(
            "{OLD_GRAVES} {OLD_TAGS}
            drop table notetypes; drop table fields; drop table templates; drop table decks;
            drop index idx_cards_odid; drop index idx_notes_mid"
        ),
    );

    assert_becomes_newest(&older, &newest_file).await;
}

fn keyed(objects: impl Iterator<Item = (i64, Value)>) -> String {
    let objects: Map<_, _> = objects
        .map(|(id, object)| (id.to_string(), object))
        .collect();
    Value::from(objects).to_string()
}

#[tokio::test]
async fn schema_11_had_everything_in_json() {
    let folder = TempDir::new().unwrap();
    let (newest_file, older) = (folder.path().join("newest"), folder.path().join("older"));
    newest(&newest_file);
    let collection = Collection::open(&newest_file).unwrap();
    schema11::write_file(&collection, &older).unwrap();
    collection.close().unwrap();

    assert_becomes_newest(&older, &newest_file).await;
}
