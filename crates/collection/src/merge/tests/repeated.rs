//! A client that never got the answer to `finish` rolls back and sends everything again.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{BASIC, Server, ids, no_changes};

prop_compose! {
    fn a_note()(id in 1..20_i64, modified in 0..9_i64, tags in "[a ]{0,4}", front in "[<b>&x;]{0,6}") -> Value {
        json!([id, "g", BASIC, modified, 0, tags, format!("{front}\u{1f}back"), "", "", 0, ""])
    }
}

prop_compose! {
    fn a_card()(id in 1..20_i64, modified in 0..9_i64, kind in 0..4, queue in -3..5, due in -9.5..9.5_f64) -> Value {
        json!([id, 1, 1, 0, modified, 0, kind, queue, due, 1, 2500, 1, 0, 0, 0, 0, 0, ""])
    }
}

prop_compose! {
    fn a_review()(id in 1..20_i64, button in 0..5_i64, length in 8..10_usize) -> Value {
        json!([id, 1, 0, button, 1, 1, 2500, 1000, 2][..length])
    }
}

prop_compose! {
    fn a_chunk()(
        notes in prop::collection::vec(a_note(), 0..8),
        cards in prop::collection::vec(a_card(), 0..8),
        revlog in prop::collection::vec(a_review(), 0..8),
    ) -> Value {
        json!({"notes": notes, "cards": cards, "revlog": revlog})
    }
}

prop_compose! {
    fn deletions()(
        cards in prop::collection::vec(1..20_i64, 0..4),
        notes in prop::collection::vec(1..20_i64, 0..4),
    ) -> Value {
        json!({"chunk": {"cards": cards, "notes": notes, "decks": []}})
    }
}

/// One sync of a client that has seen nothing below `usn`.
fn sync(server: &Server, usn: i32, deletions: &Value, chunks: &[Value], tags: &[String]) {
    let mut sync = server.newer_client(usn);
    sync.apply_graves(deletions.clone()).unwrap();
    sync.apply_changes(json!({"models": [], "decks": [[], []], "tags": tags}))
        .unwrap();
    while sync.chunk()["done"] == false {}
    for chunk in chunks {
        sync.apply_chunk(chunk.clone()).unwrap();
    }
    sync.finish();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn twice_is_once(
        before in a_chunk(),
        deletions in deletions(),
        chunks in prop::collection::vec(a_chunk(), 1..3),
        tags in prop::collection::vec("[abAB]{1,2}", 0..4),
    ) {
        let server = Server::new();
        sync(&server, 0, &no_graves(), &[before], &[]);
        let known = server.usn();

        sync(&server, known, &deletions, &chunks, &tags);
        let once = server.digest();
        sync(&server, known, &deletions, &chunks, &tags);

        prop_assert_eq!(server.digest(), once);
        prop_assert!(crate::check::check(&server.col).unwrap().problems.iter().all(is_about_orphans));
    }

    /// Whoever reads all chunks from the start gets every row once.
    #[test]
    fn a_new_client_gets_everything_once(chunks in prop::collection::vec(a_chunk(), 1..4)) {
        let server = Server::new();
        for chunk in &chunks {
            sync(&server, server.usn(), &no_graves(), std::slice::from_ref(chunk), &[]);
        }

        let mut new = server.client(0);
        new.apply_changes(no_changes()).unwrap();
        let all = new.all_chunks();

        let counts = server.col.count().unwrap();
        for (kind, count) in [("notes", counts.notes), ("cards", counts.cards), ("revlog", counts.revlog)] {
            let mut got = ids(&all[kind]);
            got.sort_unstable();
            got.dedup();
            prop_assert_eq!(got.len(), count as usize);
            prop_assert_eq!(ids(&all[kind]).len(), count as usize);
        }
    }
}

fn no_graves() -> Value {
    json!({"chunk": {"cards": [], "notes": [], "decks": []}})
}

/// The cards here are of notes that nobody made.
fn is_about_orphans(problem: &crate::check::Problem) -> bool {
    matches!(problem, crate::check::Problem::CardsWithoutNote(_))
}
