//! Work for later: queued in the transaction that makes it necessary, done at least once.
//!
//! Promises: a job that was committed is done, or is shown to the operator as dead with its reason;
//! a job whose outcome a crash has hidden is tried a second time and never a third. Knows nothing of
//! what the jobs do. Begin reading at `job.rs`, then `worker.rs`.

mod dead;
mod handler;
mod inventory;
mod job;
mod storage;
mod timetable;
mod worker;

pub use dead::{DeadJob, Overview, overview, revive};
pub use handler::{Failure, Handler};
pub use inventory::INVENTORY;
pub use job::{Job, JobId, later, later_about, withdraw};
pub use timetable::{Periodic, timetable};
pub use worker::{Running, Worker};
