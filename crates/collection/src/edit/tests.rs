//! Expected values are what the wheel of Anki 26.9.3 made of the same steps at the same moment.

use jiff::tz::TimeZone;
use rusqlite::Connection;

use super::notetypes::{self, Checks, Draft, TemplateFault};
use super::{cards as edit_cards, notes as edit_notes, tags};
use crate::error::Error;
use crate::model::{
    DEFAULT_DECK, DEFAULT_PRESET, Millis, Note, NoteId, Notetype, NotetypeId, RevlogEntry, Secs,
    Usn,
};
use crate::pen::Pen;
use crate::storage::tests::new_collection;
use crate::storage::{Collection, cards, col, config, graves, notes, presets, revlog};
use crate::study::{Action, Desk};
use crate::today::{Moment, Today};

fn moment() -> Moment {
    Moment {
        now: Millis(1_709_632_800_000),
        zone: TimeZone::UTC,
    }
}

fn pen<'a>(collection: &'a Collection, moment: &'a Moment) -> Pen<'a> {
    let db = collection.connection();
    Pen {
        db,
        moment,
        today: Today::at(db, moment).unwrap(),
        usn: Usn::PENDING,
    }
}

fn stock(db: &Connection, name: &str) -> Notetype {
    let id = crate::storage::notetypes::id_of_name(db, name).unwrap();
    crate::storage::notetypes::get(db, id.unwrap())
        .unwrap()
        .unwrap()
}

fn added(pen: &Pen<'_>, notetype: NotetypeId, fields: &[&str], tags: &str) -> Note {
    let mut note = Note {
        guid: "z".to_owned(),
        notetype,
        tags: tags.to_owned(),
        ..Note::default()
    };
    note.set_fields(fields);
    edit_notes::add(pen, &mut note, DEFAULT_DECK).unwrap();
    note
}

fn ords(db: &Connection, note: NoteId) -> Vec<u16> {
    let cards = cards::of_note(db, note).unwrap();
    cards.into_iter().map(|card| card.ord).collect()
}

#[test]
fn a_number_becomes_a_guid() {
    assert_eq!(edit_notes::guid(0), "");
    assert_eq!(edit_notes::guid(1), "b");
    assert_eq!(edit_notes::guid(1_234_567_890), "saAKk");
    assert_eq!(edit_notes::guid(u64::MAX), "Rj&Z5m[>Zp");
}

#[test]
fn a_new_note_gets_cards_and_puts_its_tags_in_order() {
    let (_folder, collection) = new_collection();
    let (db, moment) = (collection.connection(), moment());
    let pen = pen(&collection, &moment);
    let notetype = stock(db, "Basic (and reversed card)");

    let mut note = added(&pen, notetype.id, &["x", "y\u{7}"], "Foo::bar foo e\u{301}");

    assert_eq!(note.id, NoteId(1_709_632_800_000));
    assert_eq!(note.tags, " foo Foo::bar é ");
    assert_eq!(note.fields, "x\u{1f}y");
    assert_eq!(ords(db, note.id), [0, 1]);
    let due: Vec<_> = cards::of_note(db, note.id).unwrap();
    assert_eq!((due[0].due, due[1].due), (1, 1));
    assert_eq!(config::lookup(db, "nextPos").unwrap(), Some(2));
    assert_eq!(config::lookup(db, "curModel").unwrap(), Some(notetype.id));

    note.set_fields(["", "y"]);
    assert!(edit_notes::update(&pen, &mut note).unwrap());
    assert!(!edit_notes::update(&pen, &mut note).unwrap());
    let empty = notetypes::empty_cards(db).unwrap();
    let empty: Vec<_> = empty.into_iter().flat_map(|(_, empty)| empty).collect();
    assert_eq!(empty.len(), 1);
    assert_eq!(empty[0].cards[0].0, 0);
    assert!(!empty[0].are_all);
}

#[test]
fn a_shuffling_preset_draws_the_same_position_each_time() {
    let (_folder, collection) = new_collection();
    let (db, moment) = (collection.connection(), moment());
    let pen = pen(&collection, &moment);
    let mut preset = presets::get(db, DEFAULT_PRESET).unwrap().unwrap();
    preset.config.new_card_insert_order = 1;
    presets::put(db, &preset).unwrap();
    let basic = stock(db, "Basic").id;

    for (next, drawn) in [
        (1, 825),
        (5, 180),
        (500, 13),
        (5001, 3731),
        (70_000, 24_300),
    ] {
        config::set(db, "nextPos", &next, Usn(0), Secs(0)).unwrap();
        let note = added(&pen, basic, &["x", "y"], "");
        assert_eq!(cards::of_note(db, note.id).unwrap()[0].due, drawn);
    }
}

#[test]
fn removed_notes_leave_graves_and_their_reviews() {
    let (_folder, collection) = new_collection();
    let (db, moment) = (collection.connection(), moment());
    let pen = pen(&collection, &moment);
    let notetype = stock(db, "Basic (and reversed card)").id;
    let notes = [
        added(&pen, notetype, &["a", "b"], "").id,
        added(&pen, notetype, &["c", "d"], "").id,
    ];
    let of_first = cards::ids_of_note(db, notes[0]).unwrap();
    let of_second = cards::ids_of_note(db, notes[1]).unwrap();
    let review = RevlogEntry {
        id: 1.into(),
        card: of_first[0],
        ..RevlogEntry::default()
    };
    revlog::add(db, &review).unwrap();

    assert_eq!(edit_notes::remove(&pen, &notes[..1]).unwrap(), 2);
    assert_eq!(edit_cards::remove(&pen, &of_second[..1]).unwrap(), 1);
    assert!(notes::get(db, notes[1]).unwrap().is_some());
    assert_eq!(edit_cards::remove(&pen, &of_second[1..]).unwrap(), 1);

    assert!(notes::get(db, notes[1]).unwrap().is_none());
    assert!(revlog::get(db, review.id).unwrap().is_some());
    let buried = graves::since(db, Usn::PENDING).unwrap();
    assert_eq!((buried.notes, buried.cards.len()), (notes.to_vec(), 4));
}

#[test]
fn templates_follow_their_fields() {
    let (_folder, collection) = new_collection();
    let (db, moment) = (collection.connection(), moment());
    let pen = pen(&collection, &moment);
    let mut draft = Draft::of(stock(db, "Basic (and reversed card)"));
    let note = added(&pen, draft.notetype.id, &["a", "b"], "");
    draft.notetype.templates[0].config.question = "{{#Back}}x{{text:Back}}{{/Back}}".to_owned();
    draft.notetype.fields[1].name = "Reverse Side".to_owned();

    notetypes::update(&pen, draft, Checks::All).unwrap();

    let renamed = stock(db, "Basic (and reversed card)");
    let fronts = renamed.templates.iter();
    let fronts: Vec<_> = fronts.map(|template| &*template.config.question).collect();
    let first = "{{#Reverse Side}}x{{text:Reverse Side}}{{/Reverse Side}}";
    assert_eq!(fronts, [first, "{{Reverse Side}}"]);
    assert_ne!(col::stamp(db).unwrap().schema_ms, moment.now.0);

    let mut draft = Draft::of(renamed);
    draft.notetype.fields.remove(0);
    draft.field_origins.remove(0);
    notetypes::update(&pen, draft, Checks::All).unwrap();
    assert_eq!(notes::get(db, note.id).unwrap().unwrap().fields, "b");
    assert_eq!(col::stamp(db).unwrap().schema_ms, moment.now.0);
}

#[test]
fn two_equal_fronts_are_refused() {
    let (_folder, collection) = new_collection();
    let (db, moment) = (collection.connection(), moment());
    let pen = pen(&collection, &moment);
    let mut draft = Draft::of(stock(db, "Basic (and reversed card)"));
    draft.notetype.templates[1].config.question = "{{Front}}".to_owned();

    let refused = notetypes::update(&pen, draft, Checks::All);

    let Err(Error::Template(problem)) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(problem.fault, TemplateFault::SameFront(0));
    assert_eq!(problem.template, 1);
}

#[test]
fn renamed_tags_take_along_what_lies_below_them() {
    let (_folder, collection) = new_collection();
    let (db, moment) = (collection.connection(), moment());
    let pen = pen(&collection, &moment);
    let basic = stock(db, "Basic").id;
    let note = added(&pen, basic, &["a", "b"], "one::two three onetwo").id;

    assert_eq!(tags::rename(&pen, "ONE", "Three::new").unwrap(), 1);
    let text = notes::tags(db, note).unwrap().unwrap();
    assert_eq!(text, " three::new::two onetwo three ");

    tags::add(&pen, &[note], tags::LEECH).unwrap();
    assert!(tags::has(&notes::tags(db, note).unwrap().unwrap(), "Leech"));
    assert_eq!(tags::remove(&pen, &[note], "three").unwrap(), 1);
    let text = notes::tags(db, note).unwrap().unwrap();
    assert_eq!(text, " leech onetwo ");
}

#[test]
fn an_edit_that_goes_on_is_taken_back_whole() {
    let (_folder, collection) = new_collection();
    let (db, moment) = (collection.connection(), moment());
    let basic = stock(db, "Basic").id;
    let id = added(&pen(&collection, &moment), basic, &["a", "b"], "").id;
    let mut desk = Desk::default();

    for (seconds, fields) in [(1, ["a", "c"]), (30, ["d", "c"]), (90, ["d", "e"])] {
        let then = Moment {
            now: Millis(moment.now.0 + seconds * 1000),
            ..moment.clone()
        };
        let mut note = notes::get(db, id).unwrap().unwrap();
        note.set_fields(fields);
        let mut sitting = desk.sit(db, &then, Usn::PENDING);
        let changed = sitting.perform(Action::UpdateNote, |pen| edit_notes::update(pen, &mut note));
        assert!(changed.unwrap());
    }

    let fields = || notes::get(db, id).unwrap().unwrap().fields;
    desk.sit(db, &moment, Usn::PENDING).undo().unwrap();
    assert_eq!(fields(), "d\u{1f}c");
    desk.sit(db, &moment, Usn::PENDING).undo().unwrap();
    assert_eq!(fields(), "a\u{1f}b");
    desk.sit(db, &moment, Usn::PENDING).redo().unwrap();
    assert_eq!(fields(), "d\u{1f}c");
}
