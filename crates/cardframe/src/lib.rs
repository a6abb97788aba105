//! The sealed frame in which card scripts run, and the media that cards may load there.
//!
//! Promises: a card has an origin of its own that is nobody's; it reaches no page, no cookie, no other
//! host; it loads only media that stand in what it was given, by a capability in the path; an answer
//! of this door says nothing that depends on who is logged in.
//! Must not know sessions, accounts or pages: what a frame may read is handed to it. Begin reading at
//! `shell.rs` for the frame's policy, `shell/shell.ts` for what runs in it, `pass.rs` for the media.

mod files;
#[cfg(any(test, fuzzing))]
pub mod hostile;
mod media;
mod pass;
mod range;
mod router;
mod seal;
mod shell;

pub use pass::{Pass, Passes};
pub use router::router;
pub use shell::{Reach, address};
