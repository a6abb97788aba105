//! What a card shows: templates, cloze, filters, typed answers.
//!
//! Pure functions from text to text; knows no tables and no collection.
