//! The pages through the doorway, as browsers ask for them.

use std::net::SocketAddr;
use std::sync::Arc;

use accounts::{Added, NewPassword, Operator, Passwords, Registration};
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use doorway::Front;
use http_body_util::BodyExt as _;
use shelf::Shelf;
use store::{Chance, Clock, CrashPoints, DataFolder, Ground, Millis};
use texts::{Language, Texts};

use crate::{App, Calculations, Desks, Options, Promised, router};

mod films;
mod languages;
mod pages;
mod passes;
mod password;
mod session;

const MIA: &str = "mia@example.org";
const PASSWORD: &str = "three quiet herons";
const HOME_NETWORK: &str = "192.168.1.20:5000";
const FAR_AWAY: &str = "203.0.113.7:5000";

/// A site on a folder of its own, and the browser that visits it.
struct Visit {
    front: Front,
    ground: Ground,
    passwords: Passwords,
    peer: SocketAddr,
    cookie: Option<String>,
    _folder: tempfile::TempDir,
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    fn says(&self, sentence: &str) -> bool {
        self.text.contains(&sentence.replace('\'', "&#39;"))
    }
}

impl Visit {
    fn new(base_url: &str) -> Visit {
        Visit::with(
            base_url,
            &accounts::Options {
                registration: Registration::Open,
                ..accounts::Options::default()
            },
        )
    }

    fn with(base_url: &str, accounts: &accounts::Options) -> Visit {
        let folder = tempfile::tempdir().unwrap();
        let ground = Ground::open(
            DataFolder::open(folder.path()).unwrap(),
            Clock::fixed(Millis(1_773_316_800_000)),
            Chance::seeded(7),
            CrashPoints::off(),
        )
        .unwrap();
        let passwords = Passwords::start(accounts).unwrap();
        let shelf = Shelf::open(&ground, shelf::Options::default());
        let promised = Promised {
            options: Arc::new(Options {
                base_url: base_url.to_owned(),
                ..Options::default()
            }),
            privacy: privacy::Options::default(),
            register: privacy::Register::new(&[accounts::INVENTORY, shelf::INVENTORY], &[]),
            mail_host: String::new(),
            has_backups: false,
            successor: None,
        };
        let app = App {
            ground: ground.clone(),
            desks: Desks::new(&ground, &shelf),
            calculations: Calculations::new(&ground),
            passes: cardframe::Passes::new(&ground),
            shelf: shelf.clone(),
            passwords: passwords.clone(),
            policy: privacy::Policy::new(
                promised.draft(),
                &privacy::Options::default().announce_by,
            ),
            options: Arc::clone(&promised.options),
            copies: privacy::Copies::new(&ground, &shelf, &promised.register),
            promised: Arc::new(promised),
            checks: usage::Checks::new(&ground, &usage::Options::default()),
            notices: mail::Notices::default(),
            set_up: None,
        };
        let front = Front::new(&ground, router(app), &doorway::Options::default()).unwrap();
        let peer = HOME_NETWORK.parse().unwrap();
        Visit {
            front,
            ground,
            passwords,
            peer,
            cookie: None,
            _folder: folder,
        }
    }

    async fn account(&self) {
        let new = Added {
            email: MIA,
            password: NewPassword::Clear(PASSWORD),
            verified: true,
            language: Language::En,
        };
        let operator = Operator::at_the_terminal();
        accounts::add(&self.ground, &operator, &self.passwords, new)
            .await
            .unwrap();
    }

    async fn get(&mut self, path: &str) -> Answer {
        self.ask(Request::get(path).body(Body::empty()).unwrap())
            .await
    }

    async fn post(&mut self, path: &str, form: &str) -> Answer {
        let request = Request::post(path)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(form.to_owned()))
            .unwrap();
        self.ask(request).await
    }

    async fn log_in(&mut self) -> Answer {
        let form = format!("email={MIA}&password={}", PASSWORD.replace(' ', "+"));
        self.post("/account/login", &form).await
    }

    async fn ask(&mut self, mut request: Request<Body>) -> Answer {
        request
            .headers_mut()
            .insert("host", "fuda.test".parse().unwrap());
        if let Some(cookie) = &self.cookie {
            request
                .headers_mut()
                .insert("cookie", cookie.parse().unwrap());
        }
        let response = self.front.answer(self.peer, request).await;
        let (head, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some(set) = head.headers.get("set-cookie") {
            let (pair, _) = set.to_str().unwrap().split_once(';').unwrap();
            self.cookie = Some(pair.to_owned());
        }
        Answer {
            status: head.status,
            headers: head.headers,
            text,
        }
    }
}
