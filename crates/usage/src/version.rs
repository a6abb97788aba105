//! Versions of Anki as one number.

use std::fmt;

/// A version of Anki as its programs compare it: `2.1.66` is 66, `26.09.3` is 260903. (Fact:
/// upstream `pylib/anki/utils.py`.) 0 is a version that nobody knows, older than all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PointVersion(pub u32);

/// From here on versions are named by year and month.
const FIRST_WITH_YEAR: u32 = 230_000;

impl PointVersion {
    /// Reads `26.09.3`, `2.1.66 (70506aeb)` or `25.02b1`; what stands behind the numbers does not
    /// count.
    pub fn parse(text: &str) -> Option<PointVersion> {
        let word = text.split_whitespace().next()?;
        let mut numbers = word.split('.').map(leading_number);
        let (first, second) = (numbers.next()??, numbers.next()??);
        let third = numbers.next().flatten();
        match (first, second, third) {
            (2, 1, Some(point)) if point < FIRST_WITH_YEAR => Some(PointVersion(point)),
            (23..=99, 1..=12, point) if point.unwrap_or(0) < 100 => Some(PointVersion(
                first * 10_000 + second * 100 + point.unwrap_or(0),
            )),
            _ => None,
        }
    }

    /// The same version, if one of this number can exist.
    pub(crate) fn known(self) -> Option<PointVersion> {
        PointVersion::parse(&self.to_string()).filter(|known| *known == self && self.0 > 0)
    }
}

fn leading_number(part: &str) -> Option<u32> {
    let end = part.find(|c: char| !c.is_ascii_digit());
    let digits = part.split_at(end.unwrap_or(part.len())).0;
    digits.parse().ok()
}

impl fmt::Display for PointVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 < FIRST_WITH_YEAR {
            return write!(f, "2.1.{}", self.0);
        }
        let (year, month, point) = (self.0 / 10_000, self.0 / 100 % 100, self.0 % 100);
        write!(f, "{year}.{month:02}")?;
        if point > 0 {
            write!(f, ".{point}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::PointVersion;

    #[test]
    fn versions_are_read_as_anki_numbers_them() {
        for (text, number) in [
            ("2.1.66 (70506aeb)", Some(66)),
            ("23.10", Some(231_000)),
            ("26.09.3", Some(260_903)),
            ("26.9.3", Some(260_903)),
            ("25.02b1", Some(250_200)),
            ("24.06.3rc1", Some(240_603)),
            ("2.0.52", None),
            ("99.13", None),
            ("26", None),
            ("4294967295.1.1", None),
            ("", None),
        ] {
            assert_eq!(PointVersion::parse(text).map(|v| v.0), number, "{text}");
        }
    }

    #[test]
    fn a_number_is_named_as_people_name_it() {
        for (number, name) in [(66, "2.1.66"), (231_000, "23.10"), (260_903, "26.09.3")] {
            assert_eq!(PointVersion(number).to_string(), name);
        }
        assert_eq!(PointVersion(0).known(), None);
        assert_eq!(PointVersion(261_399).known(), None);
        assert_eq!(PointVersion(u32::MAX).known(), None);
    }
}
