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
    parts.push(Part::Foot(if said.is_about_an_account {
        t.letter_why()
    } else {
        t.letter_why_maybe(name)
    }));
    parts.push(Part::Foot(t.letter_signature(name)));
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
    /// A paragraph below all others: why the letter came, and from whom.
    Foot(String),
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
            Purpose::CheckAddress {
                token,
                days,
                link_days,
            } => self.check_address(token, *days, *link_days),
            Purpose::AddressChanged { token, days } => self.address_changed(token, *days),
            Purpose::SecondFactorOn { token, days } => self.second_factor_on(token, *days),
            Purpose::SecondFactorOff => self.second_factor_off(),
            Purpose::AuthenticatorRemoved => self.authenticator_removed(),
            Purpose::PasskeyAdded { token, days } => self.passkey_added(token, *days),
            Purpose::PasskeyRemoved => self.passkey_removed(),
            Purpose::RecoveryCodeUsed { left } => self.recovery_code_used(*left),
            Purpose::RecoveryCodesRenewed { token, days } => self.codes_renewed(token, *days),
            Purpose::NewLogIn {
                program,
                system,
                token,
                days,
            } => self.new_log_in([program, system], token, *days),
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
            Part::Words(words) | Part::Foot(words) => lines::set(&mut text, words),
            Part::Lines(lines) => text.push_str(lines.trim_end()),
        }
        text.push_str("\n\n");
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

#[cfg(test)]
mod tests;
