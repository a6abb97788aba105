//! Letters: which there are, what they say, and how they are posted.
//!
//! Promises: every letter has a purpose from one closed list (PR-02, PR-03); it is queued in the
//! transaction that makes it necessary and posted at least once, at most twice if a crash comes
//! between; without a mail server it is written into the outbox folder. An address that letters do not reach is not
//! written to again (PR-55). A letter is plain text with
//! links to the site's own host only. Begin reading at `letter.rs`; the sentences are in `texts`.

mod bounce;
mod error;
#[cfg(any(test, fuzzing))]
pub mod hostile;
mod inventory;
mod letter;
mod mark;
mod message;
mod notice;
mod options;
mod outbox;
mod postman;
mod report;
mod samples;
mod storage;
mod suppression;
mod words;

pub mod address;

pub use bounce::{Taken, bounce_timetable, take_report};
pub use error::Error;
pub use inventory::INVENTORY;
pub use letter::{Letter, Purpose, post};
pub use notice::{Notice, Notices};
pub use options::{Options, Tls};
pub use outbox::{is_letter_to, remove_letters_of, timetable};
pub use postman::{Postman, judge};
pub use samples::{Sample, samples};
pub use suppression::{Reason, Suppression, lift_suppression, suppress, suppression};
