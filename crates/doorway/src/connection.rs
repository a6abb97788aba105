//! One connection: what it is doing, and how long it may do so in silence.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep};
use tokio_util::sync::CancellationToken;

use crate::options::Options;

/// What a connection is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Phase {
    /// Nothing has come yet.
    New,
    /// Between two requests.
    Idle,
    /// Some of the head of a request has come.
    Head,
    /// A request is being answered. Its body and its answer have budgets of their own.
    Serving,
}

/// One connection, known to its socket, its requests and the list of all connections.
#[derive(Debug)]
pub(crate) struct Connection {
    born: Instant,
    phase: AtomicU8,
    /// Milliseconds after `born` at which the phase began.
    since_ms: AtomicU64,
    ended: CancellationToken,
}

impl Connection {
    pub(crate) fn new() -> Arc<Connection> {
        Arc::new(Connection {
            born: Instant::now(),
            phase: AtomicU8::new(Phase::New as u8),
            since_ms: AtomicU64::new(0),
            ended: CancellationToken::new(),
        })
    }

    pub(crate) fn phase(&self) -> Phase {
        match self.phase.load(Ordering::Acquire) {
            0 => Phase::New,
            1 => Phase::Idle,
            2 => Phase::Head,
            _ => Phase::Serving,
        }
    }

    pub(crate) fn is_serving(&self) {
        self.enter(Phase::Serving);
    }

    pub(crate) fn is_idle(&self) {
        self.enter(Phase::Idle);
    }

    /// The moment since which it has been doing what it does.
    pub(crate) fn since(&self) -> Instant {
        self.born + Duration::from_millis(self.since_ms.load(Ordering::Acquire))
    }

    /// Tells its task to close it at once.
    pub(crate) fn end(&self) {
        self.ended.cancel();
    }

    pub(crate) fn has_ended(&self) -> bool {
        self.ended.is_cancelled()
    }

    pub(crate) async fn ended(&self) {
        self.ended.cancelled().await;
    }

    fn enter(&self, phase: Phase) {
        let ms = u64::try_from(self.born.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.since_ms.store(ms, Ordering::Release);
        self.phase.store(phase as u8, Ordering::Release);
    }
}

/// How long a connection may be silent.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Patience {
    head: Duration,
    idle: Duration,
    unread: Duration,
}

impl Patience {
    pub(crate) fn of(options: &Options) -> Patience {
        Patience {
            head: Duration::from_secs(options.header_secs_max),
            idle: Duration::from_secs(options.idle_secs_max),
            unread: Duration::from_secs(options.answer_idle_secs_max),
        }
    }

    /// For the head of a request, and for the greeting before it.
    pub(crate) fn head(self) -> Duration {
        self.head
    }
}

/// A socket that gives up on silent clients. The limits live here and not in hyper because hyper
/// has one clock for the idle time and the head of a request, and none for an unread answer.
#[derive(Debug)]
pub(crate) struct PatientSocket<S> {
    socket: S,
    connection: Arc<Connection>,
    patience: Patience,
    read_limit: Pin<Box<Sleep>>,
    write_limit: Pin<Box<Sleep>>,
    write_stalls: bool,
}

impl<S> PatientSocket<S> {
    pub(crate) fn new(socket: S, connection: Arc<Connection>, patience: Patience) -> Self {
        let never = Instant::now() + Duration::from_hours(24);
        PatientSocket {
            socket,
            connection,
            patience,
            read_limit: Box::pin(tokio::time::sleep_until(never)),
            write_limit: Box::pin(tokio::time::sleep_until(never)),
            write_stalls: false,
        }
    }

    /// `None` while a request is being answered.
    fn read_deadline(&self) -> Option<Instant> {
        match self.connection.phase() {
            Phase::Idle => Some(self.connection.since() + self.patience.idle),
            Phase::New | Phase::Head => Some(self.connection.since() + self.patience.head),
            Phase::Serving => None,
        }
    }

    fn read_took_too_long(&mut self, context: &mut Context<'_>) -> bool {
        let Some(deadline) = self.read_deadline() else {
            return false;
        };
        if self.read_limit.deadline() != deadline {
            self.read_limit.as_mut().reset(deadline);
        }
        self.read_limit.as_mut().poll(context).is_ready()
    }

    fn write_took_too_long<T>(&mut self, context: &mut Context<'_>, wrote: &Poll<T>) -> bool {
        if wrote.is_ready() {
            self.write_stalls = false;
            return false;
        }
        if !self.write_stalls {
            self.write_stalls = true;
            let deadline = Instant::now() + self.patience.unread;
            self.write_limit.as_mut().reset(deadline);
        }
        self.write_limit.as_mut().poll(context).is_ready()
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for PatientSocket<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.socket).poll_read(context, buffer);
        let came = buffer.filled().len() > before;
        if came && matches!(self.connection.phase(), Phase::New | Phase::Idle) {
            self.connection.enter(Phase::Head);
        }
        // A head that drips in byte by byte is always ready: it has to be timed here as well.
        if (read.is_pending() || came) && self.read_took_too_long(context) {
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        read
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for PatientSocket<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        data: &[u8],
    ) -> Poll<io::Result<usize>> {
        let wrote = Pin::new(&mut self.socket).poll_write(context, data);
        if self.write_took_too_long(context, &wrote) {
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        wrote
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        data: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let wrote = Pin::new(&mut self.socket).poll_write_vectored(context, data);
        if self.write_took_too_long(context, &wrote) {
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        wrote
    }

    fn is_write_vectored(&self) -> bool {
        self.socket.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_shutdown(context)
    }
}
