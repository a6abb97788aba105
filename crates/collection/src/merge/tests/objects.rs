use serde_json::{Value, json};

use super::{NOW_SECS, Server, Sync, no_changes};

/// All objects of a kind, as a new client gets them.
fn all(server: &Server) -> Value {
    let all = server.client(0).apply_changes(no_changes()).unwrap();
    server.col.rollback().unwrap();
    all
}

fn named<'a>(objects: &'a Value, name: &str) -> &'a Value {
    objects
        .as_array()
        .unwrap()
        .iter()
        .find(|object| object["name"] == name)
        .unwrap()
}

fn with(object: &Value, changes: Value) -> Value {
    let mut object = object.clone();
    object
        .as_object_mut()
        .unwrap()
        .extend(changes.as_object().unwrap().clone());
    object
}

fn with_notetypes(notetypes: Value) -> Value {
    json!({"models": notetypes, "decks": [[], []], "tags": []})
}

fn with_decks(decks: Value) -> Value {
    json!({"models": [], "decks": [decks, []], "tags": []})
}

fn with_tags(tags: Value) -> Value {
    json!({"models": [], "decks": [[], []], "tags": tags})
}

#[test]
fn decks_and_presets_are_two_lists_under_one_key() {
    let server = Server::new();

    let all = all(&server);

    assert_eq!(all["decks"][0][0]["name"], "Default");
    assert_eq!(all["decks"][1][0]["name"], "Default");
    assert!(all["decks"][1][0]["rev"].is_object());
    assert_eq!(all["decks"].as_array().unwrap().len(), 2);
}

#[test]
fn configuration_and_creation_come_from_the_newer_side_only() {
    let server = Server::new();

    let from_us = server.client(0).apply_changes(no_changes()).unwrap();
    server.col.rollback().unwrap();
    let from_them = server.newer_client(0).apply_changes(no_changes()).unwrap();

    assert!(from_us["conf"].is_object() && from_us["crt"].is_i64());
    assert_eq!((from_them.get("conf"), from_them.get("crt")), (None, None));
}

#[test]
fn the_configuration_is_replaced_as_a_whole() {
    let server = Server::new();
    let mut sync = server.newer_client(0);
    let config = json!({"mine": {"a": [1, 2.5, null]}, "big": 9_007_199_254_740_993_i64});
    let changes = with(&no_changes(), json!({"conf": config, "crt": 1_600_000_000}));

    sync.apply_changes(changes).unwrap();
    sync.finish();

    let mut ours = all(&server);
    // Asking is a sync of its own, and a day has begun since this configuration was made.
    let unburied = ours["conf"].as_object_mut().unwrap().remove("lastUnburied");
    assert!(unburied.is_some());
    assert_eq!(
        (&ours["conf"], &ours["crt"]),
        (&config, &json!(1_600_000_000))
    );
}

#[test]
fn ours_are_gathered_before_theirs_are_taken() {
    let server = Server::new();
    let deck = with(
        &all(&server)["decks"][0][0],
        json!({"id": 5, "name": "Theirs"}),
    );
    let mut sync = server.newer_client(server.usn());

    let first = sync.apply_changes(with_decks(json!([deck]))).unwrap();

    assert!(
        first["decks"][0]
            .as_array()
            .unwrap()
            .iter()
            .all(|deck| deck["id"] != 5)
    );
}

#[test]
fn unknown_keys_stay_and_negative_field_ids_too() {
    let server = Server::new();
    let ours = all(&server);
    let mut basic = with(
        named(&ours["models"], "Basic"),
        json!({"addon": {"a": [null]}}),
    );
    basic["flds"][0]["id"] = json!(-8_949_807_474_837_820_652_i64);
    basic["flds"][0]["addonField"] = json!("x");
    basic["tmpls"][0]["addonTemplate"] = json!(1.5);
    let deck = with(&ours["decks"][0][0], json!({"addonDeck": [1]}));
    let mut preset = with(&ours["decks"][1][0], json!({"addonPreset": true}));
    preset["new"]["addonNew"] = json!({"b": 1});
    let mut sync = server.newer_client(0);

    let changes = json!({"models": [basic], "decks": [[deck], [preset]], "tags": []});
    sync.apply_changes(changes).unwrap();
    sync.finish();

    let after = all(&server);
    assert_eq!(
        named(&after["models"], "Basic"),
        &with(&basic, json!({"usn": 0}))
    );
    assert_eq!(after["decks"][0][0]["addonDeck"], json!([1]));
    assert_eq!(after["decks"][1][0]["addonPreset"], true);
    assert_eq!(after["decks"][1][0]["new"]["addonNew"], json!({"b": 1}));
}

#[test]
fn an_object_changed_on_both_sides_is_theirs_unless_ours_was_changed_later() {
    let server = Server::new();
    let put = |modified: i64, description: &str| {
        let deck = with(
            &all(&server)["decks"][0][0],
            json!({"id": 9, "name": "Nine", "mod": modified, "desc": description}),
        );
        let mut sync = server.newer_client(0);
        sync.apply_changes(with_decks(json!([deck]))).unwrap();
        sync.finish();
        named(&all(&server)["decks"][0], "Nine")["desc"].clone()
    };

    assert_eq!(put(100, "first"), "first");
    assert_eq!(put(99, "older"), "first");
    assert_eq!(put(100, "as old"), "as old");
    assert_eq!(put(101, "newer"), "newer");
}

#[test]
fn a_taken_name_gets_a_plus_and_counts_as_changed() {
    let server = Server::new();
    let ours = all(&server);
    let deck = |id: i64| {
        with(
            &ours["decks"][0][0],
            json!({"id": id, "name": "dEFAULT", "mod": 1}),
        )
    };
    let basic = with(
        named(&ours["models"], "Basic"),
        json!({"id": 7, "name": "cloze", "mod": 1}),
    );
    let mut sync = server.newer_client(0);

    let changes = json!({"models": [basic], "decks": [[deck(5), deck(6)], []], "tags": []});
    sync.apply_changes(changes).unwrap();
    sync.finish();

    let after = all(&server);
    for name in ["dEFAULT+", "dEFAULT++"] {
        assert_eq!(named(&after["decks"][0], name)["mod"], NOW_SECS);
    }
    assert_eq!(named(&after["models"], "cloze+")["id"], 7);
}

#[test]
fn a_notetype_of_another_shape_is_refused_unless_it_is_older() {
    let server = Server::new();
    let basic = named(&all(&server)["models"], "Basic").clone();
    let apply = |notetype: &Value| {
        let result = server
            .newer_client(0)
            .apply_changes(with_notetypes(json!([notetype])));
        server.col.rollback().unwrap();
        result
    };
    let mut wider = basic.clone();
    wider["flds"]
        .as_array_mut()
        .unwrap()
        .push(with(&basic["flds"][0], json!({"name": "Third"})));
    let mut longer = basic.clone();
    longer["tmpls"]
        .as_array_mut()
        .unwrap()
        .push(with(&basic["tmpls"][0], json!({"name": "2"})));

    assert!(apply(&wider).is_err());
    assert!(apply(&longer).is_err());
    assert!(apply(&with(&wider, json!({"mod": -1}))).is_ok());
}

#[test]
fn two_fields_of_one_name_are_the_clients_mistake() {
    let server = Server::new();
    let mut basic = with(
        named(&all(&server)["models"], "Basic"),
        json!({"id": 5, "name": "Twins"}),
    );
    basic["flds"][1]["name"] = basic["flds"][0]["name"].clone();

    let refused = server
        .newer_client(0)
        .apply_changes(with_notetypes(json!([basic])));

    assert!(
        matches!(refused, Err(crate::Error::Invalid(_))),
        "{refused:?}"
    );
}

#[test]
fn nothing_is_taken_from_a_request_with_an_unreadable_object() {
    let server = Server::new();
    let before = server.digest();
    let deck = with(
        &all(&server)["decks"][0][0],
        json!({"id": 5, "name": "Good"}),
    );
    let mut sync = server.newer_client(0);

    assert!(
        sync.apply_changes(with_decks(json!([deck, {"id": 6}])))
            .is_err()
    );

    assert_eq!(server.digest(), before);
}

#[test]
fn tags_become_known_once_in_the_first_spelling() {
    let server = Server::new();
    let tell = |mut sync: Sync<'_>, tags: Value| {
        sync.apply_changes(with_tags(tags)).unwrap();
        sync.finish();
    };

    tell(
        server.newer_client(0),
        json!(["Verb", "verb", "e\u{301}t\u{e9}"]),
    );
    tell(server.newer_client(1), json!(["VERB::Irregular", "a b"]));

    assert_eq!(
        all(&server)["tags"],
        json!(["ab", "Verb", "Verb::Irregular", "\u{e9}t\u{e9}"])
    );
    let news = server.client(1).apply_changes(no_changes()).unwrap()["tags"].clone();
    assert_eq!(news, json!(["ab", "Verb::Irregular"]));
}
