//! What strangers may show to be let in, and what holds whatever it is.

use trials::Trial;

use crate::client::ClientVersion;
use crate::email::Email;
use crate::second_factor::TotpSecret;
use crate::token::TokenHash;
use crate::{base32, passkey};

/// The readers of this crate.
pub const TRIALS: &[Trial] = &[
    passkey::hostile::PASSKEY,
    Trial {
        name: "keys",
        seeds,
        run,
    },
];

/// Everything that is typed or shown as one word: tokens of cookies and links, host keys, addresses,
/// secrets of a second factor, names of programs.
fn run(bytes: &[u8]) {
    let shown = &*String::from_utf8_lossy(bytes);
    if TokenHash::of(shown).is_some() {
        assert_eq!(shown.len(), 43, "a token of another length");
    }
    if let Ok(email) = shown.parse::<Email>() {
        let again = email.as_str().parse::<Email>();
        assert!(again.is_ok_and(|again| again == email), "{shown:?}");
        let is_plain = !email
            .as_str()
            .contains(['\r', '\n', '\0', ' ', '<', '>', ',']);
        assert!(is_plain, "an address that is more than one: {shown:?}");
    }
    if let Some(bytes) = base32::decode(shown) {
        assert_eq!(base32::decode(&base32::encode(&bytes)), Some(bytes));
    }
    if let Some(secret) = TotpSecret::parse(shown) {
        secret.address("Fuda", shown);
        assert!(TotpSecret::parse(&secret.words()).is_some(), "{shown:?}");
    }
    let client = ClientVersion::parse(shown);
    client.is_older_than(shown);
}

fn seeds() -> Vec<Vec<u8>> {
    [
        "q83vEjRWeJq83vEjRWeJq83vEjRWeJq83vEjRWeJq83",
        "mia.o'neil+anki@mail.example.org",
        "JBSW Y3DP EHPK 3PXP JBSW-Y3DP-EHPK-3PXP",
        "anki,26.09.3 (29bb700b),linux",
        "ankidroid,2.20.1 (abc),android:14:Pixel",
    ]
    .map(|seed| seed.as_bytes().to_vec())
    .to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_keys_open_nothing() {
        for trial in TRIALS {
            trial.withstands_damage(400);
        }
    }
}
