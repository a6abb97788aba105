//! Looking for the same words again and again in a text, without going over any stretch twice: a
//! text of a megabyte that opens brackets and never closes them costs no more than another.

/// Where a word comes next. The places asked about must not go back.
#[derive(Debug, Clone)]
pub(crate) struct Next<'a> {
    text: &'a str,
    word: &'a str,
    found: Found,
}

#[derive(Debug, Clone, Copy)]
enum Found {
    NotAsked,
    At(usize),
    NoMore,
}

impl<'a> Next<'a> {
    pub(crate) fn new(text: &'a str, word: &'a str) -> Self {
        let found = Found::NotAsked;
        Self { text, word, found }
    }

    /// The first place of the word that is not before `from`.
    pub(crate) fn from(&mut self, from: usize) -> Option<usize> {
        match self.found {
            Found::NoMore => return None,
            Found::At(place) if place >= from => return Some(place),
            Found::At(_) | Found::NotAsked => {}
        }
        let place = find(self.text, from, self.word);
        self.found = place.map_or(Found::NoMore, Found::At);
        place
    }
}

/// The first place of the word that is not before `from`.
pub(crate) fn find(text: &str, from: usize, word: &str) -> Option<usize> {
    Some(from + text.get(from..)?.find(word)?)
}

/// A stretch of the text; empty if there is none such.
pub(crate) fn part(text: &str, from: usize, to: usize) -> &str {
    text.get(from..to).unwrap_or_default()
}
