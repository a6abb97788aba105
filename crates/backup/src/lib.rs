//! Backups: everything of the site, sealed, in another folder or in a bucket.
//!
//! Promises: a backup is made while the site serves, and one that was finished is whole; what an account
//! has in it lies under a key of its own, which goes with the account, so that nothing of a removed account
//! can be read after fourteen days and nothing is left after a month (PR-53, PR-54); what is restored never
//! makes an app diverge in silence (D10). Knows no HTTP, and nothing of what rows mean. Begin reading at
//! `making.rs`, then `restoring.rs`.

mod backups;
mod content;
mod error;
mod expiry;
mod facts;
mod inventory;
mod keep;
mod keys;
mod letters;
mod making;
mod options;
mod rehearsal;
mod repository;
mod restoring;
mod root_key;
mod rows;
mod sealed;
mod storage;
mod tables;
#[cfg(test)]
mod tests;

pub use backups::{Backups, Kept};
pub use error::Error;
pub use facts::{FailedFact, MadeFact, RehearsedFact, Remembered, Standing, remembered};
pub use inventory::{DATA_DAYS_MAX, INVENTORY, KEY_DAYS_MAX};
pub use options::{BucketOptions, Options};
pub use restoring::{Order, Restored, Source, UNFINISHED, restore_site};
