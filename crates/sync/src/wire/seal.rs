//! Answers as apps want them: zstd with its size in a header, or plain for old ones.

use std::cell::RefCell;

use axum::body::Body;
use axum::http::{HeaderValue, Response, header};
use bytes::Bytes;
use store::Fault;
use zstd::bulk::Compressor;

use super::envelope::Transport;

/// Without this header, which must be a 32-bit number, apps fail although the status is 200 (§1.3).
const SIZE_HEADER: &str = "anki-original-size";
/// Speed counts: answers are small, and a phone's radio does not notice the difference.
const LEVEL: i32 = 1;

/// An answer that is ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sealed {
    bytes: Bytes,
    /// The size before compression; `None` for answers that are not compressed.
    original: Option<u32>,
}

impl Sealed {
    /// Seals `plain` for this transport. May be called on any thread; a megabyte takes two milliseconds.
    pub(crate) fn new(transport: Transport, plain: Vec<u8>) -> Result<Sealed, Fault> {
        if !transport.wants_zstd() {
            return Ok(Sealed {
                bytes: plain.into(),
                original: None,
            });
        }
        let original = u32::try_from(plain.len())
            .map_err(|error| Fault::because("an answer of more than 4 GiB", error))?;
        Ok(Sealed {
            bytes: compressed(&plain)?.into(),
            original: Some(original),
        })
    }

    /// Seals a value as JSON.
    pub(crate) fn json(
        transport: Transport,
        value: &impl serde::Serialize,
    ) -> Result<Sealed, Fault> {
        let json = serde_json::to_vec(value)
            .map_err(|error| Fault::because("an answer could not be written", error))?;
        Sealed::new(transport, json)
    }

    pub(crate) fn into_response(self) -> Response<Body> {
        response(Body::from(self.bytes), self.original)
    }
}

/// An answer whose bytes are made while they are sent, already compressed if `original` is the size
/// they had before.
pub(crate) fn stream(body: Body, original: Option<u32>) -> Response<Body> {
    response(body, original)
}

fn response(body: Body, original: Option<u32>) -> Response<Body> {
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/octet-stream"),
    );
    if let Some(original) = original {
        headers.insert(SIZE_HEADER, HeaderValue::from(original));
    }
    response
}

fn compressed(plain: &[u8]) -> Result<Vec<u8>, Fault> {
    thread_local! {
        static ENCODER: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    }
    let failed = |error| Fault::because("an answer could not be compressed", error);
    ENCODER.with_borrow_mut(|kept| {
        let encoder = match kept {
            Some(encoder) => encoder,
            None => kept.insert(Compressor::new(LEVEL).map_err(failed)?),
        };
        encoder.compress(plain).map_err(failed)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edge_01_every_answer_of_today_says_its_size() {
        for plain in [Vec::new(), b"null".to_vec(), vec![7; 300_000]] {
            let sealed = Sealed::new(Transport::Zstd, plain.clone()).unwrap();

            assert_eq!(zstd::decode_all(&sealed.bytes[..]).unwrap(), plain);
            let response = sealed.into_response();
            assert_eq!(
                response.headers()[SIZE_HEADER],
                plain.len().to_string().as_str()
            );
        }
    }

    #[test]
    fn old_apps_get_their_answer_as_it_is() {
        for transport in [Transport::Form, Transport::ZstdAnsweredPlain] {
            let sealed = Sealed::new(transport, b"OK".to_vec()).unwrap();

            assert_eq!(&sealed.bytes[..], b"OK");
            assert!(!sealed.into_response().headers().contains_key(SIZE_HEADER));
        }
    }
}
