//! The whole site, and somebody who talks to it.

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
pub(crate) const EMAIL: &str = "mia.canary@example.org";
pub(crate) const PASSWORD: &str = "canary-7f3a-frogs in a pond";

pub(crate) struct Running {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) site: Site,
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Running {
    pub(crate) fn start() -> Running {
        Running::with(&Config::default())
    }

    pub(crate) fn with(config: &Config) -> Running {
        let folder = tempfile::tempdir().unwrap();
        let data = DataFolder::open(folder.path()).unwrap().lease().unwrap();
        let clock = Clock::fixed(NOW);
        let ground = Ground::open(data, clock, Chance::system(), CrashPoints::off()).unwrap();
        let program = PathBuf::from(env!("CARGO_BIN_EXE_fuda"));
        let site = Site::build(&ground, config, program).unwrap();
        Running { folder, site }
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let peer: SocketAddr = "127.0.0.1:4711".parse().unwrap();
        let (parts, body) = self.site.front.answer(peer, request).await.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes().to_vec();
        Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            bytes,
        }
    }

    pub(crate) async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        self.post_as("", path, form).await
    }

    pub(crate) async fn get_as(&self, cookie: &str, path: &str) -> Answer {
        let request = Request::get(path).header("cookie", cookie);
        self.send(request.body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn post_as(&self, cookie: &str, path: &str, form: &[(&str, &str)]) -> Answer {
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

    pub(crate) async fn call(&self, method: &str, key: &str, body: Value) -> Answer {
        let header = json!({"v": 11, "k": key, "c": "26.09.3,29bb700b,linux", "s": "aBc123"});
        let packed = zstd::encode_all(body.to_string().as_bytes(), 3).unwrap();
        let request = Request::post(format!("/sync/{method}"))
            .header("anki-sync", header.to_string())
            .body(Body::from(packed))
            .unwrap();
        self.send(request).await
    }

    pub(crate) async fn login(&self) -> Answer {
        self.call("hostKey", "", json!({"u": EMAIL, "p": PASSWORD}))
            .await
    }

    /// Signs up with the link that the first start prints.
    pub(crate) async fn sign_up(&self) {
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
    pub(crate) async fn token_in_letter(&mut self) -> String {
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
    pub(crate) fn files_with(&self, marker: &str) -> Vec<String> {
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
    pub(crate) fn json(&self) -> Value {
        assert_eq!(self.status, 200);
        serde_json::from_slice(&zstd::decode_all(&*self.bytes).unwrap()).unwrap()
    }

    /// The value of the cookie.
    pub(crate) fn cookie(&self) -> String {
        let cookie = self.headers.get("set-cookie").unwrap().to_str().unwrap();
        cookie.split(['=', ';']).nth(1).unwrap().to_owned()
    }

    /// The whole pair of name and value that a browser sends back.
    pub(crate) fn pair(&self) -> String {
        let set = self.headers["set-cookie"].to_str().unwrap();
        set.split(';').next().unwrap().to_owned()
    }
}

fn holds(path: &Path, marker: &str) -> bool {
    let bytes = fs::read(path).unwrap();
    bytes
        .windows(marker.len())
        .any(|part| part == marker.as_bytes())
}
