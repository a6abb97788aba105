//! Whether there is room on the disk, said to the operator once and not at every request.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use crate::fault::Fault;
use crate::time::Clock;

/// While it lasts, it is said again after so long.
const SAID_AGAIN_AFTER: Duration = Duration::from_mins(10);

/// The room of the data folder. Cheap to clone; all clones are one.
#[derive(Debug, Clone)]
pub struct Space {
    clock: Clock,
    said_ms: Arc<AtomicI64>,
}

impl Space {
    pub(crate) fn new(clock: &Clock) -> Space {
        Space {
            clock: clock.clone(),
            said_ms: Arc::new(AtomicI64::new(i64::MIN)),
        }
    }

    /// Something could not be kept because the disk is full. Says so in the operator's log, unless
    /// that was done a moment ago; whether it was said.
    pub fn ran_out(&self, fault: &Fault) -> bool {
        let now = self.clock.now();
        let is_due = |said: i64| said <= now.minus(SAID_AGAIN_AFTER).0 || said > now.0;
        let update = |said| is_due(said).then_some(now.0);
        let (set, fetch) = (Ordering::Relaxed, Ordering::Relaxed);
        let is_news = self.said_ms.fetch_update(set, fetch, update).is_ok();
        if is_news {
            tracing::error!(
                fault = fault.chain(),
                "the disk is full: nothing new is kept until there is room; what is kept is safe, and nothing needs a restart"
            );
        }
        is_news
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Millis;

    #[test]
    fn a_full_disk_is_said_once_in_ten_minutes() {
        let clock = Clock::fixed(Millis(1_795_000_000_000));
        let space = Space::new(&clock);
        let fault = Fault::new("full");

        let at_once = [space.ran_out(&fault), space.clone().ran_out(&fault)];
        clock.advance(SAID_AGAIN_AFTER);
        let later = [space.ran_out(&fault), space.ran_out(&fault)];

        assert_eq!([at_once, later], [[true, false]; 2]);
    }
}
