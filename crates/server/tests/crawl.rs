//! Everything there is at any address, asked for by everybody who may not have it (PR-05). The addresses
//! come from the router itself: a new one is taken for a member's own unless it is declared public here,
//! and one with a new kind of number fails until this file knows what stands there.

#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::path::PathBuf;

use accounts::{AccountId, Added, Credentials, NewPassword, Operator};
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request};
use http_body_util::BodyExt as _;
use server::{Config, Site};
use sha2::{Digest as _, Sha256};
use store::{Chance, Clock, CrashPoints, DataFolder, Fault, Ground, Millis, args};
use texts::Language;

const NOW: Millis = Millis(1_795_000_000_000);
const PASSWORD: &str = "three quiet herons";
const MIA: &str = "mia.canary@example.org";
const BEN: &str = "ben@example.org";
const DAN: &str = "dan.disabled@example.org";
const UMA: &str = "uma.unverified@example.org";
/// What only Mia may read.
const CANARIES: [&str; 3] = ["mia.canary", "Canary deck", "Canary phone"];
/// No deck, device, passkey … of anybody.
const MISSING: &str = "4611686018427387000";

/// Addresses that answer everybody. All others are for members.
const PUBLIC: &[&str] = &[
    "/",
    "/.well-known/change-password",
    "/about",
    "/account/address-check",
    "/account/email/confirmation",
    "/account/email/return",
    "/account/keeping",
    "/account/language",
    "/account/login",
    "/account/login/code",
    "/account/login/passkey",
    "/account/logout",
    "/account/new-password",
    "/account/password-strength",
    "/account/privacy",
    "/account/privacy/history",
    "/account/privacy/register",
    "/account/register",
    "/account/remove-account",
    "/account/resetpw",
    "/account/second-factor/return",
    "/account/signup",
    "/account/terms",
    "/account/verify-email",
    "/apps",
    "/cardframe/files/{*path}",
    "/cardframe/shell/{reach}/{version}",
    "/health",
    "/health/alarms",
    "/in-use",
    "/letters/notices",
    "/m/{pass}/{name}",
    "/msync/{method}",
    "/shared/updates/{add_ons}",
    "/static/{name}",
    "/status",
    "/statistics",
    "/support",
    "/svc/desktop/addon-info",
    "/svc/desktop/check-for-update",
    "/sync/{method}",
    "/update/desktop",
];

/// Answers here may be kept by caches: the same for everybody (PR-35). Media of cards lie under a secret
/// address and are kept by the browser alone.
const CACHEABLE: &[&str] = &[
    "/cardframe/files/{*path}",
    "/cardframe/shell/{reach}/{version}",
    "/static/{name}",
];

struct Crowd {
    site: Site,
    /// What stands in an address, by the name it has there: Mia's own.
    mias: BTreeMap<&'static str, String>,
    _folder: tempfile::TempDir,
}

#[derive(Debug, PartialEq, Eq)]
struct Answer {
    status: u16,
    location: String,
    text: String,
}

impl Answer {
    /// What is asked for is written back in some addresses and sentences.
    fn without(self, number: &str) -> Answer {
        Answer {
            location: self.location.replace(number, "NUMBER"),
            text: self.text.replace(number, "NUMBER"),
            ..self
        }
    }
}

impl Crowd {
    async fn gather() -> Crowd {
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
    async fn furnish(&mut self) {
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
        accounts::make_device_password(ground, &proven, "Canary phone")
            .await
            .unwrap();
        let device = accounts::devices(ground, &who).await.unwrap()[0].id.0;
        let password = accounts::device_passwords(ground, &who).await.unwrap()[0]
            .id
            .0;
        let passkey = 4_242_424_242_i64;
        let id = who.account.id;
        self.run(
            "insert into passkeys (id, account_id, credential_id, public_key, sign_count, name, made_at)
             values ($1, $2, $3, $3, 0, 'Canary phone', 0)",
            args![passkey, id, vec![1_u8, 2, 3]],
        )
        .await;
        let cookie = self.cookie(MIA).await;
        let made = self.ask(&cookie, Method::POST, "/decks", "name=Canary+deck");
        assert_eq!(made.await.0.status, 303);
        let decks = self.ask(&cookie, Method::GET, "/decks", "").await.0.text;
        assert!(decks.contains("Canary deck"), "{decks}");
        let deck = number_before(&decks, "Canary deck");
        for (name, number) in [
            ("device", device.to_string()),
            ("password", password.to_string()),
            ("passkey", passkey.to_string()),
            ("deck", deck.clone()),
            // A card and a note of Mia would lie in her own file, which no other session opens.
            ("card", deck.clone()),
            ("note", deck),
        ] {
            self.mias.insert(name, number);
        }
    }

    async fn run(&self, sql: &'static str, args: Vec<store::Value>) {
        let done = self
            .site
            .ground
            .db
            .write(async move |w| w.run(sql, args).await);
        let done: Result<u64, Fault> = done.await;
        done.unwrap();
    }

    /// A fresh session, with the password shown just now; for whoever the account may be.
    async fn cookie(&self, email: &str) -> String {
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

    async fn ask(
        &self,
        cookie: &str,
        method: Method,
        path: &str,
        form: &str,
    ) -> (Answer, HeaderMap) {
        let peer: SocketAddr = "127.0.0.1:4711".parse().unwrap();
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "fuda.test")
            .header("x-forwarded-proto", "https")
            .header("x-forwarded-for", "203.0.113.9")
            .header("sec-fetch-site", "same-origin")
            .header("cookie", cookie)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(form.to_owned()))
            .unwrap();
        let (head, body) = self.site.front.answer(peer, request).await.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let location = head.headers.get("location");
        let location = location.map(|value| value.to_str().unwrap().to_owned());
        let answer = Answer {
            status: head.status.as_u16(),
            location: location.unwrap_or_default(),
            text: String::from_utf8_lossy(&bytes).into_owned(),
        };
        (answer, head.headers)
    }

    /// All addresses, from the router itself.
    fn routes(&self) -> BTreeSet<String> {
        let printed = format!("{:?}", self.site.front);
        printed
            .split("RouteId(")
            .filter_map(|piece| piece.split_once("): \"/"))
            .filter(|(number, _)| number.bytes().all(|byte| byte.is_ascii_digit()))
            .map(|(_, rest)| format!("/{}", rest.split('"').next().unwrap()))
            .filter(|path| !path.contains("__private__"))
            .collect()
    }

    /// The address with Mia's numbers in it, and with numbers of nobody.
    fn filled(&self, route: &str) -> [String; 2] {
        let mut filled = [route.to_owned(), route.to_owned()];
        while let Some((before, rest)) = filled[0].split_once('{') {
            let (name, _) = rest.split_once('}').unwrap();
            let (place, before) = (format!("{{{name}}}"), before.len());
            assert!(before > 0);
            let [mias, missing] = match name {
                "method" => ["meta".to_owned(), "meta".to_owned()],
                "*path" | "name" | "pass" | "token" | "reach" | "version" | "add_ons" => {
                    [MISSING.to_owned(), MISSING.to_owned()]
                }
                name => {
                    let own = self.mias.get(name);
                    let own = own.unwrap_or_else(|| panic!("{route}: what is {name}?"));
                    [own.clone(), MISSING.to_owned()]
                }
            };
            filled = [
                filled[0].replace(&place, &mias),
                filled[1].replace(&place, &missing),
            ];
        }
        filled
    }

    async fn count(&self, sql: &'static str) -> i64 {
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

#[tokio::test]
async fn pr_05_nobody_else_learns_from_any_address_whether_something_of_mine_is_there() {
    let crowd = Crowd::gather().await;
    let routes = crowd.routes();
    assert!(routes.len() > 80, "{routes:?}");
    let mut with_numbers = 0;

    for route in &routes {
        let [mias, missing] = crowd.filled(route);
        for method in [Method::GET, Method::POST] {
            let cookie = crowd.cookie(BEN).await;
            let (about_mias, _) = crowd.ask(&cookie, method.clone(), &mias, "name=x").await;
            for canary in CANARIES {
                assert!(!about_mias.text.contains(canary), "{method} {route}");
            }
            if mias == missing {
                continue;
            }
            with_numbers += 1;
            let cookie = crowd.cookie(BEN).await;
            let (about_none, _) = crowd.ask(&cookie, method.clone(), &missing, "name=x").await;
            let number = mias.split('/').rfind(|part| part.parse::<i64>().is_ok());
            assert_eq!(
                about_mias.without(number.unwrap()),
                about_none.without(MISSING),
                "{method} {route}"
            );
        }
    }

    assert!(with_numbers > 40, "{with_numbers}");
    for sql in [
        "select count(*) from devices",
        "select count(*) from device_passwords where name = 'Canary phone'",
        "select count(*) from passkeys",
    ] {
        assert_eq!(crowd.count(sql).await, 1, "{sql}");
    }
    let cookie = crowd.cookie(MIA).await;
    let decks = crowd.ask(&cookie, Method::GET, "/decks", "").await.0;
    assert!(decks.text.contains("Canary deck"));
}

#[tokio::test]
async fn pr_05_what_is_not_public_is_shut_for_strangers_the_unverified_and_the_disabled() {
    let crowd = Crowd::gather().await;
    let operator = Operator::at_the_terminal();
    let dan = accounts::find(&crowd.site.ground, &operator, DAN)
        .await
        .unwrap();
    accounts::disable(&crowd.site.ground, &operator, dan.id)
        .await
        .unwrap();
    let uma = Credentials {
        email: UMA,
        password: PASSWORD,
    };
    let from = std::net::IpAddr::from([192, 0, 2, 9]).into();
    let (ground, passwords) = (&crowd.site.ground, &crowd.site.passwords);
    assert!(
        accounts::sign_in(ground, passwords, uma, from)
            .await
            .is_err()
    );
    let unverified = crowd.cookie(UMA).await;
    let disabled = crowd.cookie(DAN).await;

    let mut open = BTreeSet::new();
    for route in crowd.routes() {
        let [mias, _] = crowd.filled(&route);
        for cookie in ["", disabled.as_str(), unverified.as_str()] {
            for method in [Method::GET, Method::POST] {
                let (answer, _) = crowd.ask(cookie, method.clone(), &mias, "").await;
                for canary in CANARIES {
                    assert!(!answer.text.contains(canary), "{method} {route}");
                }
                if PUBLIC.contains(&route.as_str()) || answer.status == 405 {
                    continue;
                }
                let is_sent_away =
                    answer.status == 303 && answer.location.starts_with("/account/login?");
                if !is_sent_away && !matches!(answer.status, 401 | 404) {
                    open.insert(format!("{method} {route}: {}", answer.status));
                }
            }
        }
    }

    assert!(open.is_empty(), "are these public? {open:#?}");
}

#[tokio::test]
async fn pr_35_every_answer_has_its_headers_and_only_what_is_the_same_for_all_may_be_cached() {
    let crowd = Crowd::gather().await;
    let mia = crowd.cookie(MIA).await;

    for route in crowd.routes() {
        for path in crowd.filled(&route) {
            for (method, cookie) in [
                (Method::GET, ""),
                (Method::GET, mia.as_str()),
                (Method::POST, ""),
                (Method::PUT, ""),
            ] {
                let (answer, headers) = crowd.ask(cookie, method.clone(), &path, "").await;
                let says = |name: &str| {
                    let value = headers.get(name).and_then(|value| value.to_str().ok());
                    value.unwrap_or_default().to_owned()
                };
                let at = format!("{method} {path} ({})", answer.status);
                assert!(
                    says("content-security-policy").contains("default-src"),
                    "{at}"
                );
                assert_eq!(says("x-content-type-options"), "nosniff", "{at}");
                assert_ne!(says("referrer-policy"), "", "{at}");
                assert!(
                    says("strict-transport-security").contains("max-age=6"),
                    "{at}"
                );
                assert_eq!(says("access-control-allow-credentials"), "", "{at}");
                if !answer.text.is_empty() && answer.status != 303 {
                    assert_ne!(says("content-type"), "", "{at}");
                }
                let cache = says("cache-control");
                if !CACHEABLE.contains(&route.as_str()) {
                    assert!(cache.contains("private"), "{at}: {cache}");
                }
                for cookie in headers.get_all("set-cookie") {
                    let cookie = cookie.to_str().unwrap();
                    assert!(cookie.starts_with("__Host-"), "{at}: {cookie}");
                    assert!(!cache.contains("public"), "{at}");
                }
            }
        }
    }
}
