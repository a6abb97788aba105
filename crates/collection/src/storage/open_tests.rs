use std::path::Path;

use rusqlite::Connection;

use super::tests::new_collection;
use super::{Collection, config, counts, graves, notes, revlog, tags};
use crate::error::Error;
use crate::model::{
    Buried, CardId, ConfigEntry, DeckId, GraveKind, Note, NoteDigest, NoteId, RevlogEntry,
    RevlogId, Secs, Tag, Usn,
};

/// The file of a new collection after a stranger's hand was on it.
fn after(statement: &str) -> Result<Collection, Error> {
    let (folder, collection) = new_collection();
    let path = folder.path().join("collection.anki2");
    collection.close().unwrap();
    let stranger = Connection::open(&path).unwrap();
    super::register_unicase(&stranger).unwrap();
    stranger.execute_batch(statement).unwrap();
    drop(stranger);
    Collection::open(&path)
}

#[test]
fn a_collection_of_ours_opens_for_reading_and_writing() {
    let (folder, collection) = new_collection();
    let path = folder.path().join("collection.anki2");
    let stamp = collection.stamp().unwrap();
    assert_eq!(stamp.schema_ms, 1_700_000_000_000);
    assert_eq!(collection.count().unwrap().notetypes, 6);
    collection.close().unwrap();
    assert!(!folder.path().join("collection.anki2-wal").exists());
    assert_eq!(Collection::open(&path).unwrap().stamp().unwrap(), stamp);
    let reader = Collection::open_read_only(&path).unwrap();
    assert_eq!(reader.stamp().unwrap(), stamp);
    assert!(
        reader
            .connection()
            .execute("delete from decks", [])
            .is_err()
    );
}

#[test]
fn statistics_that_clients_gather_are_no_reason_to_refuse() {
    assert!(after("analyze").is_ok());
}

#[test]
fn what_we_did_not_make_is_refused() {
    for statement in [
        "create trigger t after update on col begin delete from notes; end",
        "create view v as select * from notes",
        "create table more (x)",
        "create index more on notes (guid)",
        "drop index ix_notes_csum",
        "drop table tags",
        "create virtual table v using rtree (id, low, high)",
        "update col set ver = 17",
        "update col set ver = 19",
        "alter table notes add column more",
    ] {
        match after(statement) {
            Err(Error::Foreign(_)) => {}
            Err(error) => panic!("{statement}: {error}"),
            Ok(_) => panic!("{statement} was accepted"),
        }
    }
}

#[test]
fn a_missing_file_and_a_file_of_nonsense_are_errors() {
    let folder = tempfile::tempdir().unwrap();
    assert!(Collection::open(Path::new("/nowhere/collection.anki2")).is_err());
    let missing = folder.path().join("missing");
    assert!(Collection::open(&missing).is_err());
    assert!(!missing.exists());
    std::fs::write(&missing, "nonsense".repeat(1000)).unwrap();
    assert!(Collection::open(&missing).is_err());
}

#[test]
fn a_transaction_is_kept_or_undone_as_a_whole() {
    let (_folder, collection) = new_collection();
    let db = collection.connection();
    collection.begin().unwrap();
    graves::put(db, GraveKind::Card, 1, Usn(1)).unwrap();
    collection.rollback().unwrap();
    assert_eq!(collection.count().unwrap().graves, 0);
    collection.begin().unwrap();
    graves::put(db, GraveKind::Card, 1, Usn(1)).unwrap();
    collection.commit().unwrap();
    collection.rollback().unwrap();
    assert_eq!(collection.count().unwrap().graves, 1);
}

#[test]
fn a_second_deletion_is_news_again() {
    let (_folder, collection) = new_collection();
    let db = collection.connection();
    graves::put(db, GraveKind::Note, 7, Usn(3)).unwrap();
    graves::put(db, GraveKind::Deck, 7, Usn(4)).unwrap();
    graves::put(db, GraveKind::Card, 9, Usn(4)).unwrap();
    let late = Buried {
        cards: vec![CardId(9)],
        notes: vec![],
        decks: vec![DeckId(7)],
    };
    assert_eq!(graves::since(db, Usn(4)).unwrap(), late);
    graves::put(db, GraveKind::Note, 7, Usn(5)).unwrap();
    graves::put(db, GraveKind::Note, 7, Usn(2)).unwrap();
    assert_eq!(graves::since(db, Usn(5)).unwrap().notes, [NoteId(7)]);
    assert!(graves::delete(db, GraveKind::Note, 7).unwrap());
    assert!(!graves::delete(db, GraveKind::Note, 7).unwrap());
}

#[test]
fn rows_are_news_from_their_number_on() {
    let (_folder, collection) = new_collection();
    let db = collection.connection();
    for (id, usn) in [(1, 5), (2, 3), (3, 4)] {
        let note = Note {
            id: NoteId(id),
            usn: Usn(usn),
            ..Note::default()
        };
        let digest = NoteDigest {
            sort_field: String::new(),
            checksum: 0,
        };
        notes::put(db, &note, &digest).unwrap();
    }
    assert_eq!(
        notes::ids_since(db, Usn(4)).unwrap(),
        [NoteId(3), NoteId(1)]
    );
    assert_eq!(notes::version(db, NoteId(2)).unwrap().unwrap().usn, Usn(3));
    assert!(!counts::has_pending(db).unwrap());
    db.execute("update notes set usn = -1 where id = 2", [])
        .unwrap();
    assert!(counts::has_pending(db).unwrap());
    assert!(notes::delete(db, NoteId(2)).unwrap());
    assert_eq!(notes::get(db, NoteId(2)).unwrap(), None);
}

#[test]
fn a_review_is_written_once() {
    let (_folder, collection) = new_collection();
    let db = collection.connection();
    let entry = RevlogEntry {
        id: RevlogId(1_700_000_000_000),
        card: CardId(2),
        usn: Usn(3),
        button: 4,
        interval: -600,
        last_interval: -60,
        ease: 2500,
        taken_ms: 8000,
        kind: 1,
    };
    assert!(revlog::add(db, &entry).unwrap());
    assert!(!revlog::add(db, &RevlogEntry { button: 1, ..entry }).unwrap());
    assert_eq!(revlog::get(db, entry.id).unwrap(), Some(entry));
    assert_eq!(revlog::ids_since(db, Usn(3)).unwrap(), [entry.id]);
}

#[test]
fn settings_are_carried_over_as_a_whole() {
    let (_folder, collection) = new_collection();
    let db = collection.connection();
    assert_eq!(config::get(db, "schedVer").unwrap(), Some(2.into()));
    let settings = [(
        "addon".to_owned(),
        serde_json::json!({ "a": [1, 2.5, null] }),
    )];
    let settings = settings.into_iter().collect();
    config::replace_all(db, &settings, Usn(4), Secs(5)).unwrap();
    assert_eq!(config::all(db).unwrap(), settings);
    assert_eq!(config::get(db, "schedVer").unwrap(), None);
    let entry = ConfigEntry {
        key: "broken".to_owned(),
        usn: Usn(0),
        modified: Secs(0),
        value: b"{".to_vec(),
    };
    config::put(db, &entry).unwrap();
    assert!(matches!(config::get(db, "broken"), Err(Error::Json(_))));
}

#[test]
fn tags_are_one_whatever_their_case() {
    let (_folder, collection) = new_collection();
    let db = collection.connection();
    assert!(tags::register(db, "Verb", Usn(1)).unwrap());
    assert!(!tags::register(db, "VERB", Usn(2)).unwrap());
    let tag = Tag {
        name: "Verb".to_owned(),
        usn: Usn(1),
        collapsed: true,
    };
    assert_eq!(tags::get(db, "verb").unwrap(), Some(tag.clone()));
    tags::put(
        db,
        &Tag {
            collapsed: false,
            ..tag
        },
    )
    .unwrap();
    assert_eq!(tags::names_since(db, Usn(1)).unwrap(), ["Verb"]);
    assert!(tags::delete(db, "vERB").unwrap());
    assert_eq!(tags::all(db).unwrap(), []);
}
