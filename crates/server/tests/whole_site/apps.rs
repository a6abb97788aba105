//! An app and what it says: let in by a letter, kept whole, found nowhere else.

use axum::body::Body;
use axum::http::Request;
use serde_json::json;

use crate::running::{EMAIL, PASSWORD, Running};

#[tokio::test]
async fn pr_01_an_app_syncs_only_after_the_link_in_the_letter_was_followed() {
    let mut running = Running::start();
    running.sign_up().await;

    assert_eq!(running.login().await.status, 403);
    let token = running.token_in_letter().await;
    assert_eq!(running.login().await.status, 403);
    assert_eq!(
        running
            .post("/account/verify-email", &[("token", &token)])
            .await
            .status,
        303
    );

    let key = running.login().await.json()["key"]
        .as_str()
        .unwrap()
        .to_owned();
    let meta = running
        .call(
            "meta",
            &key,
            json!({"v": 11, "cv": "anki,26.09.3 (x),linux"}),
        )
        .await;
    assert_eq!(meta.json()["empty"], true);
    // PR-01: a link works once.
    assert!(
        running
            .post("/account/verify-email", &[("token", &token)])
            .await
            .status
            >= 400
    );
}

#[tokio::test]
async fn pr_14_no_secret_is_found_anywhere_in_the_data_folder() {
    let mut running = Running::start();
    running.sign_up().await;
    let token = running.token_in_letter().await;
    let session = running
        .post("/account/verify-email", &[("token", &token)])
        .await
        .cookie();
    let key = running.login().await.json()["key"]
        .as_str()
        .unwrap()
        .to_owned();
    running
        .call(
            "meta",
            &key,
            json!({"v": 11, "cv": "anki,26.09.3 (x),linux"}),
        )
        .await;
    let legacy = format!("/msync/begin?k={key}&v=anki%2C2.1.49%2Clinux");
    running
        .send(Request::get(legacy).body(Body::empty()).unwrap())
        .await;

    for secret in [PASSWORD, &session, &key] {
        assert!(secret.len() >= 20);
        assert_eq!(running.files_with(secret), [""; 0]);
    }
    // The token stands in the letter, and nowhere else once the log of the database was emptied, as
    // happens every hour.
    running.site.ground.db.empty_log().await.unwrap();
    let places = running.files_with(&token);
    assert!(
        places.iter().all(|place| place.starts_with("outbox/")),
        "{places:?}"
    );
}

#[tokio::test]
async fn pr_15_pr_16_the_address_stands_in_the_mail_log_and_never_in_the_request_log() {
    let mut running = Running::start();
    running.sign_up().await;
    running.token_in_letter().await;
    running.login().await;

    let places: Vec<String> = running
        .files_with(EMAIL)
        .into_iter()
        .filter(|name| name.starts_with("logs/"))
        .collect();

    assert!(
        places.iter().all(|name| name.starts_with("logs/mail-")),
        "{places:?}"
    );
    assert!(!places.is_empty());
}

#[tokio::test]
async fn pr_04_what_an_app_has_stored_comes_back_as_it_was() {
    let mut running = Running::start();
    running.sign_up().await;
    let token = running.token_in_letter().await;
    let verified = running
        .post("/account/verify-email", &[("token", &token)])
        .await;
    assert_eq!(verified.status, 303);
    let key = running.login().await.json()["key"]
        .as_str()
        .unwrap()
        .to_owned();
    let id = accounts::everybody(&running.site.ground, accounts::AccountId(0), 9)
        .await
        .unwrap()[0]
        .id;
    let loan = running.site.shelf.borrow(id).await.unwrap();
    loan.run(|collection| {
        collection.connection().execute_batch(
            "insert into notes values (1, 'g', 1, 1, -1, '', 'front of mine', 0, 0, 0, '');
             insert into revlog values (1, 1, -1, 3, 1, 1, 2500, 5000, 1)",
        )
    })
    .await
    .unwrap()
    .unwrap();
    loan.commit(shelf::OpId("one".to_owned())).await.unwrap();

    let down = running.call("download", &key, json!({})).await;

    assert_eq!(down.status, 200);
    let collection = zstd::decode_all(&*down.bytes).unwrap();
    assert!(collection.windows(13).any(|part| part == b"front of mine"));
}
