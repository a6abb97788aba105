//! Finding the names of media files in a field.
//!
//! A tag `img`, `audio`, `video`, `object` or `source` names a file by the first `src=` or `data=`
//! behind it that is not inside quotes, or, if there is none, by one that is; brackets close the
//! tag unless they are inside quotes. Clients find it with an expression (it stands in the tests)
//! that tries all ways of reading the quotes, again for each tag: a field of half a megabyte can
//! take minutes. Here each place of the field is tried once: whether a name follows does not
//! depend on the tag before it.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

const TAGS: [&str; 5] = ["img", "audio", "video", "object", "source"];
const ATTRIBUTES: [&str; 2] = ["src", "data"];

/// A tag that names a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reference<'a> {
    /// Where the tag begins.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
    /// The name as it stands there.
    pub(super) name: &'a str,
}

/// The tags that name files, in order.
pub(super) fn references(html: &str) -> impl Iterator<Item = Reference<'_>> {
    let mut tag = next_tag(html, 0);
    let mut search = tag.is_some().then(|| Search::of(html));
    std::iter::from_fn(move || {
        let search = search.as_mut()?;
        loop {
            let Tag { open, body } = tag.take()?;
            let found = search.name_behind(body);
            tag = next_tag(html, found.as_ref().map_or(body, |named| named.end));
            if let Some(Named { name, end }) = found {
                let start = open;
                return Some(Reference { start, end, name });
            }
        }
    })
}

/// The text with each tag that names a file replaced by what `replacement` makes of it.
pub(super) fn replace<'a>(
    html: &'a str,
    mut replacement: impl FnMut(Reference<'a>, &mut String),
) -> Cow<'a, str> {
    let mut replaced = String::new();
    let mut copied = 0;
    for reference in references(html) {
        replaced.push_str(html.get(copied..reference.start).unwrap_or_default());
        copied = reference.end;
        replacement(reference, &mut replaced);
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    replaced.push_str(html.get(copied..).unwrap_or_default());
    Cow::Owned(replaced)
}

/// The text with each tag that names a file replaced by the name, a space before and after it.
pub(super) fn with_names_only(html: &str) -> Cow<'_, str> {
    replace(html, |reference, text| {
        text.extend([" ", reference.name, " "]);
    })
}

/// The beginning of a tag that may name a file.
struct Tag {
    open: usize,
    /// Behind the tag's own name.
    body: usize,
}

fn next_tag(html: &str, from: usize) -> Option<Tag> {
    let rest = html.get(from..)?;
    rest.match_indices('<').find_map(|(place, _)| {
        let name = rest.get(place + 1..)?;
        let length = TAGS.iter().find_map(|tag| opens(name, tag))?;
        let behind = name.get(length..)?.chars().next();
        let whole = !behind.is_some_and(is_word);
        whole.then_some(Tag {
            open: from + place,
            body: from + place + 1 + length,
        })
    })
}

/// A name, and where its tag ends.
struct Named<'a> {
    name: &'a str,
    end: usize,
}

/// What was found out about a field so far.
struct Search<'a> {
    html: &'a str,
    /// Places from which no name was found.
    tried: Vec<bool>,
    brackets: Vec<usize>,
    spaces: Vec<usize>,
    double_quotes: Vec<usize>,
    single_quotes: Vec<usize>,
}

impl<'a> Search<'a> {
    fn of(html: &'a str) -> Self {
        let places = |wanted: char| html.match_indices(wanted).map(|(place, _)| place).collect();
        Search {
            html,
            tried: vec![false; html.len() + 1],
            brackets: places('>'),
            spaces: places(' '),
            double_quotes: places('"'),
            single_quotes: places('\''),
        }
    }

    /// The name in the tag whose body begins here. Something must stand before the attribute.
    fn name_behind(&mut self, body: usize) -> Option<Named<'a>> {
        let mut places = Vec::new();
        self.push_next(body, &mut places);
        while let Some(place) = places.pop() {
            let Some(tried) = self.tried.get_mut(place) else {
                continue;
            };
            if std::mem::replace(tried, true) {
                continue;
            }
            let named = self.name_at(place);
            if named.is_some() {
                return named;
            }
            self.push_next(place, &mut places);
        }
        None
    }

    /// Where the tag may go on, the first choice last: one letter further, or, at a quote, behind
    /// the one that closes it.
    fn push_next(&self, place: usize, places: &mut Vec<usize>) {
        let Some(letter) = self.html.get(place..).and_then(|rest| rest.chars().next()) else {
            return;
        };
        if let Some(quotes) = self.quotes(letter) {
            // Something must stand between quotes.
            places.extend(
                next(quotes, place + 1)
                    .filter(|close| *close > place + 1)
                    .map(|close| close + 1),
            );
        }
        if letter != '>' {
            places.push(place + letter.len_utf8());
        }
    }

    fn quotes(&self, letter: char) -> Option<&[usize]> {
        match letter {
            '"' => Some(&self.double_quotes),
            '\'' => Some(&self.single_quotes),
            _ => None,
        }
    }

    /// The name, if exactly here an attribute stands that has it.
    fn name_at(&self, place: usize) -> Option<Named<'a>> {
        let rest = self.html.get(place..)?;
        let length = ATTRIBUTES
            .iter()
            .find_map(|attribute| opens(rest, attribute))?;
        let value = rest
            .get(length..)?
            .strip_prefix('=')
            .map(|_| place + length + 1)?;
        let before = self.html.get(..place)?.chars().next_back();
        if before.is_some_and(is_word) {
            return None;
        }
        self.quoted(value).or_else(|| self.bare(value))
    }

    fn quoted(&self, value: usize) -> Option<Named<'a>> {
        let quotes = self.quotes(self.html.get(value..)?.chars().next()?)?;
        let close = next(quotes, value + 1).filter(|close| *close > value + 1)?;
        let end = next(&self.brackets, close + 1)? + 1;
        Some(Named {
            name: self.html.get(value + 1..close)?,
            end,
        })
    }

    /// A name without quotes ends at a space or bracket; its first letter may be a space, since the
    /// clients' expression ignores the space it means to exclude.
    fn bare(&self, value: usize) -> Option<Named<'a>> {
        let bracket = next(&self.brackets, value)?;
        let first = self.html.get(value..bracket)?.chars().next()?;
        let space = next(&self.spaces, value + first.len_utf8()).unwrap_or(bracket);
        Some(Named {
            name: self.html.get(value..bracket.min(space))?,
            end: bracket + 1,
        })
    }
}

/// The first of the places that is not before this one.
fn next(places: &[usize], from: usize) -> Option<usize> {
    places
        .get(places.partition_point(|place| *place < from))
        .copied()
}

/// The length of `word` at the start of `text`, if it stands there in whatever case. A long s
/// counts as an s, as Unicode has it.
pub(super) fn opens(text: &str, word: &str) -> Option<usize> {
    let mut length = 0;
    let mut letters = text.chars();
    for wanted in word.chars() {
        let letter = letters.next()?;
        let same = letter.eq_ignore_ascii_case(&wanted) || (wanted == 's' && letter == '\u{17f}');
        if !same {
            return None;
        }
        length += letter.len_utf8();
    }
    Some(length)
}

/// Whether expressions take this for part of a word.
fn is_word(letter: char) -> bool {
    static WORD: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\A\w").expect("the pattern is a constant that tests use"));
    if letter.is_ascii() {
        letter.is_ascii_alphanumeric() || letter == '_'
    } else {
        WORD.is_match(letter.encode_utf8(&mut [0; 4]))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;
    use std::time::Instant;

    use proptest::prelude::*;
    use regex::Regex;

    use super::with_names_only;

    /// The name is in group 1, 2 or 3: double-quoted, single-quoted or bare.
    static EXPRESSION: LazyLock<Regex> = LazyLock::new(|| {
        let expression = r#"(?xis)
        <\b (?: img | audio | video | object | source ) \b
        (?: [^>] | "[^"]+?" | '[^']+?' )+?
        \b (?: src | data ) \b =
        (?:
            " ([^"]+?) " [^>]* >
          | ' ([^']+?) ' [^>]* >
          | ([^>]+?) (?: \x20 [^>]* > | > )
        )"#;
        Regex::new(expression).unwrap()
    });

    const PIECES: &[&str] = &[
        "<img",
        "<IMG",
        "<audio",
        "<video",
        "<object",
        "<source",
        "<\u{17f}ource",
        "<imgs",
        "<imgé",
        " src=",
        " \u{17f}RC=",
        " data=",
        "data-src=",
        "xsrc=",
        "ésrc=",
        "\u{301}src=",
        "_src=",
        "src",
        "=",
        "\"",
        "\"",
        "'",
        "'",
        ">",
        ">",
        "<",
        " ",
        " ",
        "a",
        "é",
        "\n",
        "\"\"",
        "''",
        "a.png",
        "/>",
        " alt=\"x>y\" ",
        " class='>' ",
    ];

    proptest! {
        #![proptest_config(ProptestConfig {
            cases: 2000, failure_persistence: None, ..ProptestConfig::default()
        })]

        #[test]
        fn the_names_are_those_of_the_expression(
            pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24),
        ) {
            let html = format!("<img{}", pieces.concat());
            let wanted = EXPRESSION.replace_all(&html, " ${1}${2}${3} ");
            prop_assert_eq!(with_names_only(&html), wanted);
        }
    }

    #[test]
    fn a_field_of_quotes_that_hide_names_takes_no_longer_than_another() {
        for unit in [
            "<img \"> <img src=x>\"",
            "<img src='",
            "<img \"'",
            "<img src=\"a",
        ] {
            let hostile = unit.repeat(20_000);
            let began = Instant::now();
            with_names_only(&hostile);
            assert!(
                began.elapsed().as_secs() < 20,
                "{unit}: {:?}",
                began.elapsed()
            );
        }
    }
}
