//! Codes that change every half minute (RFC 6238 with SHA-1, six digits: what every authenticator
//! app understands).

use ring::hmac;
use store::Millis;

use crate::base32;

/// A code is good for so long.
const STEP_SECONDS: i64 = 30;
/// Clocks of phones are late or early by so many steps.
const STEPS_OFF: i64 = 1;
const DIGITS: usize = 6;
const SECRET_BYTES: usize = 20;

/// The key that the site and the authenticator app share.
#[derive(Clone, PartialEq, Eq)]
pub struct TotpSecret(Vec<u8>);

impl std::fmt::Debug for TotpSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TotpSecret")
    }
}

impl TotpSecret {
    pub(crate) fn new(bytes: [u8; SECRET_BYTES]) -> TotpSecret {
        TotpSecret(bytes.to_vec())
    }

    pub(crate) fn stored(bytes: Vec<u8>) -> TotpSecret {
        TotpSecret(bytes)
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The key as a person types it. `None`: it is no key of ours.
    pub fn parse(typed: &str) -> Option<TotpSecret> {
        let bytes = base32::decode(typed)?;
        (bytes.len() == SECRET_BYTES).then_some(TotpSecret(bytes))
    }

    /// The key in groups of four, in capital letters.
    pub fn words(&self) -> String {
        base32::grouped(&base32::encode(&self.0).to_uppercase(), ' ')
    }

    /// What the QR code says: `otpauth://totp/…`, as authenticator apps read it.
    pub fn address(&self, site: &str, account: &str) -> String {
        let (site, account) = (escaped(site), escaped(account));
        let key = base32::encode(&self.0).to_uppercase();
        format!("otpauth://totp/{site}:{account}?secret={key}&issuer={site}")
    }

    /// The step to which a typed code belongs, if it is right now and later than `last`.
    pub(crate) fn step_of(&self, typed: &str, now: Millis, last: i64) -> Option<i64> {
        let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        if typed.len() != DIGITS {
            return None;
        }
        let step = now.secs().div_euclid(STEP_SECONDS);
        (step - STEPS_OFF..=step + STEPS_OFF)
            .filter(|step| *step > last)
            .find(|step| is_equal(&self.code(*step), &typed))
    }

    pub(super) fn code(&self, step: i64) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &self.0);
        let tag = hmac::sign(&key, &step.to_be_bytes());
        let tag = tag.as_ref();
        let at = usize::from(tag.last().copied().unwrap_or_default() & 15);
        let four = tag.get(at..at + 4).unwrap_or_default();
        let number = four
            .iter()
            .fold(0_u32, |sum, byte| (sum << 8) | u32::from(*byte));
        format!("{:06}", (number & 0x7fff_ffff) % 1_000_000)
    }
}

/// Compared in the same time whatever differs.
fn is_equal(one: &str, other: &str) -> bool {
    one.len() == other.len()
        && one
            .bytes()
            .zip(other.bytes())
            .fold(0, |sum, (a, b)| sum | (a ^ b))
            == 0
}

/// Everything but letters, digits and `-._~` as `%XX`.
fn escaped(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret() -> TotpSecret {
        TotpSecret::new(*b"12345678901234567890")
    }

    /// The last six of the eight digits in appendix B of RFC 6238.
    #[test]
    fn codes_are_those_of_rfc_6238() {
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            let now = Millis(seconds * 1_000);
            assert_eq!(
                secret().step_of(code, now, 0),
                Some(seconds / 30),
                "{seconds}"
            );
        }
    }

    #[test]
    fn a_code_is_good_a_step_early_and_late_and_never_again() {
        let at = |seconds: i64| Millis(seconds * 1_000);

        assert_eq!(secret().step_of(" 287 082 ", at(89), 0), Some(1));
        assert_eq!(secret().step_of("287082", at(0), 0), Some(1));
        assert_eq!(secret().step_of("287082", at(90), 0), None);
        assert_eq!(secret().step_of("287082", at(59), 1), None);
        assert_eq!(secret().step_of("", at(59), 0), None);
        assert_eq!(secret().step_of("287083", at(59), 0), None);
    }

    #[test]
    fn the_key_reads_back_and_the_address_is_what_apps_scan() {
        let key = secret();

        assert_eq!(key.words(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assert_eq!(TotpSecret::parse(&key.words()), Some(secret()));
        assert_eq!(TotpSecret::parse("GEZD"), None);
        assert_eq!(
            key.address("fuda.example.org:8080", "mia+x@example.org"),
            "otpauth://totp/fuda.example.org%3A8080:mia%2Bx%40example.org?\
             secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=fuda.example.org%3A8080"
        );
    }
}
