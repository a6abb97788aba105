//! A site with accounts, and an app that speaks to it.

use std::net::SocketAddr;
use std::path::PathBuf;

use accounts::{AccountId, Added, Credentials, Network, NewPassword, Operator, Passwords};
use axum::body::Body;
use axum::http::{HeaderMap, Request};
use collection::{Birth, Collection};
use doorway::Front;
use http_body_util::BodyExt as _;
use quarantine::{Checked, Protection, Quarantine};
use serde_json::{Value, json};
use shelf::{OpId, Shelf};
use store::{Chance, Clock, CrashPoints, DataFolder, Ground, Millis};
use sync::{Options, SyncDoor};
use tempfile::TempDir;

pub(crate) const NOW: Millis = Millis(1_795_000_000_000);
pub(crate) const PASSWORD: &str = "correct horse battery";

/// A running site without a network.
pub(crate) struct Site {
    folder: TempDir,
    pub(crate) ground: Ground,
    pub(crate) shelf: Shelf,
    pub(crate) passwords: Passwords,
    pub(crate) door: SyncDoor,
    front: Front,
}

impl Site {
    pub(crate) async fn start() -> Site {
        Site::with(Options::default()).await
    }

    #[expect(
        clippy::unused_async,
        reason = "the shelf's pool wants to be made in a runtime"
    )]
    pub(crate) async fn with(options: Options) -> Site {
        Site::in_folder(tempfile::tempdir().unwrap(), Clock::fixed(NOW), options)
    }

    fn in_folder(folder: TempDir, clock: Clock, options: Options) -> Site {
        let data = DataFolder::open(folder.path()).unwrap();
        let ground = Ground::open(data, clock, Chance::system(), CrashPoints::off()).unwrap();
        let shelf = Shelf::open(&ground, shelf::Options::default());
        let weak = accounts::Options::default();
        let passwords = Passwords::start(&weak).unwrap();
        let cage = PathBuf::from(env!("CARGO_BIN_EXE_sync-cage"));
        let quarantine = Quarantine::new(cage, quarantine::Options::default());
        let policy = privacy::Policy::new(privacy::Draft::default(), &[]);
        let door =
            SyncDoor::new(&ground, &shelf, &passwords, (&quarantine, &policy), options).unwrap();
        let routes = sync::router(door.clone());
        let front = Front::new(&ground, routes, &doorway::Options::default()).unwrap();
        Site {
            folder,
            ground,
            shelf,
            passwords,
            door,
            front,
        }
    }

    /// The same data under a new process.
    pub(crate) async fn restarted(self, options: Options) -> Site {
        self.door.close().await;
        let Site { folder, ground, .. } = self;
        let clock = ground.clock.clone();
        drop(ground);
        Site::in_folder(folder, clock, options)
    }

    pub(crate) async fn account(&self, email: &str) -> AccountId {
        let new = Added {
            email,
            password: NewPassword::Clear(PASSWORD),
            verified: true,
            language: texts::Language::En,
        };
        let operator = Operator::at_the_terminal();
        accounts::add(&self.ground, &operator, &self.passwords, new)
            .await
            .unwrap()
    }

    /// An app of the account that has signed in.
    pub(crate) async fn app(&self, email: &str, name: &str) -> App<'_> {
        let typed = Credentials {
            email,
            password: PASSWORD,
        };
        let client = format!("26.09.3,29bb700b,{name}");
        let signed_in = accounts::sign_in_device(
            &self.ground,
            &self.passwords,
            typed,
            &client,
            Network::LOOPBACK,
        );
        App {
            site: self,
            key: signed_in.await.unwrap().0,
            session: name.to_owned(),
        }
    }

    /// An account with a new collection, and an app of it.
    pub(crate) async fn learner(&self) -> App<'_> {
        let account = self.account("mia@example.org").await;
        self.give_collection(account).await;
        self.app("mia@example.org", "laptop").await
    }

    pub(crate) async fn give_collection(&self, account: AccountId) {
        let made = self.new_collection();
        let checked = {
            let collection = Collection::open(&made).unwrap();
            Checked {
                path: made.clone(),
                bytes: std::fs::metadata(&made).unwrap().len(),
                stamp: collection.stamp().unwrap(),
                counts: collection.count().unwrap(),
                report: Vec::new(),
                protection: Protection::default(),
            }
        };
        self.shelf
            .replace(account, checked, OpId(self.ground.chance.token()))
            .await
            .unwrap();
    }

    /// A file with a new collection.
    pub(crate) fn new_collection(&self) -> PathBuf {
        let path = self
            .ground
            .folder
            .temporary()
            .join(self.ground.chance.token());
        let birth = Birth {
            now: collection::model::Millis(NOW.0),
            minutes_west: Some(0),
            seed: 1,
        };
        drop(Collection::create(&path, &birth).unwrap());
        path
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let peer: SocketAddr = "127.0.0.1:4711".parse().unwrap();
        let response = self.front.answer(peer, request).await;
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            bytes: bytes.to_vec(),
        }
    }
}

/// An answer as it came.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    /// The body as an app reads it: unpacked if it says its size, which must then be right.
    pub(crate) fn body(&self) -> Vec<u8> {
        let Some(size) = self.headers.get("anki-original-size") else {
            return self.bytes.clone();
        };
        let body = zstd::decode_all(&self.bytes[..]).unwrap();
        assert_eq!(size.to_str().unwrap(), body.len().to_string());
        body
    }

    pub(crate) fn json(&self) -> Value {
        let body = self.body();
        assert_eq!(self.status, 200, "{}", String::from_utf8_lossy(&body));
        serde_json::from_slice(&body).unwrap()
    }
}

/// An app of today.
#[derive(Clone)]
pub(crate) struct App<'s> {
    pub(crate) site: &'s Site,
    pub(crate) key: String,
    pub(crate) session: String,
}

impl App<'_> {
    pub(crate) fn header(&self) -> String {
        json!({"v": 11, "k": self.key, "c": "26.09.3,29bb700b,linux", "s": self.session})
            .to_string()
    }

    pub(crate) async fn call(&self, path: &str, argument: Value) -> Answer {
        self.post(path, argument.to_string().as_bytes()).await
    }

    /// Posts bytes as an app does, compressed.
    pub(crate) async fn post(&self, path: &str, bytes: &[u8]) -> Answer {
        let request = Request::post(format!("/{path}"))
            .header("anki-sync", self.header())
            .header("accept-encoding", "gzip")
            .body(Body::from(zstd::encode_all(bytes, 1).unwrap()))
            .unwrap();
        self.site.send(request).await
    }

    pub(crate) async fn status(&self, method: &str) -> u16 {
        self.call(&format!("sync/{method}"), argument_of(method))
            .await
            .status
    }

    pub(crate) async fn json(&self, method: &str, argument: Value) -> Value {
        self.call(&format!("sync/{method}"), argument).await.json()
    }

    pub(crate) async fn meta(&self) -> Value {
        let argument = json!({"v": 11, "cv": "anki,26.09.3 (29bb700b),linux"});
        self.json("meta", argument).await
    }

    /// The same app in its next sync: it chooses a new word.
    pub(crate) fn again(&self, session: &str) -> Self {
        Self {
            session: session.to_owned(),
            ..self.clone()
        }
    }

    /// A whole sync that brings one note and its card. Returns what `finish` said.
    pub(crate) async fn brings_note(&self, id: i64) -> Value {
        let usn = self.meta().await["usn"].clone();
        self.json(
            "start",
            json!({"minUsn": 0, "lnewer": false, "graves": null}),
        )
        .await;
        let changes = self.json("applyChanges", no_changes()).await;
        let notetype = changes["models"][0]["id"].clone();
        while self.json("chunk", json!({})).await["done"] != true {}
        self.json("applyChunk", note(id, &notetype, &usn)).await;
        self.json("finish", json!({})).await
    }
}

pub(crate) fn no_changes() -> Value {
    json!({"changes": {"models": [], "decks": [[], []], "tags": []}})
}

pub(crate) fn note(id: i64, notetype: &Value, usn: &Value) -> Value {
    json!({"chunk": {
        "done": true,
        "notes": [[id, format!("guid{id}"), notetype, 1_795_000_000, usn, "", "front\u{1f}back", "", "", 0, ""]],
        "cards": [[id, id, 1, 0, 1_795_000_000, usn, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, ""]],
    }})
}

/// An argument with which the method does no more than it must.
pub(crate) fn argument_of(method: &str) -> Value {
    match method {
        "meta" => json!({"v": 11, "cv": "anki,26.09.3 (29bb700b),linux"}),
        "start" => json!({"minUsn": 1_000_000, "lnewer": false}),
        "applyGraves" => json!({"chunk": {"cards": [], "decks": [], "notes": []}}),
        "applyChanges" => no_changes(),
        "applyChunk" => json!({"chunk": {"done": true}}),
        "sanityCheck2" => json!({"client": [[0, 0, 0], 0, 0, 0, 0, 6, 1, 1]}),
        _ => json!({"_pad": null}),
    }
}
