//! Sharp edges of requests, login and `meta`.

use std::time::Duration;

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use sync::Options;

use crate::site::{App, PASSWORD, Site, argument_of};

const META_KEYS: [&str; 9] = [
    "mod",
    "scm",
    "usn",
    "ts",
    "msg",
    "cont",
    "hostNum",
    "empty",
    "media_usn",
];

fn keys(object: &Value) -> Vec<&str> {
    object
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

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
async fn edge_03_meta_has_every_key_whatever_it_says() {
    let site = Site::start().await;
    let app = site.learner().await;
    let meta = app.meta().await;
    assert_eq!(keys(&meta), META_KEYS);
    assert_eq!(meta["cont"], true);
    assert_eq!(meta["msg"], "");
    assert_eq!(meta["hostNum"], 0);
    assert_eq!(meta["empty"], true);
    assert_eq!(meta["ts"], 1_795_000_000);

    let closed = Options {
        closed: true,
        notice: "Back at noon.".to_owned(),
        ..Options::default()
    };
    let key = app.key.clone();
    let site = site.restarted(closed).await;
    let app = App {
        site: &site,
        key,
        session: "s".to_owned(),
    };

    let meta = app.meta().await;
    assert_eq!(keys(&meta), META_KEYS);
    assert_eq!(
        (&meta["cont"], &meta["msg"]),
        (&json!(false), &json!("Back at noon."))
    );
}

#[tokio::test]
async fn a_new_account_has_nothing_to_sync_with_a_new_app() {
    let site = Site::start().await;
    site.account("mia@example.org").await;
    let app = site.app("mia@example.org", "laptop").await;

    let meta = app.meta().await;

    assert_eq!(
        (&meta["mod"], &meta["usn"], &meta["empty"]),
        (&json!(0), &json!(0), &json!(true))
    );
}

#[tokio::test]
async fn edge_05_a_wrong_key_is_403_on_every_method() {
    let site = Site::start().await;
    let learner = site.learner().await;
    for key in [
        "f".repeat(40),
        "A".repeat(43),
        "ключ".to_owned(),
        String::new(),
    ] {
        let app = App {
            key,
            ..learner.clone()
        };
        for path in [
            "sync/meta",
            "sync/start",
            "sync/applyGraves",
            "sync/applyChanges",
            "sync/chunk",
            "sync/applyChunk",
            "sync/sanityCheck2",
            "sync/finish",
            "sync/abort",
            "sync/upload",
            "sync/download",
            "msync/begin",
            "msync/mediaChanges",
            "msync/uploadChanges",
            "msync/downloadFiles",
            "msync/mediaSanity",
        ] {
            let answer = app.call(path, json!({})).await;

            assert_eq!(
                (answer.status, &answer.bytes[..]),
                (403, &b"403"[..]),
                "{path}"
            );
        }
    }
}

#[tokio::test]
async fn edge_05_a_disabled_account_is_told_so_and_not_logged_out() {
    let site = Site::start().await;
    let app = site.learner().await;
    let operator = accounts::Operator::at_the_terminal();
    let mia = accounts::find(&site.ground, &operator, "mia@example.org")
        .await
        .unwrap();
    accounts::disable(&site.ground, &operator, mia.id)
        .await
        .unwrap();

    let meta = app.meta().await;
    let media = app.call("msync/begin", json!({"v": "x"})).await;
    let login = app
        .call(
            "sync/hostKey",
            json!({"u": "mia@example.org", "p": PASSWORD}),
        )
        .await;

    assert_eq!(meta["cont"], false);
    assert!(meta["msg"].as_str().unwrap().contains("disabled"));
    assert!(media.json()["err"].as_str().unwrap().contains("disabled"));
    assert_eq!(app.status("start").await, 403);
    assert_eq!(login.status, 403);
}

#[tokio::test]
async fn apps_are_told_things_in_the_language_of_the_account() {
    let site = Site::start().await;
    let app = site.learner().await;
    let operator = accounts::Operator::at_the_terminal();
    let mia = accounts::find(&site.ground, &operator, "mia@example.org")
        .await
        .unwrap();
    let speak = async |language: texts::Language| {
        let written = site.ground.db.write(async move |w| {
            let sql = "update accounts set language = $1";
            w.run(sql, store::args![language.code()]).await?;
            Ok::<(), store::Fault>(())
        });
        written.await.unwrap();
    };

    for language in texts::Language::ALL {
        let t = texts::Texts::new(*language);
        speak(*language).await;
        let nonsense = app.post("sync/upload", b"not a database").await;
        accounts::disable(&site.ground, &operator, mia.id)
            .await
            .unwrap();
        let meta = app.meta().await;
        accounts::enable(&site.ground, &operator, mia.id)
            .await
            .unwrap();

        let nonsense = String::from_utf8(nonsense.body()).unwrap();
        assert_eq!(nonsense, t.sync_collection_damaged());
        assert_eq!(meta["msg"], t.sync_account_disabled());
    }
}

#[tokio::test]
async fn signing_in_gives_a_key_that_works_and_a_wrong_password_is_403() {
    let site = Site::start().await;
    site.learner().await;
    let stranger = App {
        site: &site,
        key: String::new(),
        session: String::new(),
    };
    let sign_in = async |email: &str, password: &str| {
        stranger
            .call("sync/hostKey", json!({"u": email, "p": password}))
            .await
    };

    let key = sign_in("mia@example.org", PASSWORD).await.json()["key"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(
        App {
            key,
            ..stranger.clone()
        }
        .meta()
        .await["cont"],
        true
    );
    assert_eq!(sign_in("mia@example.org", "wrong").await.status, 403);
    assert_eq!(sign_in("nobody@example.org", PASSWORD).await.status, 403);
    assert_eq!(
        stranger
            .call("sync/hostKey", json!({"u": "mia@example.org"}))
            .await
            .status,
        400
    );
    let long = "x".repeat(20_000);
    assert_eq!(sign_in("mia@example.org", &long).await.status, 413);
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
async fn edge_11_only_meta_is_sent_elsewhere_and_media_are_still_served() {
    let options = Options {
        redirect_to: "https://eu.example.org".to_owned(),
        ..Options::default()
    };
    let site = Site::with(options).await;
    let app = site.learner().await;

    let meta = app.call("sync/meta", argument_of("meta")).await;

    assert_eq!(meta.status, 308);
    assert_eq!(meta.headers["location"], "https://eu.example.org/");
    assert_eq!(app.status("start").await, 200);
    let begin = app.call("msync/begin", json!({"v": "x"})).await;
    assert_eq!(begin.json()["data"]["usn"], 0);
}

#[tokio::test]
async fn pr_24b_an_old_app_is_told_to_upgrade_and_does_not_sync() {
    let options = Options {
        client_version_min: "24.11".to_owned(),
        upgrade_notice: "Please update.".to_owned(),
        notice: "Welcome.".to_owned(),
        ..Options::default()
    };
    let site = Site::with(options).await;
    let app = site.learner().await;
    let meta = async |client: &str| {
        let meta = app.json("meta", json!({"v": 11, "cv": client})).await;
        (
            meta["cont"].as_bool().unwrap(),
            meta["msg"].as_str().unwrap().to_owned(),
        )
    };

    for old in [
        "anki,23.12.1 (abc),linux",
        "ankidesktop,2.1.49 (x),win:10",
        "anki,2.1.66 (x),mac",
    ] {
        assert_eq!(
            meta(old).await,
            (false, "Please update.".to_owned()),
            "{old}"
        );
    }
    for new in [
        "anki,24.11 (abc),linux",
        "anki,26.09.3 (abc),android:2.22:14:x",
        "nonsense",
    ] {
        assert_eq!(meta(new).await, (true, "Welcome.".to_owned()), "{new}");
    }
}

#[tokio::test]
async fn a_collection_beyond_the_limit_must_be_synced_one_way() {
    let site = Site::start().await;
    let app = site.learner().await;
    let stored = app.meta().await["scm"].clone();
    let key = app.key.clone();

    let options = Options {
        collection_bytes_max: 1000,
        ..Options::default()
    };
    let site = site.restarted(options).await;
    site.ground.clock.advance(Duration::from_secs(5));
    let app = App {
        site: &site,
        key,
        session: "s".to_owned(),
    };

    assert_ne!(app.meta().await["scm"], stored);
    assert_eq!(app.meta().await["scm"], site.ground.clock.now().0);
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
