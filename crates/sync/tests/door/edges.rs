//! Sharp edges of requests, whatever they ask for.

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use sync::Options;

use crate::site::{Site, argument_of};

#[tokio::test]
async fn edge_01_every_answer_to_an_app_of_today_says_its_size() {
    let site = Site::start().await;
    let app = site.learner().await;

    for method in [
        "meta",
        "start",
        "applyGraves",
        "applyChanges",
        "chunk",
        "applyChunk",
        "sanityCheck2",
        "finish",
        "abort",
        "download",
    ] {
        let answer = app
            .call(&format!("sync/{method}"), argument_of(method))
            .await;

        assert_eq!(answer.status, 200, "{method}");
        assert!(
            answer.headers.contains_key("anki-original-size"),
            "{method}"
        );
        answer.body();
    }
}

#[tokio::test]
async fn unreadable_requests_and_other_versions_have_their_status() {
    let site = Site::start().await;
    let app = site.learner().await;
    let send = async |method: &str, header: &str, body: Vec<u8>| {
        let request = Request::builder()
            .method(method)
            .uri("/sync/meta")
            .header("anki-sync", header);
        site.send(request.body(Body::from(body)).unwrap())
            .await
            .status
    };
    let good = zstd::encode_all(&br#"{"v":11,"cv":"x"}"#[..], 1).unwrap();
    let header = app.header();

    assert_eq!(send("POST", &header, good.clone()).await, 200);
    assert_eq!(send("GET", &header, Vec::new()).await, 405);
    assert_eq!(send("POST", "{bad", good.clone()).await, 400);
    assert_eq!(
        send("POST", &header.replace(":11", ":7"), good.clone()).await,
        400
    );
    assert_eq!(
        send("POST", &header.replace(":11", ":12"), good.clone()).await,
        400
    );
    assert_eq!(send("POST", &header, b"xx".to_vec()).await, 400);
    assert_eq!(send("POST", &header, Vec::new()).await, 400);
    assert_eq!(app.post("sync/meta", b"{not json").await.status, 400);
    assert_eq!(app.call("sync/meta", json!({"v": 11})).await.status, 400);
    assert_eq!(app.call("sync/noSuchMethod", json!({})).await.status, 400);
    for version in [0, 7, 12] {
        assert_eq!(
            app.call("sync/meta", json!({"v": version, "cv": "x"}))
                .await
                .status,
            501
        );
    }
    let nameless = app.again("");
    assert_eq!(nameless.status("start").await, 400);
    assert_eq!(nameless.status("abort").await, 200);
}

#[tokio::test]
async fn edge_10_answers_are_never_compressed_twice() {
    let site = Site::start().await;
    let app = site.learner().await;

    let answer = app.call("sync/download", json!({})).await;

    assert!(!answer.headers.contains_key("content-encoding"));
}

#[tokio::test]
async fn e2_a_bomb_is_refused_on_every_method() {
    let options = Options {
        json_bytes_max: 1 << 20,
        media_request_bytes_max: 1 << 20,
        ..Options::default()
    };
    let site = Site::with(options).await;
    let app = site.learner().await;
    let spaces = vec![b' '; 5 << 20];

    for path in [
        "sync/meta",
        "sync/applyChunk",
        "sync/start",
        "msync/mediaChanges",
        "sync/hostKey",
    ] {
        assert_eq!(app.post(path, &spaces).await.status, 413, "{path}");
    }
    assert_eq!(app.post("msync/uploadChanges", &spaces).await.status, 400);
}

#[tokio::test]
async fn e2_deep_json_is_refused() {
    let site = Site::start().await;
    let app = site.learner().await;
    app.json("start", argument_of("start")).await;
    let deep = format!("{}{}", "[".repeat(1_000_000), "]".repeat(1_000_000));

    let chunk = format!(r#"{{"chunk":{{"done":true,"notes":{deep}}}}}"#);
    let answer = app.post("sync/applyChunk", chunk.as_bytes()).await;

    assert_eq!(answer.status, 400);
}

#[tokio::test]
async fn pr_15_the_log_names_the_account_by_number_and_no_key() {
    let site = Site::start().await;
    let app = site.learner().await;
    app.meta().await;

    let logs = site.ground.folder.path().join("logs");
    let log = std::fs::read_dir(logs)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let text = std::fs::read_to_string(log).unwrap();
    let line: Value = serde_json::from_str(text.lines().last().unwrap()).unwrap();

    assert_eq!(line["account"], 1);
    assert_eq!(line["path"], "/sync/meta");
    assert_eq!(line["client"], "anki,26.09.3 (29bb700b),linux");
    assert!(!text.contains(&app.key) && !text.contains("mia@example.org"));
}

#[tokio::test]
async fn edge_41_addresses_that_are_not_served_are_404_and_never_an_empty_200() {
    let site = Site::start().await;

    for address in [
        "/svc/desktop/check-for-update",
        "/svc/desktop/addon-info",
        "/update/desktop",
        "/shared/updates/1",
        "/sync",
        "/sync/a/b",
        "/msync",
    ] {
        let request = Request::post(address).body(Body::from("x")).unwrap();
        assert_eq!(site.send(request).await.status, 404, "{address}");
    }
}
