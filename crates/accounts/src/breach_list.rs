//! Passwords that are known to have leaked: a file of the operator's, in which a password is looked up
//! without reading more than a few blocks of it and without asking anybody (PR-61).
//!
//! Two forms are understood, both of SHA-1 hashes in ascending order: text with one hash a line in
//! hexadecimal, with or without `:count` behind it, as Have I Been Pwned offers it; or hashes of 20
//! bytes one after the other, which takes a third of the room.

use std::cmp::Ordering;
use std::fs::File;
use std::os::unix::fs::FileExt as _;

use sha1::{Digest as _, Sha1};
use store::Fault;

const HASH_BYTES: u64 = 20;
const HEX_DIGITS: usize = 40;
/// A hash, a colon, a count and the end of the line.
const LINE_BYTES_MAX: u64 = 64;
/// When so little is left to search it is read in one piece.
const WINDOW_BYTES: u64 = 4 * 1024;

#[derive(Debug)]
pub(crate) struct BreachList {
    file: File,
    bytes: u64,
    form: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Lines,
    Hashes,
}

impl BreachList {
    pub(crate) fn open(path: &str) -> Result<BreachList, Fault> {
        let context = |error| Fault::because(format!("{path} cannot be read"), error);
        let file = File::open(path).map_err(context)?;
        let bytes = file.metadata().map_err(context)?.len();
        let mut list = BreachList {
            file,
            bytes,
            form: Form::Lines,
        };
        let beginning = list.read(0, LINE_BYTES_MAX)?;
        let is_hex = |byte: &u8| byte.is_ascii_hexdigit();
        let digits = beginning.iter().take_while(|byte| is_hex(byte)).count();
        let after = beginning.get(HEX_DIGITS);
        if digits == HEX_DIGITS && after.is_none_or(|byte| b":\r\n".contains(byte)) {
            return Ok(list);
        }
        if bytes == 0 || bytes % HASH_BYTES != 0 {
            return Err(Fault::new(format!(
                "{path} is no list of SHA-1 hashes: neither lines of 40 hexadecimal digits nor pieces \
                 of 20 bytes"
            )));
        }
        list.form = Form::Hashes;
        Ok(list)
    }

    /// Whether this password has leaked.
    pub(crate) fn holds(&self, password: &str) -> Result<bool, Fault> {
        let wanted: [u8; 20] = Sha1::digest(password).into();
        match self.form {
            Form::Hashes => self.is_among_hashes(&wanted),
            Form::Lines => self.is_among_lines(&wanted),
        }
    }

    fn is_among_hashes(&self, wanted: &[u8; 20]) -> Result<bool, Fault> {
        let (mut from, mut to) = (0, self.bytes / HASH_BYTES);
        while from < to {
            let middle = from.midpoint(to);
            let found = self.read(middle * HASH_BYTES, HASH_BYTES)?;
            match found.as_slice().cmp(wanted.as_slice()) {
                Ordering::Equal => return Ok(true),
                Ordering::Less => from = middle + 1,
                Ordering::Greater => to = middle,
            }
        }
        Ok(false)
    }

    fn is_among_lines(&self, wanted: &[u8; 20]) -> Result<bool, Fault> {
        let (mut from, mut to) = (0, self.bytes);
        // `from` is always the beginning of a line, and so is `to` or the end.
        while to.saturating_sub(from) > WINDOW_BYTES {
            let middle = from.midpoint(to);
            let piece = self.read(middle, 2 * LINE_BYTES_MAX)?;
            let Some(end) = piece.iter().position(|byte| *byte == b'\n') else {
                return Err(Fault::new(
                    "a line of the list of leaked passwords is too long",
                ));
            };
            let line = piece.get(end + 1..).unwrap_or_default();
            let begins = middle + u64::try_from(end).unwrap_or_default() + 1;
            match hash_of(line).map(|hash| hash.cmp(wanted)) {
                Some(Ordering::Equal) => return Ok(true),
                Some(Ordering::Less) => from = begins,
                Some(Ordering::Greater) => to = begins,
                None => {
                    return Err(Fault::new("the list of leaked passwords has a broken line"));
                }
            }
        }
        let rest = self.read(from, to.saturating_sub(from))?;
        let mut lines = rest.split(|byte| *byte == b'\n');
        Ok(lines.any(|line| hash_of(line).is_some_and(|hash| hash == *wanted)))
    }

    fn read(&self, at: u64, most: u64) -> Result<Vec<u8>, Fault> {
        let length = most.min(self.bytes.saturating_sub(at));
        let mut piece = vec![0; usize::try_from(length).unwrap_or_default()];
        self.file
            .read_exact_at(&mut piece, at)
            .map_err(|error| Fault::because("the list of leaked passwords", error))?;
        Ok(piece)
    }
}

fn hash_of(line: &[u8]) -> Option<[u8; 20]> {
    let mut hash = [0; 20];
    let (pairs, _) = line.get(..HEX_DIGITS)?.as_chunks::<2>();
    for (byte, pair) in hash.iter_mut().zip(pairs) {
        let [high, low] = pair.map(|digit| char::from(digit).to_digit(16));
        *byte = u8::try_from(high? << 4 | low?).ok()?;
    }
    Some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passwords(n: u32) -> Vec<String> {
        (0..n).map(|n| format!("leaked password {n}")).collect()
    }

    fn sorted(passwords: &[String]) -> Vec<[u8; 20]> {
        let mut hashes: Vec<[u8; 20]> = passwords.iter().map(|p| Sha1::digest(p).into()).collect();
        hashes.sort_unstable();
        hashes
    }

    fn opened(bytes: &[u8]) -> Result<BreachList, Fault> {
        let place = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(place.path(), bytes).unwrap();
        BreachList::open(place.path().to_str().unwrap())
    }

    #[test]
    fn pr_61_every_leaked_password_is_found_in_either_form_and_no_other() {
        let hex = |hash: &[u8; 20]| {
            let bytes = hash.iter();
            bytes.fold(String::new(), |hex, byte| format!("{hex}{byte:02X}"))
        };
        for count in [1, 2, 3, 70, 5_000] {
            let leaked = passwords(count);
            let hashes = sorted(&leaked);
            let binary = hashes.concat();
            let with_counts: Vec<String> = (0..)
                .zip(&hashes)
                .map(|(n, hash): (u64, _)| format!("{}:{}\r\n", hex(hash), n * n))
                .collect();
            let with_counts = with_counts.concat();
            let bare: Vec<String> = hashes.iter().map(hex).collect();
            let bare = bare.join("\n").to_lowercase();

            for file in [&binary[..], with_counts.as_bytes(), bare.as_bytes()] {
                let list = opened(file).unwrap();
                for password in &leaked {
                    assert!(list.holds(password).unwrap(), "{password} of {count}");
                }
                for n in 0..200 {
                    assert!(!list.holds(&format!("another password {n}")).unwrap());
                }
            }
        }
    }

    #[test]
    fn a_file_of_something_else_is_refused_at_the_start() {
        for file in [&b""[..], b"123456\npassword\n", &[7; 39]] {
            assert!(opened(file).is_err(), "{file:?}");
        }
    }
}
