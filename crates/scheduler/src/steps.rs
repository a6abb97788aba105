//! Learning steps (`rslib/src/scheduler/states/steps.rs`).

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "minutes are f32, seconds are cut to whole ones, as Anki cuts them"
)]

const DAY_SECS: u32 = 86_400;

/// The steps of a preset, in minutes.
///
/// A card counts the steps that remain; old ones have the steps of today times 1,000 on top.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Steps<'a>(pub &'a [f32]);

impl Steps<'_> {
    pub(crate) fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// All of them: what remains after a failure.
    pub(crate) fn count(self) -> u32 {
        u32::try_from(self.0.len()).unwrap_or(u32::MAX)
    }

    /// Seconds after "again".
    pub(crate) fn again_secs(self) -> Option<u32> {
        self.secs_at(0)
    }

    /// Seconds after "hard": the same step again, but between the first and second on the first.
    pub(crate) fn hard_secs(self, remaining: u32) -> Option<u32> {
        let at = self.index(remaining);
        let secs = self.secs_at(at).or_else(|| self.secs_at(0))?;
        Some(if at == 0 {
            self.first_hard_secs(secs)
        } else {
            secs
        })
    }

    /// Seconds after "good"; nothing after the last step.
    pub(crate) fn good_secs(self, remaining: u32) -> Option<u32> {
        self.secs_at(self.index(remaining) + 1)
    }

    /// Seconds of the step the card is in; 0 without steps.
    pub fn present_secs(self, remaining: u32) -> u32 {
        self.secs_at(self.index(remaining)).unwrap_or_default()
    }

    /// How many steps remain after "good".
    pub(crate) fn remaining_after_good(self, remaining: u32) -> u32 {
        let passed = u32::try_from(self.index(remaining) + 1).unwrap_or(u32::MAX);
        self.count().saturating_sub(passed)
    }

    fn index(self, remaining: u32) -> usize {
        let count = self.0.len();
        let at = count.saturating_sub((remaining % 1000) as usize);
        at.min(count.saturating_sub(1))
    }

    fn secs_at(self, at: usize) -> Option<u32> {
        self.0.get(at).map(|minutes| (minutes * 60.0) as u32)
    }

    fn first_hard_secs(self, first: u32) -> u32 {
        let secs = match self.secs_at(1) {
            Some(second) => first.saturating_add(second) / 2,
            None => (first.saturating_mul(3) / 2).min(first.saturating_add(DAY_SECS)),
        };
        if secs > DAY_SECS {
            ((secs as f32 / DAY_SECS as f32).round() as u32).saturating_mul(DAY_SECS)
        } else {
            secs
        }
    }
}
