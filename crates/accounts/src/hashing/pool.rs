//! Threads that do nothing but hash, and the queue before them.

use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use store::Fault;
use tokio::sync::oneshot;

use crate::error::Error;

/// Added to the "niceness" of the hashing threads: when processors are scarce, syncs come first.
const NICENESS: i32 = 10;

type Work = Box<dyn FnOnce() + Send>;

/// The threads end when the pool is dropped and the queue is empty.
#[derive(Debug)]
pub(super) struct Pool {
    queue: SyncSender<Work>,
}

impl Pool {
    pub(super) fn start(threads: usize, queue_max: usize) -> Result<Pool, Fault> {
        let processors = thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let threads = if threads == 0 { processors } else { threads };
        let (queue, waiting) = sync_channel::<Work>(queue_max);
        let waiting = Arc::new(Mutex::new(waiting));
        for number in 0..threads {
            let waiting = Arc::clone(&waiting);
            thread::Builder::new()
                .name(format!("passwords-{number}"))
                .spawn(move || serve(&waiting))
                .map_err(|error| Fault::because("a hashing thread could not start", error))?;
        }
        Ok(Pool { queue })
    }

    /// Runs `work` on one of the threads. Refuses `Busy` when the queue is full. Work whose asker has
    /// gone away is not begun.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Error> {
        let (answer, done) = oneshot::channel();
        let work: Work = Box::new(move || {
            if !answer.is_closed() {
                let _nobody_waits = answer.send(work());
            }
        });
        match self.queue.try_send(work) {
            Ok(()) => {}
            Err(TrySendError::Full(_)) => return Err(Error::Busy),
            Err(TrySendError::Disconnected(_)) => {
                return Err(Error::Fault(Fault::new("the hashing threads have ended")));
            }
        }
        done.await
            .map_err(|_| Error::Fault(Fault::new("a hashing thread dropped its work")))
    }
}

fn serve(waiting: &Mutex<Receiver<Work>>) {
    // Linux counts niceness by thread. Where it is refused, hashing merely competes as an equal.
    let _refused = rustix::process::nice(NICENESS);
    loop {
        let next = waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .recv();
        let Ok(work) = next else { return };
        let broken = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
        if broken.is_err() {
            tracing::error!("hashing a password panicked");
        }
    }
}
