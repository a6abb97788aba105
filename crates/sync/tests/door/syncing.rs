//! Sharp edges between `start` and `finish`.

use std::time::Duration;

use serde_json::{Value, json};
use shelf::Moment;
use sync::Options;

use crate::site::{App, Site, argument_of, no_changes, note};

#[tokio::test]
async fn edge_13_due_counts_and_graves_are_not_compared() {
    let site = Site::start().await;
    let app = site.learner().await;
    app.brings_note(1).await;

    for (counts, wanted) in [
        (json!([[0, 0, 0], 1, 1, 0, 0, 6, 1, 1]), "ok"),
        (json!([[7, 8, 9], 1, 1, 0, 5, 6, 1, 1]), "ok"),
        (json!([[0, 0, 0], 2, 1, 0, 0, 6, 1, 1]), "bad"),
        (json!([[0, 0, 0], 1, 1, 1, 0, 6, 1, 1]), "bad"),
        (json!([[0, 0, 0], 1, 1, 0, 0, 6, 2, 1]), "bad"),
    ] {
        app.json("start", argument_of("start")).await;
        let answer = app
            .json("sanityCheck2", json!({"client": counts, "full": true}))
            .await;
        assert_eq!(answer["status"], wanted, "{counts}");
        let wanted = if wanted == "ok" { 200 } else { 409 };
        assert_eq!(app.status("finish").await, wanted, "{counts}");
    }
}

#[tokio::test]
async fn edge_15_what_a_client_brings_does_not_come_back_to_it() {
    let site = Site::start().await;
    let app = site.learner().await;
    let usn = app.meta().await["usn"].clone();
    app.json("start", json!({"minUsn": usn, "lnewer": true}))
        .await;
    app.json("applyChanges", no_changes()).await;

    assert_eq!(app.json("chunk", json!({})).await, json!({"done": true}));
    app.json("applyChunk", argument_of("applyChunk")).await;
    assert_eq!(
        app.status("chunk").await,
        409,
        "after the client's own rows there are no more"
    );
}

#[tokio::test]
async fn edge_16_decks_and_presets_are_two_lists() {
    let site = Site::start().await;
    let app = site.learner().await;
    app.json("start", json!({"minUsn": 0, "lnewer": false}))
        .await;

    let changes = app.json("applyChanges", no_changes()).await;

    assert_eq!(changes["decks"].as_array().unwrap().len(), 2);
    assert_eq!(changes["decks"][0][0]["name"], "Default");
    assert_eq!(changes["decks"][1][0]["id"], 1);
}

#[tokio::test]
async fn edge_17_the_configuration_comes_from_the_newer_side_only() {
    let site = Site::start().await;
    let app = site.learner().await;
    for newer in [true, false] {
        app.json("start", json!({"minUsn": 0, "lnewer": newer}))
            .await;
        let changes = app.json("applyChanges", no_changes()).await;
        assert_eq!(changes.get("conf").is_some(), !newer);
        assert_eq!(changes.get("crt").is_some(), !newer);
    }
}

#[tokio::test]
async fn edge_21_a_finish_whose_answer_was_lost_says_the_same_again() {
    let site = Site::start().await;
    let app = site.learner().await;
    let said = app.brings_note(1).await;
    let meta = app.meta().await;

    assert_eq!(app.json("finish", json!({})).await, said);
    let (key, session) = (app.key.clone(), app.session.clone());
    let site = site.restarted(Options::default()).await;
    let app = App {
        site: &site,
        key,
        session,
    };

    assert_eq!(
        app.json("finish", json!({})).await,
        said,
        "also after a restart"
    );
    assert_eq!(app.meta().await, meta, "and nothing was done twice");
    assert_eq!(app.again("other").status("finish").await, 409);
}

#[tokio::test]
async fn edge_21_the_same_rows_again_change_nothing_but_their_number() {
    let site = Site::start().await;
    let app = site.learner().await;
    app.brings_note(1).await;
    let before = site
        .shelf
        .head(accounts::AccountId(1))
        .await
        .unwrap()
        .counts;

    app.again("retry").brings_note(1).await;

    assert_eq!(
        site.shelf
            .head(accounts::AccountId(1))
            .await
            .unwrap()
            .counts,
        before
    );
}

#[tokio::test]
async fn edge_22_finish_says_the_new_modification_time_as_an_integer() {
    let site = Site::start().await;
    let app = site.learner().await;
    let before = app.meta().await;

    let said = app.brings_note(1).await;

    let after = app.meta().await;
    assert!(said.is_i64());
    assert_eq!(after["mod"], said);
    assert_eq!(after["usn"], before["usn"].as_i64().unwrap() + 1);
    assert_eq!(after["scm"], before["scm"], "edge 30");
    assert_eq!(after["empty"], false);
}

#[tokio::test]
async fn edge_26_status_queries_and_aborts_of_others_leave_a_sync_alone() {
    let site = Site::start().await;
    let laptop = site.learner().await;
    let phone = site.app("mia@example.org", "phone").await;
    laptop.json("start", argument_of("start")).await;

    phone.meta().await;
    assert_eq!(phone.status("abort").await, 200);
    assert_eq!(laptop.again("cancelled").status("abort").await, 200);

    assert_eq!(laptop.status("applyChanges").await, 200);
    assert_eq!(laptop.status("finish").await, 200);
}

#[tokio::test]
async fn edge_27_rows_with_an_outdated_number_reach_everybody() {
    let site = Site::start().await;
    let laptop = site.learner().await;
    let phone = site.app("mia@example.org", "phone").await;
    let told = laptop.meta().await["usn"].clone();
    phone.brings_note(1).await;
    let seen = phone.meta().await["usn"].clone();

    // The laptop was told its number before the phone synced.
    laptop
        .json("start", json!({"minUsn": told, "lnewer": true}))
        .await;
    laptop.json("applyChanges", no_changes()).await;
    let ours = laptop.json("chunk", json!({})).await;
    let notetype = ours["notes"][0][2].clone();
    laptop.json("applyChunk", note(2, &notetype, &told)).await;
    laptop.json("finish", json!({})).await;

    phone
        .json("start", json!({"minUsn": seen, "lnewer": false}))
        .await;
    phone.json("applyChanges", no_changes()).await;
    let news = phone.json("chunk", json!({})).await;
    assert_eq!(news["notes"][0][0], 2);
}

#[tokio::test]
async fn nothing_is_visible_before_finish_and_nothing_stays_of_a_sync_that_is_lost() {
    let site = Site::start().await;
    let laptop = site.learner().await;
    let before = laptop.meta().await;
    laptop
        .json("start", json!({"minUsn": 0, "lnewer": false}))
        .await;
    let changes = laptop.json("applyChanges", no_changes()).await;
    let notetype = changes["models"][0]["id"].clone();
    laptop
        .json("applyChunk", note(1, &notetype, &json!(0)))
        .await;

    assert_eq!(laptop.meta().await, before);
    let phone = site.app("mia@example.org", "phone").await;
    phone
        .json("start", json!({"minUsn": 0, "lnewer": false}))
        .await;

    assert_eq!(laptop.status("finish").await, 409);
    assert!(phone.json("chunk", json!({})).await.get("notes").is_none());
}

#[tokio::test]
async fn a_mistake_in_a_step_ends_the_sync() {
    let site = Site::start().await;
    let app = site.learner().await;
    let before = app.meta().await;
    for mistake in [
        json!({"chunk": {"notes": [[1, "g", 99, 1, 0, "", "a\u{1f}b", "", "", 0, ""]]}}),
        json!({"chunk": {"cards": [[1, 2, 3]]}}),
        json!({"chunk": {"done": "yes"}}),
        json!({}),
    ] {
        app.json("start", argument_of("start")).await;
        let answer = app.call("sync/applyChunk", mistake.clone()).await;

        assert_eq!(answer.status, 400, "{mistake}");
        assert_eq!(app.status("applyChunk").await, 409, "{mistake}");
    }
    assert_eq!(app.meta().await, before);
}

#[tokio::test]
async fn an_abandoned_sync_ends_after_five_minutes() {
    let site = Site::start().await;
    let app = site.learner().await;
    app.json("start", argument_of("start")).await;

    site.ground.clock.advance(Duration::from_secs(200));
    assert_eq!(app.status("applyChanges").await, 200);
    site.ground.clock.advance(Duration::from_secs(299));
    assert_eq!(site.door.sweep().await, 0);
    site.ground.clock.advance(Duration::from_secs(1));
    assert_eq!(site.door.sweep().await, 1);

    assert_eq!(app.status("finish").await, 409);
}

#[tokio::test]
async fn a_stopping_server_undoes_what_is_unfinished() {
    let site = Site::start().await;
    let app = site.learner().await;
    let before = app.meta().await;
    app.json("start", argument_of("start")).await;

    site.door.close().await;

    assert_eq!(app.status("finish").await, 409);
    assert_eq!(app.meta().await, before);
}

#[tokio::test]
async fn accounts_do_not_see_or_stop_each_other() {
    let site = Site::start().await;
    let mia = site.learner().await;
    let tom = site.account("tom@example.org").await;
    site.give_collection(tom).await;
    let tom = site.app("tom@example.org", "laptop").await;
    mia.brings_note(1).await;

    tom.json("start", json!({"minUsn": 0, "lnewer": false}))
        .await;
    mia.again("next").json("start", argument_of("start")).await;

    assert!(tom.json("chunk", json!({})).await.get("notes").is_none());
    assert_eq!(tom.status("finish").await, 200);
    assert_eq!(mia.again("next").status("finish").await, 200);
}

#[tokio::test]
async fn a_session_key_alone_opens_nothing() {
    let site = Site::start().await;
    let app = site.learner().await;
    app.json("start", argument_of("start")).await;

    let thief = App {
        key: "A".repeat(43),
        ..app.clone()
    };

    assert_eq!(thief.status("chunk").await, 403);
    let other_device = site
        .app("mia@example.org", "phone")
        .await
        .again(&app.session);
    assert_eq!(other_device.status("chunk").await, 409);
}

#[tokio::test]
async fn edge_14_rows_that_wait_to_be_sent_are_given_our_number() {
    let site = Site::start().await;
    let app = site.learner().await;
    app.json("start", json!({"minUsn": 0, "lnewer": false}))
        .await;
    let changes = app.json("applyChanges", no_changes()).await;
    let notetype = changes["models"][0]["id"].clone();
    app.json("applyChunk", note(1, &notetype, &json!(-1))).await;

    let counts = json!({"client": [[0, 0, 0], 1, 1, 0, 0, 6, 1, 1]});
    let answer = app.json("sanityCheck2", counts).await;

    assert_eq!(answer["status"], "ok");
}

#[tokio::test]
async fn edge_18_empty_lists_are_left_out_and_a_checksum_is_an_empty_text() {
    let site = Site::start().await;
    let app = site.learner().await;
    app.brings_note(1).await;
    app.json("start", json!({"minUsn": 0, "lnewer": false}))
        .await;
    app.json("applyChanges", no_changes()).await;

    let chunk = app.json("chunk", json!({})).await;

    assert_eq!(
        (&chunk["notes"][0][7], &chunk["notes"][0][8]),
        (&json!(""), &json!(""))
    );
    assert!(chunk.get("revlog").is_none());
}

#[tokio::test]
async fn edge_19_a_full_chunk_is_followed_by_an_empty_one() {
    let site = Site::start().await;
    let app = site.learner().await;
    let review = |id: i64| json!([id, 1, 0, 3, 1, 1, 2500, 1000, 1]);
    let reviews: Vec<Value> = (1..=250).map(review).collect();
    app.json("start", argument_of("start")).await;
    app.json(
        "applyChunk",
        json!({"chunk": {"done": true, "revlog": reviews}}),
    )
    .await;
    app.json("finish", json!({})).await;
    app.json("start", json!({"minUsn": 0, "lnewer": false}))
        .await;

    let full = app.json("chunk", json!({})).await;

    assert_eq!(full["done"], false);
    assert_eq!(full["revlog"].as_array().unwrap().len(), 250);
    assert_eq!(app.json("chunk", json!({})).await, json!({"done": true}));
}

#[tokio::test]
async fn edge_28_a_deletion_that_is_noted_again_is_told_again() {
    let site = Site::start().await;
    let app = site.learner().await;
    let deletes = async || {
        app.json("start", argument_of("start")).await;
        let graves = json!({"chunk": {"cards": [], "decks": [], "notes": [7]}});
        app.json("applyGraves", graves).await;
        app.json("finish", json!({})).await;
    };
    deletes().await;
    let seen = app.meta().await["usn"].clone();
    deletes().await;

    let graves = app
        .json("start", json!({"minUsn": seen, "lnewer": false}))
        .await;

    assert_eq!(graves["notes"], json!([7]));
}

#[tokio::test]
async fn edge_31_32_unknown_keys_and_negative_ids_come_back() {
    let site = Site::start().await;
    let app = site.learner().await;
    let exchange = async |models: Value| {
        app.json("start", json!({"minUsn": 0, "lnewer": false}))
            .await;
        let changes = json!({"changes": {"models": models, "decks": [[], []], "tags": []}});
        let ours = app.json("applyChanges", changes).await;
        app.json("finish", json!({})).await;
        ours["models"].clone()
    };
    let mut model = exchange(json!([])).await[0].clone();
    model["flds"][0]["id"] = json!(-8_949_807_474_837_820_652_i64);
    model["addon"] = json!({"deep": [1, 2.5, null]});
    model["flds"][0]["mine"] = json!("too");
    model["mod"] = json!(1_795_000_100);
    exchange(json!([model.clone()])).await;

    let models = exchange(json!([])).await;

    let same = |other: &&Value| other["id"] == model["id"];
    let back = models.as_array().unwrap().iter().find(same).unwrap();
    assert_eq!(back["flds"][0]["id"], model["flds"][0]["id"]);
    assert_eq!(back["addon"], model["addon"]);
    assert_eq!(back["flds"][0]["mine"], "too");
}

#[tokio::test]
async fn edge_33_a_restored_collection_has_a_new_schema_time_and_no_lower_number() {
    let site = Site::start().await;
    let app = site.learner().await;
    let early = site.ground.clock.now();
    site.ground.clock.advance(Duration::from_secs(10));
    app.brings_note(1).await;
    let late = app.meta().await;
    site.ground.clock.advance(Duration::from_secs(10));

    let account = accounts::AccountId(1);
    site.shelf
        .restore(account, Moment::At(early))
        .await
        .unwrap();

    let restored = app.meta().await;
    assert_eq!(restored["empty"], true);
    assert_ne!(restored["scm"], late["scm"]);
    assert!(restored["usn"].as_i64() >= late["usn"].as_i64());
}
