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
mod passes;

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

#[tokio::test]
async fn pr_08_behind_https_the_cookie_is_bound_to_the_host_and_never_travels_in_the_clear() {
    let mut browser = Visit::new("https://fuda.test");
    browser.account().await;

    let answer = browser.log_in().await;

    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    assert_eq!(answer.header("location"), "/account/connect");
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-sid="), "{cookie}");
    for attribute in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
        assert!(cookie.contains(attribute), "{cookie}");
    }
}

#[tokio::test]
async fn pr_10_the_old_cookie_is_refused_after_logging_out() {
    let mut browser = Visit::new("https://fuda.test");
    browser.account().await;
    browser.log_in().await;
    let old = browser.cookie.clone();

    let out = browser.post("/account/logout", "").await;
    browser.cookie = old;
    let again = browser.get("/account").await;

    assert!(out.header("set-cookie").contains("Max-Age=0"));
    assert!(out.header("clear-site-data").contains("\"cookies\""));
    assert_eq!(out.header("location"), "/?said=logged-out");
    assert_eq!(again.header("location"), "/account/login?next=/account");
}

#[tokio::test]
async fn in_the_clear_and_from_afar_nobody_logs_in() {
    let mut browser = Visit::new("http://fuda.test");
    browser.account().await;
    browser.peer = FAR_AWAY.parse().unwrap();

    let refused = browser.log_in().await;
    let read = browser.get("/account/privacy").await;
    browser.peer = HOME_NETWORK.parse().unwrap();
    let at_home = browser.log_in().await;

    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.says(&Texts::default().refused_plain_http()));
    assert_eq!(read.status, StatusCode::OK);
    assert!(read.says(&Texts::default().plain_http_banner()));
    assert_eq!(at_home.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn pr_09_a_form_that_does_not_say_where_it_comes_from_is_refused() {
    let mut browser = Visit::new("https://fuda.test");
    browser.account().await;
    browser.log_in().await;

    let request = Request::post("/account/logout")
        .body(Body::empty())
        .unwrap();
    let answer = browser.ask(request).await;

    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.says(&Texts::default().refused_forged()));
    assert_eq!(browser.get("/account").await.status, StatusCode::OK);
}

#[tokio::test]
async fn pr_05_every_page_of_a_member_sends_strangers_to_the_log_in() {
    let mut browser = Visit::new("https://fuda.test");

    for path in [
        "/account",
        "/account/connect",
        "/decks",
        "/decks/1/options",
        "/study",
    ] {
        let answer = browser.get(path).await;
        assert_eq!(
            answer.header("location"),
            format!("/account/login?next={path}")
        );
    }
    for path in [
        "/account/password",
        "/account/devices/1/revocation",
        "/decks/1/removal",
        "/study/undo",
    ] {
        let answer = browser.post(path, "").await;
        assert_eq!(
            answer.header("location"),
            "/account/login?said=log-in-again",
            "{path}"
        );
    }
}

#[tokio::test]
async fn pr_00a_the_links_of_the_frame_lead_to_pages_without_a_cookie() {
    let mut browser = Visit::new("https://fuda.test");
    let home = browser.get("/").await;
    let links: Vec<String> = home
        .text
        .split("href=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .filter(|link| link.starts_with('/'))
        .collect();

    assert!(links.len() >= 10, "{links:?}");
    for link in links {
        let answer = browser.get(&link).await;
        assert_eq!(answer.status, StatusCode::OK, "{link}");
        assert_eq!(answer.header("set-cookie"), "", "{link}");
    }
}

#[tokio::test]
async fn pr_58c_the_status_page_says_how_backups_stand() {
    let t = Texts::default();
    let mut browser = Visit::new("https://fuda.test");
    assert!(browser.get("/status").await.says(&t.status_backups_none()));
    let ground = browser.ground.clone();
    let remember = async |fact: String| {
        let sql = "insert into site (name, value) values ('backup.made', $1)
                   on conflict (name) do update set value = excluded.value";
        let written = ground
            .db
            .write(async move |w| w.run(sql, store::args![fact]).await);
        let _written: u64 = written.await.map_err(|fault: store::Fault| fault).unwrap();
    };
    let now = browser.ground.clock.now().0;
    let made = |at: i64| {
        let next = at + 86_400_000;
        format!(
            r#"{{"at":{at},"next_at":{next},"took_ms":1,"accounts":1,"written":1,"troubles":[]}}"#
        )
    };

    remember(made(now)).await;
    let well = browser.get("/status").await;
    remember(made(now - 3 * 86_400_000)).await;
    let missed = browser.get("/status").await;

    assert!(well.text.contains("notice-good") && well.says(&t.status_rehearsal_never()));
    assert!(missed.text.contains("notice-bad"), "{}", missed.text);
}

#[tokio::test]
async fn what_lies_nowhere_or_cannot_be_done_has_a_page_of_its_own() {
    let t = Texts::default();
    let mut browser = Visit::new("https://fuda.test");

    let nowhere = browser.get("/shared/nothing").await;
    let wrong = browser.post("/about", "").await;
    let large = browser
        .post("/account/login", &format!("email={}", "x".repeat(40_000)))
        .await;
    let request = Request::post("/account/login")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "text/plain")
        .body(Body::from("hello"))
        .unwrap();
    let unreadable = browser.ask(request).await;

    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    assert!(nowhere.says(&t.not_found()));
    assert_eq!(wrong.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(wrong.says(&t.wrong_method()));
    assert!(wrong.header("allow").contains("GET"), "{:?}", wrong.headers);
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(large.says(&t.too_large()));
    assert_eq!(unreadable.status, StatusCode::BAD_REQUEST);
    assert!(unreadable.says(&t.refused_form_unreadable()));
}

#[tokio::test]
async fn pr_62_a_password_of_1024_bytes_is_taken_and_a_longer_one_gets_a_sentence() {
    let mut browser = Visit::new("https://fuda.test");
    let digits: String = (0..)
        .flat_map(|n: u32| n.to_string().into_bytes())
        .map(char::from)
        .take(1_022)
        .collect();
    let long = format!("{digits}%C3%BC");

    let taken = browser
        .post("/account/signup", &format!("email={MIA}&password={long}"))
        .await;
    let refused = browser
        .post("/account/signup", &format!("email={MIA}&password={long}x"))
        .await;

    assert_eq!(taken.status, StatusCode::OK);
    assert!(taken.says(&Texts::default().sign_up_sent_title()));
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.says(&Texts::default().refused_password_long(1_024)));
    assert!(refused.says(MIA), "the address stays in its field");
}

#[tokio::test]
async fn pr_61_after_too_many_failures_the_answer_says_when_to_come_back() {
    let options = accounts::Options {
        limits: accounts::Limits {
            sign_in_address: accounts::Rate {
                burst: 2,
                refill_seconds: 90,
            },
            ..accounts::Limits::default()
        },
        ..accounts::Options::default()
    };
    let mut browser = Visit::with("https://fuda.test", &options);
    let mut answers = Vec::new();

    for _ in 0..4 {
        answers.push(
            browser
                .post("/account/login", &format!("email={MIA}&password=x"))
                .await,
        );
    }

    let last = answers.last().unwrap();
    assert_eq!(answers[0].status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(last.header("retry-after").parse::<u64>().unwrap() >= 1);
    assert!(
        last.says("There were too many failed tries. Wait"),
        "{}",
        last.text
    );
}

#[tokio::test]
async fn when_something_breaks_the_page_says_so_and_names_the_number_in_the_log() {
    let mut browser = Visit::new("https://fuda.test");
    browser.account().await;
    browser.log_in().await;
    browser
        .ground
        .db
        .write(async |tx| {
            tx.run("drop table sessions", store::args![]).await?;
            Ok::<(), store::Fault>(())
        })
        .await
        .unwrap();

    let answer = browser.get("/account").await;

    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(answer.says(&Texts::default().broken()));
    assert!(
        answer.says(answer.header("x-request-id")),
        "{}",
        answer.text
    );
    assert!(!answer.says("sessions"), "what broke stays in the log");
}

#[tokio::test]
async fn pr_12_foreign_cookies_change_nothing() {
    let mut browser = Visit::new("https://fuda.test");
    let without = browser.get("/about").await;

    browser.cookie = Some("_ga=GA1.2.marker; __utma=1".to_owned());
    let with = browser.get("/about").await;

    assert_eq!(with.text, without.text);
    assert_eq!(with.header("set-cookie"), "");
}

#[tokio::test]
async fn pages_are_private_and_hashed_files_are_not() {
    let mut browser = Visit::new("https://fuda.test");
    let home = browser.get("/").await;
    let style = home.text.split("href=\"/static/site-").nth(1).unwrap();
    let style = format!("/static/site-{}", style.split('"').next().unwrap());

    let file = browser.get(&style).await;
    let foreign = browser.get("/static/..%2fsite.rs").await;

    assert_eq!(home.header("cache-control"), "private, no-store");
    assert_eq!(file.status, StatusCode::OK);
    assert_eq!(file.header("content-type"), "text/css; charset=utf-8");
    assert_eq!(
        file.header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn pr_14_no_page_with_a_token_in_its_address_becomes_a_referrer() {
    let mut browser = Visit::new("https://fuda.test");

    for path in [
        "/account/signup?invitation=abc",
        "/account/verify-email?token=abc",
        "/account/new-password?token=abc",
    ] {
        assert_eq!(
            browser.get(path).await.header("referrer-policy"),
            "no-referrer",
            "{path}"
        );
    }
}

#[tokio::test]
async fn head_is_answered_like_get() {
    let mut browser = Visit::new("https://fuda.test");

    let request = Request::builder()
        .method(Method::HEAD)
        .uri("/about")
        .body(Body::empty());
    let answer = browser.ask(request.unwrap()).await;

    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.text, "");
}

#[tokio::test]
async fn pr_61_what_matters_asks_for_the_password_again_after_a_quarter_of_an_hour() {
    let mut visit = Visit::new("http://127.0.0.1:8080");
    visit.account().await;
    visit.log_in().await;
    for page in [
        "/account/email",
        "/account/second-factor",
        "/account/device-passwords",
    ] {
        assert_eq!(visit.get(page).await.status, StatusCode::OK, "{page}");
    }
    visit
        .ground
        .clock
        .advance(std::time::Duration::from_mins(15));

    for (path, next) in [
        ("/account/email", "/account/email"),
        ("/account/second-factor/removal", "/account/second-factor"),
        (
            "/account/second-factor/recovery-codes",
            "/account/second-factor",
        ),
        ("/account/device-passwords", "/account/device-passwords"),
        ("/account/remove-account", "/account/remove-account"),
    ] {
        let answer = visit.post(path, "email=eve@example.org&name=x").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
        assert_eq!(
            answer.header("location"),
            format!("/account/proof?next={next}&said=password-again")
        );
    }
    let wrong = visit.post("/account/proof", "password=wrong").await;
    assert!(wrong.says("This is not your current password."));
    let before = visit.cookie.clone();
    let form = format!(
        "password={}&next=/account/email",
        PASSWORD.replace(' ', "+")
    );

    let answer = visit.post("/account/proof", &form).await;

    assert_eq!(answer.header("location"), "/account/email");
    assert_ne!(visit.cookie, before, "the session has another token");
    assert_eq!(visit.get("/account/email").await.status, StatusCode::OK);
}

#[tokio::test]
async fn pr_61_the_meter_answers_our_own_pages_and_not_too_often() {
    let mut visit = Visit::new("http://127.0.0.1:8080");
    let form = "email=mia@example.org&password=11/19/1984";
    let answer = visit.post("/account/password-strength", form).await;
    assert!(
        answer.says(r#"{"number":1,"words":"Easy to guess"}"#),
        "{}",
        answer.text
    );
    for _ in 0..120 {
        visit.post("/account/password-strength", "password=a").await;
    }

    let answer = visit.post("/account/password-strength", form).await;

    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
}
