//! The link of a letter: its token, and the page that says that it is of no use any more.

use axum::http::StatusCode;
use serde::Deserialize;

use crate::frame::{Reader, Reply, Saying, page};

/// `?token=…` in the address, or the same in the form behind it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Link {
    pub(super) token: String,
}

/// Too late, used already, or never sent.
pub(super) fn dead_link(reader: &Reader, saying: &Saying) -> Reply {
    page(StatusCode::UNPROCESSABLE_ENTITY, saying).map(|response| reader.without_referrer(response))
}
