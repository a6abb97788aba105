//! The time budget of a request body: no long silence, and a speed that is worth waiting for.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, HttpBody};
use bytes::Bytes;
use hyper::body::{Frame, SizeHint};
use tokio::time::{Instant, Sleep};

use crate::options::Options;

/// The rate counts from here on: a slow start is no slow client.
const GRACE: Duration = Duration::from_secs(30);

/// How long the bytes of a request body may be awaited.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pace {
    silence_max: Duration,
    bytes_per_sec_min: u64,
}

impl Pace {
    pub(crate) fn of(options: &Options) -> Pace {
        Pace {
            silence_max: Duration::from_secs(options.body_idle_secs_max),
            bytes_per_sec_min: options.body_bytes_per_sec_min,
        }
    }

    /// The moment at which a body that has sent `bytes` in `awaited` and then falls silent is too slow.
    fn deadline(self, now: Instant, bytes: u64, awaited: Duration) -> Instant {
        let silence = now + self.silence_max;
        let Some(paid_secs) = bytes.checked_div(self.bytes_per_sec_min) else {
            return silence;
        };
        let allowed = GRACE.max(Duration::from_secs(paid_secs));
        silence.min(now + allowed.saturating_sub(awaited))
    }
}

/// A request body under a pace. Only the time in which we wait for the client counts: what a handler
/// does between two reads is not the client's fault.
#[derive(Debug)]
pub(crate) struct PacedBody {
    body: Body,
    pace: Pace,
    bytes: u64,
    awaited: Duration,
    waiting_since: Option<Instant>,
    limit: Option<Pin<Box<Sleep>>>,
}

impl PacedBody {
    pub(crate) fn new(body: Body, pace: Pace) -> PacedBody {
        PacedBody {
            body,
            pace,
            bytes: 0,
            awaited: Duration::ZERO,
            waiting_since: None,
            limit: None,
        }
    }

    fn waited_too_long(&mut self, context: &mut Context<'_>) -> bool {
        if self.waiting_since.is_none() {
            let now = Instant::now();
            self.waiting_since = Some(now);
            let deadline = self.pace.deadline(now, self.bytes, self.awaited);
            match &mut self.limit {
                Some(limit) => limit.as_mut().reset(deadline),
                None => self.limit = Some(Box::pin(tokio::time::sleep_until(deadline))),
            }
        }
        self.limit
            .as_mut()
            .is_some_and(|limit| limit.as_mut().poll(context).is_ready())
    }
}

impl HttpBody for PacedBody {
    type Data = Bytes;
    type Error = axum::BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::BoxError>>> {
        match Pin::new(&mut self.body).poll_frame(context) {
            Poll::Pending if self.waited_too_long(context) => {
                Poll::Ready(Some(Err(io::Error::from(io::ErrorKind::TimedOut).into())))
            }
            Poll::Pending => Poll::Pending,
            Poll::Ready(frame) => {
                if let Some(since) = self.waiting_since.take() {
                    self.awaited += since.elapsed();
                }
                if let Some(Ok(frame)) = &frame {
                    self.bytes += frame.data_ref().map_or(0, Bytes::len) as u64;
                }
                Poll::Ready(frame.map(|frame| frame.map_err(Into::into)))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// The client fell silent in the middle of a request body. Doors answer 408 to it.
pub fn is_timeout(error: &(dyn std::error::Error + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(io) = error.downcast_ref::<io::Error>() {
            return io.kind() == io::ErrorKind::TimedOut;
        }
        cause = error.source();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::stream;
    use http_body_util::BodyExt as _;

    fn pace() -> Pace {
        Pace::of(&Options::default())
    }

    async fn send(pieces: Vec<(u64, usize)>, end_after_secs: u64) -> Result<usize, axum::BoxError> {
        let pieces = stream::unfold(pieces.into_iter(), move |mut pieces| async move {
            if let Some((secs, bytes)) = pieces.next() {
                tokio::time::sleep(Duration::from_secs(secs)).await;
                return Some((Ok::<_, io::Error>(Bytes::from(vec![0; bytes])), pieces));
            }
            tokio::time::sleep(Duration::from_secs(end_after_secs)).await;
            None
        });
        let body = PacedBody::new(Body::from_stream(pieces), pace());
        Ok(body.collect().await?.to_bytes().len())
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_falls_silent_is_given_up_after_thirty_seconds() {
        let error = send(vec![(1, 500_000)], 1000).await.unwrap_err();

        assert!(is_timeout(&*error));
    }

    #[tokio::test(start_paused = true)]
    async fn a_slow_body_that_keeps_the_least_rate_is_read_to_its_end() {
        let bytes = send(vec![(10, 20_000); 50], 1).await.unwrap();

        assert_eq!(bytes, 1_000_000);
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_drips_is_given_up_although_it_is_never_silent() {
        let started = Instant::now();

        let error = send(vec![(10, 100); 500], 1).await.unwrap_err();

        assert!(is_timeout(&*error));
        assert!(started.elapsed() < Duration::from_mins(1));
    }
}
