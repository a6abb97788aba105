//! Which part of a file a player asks for.

/// What `Range` asks of a file of a known length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    Whole,
    /// First byte and the one after the last.
    Part(u64, u64),
    /// Nothing of it lies in the file.
    Nothing,
}

/// One range of bytes; several at once, or what is not understood, ask for the whole file.
pub(crate) fn wanted(header: Option<&str>, length: u64) -> Wanted {
    let Some(range) = header.and_then(|header| header.strip_prefix("bytes=")) else {
        return Wanted::Whole;
    };
    let Some((first, last)) = range.split_once('-') else {
        return Wanted::Whole;
    };
    let part = match (first.trim().parse::<u64>(), last.trim()) {
        (Ok(first), "") => (first, length),
        (Ok(first), last) => match last.parse::<u64>() {
            Ok(last) if last >= first => (first, length.min(last.saturating_add(1))),
            Ok(_) | Err(_) => return Wanted::Whole,
        },
        (Err(_), last) if first.trim().is_empty() => match last.parse::<u64>() {
            Ok(count) => (length.saturating_sub(count), length),
            Err(_) => return Wanted::Whole,
        },
        (Err(_), _) => return Wanted::Whole,
    };
    if part.0 < part.1 {
        Wanted::Part(part.0, part.1)
    } else {
        Wanted::Nothing
    }
}

#[cfg(test)]
mod tests {
    use super::{Wanted, wanted};

    #[test]
    fn players_get_the_part_they_ask_for() {
        for (header, answer) in [
            (None, Wanted::Whole),
            (Some("bytes=0-"), Wanted::Part(0, 10)),
            (Some("bytes=2-4"), Wanted::Part(2, 5)),
            (Some("bytes=2-400"), Wanted::Part(2, 10)),
            (Some("bytes=-3"), Wanted::Part(7, 10)),
            (Some("bytes=10-"), Wanted::Nothing),
            (Some("bytes=4-2"), Wanted::Whole),
            (Some("bytes=1-2, 4-5"), Wanted::Whole),
            (Some("items=1-2"), Wanted::Whole),
        ] {
            assert_eq!(wanted(header, 10), answer, "{header:?}");
        }
    }
}
