//! What a letter says: the sentences of `texts`, put in order; a file for each kind of occasion.

use texts::{Language, Texts};

use crate::letter::{Letter, Purpose};

mod coming_in;
mod html;
mod leaving;
mod lines;
mod rights;
mod safety;

/// The site as letters name it and link to it.
#[derive(Debug, Clone)]
pub(crate) struct Site {
    /// Without a slash at the end: `https://fuda.example.org`.
    pub(crate) url: String,
}

impl Site {
    fn name(&self) -> &str {
        self.url
            .split_once("://")
            .map_or(self.url.as_str(), |(_, name)| name)
    }

    fn link(&self, path: &str) -> String {
        format!("{}{path}", self.url)
    }

    /// Tokens are made of characters that need no escaping in an address.
    fn link_with(&self, path: &str, name: &str, token: &str) -> String {
        format!("{}{path}?{name}={token}", self.url)
    }
}

pub(crate) struct Words {
    pub(crate) subject: String,
    pub(crate) body: String,
    /// The same as a page.
    pub(crate) html: String,
}

/// Subject and text of a letter.
pub(crate) fn words(letter: &Letter, site: &Site) -> Words {
    let language = Language::from_code(&letter.language).unwrap_or(Language::En);
    let t = Texts::new(language);
    let name = site.name();
    let said = Writer { t, site }.write(&letter.purpose);
    let mut parts = vec![Part::Words(t.letter_greeting())];
    parts.extend(said.parts);
    parts.push(Part::Words(if said.is_about_an_account {
        t.letter_why()
    } else {
        t.letter_why_maybe(name)
    }));
    parts.push(Part::Words(t.letter_signature(name)));
    Words {
        html: html::page(&said.subject, language.code(), &parts, site),
        subject: said.subject,
        body: set(&parts),
    }
}

/// What a letter is made of.
enum Part {
    /// A paragraph, broken into lines.
    Words(String),
    /// Lines that stay as they are.
    Lines(String),
}

/// A letter between greeting and signature.
struct Said {
    subject: String,
    parts: Vec<Part>,
    /// Whether the reader is known to have an account.
    is_about_an_account: bool,
}

impl Said {
    fn about_the_account(subject: String, paragraphs: impl IntoIterator<Item = String>) -> Said {
        Said {
            subject,
            parts: paragraphs.into_iter().map(Part::Words).collect(),
            is_about_an_account: true,
        }
    }

    fn to_whoever_it_is(subject: String, paragraphs: impl IntoIterator<Item = String>) -> Said {
        Said {
            is_about_an_account: false,
            ..Said::about_the_account(subject, paragraphs)
        }
    }
}

/// Who writes: in which language, for which site.
#[derive(Clone, Copy)]
struct Writer<'a> {
    t: Texts,
    site: &'a Site,
}

impl Writer<'_> {
    fn write(self, purpose: &Purpose) -> Said {
        match purpose {
            Purpose::ConfirmAddress { token, hours } => self.confirm_address(token, *hours),
            Purpose::AddressKnown => self.address_known(),
            Purpose::ResetPassword { token, minutes } => self.reset_password(token, *minutes),
            Purpose::PasswordChanged => self.password_changed(),
            Purpose::Invitation { token, days } => self.invitation(token, *days),
            Purpose::ConfirmNewAddress { token, hours } => self.confirm_new(token, *hours),
            Purpose::CheckAddress { token, days } => self.check_address(token, *days),
            Purpose::AddressChanged { token, days } => self.address_changed(token, *days),
            Purpose::SecondFactorOn { token, days } => self.second_factor_on(token, *days),
            Purpose::SecondFactorOff => self.second_factor_off(),
            Purpose::AuthenticatorRemoved => self.authenticator_removed(),
            Purpose::PasskeyAdded { token, days } => self.passkey_added(token, *days),
            Purpose::PasskeyRemoved => self.passkey_removed(),
            Purpose::RecoveryCodeUsed { left } => self.recovery_code_used(*left),
            Purpose::DevicePasswordNeeded => self.device_password_needed(),
            Purpose::AccountDisabled => self.account_disabled(),
            Purpose::AccountRemoved => self.account_removed(),
            Purpose::RemovalCertified { certificate } => self.removal_certified(certificate),
            Purpose::RemovalAsked { token, days } => self.removal_asked(token, *days),
            Purpose::RemovalTakenBack => self.removal_taken_back(),
            Purpose::Unused {
                unused_days,
                days_left,
            } => self.unused(*unused_days, *days_left),
            Purpose::Trial => self.trial(),
            Purpose::PutAway { days } => self.put_away(*days),
            Purpose::PolicyChanged => self.policy_changed(),
            Purpose::CopyReady { days } => self.copy_ready(*days),
        }
    }
}

/// Paragraphs with an empty line between.
fn set(parts: &[Part]) -> String {
    let mut text = String::new();
    for part in parts {
        match part {
            Part::Words(words) => lines::set(&mut text, words),
            Part::Lines(lines) => text.push_str(lines.trim_end()),
        }
        text.push_str("\n\n");
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every_purpose() -> Vec<Purpose> {
        let token = "t".repeat(43);
        vec![
            Purpose::ConfirmAddress {
                token: token.clone(),
                hours: 24,
            },
            Purpose::AddressKnown,
            Purpose::ResetPassword {
                token: token.clone(),
                minutes: 30,
            },
            Purpose::PasswordChanged,
            Purpose::Invitation {
                token: token.clone(),
                days: 7,
            },
            Purpose::AccountDisabled,
            Purpose::AccountRemoved,
            Purpose::RemovalCertified {
                certificate: "-----BEGIN FUDA CERTIFICATE-----\nabc\n-----END-----".into(),
            },
            Purpose::ConfirmNewAddress {
                token: token.clone(),
                hours: 24,
            },
            Purpose::CheckAddress {
                token: token.clone(),
                days: 30,
            },
            Purpose::AddressChanged {
                token: token.clone(),
                days: 7,
            },
            Purpose::SecondFactorOn {
                token: token.clone(),
                days: 7,
            },
            Purpose::SecondFactorOff,
            Purpose::AuthenticatorRemoved,
            Purpose::PasskeyAdded {
                token: token.clone(),
                days: 7,
            },
            Purpose::PasskeyRemoved,
            Purpose::RecoveryCodeUsed { left: 9 },
            Purpose::DevicePasswordNeeded,
            Purpose::RemovalAsked { token, days: 7 },
            Purpose::RemovalTakenBack,
            Purpose::Unused {
                unused_days: 183,
                days_left: 60,
            },
            Purpose::Trial,
            Purpose::PutAway { days: 30 },
            Purpose::PolicyChanged,
            Purpose::CopyReady { days: 7 },
        ]
    }

    /// Every letter in every language, with what it says.
    fn every_letter(site: &Site) -> Vec<(Language, Purpose, Words)> {
        let languages = Language::ALL.iter();
        languages
            .flat_map(|language| {
                every_purpose().into_iter().map(|purpose| {
                    let said = words(&letter(*language, purpose.clone()), site);
                    (*language, purpose, said)
                })
            })
            .collect()
    }

    fn letter(language: Language, purpose: Purpose) -> Letter {
        Letter {
            account: None,
            to: "mia@example.org".into(),
            language: language.code().into(),
            purpose,
        }
    }

    #[test]
    fn pr_03_letters_link_to_the_own_host_alone_and_load_nothing() {
        let site = Site {
            url: "https://fuda.example.org".into(),
        };

        for (language, _, said) in every_letter(&site) {
            let Words {
                subject,
                body,
                html,
            } = said;
            for text in [&body, &html] {
                let parts: Vec<&str> = text.split("://").collect();
                for (before, after) in parts.iter().zip(parts.iter().skip(1)) {
                    assert!(before.ends_with("https"), "{text}");
                    assert!(after.starts_with("fuda.example.org/"), "{text}");
                }
            }
            assert!(!body.contains('<'), "{body}");
            assert!(!subject.contains(['\r', '\n']), "{subject}");
            for foreign in [
                "src=", "url(", "<link", "<img", "<script", "<form", "@import",
            ] {
                assert!(!html.contains(foreign), "{foreign} in {html}");
            }
            assert!(!subject.contains("fuda.example.org"), "{subject}");
            assert!(subject.is_ascii() || language != Language::En, "{subject}");
        }
    }

    #[test]
    fn lines_are_short_except_links() {
        let site = Site {
            url: "http://127.0.0.1:8080".into(),
        };

        for (_, _, Words { body, .. }) in every_letter(&site) {
            let is_short = |line: &str| lines::width(line) <= 72 || line.starts_with("http");
            assert!(body.lines().all(is_short), "{body}");
        }
    }

    #[test]
    fn every_letter_says_the_same_as_plain_text_and_as_a_page() {
        let site = Site {
            url: "http://127.0.0.1:8080".into(),
        };

        for (language, _, Words { body, html, .. }) in every_letter(&site) {
            assert!(!body.contains(['{', '\u{2068}', '\u{2069}']), "{body}");
            assert!(html.contains(&format!("<html lang=\"{}\">", language.code())));
            let plain: String = body.split_whitespace().collect();
            assert_eq!(text_of(&html), plain, "{language:?}");
        }
    }

    /// What a reader of the page reads, without spaces.
    fn text_of(html: &str) -> String {
        let (_, body) = html.split_once("<body").unwrap();
        let texts = body.split('<').filter_map(|tag| tag.split_once('>'));
        let text: String = texts.map(|(_, text)| text).collect();
        text.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&amp;", "&")
            .split_whitespace()
            .collect()
    }

    #[test]
    fn every_letter_is_written_in_its_readers_language_from_greeting_to_signature() {
        let site = Site {
            url: "http://127.0.0.1:8080".into(),
        };

        for (language, purpose, said) in every_letter(&site) {
            let t = Texts::new(language);
            assert!(said.body.starts_with(&t.letter_greeting()), "{}", said.body);
            let signature = format!("{}\n", t.letter_signature(site.name()));
            assert!(said.body.ends_with(&signature), "{}", said.body);
            let english = words(&letter(Language::En, purpose.clone()), &site);
            let is_english = language == Language::En;
            assert_eq!(said.subject == english.subject, is_english, "{purpose:?}");
            let shared = said.body.lines().filter(|line| {
                line.contains(' ') && english.body.lines().any(|other| other == *line)
            });
            assert_eq!(
                shared.filter(|line| !line.contains("CERTIFICATE")).count() > 0,
                is_english,
                "{}",
                said.body
            );
        }
    }

    #[test]
    fn the_letter_that_confirms_an_address_reads_so() {
        let site = Site {
            url: "https://fuda.example.org".into(),
        };
        let purpose = Purpose::ConfirmAddress {
            token: "TOKEN".into(),
            hours: 24,
        };

        let Words {
            subject,
            body,
            html,
        } = words(&letter(Language::En, purpose), &site);

        assert_eq!(subject, "Confirm your address for Fuda");
        assert!(
            body.contains("\n\nhttps://fuda.example.org/account/verify-email?token=TOKEN\n\n"),
            "{body}"
        );
        assert!(body.contains("24 hours"), "{body}");
        let link = "https://fuda.example.org/account/verify-email?token=TOKEN";
        assert!(html.contains(&format!("<a href=\"{link}\"")), "{html}");
    }
}
