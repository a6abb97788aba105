//! The one thread that writes: takes all closures that wait, commits once, then answers them all.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use tokio::sync::oneshot;

use super::sqlite::{Write, at_once};
use crate::crash_points::CrashPoints;
use crate::fault::Fault;

/// More closures than this wait for the next commit, so that nobody waits for a crowd.
const CLOSURES_A_COMMIT: usize = 256;

/// Hands closures to the writing thread. Cheap to clone; the thread ends with the last clone.
#[derive(Debug, Clone)]
pub(super) struct Writer {
    jobs: Arc<Sender<Job>>,
}

/// Runs inside the transaction and leaves what is to be done once its end is known.
type Job = Box<dyn FnOnce(&Write) -> Ran + Send>;

struct Ran {
    /// Whether the closure's changes are to be undone.
    refused: bool,
    answer: Answer,
}

/// Tells whoever waits how it ended; a fault means that the commit failed.
type Answer = Box<dyn FnOnce(Option<Fault>) + Send>;

impl Writer {
    /// `announcements` goes up after every commit that announced something, and before its answers.
    pub(super) fn start(
        write: Write,
        crash_points: CrashPoints,
        announcements: Arc<AtomicU64>,
    ) -> Result<Writer, Fault> {
        let (jobs, waiting) = channel();
        thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || serve(&write, &waiting, &crash_points, &announcements))
            .map_err(|error| Fault::because("the writing thread could not start", error))?;
        Ok(Writer {
            jobs: Arc::new(jobs),
        })
    }

    pub(super) fn submit<T, E, F>(&self, closure: F) -> oneshot::Receiver<Result<T, E>>
    where
        F: AsyncFnOnce(&Write) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Fault> + Send + 'static,
    {
        let (answer, receiver) = oneshot::channel();
        let job: Job = Box::new(move |write| {
            let outcome = catch_unwind(AssertUnwindSafe(|| at_once(closure(write))))
                .unwrap_or_else(|panic| Err(E::from(Fault::new(words_of(&*panic)))));
            Ran {
                refused: outcome.is_err(),
                answer: Box::new(move |broken| {
                    let outcome = match broken {
                        Some(fault) if outcome.is_ok() => Err(E::from(fault)),
                        _ => outcome,
                    };
                    // Whoever asked may have gone away; the commit stands all the same.
                    let _nobody_waits = answer.send(outcome);
                }),
            }
        });
        // A thread that has ended drops the job and with it `answer`, which the receiver notices.
        let _ended = self.jobs.send(job);
        receiver
    }
}

fn serve(
    write: &Write,
    waiting: &Receiver<Job>,
    crash_points: &CrashPoints,
    announcements: &AtomicU64,
) {
    let mut broken: Option<Fault> = None;
    while let Ok(first) = waiting.recv() {
        let mut answers = Vec::new();
        let outcome = match &broken {
            Some(fault) => Err(fault.clone()),
            None => write.word("begin immediate"),
        };
        let outcome = outcome.and_then(|()| {
            let mut next = Some(first);
            while let Some(job) = next {
                run_one(write, job, &mut answers)?;
                next = if answers.len() < CLOSURES_A_COMMIT {
                    waiting.try_recv().ok()
                } else {
                    None
                };
            }
            write.still_lies_there()?;
            crash_points.here("db.commit.before");
            write.word("commit")?;
            crash_points.here("db.commit.after");
            Ok(())
        });
        if write.take_announcement() {
            announcements.fetch_add(1, Ordering::SeqCst);
        }
        let fault = outcome.err();
        if let Some(fault) = &fault {
            let _nothing_open = write.batch("rollback");
            // After a failed fsync the system may have dropped the pages it could not write. Nothing
            // that is read from now on proves what is on the disk, so nothing more is promised.
            // A full disk is no such failure: what was to be kept was refused, and nothing is lost.
            let may_have_lost = fault.chain().contains("disk I/O error") && !fault.is_full_disk();
            if broken.is_none() && may_have_lost {
                tracing::error!(fault = %fault.chain(), "the service database accepts no more writes");
                broken = Some(fault.clone());
            }
        }
        for answer in answers {
            answer(fault.clone());
        }
    }
}

/// Runs one closure between savepoints, so that its refusal undoes its own changes alone. Its answer is
/// kept before that: where no room was left, SQLite has undone the whole transaction with its savepoints,
/// and who asked is to learn why.
fn run_one(write: &Write, job: Job, answers: &mut Vec<Answer>) -> Result<(), Fault> {
    write.word("savepoint one")?;
    let ran = job(write);
    answers.push(ran.answer);
    if ran.refused {
        write.word("rollback to one")?;
    }
    write.word("release one")
}

fn words_of(panic: &(dyn Any + Send)) -> String {
    let words = panic
        .downcast_ref::<&str>()
        .map(|words| (*words).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned());
    format!("a writing closure panicked: {}", words.unwrap_or_default())
}
