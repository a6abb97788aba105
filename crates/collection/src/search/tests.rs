use jiff::tz::TimeZone;

use super::{Column, Mistake, Node, Order, Search, State, Term, View, cards, notes, replaced};
use crate::error::Error;
use crate::model::{Card, CardId, DeckId, Millis, Note, NoteId, NoteShape, Secs, Usn};
use crate::storage::tests::new_collection;
use crate::storage::{Collection, cards as card_table, notes as note_table, notetypes};
use crate::today::Moment;

fn moment() -> Moment {
    Moment {
        now: Millis(1_700_000_100_000),
        zone: TimeZone::UTC,
    }
}

/// A note of the notetype Basic with one card.
fn add_note(collection: &Collection, id: i64, fields: &str) {
    let db = collection.connection();
    let mut note = Note {
        id: NoteId(id),
        guid: id.to_string(),
        notetype: notetypes::id_of_name(db, "Basic").unwrap().unwrap(),
        modified: Secs(1),
        usn: Usn(0),
        tags: String::new(),
        fields: fields.to_owned(),
    };
    let shape = NoteShape {
        fields: 2,
        sort_field: 0,
    };
    let digest = note.prepare(shape).unwrap();
    note_table::put(db, &note, &digest).unwrap();
    let card = Card {
        id: CardId(id),
        note: NoteId(id),
        deck: DeckId(1),
        ..Card::default()
    };
    card_table::put(db, &card).unwrap();
}

/// Asked of Anki 26.9.3: `build_search_string` of `parsable_text`.
#[test]
fn what_was_read_is_written_as_anki_writes_it() {
    for (typed, written) in [
        ("one two", "one two"),
        ("a or b -c", "a OR b -c"),
        ("(a OR (b c)) -(d)", "(a OR (b c)) -(d)"),
        ("deck:\"a b\"", "\"deck:a b\""),
        ("\"front:a\\:b\"", "front:a:b"),
        (
            "is:due prop:ivl>=3 rated:3:2",
            "is:due prop:ivl>=3 rated:3:2",
        ),
        ("\"a \\\"b\\\"\"", "\"a \\\"b\\\"\""),
        ("added:0", "added:1"),
        ("prop:ease>2.50", "prop:ease>2.5"),
        ("- a", "- a"),
        ("--a", "-\"-a\""),
        ("a\u{3000}b", "a b"),
        ("", "deck:*"),
    ] {
        let search: Search = typed.parse().unwrap();

        assert_eq!(search.to_string(), written, "{typed}");
    }
}

#[test]
fn a_deck_named_by_a_program_is_meant_literally() {
    let search = Search::from(State::New)
        .and_flat(Term::AddedInDays(3))
        .and_flat(Term::deck_named("a_b::c*"));

    assert_eq!(search.to_string(), "is:new added:3 deck:a\\_b::c\\*");
}

#[test]
fn searches_in_brackets_stay_apart() {
    let either = Search::any([Term::tag_named("a"), Term::tag_named("b")]);
    let neither = Search::all([Term::tag_named("c").negated(), Term::Flag(1).negated()]);

    let search = either.and(neither);

    assert_eq!(search.to_string(), "(tag:a OR tag:b) (-tag:c -flag:1)");
}

#[test]
fn a_term_replaces_all_of_its_kind() {
    let search: Search = "(deck:a or is:due) -deck:b".parse().unwrap();

    let search = replaced(search, &Term::deck_named("c"));

    assert_eq!(search.to_string(), "(deck:c OR is:due) -deck:c");
}

#[test]
fn brackets_that_are_nested_too_deeply_are_refused() {
    for open in ["(", "-(", "( "] {
        let typed = format!("{}a{}", open.repeat(100_000), ")".repeat(100_000));

        assert_eq!(typed.parse::<Search>(), Err(Mistake::TooDeep));
    }
    let typed = format!("{}a{}", "(".repeat(150), ")".repeat(150));
    assert!(typed.parse::<Search>().is_ok());
}

#[test]
fn a_search_that_is_too_long_is_refused() {
    assert_eq!(
        "a ".repeat(600_000).parse::<Search>(),
        Err(Mistake::TooLong)
    );
    assert_eq!("a ".repeat(30_000).parse::<Search>(), Err(Mistake::TooLong));
}

#[test]
fn hostile_searches_end_in_an_answer_or_an_error() {
    let (_folder, collection) = new_collection();
    add_note(&collection, 1, &format!("{}\u{1f}b", "a".repeat(100_000)));
    let view = View::at(collection.connection(), &moment()).unwrap();
    let brackets = format!("{}a{}", "(".repeat(190), ")".repeat(190));

    for typed in [
        "*a".repeat(24_000),
        "*a".repeat(1_990),
        "a*".repeat(400_000),
        "_".repeat(40_000),
        format!("re:{}", "(".repeat(5_000)),
        format!("re:{}", "(a*)*".repeat(1_000)),
        "re:(((((a{99}){99}){99}){99}){99})".to_owned(),
        format!("w:{}", "*".repeat(20_000)),
        format!("front:{}", "*_".repeat(20_000)),
        format!("{}:x", "*_".repeat(20_000)),
        format!("tag:{}", "*".repeat(20_000)),
        format!("deck:{}", "::".repeat(20_000)),
        "a or ".repeat(9_000) + "a",
        "-a ".repeat(9_000),
        format!("nid:1{}", ",1".repeat(400_000)),
        brackets,
        "prop:s=inf".to_owned(),
        "prop:r=nan".to_owned(),
        "cid:99999999999999999999999999".to_owned(),
        "rated:4294967295".to_owned(),
        "prop:due=2147483647".to_owned(),
    ] {
        let _ = cards(&view, &typed, &Order::Any);
        let _ = notes(&view, &typed, &Order::Any);
    }
}

#[test]
fn a_broken_expression_is_told_apart_from_a_broken_file() {
    let (_folder, collection) = new_collection();
    add_note(&collection, 1, "a\u{1f}b");
    let view = View::at(collection.connection(), &moment()).unwrap();

    let error = cards(&view, "re:[", &Order::Any).unwrap_err();

    assert!(matches!(error, Error::Expression(_)), "{error}");
}

#[test]
fn a_file_for_reading_only_can_be_sorted_by_names() {
    let (folder, collection) = new_collection();
    add_note(&collection, 1, "a\u{1f}b");
    add_note(&collection, 2, "b\u{1f}b");
    collection.close().unwrap();
    let collection = Collection::open_read_only(&folder.path().join("collection.anki2")).unwrap();
    let view = View::at(collection.connection(), &moment()).unwrap();
    let order = |column| Order::By {
        column,
        reverse: true,
    };

    for column in [
        Column::Deck,
        Column::Cards,
        Column::Notetype,
        Column::SortField,
    ] {
        assert_eq!(cards(&view, "", &order(column)).unwrap().len(), 2);
        assert_eq!(notes(&view, "", &order(column)).unwrap().len(), 2);
    }
    let locked: bool = collection
        .connection()
        .pragma_query_value(None, "query_only", |row| row.get(0))
        .unwrap();
    assert!(locked);
}

#[test]
fn a_search_without_nodes_means_everything() {
    assert_eq!(Search::default().into_node(), Node::Term(Term::Everything));
}
