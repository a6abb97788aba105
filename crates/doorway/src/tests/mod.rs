mod answers;
mod authority;
mod connections;
mod encryption;
mod reading;

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
use tokio::net::TcpListener;
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
            .route("/forbidden", get(|| async { StatusCode::FORBIDDEN }))
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
