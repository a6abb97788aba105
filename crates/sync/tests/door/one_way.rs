//! Whole collections, received and sent.

use axum::body::Body;
use axum::http::Request;
use serde_json::json;
use sync::Options;

use crate::site::{App, Site, argument_of};

fn file_of(site: &Site) -> Vec<u8> {
    std::fs::read(site.new_collection()).unwrap()
}

fn said(answer: &crate::site::Answer) -> String {
    assert_eq!(answer.status, 200);
    String::from_utf8(answer.body()).unwrap()
}

#[tokio::test]
async fn edge_04_an_upload_is_answered_with_two_bytes() {
    let site = Site::start().await;
    site.account("mia@example.org").await;
    let app = site.app("mia@example.org", "laptop").await;
    let file = file_of(&site);

    let answer = app.post("sync/upload", &file).await;

    assert_eq!(said(&answer), "OK");
    assert_eq!(app.meta().await["scm"], crate::site::NOW.0);
    let sent = app.call("sync/download", json!({})).await.body();
    assert!(sent.starts_with(b"SQLite format 3\0"));
}

#[tokio::test]
async fn edge_23_nothing_is_never_received_and_never_sent() {
    let site = Site::start().await;
    let app = site.learner().await;
    let before = app.meta().await;

    let empty = app.post("sync/upload", b"").await;
    let request = Request::post("/sync/upload").header("anki-sync", app.header());
    let no_body = site.send(request.body(Body::empty()).unwrap()).await;

    assert!(said(&empty).contains("empty"));
    assert_eq!(no_body.status, 400);
    assert_eq!(app.meta().await, before);
    assert!(!app.call("sync/download", json!({})).await.body().is_empty());
}

#[tokio::test]
async fn a_new_account_sends_no_empty_download() {
    let site = Site::start().await;
    site.account("mia@example.org").await;
    let app = site.app("mia@example.org", "laptop").await;

    let answer = app.call("sync/download", json!({})).await;

    assert!(answer.status != 200 || answer.body().starts_with(b"SQLite format 3\0"));
}

#[tokio::test]
async fn nonsense_gets_a_sentence_and_the_old_collection_stays() {
    let site = Site::start().await;
    let app = site.learner().await;
    app.brings_note(1).await;
    let before = app.meta().await;
    let good = file_of(&site);
    let damaged = [&good[..4096], &vec![0xa5; 20_000][..], &good[24_096..]].concat();

    for file in [&b"not a database"[..], &good[..good.len() / 2], &damaged] {
        assert!(said(&app.post("sync/upload", file).await).contains("collection"));
    }

    assert_eq!(app.meta().await, before);
    let left = std::fs::read_dir(site.ground.folder.temporary())
        .unwrap()
        .count();
    assert_eq!(left, 1, "only the file this test made itself");
}

#[tokio::test]
async fn a_collection_above_a_limit_gets_the_sentence() {
    let small = Options {
        collection_bytes_max: 50_000,
        ..Options::default()
    };
    let site = Site::with(small).await;
    let app = site.learner().await;

    assert!(said(&app.post("sync/upload", &file_of(&site)).await).contains("size limit"));
    let narrow = Options {
        upload_bytes_max: 1000,
        ..Options::default()
    };
    let key = app.key.clone();
    let site = site.restarted(narrow).await;
    let app = App {
        site: &site,
        key,
        session: "s".to_owned(),
    };
    assert!(said(&app.post("sync/upload", &file_of(&site)).await).contains("size limit"));
}

#[tokio::test]
async fn one_way_syncs_end_a_sync_that_is_running() {
    let site = Site::start().await;
    let laptop = site.learner().await;
    let phone = site.app("mia@example.org", "phone").await;

    laptop.json("start", argument_of("start")).await;
    assert_eq!(
        said(&phone.post("sync/upload", &file_of(&site)).await),
        "OK"
    );
    assert_eq!(laptop.status("chunk").await, 409);

    laptop.json("start", argument_of("start")).await;
    assert_eq!(phone.call("sync/download", json!({})).await.status, 200);
    assert_eq!(laptop.status("chunk").await, 409);
}

#[tokio::test]
async fn a_refused_upload_leaves_a_running_sync_alone() {
    let site = Site::start().await;
    let laptop = site.learner().await;
    let phone = site.app("mia@example.org", "phone").await;
    laptop.json("start", argument_of("start")).await;

    phone.post("sync/upload", b"nonsense").await;

    assert_eq!(laptop.status("finish").await, 200);
}

#[tokio::test]
async fn one_account_receives_one_collection_at_a_time_and_others_are_not_kept_waiting() {
    let site = Site::with(Options {
        uploads_max: 2,
        ..Options::default()
    })
    .await;
    let mia = site.learner().await;
    site.account("tom@example.org").await;
    let tom = site.app("tom@example.org", "laptop").await;
    let request = Request::post("/sync/upload").header("anki-sync", mia.header());
    let never = Body::from_stream(futures_util::stream::pending::<
        Result<Vec<u8>, std::io::Error>,
    >());
    let half_sent = site.send(request.body(never).unwrap());
    tokio::pin!(half_sent);
    let soon = std::time::Duration::from_millis(300);
    assert!(tokio::time::timeout(soon, &mut half_sent).await.is_err());

    let file = file_of(&site);
    assert_eq!(mia.post("sync/upload", &file).await.status, 409);
    assert_eq!(said(&tom.post("sync/upload", &file).await), "OK");
}

#[tokio::test]
async fn e1_a_stranger_is_refused_before_the_first_byte_of_a_body() {
    let site = Site::start().await;
    let app = App {
        key: "A".repeat(43),
        ..site.learner().await
    };
    // A body that never comes.
    let body = Body::from_stream(futures_util::stream::pending::<
        Result<Vec<u8>, std::io::Error>,
    >());
    let request = Request::post("/sync/upload")
        .header("anki-sync", app.header())
        .body(body)
        .unwrap();

    let answer = tokio::time::timeout(std::time::Duration::from_secs(5), site.send(request)).await;

    assert_eq!(answer.unwrap().status, 403);
}

#[tokio::test]
async fn edge_24_25_a_download_is_a_whole_collection_in_one_file() {
    let site = Site::start().await;
    let app = site.learner().await;
    app.brings_note(1).await;
    let meta = app.meta().await;

    let sent = app.call("sync/download", json!({})).await.body();

    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("collection.anki2");
    std::fs::write(&path, sent).unwrap();
    let collection = collection::Collection::open(&path).unwrap();
    assert_eq!(collection.count().unwrap().notes, 1);
    assert_eq!(collection.stamp().unwrap().modified_ms, meta["mod"]);
}
