//! One collection: notes, cards, decks, review history, in one `SQLite` file in Anki's own
//! layout (schema 18), so that a file of ours is a file of theirs.
//!
//! Knows no accounts, no network, no clock of its own: who calls says what time it is, and
//! begins and commits. Begin reading at [`Collection`], then [`model`] for what things are,
//! [`storage`] for the tables, [`schema11`] for the JSON that clients exchange.

pub mod card_data;
pub mod changeset;
pub mod check;
mod create;
pub mod edit;
mod error;
#[cfg(any(test, fuzzing))]
pub mod hostile;
pub mod merge;
pub mod model;
mod pen;
mod plain_text;
pub mod render;
pub mod schema11;
pub mod schema18;
pub mod search;
#[cfg(test)]
mod sheets;
pub mod stats;
pub mod stock;
pub mod storage;
pub mod study;
mod today;
pub mod upgrade;

pub use create::Birth;
pub use error::Error;
pub use pen::Pen;
pub use storage::{Collection, Counts, Stamp};
pub use today::{Moment, Today};
