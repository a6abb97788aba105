//! The front: what happens to every request before and after its handler.

use std::any::Any;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, Request, Response, StatusCode, header};
use futures_util::FutureExt as _;
use store::{Fault, Ground};
use tower::ServiceExt as _;
use tracing::Instrument as _;

use crate::address::{Way, way_of};
use crate::body::{Pace, PacedBody};
use crate::caller::{Caller, TrustedProxies};
use crate::connection::Connection;
use crate::headers;
use crate::line::{Counted, Line};
use crate::options::Options;
use crate::visit::Visit;

/// The front of the site, around all its routes: each request gets a caller, an id, a time budget
/// and a line in the log; each answer gets its headers; a panic becomes a 500. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Front(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    ground: Ground,
    routes: Router,
    proxies: TrustedProxies,
    pace: Pace,
}

impl Front {
    /// The front of `routes`. A misspelt proxy in the options is a fault.
    pub fn new(ground: &Ground, routes: Router, options: &Options) -> Result<Front, Fault> {
        Ok(Front(Arc::new(Inner {
            ground: ground.clone(),
            routes,
            proxies: TrustedProxies::parse(&options.trusted_proxies)?,
            pace: Pace::of(options),
        })))
    }

    /// Answers one request that came from `peer`. The line in the log is written when the body of
    /// the answer has been sent or dropped.
    pub async fn answer(&self, peer: SocketAddr, request: Request<Body>) -> Response<Body> {
        self.answer_on(None, peer, request).await
    }

    pub(crate) async fn answer_on(
        &self,
        connection: Option<Arc<Connection>>,
        peer: SocketAddr,
        mut request: Request<Body>,
    ) -> Response<Body> {
        let Inner { ground, pace, .. } = &*self.0;
        let caller = Caller::of(peer, request.headers(), &self.0.proxies);
        let visit = Visit::new(&ground.chance);
        let mut line = Line::of(&request, caller.address, visit.clone(), ground);
        if let Some(connection) = connection {
            line.on(connection);
        }
        request.extensions_mut().insert(caller);
        request.extensions_mut().insert(visit.clone());
        let request = request.map(|body| Body::new(PacedBody::new(body, *pace)));

        let span = tracing::info_span!("request", id = visit.id());
        let mut response = self.handle(request).instrument(span).await;

        headers::put_on(&mut response, caller.secure);
        if let Ok(id) = HeaderValue::from_str(visit.id()) {
            response.headers_mut().insert("x-request-id", id);
        }
        line.answered(response.status().as_u16());
        response.map(|body| Body::new(Counted::new(body, line)))
    }

    /// Whether `peer` speaks for many clients: a trusted proxy, or a program on this machine.
    pub(crate) fn knows(&self, peer: SocketAddr) -> bool {
        let peer = peer.ip().to_canonical();
        peer.is_loopback() || self.0.proxies.contain(peer)
    }

    /// Writes the line of a request that was broken off before it was one.
    pub(crate) fn broken(&self, peer: SocketAddr, status: u16) {
        let ground = &self.0.ground;
        let visit = Visit::new(&ground.chance);
        let address = peer.ip().to_canonical();
        drop(Line::broken(address, status, visit, ground));
    }

    async fn handle(&self, mut request: Request<Body>) -> Response<Body> {
        match way_of(request.uri()) {
            Way::AsAsked => {}
            Way::Tidied(uri) => *request.uri_mut() = uri,
            Way::Nowhere => return plain(StatusCode::NOT_FOUND),
        }
        let routed = self.0.routes.clone().oneshot(request);
        match AssertUnwindSafe(routed).catch_unwind().await {
            Ok(Ok(response)) => response,
            Ok(Err(never)) => no_refusal(never),
            Err(panic) => {
                tracing::error!(panic = said(&*panic), "a handler panicked");
                plain(StatusCode::INTERNAL_SERVER_ERROR)
            }
        }
    }
}

fn no_refusal(never: Infallible) -> Response<Body> {
    match never {}
}

fn plain(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::from(status.as_str().to_owned()));
    *response.status_mut() = status;
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/plain; charset=utf-8"),
    );
    response
}

fn said(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("without words")
}
