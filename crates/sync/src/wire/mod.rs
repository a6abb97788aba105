//! How apps wrap what they say: versions 8 to 10 in forms, 11 in a header and zstd (§1.3, §1.4).

mod budgets;
mod envelope;
mod form;
#[cfg(any(test, fuzzing))]
pub(crate) mod hostile;
mod inflate;
mod landing;
mod payload;
mod request_body;
mod seal;

pub(crate) use budgets::Budgets;
pub(crate) use envelope::{Envelope, Transport};
pub(crate) use form::{FormHead, flaw, parts_of};
pub(crate) use inflate::Encoding;
pub(crate) use landing::{Landing, Limits};
pub(crate) use payload::{Decoded, Held, Payload};
pub(crate) use request_body::RequestBody;
pub(crate) use seal::{Sealed, stream};
