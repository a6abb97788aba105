//! The worker.

/// Why a job was not done.
#[derive(Debug)]
pub enum Failure {}
/// Does one kind of job.
#[derive(Debug)]
pub struct Handler {}
/// Work that comes again.
#[derive(Debug)]
pub struct Periodic {}
