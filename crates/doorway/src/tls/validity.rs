//! From when until when a certificate is valid: the one thing that we want to know of it, read from its DER
//! form (X.509, RFC 5280, section 4.1).

use std::time::Duration;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use store::Millis;

const SEQUENCE: u8 = 0x30;
const VERSION: u8 = 0xa0;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;

const DAY: Duration = Duration::from_hours(24);

/// From when until when a certificate is valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Validity {
    starts_at: Millis,
    /// When it ends.
    pub ends_at: Millis,
}

impl Validity {
    /// From then on it is renewed: thirty days before its end. Some authorities sign for days only; then
    /// it is when a third of its life is left.
    pub fn renewed_from(&self) -> Millis {
        self.ends_at.minus((DAY * 30).min(self.life() / 3))
    }

    /// From then on its renewal is late, and somebody should come.
    pub fn late_from(&self) -> Millis {
        self.ends_at.minus((DAY * 10).min(self.life() / 9))
    }

    fn life(&self) -> Duration {
        self.ends_at.since(self.starts_at)
    }
}

/// The validity of a certificate; nothing if it is none.
pub(super) fn of(certificate: &[u8]) -> Option<Validity> {
    let (_, whole, _) = piece(certificate, SEQUENCE)?;
    let (_, mut rest, _) = piece(whole, SEQUENCE)?;
    if rest.first() == Some(&VERSION) {
        rest = any(rest)?.2;
    }
    // Serial number, algorithm, issuer.
    for _ in 0..3 {
        rest = any(rest)?.2;
    }
    let (_, validity, _) = piece(rest, SEQUENCE)?;
    let (start_kind, start, rest) = any(validity)?;
    let (end_kind, end, _) = any(rest)?;
    Some(Validity {
        starts_at: time(start_kind, start)?,
        ends_at: time(end_kind, end)?,
    })
}

/// Kind and content of the first piece, and what follows it.
fn any(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (kind, rest) = bytes.split_first()?;
    let (first, rest) = rest.split_first()?;
    let (length, rest) = if *first < 0x80 {
        (usize::from(*first), rest)
    } else {
        let (digits, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
        if digits.len() > 4 {
            return None;
        }
        let length = digits.iter().fold(0, |length: usize, digit| {
            (length << 8) | usize::from(*digit)
        });
        (length, rest)
    };
    let (content, rest) = rest.split_at_checked(length)?;
    Some((*kind, content, rest))
}

fn piece(bytes: &[u8], kind: u8) -> Option<(u8, &[u8], &[u8])> {
    any(bytes).filter(|(found, ..)| *found == kind)
}

/// `YYMMDDhhmmssZ` up to 2049, `YYYYMMDDhhmmssZ` beyond.
fn time(kind: u8, digits: &[u8]) -> Option<Millis> {
    let text = std::str::from_utf8(digits).ok()?.strip_suffix('Z')?;
    let (century, text) = match kind {
        UTC_TIME if text.get(..2)? < "50" => ("20", text),
        UTC_TIME => ("19", text),
        GENERALIZED_TIME => text.split_at_checked(2)?,
        _ => return None,
    };
    let moment = DateTime::strptime("%Y%m%d%H%M%S", format!("{century}{text}")).ok()?;
    let moment = moment.to_zoned(TimeZone::UTC).ok()?;
    Some(Millis(moment.timestamp().as_millisecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_of_writing_a_time_are_read() {
        assert_eq!(
            time(UTC_TIME, b"261122120000Z"),
            Some(Millis(1_795_348_800_000))
        );
        assert_eq!(
            time(GENERALIZED_TIME, b"20261122120000Z"),
            Some(Millis(1_795_348_800_000))
        );
        assert_eq!(
            time(UTC_TIME, b"500101000000Z"),
            Some(Millis(-631_152_000_000))
        );
        assert_eq!(time(UTC_TIME, b"2611221200Z"), None);
        assert_eq!(of(b"no certificate"), None);
        assert_eq!(of(&[0x30, 0x84, 0xff, 0xff, 0xff, 0xff]), None);
    }

    #[test]
    fn pr_58a_a_certificate_for_days_is_renewed_with_a_third_of_its_life_left() {
        let life = |days: u32| Validity {
            starts_at: Millis(0),
            ends_at: Millis(0).plus(DAY * days),
        };
        let days = |time: Millis| time.since(Millis(0)).as_secs() / 86_400;

        assert_eq!(days(life(90).renewed_from()), 60);
        assert_eq!(days(life(90).late_from()), 80);
        assert_eq!(days(life(6).renewed_from()), 4);
        assert_eq!(days(life(9).late_from()), 8);
    }
}
