//! The little of CBOR (RFC 8949) that authenticators write: items of definite length, not deep.

/// Attestation statements are the deepest: a map, in it a list, in it bytes.
const DEPTH_MAX: u8 = 6;

/// One item.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Item<'a> {
    Number(i64),
    Bytes(&'a [u8]),
    Text(&'a str),
    List(Vec<Item<'a>>),
    Map(Vec<(Item<'a>, Item<'a>)>),
    /// True, false, nothing and fractions: nothing that we ask for is one.
    Simple,
}

impl<'a> Item<'a> {
    /// What a map holds under a number.
    pub(super) fn at(&self, number: i64) -> Option<&Item<'a>> {
        self.under(&Item::Number(number))
    }

    /// What a map holds under a word.
    pub(super) fn named(&self, name: &str) -> Option<&Item<'a>> {
        self.under(&Item::Text(name))
    }

    pub(super) fn bytes(&self) -> Option<&'a [u8]> {
        if let Item::Bytes(bytes) = self {
            Some(bytes)
        } else {
            None
        }
    }

    pub(super) fn number(&self) -> Option<i64> {
        if let Item::Number(number) = self {
            Some(*number)
        } else {
            None
        }
    }

    fn under(&self, key: &Item<'_>) -> Option<&Item<'a>> {
        let Item::Map(entries) = self else {
            return None;
        };
        let (_, value) = entries.iter().find(|(known, _)| known == key)?;
        Some(value)
    }
}

/// The first item and what comes after it. `None`: these bytes are not what an authenticator writes.
pub(super) fn read(bytes: &[u8]) -> Option<(Item<'_>, &[u8])> {
    let mut reader = Reader(bytes);
    let item = reader.item(DEPTH_MAX)?;
    Some((item, reader.0))
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn item(&mut self, depth: u8) -> Option<Item<'a>> {
        let deeper = depth.checked_sub(1)?;
        let (kind, argument) = self.head()?;
        let count = usize::try_from(argument).ok()?;
        match kind {
            0 => i64::try_from(argument).ok().map(Item::Number),
            1 => i64::try_from(argument).ok().map(|n| Item::Number(-1 - n)),
            2 => self.take(count).map(Item::Bytes),
            3 => std::str::from_utf8(self.take(count)?).ok().map(Item::Text),
            // Each item takes a byte at least, so a count that lies ends with the bytes.
            4 => (0..count)
                .map(|_| self.item(deeper))
                .collect::<Option<_>>()
                .map(Item::List),
            5 => (0..count)
                .map(|_| Some((self.item(deeper)?, self.item(deeper)?)))
                .collect::<Option<_>>()
                .map(Item::Map),
            7 => Some(Item::Simple),
            // Tags.
            _ => None,
        }
    }

    /// The kind of the next item and its number or length. Lengths that are told at the end, and
    /// the reserved ones, are refused: CTAP2 forbids them.
    fn head(&mut self) -> Option<(u8, u64)> {
        let [first] = self.array()?;
        let argument = match first & 31 {
            short @ 0..=23 => u64::from(short),
            24 => u64::from(u8::from_be_bytes(self.array()?)),
            25 => u64::from(u16::from_be_bytes(self.array()?)),
            26 => u64::from(u32::from_be_bytes(self.array()?)),
            27 => u64::from_be_bytes(self.array()?),
            _ => return None,
        };
        Some((first >> 5, argument))
    }

    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::{Item, read};

    fn whole(bytes: &[u8]) -> Option<Item<'_>> {
        read(bytes)
            .filter(|(_, rest)| rest.is_empty())
            .map(|(item, _)| item)
    }

    #[test]
    fn the_examples_of_the_standard_are_read() {
        // RFC 8949, appendix A.
        for (bytes, number) in [
            (&[0x00][..], 0),
            (&[0x17], 23),
            (&[0x18, 0x18], 24),
            (&[0x19, 0x03, 0xe8], 1000),
            (&[0x1a, 0x00, 0x0f, 0x42, 0x40], 1_000_000),
            (&[0x20], -1),
            (&[0x38, 0x63], -100),
            (&[0x39, 0x03, 0xe7], -1000),
        ] {
            assert_eq!(whole(bytes), Some(Item::Number(number)));
        }
        let map = [0xa2, 0x61, 0x61, 0x01, 0x61, 0x62, 0x82, 0x02, 0x03];
        let map = whole(&map).unwrap();
        assert_eq!(map.named("a").and_then(Item::number), Some(1));
        let list = Item::List(vec![Item::Number(2), Item::Number(3)]);
        assert_eq!(map.named("b"), Some(&list));
        assert_eq!(whole(&[0x44, 1, 2, 3, 4]), Some(Item::Bytes(&[1, 2, 3, 4])));
    }

    #[test]
    fn what_no_authenticator_writes_is_refused() {
        for bytes in [
            &[][..],
            &[0x18],
            // Lengths beyond the end, up to the largest there is.
            &[0x44, 1, 2, 3],
            &[0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
            &[0xbb, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
            // A length that is told at the end, and a reserved one.
            &[0x5f, 0x41, 0x01, 0xff],
            &[0x1c],
            // A tag, text that is none, a number that is too large.
            &[0xc0, 0x00],
            &[0x61, 0xff],
            &[0x1b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        ] {
            assert_eq!(whole(bytes), None, "{bytes:02x?}");
        }
        let deep: Vec<u8> = [0x81].repeat(100_000);
        assert_eq!(read(&deep), None, "too deep");
    }
}
