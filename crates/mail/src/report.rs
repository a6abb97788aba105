//! Reports of other mail servers: a letter did not arrive (RFC 3464), or its reader complained
//! (RFC 5965). They come from strangers, so nothing in them is believed before the letter's mark.

use std::panic::catch_unwind;

use mail_parser::{Message, MessageParser, MessagePart, PartType};

use crate::suppression::fate_of_words;

/// Of a message only so much is looked at; reports are short but for the letter they bring back.
const REPORT_BYTES_MAX: usize = 1024 * 1024;
const ADDRESSES_MAX: usize = 20;

/// What became of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fate {
    /// It did not arrive this time; another might.
    Delayed,
    /// There is no such mailbox.
    Gone,
    /// Its reader called it unwanted.
    Unwanted,
}

/// What a report says.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Report {
    pub(crate) fate: Fate,
    /// The number of the letter.
    pub(crate) message_id: String,
    /// To whom it may have gone: whom the report names, and whom the letter itself names.
    pub(crate) addresses: Vec<String>,
}

impl Report {
    /// `None`: this is no report about a letter that did not arrive.
    pub(crate) fn parse(raw: &[u8]) -> Option<Report> {
        let raw = raw.get(..REPORT_BYTES_MAX).unwrap_or(raw);
        // mail-parser 0.11 gives up by a panic where messages and parts hold each other wrongly; one
        // such message must not keep us from reading the next.
        let read = catch_unwind(|| MessageParser::new().parse(raw));
        let message = read.ok().flatten()?;
        let mut found = Found::default();
        for part in &message.parts {
            found.look_at(part);
        }
        found.look_at_head(&message);
        let message_id = found.message_id?;
        let addresses = found.addresses;
        found
            .fate
            .filter(|_| !addresses.is_empty())
            .map(|fate| Report {
                fate,
                message_id,
                addresses,
            })
    }
}

#[derive(Default)]
struct Found {
    fate: Option<Fate>,
    message_id: Option<String>,
    addresses: Vec<String>,
}

impl Found {
    fn look_at(&mut self, part: &MessagePart<'_>) {
        if let PartType::Message(letter) = &part.body {
            let to = letter.to().into_iter().flat_map(mail_parser::Address::iter);
            to.for_each(|addr| self.note_address(addr.address()));
            return self.note_id(letter.message_id());
        }
        let text = String::from_utf8_lossy(part.contents());
        let is = |kind: &str, sub: &str| is_kind(part, kind, sub);
        if is("message", "delivery-status") || is("message", "global-delivery-status") {
            text.replace("\r\n", "\n")
                .split("\n\n")
                .for_each(|group| self.look_at_recipient(&Fields::read(group)));
        } else if is("message", "feedback-report") {
            self.look_at_complaint(&Fields::read(&text));
        } else if is("text", "rfc822-headers") || is("message", "rfc822") {
            self.look_at_letter(&text);
        }
    }

    /// One recipient of a delivery report.
    fn look_at_recipient(&mut self, fields: &Fields) {
        let is_failure = fields
            .get("action")
            .is_some_and(|action| action.trim().eq_ignore_ascii_case("failed"));
        if !is_failure {
            return;
        }
        let status = fields.get("status").unwrap_or_default();
        let words = fields.get("diagnostic-code").unwrap_or_default();
        self.note(fate_of(status, words));
        for name in ["original-recipient", "final-recipient"] {
            let named = fields.get(name).and_then(|value| value.split_once(';'));
            self.note_address(named.map(|(_, address)| address));
        }
    }

    fn look_at_complaint(&mut self, fields: &Fields) {
        let kind = fields.get("feedback-type").unwrap_or_default();
        if matches!(
            kind.trim().to_ascii_lowercase().as_str(),
            "abuse" | "opt-out" | "opt-out-list" | "fraud"
        ) {
            self.note(Some(Fate::Unwanted));
        }
        self.note_address(fields.get("original-rcpt-to"));
    }

    /// The letter that came back, or its head.
    fn look_at_letter(&mut self, text: &str) {
        let fields = Fields::read(&text.replace("\r\n", "\n"));
        self.note_id(fields.get("message-id"));
        self.note_address(fields.get("to"));
    }

    /// Exim before 4.83, and who follows it: the failed addresses in the head, the letter in the text.
    fn look_at_head(&mut self, message: &Message<'_>) {
        let Some(failed) = message.header_raw("X-Failed-Recipients") else {
            return;
        };
        failed
            .split(',')
            .for_each(|address| self.note_address(Some(address)));
        if self.message_id.is_some() {
            return;
        }
        let words = message.body_text(0).unwrap_or_default();
        self.note(fate_of("", &words));
        let after = words.split_once("Message-ID:").map(|(_, after)| after);
        let id = after.and_then(|after| after.split_whitespace().next());
        self.note_id(id);
    }

    /// The first counts.
    fn note_id(&mut self, id: Option<&str>) {
        let known = self.message_id.take();
        self.message_id = known.or_else(|| id.map(str::to_owned));
    }

    /// The worst counts.
    fn note(&mut self, fate: Option<Fate>) {
        self.fate = self.fate.max(fate);
    }

    fn note_address(&mut self, named: Option<&str>) {
        let Some(named) = named else { return };
        let inner = named.rsplit_once('<').map_or(named, |(_, inner)| inner);
        let plain = inner.trim().trim_end_matches('>').trim();
        if plain.contains('@') && self.addresses.len() < ADDRESSES_MAX {
            self.addresses.push(plain.to_owned());
        }
    }
}

/// A status such as `5.1.1`, and where it says no more than "failed", the words of the server that
/// refused: `smtp; 550 5.1.1 …`.
fn fate_of(status: &str, words: &str) -> Option<Fate> {
    let is_vague = status.trim().is_empty() || status.trim().ends_with(".0.0");
    if !is_vague {
        return fate_of_words(0, status);
    }
    let code = words
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter_map(|word| word.parse::<u16>().ok())
        .find(|code| (400..600).contains(code));
    fate_of_words(code.unwrap_or_default(), words)
}

fn is_kind(part: &MessagePart<'_>, kind: &str, sub: &str) -> bool {
    use mail_parser::MimeHeaders as _;
    part.content_type().is_some_and(|known| {
        let is_sub = |given: &str| given.eq_ignore_ascii_case(sub);
        known.ctype().eq_ignore_ascii_case(kind) && known.subtype().is_some_and(is_sub)
    })
}

/// The fields of a head, unfolded, by their names in small letters; the first of each counts.
struct Fields(Vec<(String, String)>);

impl Fields {
    fn read(text: &str) -> Fields {
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in text.trim_start_matches('\n').lines() {
            if line.trim().is_empty() {
                break;
            }
            if line.starts_with([' ', '\t']) {
                if let Some((_, value)) = fields.last_mut() {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            } else if let Some((name, value)) = line.split_once(':') {
                fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        Fields(fields)
    }

    fn get(&self, name: &str) -> Option<&str> {
        let (_, value) = self.0.iter().find(|(known, _)| known == name)?;
        Some(value)
    }
}
