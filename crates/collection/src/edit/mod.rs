//! Adding, changing and removing notes, notetypes and tags; every verb takes a [`crate::Pen`].
//!
//! Begin reading at [`notes`], then [`generation`] for which cards a note has.

pub mod adding;
pub mod cards;
mod check;
pub mod find_and_replace;
pub mod generation;
pub mod notes;
pub mod notetypes;
pub mod tags;

#[cfg(test)]
mod tests;
