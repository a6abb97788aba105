//! What programs ask without a person, through the whole site. Anki's desktop program is answered,
//! counted, and leads to nobody; whoever watches the site hears when somebody should come.

#![cfg(test)]

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use accounts::{Added, NewPassword, Operator};
use axum::body::Body;
use axum::http::{Request, Response};
use http_body_util::BodyExt as _;
use prost::Message;
use server::{Config, Site};
use store::{Chance, Clock, CrashPoints, DataFolder, Ground, Millis};
use texts::Language;

const NOW: Millis = Millis(1_795_000_000_000);
const EMAIL: &str = "mia@example.org";
const PASSWORD: &str = "three quiet herons";
const MARKER: &str = "canary-of-a-version-check";

/// As the program sends it, with one field that nobody knows. (Field numbers: upstream
/// `proto/anki/ankiweb.proto`.)
#[derive(Clone, PartialEq, Message)]
struct Question {
    #[prost(uint32, tag = "1")]
    version: u32,
    #[prost(string, tag = "2")]
    build: String,
    #[prost(string, tag = "3")]
    os: String,
    #[prost(int64, tag = "4")]
    id: i64,
    #[prost(uint32, tag = "5")]
    last_message: u32,
    #[prost(string, tag = "99")]
    unknown: String,
}

#[derive(Clone, PartialEq, Message)]
struct Answer {
    #[prost(string, optional, tag = "1")]
    newer: Option<String>,
    #[prost(int64, tag = "2")]
    now: i64,
    #[prost(string, optional, tag = "3")]
    message: Option<String>,
    #[prost(uint32, tag = "4")]
    last_message: u32,
}

struct Running {
    folder: tempfile::TempDir,
    site: Site,
}

impl Running {
    fn half_a_minute_later(&self) {
        let half = std::time::Duration::from_secs(30);
        self.site.ground.clock.advance(half);
    }

    fn start() -> Running {
        Running::with(|_, _| {})
    }

    fn with(change: impl FnOnce(&mut Config, &Path)) -> Running {
        let folder = tempfile::tempdir().unwrap();
        let data = DataFolder::open(&folder.path().join("data"));
        let data = data.unwrap().lease().unwrap();
        let ground = Ground::open(
            data,
            Clock::fixed(NOW),
            Chance::system(),
            CrashPoints::off(),
        )
        .unwrap();
        let program = PathBuf::from(env!("CARGO_BIN_EXE_fuda"));
        let mut config = Config::default();
        config.usage.newest_version = "26.09.3".to_owned();
        config.usage.message = "Hello.".to_owned();
        config.server.free_bytes_min = 0;
        change(&mut config, folder.path());
        let site = Site::build(&ground, &config, program).unwrap();
        Running { folder, site }
    }

    async fn send(&self, request: Request<Body>) -> (u16, Response<Vec<u8>>) {
        let peer: SocketAddr = "127.0.0.1:4711".parse().unwrap();
        let (parts, body) = self.site.front.answer(peer, request).await.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes().to_vec();
        (parts.status.as_u16(), Response::from_parts(parts, bytes))
    }

    /// Logs Mia in and returns her cookie.
    async fn cookie(&self) -> String {
        let new = Added {
            email: EMAIL,
            password: NewPassword::Clear(PASSWORD),
            verified: true,
            language: Language::En,
        };
        let operator = Operator::at_the_terminal();
        accounts::add(&self.site.ground, &operator, &self.site.passwords, new)
            .await
            .unwrap();
        let form = "email=mia%40example.org&password=three+quiet+herons";
        let request = Request::post("/account/login")
            .header("host", "127.0.0.1:8080")
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(form))
            .unwrap();
        let (status, answer) = self.send(request).await;
        assert_eq!(status, 303);
        let set = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
        set.split(';').next().unwrap().to_owned()
    }

    async fn ask(&self, path: &str) -> (u16, String) {
        let request = Request::get(path).body(Body::empty()).unwrap();
        let (status, answer) = self.send(request).await;
        (status, String::from_utf8(answer.into_body()).unwrap())
    }

    async fn remember(&self, name: &'static str, fact: String) {
        let sql = "insert into site (name, value) values ($1, $2)
                   on conflict (name) do update set value = excluded.value";
        let db = &self.site.ground.db;
        let written = db.write(async move |w| w.run(sql, store::args![name, fact]).await);
        let _rows: u64 = written.await.map_err(|fault: store::Fault| fault).unwrap();
    }

    fn log(&self) -> Vec<serde_json::Value> {
        let logs = fs::read_dir(self.folder.path().join("data/logs")).unwrap();
        let files = logs.map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap());
        let text: String = files.collect();
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    fn files_with(&self, marker: &str) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut folders = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if holds(&path, marker) {
                    found.push(path);
                }
            }
        }
        found
    }
}

fn holds(path: &Path, marker: &str) -> bool {
    let bytes = fs::read(path).unwrap();
    let mut windows = bytes.windows(marker.len());
    windows.any(|part| part == marker.as_bytes())
}

fn question(id: i64) -> Vec<u8> {
    let question = Question {
        version: 250_902,
        build: format!("{MARKER}-build"),
        os: "lin:debian:12".to_owned(),
        id,
        last_message: 0,
        unknown: format!("{MARKER}-unknown"),
    };
    question.encode_to_vec()
}

#[tokio::test]
async fn pr_20_pr_21_a_program_is_answered_and_what_it_need_not_say_is_nowhere() {
    let running = Running::start();

    let request = Request::post("/svc/desktop/check-for-update")
        .body(Body::from(question(4711)))
        .unwrap();
    let (status, answer) = running.send(request).await;

    assert_eq!(status, 200);
    let answer = Answer::decode(answer.body().as_slice()).unwrap();
    assert_eq!(answer.newer.as_deref(), Some("26.09.3"));
    assert_eq!(answer.now, NOW.secs());
    assert_eq!(answer.message.as_deref(), Some("Hello."));
    assert!(answer.last_message > 0);
    assert!(running.files_with(MARKER).is_empty());
}

#[tokio::test]
async fn pr_19_the_cookie_of_a_member_is_not_looked_at() {
    let running = Running::start();
    let cookie = running.cookie().await;
    let before = running.log().len();

    for (path, body) in [
        ("/svc/desktop/check-for-update", question(1)),
        ("/svc/desktop/check-for-update", b"\xff\xff".to_vec()),
        ("/svc/desktop/addon-info", vec![]),
        ("/update/desktop", b"ver=2.1.66+(abc)&os=lin&id=1".to_vec()),
    ] {
        let request = Request::post(path)
            .header("cookie", &cookie)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap();
        running.send(request).await;
    }

    let lines = running.log().split_off(before);
    let seen: Vec<(u64, bool)> = lines
        .iter()
        .map(|line| (line["status"].as_u64().unwrap(), line["account"].is_null()))
        .collect();
    assert_eq!(seen, [(200, true), (400, true), (200, true), (200, true)]);
}

#[tokio::test]
async fn pr_20_programs_of_old_find_every_key_they_expect() {
    let running = Running::start();

    let request = Request::post("/update/desktop")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(
            "ver=2.1.66+%2870506aeb%29&os=win%3A10&id=7&lm=0&crt=1600000000&proto=1",
        ))
        .unwrap();
    let (status, answer) = running.send(request).await;
    let answer: serde_json::Value = serde_json::from_slice(answer.body()).unwrap();
    let add_ons = Request::get("/shared/updates/1,2?v=3")
        .body(Body::empty())
        .unwrap();
    let (add_on_status, add_ons) = running.send(add_ons).await;

    assert_eq!(status, 200);
    assert_eq!(answer["msg"], "Hello.");
    assert!(answer["msgId"].as_u64().unwrap() > 0);
    assert_eq!(answer["ver"], "26.09.3");
    assert_eq!(answer["time"], NOW.secs());
    assert_eq!(
        (add_on_status, add_ons.body().as_slice()),
        (200, &b"[]"[..])
    );
}

#[tokio::test]
async fn pr_22_the_page_of_counts_shows_groups_and_no_single_installation() {
    let mut running = Running::start();
    for id in 0..11 {
        let request = Request::post("/svc/desktop/check-for-update")
            .body(Body::from(question(id)))
            .unwrap();
        running.send(request).await;
    }
    running.site.worker.run_due().await.unwrap();

    let (status, page) = running.ask("/in-use").await;

    assert_eq!(status, 200);
    assert!(
        page.contains("<th scope=\"row\">Anki 25.09.2</th>"),
        "{page}"
    );
    assert!(
        page.contains("<td class=\"in-use-count\">11</td>"),
        "{page}"
    );
}

#[tokio::test]
async fn pr_58c_a_missed_backup_is_an_alarm_while_the_site_serves_on() {
    let running = Running::with(|config, place| {
        config.backup.folder = place.join("backups").display().to_string();
    });
    let day = 86_400_000;
    let made = |at: i64| {
        let next = at + day;
        format!(
            r#"{{"at":{at},"next_at":{next},"took_ms":1,"accounts":1,"written":1,"troubles":[]}}"#
        )
    };

    running.remember("backup.made", made(NOW.0)).await;
    let well = running.ask("/health/alarms").await;
    running.remember("backup.made", made(NOW.0 - 3 * day)).await;
    let too_soon = running.ask("/health/alarms").await;
    running.half_a_minute_later();
    let missed = running.ask("/health/alarms").await;

    assert_eq!(well, (200, String::new()));
    // Anybody may ask: within half a minute nobody looks again.
    assert_eq!(too_soon, well);
    assert_eq!(missed, (503, "backups-missed".to_owned()));
    assert_eq!(running.ask("/health").await.0, 200);
}

#[tokio::test]
async fn pr_18_logs_that_nobody_shortens_are_an_alarm() {
    let running = Running::start();
    running.ask("/").await;
    assert_eq!(running.ask("/health/alarms").await, (200, String::new()));

    let days = std::time::Duration::from_hours(9 * 24);
    running.site.ground.clock.advance(days);
    let overdue = running.ask("/health/alarms").await;
    running.site.ground.logs.expire().unwrap();
    running.half_a_minute_later();

    assert_eq!(overdue, (503, "logs-overdue".to_owned()));
    assert_eq!(running.ask("/health/alarms").await.0, 200);
}

#[tokio::test]
async fn the_site_answers_by_its_public_name_and_this_machine_by_any() {
    let running = Running::with(|config, _| {
        config.web.base_url = "https://anki.example.org".to_owned();
    });
    let status = async |host: &str, path: &str| {
        let request = Request::get(path).header("host", host);
        let request = request.body(Body::empty()).unwrap();
        running.send(request).await.0
    };

    assert_eq!(status("anki.example.org", "/about").await, 200);
    assert_eq!(status("localhost:8080", "/about").await, 200);
    assert_eq!(status("evil.example", "/about").await, 421);
    assert_eq!(status("evil.example", "/health").await, 200);
    // Apps are answered by their door: a GET is not their way of asking.
    assert_eq!(status("anki.example.org:443", "/sync/meta").await, 405);
    assert_eq!(status("evil.example", "/sync/meta").await, 421);
}
