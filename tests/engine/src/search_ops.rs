//! Searching and the browser's rows.

use serde_json::Value;

use crate::request::{Refusal, Request};
use crate::session::Session;

pub(crate) fn perform(
    _session: &mut Session,
    _request: &Request,
) -> Option<Result<Value, Refusal>> {
    None
}
