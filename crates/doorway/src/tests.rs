use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{Request, Response, StatusCode};
use axum::response::Html;
use axum::routing::{get, post};
use http_body_util::BodyExt as _;
use store::{Chance, Clock, CrashPoints, DataFolder, Ground, Millis};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

use crate::{Caller, Front, Options, Public, Visit, serve};

/// A small site with its log, in-process or on a port.
struct Site {
    folder: TempDir,
    ground: Ground,
    options: Options,
}

impl Site {
    fn new() -> Site {
        let folder = tempfile::tempdir().unwrap();
        let ground = Ground::open(
            DataFolder::open(folder.path()).unwrap(),
            Clock::fixed(Millis(1_700_000_000_000)),
            Chance::seeded(1),
            CrashPoints::off(),
        )
        .unwrap();
        Site {
            folder,
            ground,
            options: Options::default(),
        }
    }

    fn front(&self) -> Front {
        let routes = Router::new()
            .route("/", get(|| async { Html("hello") }))
            .route("/assets/app.css", get(|| async { Public::for_ever("a{}") }))
            .route(
                "/mine",
                get(|visit: Visit| async move { visit.account(12) }),
            )
            .route(
                "/who",
                get(|caller: Caller| async move { caller.address.to_string() }),
            )
            .route("/panic", get(panics))
            .route(
                "/sync/meta",
                post(|body: Bytes| async move { body.len().to_string() }),
            )
            .route(
                "/slow",
                get(|| tokio::time::sleep(Duration::from_millis(300))),
            );
        Front::new(&self.ground, routes, &self.options).unwrap()
    }

    async fn ask(&self, path: &str, headers: &[(&str, &str)]) -> Response<Body> {
        let mut request = Request::get(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let peer: SocketAddr = "203.0.113.7:4711".parse().unwrap();
        let answer = self
            .front()
            .answer(peer, request.body(Body::empty()).unwrap())
            .await;
        let (parts, body) = answer.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        Response::from_parts(parts, Body::from(body))
    }

    fn log(&self) -> Vec<serde_json::Value> {
        self.raw_log()
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    fn raw_log(&self) -> String {
        let path = self.folder.path().join("logs/requests-2023-11-14.jsonl");
        std::fs::read_to_string(path).unwrap_or_default()
    }

    /// Serves on a port of this machine until the token is cancelled.
    async fn listen(&self) -> (SocketAddr, CancellationToken, tokio::task::JoinHandle<bool>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let stop = CancellationToken::new();
        let (front, options, stopped) = (self.front(), self.options.clone(), stop.clone());
        let task = tokio::spawn(async move {
            serve(listener, front, &options, stopped.cancelled_owned()).await
        });
        (address, stop, task)
    }
}

async fn panics() -> StatusCode {
    panic!("a handler with a mistake")
}

/// Sends bytes and reads until the other side closes.
async fn exchange(address: SocketAddr, bytes: &[u8]) -> String {
    let mut socket = TcpStream::connect(address).await.unwrap();
    socket.write_all(bytes).await.unwrap();
    let mut answer = String::new();
    let _closed = socket.read_to_string(&mut answer).await;
    answer
}

#[tokio::test]
async fn pr_13_every_request_leaves_one_line_whatever_became_of_it() {
    let site = Site::new();

    for path in ["/", "/mine", "/nowhere", "/panic", "/a%2fb", "/sync/meta"] {
        site.ask(path, &[]).await;
    }

    let statuses: Vec<u64> = site
        .log()
        .iter()
        .map(|line| line["status"].as_u64().unwrap())
        .collect();
    assert_eq!(statuses, [200, 200, 404, 500, 404, 405]);
}

#[tokio::test]
async fn pr_14_a_line_has_exactly_the_fields_of_the_policy() {
    let site = Site::new();

    site.ask(
        "/?q=secret",
        &[("user-agent", "Firefox/1"), ("referer", "https://a.b/c?d")],
    )
    .await;

    let line = &site.log()[0];
    let fields: Vec<&String> = line.as_object().unwrap().keys().collect();
    assert_eq!(
        fields,
        [
            "time", "address", "method", "path", "status", "client", "referrer", "account",
            "request", "ms", "bytes"
        ]
    );
    assert_eq!(line["time"], "2023-11-14T22:13:20.000Z");
    assert_eq!(line["address"], "203.0.113.7");
    assert_eq!(line["path"], "/");
    assert_eq!(line["client"], "Firefox/1");
    assert_eq!(line["referrer"], "https://a.b/c");
    assert_eq!(line["bytes"], 5);
}

#[tokio::test]
async fn pr_14_no_token_and_no_query_ever_reaches_the_log() {
    let site = Site::new();
    let token = site.ground.chance.token();

    site.ask(
        &format!("/account/verify/{token}?k={token}"),
        &[
            ("referer", &format!("https://fuda.example/{token}?{token}")),
            ("user-agent", &token),
            ("cookie", &token),
            ("anki-sync", &token),
            ("x-forwarded-for", "198.51.100.1"),
        ],
    )
    .await;

    assert!(!site.raw_log().contains(&token));
    assert!(!site.raw_log().contains("198.51.100.1"));
    assert_eq!(site.log()[0]["path"], "/account/verify/***");
}

#[tokio::test]
async fn pr_15_the_account_stands_in_the_line_as_a_number_and_only_if_known() {
    let site = Site::new();

    site.ask("/mine", &[]).await;
    site.ask("/", &[]).await;

    assert_eq!(site.log()[0]["account"], 12);
    assert!(site.log()[1]["account"].is_null());
}

#[tokio::test]
async fn what_a_client_sends_cannot_make_a_second_line() {
    let site = Site::new();
    let raw = "\u{7f}\u{9b}[31m {\"status\":200}\\n";

    site.ask(
        "/%0d%0a%7b%22x%22",
        &[("user-agent", &raw.replace('\u{7f}', ""))],
    )
    .await;

    assert_eq!(site.log().len(), 1);
}

#[tokio::test]
async fn pages_are_private_and_load_nothing_foreign() {
    let site = Site::new();

    let answer = site.ask("/", &[]).await;

    let says = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(says("cache-control"), "private, no-store");
    assert!(says("content-security-policy").starts_with("default-src 'none'; script-src 'self'"));
    assert_eq!(says("x-frame-options"), "DENY");
    assert_eq!(says("x-content-type-options"), "nosniff");
    assert_eq!(
        says("x-request-id"),
        site.log()[0]["request"].as_str().unwrap()
    );
}

#[tokio::test]
async fn only_the_public_type_may_be_cached() {
    let site = Site::new();

    let asset = site.ask("/assets/app.css", &[]).await;
    let missing = site.ask("/assets/other.css", &[]).await;

    assert_eq!(
        asset.headers()["cache-control"],
        "public, max-age=31536000, immutable"
    );
    assert_eq!(missing.headers()["cache-control"], "private, no-store");
}

#[tokio::test]
async fn a_panic_is_a_500_and_the_next_request_is_served() {
    let site = Site::new();

    assert_eq!(site.ask("/panic", &[]).await.status(), 500);
    assert_eq!(site.ask("/", &[]).await.status(), 200);
}

#[tokio::test]
async fn bytes_that_are_no_request_are_answered_and_logged() {
    let site = Site::new();
    let (address, stop, task) = site.listen().await;

    let answer = exchange(address, b"\x16\x03\x01 hello\r\n\r\n").await;
    let too_large = format!("GET / HTTP/1.1\r\nx: {}\r\n\r\n", "y".repeat(600_000));
    let large = exchange(address, too_large.as_bytes()).await;

    assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
    assert!(
        large.starts_with("HTTP/1.1 431") || large.is_empty(),
        "{large}"
    );
    stop.cancel();
    assert!(task.await.unwrap());
    let statuses: Vec<u64> = site
        .log()
        .iter()
        .map(|l| l["status"].as_u64().unwrap())
        .collect();
    assert_eq!(statuses, [400, 431]);
}

#[tokio::test]
async fn a_silent_head_is_given_up_and_an_idle_connection_later() {
    let mut site = Site::new();
    site.options.header_secs_max = 1;
    site.options.idle_secs_max = 2;
    let (address, stop, task) = site.listen().await;
    let started = tokio::time::Instant::now();

    let half = tokio::spawn(async move {
        let answer = exchange(address, b"GET / HTTP/1.1\r\nhos").await;
        (answer, started.elapsed())
    });
    let kept = tokio::spawn(async move {
        let answer = exchange(address, b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
        (answer, started.elapsed())
    });

    let (answer, after) = half.await.unwrap();
    assert!(
        answer.is_empty() && after >= Duration::from_secs(1),
        "{answer} {after:?}"
    );
    assert!(after < Duration::from_millis(1900), "{after:?}");
    let (answer, after) = kept.await.unwrap();
    assert!(
        answer.starts_with("HTTP/1.1 200") && after >= Duration::from_secs(2),
        "{after:?}"
    );
    stop.cancel();
    task.await.unwrap();
    assert!(site.log().iter().any(|line| line["status"] == 408));
}

#[tokio::test]
async fn two_requests_share_a_connection() {
    let site = Site::new();
    let (address, stop, task) = site.listen().await;
    let ask = "GET /who HTTP/1.1\r\nhost: x\r\n\r\n";

    let answer = exchange(
        address,
        format!("{ask}{}", ask.replace("host", "connection: close\r\nhost")).as_bytes(),
    )
    .await;

    assert_eq!(answer.matches("127.0.0.1").count(), 2, "{answer}");
    stop.cancel();
    task.await.unwrap();
}

#[tokio::test]
async fn a_chunked_body_needs_no_length() {
    let site = Site::new();
    let (address, stop, task) = site.listen().await;

    let answer = exchange(
        address,
        b"POST //sync//meta/ HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\
          transfer-encoding: chunked\r\n\r\n3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n",
    )
    .await;

    assert!(answer.ends_with("\r\n\r\n7"), "{answer}");
    stop.cancel();
    task.await.unwrap();
}

#[tokio::test]
async fn one_more_connection_than_allowed_ends_the_one_idle_longest() {
    let mut site = Site::new();
    site.options.connections_max = 2;
    let (address, stop, task) = site.listen().await;
    let mut first = TcpStream::connect(address).await.unwrap();
    tokio::time::sleep(Duration::from_millis(20)).await;
    let _second = TcpStream::connect(address).await.unwrap();
    tokio::time::sleep(Duration::from_millis(20)).await;

    let answer = exchange(
        address,
        b"GET / HTTP/1.1\r\nconnection: close\r\nhost: x\r\n\r\n",
    )
    .await;

    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert_eq!(first.read(&mut [0; 9]).await.unwrap_or(0), 0);
    stop.cancel();
    task.await.unwrap();
}

#[tokio::test]
async fn a_stop_lets_running_requests_finish_and_closes_idle_ones() {
    let site = Site::new();
    let (address, stop, task) = site.listen().await;
    let mut idle = TcpStream::connect(address).await.unwrap();
    let running =
        tokio::spawn(
            async move { exchange(address, b"GET /slow HTTP/1.1\r\nhost: x\r\n\r\n").await },
        );
    tokio::time::sleep(Duration::from_millis(100)).await;

    stop.cancel();

    assert!(task.await.unwrap());
    assert!(running.await.unwrap().starts_with("HTTP/1.1 200"));
    assert_eq!(idle.read(&mut [0; 9]).await.unwrap_or(0), 0);
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn a_request_that_outlives_the_patience_is_cut_off() {
    let mut site = Site::new();
    site.options.drain_secs_max = 0;
    let (address, stop, task) = site.listen().await;
    let running =
        tokio::spawn(
            async move { exchange(address, b"GET /slow HTTP/1.1\r\nhost: x\r\n\r\n").await },
        );
    tokio::time::sleep(Duration::from_millis(100)).await;

    stop.cancel();

    assert!(!task.await.unwrap());
    assert!(running.await.unwrap().is_empty());
    assert_eq!(site.log()[0]["status"], 499);
}

#[tokio::test]
async fn the_headers_of_a_trusted_proxy_name_the_caller() {
    let mut site = Site::new();
    site.options.trusted_proxies = vec!["203.0.113.0/24".to_owned()];

    let answer = site
        .ask("/who", &[("x-forwarded-for", "6.6.6.6, 198.51.100.1")])
        .await;

    let body = answer.into_body().collect().await.unwrap().to_bytes();
    assert_eq!(body, "198.51.100.1");
    assert_eq!(site.log()[0]["address"], "198.51.100.1");
}
