//! Answers that may be kept by caches. Everything else is private.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// An answer that is the same for everybody. It is made from parts that know no session: a handler
/// that takes a session has no business returning it, and an answer with a cookie is never public.
#[derive(Debug, Clone, Copy)]
pub struct Public<R> {
    answer: R,
    kept: &'static str,
}

/// Stands in the answer's extensions: the front lets its `cache-control` through.
#[derive(Debug, Clone, Copy)]
pub(crate) struct IsPublic;

impl<R> Public<R> {
    /// An answer whose address changes with its content, kept for a year.
    pub fn for_ever(answer: R) -> Public<R> {
        Public {
            answer,
            kept: "public, max-age=31536000, immutable",
        }
    }

    /// An answer that may be up to an hour old.
    pub fn for_an_hour(answer: R) -> Public<R> {
        Public {
            answer,
            kept: "public, max-age=3600",
        }
    }

    /// An answer to whoever knows its address, which nobody can guess. The browser alone keeps it,
    /// for an hour.
    pub fn for_its_bearer(answer: R) -> Public<R> {
        Public {
            answer,
            kept: "private, max-age=3600",
        }
    }
}

impl<R: IntoResponse> IntoResponse for Public<R> {
    fn into_response(self) -> Response {
        let mut response = self.answer.into_response();
        response
            .headers_mut()
            .insert(header::CACHE_CONTROL, HeaderValue::from_static(self.kept));
        response.extensions_mut().insert(IsPublic);
        response
    }
}
