//! Pages for people. A page is a folder entry: handler, template, style and island share a name and
//! lie together, and the address bar is the index: `/account/login` is `account/login.rs`.
//!
//! Promises: every page works without script and loads nothing foreign; a form comes back with what
//! was typed and a sentence beside the field; nothing unsafe happens at the wish of another site.
//! Knows no rules: services decide, pages say it. Begin reading here, then `frame/mod.rs`.

mod about;
mod account;
mod app;
mod apps;
mod decks;
mod frame;
mod home;
mod in_use;
mod letters;
mod options;
mod policy;
mod setup;
mod shared;
mod site;
mod statistics;
mod status;
mod study;
mod support;
mod svc;
#[cfg(test)]
mod tests;
mod update;
mod well_known;

pub use app::App;
pub use decks::Calculations;
pub use options::Options;
pub use policy::{Promised, controller};
pub use setup::{Checked, SetUp, Wish};
pub use site::router;
pub use study::Desks;
