//! The line that every request leaves in the log (PR-13 to PR-15), written when its answer ends.

use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::{Body, HttpBody};
use axum::http::{HeaderMap, Request, header};
use bytes::Bytes;
use hyper::body::{Frame, SizeHint};
use serde::Serialize;
use store::{Ground, Logs, Millis};
use tokio::time::Instant;

use crate::connection::Connection;
use crate::mask;
use crate::measures;
use crate::visit::Visit;

/// The client went before it had an answer. Nobody is sent this number; nginx made it a custom.
const CLIENT_GONE: u16 = 499;

/// Exactly what the privacy policy says is logged, in this order.
#[derive(Debug, Serialize)]
struct Record<'a> {
    time: String,
    address: String,
    method: &'a str,
    path: &'a str,
    status: u16,
    client: &'a str,
    referrer: &'a str,
    account: Option<i64>,
    request: &'a str,
    ms: u64,
    bytes: u64,
}

/// A request on its way. Dropping it writes its line, whatever became of the request: so a panic,
/// a client that went, and an answer nobody read are in the log, too.
#[derive(Debug)]
pub(crate) struct Line {
    logs: Logs,
    address: IpAddr,
    method: String,
    path: String,
    agent: String,
    referrer: String,
    door: &'static str,
    visit: Visit,
    connection: Option<Arc<Connection>>,
    arrived: Millis,
    started: Instant,
    status: u16,
    bytes: u64,
}

impl Line {
    pub(crate) fn of<B>(
        request: &Request<B>,
        address: IpAddr,
        visit: Visit,
        ground: &Ground,
    ) -> Line {
        let path = request.uri().path();
        Line {
            logs: ground.logs.clone(),
            arrived: ground.clock.now(),
            address,
            method: request.method().as_str().chars().take(20).collect(),
            path: mask::path(path),
            agent: mask::client(text(request.headers(), &header::USER_AGENT)),
            referrer: mask::referrer(text(request.headers(), &header::REFERER)),
            door: measures::door_of(path),
            visit,
            connection: None,
            started: Instant::now(),
            status: CLIENT_GONE,
            bytes: 0,
        }
    }

    /// The line of bytes that were no request at all, or never became one.
    pub(crate) fn broken(address: IpAddr, status: u16, visit: Visit, ground: &Ground) -> Line {
        Line {
            logs: ground.logs.clone(),
            arrived: ground.clock.now(),
            address,
            method: String::new(),
            path: String::new(),
            agent: String::new(),
            referrer: String::new(),
            door: "broken",
            visit,
            connection: None,
            started: Instant::now(),
            status,
            bytes: 0,
        }
    }

    /// The connection that is free for the next request when this one has ended.
    pub(crate) fn on(&mut self, connection: Arc<Connection>) {
        self.connection = Some(connection);
    }

    pub(crate) fn answered(&mut self, status: u16) {
        self.status = status;
    }

    fn write(&self) {
        let known = self.visit.learned();
        let waited = self.started.elapsed();
        let time = jiff::Timestamp::from_millisecond(self.arrived.0).unwrap_or_default();
        let record = Record {
            time: format!("{time:.3}"),
            address: self.address.to_string(),
            method: &self.method,
            path: &self.path,
            status: self.status,
            client: known.client.as_deref().unwrap_or(&self.agent),
            referrer: &self.referrer,
            account: known.account,
            request: self.visit.id(),
            ms: u64::try_from(waited.as_millis()).unwrap_or(u64::MAX),
            bytes: self.bytes,
        };
        match serde_json::to_string(&record) {
            Ok(line) => self.logs.requests.line(&line),
            Err(error) => tracing::error!(%error, "a request could not be logged"),
        }
        measures::answered(self.door, self.status, waited);
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.write();
        if let Some(connection) = &self.connection {
            connection.is_idle();
        }
    }
}

fn text<'h>(headers: &'h HeaderMap, name: &header::HeaderName) -> &'h str {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

/// The body of an answer, counted on its way out. Its end is the end of the request.
#[derive(Debug)]
pub(crate) struct Counted {
    body: Body,
    line: Line,
}

impl Counted {
    pub(crate) fn new(body: Body, line: Line) -> Counted {
        Counted { body, line }
    }
}

impl HttpBody for Counted {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = Pin::new(&mut self.body).poll_frame(context);
        if let Poll::Ready(Some(Ok(frame))) = &frame
            && let Some(data) = frame.data_ref()
        {
            self.line.bytes += data.len() as u64;
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
