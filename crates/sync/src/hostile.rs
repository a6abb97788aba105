//! What strangers may send to this door, and what holds whatever it is.

use trials::Trial;

/// The readers of this crate.
pub const TRIALS: &[Trial] = &[
    crate::wire::hostile::BODY,
    crate::wire::hostile::FORM,
    crate::wire::hostile::HEADER,
    crate::media::hostile::MEDIA_ZIP,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_requests_are_understood_or_refused() {
        for trial in TRIALS {
            trial.withstands_damage(150);
        }
    }
}
