//! Every method of the apps, asked for with what is another's: her session, the names of her files, no key,
//! a key that is over.

use std::collections::BTreeSet;
use std::path::Path;

use axum::http::Method;
use serde_json::{Value, json};

use crate::crowd::{BEN, CANARIES, Crowd, MEDIA, MIA, PASSWORD};

const SESSION: &str = "mia12345";
const NO_SESSION: &str = "none1234";

/// What one app was answered.
#[derive(Debug, PartialEq, Eq)]
struct Said {
    status: u16,
    /// Unpacked, if it was packed.
    bytes: Vec<u8>,
}

impl Said {
    fn names(&self, what: &str) -> bool {
        self.bytes
            .windows(what.len())
            .any(|part| part == what.as_bytes())
    }
}

/// The methods below an address, from the list in the door of the apps.
fn methods(after: &str, until: &str) -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../sync/src/method.rs");
    let source = std::fs::read_to_string(path).unwrap();
    let (_, rest) = source.split_once(after).unwrap();
    let (list, _) = rest.split_once(until).unwrap();
    list.split('"')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// All paths, but the sign-in.
fn paths() -> Vec<String> {
    let collection = methods("fn of_collection", "_ => return None");
    let media = methods("fn of_media", "_ => return None");
    assert!(collection.len() >= 12 && media.len() >= 5, "{media:?}");
    let collection = collection.iter().filter(|name| *name != "hostKey");
    let collection = collection.map(|name| format!("/sync/{name}"));
    collection
        .chain(media.iter().map(|name| format!("/msync/{name}")))
        .collect()
}

/// What apps send there.
fn body(path: &str, file: &str) -> Value {
    let client = "anki,26.09.3 (29bb700b),linux";
    match path {
        "/sync/meta" => json!({"v": 11, "cv": client}),
        "/sync/start" => json!({"minUsn": 0, "lnewer": false, "graves": null}),
        "/sync/applyGraves" => json!({"chunk": {"cards": [], "notes": [], "decks": []}}),
        "/sync/applyChanges" => json!({"changes": {"models": [], "decks": [[], []], "tags": []}}),
        "/sync/applyChunk" => json!({"chunk": {"done": true}}),
        "/sync/sanityCheck2" => json!({"client": [[0, 0, 0], 0, 0, 0, 0, 0, 0, 0, 0]}),
        "/msync/begin" => json!({"v": client}),
        "/msync/mediaChanges" => json!({"lastUsn": 0}),
        "/msync/downloadFiles" => json!({"files": [file]}),
        "/msync/mediaSanity" => json!({"local": 0}),
        _ => json!({}),
    }
}

impl Crowd {
    async fn call(&self, path: &str, (key, session): (&str, &str), body: &Value) -> Said {
        let header = json!({"v": 11, "k": key, "c": "26.09.3,29bb700b,linux", "s": session});
        let packed = zstd::encode_all(body.to_string().as_bytes(), 3).unwrap();
        let headers = [("anki-sync", header.to_string())];
        let (status, _, bytes) = self.send(Method::POST, path, &headers, packed).await;
        Said {
            status,
            bytes: zstd::decode_all(&*bytes).unwrap_or(bytes),
        }
    }

    async fn host_key(&self, email: &str) -> String {
        let password = match email {
            MIA => &*self.mias_app_password,
            _ => PASSWORD,
        };
        let body = json!({"u": email, "p": password});
        let said = self.call("/sync/hostKey", ("", SESSION), &body).await;
        let words = String::from_utf8_lossy(&said.bytes).into_owned();
        let said: Value = serde_json::from_str(&words).unwrap_or_default();
        let key = said["key"].as_str();
        key.unwrap_or_else(|| panic!("{email}: {words}")).to_owned()
    }
}

#[tokio::test]
async fn pr_05_no_method_of_the_apps_tells_or_touches_what_is_another_members() {
    let crowd = Crowd::gather().await;
    let (mia, ben) = (crowd.host_key(MIA).await, crowd.host_key(BEN).await);
    let hers = (&*mia, SESSION);
    let begun = crowd
        .call("/sync/start", hers, &body("/sync/start", ""))
        .await;
    assert_eq!(begun.status, 200, "{begun:?}");
    let mut paths = paths();
    // Whoever begins has a sync of his own from then on.
    paths.sort_by_key(|path| path == "/sync/start");

    for path in &paths {
        let with_hers = crowd.call(path, (&ben, SESSION), &body(path, MEDIA)).await;
        let with_none = crowd
            .call(path, (&ben, NO_SESSION), &body(path, "nowhere.png"))
            .await;

        let (hers, none) = (with_hers.status, with_none.status);
        assert_eq!(hers, none, "{path}");
        // Ben's own file, written anew each time.
        let is_own = path == "/sync/download";
        assert!(is_own || with_hers == with_none, "{path} ({hers})");
        for canary in CANARIES {
            assert!(!with_hers.names(canary), "{path}");
        }
    }

    // Her sync goes on, and her files are there.
    let chunk = crowd
        .call("/sync/applyGraves", hers, &body("/sync/applyGraves", ""))
        .await;
    assert_eq!(chunk.status, 200, "{chunk:?}");
    let path = "/msync/downloadFiles";
    assert!(
        crowd
            .call(path, hers, &body(path, MEDIA))
            .await
            .names("canary bytes")
    );
    let down = crowd.call("/sync/download", hers, &json!({})).await;
    assert!(CANARIES.iter().any(|canary| down.names(canary)));
}

#[tokio::test]
async fn pr_05_without_a_key_that_counts_every_method_of_the_apps_says_the_same() {
    let crowd = Crowd::gather().await;
    let over = crowd.host_key(MIA).await;
    let cookie = crowd.cookie(MIA).await;
    for _ in 0..2 {
        let device = crowd.count("select max(id) from devices").await;
        let path = format!("/account/devices/{device}/revocation");
        let revoked = crowd.ask(&cookie, Method::POST, &path, "").await.0;
        assert_eq!(revoked.status, 303);
    }
    let stranger = "0123456789abcdef0123456789abcdef";

    for path in paths() {
        let to_stranger = crowd
            .call(&path, (stranger, SESSION), &body(&path, MEDIA))
            .await;
        assert!(
            matches!(to_stranger.status, 400 | 403),
            "{path}: {}",
            to_stranger.status
        );
        for key in ["", &*over] {
            let said = crowd.call(&path, (key, SESSION), &body(&path, MEDIA)).await;
            assert_eq!(said, to_stranger, "{path} with `{key}`");
        }
    }
}
