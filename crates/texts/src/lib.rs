//! Every sentence Fuda says to people, in every language, as typed methods.
//!
//! `locales/en.ftl` is the source: its message `devices-found` becomes `t.devices_found(n)`, so a
//! sentence that is missing does not compile. What another language lacks is said in English.
//! Begin reading in `sentences.rs`; the methods themselves are written by `build.rs`, and
//! `tests/translations.rs` sees to it that nothing is lacking.
//!
//! Knows nothing of pages, letters or requests.

mod amounts;
mod language;
mod numbers;
mod sentences;

pub use language::Direction;
pub use sentences::{Language, Number, Texts};
