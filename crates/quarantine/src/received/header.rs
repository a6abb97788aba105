//! The first hundred bytes of a database file, checked against the file they stand in.

use crate::answer::Refusal;

const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// How long the header is.
pub(crate) const LENGTH: usize = 100;

/// What the rest of the reading needs to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Header {
    /// Bytes per page, 512 to 65,536.
    pub(crate) page_size: usize,
    /// Bytes of each page that hold content; the others are reserved for extensions.
    pub(crate) usable: usize,
    /// Pages that belong to the database. The file is at least that long.
    pub(crate) pages: u32,
    pub(crate) encoding: Encoding,
}

/// How text is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
}

impl Header {
    /// Reads the header of a file of `file_bytes` bytes.
    pub(crate) fn read(bytes: &[u8; LENGTH], file_bytes: u64) -> Result<Header, Refusal> {
        if !bytes.starts_with(MAGIC) {
            return Err(Refusal::NotADatabase);
        }
        let page_size = match u16_at(bytes, 16) {
            1 => 65_536,
            size if size.is_power_of_two() && size >= 512 => usize::from(size),
            size => return Err(Refusal::corrupt(format!("a page size of {size} bytes"))),
        };
        let [write_version, read_version, reserved, max, min, leaf] = array_at(bytes, 18);
        if !(1..=2).contains(&write_version) || !(1..=2).contains(&read_version) {
            return Err(Refusal::corrupt("a file format of the future"));
        }
        if [max, min, leaf] != [64, 32, 32] {
            return Err(Refusal::corrupt(
                "payload fractions other than the fixed ones",
            ));
        }
        let usable = page_size - usize::from(reserved);
        if usable < 480 {
            return Err(Refusal::corrupt(format!(
                "{reserved} reserved bytes in each page"
            )));
        }
        if !(1..=4).contains(&u32_at(bytes, 44)) {
            return Err(Refusal::corrupt("an unknown schema format"));
        }
        let encoding = match u32_at(bytes, 56) {
            1 => Encoding::Utf8,
            2 => Encoding::Utf16Le,
            3 => Encoding::Utf16Be,
            other => {
                return Err(Refusal::corrupt(format!(
                    "an unknown text encoding {other}"
                )));
            }
        };
        let pages = page_count(bytes, page_size, file_bytes)?;
        Ok(Header {
            page_size,
            usable,
            pages,
            encoding,
        })
    }
}

/// The count in the header holds if it was written by a program that keeps it, else the length of
/// the file does.
fn page_count(bytes: &[u8; LENGTH], page_size: usize, file_bytes: u64) -> Result<u32, Refusal> {
    let real = file_bytes / page_size as u64;
    let claimed = u64::from(u32_at(bytes, 28));
    let is_kept = claimed > 0 && u32_at(bytes, 24) == u32_at(bytes, 92);
    if is_kept && claimed > real {
        let sentence = format!("{claimed} pages are announced, {real} are there");
        return Err(Refusal::Corrupt(sentence));
    }
    let pages = if is_kept { claimed } else { real };
    match u32::try_from(pages) {
        Ok(0) => Err(Refusal::corrupt("not even one page")),
        Ok(pages) => Ok(pages),
        Err(_) => Err(Refusal::TooLarge),
    }
}

fn u16_at(bytes: &[u8; LENGTH], at: usize) -> u16 {
    u16::from_be_bytes(array_at(bytes, at))
}

fn u32_at(bytes: &[u8; LENGTH], at: usize) -> u32 {
    u32::from_be_bytes(array_at(bytes, at))
}

/// All offsets in this file are constants below [`LENGTH`].
fn array_at<const N: usize>(bytes: &[u8; LENGTH], at: usize) -> [u8; N] {
    bytes
        .get(at..)
        .and_then(|rest| rest.first_chunk())
        .copied()
        .unwrap_or([0; N])
}
