//! What a letter says: the sentences of `texts`, put in order.

use texts::{Language, Texts};

use crate::address;
use crate::letter::{Letter, Purpose};

/// Lines of letters are at most so long; only links may be longer.
const LINE_CHARACTERS: usize = 72;

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
}

/// Subject and text of a letter.
pub(crate) fn words(letter: &Letter, site: &Site) -> Words {
    let t = Texts::new(Language::from_code(&letter.language).unwrap_or(Language::En));
    let name = site.name();
    let mut paragraphs = vec![t.letter_greeting()];
    let subject = match &letter.purpose {
        Purpose::ConfirmAddress { token, hours } => {
            let link = site.link_with(address::VERIFY, "token", token);
            paragraphs.extend([
                t.letter_verify_lead(name),
                link,
                t.letter_verify_life(*hours),
            ]);
            paragraphs.extend([t.letter_verify_not_you(), t.letter_why_maybe(name)]);
            t.letter_verify_subject()
        }
        Purpose::AddressKnown => {
            paragraphs.extend([t.letter_known_lead(name), t.letter_known_log_in()]);
            paragraphs.extend([site.link(address::LOG_IN), t.letter_known_reset()]);
            paragraphs.extend([site.link(address::FORGOTTEN), t.letter_known_not_you()]);
            paragraphs.push(t.letter_why());
            t.letter_known_subject()
        }
        Purpose::ResetPassword { token, minutes } => {
            let link = site.link_with(address::NEW_PASSWORD, "token", token);
            paragraphs.extend([
                t.letter_reset_lead(name),
                link,
                t.letter_reset_life(*minutes),
            ]);
            paragraphs.extend([t.letter_reset_not_you(), t.letter_why()]);
            t.letter_reset_subject()
        }
        Purpose::PasswordChanged => {
            paragraphs.push(t.letter_password_changed_lead(name));
            paragraphs.push(t.letter_password_changed_not_you());
            paragraphs.extend([site.link(address::FORGOTTEN), t.letter_why()]);
            t.letter_password_changed_subject()
        }
        Purpose::Invitation { token, days } => {
            let link = site.link_with(address::SIGN_UP, "invitation", token);
            paragraphs.extend([t.letter_invitation_lead(name), link]);
            paragraphs.extend([t.letter_invitation_life(*days), t.letter_why_maybe(name)]);
            t.letter_invitation_subject()
        }
        Purpose::AccountDisabled => {
            paragraphs.extend([t.letter_disabled_lead(name), t.letter_why()]);
            t.letter_disabled_subject()
        }
        Purpose::AccountRemoved => {
            paragraphs.extend([t.letter_removed_lead(name), t.letter_why()]);
            t.letter_removed_subject()
        }
    };
    paragraphs.push(t.letter_signature(name));
    Words {
        subject,
        body: set(&paragraphs),
    }
}

/// Paragraphs with an empty line between, broken at spaces.
fn set(paragraphs: &[String]) -> String {
    let mut text = String::new();
    for paragraph in paragraphs {
        let mut line_characters = 0;
        for word in paragraph.split_whitespace() {
            let characters = word.chars().count();
            if line_characters > 0 && line_characters + 1 + characters > LINE_CHARACTERS {
                text.push('\n');
                line_characters = 0;
            } else if line_characters > 0 {
                text.push(' ');
                line_characters += 1;
            }
            text.push_str(word);
            line_characters += characters;
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
            Purpose::Invitation { token, days: 7 },
            Purpose::AccountDisabled,
            Purpose::AccountRemoved,
        ]
    }

    fn letter(purpose: Purpose) -> Letter {
        Letter {
            account: None,
            to: "mia@example.org".into(),
            language: "en".into(),
            purpose,
        }
    }

    #[test]
    fn pr_03_letters_link_to_the_own_host_alone_and_load_nothing() {
        let site = Site {
            url: "https://fuda.example.org".into(),
        };

        for purpose in every_purpose() {
            let Words { subject, body } = words(&letter(purpose), &site);

            let parts: Vec<&str> = body.split("://").collect();
            for (before, after) in parts.iter().zip(parts.iter().skip(1)) {
                assert!(before.ends_with("https"), "{body}");
                assert!(after.starts_with("fuda.example.org/"), "{body}");
            }
            assert!(!body.contains('<'), "{body}");
            assert!(
                !subject.contains("fuda.example.org") && subject.is_ascii(),
                "{subject}"
            );
        }
    }

    #[test]
    fn lines_are_short_except_links() {
        let site = Site {
            url: "http://127.0.0.1:8080".into(),
        };

        for purpose in every_purpose() {
            let body = words(&letter(purpose), &site).body;

            assert!(
                body.lines()
                    .all(|line| line.len() <= 72 || line.starts_with("http")),
                "{body}"
            );
            assert!(body.ends_with("Fuda at 127.0.0.1:8080\n"), "{body}");
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

        let Words { subject, body } = words(&letter(purpose), &site);

        assert_eq!(subject, "Confirm your address for Fuda");
        assert!(
            body.contains("\n\nhttps://fuda.example.org/account/verify-email?token=TOKEN\n\n"),
            "{body}"
        );
        assert!(body.contains("24 hours"), "{body}");
    }
}
