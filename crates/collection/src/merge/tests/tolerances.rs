use serde_json::{Value, json};

use super::{Server, card, note, review};

/// A value at a place of a row of a kind.
fn with(mut row: Value, place: usize, value: Value) -> Value {
    row[place] = value;
    row
}

fn answer(chunk: Value) -> Result<Value, crate::Error> {
    let server = Server::new();
    let mut sync = server.newer_client(0);
    sync.apply_chunk(chunk)?;
    sync.finish();
    Ok(server.client(0).chunk())
}

#[test]
fn floats_are_cut_off_where_old_clients_write_them() {
    for (place, written, read) in [
        (4, json!(5.9), json!(5)),
        (8, json!(-7.5), json!(-7)),
        (8, json!(2_147_483_653_i64), json!(-2_147_483_643)),
        (9, json!(3.2), json!(3)),
        (9, json!(-3), json!(0)),
        (14, json!(1.5), json!(1)),
    ] {
        let sent = answer(json!({"cards": [with(card(1, 1, 5), place, written)]})).unwrap();
        assert_eq!(sent["cards"][0][place], read);
    }
    for (place, written, read) in [
        (4, json!(-60.5), json!(-60)),
        (5, json!(1.5), json!(1)),
        (6, json!(-1), json!(0)),
        (7, json!(4000.7), json!(4000)),
        (8, Value::Null, json!(0)),
        (8, json!(9), json!(0)),
        (8, json!("1"), json!(0)),
    ] {
        let sent = answer(json!({"revlog": [with(review(1, 1), place, written)]})).unwrap();
        assert_eq!(sent["revlog"][0][place], read);
    }
}

#[test]
fn a_review_of_an_old_client_has_eight_elements() {
    let mut short = review(1, 1);
    short.as_array_mut().unwrap().pop();

    assert_eq!(
        answer(json!({"revlog": [short]})).unwrap()["revlog"][0][8],
        0
    );
}

#[test]
fn other_numbers_must_be_whole_and_in_range() {
    let refused = |place: usize, value: Value| {
        let text = value.to_string();
        assert!(
            answer(json!({"cards": [with(card(1, 1, 5), place, value)]})).is_err(),
            "{text}"
        );
    };
    refused(0, json!(1.5));
    refused(0, json!("1"));
    refused(2, Value::Null);
    refused(3, json!(65_536));
    refused(3, json!(-1));
    refused(5, json!(2_147_483_648_i64));
    refused(6, json!(4));
    refused(7, json!(5));
    refused(7, json!(-4));
    refused(10, json!(65_536));
    refused(11, json!(-1));
    refused(13, json!(4_294_967_296_i64));
    refused(16, json!(256));
    refused(17, json!({}));
    assert!(answer(json!({"notes": [with(note(1, 5, "x"), 3, json!(5.0))]})).is_err());
    assert!(answer(json!({"notes": [with(note(1, 5, "x"), 8, json!(5))]})).is_err());
    assert!(answer(json!({"revlog": [with(review(1, 1), 3, json!(256))]})).is_err());
}

#[test]
fn a_row_has_exactly_its_elements() {
    for (kind, row) in [
        ("notes", note(1, 5, "x")),
        ("cards", card(1, 1, 5)),
        ("revlog", review(1, 1)),
    ] {
        let mut longer = row.clone();
        longer.as_array_mut().unwrap().push(json!(0));
        assert!(answer(json!({ kind: [longer] })).is_err(), "{kind}");
        let mut shorter = row.clone();
        let enough = if kind == "revlog" { 2 } else { 1 };
        (0..enough).for_each(|_| drop(shorter.as_array_mut().unwrap().pop()));
        assert!(answer(json!({ kind: [shorter] })).is_err(), "{kind}");
        assert!(answer(json!({ kind: [{"id": 1}] })).is_err(), "{kind}");
    }
}

#[test]
fn lists_may_be_absent_but_not_null_and_done_may_be_absent() {
    assert!(answer(json!({})).is_ok());
    assert!(answer(json!({"cards": null})).is_err());
    assert!(answer(json!({"done": null})).is_err());
    assert!(
        answer(json!({"done": true, "cards": [], "notes": [], "revlog": [], "new": 1})).is_ok()
    );
}

#[test]
fn a_note_needs_its_notetype_and_that_ones_fields() {
    assert!(answer(json!({"notes": [with(note(1, 5, "x"), 2, json!(4711))]})).is_err());
    assert!(answer(json!({"notes": [with(note(1, 5, "x"), 6, json!("one field"))]})).is_err());
    assert!(
        answer(json!({"notes": [with(note(1, 5, "x"), 6, json!("a\u{1f}b\u{1f}c"))]})).is_err()
    );
}

#[test]
fn control_characters_leave_fields_and_tags_are_framed() {
    let odd = with(
        note(1, 5, "a\u{1}\tb\u{7f}\n"),
        5,
        json!("one\u{3000}two  three"),
    );

    let sent = answer(json!({"notes": [odd]})).unwrap();

    assert_eq!(sent["notes"][0][6], "a\tb\n\u{1f}back");
    assert_eq!(sent["notes"][0][5], " one two three ");
}

#[test]
fn what_a_card_carries_for_others_is_kept() {
    for (written, read) in [
        ("", "{}"),
        (
            r#"{"s":1.23456,"d":2,"cd":"{\"v\":1}","mine":{"a":[null]}}"#,
            r#"{"s":1.2346,"d":2.0,"cd":"{\"v\":1}","mine":{"a":[null]}}"#,
        ),
        ("not json", "not json"),
    ] {
        let sent = answer(json!({"cards": [with(card(1, 1, 5), 17, json!(written))]})).unwrap();
        assert_eq!(sent["cards"][0][17], read);
    }
}
