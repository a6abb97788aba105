//! GET, POST /decks/{id}/options — presets and limits. `lines.rs` is the list of all settings of a
//! preset; `save.rs` reads the form back.

mod choices;
mod lines;
mod preset;
mod save;
mod show;

pub(super) use choices::review_orders;
pub(super) use preset::add_preset;
pub(super) use save::save;
pub(super) use show::{decimal, form, read_options};
