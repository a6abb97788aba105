//! What a card shows: templates, cloze, filters, typed answers.
//!
//! Pure functions from text to text; knows no tables and no collection. Begin reading at
//! [`template::Template`]. All that is read here was written by strangers: work grows no faster
//! than the text does.

pub mod cloze;
mod scan;
pub mod template;
mod words;
