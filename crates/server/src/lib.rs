//! The roof: settings, wiring and the commands of the binary `fuda`.
//!
//! Promises: every setting is documented and a misspelt one is refused; a start that would be unsafe is
//! refused with a sentence that says what to do; SIGTERM and SIGINT end the process after running
//! requests, with exit code 0. Knows no rule and no page. Begin reading at `site.rs`.

mod alarms;
mod build;
pub mod commands;
mod config;
mod entrance;
mod health;
mod inventory;
mod operations;
mod refusals;
mod register_page;
mod settings_page;
mod setup;
mod site;

pub use config::{Config, ServerOptions};
pub use inventory::register;
pub use site::Site;
