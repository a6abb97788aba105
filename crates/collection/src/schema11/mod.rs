//! Schema 11: the JSON objects that clients of every age exchange for notetypes, decks and
//! presets, and that stood in the columns of `col` before schema 14; and whole files of that
//! schema, which old clients need.
//!
//! Keys that we do not know are kept in the `other` of each message and given back.

pub mod columns;
mod deck;
mod file;
mod keys;
mod notetype;
mod preset;

pub use deck::{deck_from_json, deck_to_json};
pub use file::write_file;
pub use notetype::{notetype_from_json, notetype_to_json};
pub use preset::{preset_from_json, preset_to_json};

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
