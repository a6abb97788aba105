//! The rules for a new password: long enough, and not among the first that anybody would guess. No
//! rule asks for odd symbols, and no password is changed before it is hashed.

use store::Ground;

use crate::credentials::Credentials;
use crate::email::Email;
use crate::error::{Error, PasswordFlaw};
use crate::hashing::Passwords;
use crate::network::Network;
use crate::strength::{Strength, strength};

/// A new password has at least so many bytes.
pub const PASSWORD_BYTES_MIN: usize = 8;
/// A password has at most so many bytes; longer ones are refused before they are hashed.
pub const PASSWORD_BYTES_MAX: usize = 1_024;

/// Words that people begin with, one a line, in lower case.
const COMMON: &str = include_str!("common_passwords.txt");
/// A guessable word with so much around it is still guessable.
const TRIMMINGS_MAX: usize = 6;
/// What repeats after so few characters is as good as its first few.
const PERIOD_MAX: usize = 4;
/// Walks over the alphabet, the digits and the keyboard.
const WALKS: [&str; 8] = [
    "abcdefghijklmnopqrstuvwxyz",
    "0123456789012345678901234567890",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "1q2w3e4r5t6y7u8i9o0p",
    "q1w2e3r4t5y6u7i8o9p0",
];
/// What the site and its visitors are about.
const CONTEXT: [&str; 7] = [
    "fuda",
    "anki",
    "ankiweb",
    "ankidroid",
    "ankimobile",
    "flashcard",
    "flashcards",
];

/// Whether a password may be used for the account with this address.
pub(crate) fn check(password: &str, email: &Email) -> Result<(), Error> {
    let flaw = if password.len() < PASSWORD_BYTES_MIN {
        PasswordFlaw::TooShort
    } else if password.len() > PASSWORD_BYTES_MAX {
        PasswordFlaw::TooLong
    } else if is_common(password, email) {
        PasswordFlaw::Common
    } else if strength(password, &known_words(email)) < Strength::Fair {
        PasswordFlaw::Weak
    } else {
        return Ok(());
    };
    Err(Error::BadPassword(flaw))
}

/// What a guesser knows beforehand.
fn known_words(email: &Email) -> Vec<&str> {
    let site = email.domain().split('.').next().unwrap_or_default();
    let own = [email.as_str(), email.local_part(), email.domain(), site];
    own.into_iter().chain(CONTEXT).collect()
}

/// How hard a password is to guess for somebody with this address, as both were typed: for the
/// meter beside the field. Refuses `TooManyTries`.
pub fn judge_password(
    ground: &Ground,
    passwords: &Passwords,
    typed: Credentials<'_>,
    from: Network,
) -> Result<Strength, Error> {
    let judged = &passwords.counters().judged;
    judged.take(ground.clock.now(), &from)?;
    Ok(judge(typed.password, typed.email))
}

fn judge(password: &str, email: &str) -> Strength {
    let email = email.trim().parse::<Email>();
    let is_known = password.len() < PASSWORD_BYTES_MIN
        || email.as_ref().is_ok_and(|email| is_common(password, email));
    let words = email.as_ref().map(known_words).unwrap_or_default();
    let words = if words.is_empty() {
        CONTEXT.to_vec()
    } else {
        words
    };
    let judged = strength(password, &words);
    if is_known {
        judged.min(Strength::Weak)
    } else {
        judged
    }
}

fn is_common(password: &str, email: &Email) -> bool {
    let lower = password.to_lowercase();
    is_monotonous(&lower)
        || WALKS.iter().any(|walk| walks(&lower, walk))
        || [lower.clone(), without_leet(&lower)]
            .iter()
            .any(|form| is_word(form, email))
}

/// `aaaaaaaa`, `abbabbaa`, `123123123123`.
fn is_monotonous(lower: &str) -> bool {
    let letters: Vec<char> = lower.chars().collect();
    let mut different = letters.clone();
    different.sort_unstable();
    different.dedup();
    different.len() <= 2 || (1..=PERIOD_MAX).any(|period| repeats(&letters, period))
}

fn repeats(letters: &[char], period: usize) -> bool {
    letters.len() >= 2 * period
        && letters
            .iter()
            .zip(letters.iter().skip(period))
            .all(|(a, b)| a == b)
}

/// A stretch of the walk, there or back.
fn walks(lower: &str, walk: &str) -> bool {
    let back: String = walk.chars().rev().collect();
    walk.contains(lower) || back.contains(lower)
}

/// `p4ssw0rd` is `password`.
fn without_leet(lower: &str) -> String {
    lower
        .chars()
        .map(|c| match c {
            '0' => 'o',
            '1' | '!' => 'i',
            '3' => 'e',
            '4' | '@' => 'a',
            '5' | '$' => 's',
            '7' => 't',
            _ => c,
        })
        .collect()
}

/// A common word or one that is known of this person or site, plain or in leet, with a few digits or
/// signs around.
fn is_word(lower: &str, email: &Email) -> bool {
    let (local, domain) = (email.local_part().to_lowercase(), email.domain());
    let site = domain.split('.').next().unwrap_or_default();
    let own = [email.folded(), local, domain.to_owned(), site.to_owned()];
    let is_guessed = |word: &str| {
        COMMON.lines().any(|common| common == word)
            || CONTEXT.contains(&word)
            || own.iter().any(|own| own == word)
    };
    let stem = lower.trim_matches(|c: char| !c.is_alphabetic());
    let is_bare = lower.len() <= stem.len() + TRIMMINGS_MAX;
    let forms = [lower.to_owned(), without_leet(lower)];
    let stems = [stem.to_owned(), without_leet(stem)];
    forms.iter().any(|form| is_guessed(form))
        || (is_bare
            && stems
                .iter()
                .any(|stem| is_guessed(stem) || is_doubled(stem, is_guessed)))
}

/// `passpass`, `ankianki`.
fn is_doubled(stem: &str, is_guessed: impl Fn(&str) -> bool) -> bool {
    let middle = stem.len() / 2;
    match (stem.get(..middle), stem.get(middle..)) {
        (Some(one), Some(other)) => one == other && is_guessed(one),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flaw(password: &str) -> Option<PasswordFlaw> {
        let email: Email = "mia.mai@kanji-club.example.org".parse().unwrap();
        match check(password, &email) {
            Ok(()) => None,
            Err(Error::BadPassword(flaw)) => Some(flaw),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn pr_61_short_and_over_long_passwords_are_refused_by_bytes() {
        assert_eq!(flaw("gR7-xyz"), Some(PasswordFlaw::TooShort));
        assert_eq!(flaw("gR7-xyzw"), None);
        // Three characters, nine bytes: the rule counts what a guesser must try.
        assert_eq!(flaw("札字語"), None);
        let longest = "correct horse ".repeat(80);
        let first = |bytes| longest.get(..bytes).unwrap();
        assert_eq!(flaw(first(PASSWORD_BYTES_MAX)), None);
        assert_eq!(
            flaw(first(PASSWORD_BYTES_MAX + 1)),
            Some(PasswordFlaw::TooLong)
        );
    }

    #[test]
    fn pr_61_what_everybody_tries_first_is_refused() {
        for password in [
            "password",
            "Password1",
            "P4ssw0rd!",
            "password2026",
            "12345678",
            "87654321",
            "123123123123",
            "11111111",
            "abcdefgh",
            "abababab",
            "qwertyuiop",
            "1q2w3e4r",
            "1qaz2wsx",
            "zxcvbnm123",
            "iloveyou",
            "sunshine1",
            "letmein!!",
            "Fuda2026!",
            "ankianki",
            "anki1234",
            "AnkiWeb!1",
            "mia.mai@kanji-club.example.org",
            "mia.mai123",
            "Kanji-Club1",
        ] {
            assert_eq!(flaw(password), Some(PasswordFlaw::Common), "{password}");
        }
    }

    #[test]
    fn pr_61_what_zxcvbn_finds_easy_is_refused_and_the_meter_agrees() {
        for password in ["11/19/1984", "zaq1xsw2", "rosebud77"] {
            assert_eq!(flaw(password), Some(PasswordFlaw::Weak), "{password}");
            assert!(judge(password, "mia.mai@kanji-club.example.org") < Strength::Fair);
        }
        assert!(judge("mia.mai123", "mia.mai@kanji-club.example.org") < Strength::Fair);
        assert!(judge("correct horse battery staple", "") == Strength::VeryGood);
    }

    #[test]
    fn pr_62_what_a_manager_or_a_person_makes_up_is_taken() {
        for password in [
            "correct horse battery staple",
            "gR7xyzwQ",
            "mia likes green tea",
            "password manager made me",
            "        a        b c",
            "anki is for remembering",
            "ひみつのことば",
        ] {
            assert_eq!(flaw(password), None, "{password}");
        }
    }

    #[test]
    fn the_list_is_in_lower_case_and_has_no_empty_line() {
        assert!(
            COMMON
                .lines()
                .all(|word| !word.is_empty() && word == word.to_lowercase())
        );
    }
}
