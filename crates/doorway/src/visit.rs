//! One request as the log knows it.

use std::convert::Infallible;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use store::Chance;

use crate::mask;

/// One request: its id, and what handlers learn about who sent it. Handlers take it as an argument
/// and tell it the account; the line in the log then carries its number (PR-15).
#[derive(Debug, Clone, Default)]
pub struct Visit(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    id: String,
    known: Mutex<Known>,
}

/// What a handler has found out.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    pub(crate) account: Option<i64>,
    pub(crate) client: Option<String>,
}

impl Visit {
    pub(crate) fn new(chance: &Chance) -> Visit {
        let mut id = String::with_capacity(16);
        for byte in chance.bytes::<8>() {
            // Writing into a String cannot fail.
            let _written = write!(id, "{byte:02x}");
        }
        Visit(Arc::new(Inner {
            id,
            known: Mutex::default(),
        }))
    }

    /// The request's id: in its log line, in the log of faults and in the answer's `x-request-id`.
    pub fn id(&self) -> &str {
        &self.0.id
    }

    /// The request belongs to the account of this number. Call it as soon as that is known.
    pub fn account(&self, number: i64) {
        self.known(|known| known.account = Some(number));
    }

    /// What the client calls itself, where that does not stand in `User-Agent`: cut and masked.
    pub fn client(&self, version: &str) {
        let version = mask::client(version);
        self.known(|known| known.client = Some(version));
    }

    pub(crate) fn learned(&self) -> Known {
        self.known(|known| known.clone())
    }

    fn known<T>(&self, with: impl FnOnce(&mut Known) -> T) -> T {
        with(&mut self.0.known.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl<S: Sync> FromRequestParts<S> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Self::Rejection> {
        Ok(parts.extensions.get::<Visit>().cloned().unwrap_or_default())
    }
}
