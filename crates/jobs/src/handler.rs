//! Who does a job.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use store::{Fault, Ground};

use crate::job::Job;

/// Why a job was not done. The words are shown to the operator and logged, so they hold no address.
#[derive(Debug, Clone)]
pub enum Failure {
    /// Another try may help.
    Passing(Fault),
    /// No further try would help.
    Final(Fault),
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Failure {
        Failure::Passing(fault)
    }
}

pub(crate) type Outcome = Pin<Box<dyn Future<Output = Result<(), Failure>> + Send>>;

/// Does one kind of job.
#[derive(Clone)]
pub struct Handler {
    pub(crate) kind: &'static str,
    run: Arc<dyn Fn(Ground, Job) -> Outcome + Send + Sync>,
}

impl Handler {
    /// `run` does the jobs of this kind. It may be called again for a job that it has done already,
    /// if a crash hid that it was done.
    pub fn new<F, Fut>(kind: &'static str, run: F) -> Handler
    where
        F: Fn(Ground, Job) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<(), Failure>> + Send + 'static,
    {
        Handler {
            kind,
            run: Arc::new(move |ground, job| Box::pin(run(ground, job))),
        }
    }

    pub(crate) fn run(&self, ground: Ground, job: Job) -> Outcome {
        (self.run)(ground, job)
    }
}

impl fmt::Debug for Handler {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Handler({})", self.kind)
    }
}
