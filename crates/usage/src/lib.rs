//! Which programs are in use, without people: the desktop program asks whether there is a newer
//! version, and how many ask with which version and system is counted.
//!
//! Promises: an installation is a keyed hash that leads to no account and no address, and is
//! forgotten when it has not asked for long (PR-19 to PR-22); what is counted is drawn once a day,
//! and no group that is too small is ever shown by itself (PR-25). Knows no HTTP. Begin reading at
//! `check.rs`, then `counts.rs`.

mod check;
mod counts;
mod drawing;
mod installation;
mod inventory;
mod newcomers;
mod options;
mod storage;
mod system;
mod version;

pub use check::{Answer, Asked, Checks, Message};
pub use counts::{Counts, Group};
pub use drawing::{Drawn, draw, drawn, timetable};
pub use inventory::INVENTORY;
pub use options::Options;
pub use version::PointVersion;

#[cfg(test)]
mod tests;
