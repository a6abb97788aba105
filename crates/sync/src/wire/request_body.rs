//! The body of a request, which is read to its end even if nobody wants it any more.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::BoxError;
use axum::body::{Body, HttpBody};
use bytes::Bytes;
use doorway::is_timeout;
use http_body_util::BodyExt as _;
use hyper::body::{Frame, SizeHint};

use crate::refused::Refused;

/// How much, and for how long, an unwanted body is read. Closing a connection on a client that
/// still sends can throw away our answer before it has read it; then it would show a network error
/// instead of asking for the password.
const UNWANTED_BYTES_MAX: usize = 64 << 20;
const UNWANTED_TIME_MAX: Duration = Duration::from_secs(15);

/// The body of a request. Dropped before its end it is read away in the background.
#[derive(Debug)]
pub(crate) struct RequestBody(Option<Body>);

impl RequestBody {
    pub(crate) fn new(body: Body) -> RequestBody {
        RequestBody(Some(body))
    }

    /// The next bytes; `None` at the end.
    pub(crate) async fn next(&mut self) -> Result<Option<Bytes>, Refused> {
        loop {
            match self.frame().await {
                None => return Ok(None),
                Some(Ok(frame)) => {
                    if let Ok(data) = frame.into_data() {
                        return Ok(Some(data));
                    }
                }
                Some(Err(error)) => return Err(broken_off(&*error)),
            }
        }
    }
}

impl HttpBody for RequestBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let Some(body) = &mut self.0 else {
            return Poll::Ready(None);
        };
        let frame = Pin::new(body).poll_frame(context);
        if matches!(frame, Poll::Ready(None | Some(Err(_)))) {
            self.0 = None;
        }
        frame.map_err(Into::into)
    }

    fn is_end_stream(&self) -> bool {
        self.0.as_ref().is_none_or(HttpBody::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.0
            .as_ref()
            .map_or_else(|| SizeHint::with_exact(0), HttpBody::size_hint)
    }
}

/// Tells a client that was too slow from one that went away.
pub(crate) fn broken_off(error: &(dyn std::error::Error + 'static)) -> Refused {
    if is_timeout(error) {
        return Refused::TooSlow;
    }
    Refused::bad(format!("the request broke off: {error}"))
}

impl Drop for RequestBody {
    fn drop(&mut self) {
        let Some(body) = self.0.take() else { return };
        if body.is_end_stream() {
            return;
        }
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(read_away(body));
        }
    }
}

async fn read_away(mut body: Body) {
    let _within_time = tokio::time::timeout(UNWANTED_TIME_MAX, async {
        let mut bytes = 0;
        while let Some(Ok(frame)) = body.frame().await {
            bytes += frame.data_ref().map_or(0, Bytes::len);
            if bytes > UNWANTED_BYTES_MAX {
                break;
            }
        }
    })
    .await;
}
