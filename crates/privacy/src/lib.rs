//! What concerns an account in all services at once: what is kept of it, removing it, and putting its
//! data away when nobody uses it.
//!
//! Promises: a removal that has begun ends complete, whatever breaks in between, and its owner gets
//! a signed certificate (PR-51, PR-52); data that nobody has used for half a year are put away after
//! three letters and can be had back for a month, and any visit or sync ends that (PR-49, PR-50); every
//! place with personal data has its rules in one register, from which the rest is made (PR-63). Knows
//! no HTTP. Begin reading at `register.rs`, then `removal.rs`.

mod ages;
mod certificate;
mod copy;
mod fact;
mod inventory;
mod options;
mod policy;
mod register;
mod removal;
mod statistics;
mod storage;
mod unused;

pub use ages::{Ages, ages, look as look_at_ages, timetable as ages_timetable};
pub use certificate::{BadCertificate, Certificate, Key, Statement, site_key};
pub use copy::{COPY_DAYS, Copies, Copy, CopyKind, is_in_copy};
pub use inventory::INVENTORY;
pub use options::Options;
pub use policy::{
    AnnounceBy, Controller, ControllerChange, Draft, Error, Facts, Policy, Standing, Successor,
    Version, WAIT_DAYS, announce_controller, controller_changes, last_told, may_serve, successor,
    timetable as policy_timetable, versions,
};
pub use register::Register;
pub use removal::timetable as removal_timetable;
pub use statistics::{
    Cell, FORETOLD, Figures, INTERVALS, MEMBERS_MIN, draw as draw_statistics, figures, object,
    objects, timetable as statistics_timetable,
};
pub use unused::{PutAway, bring_back, put_away, timetable as unused_timetable};

#[cfg(test)]
mod tests;
