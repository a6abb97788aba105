use serde_json::{Value, json};

use super::{BASIC, NOW, NOW_SECS, Server, card, ids, no_changes, note, review};
use crate::model::GraveKind;
use crate::storage::graves;

#[test]
fn a_sync_without_news_is_answered_in_full() {
    let server = Server::new();

    let mut sync = server.newer_client(1);

    assert_eq!(sync.deleted, json!({"cards": [], "decks": [], "notes": []}));
    assert_eq!(sync.apply_changes(no_changes()).unwrap(), no_changes());
    assert_eq!(sync.chunk(), json!({"done": true}));
    sync.apply_chunk(json!({"done": true})).unwrap();
    assert_eq!(
        sync.sanity(json!([[1, 2, 3], 0, 0, 0, 9, 6, 1, 1]))["status"],
        "ok"
    );
    assert_eq!(sync.finish(), NOW);
}

#[test]
fn rows_go_from_one_client_to_the_other() {
    let server = Server::new();
    let mut sync = server.newer_client(0);
    let rows = json!({
        "notes": [note(7, 5, "front")], "cards": [card(8, 7, 6)], "revlog": [review(9, 8)],
        "done": true,
    });

    sync.apply_chunk(rows.clone()).unwrap();
    sync.finish();

    assert_eq!(server.client(0).chunk(), rows);
}

#[test]
fn rows_are_arrays_and_a_checksum_is_empty_text() {
    let server = Server::new();
    let mut sync = server.newer_client(0);
    let filled = json!([
        7,
        "g",
        BASIC,
        5,
        0,
        "a",
        "<b>x</b>\u{1f}y",
        "sfld",
        "123",
        4,
        "data"
    ]);
    sync.apply_chunk(json!({"notes": [filled]})).unwrap();
    sync.finish();

    let sent = server.client(0).chunk();

    assert_eq!(
        sent["notes"],
        json!([[7, "g", BASIC, 5, 0, " a ", "<b>x</b>\u{1f}y", "", "", 0, ""]])
    );
    let (sort_field, checksum): (String, i64) = server
        .col
        .connection()
        .query_row("select sfld, csum from notes", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    assert_eq!((sort_field.as_str(), checksum), ("x", 0x11f6_ad8e));
}

#[test]
fn a_chunk_ends_when_250_rows_are_gathered_in_rounds_of_three() {
    let server = server_with(100, 100, 100);
    let mut sync = server.client(0);

    let first = sync.chunk();
    let second = sync.chunk();

    assert_eq!(first["done"], false);
    for kind in ["revlog", "notes", "cards"] {
        assert_eq!(first[kind].as_array().unwrap().len(), 84);
        assert_eq!(second[kind].as_array().unwrap().len(), 16);
    }
    assert_eq!(second["done"], true);
}

#[test]
fn exactly_250_rows_are_followed_by_an_empty_chunk() {
    let server = server_with(0, 0, 250);
    let mut sync = server.client(0);

    let first = sync.chunk();

    assert_eq!(
        (
            first["done"].clone(),
            first["revlog"].as_array().unwrap().len()
        ),
        (json!(false), 250)
    );
    assert_eq!(sync.chunk(), json!({"done": true}));
}

#[test]
fn the_newest_rows_come_first() {
    let server = server_with(0, 3, 0);

    assert_eq!(ids(&server.client(0).chunk()["cards"]), [3, 2, 1]);
}

#[test]
fn a_client_gets_what_it_has_not_seen_and_never_its_own() {
    let server = server_with(2, 0, 0);
    let mut sync = server.client(server.usn());
    assert_eq!(sync.chunk(), json!({"done": true}));

    sync.apply_chunk(json!({"notes": [note(50, 5, "mine")]}))
        .unwrap();

    assert_eq!(sync.chunk(), json!({"done": true}));
    sync.finish();
    assert_eq!(ids(&server.client(1).chunk()["notes"]), [50]);
}

#[test]
fn rows_get_the_servers_number_even_if_another_client_came_in_between() {
    let server = Server::new();
    let mut slow_note = note(1, 5, "by a client that believes in number 0");
    slow_note[4] = json!(0);
    server.client(0).finish();
    server.client(0).finish();

    let mut sync = server.client(0);
    sync.apply_chunk(json!({"notes": [slow_note]})).unwrap();
    sync.finish();

    assert_eq!(ids(&server.client(2).chunk()["notes"]), [1]);
}

#[test]
fn a_row_that_waits_at_the_client_does_not_wait_here() {
    let server = Server::new();
    let mut waiting = card(1, 2, 3);
    waiting[5] = json!(-1);
    let mut sync = server.client(0);

    sync.apply_chunk(json!({"cards": [waiting]})).unwrap();

    assert_eq!(
        sync.sanity(json!([[0, 0, 0], 1, 0, 0, 0, 6, 1, 1]))["status"],
        "ok"
    );
}

#[test]
fn a_row_changed_on_both_sides_is_the_one_changed_last() {
    let server = Server::new();
    let mut sync = server.client(0);
    sync.apply_chunk(json!({"notes": [note(1, 100, "here")], "cards": [card(1, 1, 100)]}))
        .unwrap();
    sync.finish();

    // The same second: the client kept its own against ours, so ours gives way.
    for (modified, expected) in [(99, "here"), (100, "there"), (101, "there")] {
        let mut sync = server.client(0);
        sync.apply_chunk(json!({"notes": [note(1, modified, "there")]}))
            .unwrap();
        sync.finish();
        assert_eq!(front_of(&server, 1), expected);
    }
}

#[test]
fn a_row_that_the_client_has_seen_is_overwritten_whatever_its_time() {
    let server = Server::new();
    let mut sync = server.client(0);
    sync.apply_chunk(json!({"notes": [note(1, 100, "here")]}))
        .unwrap();
    sync.finish();

    let mut sync = server.client(1);
    sync.apply_chunk(json!({"notes": [note(1, 50, "there")]}))
        .unwrap();
    sync.finish();

    assert_eq!(front_of(&server, 1), "there");
}

#[test]
fn a_review_that_is_here_stays_as_it_is() {
    let server = Server::new();
    let mut sync = server.client(0);
    sync.apply_chunk(json!({"revlog": [review(1, 5)]})).unwrap();

    sync.apply_chunk(json!({"revlog": [review(1, 6), review(2, 6)]}))
        .unwrap();
    sync.finish();

    let reviews = server.client(0).chunk()["revlog"].clone();
    assert_eq!(
        (ids(&reviews), reviews[1][1].clone()),
        (vec![2, 1], json!(5))
    );
}

#[test]
fn deletions_are_told_to_the_others() {
    let server = server_with(1, 2, 0);
    let mut sync = server.client(1);

    sync.apply_graves(json!({"chunk": {"cards": [1, 77], "notes": [1], "decks": [88]}}))
        .unwrap();
    sync.finish();

    let counts = server.col.count().unwrap();
    assert_eq!((counts.cards, counts.notes, counts.graves), (1, 0, 4));
    assert_eq!(
        server.client(1).deleted,
        json!({"cards": [1, 77], "decks": [88], "notes": [1]})
    );
}

#[test]
fn deletions_of_old_clients_come_with_the_start_and_not_back_to_them() {
    let server = server_with(1, 0, 0);

    let sync = server.start(json!({
        "minUsn": 1, "lnewer": true, "offset": -480,
        "graves": {"cards": [], "notes": ["1"], "decks": []},
    }));

    assert_eq!(sync.deleted["notes"], json!([]));
    sync.finish();
    assert_eq!(server.client(1).deleted["notes"], json!([1]));
}

#[test]
fn a_second_deletion_is_told_again() {
    let server = server_with(1, 0, 0);
    let deletion = json!({"chunk": {"cards": [], "notes": [1], "decks": []}});
    let mut sync = server.client(1);
    sync.apply_graves(deletion.clone()).unwrap();
    sync.finish();
    let mut sync = server.client(1);
    sync.apply_chunk(json!({"notes": [note(1, NOW_SECS, "back again")]}))
        .unwrap();
    sync.finish();
    let seen_by_another = server.usn();

    let mut sync = server.client(server.usn());
    sync.apply_graves(deletion).unwrap();
    sync.finish();

    assert_eq!(server.client(seen_by_another).deleted["notes"], json!([1]));
    assert_eq!(server.col.count().unwrap().graves, 1);
}

#[test]
fn due_counts_and_graves_are_not_compared() {
    let server = server_with(1, 1, 1);
    let mut sync = server.client(1);

    let answer = sync.sanity(json!([[7, 8, 9], 1, 1, 1, 500, 6, 1, 1]));

    let counts = json!([[0, 0, 0], 1, 1, 1, 0, 6, 1, 1]);
    assert_eq!(answer, json!({"status": "ok", "c": counts, "s": counts}));
}

#[test]
fn any_other_count_is() {
    let server = server_with(1, 1, 1);
    let right = [1, 1, 1, 0, 6, 1, 1];
    for place in [0, 1, 2, 4, 5, 6] {
        let mut counts: Vec<Value> = right.iter().map(|count| json!(count)).collect();
        counts[place] = json!(right[place] + 1);
        counts.insert(0, json!([0, 0, 0]));

        let mut sync = server.client(1);
        let answer = sync.sanity(counts.into());
        server.col.rollback().unwrap();

        assert_eq!(answer["status"], "bad", "{answer}");
    }
}

#[test]
fn a_row_that_waits_here_is_bad_whatever_the_counts() {
    let server = Server::new();
    graves::put(
        server.col.connection(),
        GraveKind::Deck,
        5,
        crate::model::Usn(-1),
    )
    .unwrap();

    let answer = server
        .client(0)
        .sanity(json!([[0, 0, 0], 0, 0, 0, 0, 6, 1, 1]));

    assert_eq!(
        (answer["status"].clone(), answer["s"].clone()),
        (json!("bad"), Value::Null)
    );
}

#[test]
fn a_sync_ends_later_than_any_before_even_if_the_clock_goes_back() {
    let mut server = Server::new();
    assert_eq!(server.client(0).finish(), NOW);

    server.now_ms = NOW - 3_600_000;

    assert_eq!(server.client(0).finish(), NOW + 1);
    let stamp = server.col.stamp().unwrap();
    assert_eq!(
        (stamp.modified_ms, stamp.last_sync_ms, stamp.usn),
        (NOW + 1, NOW + 1, 2)
    );
}

/// A collection with so many notes, cards and reviews, all of its first sync.
fn server_with(notes: i64, cards: i64, reviews: i64) -> Server {
    let server = Server::new();
    let mut sync = server.client(0);
    sync.apply_chunk(json!({
        "notes": (1..=notes).map(|id| note(id, 5, "front")).collect::<Vec<_>>(),
        "cards": (1..=cards).map(|id| card(id, 1, 5)).collect::<Vec<_>>(),
        "revlog": (1..=reviews).map(|id| review(id, 1)).collect::<Vec<_>>(),
    }))
    .unwrap();
    sync.finish();
    server
}

fn front_of(server: &Server, note: i64) -> String {
    let sent = server.client(0).all_chunks();
    server.col.rollback().unwrap();
    let row = sent["notes"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row[0] == note)
        .unwrap();
    row[6]
        .as_str()
        .unwrap()
        .split('\u{1f}')
        .next()
        .unwrap()
        .to_owned()
}
