//! When this program was built. What was found to be unsafe since then is not mended in it (PR-58b).

use std::time::Duration;

use store::Millis;

/// The day, such as `2026-11-22`.
pub(crate) const DAY: &str = env!("FUDA_BUILT");

/// A program older than this is not up to date.
pub(crate) const AGE_MAX: Duration = Duration::from_hours(183 * 24);

/// The first millisecond of the day; nothing if nobody knows it.
pub(crate) fn built() -> Option<Millis> {
    let day: jiff::civil::Date = DAY.parse().ok()?;
    let start = day.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
    Some(Millis(start.timestamp().as_millisecond()))
}

#[cfg(test)]
mod tests {
    #[test]
    fn pr_58b_the_program_knows_when_it_was_built() {
        assert!(super::built().unwrap().0 > 1_700_000_000_000);
    }
}
