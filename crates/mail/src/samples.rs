//! Every letter there is, in every language, made up: to be looked at by whoever answers for it, and by
//! tests.

use std::iter::successors;

use lettre::message::Mailbox;
use store::Millis;
use texts::Language;

use crate::error::Error;
use crate::letter::{Letter, Purpose, Queued};
use crate::mark::Key;
use crate::message::{Road, Sender, message};
use crate::options::Options;
use crate::words::Site;

/// A letter that is never sent.
#[derive(Debug)]
pub struct Sample {
    /// What it is for, in one word.
    pub purpose: &'static str,
    /// The code of its language.
    pub language: &'static str,
    /// The message, as the outbox would hold it.
    pub message: Vec<u8>,
}

/// All letters, as they would be written by the site at this address. Their seal is that of no site.
pub fn samples(options: &Options, site_url: &str, now: Millis) -> Result<Vec<Sample>, Error> {
    let site = Site {
        url: site_url.trim_end_matches('/').to_owned(),
    };
    let from: Mailbox = options.from.parse().map_err(|_| Error::BadSender)?;
    let key = Key::parse("")?;
    let sender = Sender {
        site: &site,
        from: &from,
        key: &key,
    };
    let mut samples = Vec::new();
    for language in Language::ALL {
        for (job, purpose) in (1..).zip(every_purpose()) {
            let name = purpose.name();
            let letter = Letter {
                account: None,
                to: "mia@example.org".to_owned(),
                language: language.code().to_owned(),
                purpose,
            };
            let queued = Queued {
                letter,
                written_at_ms: now.0,
            };
            samples.push(Sample {
                purpose: name,
                language: language.code(),
                message: message(&queued, job, &sender, Road::File)?.formatted(),
            });
        }
    }
    Ok(samples)
}

/// One of each purpose.
pub(crate) fn every_purpose() -> Vec<Purpose> {
    let first = Purpose::ConfirmAddress {
        token: token(),
        hours: 24,
    };
    successors(Some(first), after).collect()
}

fn token() -> String {
    "Zq7mT2vKd9xRw4LbNc8HsYp3GfJe6UaVi1oXrBtQnM0".to_owned()
}

/// The purpose that follows in the list of `letter.rs`: one that is new there does not compile until it is
/// here, too.
fn after(purpose: &Purpose) -> Option<Purpose> {
    let token = token();
    Some(match purpose {
        Purpose::ConfirmAddress { .. } => Purpose::AddressKnown,
        Purpose::AddressKnown => Purpose::ResetPassword { token, minutes: 30 },
        Purpose::ResetPassword { .. } => Purpose::PasswordChanged,
        Purpose::PasswordChanged => Purpose::Invitation { token, days: 7 },
        Purpose::Invitation { .. } => Purpose::AccountDisabled,
        Purpose::AccountDisabled => Purpose::AccountRemoved,
        Purpose::AccountRemoved => Purpose::RemovalCertified {
            certificate: certificate(),
        },
        Purpose::RemovalCertified { .. } => Purpose::ConfirmNewAddress { token, hours: 24 },
        Purpose::ConfirmNewAddress { .. } => Purpose::CheckAddress {
            token,
            days: 30,
            link_days: 60,
        },
        Purpose::CheckAddress { .. } => Purpose::AddressChanged { token, days: 7 },
        Purpose::AddressChanged { .. } => Purpose::SecondFactorOn { token, days: 7 },
        Purpose::SecondFactorOn { .. } => Purpose::SecondFactorOff,
        Purpose::SecondFactorOff => Purpose::AuthenticatorRemoved,
        Purpose::AuthenticatorRemoved => Purpose::PasskeyAdded { token, days: 7 },
        Purpose::PasskeyAdded { .. } => Purpose::PasskeyRemoved,
        Purpose::PasskeyRemoved => Purpose::RecoveryCodeUsed { left: 9 },
        Purpose::RecoveryCodeUsed { .. } => Purpose::RecoveryCodesRenewed { token, days: 7 },
        Purpose::RecoveryCodesRenewed { .. } => Purpose::NewLogIn {
            program: "Firefox".to_owned(),
            system: "Linux".to_owned(),
            token,
            days: 7,
        },
        Purpose::NewLogIn { .. } => Purpose::DevicePasswordNeeded,
        Purpose::DevicePasswordNeeded => Purpose::RemovalAsked { token, days: 7 },
        Purpose::RemovalAsked { .. } => Purpose::RemovalTakenBack,
        Purpose::RemovalTakenBack => Purpose::Unused {
            unused_days: 123,
            days_left: 60,
        },
        Purpose::Unused { .. } => Purpose::PolicyChanged,
        Purpose::PolicyChanged => Purpose::CopyReady { days: 7 },
        Purpose::CopyReady { .. } => Purpose::Trial,
        Purpose::Trial => Purpose::PutAway { days: 30 },
        Purpose::PutAway { .. } => return None,
    })
}

/// As long as a real one, and signed by nobody.
fn certificate() -> String {
    let line = "c2FtcGxlIGNlcnRpZmljYXRlLCBzaWduZWQgYnkgbm9ib2R5LCBvZiBubyB1c2U_";
    let lines = [line; 14].join("\n");
    format!("-----BEGIN FUDA CERTIFICATE-----\n{lines}\n-----END FUDA CERTIFICATE-----")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn pr_02_of_every_purpose_there_is_a_sample_in_every_language() {
        let found = samples(&Options::default(), "https://a.example/", Millis(0)).unwrap();

        let names: HashSet<_> = found
            .iter()
            .map(|one| (one.language, one.purpose))
            .collect();
        assert_eq!(names.len(), found.len());
        assert_eq!(found.len(), every_purpose().len() * Language::ALL.len());
        for sample in found {
            let text = String::from_utf8(sample.message).unwrap();
            assert!(text.contains("multipart/alternative"), "{text}");
        }
    }
}
