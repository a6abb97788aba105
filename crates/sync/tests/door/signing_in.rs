//! Keys and passwords, right and wrong, and in which language an app is told.

use serde_json::json;

use crate::site::{App, PASSWORD, Site};

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
