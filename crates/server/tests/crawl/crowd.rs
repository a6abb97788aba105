//! A site with four accounts, one of which has one of everything.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;

use accounts::{AccountId, Added, Credentials, NewPassword, Operator};
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request};
use http_body_util::BodyExt as _;
use server::{Config, Site};
use sha2::{Digest as _, Sha256};
use shelf::{MediaEdit, OpId};
use store::{Chance, Clock, CrashPoints, DataFolder, Fault, Ground, Millis, args};
use texts::Language;

const NOW: Millis = Millis(1_795_000_000_000);
pub(crate) const PASSWORD: &str = "three quiet herons";
pub(crate) const MIA: &str = "mia.canary@example.org";
pub(crate) const BEN: &str = "ben@example.org";
pub(crate) const DAN: &str = "dan.disabled@example.org";
pub(crate) const UMA: &str = "uma.unverified@example.org";
/// What only Mia may read.
pub(crate) const CANARIES: [&str; 5] = ["mia.canary", "Canary deck", "Canary phone", FRONT, MEDIA];
const FRONT: &str = "Canary front";
pub(crate) const MEDIA: &str = "canary.png";
/// Her only note, and its card.
const NOTE: i64 = 1_794_000_000_001;
const CARD: i64 = 1_794_000_000_002;

pub(crate) struct Crowd {
    pub(crate) site: Site,
    /// What stands in an address, by the name it has there: Mia's own.
    pub(crate) mias: BTreeMap<&'static str, String>,
    /// With a passkey her own opens no app.
    pub(crate) mias_app_password: String,
    _folder: tempfile::TempDir,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) location: String,
    pub(crate) text: String,
}

impl Answer {
    /// What is asked for is written back in some addresses and sentences.
    pub(crate) fn without(self, number: &str) -> Answer {
        Answer {
            location: self.location.replace(number, "NUMBER"),
            text: self.text.replace(number, "NUMBER"),
            ..self
        }
    }
}

impl Crowd {
    pub(crate) async fn gather() -> Crowd {
        let folder = tempfile::tempdir().unwrap();
        let data = DataFolder::open(folder.path()).unwrap().lease().unwrap();
        let clock = Clock::fixed(NOW);
        let ground = Ground::open(data, clock, Chance::seeded(5), CrashPoints::off()).unwrap();
        let mut config = Config::default();
        config.web.base_url = "https://fuda.test".to_owned();
        config.doorway.trusted_proxies = vec!["127.0.0.1".to_owned()];
        let program = PathBuf::from(env!("CARGO_BIN_EXE_fuda"));
        let site = Site::build(&ground, &config, program).unwrap();
        let mut crowd = Crowd {
            site,
            mias: BTreeMap::new(),
            mias_app_password: String::new(),
            _folder: folder,
        };
        for (email, verified) in [(MIA, true), (BEN, true), (DAN, true), (UMA, false)] {
            let new = Added {
                email,
                password: NewPassword::Clear(PASSWORD),
                verified,
                language: Language::En,
            };
            let (ground, operator) = (&crowd.site.ground, Operator::at_the_terminal());
            accounts::add(ground, &operator, &crowd.site.passwords, new)
                .await
                .unwrap();
        }
        crowd.furnish().await;
        crowd
    }

    /// Gives Mia one of everything.
    pub(crate) async fn furnish(&mut self) {
        let (ground, passwords) = (&self.site.ground, &self.site.passwords);
        let typed = Credentials {
            email: MIA,
            password: PASSWORD,
        };
        let home = std::net::IpAddr::from([192, 0, 2, 7]).into();
        accounts::sign_in_device(ground, passwords, typed, "", home)
            .await
            .unwrap();
        let token = accounts::sign_in(ground, passwords, typed, home)
            .await
            .unwrap()
            .token;
        let who = accounts::session(ground, &token).await.unwrap().unwrap();
        let proven = who.proven(NOW).unwrap();
        let made = accounts::make_device_password(ground, &proven, "Canary phone").await;
        self.mias_app_password = made.unwrap().written;
        let device = accounts::devices(ground, &who).await.unwrap()[0].id.0;
        let password = accounts::device_passwords(ground, &who).await.unwrap()[0]
            .id
            .0;
        let session = accounts::sessions(ground, &who).await.unwrap()[0].id.0;
        let passkey = 4_242_424_242_i64;
        let id = who.account.id;
        self.run(
            "insert into passkeys (id, account_id, credential_id, public_key, sign_count, name, made_at)
             values ($1, $2, $3, $3, 0, 'Canary phone', 0)",
            args![passkey, id, vec![1_u8, 2, 3]],
        )
        .await;
        for (name, number) in [
            ("device", device),
            ("session", session),
            ("password", password),
            ("passkey", passkey),
            ("card", CARD),
            ("note", NOTE),
        ] {
            self.mias.insert(name, number.to_string());
        }
        let deck = self.make_deck().await;
        self.put_note(id, deck).await;
        self.put_media(id).await;
    }

    async fn make_deck(&mut self) -> i64 {
        let cookie = self.cookie(MIA).await;
        let made = self.ask(&cookie, Method::POST, "/decks", "name=Canary+deck");
        assert_eq!(made.await.0.status, 303);
        let decks = self.ask(&cookie, Method::GET, "/decks", "").await.0.text;
        assert!(decks.contains("Canary deck"), "{decks}");
        let deck = number_before(&decks, "Canary deck");
        self.mias.insert("deck", deck.clone());
        deck.parse().unwrap()
    }

    async fn put_note(&self, mia: AccountId, deck: i64) {
        let loan = self.site.shelf.borrow(mia).await.unwrap();
        loan.run(move |collection| {
            collection.connection().execute_batch(&format!(
                "insert into notes
                 select {NOTE}, 'guid', min(id), 1, -1, '', '{FRONT}' || x'1f', '{FRONT}', 0, 0, ''
                 from notetypes;
                 insert into cards values ({CARD}, {NOTE}, {deck}, 0, 1, -1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, '');"
            ))
        })
        .await
        .unwrap()
        .unwrap();
        loan.commit(OpId("a note".to_owned())).await.unwrap();
    }

    async fn put_media(&self, mia: AccountId) {
        let mut bundle = self.site.shelf.new_bundle(mia).unwrap();
        let content = bundle.add(&mut &b"canary bytes"[..]).unwrap();
        let edit = MediaEdit {
            name: MEDIA.to_owned(),
            content: Some(content),
        };
        let edited = self.site.shelf.edit_media(mia, Some(bundle), vec![edit]);
        edited.await.unwrap();
    }

    pub(crate) async fn run(&self, sql: &'static str, args: Vec<store::Value>) {
        let done = self
            .site
            .ground
            .db
            .write(async move |w| w.run(sql, args).await);
        let done: Result<u64, Fault> = done.await;
        done.unwrap();
    }

    /// A fresh session, with the password shown just now; for whoever the account may be.
    pub(crate) async fn cookie(&self, email: &str) -> String {
        let operator = Operator::at_the_terminal();
        let found = accounts::find(&self.site.ground, &operator, email).await;
        let id: AccountId = found.unwrap().id;
        let token = self.site.ground.chance.token();
        let hash: [u8; 32] = Sha256::digest(&token).into();
        self.run(
            "insert into sessions (token_hash, account_id, started_at, used_at, proven_at)
             values ($1, $2, $3, $3, $3)",
            args![hash, id, NOW],
        )
        .await;
        format!("__Host-sid={token}")
    }

    pub(crate) async fn ask(
        &self,
        cookie: &str,
        method: Method,
        path: &str,
        form: &str,
    ) -> (Answer, HeaderMap) {
        let headers = [
            ("sec-fetch-site", "same-origin".to_owned()),
            ("cookie", cookie.to_owned()),
            (
                "content-type",
                "application/x-www-form-urlencoded".to_owned(),
            ),
        ];
        let body = form.as_bytes().to_vec();
        let (status, headers, bytes) = self.send(method, path, &headers, body).await;
        let location = headers.get("location");
        let location = location.map(|value| value.to_str().unwrap().to_owned());
        let answer = Answer {
            status,
            location: location.unwrap_or_default(),
            text: String::from_utf8_lossy(&bytes).into_owned(),
        };
        (answer, headers)
    }

    /// From somewhere far, through a proxy that encrypts.
    pub(crate) async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, String)],
        body: Vec<u8>,
    ) -> (u16, HeaderMap, Vec<u8>) {
        let peer: SocketAddr = "127.0.0.1:4711".parse().unwrap();
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "fuda.test")
            .header("x-forwarded-proto", "https")
            .header("x-forwarded-for", "203.0.113.9");
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        let request = request.body(Body::from(body)).unwrap();
        let (head, body) = self.site.front.answer(peer, request).await.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        (head.status.as_u16(), head.headers, bytes.to_vec())
    }

    pub(crate) async fn count(&self, sql: &'static str) -> i64 {
        let row = self
            .site
            .ground
            .db
            .read(async move |r| r.row(sql, args![]).await);
        let row: Result<Option<store::Row>, Fault> = row.await;
        row.unwrap().unwrap().get(0).unwrap()
    }
}

/// The last number in an address before these words.
fn number_before(text: &str, words: &str) -> String {
    let (before, _) = text.split_once(words).unwrap();
    let (_, rest) = before.rsplit_once("/decks/").unwrap();
    rest.chars().take_while(char::is_ascii_digit).collect()
}
