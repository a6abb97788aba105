//! Languages, and the machine that says a sentence in one of them.

use std::fmt;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::numbers;

include!(concat!(env!("OUT_DIR"), "/sentences.rs"));

/// All sentences in one language. Two bytes; pass it by value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Texts {
    language: Language,
}

/// A count in a sentence. Everything that counts turns into it; what does not fit is capped.
#[derive(Clone, Copy, Debug)]
pub struct Number(i64);

macro_rules! counts {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Number {
            fn from(n: $kind) -> Self {
                Self(i64::try_from(n).unwrap_or(i64::MAX))
            }
        }
        impl From<&$kind> for Number {
            fn from(n: &$kind) -> Self {
                Self::from(*n)
            }
        }
    )*};
}
counts!(u8, u16, u32, u64, usize, i16, i32, i64);

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<Number> for FluentValue<'_> {
    fn from(number: Number) -> Self {
        number.0.into()
    }
}

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: LazyLock<Vec<(Language, Bundle)>> = LazyLock::new(|| {
    Language::ALL
        .iter()
        .map(|language| (*language, bundle(*language)))
        .collect()
});

fn bundle(language: Language) -> Bundle {
    let id: LanguageIdentifier = language.code().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![id]);
    // The marks that isolate right-to-left text would stand in addresses that people copy.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(numbers::write));
    // Both steps were proven by build.rs: the file parses, and no message stands there twice.
    let resource = FluentResource::try_new(language.source().to_owned());
    bundle.add_resource_overriding(resource.unwrap_or_else(|(partial, _)| partial));
    bundle
}

impl Texts {
    /// The sentences of one language.
    pub const fn new(language: Language) -> Self {
        Self { language }
    }

    /// The language these sentences are in (as far as it is translated).
    pub const fn language(self) -> Language {
        self.language
    }

    /// One sentence. Only generated methods call it, so the name exists in the source language.
    fn say<const N: usize>(self, name: &str, values: [(&str, FluentValue<'_>); N]) -> String {
        let arguments: FluentArgs<'_> = values.into_iter().collect();
        say_in(self.language, name, &arguments)
            .or_else(|| say_in(Language::En, name, &arguments))
            .unwrap_or_else(|| name.to_owned())
    }
}

fn say_in(language: Language, name: &str, arguments: &FluentArgs<'_>) -> Option<String> {
    let (_, bundle) = BUNDLES.iter().find(|(known, _)| *known == language)?;
    let pattern = bundle.get_message(name)?.value()?;
    let mut faults = Vec::new();
    let sentence = bundle.format_pattern(pattern, Some(arguments), &mut faults);
    debug_assert!(faults.is_empty(), "{name}: {faults:?}");
    Some(sentence.into_owned())
}

impl Default for Texts {
    fn default() -> Self {
        Self::new(Language::En)
    }
}

#[cfg(test)]
mod tests {
    use super::{Language, Texts};

    #[test]
    fn a_sentence_chooses_its_plural() {
        let t = Texts::default();

        assert_eq!(t.account_storage_media_files(1u32), "one file");
        assert_eq!(t.account_storage_media_files(2_000u32), "2,000 files");
    }

    #[test]
    fn a_sentence_takes_words_as_they_are() {
        let t = Texts::default();

        let sentence = t.sign_up_sent("mia@example.org");

        assert!(sentence.contains("mia@example.org"), "{sentence}");
        assert!(
            !sentence.contains('\u{2068}'),
            "no isolation marks in addresses: {sentence:?}"
        );
    }

    #[test]
    fn the_brand_is_one_word_in_one_place() {
        assert_eq!(Texts::default().page_title("About"), "About · Fuda");
    }

    #[test]
    fn every_language_says_its_own_name() {
        for language in Language::ALL {
            assert!(!Texts::new(*language).language_name().is_empty());
        }
    }
}
