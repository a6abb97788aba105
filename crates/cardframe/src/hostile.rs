//! What a card's script may ask for, and what holds whatever it is.

use trials::Trial;

use crate::range::{Wanted, wanted};
use crate::seal::Seal;

/// The readers of this crate.
pub const TRIALS: &[Trial] = &[Trial {
    name: "media_request",
    seeds,
    run,
}];

const LENGTH: u64 = 1000;

/// A pass, a zero, a range.
fn run(bytes: &[u8]) {
    let asked = String::from_utf8_lossy(bytes);
    let (pass, range) = asked.split_once('\0').unwrap_or((&asked, ""));
    let until = Seal::of_nobody().until(7, pass);
    assert!(until.is_none(), "a pass was guessed: {pass}");
    for length in [0, 1, LENGTH, u64::MAX] {
        if let Wanted::Part(start, end) = wanted(Some(range), length) {
            assert!(start < end && end <= length, "{range} of {length}");
        }
    }
}

fn seeds() -> Vec<Vec<u8>> {
    let mark = "ab".repeat(32);
    ["bytes=0-99", "bytes=-5", "bytes=7-", "bytes=0-1,5-6"]
        .map(|range| format!("19ce0000000-7fffffffffffffff-{mark}\0{range}").into_bytes())
        .to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_requests_for_media_get_a_part_of_the_file_or_nothing() {
        for trial in TRIALS {
            trial.withstands_damage(500);
        }
    }
}
