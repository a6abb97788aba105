//! Time: milliseconds since 1970, and the only clock of the site.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, UNIX_EPOCH};

/// Milliseconds since 1970-01-01 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Millis(pub i64);

impl Millis {
    /// Whole seconds since 1970, rounded down.
    pub fn secs(self) -> i64 {
        self.0.div_euclid(1000)
    }

    /// This moment and `later`; stops at the end of time instead of wrapping.
    #[must_use]
    pub fn plus(self, later: Duration) -> Millis {
        Millis(
            self.0
                .saturating_add(i64::try_from(later.as_millis()).unwrap_or(i64::MAX)),
        )
    }

    /// `earlier` before this moment; stops at the beginning of time instead of wrapping.
    #[must_use]
    pub fn minus(self, earlier: Duration) -> Millis {
        Millis(
            self.0
                .saturating_sub(i64::try_from(earlier.as_millis()).unwrap_or(i64::MAX)),
        )
    }

    /// How long before this moment `earlier` was; zero if it was not.
    pub fn since(self, earlier: Millis) -> Duration {
        Duration::from_millis(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }
}

/// The clock of the site. Tests hold a fixed one and move it.
#[derive(Debug, Clone)]
pub struct Clock(Source);

#[derive(Debug, Clone)]
enum Source {
    System,
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// The clock of the machine.
    pub fn system() -> Clock {
        Clock(Source::System)
    }

    /// A clock that stands still until it is told to move.
    pub fn fixed(at: Millis) -> Clock {
        Clock(Source::Fixed(Arc::new(AtomicI64::new(at.0))))
    }

    /// The present moment.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is where time enters the site"
    )]
    pub fn now(&self) -> Millis {
        match &self.0 {
            Source::System => Millis(
                std::time::SystemTime::now()
                    .duration_since(UNIX_EPOCH)
                    .map_or(0, |since| {
                        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
                    }),
            ),
            Source::Fixed(at) => Millis(at.load(Ordering::SeqCst)),
        }
    }

    /// Moves a fixed clock on; the clock of the machine does not listen.
    pub fn advance(&self, by: Duration) {
        if let Source::Fixed(at) = &self.0 {
            at.store(self.now().plus(by).0, Ordering::SeqCst);
        }
    }

    /// Sets a fixed clock; the clock of the machine does not listen.
    pub fn set(&self, to: Millis) {
        if let Source::Fixed(at) = &self.0 {
            at.store(to.0, Ordering::SeqCst);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_round_down_before_1970_too() {
        assert_eq!(Millis(1999).secs(), 1);
        assert_eq!(Millis(-1).secs(), -1);
    }

    #[test]
    fn a_fixed_clock_moves_only_when_told() {
        let clock = Clock::fixed(Millis(5));
        assert_eq!(clock.now(), Millis(5));

        clock.clone().advance(Duration::from_secs(1));

        assert_eq!(clock.now(), Millis(1005));
    }
}
