//! Opens strangers' files in a caged child process, and makes files of our own from what is good
//! in them.
//!
//! Promises: a received collection is never adopted. A child of the same program, without rights
//! to open, execute or reach anything, reads its pages, checks them, and copies typed rows into a
//! new file of our schema; `SQLite` never opens the stranger's file. What Check Database of the
//! clients would mend is mended; what is added or removed for that travels back to them with the
//! next sync. Nothing is left of a file that was refused.
//!
//! Knows no accounts and no HTTP. Begin reading at `inspection.rs` (the parent), then
//! `cage/mod.rs` (the child), `copying/mod.rs` (the work); `received` reads the stranger's pages,
//! `fresh` writes ours.

mod answer;
mod cage;
mod copying;
mod error;
mod fresh;
#[cfg(any(test, fuzzing))]
pub mod hostile;
mod inspection;
mod options;
mod received;

pub use answer::Protection;
pub use cage::{Limits, child_main, raise_walls};
pub use error::Error;
pub use inspection::{Checked, Quarantine};
pub use options::Options;
