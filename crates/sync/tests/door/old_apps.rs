//! Apps before 2.1.57: forms, gzip, plain answers.

use std::io::Write as _;

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};

use crate::site::{Answer, PASSWORD, Site, argument_of};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A form with parts in this order; `data` is written as a file.
fn form(boundary: &str, parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    for (name, value) in parts {
        let file = if *name == "data" {
            "; filename=\"data\""
        } else {
            ""
        };
        let head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n"
        );
        out.extend_from_slice(head.as_bytes());
        out.extend_from_slice(value);
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    out
}

async fn post(site: &Site, path: &str, parts: &[(&str, &[u8])]) -> Answer {
    let boundary = "Anki-sync_'boundary";
    let kind = format!("multipart/form-data; boundary=\"{boundary}\"");
    let request = Request::post(format!("/{path}")).header("content-type", kind);
    site.send(request.body(Body::from(form(boundary, parts))).unwrap())
        .await
}

fn plain(answer: &Answer) -> Value {
    assert_eq!(
        answer.status,
        200,
        "{}",
        String::from_utf8_lossy(&answer.bytes)
    );
    assert!(!answer.headers.contains_key("anki-original-size"));
    serde_json::from_slice(&answer.bytes).unwrap()
}

#[tokio::test]
async fn an_app_of_2021_signs_in_and_syncs() {
    let site = Site::start().await;
    site.learner().await;
    let typed = gzip(
        json!({"u": "mia@example.org", "p": PASSWORD})
            .to_string()
            .as_bytes(),
    );
    let login = post(&site, "sync/hostKey", &[("data", &typed), ("c", b"1")]).await;
    let key = plain(&login)["key"].as_str().unwrap().to_owned();
    let call = async |method: &str, argument: Value| {
        let data = gzip(argument.to_string().as_bytes());
        let parts: [(&str, &[u8]); 4] = [
            ("data", &data),
            ("c", b"1"),
            ("k", key.as_bytes()),
            ("s", b"#$%&()[]{}"),
        ];
        plain(&post(&site, &format!("sync/{method}"), &parts).await)
    };

    let meta = call(
        "meta",
        json!({"v": 10, "cv": "ankidesktop,2.1.49 (x),lin:debian:12"}),
    )
    .await;
    assert_eq!(meta["cont"], true);
    for method in [
        "start",
        "applyGraves",
        "applyChanges",
        "chunk",
        "applyChunk",
    ] {
        call(method, argument_of(method)).await;
    }
    let said = call("finish", json!({})).await;

    let meta = call("meta", json!({"v": 10, "cv": "x"})).await;
    assert_eq!(meta["mod"], said);
}

#[tokio::test]
async fn parts_may_come_in_any_order_and_data_may_be_missing() {
    let site = Site::start().await;
    let app = site.learner().await;
    let key = app.key.as_bytes();
    let data = br#"{"v":10,"cv":"x"}"#;
    let packed = gzip(data);

    let orders: [&[(&str, &[u8])]; 5] = [
        &[("k", key), ("s", b"s"), ("c", b"0"), ("data", data)],
        &[("data", data), ("c", b"0"), ("k", key), ("s", b"s")],
        &[("data", &packed), ("c", b"1"), ("k", key)],
        &[("c", b"1"), ("data", &packed), ("k", key), ("later", b"?")],
        &[("k", key), ("data", data)],
    ];
    for parts in orders {
        assert_eq!(plain(&post(&site, "sync/meta", parts).await)["cont"], true);
    }
    let without: [&[(&str, &[u8])]; 2] = [&[("k", key), ("c", b"1")], &[("k", key)]];
    for parts in without {
        let sent = post(&site, "sync/download", parts).await;
        assert_eq!(sent.status, 200);
        assert!(sent.bytes.starts_with(b"SQLite format 3\0"));
    }
    assert_eq!(
        post(&site, "sync/meta", &[("data", data)]).await.status,
        403
    );
    assert_eq!(
        post(&site, "sync/meta", &[("data", data), ("k", b"x")])
            .await
            .status,
        403
    );
    assert_eq!(
        post(&site, "sync/meta", &[("k", key), ("data", b"{")])
            .await
            .status,
        400
    );
}

#[tokio::test]
async fn deletions_may_come_with_start_and_as_words() {
    let site = Site::start().await;
    let app = site.learner().await;
    let graves = [
        json!({"cards": [1], "decks": [], "notes": [2]}),
        json!({"cards": ["1"], "decks": ["3"], "notes": ["4"]}),
        Value::Null,
    ];
    for graves in graves {
        let start = json!({"minUsn": 0, "lnewer": true, "graves": graves, "offset": 7}).to_string();
        let parts: [(&str, &[u8]); 3] = [
            ("k", app.key.as_bytes()),
            ("s", b"abc"),
            ("data", start.as_bytes()),
        ];

        assert_eq!(
            post(&site, "sync/start", &parts).await.status,
            200,
            "{start}"
        );
    }
}

#[tokio::test]
async fn old_apps_get_schema_11_and_give_it_back() {
    let site = Site::start().await;
    let app = site.learner().await;
    app.brings_note(1).await;
    let key = app.key.as_bytes();

    let file = post(&site, "sync/download", &[("k", key)]).await.bytes;
    assert_eq!(&file[18..20], [1, 1], "a rollback journal");
    for parts in [
        [
            ("data", gzip(&file)),
            ("c", b"1".to_vec()),
            ("k", key.to_vec()),
        ],
        [
            ("k", key.to_vec()),
            ("c", b"0".to_vec()),
            ("data", file.clone()),
        ],
    ] {
        let parts: Vec<(&str, &[u8])> = parts
            .iter()
            .map(|(name, value)| (*name, &value[..]))
            .collect();
        let answer = post(&site, "sync/upload", &parts).await;
        assert_eq!((answer.status, &answer.bytes[..]), (200, &b"OK"[..]));
    }
    assert_eq!(app.meta().await["empty"], false);
}

#[tokio::test]
async fn versions_that_cannot_know_the_collection_are_told_so() {
    let site = Site::start().await;
    let app = site.learner().await;
    let meta = async |version: i64| {
        let data = json!({"v": version, "cv": "x"}).to_string();
        plain(
            &post(
                &site,
                "sync/meta",
                &[("k", app.key.as_bytes()), ("data", data.as_bytes())],
            )
            .await,
        )
    };

    for version in [8, 9] {
        let meta = meta(version).await;
        assert_eq!(meta["cont"], false, "{version}");
        assert!(
            meta["msg"].as_str().unwrap().contains("update Anki"),
            "{version}"
        );
    }
    assert_eq!(meta(10).await["cont"], true);
}

#[tokio::test]
async fn edge_40_media_of_old_apps_are_wrapped_and_sign_in_by_the_media_key() {
    let site = Site::start().await;
    let app = site.learner().await;
    let query = format!("/msync//begin?k={}&v=ankidesktop,2.1.50,linux", app.key);
    let got = site
        .send(Request::get(query).body(Body::empty()).unwrap())
        .await;
    let begun = plain(&got);
    assert_eq!(begun["err"], "");
    let media_key = begun["data"]["sk"].as_str().unwrap().to_owned();

    let posted = post(
        &site,
        "msync/begin",
        &[("k", app.key.as_bytes()), ("v", b"x")],
    )
    .await;
    assert_eq!(plain(&posted), begun);
    let data = br#"{"lastUsn":0}"#;
    let changes = post(
        &site,
        "msync/mediaChanges",
        &[("sk", media_key.as_bytes()), ("data", data)],
    )
    .await;
    assert_eq!(plain(&changes), json!({"data": [], "err": ""}));
    let no_version = post(&site, "msync/begin", &[("k", app.key.as_bytes())]).await;
    assert_eq!(no_version.status, 400);
}

#[tokio::test]
async fn forms_that_no_app_sends_are_refused() {
    let site = Site::start().await;
    let app = site.learner().await;
    let key = app.key.as_bytes();
    let many: Vec<(&str, &[u8])> = vec![("x", b"y"); 100];
    let long = vec![b'k'; 100_000];

    assert_eq!(post(&site, "sync/meta", &many).await.status, 400);
    assert_eq!(post(&site, "sync/meta", &[("k", &long)]).await.status, 400);
    assert_eq!(
        post(&site, "sync/meta", &[("k", key), ("data", &long)])
            .await
            .status,
        413
    );
    let no_form = Request::post("/sync/meta").body(Body::from("{}")).unwrap();
    assert_eq!(site.send(no_form).await.status, 400);
}
