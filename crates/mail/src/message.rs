//! A letter as the mail system wants it.

use std::time::{Duration, UNIX_EPOCH};

use lettre::Message;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Body, Mailbox, MultiPart, MultiPartKind, SinglePart};
use store::Fault;

use crate::letter::Queued;
use crate::mark::Key;
use crate::words::{Site, Words, words};

/// RFC 5322 allows no longer line.
const LINE_BYTES_MAX: usize = 998;

/// Where a letter is going, since files and servers read different encodings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Road {
    /// Read by a person in a file: links must stand there as they are.
    File,
    /// Read by mail servers, some of which pass on seven bits only.
    Server,
}

/// Who writes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sender<'a> {
    pub(crate) site: &'a Site,
    pub(crate) from: &'a Mailbox,
    pub(crate) key: &'a Key,
}

/// The message of the letter with this job number. Every part is put into its header by type, so
/// that no address and no word can start a header of its own. A fault here is one for ever.
pub(crate) fn message(
    queued: &Queued,
    job: i64,
    sender: &Sender<'_>,
    road: Road,
) -> Result<Message, Fault> {
    let Sender { site, from, key } = *sender;
    let Words {
        subject,
        body,
        html,
    } = words(&queued.letter, site);
    // The parser's own words would quote the address.
    let to = queued
        .letter
        .to
        .parse()
        .map_err(|_| Fault::new("the address cannot be written to"))?;
    let written_at =
        UNIX_EPOCH + Duration::from_millis(u64::try_from(queued.written_at_ms).unwrap_or_default());
    let letter = (job, queued.written_at_ms);
    let id = key.message_id(letter, &queued.letter.to, from.email.domain());
    Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .subject(subject)
        .date(written_at)
        .message_id(Some(id))
        .raw_header(automatic())
        .multipart(alternatives([body, html], letter, road)?)
        .map_err(|error| Fault::because("the letter cannot be put together", error))
}

/// The same twice: as plain text, and as a page for those who read pages. What divides them is the
/// same at every attempt.
fn alternatives(
    [plain, html]: [String; 2],
    (job, written_at_ms): (i64, i64),
    road: Road,
) -> Result<MultiPart, Fault> {
    let part = |kind, text| {
        let part = SinglePart::builder().header(kind);
        Ok::<SinglePart, Fault>(part.body(encoded(text, road)?))
    };
    Ok(MultiPart::builder()
        .kind(MultiPartKind::Alternative)
        .boundary(format!("fuda-{job}-{written_at_ms}"))
        .singlepart(part(ContentType::TEXT_PLAIN, plain)?)
        .singlepart(part(ContentType::TEXT_HTML, html)?))
}

/// Tells other machines not to answer (RFC 3834).
fn automatic() -> HeaderValue {
    HeaderValue::new(
        HeaderName::new_from_ascii_str("Auto-Submitted"),
        "auto-generated".to_owned(),
    )
}

fn encoded(body: String, road: Road) -> Result<Body, Fault> {
    match road {
        Road::Server => Ok(Body::new(body)),
        Road::File if body.lines().all(|line| line.len() <= LINE_BYTES_MAX) => {
            let lines = body.replace('\n', "\r\n").into_bytes();
            // Asked to choose, lettre would encode every line above 76 characters, links included.
            Ok(Body::dangerous_pre_encoded(
                lines,
                ContentTransferEncoding::EightBit,
            ))
        }
        Road::File => Err(Fault::new("a line of the letter is too long")),
    }
}
