//! Who speaks, in which version: what every request says beside its content.

use axum::http::HeaderMap;
use serde::Deserialize;

use crate::refused::Refused;

const HEADER: &str = "anki-sync";
const HEADER_BYTES_MAX: usize = 4096;
const VERSION_OLDEST: i64 = 8;
const VERSION_NEWEST: i64 = 11;

/// How a request came, and therefore how it is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Transport {
    /// One zstd stream, its facts in a header. Answered in zstd with its size.
    Zstd,
    /// The same request from a version that does not read zstd answers. It is answered as it is.
    ZstdAnsweredPlain,
    /// A form with parts. Answered as it is.
    Form,
}

impl Transport {
    /// Whether the answer is compressed and says its size.
    pub(crate) fn wants_zstd(self) -> bool {
        self == Transport::Zstd
    }
}

/// The keys of a request. Neither is ever logged or printed.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Keys {
    /// What signs the device in.
    pub(crate) host: String,
    /// What tells two syncs apart. 32 random bits: no secret.
    pub(crate) session: String,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys")
    }
}

/// What a request says beside its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Envelope {
    pub(crate) transport: Transport,
    pub(crate) keys: Keys,
    /// `26.09.3,29bb700b,linux`, or empty when the transport carries none.
    pub(crate) client: String,
}

/// Apps write all four keys, and Anki's own server wants all four.
#[derive(Deserialize)]
struct Header {
    v: i64,
    k: String,
    c: String,
    s: String,
}

impl Envelope {
    /// The envelope in the `anki-sync` header; `None` if there is none, which means a form.
    ///
    /// The header is UTF-8, not ASCII: keys of old servers and names of programs may hold anything.
    pub(crate) fn in_header(headers: &HeaderMap) -> Result<Option<Envelope>, Refused> {
        let Some(value) = headers.get(HEADER) else {
            return Ok(None);
        };
        if value.len() > HEADER_BYTES_MAX {
            return Err(Refused::bad("the header is too long"));
        }
        let header: Header = serde_json::from_slice(value.as_bytes())
            .map_err(|error| Refused::bad(format!("unreadable header: {error}")))?;
        if !(VERSION_OLDEST..=VERSION_NEWEST).contains(&header.v) {
            return Err(Refused::bad("a header of another version"));
        }
        Ok(Some(Envelope {
            transport: if header.v >= VERSION_NEWEST {
                Transport::Zstd
            } else {
                Transport::ZstdAnsweredPlain
            },
            keys: Keys {
                host: header.k,
                session: header.s,
            },
            client: header.c,
        }))
    }

    /// Whether the body of `meta` names a version that we speak.
    pub(crate) fn is_spoken(version: i64) -> bool {
        (VERSION_OLDEST..=VERSION_NEWEST).contains(&version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(header: &[u8]) -> Result<Option<Envelope>, u16> {
        let mut headers = HeaderMap::new();
        headers.insert(HEADER, axum::http::HeaderValue::from_bytes(header).unwrap());
        Envelope::in_header(&headers).map_err(|refused| {
            use axum::response::IntoResponse as _;
            refused.into_response().status().as_u16()
        })
    }

    #[test]
    fn a_header_of_today_is_understood() {
        let envelope =
            read(br#"{"v":11,"k":"key","c":"26.09.3,29bb700b,linux","s":"cYKty9","later":1}"#)
                .unwrap()
                .unwrap();

        assert_eq!(envelope.transport, Transport::Zstd);
        assert_eq!(envelope.keys.host, "key");
        assert_eq!(envelope.keys.session, "cYKty9");
        assert_eq!(envelope.client, "26.09.3,29bb700b,linux");
    }

    #[test]
    fn a_version_10_header_is_answered_without_zstd() {
        let envelope = read(br#"{"v":10,"k":"","c":"","s":""}"#).unwrap().unwrap();

        assert_eq!(envelope.transport, Transport::ZstdAnsweredPlain);
    }

    #[test]
    fn edge_12_keys_may_hold_any_characters() {
        let envelope =
            read("{\"v\":11,\"k\":\"ключ\\\"\\\\\",\"c\":\"\",\"s\":\"#$%&()[]{}\"}".as_bytes())
                .unwrap()
                .unwrap();

        assert_eq!(envelope.keys.host, "ключ\"\\");
        assert_eq!(envelope.keys.session, "#$%&()[]{}");
    }

    #[test]
    fn no_header_means_a_form() {
        assert_eq!(Envelope::in_header(&HeaderMap::new()).unwrap(), None);
    }

    #[test]
    fn headers_that_no_app_writes_are_400() {
        let long = format!(r#"{{"v":11,"k":"{}","c":"","s":""}}"#, "k".repeat(4096));
        for header in [
            r#"{"v":7,"k":"","c":"","s":""}"#,
            r#"{"v":12,"k":"","c":"","s":""}"#,
            r#"{"v":"11","k":"","c":"","s":""}"#,
            r#"{"v":11.0,"k":"","c":"","s":""}"#,
            r#"{"v":11,"k":"","c":""}"#,
            r#"{"v":11,"k":null,"c":"","s":""}"#,
            "{bad",
            "",
            long.as_str(),
        ] {
            assert_eq!(read(header.as_bytes()), Err(400), "{header}");
        }
    }
}
