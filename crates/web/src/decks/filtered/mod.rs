//! What only filtered decks have: a form of their own, rebuilding, emptying.

mod form;
mod refilling;

pub(super) use form::{build, edit, new, save};
pub(super) use refilling::{empty, rebuild};
