//! What a card shows: templates, cloze, filters, typed answers.
//!
//! Pure functions from text to text; knows no tables and no collection. Begin reading at
//! [`template::Template`]. All that is read here was written by strangers: work grows no faster
//! than the text does.

pub mod card;
pub mod cloze;
pub mod description;
pub mod face;
mod filter;
#[cfg(any(test, fuzzing))]
pub mod hostile;
pub mod html;
pub mod latex;
mod scan;
pub mod sound;
pub mod template;
pub mod typed;
mod words;
mod work;

pub use work::TooLarge;
