//! Numbers as each language writes them: `2,000.5` in English, `2.000,5` in German.

use fluent_bundle::FluentValue;
use intl_memoizer::Memoizable;
use intl_memoizer::concurrent::IntlLangMemoizer;
use unic_langid::LanguageIdentifier;

use crate::sentences::{Language, Number, Texts};

/// The signs inside of numbers; `locales` says them.
#[derive(Debug)]
struct Signs {
    decimal: String,
    thousands: String,
    /// From so many digits on, thousands are set apart.
    thousands_digits: usize,
}

impl Texts {
    /// A number of something: `1,234`.
    pub fn number(self, n: impl Into<Number>) -> String {
        Signs::of(self).set(&n.into().to_string())
    }

    /// A number with so many decimals: `1,234.5`.
    pub fn decimal(self, n: f64, decimals: usize) -> String {
        Signs::of(self).set(&format!("{n:.decimals$}"))
    }

    /// A number with one decimal if that is not zero: `4.2`, `4`.
    pub fn decimal_if_any(self, n: f64) -> String {
        let plain = format!("{n:.1}");
        Signs::of(self).set(plain.strip_suffix(".0").unwrap_or(&plain))
    }
}

/// How sentences write the numbers in them.
pub(crate) fn write(value: &FluentValue<'_>, memoizer: &IntlLangMemoizer) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    let plain = number.as_string();
    memoizer
        .with_try_get::<Signs, _, _>((), |signs| signs.set(&plain))
        .ok()
}

impl Memoizable for Signs {
    type Args = ();
    type Error = ();

    fn construct(language: LanguageIdentifier, (): ()) -> Result<Signs, ()> {
        let language = Language::from_code(&language.to_string()).ok_or(())?;
        Ok(Signs::of(Texts::new(language)))
    }
}

impl Signs {
    fn of(t: Texts) -> Signs {
        Signs {
            decimal: t.decimal_sign(),
            thousands: t.thousands_sign(),
            thousands_digits: t.thousands_digits().parse().unwrap_or(usize::MAX),
        }
    }

    /// `-1234.5` as a person reads it.
    fn set(&self, plain: &str) -> String {
        let (sign, plain) = match plain.strip_prefix('-') {
            Some(rest) => ("-", rest),
            None => ("", plain),
        };
        let (whole, rest) = match plain.split_once('.') {
            Some((whole, rest)) => (whole, Some(rest)),
            None => (plain, None),
        };
        let mut said = sign.to_owned();
        for (index, digit) in whole.chars().enumerate() {
            let left = whole.len() - index;
            if index > 0 && left.is_multiple_of(3) && whole.len() >= self.thousands_digits {
                said.push_str(&self.thousands);
            }
            said.push(digit);
        }
        if let Some(rest) = rest {
            said.push_str(&self.decimal);
            said.push_str(rest);
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use crate::{Language, Texts};

    #[test]
    fn numbers_are_written_as_their_language_writes_them() {
        for (language, expected) in [
            (
                Language::En,
                ["999", "2,000", "1,234,567", "1,234.5", "-0.25"],
            ),
            (
                Language::De,
                ["999", "2.000", "1.234.567", "1.234,5", "-0,25"],
            ),
            (
                Language::Es,
                ["999", "2000", "1\u{a0}234\u{a0}567", "1234,5", "-0,25"],
            ),
            (
                Language::Ja,
                ["999", "2,000", "1,234,567", "1,234.5", "-0.25"],
            ),
        ] {
            let t = Texts::new(language);

            let said = [
                t.number(999),
                t.number(2_000),
                t.number(1_234_567),
                t.decimal(1_234.5, 1),
                t.decimal(-0.25, 2),
            ];

            assert_eq!(said, expected);
            assert!(
                t.account_storage_media_files(1_234_567)
                    .contains(expected[2])
            );
        }
    }
}
