/// How long until a card comes back (`rslib/src/scheduler/states/interval_kind.rs`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interval {
    Secs(u32),
    Days(u32),
}

const DAY_SECS: u32 = 86_400;

impl Interval {
    /// Seconds that reach the next day become days.
    #[must_use]
    pub fn across_days(self, secs_until_next_day: u32) -> Interval {
        match self {
            Interval::Secs(secs) if secs >= secs_until_next_day => {
                Interval::Days((secs - secs_until_next_day) / DAY_SECS + 1)
            }
            Interval::Secs(_) | Interval::Days(_) => self,
        }
    }

    pub fn secs(self) -> u32 {
        match self {
            Interval::Secs(secs) => secs,
            Interval::Days(days) => days.saturating_mul(DAY_SECS),
        }
    }

    /// As the review log keeps it: days, or seconds if negative.
    pub fn logged(self) -> i32 {
        match self {
            Interval::Secs(secs) => -i32::try_from(secs).unwrap_or(i32::MAX),
            Interval::Days(days) => days.cast_signed(),
        }
    }
}
