//! The words of policy and terms, release by release: who changes a sentence of them in
//! `locales/en.ftl` adds a line here and says whether its meaning changed (PR-71).

/// The words at a time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Release {
    pub(super) number: u32,
    /// BLAKE3 of all sentences named `privacy-…` and `terms-…`, as they stand in the file. Only the
    /// test below looks at it.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "the test compares it with the file")
    )]
    words: &'static str,
    /// Members are told if one that matters came after the last they know.
    matters: bool,
}

const RELEASES: &[Release] = &[Release {
    number: 1,
    words: "70abfffd6d19218ece0b82f8dd02ee911465c96965f9748b99041d5f33f14e87",
    matters: true,
}];

pub(super) fn newest() -> Release {
    *RELEASES.last().expect("there is a first release")
}

/// The number of the last release that changed the meaning.
pub(super) fn newest_that_matters() -> u32 {
    let mut that_matter = RELEASES.iter().rev().filter(|release| release.matters);
    that_matter.next().map_or(0, |release| release.number)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sentences of policy and terms as they stand in the file.
    fn words() -> String {
        let file = include_str!("../../../../locales/en.ftl");
        let mut words = String::new();
        let mut is_ours = false;
        for line in file.lines() {
            if line.starts_with(|first: char| first.is_ascii_lowercase() || first == '-') {
                is_ours = line.starts_with("privacy-") || line.starts_with("terms-");
            } else if !line.starts_with(char::is_whitespace) {
                is_ours = false;
            }
            if is_ours {
                words += line;
                words.push('\n');
            }
        }
        words
    }

    #[test]
    fn pr_71_no_sentence_of_the_policy_changes_without_a_new_release() {
        let found = blake3::hash(words().as_bytes()).to_hex().to_string();

        assert_eq!(
            newest().words,
            found,
            "a sentence of policy or terms has changed: add a release with this hash to \
             crates/web/src/policy/releases.rs, and say whether it matters (docs/operators/privacy.md)"
        );
        for (at, release) in RELEASES.iter().enumerate() {
            assert_eq!(release.number as usize, at + 1);
        }
    }

    #[test]
    fn the_hash_is_taken_of_the_policy_and_of_nothing_else() {
        let words = words();

        assert!(words.contains("privacy-logs = ") && words.contains("terms-fair = "));
        assert!(!words.contains("letter-") && !words.contains("proof-"));
    }
}
