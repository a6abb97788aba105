//! The tables, one file each: get, put, delete, and what changed since a sync. The functions take
//! the connection; who calls them begins and commits.

pub mod cards;
pub mod col;
pub mod config;
pub mod counts;
pub mod decks;
pub(crate) mod functions;
pub mod graves;
pub mod notes;
pub mod notetypes;
mod open;
pub mod presets;
pub mod queue;
pub mod revlog;
pub mod standing;
pub mod tags;
mod values;
mod version;

pub use col::Stamp;
pub use counts::Counts;
pub use open::{Collection, harden, register_unicase};
pub use version::Version;

#[cfg(test)]
mod open_tests;
#[cfg(test)]
pub(crate) mod tests;
