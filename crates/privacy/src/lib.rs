//! What concerns an account in all services at once: removing it, and putting its data away when
//! nobody uses it.
//!
//! Promises: a removal that has begun ends complete, whatever breaks in between, and its owner gets
//! a signed certificate (PR-51, PR-52); data that nobody has used for half a year are put away after
//! three letters and can be had back for a month, and any visit or sync ends that (PR-49, PR-50).
//! Knows no HTTP. Begin reading at `removal.rs`.

mod certificate;
mod options;
mod removal;
mod storage;
mod unused;

pub use certificate::{BadCertificate, Certificate, Key, Statement, site_key};
pub use options::Options;
pub use removal::timetable as removal_timetable;
pub use unused::{PutAway, bring_back, put_away, timetable as unused_timetable};

#[cfg(test)]
mod tests;
