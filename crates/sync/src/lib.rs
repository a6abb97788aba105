//! `/sync` and `/msync`: what the Anki apps ask for, of all ages since version 8 of their protocol.
//!
//! Promises: status codes, sentences and shapes are those that apps expect, because apps cannot be
//! changed; nobody's body is read before we know whose it is; a sync shows nothing until `finish`
//! commits it once, and ends without a trace otherwise. Knows no SQL and no rule of merging.
//! Begin reading at `door.rs`, then `intake.rs`, `calls.rs` and, for running syncs, `sessions.rs`.
//! "§" in comments is a section of `docs/protocol`.

mod calls;
mod door;
mod full;
#[cfg(any(test, fuzzing))]
pub mod hostile;
mod intake;
mod login;
mod media;
mod meta;
mod method;
mod options;
mod refused;
mod sending;
mod sentences;
mod sessions;
mod stage;
mod steps;
mod turns;
mod wire;

pub use door::{SyncDoor, router};
pub use options::Options;
