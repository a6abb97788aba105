//! `SQLite`'s numbers of one to nine bytes.

/// Takes a number from the front; `None` if the bytes end inside it.
pub(crate) fn take(bytes: &[u8]) -> Option<(u64, &[u8])> {
    // Nearly all numbers in a record header are one byte long.
    let (&first, mut rest) = bytes.split_first()?;
    if first < 0x80 {
        return Some((u64::from(first), rest));
    }
    let mut value = u64::from(first & 0x7f);
    for place in 1..9 {
        let (&byte, after) = rest.split_first()?;
        rest = after;
        if place == 8 {
            value = value << 8 | u64::from(byte);
            break;
        }
        value = value << 7 | u64::from(byte & 0x7f);
        if byte < 0x80 {
            break;
        }
    }
    Some((value, rest))
}

/// Appends a number.
pub(crate) fn put(value: u64, into: &mut Vec<u8>) {
    if value < 0x80 {
        into.push(low_byte(value));
        return;
    }
    if value >> 56 != 0 {
        for place in (1..=8).rev() {
            into.push(low_byte(value >> (8 + 7 * (place - 1))) | 0x80);
        }
        into.push(low_byte(value));
        return;
    }
    let places = len(value);
    for place in (1..places).rev() {
        into.push(low_byte(value >> (7 * place)) | 0x80);
    }
    into.push(low_byte(value) & 0x7f);
}

/// How many bytes [`put`] appends.
pub(crate) fn len(value: u64) -> usize {
    match 64 - value.leading_zeros() {
        0..=7 => 1,
        8..=14 => 2,
        15..=21 => 3,
        22..=28 => 4,
        29..=35 => 5,
        36..=42 => 6,
        43..=49 => 7,
        50..=56 => 8,
        _ => 9,
    }
}

fn low_byte(value: u64) -> u8 {
    let [.., low] = value.to_be_bytes();
    low
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_comes_back_as_it_was_put() {
        for shift in 0..64 {
            for value in [1u64 << shift, (1u64 << shift) - 1, u64::MAX >> shift] {
                let mut bytes = Vec::new();
                put(value, &mut bytes);

                assert_eq!(bytes.len(), len(value), "{value}");
                assert_eq!(take(&bytes), Some((value, &[][..])), "{value}");
                assert_eq!(take(&bytes[..bytes.len() - 1]), None, "{value}");
            }
        }
    }

    #[test]
    fn the_layout_is_the_one_sqlite_documents() {
        let mut bytes = Vec::new();
        put(0x80, &mut bytes);
        put(u64::MAX, &mut bytes);

        assert_eq!(
            bytes,
            [0x81, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255]
        );
    }
}
