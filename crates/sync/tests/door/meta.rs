//! What `meta` says, and to whom it says no.

use std::time::Duration;

use serde_json::{Value, json};
use sync::Options;

use crate::site::{App, Site, argument_of};

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
