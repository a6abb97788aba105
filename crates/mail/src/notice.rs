//! Notices of a mail provider: what became of letters, posted to the site and signed with a secret
//! that both have. Unsigned ones are refused, and so are those that are older than five minutes.

use std::fs;
use std::time::Duration;

use ring::hmac;
use serde::Deserialize;
use store::{Fault, Ground, Millis};

use crate::bounce::take;
use crate::error::Error;
use crate::options::Options;
use crate::report::Fate;

const AGE_MAX: Duration = Duration::from_mins(5);
const EVENTS_MAX: usize = 200;
const SECRET_BYTES_MIN: usize = 24;

/// Who may post notices. Cheap to clone.
#[derive(Clone, Default)]
pub struct Notices(Option<hmac::Key>);

impl std::fmt::Debug for Notices {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Notices({})", self.0.is_some())
    }
}

/// What became of a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// So many events were noted.
    Noted(usize),
    /// No secret is set, so nobody may post.
    Closed,
    /// Not signed with the secret, or too long ago.
    Unsigned,
    /// Signed, but not of the form that is understood.
    Unreadable,
}

#[derive(Deserialize)]
struct Posted {
    events: Vec<Event>,
}

#[derive(Deserialize)]
struct Event {
    address: String,
    what: What,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum What {
    Bounced,
    Delayed,
    Complained,
}

impl Notices {
    /// With the secret that the settings name.
    pub fn new(options: &Options) -> Result<Notices, Error> {
        let file = &options.webhook_secret_file;
        if file.is_empty() {
            return Ok(Notices(None));
        }
        let text = fs::read_to_string(file)
            .map_err(|error| Fault::because(format!("{file} cannot be read"), error))?;
        let secret = text.lines().next().unwrap_or_default().trim();
        if secret.len() < SECRET_BYTES_MIN {
            return Err(Error::ShortSecret);
        }
        let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
        Ok(Notices(Some(key)))
    }

    /// Takes a notice. `signature` is `t=<seconds since 1970>,v1=<HMAC-SHA256 in hex>` over the time, a
    /// full stop and the body.
    pub async fn take(
        &self,
        ground: &Ground,
        signature: &str,
        body: &[u8],
    ) -> Result<Notice, Fault> {
        let Some(key) = &self.0 else {
            return Ok(Notice::Closed);
        };
        if !is_signed(key, signature, body, ground.clock.now()) {
            return Ok(Notice::Unsigned);
        }
        let Ok(Posted { events }) = serde_json::from_slice(body) else {
            return Ok(Notice::Unreadable);
        };
        if events.len() > EVENTS_MAX {
            return Ok(Notice::Unreadable);
        }
        for event in &events {
            let fate = match event.what {
                What::Bounced => Fate::Gone,
                What::Delayed => Fate::Delayed,
                What::Complained => Fate::Unwanted,
            };
            take(ground, &event.address, fate).await?;
        }
        Ok(Notice::Noted(events.len()))
    }
}

fn is_signed(key: &hmac::Key, signature: &str, body: &[u8], now: Millis) -> bool {
    let part = |name: &str| {
        signature
            .split(',')
            .find_map(|part| part.trim().strip_prefix(name))
    };
    let (Some(time), Some(tag)) = (part("t="), part("v1=").and_then(from_hex)) else {
        return false;
    };
    let Ok(seconds) = time.parse::<i64>() else {
        return false;
    };
    let away = now.secs().abs_diff(seconds);
    let signed = [time.as_bytes(), b".", body].concat();
    away <= AGE_MAX.as_secs() && hmac::verify(key, &signed, &tag).is_ok()
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = text
        .chars()
        .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect();
    let digits = digits?;
    let (pairs, rest) = digits.as_chunks::<2>();
    rest.is_empty()
        .then(|| pairs.iter().map(|[high, low]| high << 4 | low).collect())
}
