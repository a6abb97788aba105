//! What strangers may send to the sender's address, and what holds whatever it is.

use trials::Trial;

use crate::mark::Key;
use crate::report::Report;

/// The readers of this crate.
pub const TRIALS: &[Trial] = &[Trial {
    name: "bounce",
    seeds,
    run,
}];

const ADDRESSES_MAX: usize = 20;

/// A message. Without the key nothing in it is about a letter of ours.
fn run(bytes: &[u8]) {
    let Some(report) = Report::parse(bytes) else {
        return;
    };
    assert!(!report.addresses.is_empty(), "a report about nobody");
    assert!(
        report.addresses.len() <= ADDRESSES_MAX,
        "too many addresses"
    );
    let key = Key::parse("c2VjcmV0IG9mIGEgdHJpYWw").expect("a key");
    for address in &report.addresses {
        assert!(address.contains('@'), "{address} is no address");
        assert!(!key.fits(&report.message_id, address), "a mark was guessed");
    }
}

fn seeds() -> Vec<Vec<u8>> {
    [
        include_str!("bounce/samples/complaint.eml"),
        include_str!("bounce/samples/exchange.eml"),
        include_str!("bounce/samples/exim-old.eml"),
        include_str!("bounce/samples/exim.eml"),
        include_str!("bounce/samples/gmail.eml"),
        include_str!("bounce/samples/postfix.eml"),
    ]
    .map(|sample| sample.as_bytes().to_vec())
    .to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pr_55_a_message_that_the_parser_gives_up_on_is_no_report() {
        let message = b"r\nContent-Type:multipart; boundary=\"part\n\n--part\n\
            Content-Type:message/rfc822\n\nContent-Type:message/rfc822\n\n\n--part--";

        assert_eq!(Report::parse(message), None);
    }

    #[test]
    fn pr_55_damaged_reports_are_about_no_letter_of_ours() {
        for trial in TRIALS {
            trial.withstands_damage(200);
        }
    }
}
