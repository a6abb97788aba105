//! What all doors share: who calls, how long and how much they may, and what is written down of it.
//!
//! Promises: every request leaves exactly one line in the log, whatever became of it, and no secret
//! in it; answers are private unless they are of the public type; a panic is a 500 and nothing
//! more; silent or slow clients are given up; a stop lets running requests finish; nobody comes in the
//! clear from afar (PR-58a).
//! Knows no route and no rule. Begin reading at `front.rs`; `listen.rs` is the accept loop.

mod address;
mod body;
mod caller;
mod connection;
mod front;
mod headers;
mod host;
#[cfg(any(test, fuzzing))]
pub mod hostile;
mod inventory;
mod line;
mod listen;
mod mask;
mod measures;
mod options;
mod plain;
mod public;
mod reading;
mod tls;
mod visit;

#[cfg(test)]
mod tests;

pub use body::is_timeout;
pub use caller::{Caller, TrustedProxies, is_near};
pub use front::{Front, Plain};
pub use host::{host_of, is_loopback, is_unspecified};
pub use inventory::INVENTORY;
pub use listen::{serve, serve_encrypted};
pub use options::{Options, TlsOptions};
pub use plain::routes_to_https;
pub use public::Public;
pub use reading::{Broken, Call, DayOfUse, Pushing, broken, calls_of, days_of_use, pushing};
pub use tls::{Answers, Tls, Validity, certificate_validity};
pub use visit::Visit;
