//! The machine under the site: tables, files, clock, chance and the points where a test may pull the plug.
//!
//! Promises: what `Db::write` returned is on the disk (one fsync, shared by all who write at that
//! moment); time and chance come from here and nowhere else, so that tests can move and seed them;
//! a data folder is used by one serving process at a time and never lies on a network filesystem.
//! Knows nothing of Anki, accounts or HTTP. Begin reading at `ground.rs`, then `db/mod.rs`.

mod chance;
mod crash_points;
mod db;
mod fault;
mod folder;
mod ground;
mod inventory;
mod logs;
mod recent;
pub mod site;
mod space;
mod time;

pub use chance::Chance;
pub use crash_points::CrashPoints;
pub use db::{Db, FromValue, Read, Row, Value, Write, sqlite_version};
pub use fault::{Conflict, Fault};
pub use folder::{DataFolder, FolderError};
pub use ground::Ground;
pub use inventory::{
    Basis, Class, Dated, Deletion, Export, Impersonal, Inventory, Kept, Personal, Purpose, Region,
    Subject,
};
pub use logs::{DayLog, LOGS_KEPT, Logs};
pub use recent::{Asked, Recent};
pub use space::Space;
pub use time::{Clock, Millis};
