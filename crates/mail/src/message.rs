//! A letter as the mail system wants it.

use std::time::{Duration, UNIX_EPOCH};

use lettre::Message;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Body, Mailbox};
use store::Fault;

use crate::letter::Queued;
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

/// The message of the letter with this job number. Every part is put into its header by type, so
/// that no address and no word can start a header of its own. A fault here is one for ever.
pub(crate) fn message(
    queued: &Queued,
    job: i64,
    site: &Site,
    from: &Mailbox,
    road: Road,
) -> Result<Message, Fault> {
    let Words { subject, body } = words(&queued.letter, site);
    // The parser's own words would quote the address.
    let to = queued
        .letter
        .to
        .parse()
        .map_err(|_| Fault::new("the address cannot be written to"))?;
    let written_at =
        UNIX_EPOCH + Duration::from_millis(u64::try_from(queued.written_at_ms).unwrap_or_default());
    let domain = from.email.domain();
    Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .subject(subject)
        .date(written_at)
        // The same at every attempt, so that a letter sent twice is recognised as one.
        .message_id(Some(format!(
            "<letter.{job}.{}@{domain}>",
            queued.written_at_ms
        )))
        .header(ContentType::TEXT_PLAIN)
        .raw_header(automatic())
        .body(encoded(body, road)?)
        .map_err(|error| Fault::because("the letter cannot be put together", error))
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
