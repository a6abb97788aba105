//! Hashing passwords on threads of its own.

use crate::options::{Options, Registration};
use store::Fault;

/// What stands guard at the door: the hashing threads, the counters of failures and the rules of
/// registration. One for the whole process; cheap to clone.
#[derive(Debug, Clone)]
pub struct Passwords {}

impl Passwords {
    /// Starts the hashing threads. They end when the last clone is dropped.
    pub fn start(options: &Options) -> Result<Passwords, Fault> {
        todo!()
    }

    /// Who may sign up.
    pub fn registration(&self) -> Registration {
        todo!()
    }
}
