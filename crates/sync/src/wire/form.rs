//! Forms of apps before 2.1.57: parts in any order, some of them missing (§1.4).

use axum::extract::FromRequest as _;
use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError};
use axum::http::{Request, Uri};

use super::envelope::{Envelope, Keys, Transport};
use super::inflate::Encoding;
use super::request_body::{RequestBody, broken_off};
use crate::refused::Refused;

/// Apps send six parts at most.
const PARTS_MAX: usize = 16;
const WORD_BYTES_MAX: usize = 8 * 1024;

/// The parts of a form beside its data, as far as they have come.
#[derive(Debug, Default)]
pub(crate) struct FormHead {
    host_key: String,
    media_key: String,
    session_key: String,
    client: String,
    is_gzip: bool,
    parts: usize,
}

impl FormHead {
    /// The key that signs the request in, whichever of the two names it came under.
    pub(crate) fn key(&self) -> &str {
        if self.host_key.is_empty() {
            &self.media_key
        } else {
            &self.host_key
        }
    }

    /// How the data part is compressed. Only known for sure when the form has been read to its end.
    pub(crate) fn encoding(&self) -> Encoding {
        if self.is_gzip {
            Encoding::Gzip
        } else {
            Encoding::Plain
        }
    }

    pub(crate) fn into_envelope(self) -> Envelope {
        Envelope {
            transport: Transport::Form,
            keys: Keys {
                host: self.key().to_owned(),
                session: self.session_key,
            },
            client: self.client,
        }
    }

    /// The envelope in the address of the media `begin` of 2.1.28 to 2.1.56.
    pub(crate) fn in_query(uri: &Uri) -> Envelope {
        let mut head = FormHead::default();
        let query = uri.query().unwrap_or_default();
        for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            head.set(name, decoded(value));
        }
        head.into_envelope()
    }

    /// Takes one part that is not the data.
    pub(crate) async fn take(&mut self, part: Field<'_>) -> Result<(), Refused> {
        let name = part.name().unwrap_or_default().to_owned();
        let word = word(part).await?;
        self.set(&name, word);
        Ok(())
    }

    /// Counts a part; too many are no form of an app.
    pub(crate) fn count(&mut self) -> Result<(), Refused> {
        self.parts += 1;
        if self.parts > PARTS_MAX {
            return Err(Refused::bad("too many parts"));
        }
        Ok(())
    }

    fn set(&mut self, name: &str, value: String) {
        match name {
            "k" => self.host_key = value,
            "sk" => self.media_key = value,
            "s" => self.session_key = value,
            "v" => self.client = value,
            "c" => self.is_gzip = value.trim() == "1",
            _ => {}
        }
    }
}

/// The parts of a request that is a form.
pub(crate) async fn parts_of(request: Request<RequestBody>) -> Result<Multipart, Refused> {
    let request = request.map(axum::body::Body::new);
    Multipart::from_request(request, &())
        .await
        .map_err(|error| Refused::bad(format!("neither a header nor a form: {error}")))
}

/// What is wrong with a form, or with the way it came.
pub(crate) fn flaw(error: &MultipartError) -> Refused {
    broken_off(error)
}

async fn word(mut part: Field<'_>) -> Result<String, Refused> {
    let mut bytes = Vec::new();
    while let Some(piece) = part.chunk().await.map_err(|error| flaw(&error))? {
        if bytes.len() + piece.len() > WORD_BYTES_MAX {
            return Err(Refused::bad("a part of the form is too long"));
        }
        bytes.extend_from_slice(&piece);
    }
    String::from_utf8(bytes).map_err(|_| Refused::bad("a part of the form is no text"))
}

/// Percent signs and plus signs of a query, undone.
fn decoded(value: &str) -> String {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        match (first, after) {
            (b'+', _) => bytes.push(b' '),
            (b'%', [high, low, beyond @ ..]) if hex(*high).is_some() && hex(*low).is_some() => {
                bytes.push(hex(*high).unwrap_or_default() << 4 | hex(*low).unwrap_or_default());
                rest = beyond;
            }
            _ => bytes.push(*first),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(digit: u8) -> Option<u8> {
    let value = char::from(digit).to_digit(16)?;
    u8::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_query_of_an_old_begin_is_understood() {
        let uri = "/msync/begin?k=a%2Bb&v=anki,2.1.49+%28x%29,lin%3adebian&x&%zz=1"
            .parse()
            .unwrap();

        let envelope = FormHead::in_query(&uri);

        assert_eq!(envelope.keys.host, "a+b");
        assert_eq!(envelope.client, "anki,2.1.49 (x),lin:debian");
        assert_eq!(envelope.transport, Transport::Form);
    }
}
