//! What all doors share: who calls, how long and how much they may, and what is written down of it.
//!
//! Promises: every request leaves exactly one line in the log, whatever became of it, and no secret
//! in it; answers are private unless they are of the public type; a panic is a 500 and nothing
//! more; silent or slow clients are given up; a stop lets running requests finish.
//! Knows no route and no rule. Begin reading at `front.rs`; `listen.rs` is the accept loop.

mod address;
mod body;
mod caller;
mod connection;
mod front;
mod headers;
mod inventory;
mod line;
mod listen;
mod mask;
mod measures;
mod options;
mod public;
mod visit;

#[cfg(test)]
mod tests;

pub use body::is_timeout;
pub use caller::{Caller, TrustedProxies};
pub use front::Front;
pub use inventory::INVENTORY;
pub use listen::serve;
pub use options::Options;
pub use public::Public;
pub use visit::Visit;
