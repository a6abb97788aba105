//! An email address.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest as _, Sha256};

use crate::error::Error;

const BYTES_MAX: usize = 254;
const LOCAL_BYTES_MAX: usize = 64;
const LABEL_BYTES_MAX: usize = 63;

/// An email address that letters can reach: domain in lower case, local part as it was typed, since
/// only its own mail server knows whether case matters there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    /// The address as letters need it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address as accounts are told apart: `Mia@example.org` and `mia@example.org` are one.
    pub(crate) fn folded(&self) -> String {
        self.0.to_ascii_lowercase()
    }

    pub(crate) fn local_part(&self) -> &str {
        self.0
            .rsplit_once('@')
            .map_or(self.0.as_str(), |(local, _)| local)
    }

    pub(crate) fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }

    /// For tables that must tell addresses apart but need not know them.
    pub(crate) fn fingerprint(&self) -> [u8; 32] {
        Sha256::digest(self.folded()).into()
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Email {
    type Err = Error;

    /// ASCII addresses as they are used in practice; no quoted local parts, comments or bare IP
    /// addresses. White space around is ignored.
    fn from_str(typed: &str) -> Result<Email, Error> {
        let typed = typed.trim();
        let (local, domain) = typed.rsplit_once('@').ok_or(Error::BadEmail)?;
        if typed.len() > BYTES_MAX || !is_local_part(local) || !is_domain(domain) {
            return Err(Error::BadEmail);
        }
        Ok(Email(format!("{local}@{}", domain.to_ascii_lowercase())))
    }
}

fn is_local_part(local: &str) -> bool {
    let is_usual = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~-".contains(c);
    local.len() <= LOCAL_BYTES_MAX
        && local
            .split('.')
            .all(|word| !word.is_empty() && word.chars().all(is_usual))
}

fn is_domain(domain: &str) -> bool {
    if domain.eq_ignore_ascii_case("localhost") {
        return true;
    }
    let last = domain.rsplit('.').next().unwrap_or_default();
    domain.contains('.')
        && domain.split('.').all(is_label)
        && !last.chars().all(|c| c.is_ascii_digit())
}

fn is_label(label: &str) -> bool {
    !label.is_empty()
        && label.len() <= LABEL_BYTES_MAX
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pr_01_addresses_that_letters_can_reach_are_taken() {
        for (typed, kept) in [
            ("mia@example.org", "mia@example.org"),
            (" Mia.Mai+anki@Example.ORG ", "Mia.Mai+anki@example.org"),
            ("o'neil@mail.example.co.uk", "o'neil@mail.example.co.uk"),
            ("a@b.xn--p1ai", "a@b.xn--p1ai"),
            ("me@localhost", "me@localhost"),
        ] {
            assert_eq!(typed.parse::<Email>().unwrap().as_str(), kept);
        }
    }

    #[test]
    fn pr_01_what_is_no_address_is_refused() {
        let too_long = format!("{}@{}.org", "a".repeat(64), "b.".repeat(100));
        for typed in [
            "",
            "mia",
            "@",
            "mia@",
            "@example.org",
            "mia@example",
            "mia@.org",
            "mia@example.",
            "mia@-example.org",
            "mia@exa_mple.org",
            "mia@192.168.0.1",
            "mia@[192.168.0.1]",
            ".mia@example.org",
            "mia.@example.org",
            "mi..a@example.org",
            "mi a@example.org",
            "mia@exam ple.org",
            "mia,ben@example.org",
            "Mia <mia@example.org>",
            "mia@example.org\r\nBcc: eve@example.org",
            "mia\0@example.org",
            "mia@eve.org@",
            "\"mia\"@example.org",
            "míа@example.org",
            "mia@exämple.org",
            &"a".repeat(10_000),
            &format!("{}@example.org", "a".repeat(65)),
            &too_long,
        ] {
            assert!(
                matches!(typed.parse::<Email>(), Err(Error::BadEmail)),
                "{typed}"
            );
        }
    }

    #[test]
    fn case_makes_no_second_address() {
        let one: Email = "Mia@Example.org".parse().unwrap();
        let other: Email = "mIA@example.ORG".parse().unwrap();

        assert_eq!(one.folded(), other.folded());
        assert_eq!(one.fingerprint(), other.fingerprint());
        assert_ne!(one, other);
    }
}
