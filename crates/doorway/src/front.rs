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
use crate::caller::{Caller, TrustedProxies, is_near};
use crate::connection::Connection;
use crate::headers;
use crate::host::{Names, is_about_health};
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
    names: Names,
    plain: Plain,
}

/// Who may come in the clear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plain {
    /// Everybody: what they may do there is decided further in.
    Everybody,
    /// This machine, and the proxies that are trusted (PR-58a).
    ThisMachine,
    /// These, and networks of somebody's own.
    HomeNetwork,
}

impl Front {
    /// The front of `routes`. A misspelt proxy in the options is a fault.
    pub fn new(ground: &Ground, routes: Router, options: &Options) -> Result<Front, Fault> {
        Front::admitting(ground, routes, options, Plain::Everybody)
    }

    /// The front of `routes`, which lets only some come in the clear.
    pub fn admitting(
        ground: &Ground,
        routes: Router,
        options: &Options,
        plain: Plain,
    ) -> Result<Front, Fault> {
        Ok(Front(Arc::new(Inner {
            ground: ground.clone(),
            routes,
            proxies: TrustedProxies::parse(&options.trusted_proxies)?,
            pace: Pace::of(options),
            names: Names::of(&options.names),
            plain,
        })))
    }

    /// Answers one request that came from `peer`. The line in the log is written when the body of
    /// the answer has been sent or dropped.
    pub async fn answer(&self, peer: SocketAddr, request: Request<Body>) -> Response<Body> {
        let arrival = Arrival {
            peer,
            is_encrypted: false,
        };
        self.answer_on(None, arrival, request).await
    }

    pub(crate) async fn answer_on(
        &self,
        connection: Option<Arc<Connection>>,
        arrival: Arrival,
        mut request: Request<Body>,
    ) -> Response<Body> {
        let Inner { ground, pace, .. } = &*self.0;
        let proxies = &self.0.proxies;
        let mut caller = Caller::of(arrival.peer, request.headers(), proxies);
        // Where a proxy says how it was reached, our own way to the proxy does not count.
        let said = proxies.say_encrypted(arrival.peer.ip(), request.headers());
        caller.secure = said.unwrap_or(arrival.is_encrypted);
        let was_plain = said == Some(false) && !is_near(caller.address);
        let visit = Visit::new(&ground.chance);
        let mut line = Line::of(&request, caller.address, visit.clone(), ground);
        if let Some(connection) = connection {
            line.on(connection);
        }
        request.extensions_mut().insert(caller);
        request.extensions_mut().insert(visit.clone());
        let request = request.map(|body| Body::new(PacedBody::new(body, *pace)));

        let span = tracing::info_span!("request", id = visit.id());
        let mut response = match self.refusal(arrival, was_plain, &request) {
            Some(refused) => refused,
            None => self.handle(request).instrument(span).await,
        };

        headers::put_on(&mut response, caller.secure);
        if let Ok(id) = HeaderValue::from_str(visit.id()) {
            response.headers_mut().insert("x-request-id", id);
        }
        line.answered(response.status().as_u16());
        response.map(|body| Body::new(Counted::new(body, line)))
    }

    /// Why a request goes no further than here, if it does not. `was_plain`: a trusted proxy says that
    /// it came to it in the clear, from afar.
    fn refusal(
        &self,
        arrival: Arrival,
        was_plain: bool,
        request: &Request<Body>,
    ) -> Option<Response<Body>> {
        // Watchers ask from anywhere, by whatever address they know.
        if is_about_health(request.uri().path()) {
            return None;
        }
        if !self.0.names.know(request.uri(), request.headers()) {
            return Some(says(
                StatusCode::MISDIRECTED_REQUEST,
                "This server is not known by that name.",
            ));
        }
        let may_be_plain = match self.0.plain {
            Plain::Everybody => return None,
            Plain::ThisMachine => self.knows(arrival.peer),
            Plain::HomeNetwork => self.knows(arrival.peer) || is_near(arrival.peer.ip()),
        };
        let is_refused = was_plain || (!arrival.is_encrypted && !may_be_plain);
        is_refused.then(|| {
            says(
                StatusCode::FORBIDDEN,
                "This server is not to be reached in the clear from where you are.",
            )
        })
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

/// How a request reached us.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Arrival {
    pub(crate) peer: SocketAddr,
    /// On a listener of ours that speaks TLS.
    pub(crate) is_encrypted: bool,
}

fn no_refusal(never: Infallible) -> Response<Body> {
    match never {}
}

fn plain(status: StatusCode) -> Response<Body> {
    says(status, status.as_str())
}

fn says(status: StatusCode, words: &str) -> Response<Body> {
    let mut response = Response::new(Body::from(words.to_owned()));
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
