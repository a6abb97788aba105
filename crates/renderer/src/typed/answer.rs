//! What was typed beside what was to be typed (`rslib/src/typeanswer.rs`).

use std::borrow::Cow;
use std::fmt::Write;
use std::ops::Range;
use std::sync::LazyLock;

use htmlescape::encode_minimal;
use regex::Regex;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::blocks::shared;
use crate::html::{pattern, strip};
use crate::sound;

/// Compares a typed answer with a field, and shows both, as HTML. If marks do not count
/// (`combining` is off), letters are compared without them, but shown with them.
pub fn compare(field: &str, typed: &str, combining: bool) -> String {
    let wanted = plain(field);
    let shown = if typed.is_empty() {
        encode_minimal(&wanted)
    } else if combining {
        Pair::of_letters(&wanted, typed).shown()
    } else {
        Pair::of_bare_letters(&wanted, typed).shown()
    };
    format!("<code id=typeans>{shown}</code>")
}

/// The field as it is to be typed: without sounds and tags, on one line.
fn plain(field: &str) -> String {
    static BREAKS: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)(?:\n|<br\s?/?>|</?div>)+"));
    let silent = sound::strip(field);
    let line = BREAKS.replace_all(&silent, " ");
    strip(&line).trim().to_owned()
}

/// Both texts as letters.
struct Pair {
    typed: Vec<char>,
    wanted: Vec<char>,
    /// For each letter that is wanted: with its marks, if they were taken off.
    with_marks: Option<Vec<String>>,
    /// The text to show if nothing is wrong.
    right: String,
}

impl Pair {
    fn of_letters(wanted: &str, typed: &str) -> Pair {
        let right: String = wanted.nfc().collect();
        Pair {
            typed: typed.nfc().collect(),
            wanted: right.chars().collect(),
            with_marks: None,
            right,
        }
    }

    fn of_bare_letters(wanted: &str, typed: &str) -> Pair {
        let mut letters = Vec::new();
        let mut with_marks: Vec<String> = Vec::new();
        for letter in wanted.nfkd() {
            if !is_combining_mark(letter) {
                letters.push(letter);
                with_marks.push(letter.to_string());
            } else if let Some(last) = with_marks.last_mut() {
                last.push(letter);
            }
        }
        Pair {
            typed: typed.nfkd().filter(|c| !is_combining_mark(*c)).collect(),
            wanted: letters,
            with_marks: Some(with_marks),
            right: wanted.to_owned(),
        }
    }

    fn shown(&self) -> String {
        if self.typed == self.wanted {
            return format!(
                "<span class=typeGood>{}</span>",
                encode_minimal(&self.right)
            );
        }
        let mut typed = String::new();
        let mut wanted = String::new();
        let (mut typed_to, mut wanted_to) = (0, 0);
        for block in shared(&self.typed, &self.wanted) {
            self.show_difference(
                (typed_to..block.first, wanted_to..block.second),
                (&mut typed, &mut wanted),
            );
            typed_to = block.first + block.length;
            wanted_to = block.second + block.length;
            let good = text(&self.typed, block.first..typed_to);
            push(&mut typed, "typeGood", &isolated(&good));
            let good = self.wanted_text(block.second..wanted_to);
            push(&mut wanted, "typeGood", &good);
        }
        self.show_difference(
            (typed_to..self.typed.len(), wanted_to..self.wanted.len()),
            (&mut typed, &mut wanted),
        );
        format!("{typed}<br><span id=typearrow>&darr;</span><br>{wanted}")
    }

    /// What was typed instead, and what was wanted; where nothing was typed, a dash a letter.
    fn show_difference(
        &self,
        (in_typed, in_wanted): (Range<usize>, Range<usize>),
        (typed, wanted): (&mut String, &mut String),
    ) {
        let missed = in_wanted.len();
        if !in_typed.is_empty() {
            push(typed, "typeBad", &isolated(&text(&self.typed, in_typed)));
        } else if missed > 0 {
            push(typed, "typeMissed", &"-".repeat(missed));
        }
        if missed > 0 {
            push(wanted, "typeMissed", &self.wanted_text(in_wanted));
        }
    }

    fn wanted_text(&self, stretch: Range<usize>) -> String {
        match &self.with_marks {
            Some(letters) => letters.get(stretch).unwrap_or_default().concat(),
            None => isolated(&text(&self.wanted, stretch)).into_owned(),
        }
    }
}

fn text(letters: &[char], stretch: Range<usize>) -> String {
    letters.get(stretch).unwrap_or_default().iter().collect()
}

fn push(shown: &mut String, class: &str, text: &str) {
    let text = encode_minimal(text);
    write!(shown, "<span class={class}>{text}</span>").expect("a String takes all that is written");
}

/// The text with a non-breaking space before a mark at its start, so that it does not join what
/// stands before it.
fn isolated(text: &str) -> Cow<'_, str> {
    if text.chars().next().is_some_and(is_combining_mark) {
        Cow::Owned(format!("\u{a0}{text}"))
    } else {
        Cow::Borrowed(text)
    }
}
