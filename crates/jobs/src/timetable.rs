//! Work that comes again.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use store::{Fault, Ground};

use crate::storage;

const HOUR: Duration = Duration::from_hours(1);
const DAY: Duration = Duration::from_hours(24);
/// With the tries before and the day until the next sweep, a payload lives for 30 days at most.
pub(crate) const DEAD_KEPT: Duration = Duration::from_hours(27 * 24);

type Outcome = Pin<Box<dyn Future<Output = Result<(), Fault>> + Send>>;

/// Work that comes again.
#[derive(Clone)]
pub struct Periodic {
    pub(crate) name: &'static str,
    pub(crate) every: Duration,
    run: Arc<dyn Fn(Ground) -> Outcome + Send + Sync>,
}

impl Periodic {
    /// `run` is called at the first start, then whenever `every` has passed since it last succeeded,
    /// restarts included. It must bear being called twice.
    pub fn new<F, Fut>(name: &'static str, every: Duration, run: F) -> Periodic
    where
        F: Fn(Ground) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<(), Fault>> + Send + 'static,
    {
        Periodic {
            name,
            every,
            run: Arc::new(move |ground| Box::pin(run(ground))),
        }
    }

    pub(crate) fn run(&self, ground: Ground) -> Outcome {
        (self.run)(ground)
    }
}

impl fmt::Debug for Periodic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Periodic({}, {:?})", self.name, self.every)
    }
}

/// What this crate itself does again and again: dead jobs go after 27 days, and the logs that hold
/// personal data are shortened and go in time even when nobody writes to them any more (PR-18).
pub fn timetable() -> Vec<Periodic> {
    let logs = Periodic::new("logs.expired", HOUR, |ground| async move {
        let logs = ground.logs.clone();
        tokio::task::spawn_blocking(move || logs.expire())
            .await
            .map_err(|error| Fault::because("the logs could not be looked at", error))??;
        Ok(())
    });
    let dead = Periodic::new("jobs.dead", DAY, |ground| async move {
        let before = ground.clock.now().minus(DEAD_KEPT);
        ground
            .db
            .write(async move |w| storage::remove_dead(w, before).await)
            .await
            .map(|_gone| ())
    });
    vec![logs, dead]
}
