//! The worker: claims what is due, has it done, settles the outcome.

use std::collections::HashMap;
use std::time::Duration;

use store::{Fault, Ground, Millis};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

use crate::handler::{Failure, Handler};
use crate::job::{Job, JobId};
use crate::storage::{self, Claimed};
use crate::timetable::Periodic;

/// So long an idle worker rests before it looks again.
const REST: Duration = Duration::from_millis(250);
const JOBS_AT_ONCE: u32 = 8;
/// A job that takes longer is cut off and counts as failed.
const JOB_TIME_MAX: Duration = Duration::from_mins(2);
/// Longer than a job may take, or it would be claimed again while it runs.
const CLAIM: Duration = Duration::from_mins(5);
/// No more time than this passes between the first try of a job and its last (36 hours).
pub(crate) const TRIES_TAKE: Duration = Duration::from_hours(36);
/// With the waits below, the last try is about a day and a half after the first.
const ATTEMPTS_MAX: u32 = 12;
const FIRST_WAIT: Duration = Duration::from_secs(30);
const LONGEST_WAIT: Duration = Duration::from_hours(6);
/// A second crash in the same job ends it: what it does may have been done twice by now.
const INTERRUPTIONS_MAX: u32 = 1;
const PERIODIC_RETRY: Duration = Duration::from_mins(10);

/// Does the jobs of one process. Only one process serves a data folder, so it has no rival.
#[derive(Debug)]
pub struct Worker {
    ground: Ground,
    handlers: Vec<Handler>,
    timetable: Vec<Periodic>,
    /// When to look at periodic work again, so that an idle worker need not ask the database.
    next_looks: HashMap<&'static str, Millis>,
}

/// A worker at work.
#[derive(Debug)]
pub struct Running {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Running {
    /// Lets the jobs at hand end, for `patience` at most, and takes no new ones. A job that is cut off
    /// is tried again at the next start.
    pub async fn stop(mut self, patience: Duration) {
        self.stop.send_replace(true);
        if tokio::time::timeout(patience, &mut self.task)
            .await
            .is_err()
        {
            self.task.abort();
            tracing::warn!(
                "jobs were still running at the end; they are tried again at the next start"
            );
        }
    }
}

impl Worker {
    /// A worker for these kinds of jobs and this periodic work.
    pub fn new(ground: Ground, handlers: Vec<Handler>, timetable: Vec<Periodic>) -> Worker {
        Worker {
            ground,
            handlers,
            timetable,
            next_looks: HashMap::new(),
        }
    }

    /// Begins to work in the background.
    pub fn start(mut self) -> Running {
        let (stop, mut stopped) = watch::channel(false);
        let task = tokio::spawn(async move {
            note(&self.take_over().await);
            while !*stopped.borrow() {
                let busy = self.turn().await;
                if !busy {
                    let _woken = tokio::time::timeout(REST, stopped.changed()).await;
                }
            }
        });
        Running { stop, task }
    }

    /// Does everything that is due at this moment and what follows from it, then returns how many
    /// jobs were tried. For tests and commands that do not stay.
    pub async fn run_due(&mut self) -> Result<usize, Fault> {
        self.run_timetable().await;
        let mut tried = 0;
        loop {
            match self.run_batch().await? {
                0 => return Ok(tried),
                some => tried += some,
            }
        }
    }

    /// What the last process had claimed will not be settled by it any more.
    pub async fn take_over(&self) -> Result<(), Fault> {
        let now = self.ground.clock.now();
        self.ground
            .db
            .write(async move |w| storage::expire_claims(w, now).await)
            .await?;
        Ok(())
    }

    /// One round in the background; whether there was anything to do.
    async fn turn(&mut self) -> bool {
        self.run_timetable().await;
        match self.run_batch().await {
            Ok(tried) => tried > 0,
            Err(fault) => {
                note(&Err(fault));
                false
            }
        }
    }

    async fn run_batch(&self) -> Result<usize, Fault> {
        let now = self.ground.clock.now();
        if !self
            .ground
            .db
            .read(async move |r| storage::any_due(r, now).await)
            .await?
        {
            return Ok(0);
        }
        let claimed = self
            .ground
            .db
            .write(async move |w| storage::claim(w, JOBS_AT_ONCE, now, now.plus(CLAIM)).await)
            .await?;
        self.ground.crash_points.here("jobs.claimed");
        let tried = claimed.len();
        let mut running = JoinSet::new();
        for one in claimed {
            running.spawn(do_and_settle(
                self.ground.clone(),
                self.handler_of(&one.job),
                one,
            ));
        }
        while let Some(settled) = running.join_next().await {
            settled.map_err(|error| Fault::because("a job could not be settled", error))??;
        }
        Ok(tried)
    }

    fn handler_of(&self, job: &Job) -> Option<Handler> {
        self.handlers
            .iter()
            .find(|handler| handler.kind == job.kind)
            .cloned()
    }

    async fn run_timetable(&mut self) {
        let now = self.ground.clock.now();
        for periodic in &self.timetable {
            if self
                .next_looks
                .get(periodic.name)
                .is_some_and(|next| now < *next)
            {
                continue;
            }
            let next = match run_periodic(&self.ground, periodic, now).await {
                Ok(next) => next,
                Err(fault) => {
                    let fault = fault.chain();
                    tracing::error!(name = periodic.name, fault, "periodic work failed");
                    now.plus(PERIODIC_RETRY)
                }
            };
            self.next_looks.insert(periodic.name, next);
        }
    }
}

fn note(outcome: &Result<(), Fault>) {
    if let Err(fault) = outcome {
        tracing::error!(fault = %fault.chain(), "the job queue is out of reach");
    }
}

/// Does periodic work if it is due. Returns when it will be due next.
async fn run_periodic(ground: &Ground, periodic: &Periodic, now: Millis) -> Result<Millis, Fault> {
    let name = periodic.name;
    let done_at = ground
        .db
        .read(async move |r| storage::done_at(r, name).await)
        .await?;
    let next = done_at
        .map(|done_at| done_at.plus(periodic.every))
        .filter(|next| now < *next);
    if let Some(next) = next {
        return Ok(next);
    }
    periodic.run(ground.clone()).await?;
    ground
        .db
        .write(async move |w| storage::put_done_at(w, name, now).await)
        .await?;
    Ok(now.plus(periodic.every))
}

async fn do_and_settle(
    ground: Ground,
    handler: Option<Handler>,
    claimed: Claimed,
) -> Result<(), Fault> {
    let job = claimed.job;
    let outcome = if claimed.interruptions > INTERRUPTIONS_MAX {
        Err(Failure::Final(Fault::new(
            "cut off twice; whether it was done is not known",
        )))
    } else {
        run(&ground, handler, job.clone()).await
    };
    ground.crash_points.here("jobs.ran");
    settle(&ground, &job, outcome).await?;
    ground.crash_points.here("jobs.settled");
    Ok(())
}

/// In a task of its own, so that a panic in one job ends that job alone.
async fn run(ground: &Ground, handler: Option<Handler>, job: Job) -> Result<(), Failure> {
    let Some(handler) = handler else {
        return Err(Failure::Passing(Fault::new(
            "nobody here does this kind of job",
        )));
    };
    let task = tokio::spawn(handler.run(ground.clone(), job));
    let abort = task.abort_handle();
    match tokio::time::timeout(JOB_TIME_MAX, task).await {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(panic)) => Err(Failure::Passing(Fault::because("the job broke off", panic))),
        Err(_elapsed) => {
            abort.abort();
            Err(Failure::Passing(Fault::new("the job took too long")))
        }
    }
}

async fn settle(ground: &Ground, job: &Job, outcome: Result<(), Failure>) -> Result<(), Fault> {
    let (id, now) = (job.id, ground.clock.now());
    match outcome {
        Ok(()) => {
            ground
                .db
                .write(async move |w| storage::remove_done(w, id).await)
                .await
        }
        Err(Failure::Passing(fault)) if job.attempt < ATTEMPTS_MAX => {
            tracing::warn!(job.id = %id, job.kind = %job.kind, job.attempt, fault = %fault.chain(), "job failed; it is tried again");
            let (again, reason) = (now.plus(wait_after(job.attempt)), fault.chain());
            ground
                .db
                .write(async move |w| storage::postpone(w, id, again, &reason).await)
                .await
        }
        Err(Failure::Passing(fault) | Failure::Final(fault)) => {
            bury(ground, job, now, &fault).await
        }
    }
}

async fn bury(ground: &Ground, job: &Job, now: Millis, fault: &Fault) -> Result<(), Fault> {
    let (id, reason): (JobId, String) = (job.id, fault.chain());
    tracing::error!(job.id = %id, job.kind = %job.kind, job.attempt, fault = %reason, "job given up");
    ground
        .db
        .write(async move |w| storage::bury(w, id, now, &reason).await)
        .await
}

/// 30 s, a minute, two …, six hours at most.
fn wait_after(attempt: u32) -> Duration {
    FIRST_WAIT
        .saturating_mul(2_u32.saturating_pow(attempt.saturating_sub(1)))
        .min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests;
