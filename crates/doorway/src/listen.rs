//! The accept loop: TLS if we speak it, HTTP/1.1, limits on connections, and a stop that lets running requests finish.

use std::collections::HashMap;
use std::convert::Infallible;
use std::future::Future;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::Body;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::body::is_timeout;
use crate::connection::{Connection, Patience, PatientSocket, Phase};
use crate::front::{Arrival, Front};
use crate::measures;
use crate::options::Options;
use crate::tls::Tls;

/// The longest head of a request we read. Anki's own header may have 4 kB.
const HEAD_BYTES_MAX: usize = 64 * 1024;
/// How long we leave a machine that has no file left for a new connection.
const PAUSE_AFTER_ERROR: Duration = Duration::from_millis(50);

/// Serves `front` on `listener` until `stop` is done. Then no connection is accepted any more,
/// idle ones close, and running requests get `options.drain_secs_max`. Returns whether all of them
/// ended in time.
pub async fn serve(
    listener: TcpListener,
    front: Front,
    options: &Options,
    stop: impl Future<Output = ()> + Send,
) -> bool {
    accept(listener, Gate::new(front, options, None), options, stop).await
}

/// The same, encrypted.
pub async fn serve_encrypted(
    listener: TcpListener,
    tls: &Tls,
    front: Front,
    options: &Options,
    stop: impl Future<Output = ()> + Send,
) -> bool {
    let gate = Gate::new(front, options, Some(tls.acceptor()));
    accept(listener, gate, options, stop).await
}

async fn accept(
    listener: TcpListener,
    gate: Arc<Gate>,
    options: &Options,
    stop: impl Future<Output = ()> + Send,
) -> bool {
    tokio::pin!(stop);
    loop {
        tokio::select! {
            biased;
            () = &mut stop => break,
            accepted = listener.accept() => match accepted {
                Ok((socket, peer)) => gate.admit(socket, peer),
                Err(error) => {
                    tracing::warn!(%error, "no connection could be accepted");
                    gate.open().end_one();
                    tokio::time::sleep(PAUSE_AFTER_ERROR).await;
                }
            },
        }
    }
    drop(listener);
    gate.drain(Duration::from_secs(options.drain_secs_max))
        .await
}

#[derive(Debug, Clone, Copy)]
struct Limits {
    all: usize,
    per_address: usize,
}

impl Limits {
    fn of(options: &Options) -> Limits {
        Limits {
            all: options.connections_max,
            per_address: options.connections_per_address_max,
        }
    }
}

/// All open connections, by the place they come from.
struct Gate {
    front: Front,
    acceptor: Option<TlsAcceptor>,
    limits: Limits,
    patience: Patience,
    open: Mutex<Open>,
    stopping: CancellationToken,
    tasks: TaskTracker,
}

#[derive(Debug, Default)]
struct Open {
    count: usize,
    places: HashMap<IpAddr, Vec<Arc<Connection>>>,
}

impl Gate {
    fn new(front: Front, options: &Options, acceptor: Option<TlsAcceptor>) -> Arc<Gate> {
        Arc::new(Gate {
            front,
            acceptor,
            limits: Limits::of(options),
            patience: Patience::of(options),
            open: Mutex::default(),
            stopping: CancellationToken::new(),
            tasks: TaskTracker::new(),
        })
    }

    fn admit(self: &Arc<Self>, socket: TcpStream, peer: SocketAddr) {
        let place = place_of(peer.ip());
        let connection = Connection::new();
        let may_stay = self
            .open()
            .make_room(place, self.limits, self.front.knows(peer));
        if !may_stay {
            return;
        }
        self.open().add(place, Arc::clone(&connection));
        measures::connected();
        let gate = Arc::clone(self);
        self.tasks.spawn(async move {
            gate.talk(socket, peer, &connection).await;
            gate.open().remove(place, &connection);
            measures::disconnected();
        });
    }

    async fn talk(&self, socket: TcpStream, peer: SocketAddr, connection: &Arc<Connection>) {
        // Answers are one or two small packets: waiting to fill them up only costs time.
        let _best_effort = socket.set_nodelay(true);
        let mut arrival = Arrival {
            peer,
            is_encrypted: false,
        };
        let Some(acceptor) = &self.acceptor else {
            return self.speak(socket, arrival, connection).await;
        };
        arrival.is_encrypted = true;
        let greeted = tokio::select! {
            greeted = Box::pin(self.greet(acceptor, socket)) => greeted,
            () = connection.ended() => None,
            () = self.stopping.cancelled() => None,
        };
        if let Some(socket) = greeted {
            Box::pin(self.speak(socket, arrival, connection)).await;
        }
    }

    /// The greeting of TLS. Nothing was asked yet when it breaks, so there is no line to write.
    async fn greet(
        &self,
        acceptor: &TlsAcceptor,
        socket: TcpStream,
    ) -> Option<TlsStream<TcpStream>> {
        let greeted = tokio::time::timeout(self.patience.head(), acceptor.accept(socket)).await;
        greeted.ok()?.ok()
    }

    async fn speak<S: AsyncRead + AsyncWrite + Unpin>(
        &self,
        socket: S,
        arrival: Arrival,
        connection: &Arc<Connection>,
    ) {
        let socket = PatientSocket::new(socket, Arc::clone(connection), self.patience);
        let service = service_fn(|request: hyper::Request<hyper::body::Incoming>| {
            connection.is_serving();
            let front = self.front.clone();
            let connection = Arc::clone(connection);
            async move {
                let request = request.map(Body::new);
                let answer = front.answer_on(Some(connection), arrival, request).await;
                Ok::<_, Infallible>(answer)
            }
        });
        let talk = http1::Builder::new()
            .header_read_timeout(None)
            .max_buf_size(HEAD_BYTES_MAX)
            .serve_connection(TokioIo::new(socket), service);
        tokio::pin!(talk);
        let outcome = tokio::select! {
            outcome = &mut talk => outcome,
            () = connection.ended() => return,
            () = self.stopping.cancelled() => {
                talk.as_mut().graceful_shutdown();
                tokio::select! {
                    outcome = &mut talk => outcome,
                    () = connection.ended() => return,
                }
            }
        };
        if let Err(error) = outcome {
            self.note(arrival.peer, connection, &error);
        }
    }

    /// A request that never reached the front leaves its line here.
    fn note(&self, peer: SocketAddr, connection: &Connection, error: &hyper::Error) {
        let broke_off = connection.phase() == Phase::Head;
        if error.is_parse_too_large() {
            self.front.broken(peer, 431);
        } else if error.is_parse() {
            self.front.broken(peer, 400);
        } else if broke_off && is_timeout(error) {
            self.front.broken(peer, 408);
        } else if broke_off {
            self.front.broken(peer, 499);
        }
        tracing::debug!(%error, "a connection broke");
    }

    async fn drain(&self, patience: Duration) -> bool {
        self.stopping.cancel();
        self.tasks.close();
        let in_time = tokio::time::timeout(patience, self.tasks.wait())
            .await
            .is_ok();
        if !in_time {
            self.open().end_all();
            self.tasks.wait().await;
        }
        in_time
    }

    fn open(&self) -> std::sync::MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Open {
    /// Whether one more connection from `place` may come. If there are too many, the one that has
    /// been idle longest goes; connections that are serving stay, and then the new one is refused.
    fn make_room(&mut self, place: IpAddr, limits: Limits, known: bool) -> bool {
        let here = self.places.get(&place).map_or(0, Vec::len);
        if !known && here >= limits.per_address {
            return end_longest_idle(self.places.get(&place).into_iter().flatten());
        }
        if self.count >= limits.all {
            return end_longest_idle(self.places.values().flatten());
        }
        true
    }

    fn add(&mut self, place: IpAddr, connection: Arc<Connection>) {
        self.count += 1;
        self.places.entry(place).or_default().push(connection);
    }

    fn remove(&mut self, place: IpAddr, connection: &Arc<Connection>) {
        let Some(here) = self.places.get_mut(&place) else {
            return;
        };
        let before = here.len();
        here.retain(|other| !Arc::ptr_eq(other, connection));
        self.count -= before - here.len();
        if here.is_empty() {
            self.places.remove(&place);
        }
    }

    /// The machine has no file left for another connection: the one idle longest gives its own.
    fn end_one(&self) {
        end_longest_idle(self.places.values().flatten());
    }

    fn end_all(&self) {
        for connection in self.places.values().flatten() {
            connection.end();
        }
    }
}

fn end_longest_idle<'c>(connections: impl Iterator<Item = &'c Arc<Connection>>) -> bool {
    let longest = connections
        .filter(|connection| connection.phase() != Phase::Serving && !connection.has_ended())
        .min_by_key(|connection| connection.since());
    measures::turned_away();
    match longest {
        Some(connection) => {
            connection.end();
            true
        }
        None => false,
    }
}

/// One customer is one IPv4 address or one /64 of IPv6, as everywhere.
fn place_of(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => {
            let network = address.to_bits() & !u128::from(u64::MAX);
            IpAddr::V6(Ipv6Addr::from_bits(network))
        }
    }
}
