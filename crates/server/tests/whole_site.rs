//! The whole site in one process, wired as `fuda serve` wires it: a person signs up, an app syncs, and
//! no secret of either is found anywhere it does not belong.

#![cfg(test)]

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use axum::body::Body;
use axum::http::{HeaderMap, Request};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use server::{Config, Site};
use store::{Chance, Clock, CrashPoints, DataFolder, Ground, Millis};

const NOW: Millis = Millis(1_795_000_000_000);
const EMAIL: &str = "mia.canary@example.org";
const PASSWORD: &str = "canary-7f3a-frogs in a pond";

struct Running {
    folder: tempfile::TempDir,
    site: Site,
}

struct Answer {
    status: u16,
    headers: HeaderMap,
    bytes: Vec<u8>,
}

impl Running {
    fn start() -> Running {
        Running::with(&Config::default())
    }

    fn with(config: &Config) -> Running {
        let folder = tempfile::tempdir().unwrap();
        let data = DataFolder::open(folder.path()).unwrap().lease().unwrap();
        let clock = Clock::fixed(NOW);
        let ground = Ground::open(data, clock, Chance::system(), CrashPoints::off()).unwrap();
        let program = PathBuf::from(env!("CARGO_BIN_EXE_fuda"));
        let site = Site::build(&ground, config, program).unwrap();
        Running { folder, site }
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let peer: SocketAddr = "127.0.0.1:4711".parse().unwrap();
        let (parts, body) = self.site.front.answer(peer, request).await.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes().to_vec();
        Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            bytes,
        }
    }

    async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        self.post_as("", path, form).await
    }

    async fn get_as(&self, cookie: &str, path: &str) -> Answer {
        let request = Request::get(path).header("cookie", cookie);
        self.send(request.body(Body::empty()).unwrap()).await
    }

    async fn post_as(&self, cookie: &str, path: &str, form: &[(&str, &str)]) -> Answer {
        let encode = |text: &str| {
            let bytes: Vec<String> = text.bytes().map(|byte| format!("%{byte:02x}")).collect();
            bytes.concat()
        };
        let pairs: Vec<String> = form
            .iter()
            .map(|(name, value)| format!("{name}={}", encode(value)))
            .collect();
        let request = Request::post(path)
            .header("host", "127.0.0.1:8080")
            .header("cookie", cookie)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(pairs.join("&")))
            .unwrap();
        self.send(request).await
    }

    async fn call(&self, method: &str, key: &str, body: Value) -> Answer {
        let header = json!({"v": 11, "k": key, "c": "26.09.3,29bb700b,linux", "s": "aBc123"});
        let packed = zstd::encode_all(body.to_string().as_bytes(), 3).unwrap();
        let request = Request::post(format!("/sync/{method}"))
            .header("anki-sync", header.to_string())
            .body(Body::from(packed))
            .unwrap();
        self.send(request).await
    }

    async fn login(&self) -> Answer {
        self.call("hostKey", "", json!({"u": EMAIL, "p": PASSWORD}))
            .await
    }

    /// Signs up with the link that the first start prints.
    async fn sign_up(&self) {
        let invitation = accounts::first_run_invitation(&self.site.ground, &self.site.passwords)
            .await
            .unwrap()
            .unwrap();
        let form = [
            ("email", EMAIL),
            ("password", PASSWORD),
            ("invitation", &*invitation),
        ];
        let answer = self.post("/account/signup", &form).await;
        assert!(answer.status < 400, "{}", answer.status);
    }

    /// Lets the background work, and reads the token in the only letter.
    async fn token_in_letter(&mut self) -> String {
        self.site.worker.run_due().await.unwrap();
        let outbox = self.folder.path().join("outbox");
        let letter = fs::read_dir(outbox)
            .unwrap()
            .next()
            .unwrap()
            .unwrap()
            .path();
        let text = fs::read_to_string(letter)
            .unwrap()
            .replace("=\r\n", "")
            .replace("=3D", "=");
        let (_, rest) = text.split_once("token=").unwrap();
        rest.chars()
            .take_while(|letter| letter.is_alphanumeric() || "-_".contains(*letter))
            .collect()
    }

    /// All files of the data folder that hold these bytes.
    fn files_with(&self, marker: &str) -> Vec<String> {
        let mut found = Vec::new();
        let mut folders = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if holds(&path, marker) {
                    let name = path.strip_prefix(self.folder.path()).unwrap();
                    found.push(name.display().to_string());
                }
            }
        }
        found
    }
}

impl Answer {
    fn json(&self) -> Value {
        assert_eq!(self.status, 200);
        serde_json::from_slice(&zstd::decode_all(&*self.bytes).unwrap()).unwrap()
    }

    fn cookie(&self) -> String {
        let cookie = self.headers.get("set-cookie").unwrap().to_str().unwrap();
        cookie.split(['=', ';']).nth(1).unwrap().to_owned()
    }
}

fn holds(path: &Path, marker: &str) -> bool {
    let bytes = fs::read(path).unwrap();
    bytes
        .windows(marker.len())
        .any(|part| part == marker.as_bytes())
}

#[tokio::test]
async fn pr_01_an_app_syncs_only_after_the_link_in_the_letter_was_followed() {
    let mut running = Running::start();
    running.sign_up().await;

    assert_eq!(running.login().await.status, 403);
    let token = running.token_in_letter().await;
    assert_eq!(running.login().await.status, 403);
    assert_eq!(
        running
            .post("/account/verify-email", &[("token", &token)])
            .await
            .status,
        303
    );

    let key = running.login().await.json()["key"]
        .as_str()
        .unwrap()
        .to_owned();
    let meta = running
        .call(
            "meta",
            &key,
            json!({"v": 11, "cv": "anki,26.09.3 (x),linux"}),
        )
        .await;
    assert_eq!(meta.json()["empty"], true);
    // PR-01: a link works once.
    assert!(
        running
            .post("/account/verify-email", &[("token", &token)])
            .await
            .status
            >= 400
    );
}

#[tokio::test]
async fn pr_14_no_secret_is_found_anywhere_in_the_data_folder() {
    let mut running = Running::start();
    running.sign_up().await;
    let token = running.token_in_letter().await;
    let session = running
        .post("/account/verify-email", &[("token", &token)])
        .await
        .cookie();
    let key = running.login().await.json()["key"]
        .as_str()
        .unwrap()
        .to_owned();
    running
        .call(
            "meta",
            &key,
            json!({"v": 11, "cv": "anki,26.09.3 (x),linux"}),
        )
        .await;
    let legacy = format!("/msync/begin?k={key}&v=anki%2C2.1.49%2Clinux");
    running
        .send(Request::get(legacy).body(Body::empty()).unwrap())
        .await;

    for secret in [PASSWORD, &session, &key] {
        assert!(secret.len() >= 20);
        assert_eq!(running.files_with(secret), [""; 0]);
    }
    // The token stands in the letter, and nowhere else once the log of the database was emptied, as
    // happens every hour.
    running.site.ground.db.empty_log().await.unwrap();
    let places = running.files_with(&token);
    assert!(
        places.iter().all(|place| place.starts_with("outbox/")),
        "{places:?}"
    );
}

#[tokio::test]
async fn pr_15_pr_16_the_address_stands_in_the_mail_log_and_never_in_the_request_log() {
    let mut running = Running::start();
    running.sign_up().await;
    running.token_in_letter().await;
    running.login().await;

    let places: Vec<String> = running
        .files_with(EMAIL)
        .into_iter()
        .filter(|name| name.starts_with("logs/"))
        .collect();

    assert!(
        places.iter().all(|name| name.starts_with("logs/mail-")),
        "{places:?}"
    );
    assert!(!places.is_empty());
}

#[tokio::test]
async fn pr_04_what_an_app_has_stored_comes_back_as_it_was() {
    let mut running = Running::start();
    running.sign_up().await;
    let token = running.token_in_letter().await;
    let verified = running
        .post("/account/verify-email", &[("token", &token)])
        .await;
    assert_eq!(verified.status, 303);
    let key = running.login().await.json()["key"]
        .as_str()
        .unwrap()
        .to_owned();
    let id = accounts::everybody(&running.site.ground, accounts::AccountId(0), 9)
        .await
        .unwrap()[0]
        .id;
    let loan = running.site.shelf.borrow(id).await.unwrap();
    loan.run(|collection| {
        collection.connection().execute_batch(
            "insert into notes values (1, 'g', 1, 1, -1, '', 'front of mine', 0, 0, 0, '');
             insert into revlog values (1, 1, -1, 3, 1, 1, 2500, 5000, 1)",
        )
    })
    .await
    .unwrap()
    .unwrap();
    loan.commit(shelf::OpId("one".to_owned())).await.unwrap();

    let down = running.call("download", &key, json!({})).await;

    assert_eq!(down.status, 200);
    let collection = zstd::decode_all(&*down.bytes).unwrap();
    assert!(collection.windows(13).any(|part| part == b"front of mine"));
}

#[tokio::test]
async fn pr_00b_a_sign_up_records_which_version_was_accepted() {
    let mut running = Running::start();
    running
        .site
        .policy
        .publish(&running.site.ground)
        .await
        .unwrap();
    running.sign_up().await;
    let token = running.token_in_letter().await;

    let verified = running
        .post("/account/verify-email", &[("token", &token)])
        .await;

    assert_eq!(verified.status, 303);
    let noted = running.site.ground.db.read(async |r| {
        let sql = "select channel, version from policy_notices";
        r.row(sql, vec![]).await
    });
    let noted: Result<Option<store::Row>, store::Fault> = noted.await;
    let noted = noted.unwrap().unwrap();
    assert_eq!(noted.get::<String>(0).unwrap(), "sign-up");
    assert_eq!(noted.get::<i64>(1).unwrap(), 1);
}

#[tokio::test]
async fn pr_36_pr_42_pr_59_pr_70_the_page_names_who_works_with_the_data_and_whom_to_ask() {
    let mut config = Config::default();
    config.mail.smtp_host = "smtp.letters.example".to_owned();
    config.mail.from = "Fuda <fuda@example.org>".to_owned();
    config.privacy.processors = vec!["Example Hosting, Austria: the machine".to_owned()];
    config.web.contact = "ask@example.org".to_owned();
    config.web.operator = "Ann Example".to_owned();
    config.web.location = "Linz, Austria".to_owned();
    let running = Running::with(&config);

    let answer = running
        .send(
            Request::get("/account/privacy")
                .body(Body::empty())
                .unwrap(),
        )
        .await;

    assert_eq!(answer.status, 200);
    let page = String::from_utf8(answer.bytes).unwrap();
    for said in [
        "smtp.letters.example",
        "Example Hosting, Austria: the machine",
        "mailto:ask@example.org",
        "Ann Example",
        "Linz, Austria",
        "Keep a copy of your own",
    ] {
        assert!(page.contains(said), "{said}");
    }
    let other = Running::start();
    let answer = other
        .send(
            Request::get("/account/privacy")
                .body(Body::empty())
                .unwrap(),
        )
        .await;
    assert!(
        !String::from_utf8(answer.bytes)
            .unwrap()
            .contains("smtp.letters.example")
    );
}

#[tokio::test]
async fn the_first_account_is_never_for_the_first_visitor() {
    let running = Running::start();

    let form = [("email", EMAIL), ("password", PASSWORD), ("invitation", "")];
    let answer = running.post("/account/signup", &form).await;

    assert!(answer.status >= 400, "{}", answer.status);
    assert_eq!(accounts::count(&running.site.ground).await.unwrap(), 0);
}

#[tokio::test]
async fn health_looks_at_database_disk_and_lease() {
    let running = Running::start();
    let ask = || running.send(Request::get("/health").body(Body::empty()).unwrap());
    let well = ask().await;
    assert_eq!((well.status, well.bytes.len()), (200, 0));

    fs::remove_file(running.folder.path().join("lease")).unwrap();

    assert_eq!(ask().await.status, 503);
}

/// The whole pair of name and value that a browser sends back.
fn cookie_of(answer: &Answer) -> String {
    let set = answer.headers["set-cookie"].to_str().unwrap();
    set.split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn whoever_made_the_first_account_sets_the_site_up_and_nobody_else_does() {
    let mut running = Running::start();
    running.sign_up().await;
    let token = running.token_in_letter().await;
    let verified = running
        .post("/account/verify-email", &[("token", &token)])
        .await;
    let steward = cookie_of(&verified);
    let new = accounts::Added {
        email: "tom@example.org",
        password: accounts::NewPassword::Clear(PASSWORD),
        verified: true,
        language: texts::Language::En,
    };
    let (ground, passwords) = (&running.site.ground, &running.site.passwords);
    let operator = accounts::Operator::at_the_terminal();
    accounts::add(ground, &operator, passwords, new)
        .await
        .unwrap();
    let log_in = [("email", "tom@example.org"), ("password", PASSWORD)];
    let other = cookie_of(&running.post("/account/login", &log_in).await);

    assert_eq!(verified.headers["location"], "/setup?said=verified");
    let page = running.get_as(&steward, "/setup").await;
    assert_eq!(page.status, 200, "{:?}", page.headers);
    let page = String::from_utf8(page.bytes).unwrap();
    assert!(page.contains("there are no backups"), "{page}");
    assert_eq!(running.get_as(&other, "/setup").await.status, 404);
    let stolen = [("web.operator", "Tom")];
    let stolen = running.post_as(&other, "/setup/settings", &stolen).await;
    assert_eq!(stolen.status, 404);
    assert_eq!(running.get_as("", "/setup").await.status, 303);
}

#[tokio::test]
async fn what_the_setup_page_keeps_counts_from_the_next_start_and_its_secret_stands_in_one_file() {
    use std::os::unix::fs::PermissionsExt as _;
    const SECRET: &str = "frogs-and-herons-at-the-mail-server";
    let mut running = Running::start();
    running.sign_up().await;
    let token = running.token_in_letter().await;
    let form = [("token", &*token)];
    let verified = running.post("/account/verify-email", &form).await;
    let steward = cookie_of(&verified);
    let load = || Config::load(None, Some(running.folder.path()));

    let wrong = [("web.base_url", "ftp://x"), ("mail.smtp_password", SECRET)];
    let refused = running.post_as(&steward, "/setup/settings", &wrong).await;
    assert_eq!(refused.status, 422);
    assert_eq!(running.files_with(SECRET), [""; 0]);
    let right = [
        ("web.base_url", "https://anki.example.org"),
        ("web.operator", "Ann"),
        ("accounts.registration", "closed"),
        ("mail.smtp_host", "mail.example.org"),
        ("mail.smtp_port", "465"),
        ("mail.smtp_tls", "tls"),
        ("mail.smtp_password", SECRET),
        ("server.listen", "0.0.0.0:1"),
    ];
    let kept = running.post_as(&steward, "/setup/settings", &right).await;
    let letter = running.post_as(&steward, "/setup/letter", &[]).await;

    assert_eq!((kept.status, letter.status), (303, 303));
    let config = load().unwrap();
    assert_eq!(config.web.base_url, "https://anki.example.org");
    assert_eq!((&*config.web.operator, config.mail.smtp_port), ("Ann", 465));
    assert_eq!(config.server.listen, Config::default().server.listen);
    assert_eq!(running.files_with(SECRET), ["smtp-password"]);
    for name in ["smtp-password", "settings.toml"] {
        let file = running.folder.path().join(name).metadata().unwrap();
        assert_eq!(file.permissions().mode() & 0o777, 0o600, "{name}");
    }
    let page = running.get_as(&steward, "/setup").await;
    assert!(!String::from_utf8(page.bytes).unwrap().contains(SECRET));
    running.site.worker.run_due().await.unwrap();
    let letters = fs::read_dir(running.folder.path().join("outbox")).unwrap();
    assert_eq!(letters.count(), 2);
}
