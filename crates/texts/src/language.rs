//! Which language a reader gets.

use unic_langid::{CharacterDirection, LanguageIdentifier};

use crate::sentences::{Language, Texts};

/// Where lines begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// On the left.
    LeftToRight,
    /// On the right.
    RightToLeft,
}

impl Direction {
    /// As `dir` attributes say it.
    pub const fn code(self) -> &'static str {
        match self {
            Direction::LeftToRight => "ltr",
            Direction::RightToLeft => "rtl",
        }
    }
}

impl Language {
    /// The language a reader wants most among those we speak, from an `Accept-Language` header
    /// (RFC 9110, section 12.5.4). Without a match it is English.
    pub fn preferred(accept_language: &str) -> Self {
        let mut wanted: Vec<(f32, &str)> = accept_language
            .split(',')
            .map(|range| {
                let (code, quality) = range.split_once(';').unwrap_or((range, "q=1"));
                (quality_of(quality), code.trim())
            })
            .filter(|(quality, _)| *quality > 0.0)
            .collect();
        // Stable: of two wanted alike, the first.
        wanted.sort_by(|a, b| b.0.total_cmp(&a.0));
        wanted
            .iter()
            .find_map(|(_, code)| Self::from_code(code))
            .unwrap_or(Self::En)
    }

    /// `de-AT` is answered in `de`. `None`: we do not speak it.
    pub fn from_code(code: &str) -> Option<Self> {
        let code = code.to_ascii_lowercase();
        let family = code.split(['-', '_']).next().unwrap_or_default();
        let exact = Self::ALL
            .iter()
            .find(|known| known.code().eq_ignore_ascii_case(&code));
        exact
            .or_else(|| Self::ALL.iter().find(|known| known.code() == family))
            .copied()
    }

    /// Its name in itself: `Deutsch`.
    pub fn own_name(self) -> String {
        Texts::new(self).language_name()
    }

    /// Where its lines begin.
    pub fn direction(self) -> Direction {
        let id: LanguageIdentifier = self.code().parse().unwrap_or_default();
        match id.character_direction() {
            CharacterDirection::RTL => Direction::RightToLeft,
            CharacterDirection::LTR | CharacterDirection::TTB => Direction::LeftToRight,
        }
    }
}

/// `q=0.8` → 0.8. What is no weight weighs nothing.
fn quality_of(parameter: &str) -> f32 {
    let number = parameter
        .split_once('=')
        .filter(|(name, _)| name.trim().eq_ignore_ascii_case("q"))
        .and_then(|(_, number)| number.trim().parse::<f32>().ok());
    number.filter(|n| (0.0..=1.0).contains(n)).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::{Direction, Language};

    #[test]
    fn readers_get_the_language_they_want_most_among_ours() {
        for (header, expected) in [
            ("", Language::En),
            ("*", Language::En),
            ("en-GB,en;q=0.5", Language::En),
            ("xx;q=1, en;q=0.1", Language::En),
            ("nonsense;;q=x,,", Language::En),
            ("de-AT", Language::De),
            ("de-AT,de;q=0.9,en;q=0.8", Language::De),
            ("fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5", Language::En),
            ("fr, de;q=0.7", Language::De),
            ("es-419,es;q=0.9", Language::Es),
            ("ja, en; q=0.9", Language::Ja),
            ("en;q=0.2, ja ; Q = 0.7", Language::Ja),
            ("de;q=0, en", Language::En),
            ("de;q=2, en;q=0.1", Language::En),
            ("JA-jp", Language::Ja),
            ("es, de", Language::Es),
        ] {
            assert_eq!(Language::preferred(header), expected, "{header}");
        }
    }

    #[test]
    fn a_code_we_do_not_speak_is_none() {
        assert_eq!(Language::from_code("fr"), None);
        assert_eq!(Language::from_code("dex"), None);
        assert_eq!(Language::from_code(""), None);
        assert_eq!(Language::from_code("es_MX"), Some(Language::Es));
    }

    #[test]
    fn every_language_has_a_name_of_its_own_and_a_direction() {
        let mut names: Vec<_> = Language::ALL.iter().map(|one| one.own_name()).collect();
        names.sort();
        names.dedup();

        assert_eq!(names.len(), Language::ALL.len());
        for language in Language::ALL {
            assert_eq!(language.direction(), Direction::LeftToRight);
        }
    }
}
