//! How hard a password is to guess, by zxcvbn: words, names, dates, keyboard walks and what is
//! known of the account are what a guesser tries first.

/// Longer passwords are judged by their first part.
const CHARACTERS_JUDGED: usize = 100;
/// Where the script has thousands of signs, one is worth more than the ten guesses that zxcvbn
/// counts for it.
const MORE_BY_SIGN: f64 = 1.5;
/// Powers of ten of guesses at which zxcvbn's own scores begin.
const SCORES_BEGIN: [f64; 4] = [3.0, 6.0, 8.0, 10.0];

/// How hard a password is to guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Below a thousand guesses.
    None,
    /// Below a million.
    Weak,
    /// Below a hundred million: enough where guesses are counted and hashes are slow.
    Fair,
    /// Below ten thousand million.
    Good,
    /// More.
    VeryGood,
}

impl Strength {
    /// From 0 to 4.
    pub fn number(self) -> u8 {
        match self {
            Strength::None => 0,
            Strength::Weak => 1,
            Strength::Fair => 2,
            Strength::Good => 3,
            Strength::VeryGood => 4,
        }
    }

    fn of(number: usize) -> Strength {
        match number {
            0 => Strength::None,
            1 => Strength::Weak,
            2 => Strength::Fair,
            3 => Strength::Good,
            _ => Strength::VeryGood,
        }
    }
}

/// Judges a password for somebody of whom these words are known: the address, the name of the site.
pub(crate) fn strength(password: &str, known: &[&str]) -> Strength {
    let judged: String = password.chars().take(CHARACTERS_JUDGED).collect();
    let found = zxcvbn::zxcvbn(&judged, known);
    let signs = judged.chars().filter(|c| *c >= '\u{2e80}').count();
    if signs == 0 {
        return Strength::of(usize::from(u8::from(found.score())));
    }
    let signs = f64::from(u32::try_from(signs).unwrap_or(u32::MAX));
    let powers = found.guesses_log10() + MORE_BY_SIGN * signs;
    Strength::of(
        SCORES_BEGIN
            .iter()
            .filter(|begin| powers >= **begin)
            .count(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pr_61_a_guesser_comes_to_words_and_dates_before_chance() {
        let known = [
            "mia.mai@kanji-club.example.org",
            "mia.mai",
            "kanji-club",
            "fuda",
        ];

        assert_eq!(strength("monday", &known), Strength::None);
        assert!(strength("summer2019", &known) <= Strength::Weak);
        assert!(strength("mia.mai1990", &known) <= Strength::Weak);
        assert!(strength("19.11.1984", &known) <= Strength::Weak);
        assert!(strength("gR7xyzwQ", &known) >= Strength::Fair);
        assert_eq!(
            strength("correct horse battery staple", &known),
            Strength::VeryGood
        );
        assert!(strength("札字語", &known) >= Strength::Fair);
        assert!(strength("ひみつのことば", &known) >= Strength::Good);
        assert!(strength(&"ab".repeat(500), &known) <= Strength::Weak);
    }
}
