//! Sounds, videos and speech in a text: `[sound:a.mp3]`, `[anki:tts lang=en_US]…[/anki:tts]`
//! (`rslib/src/card_rendering`).

mod read;

use std::borrow::Cow;
use std::fmt::Write;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::card::Side;
use crate::html::{decode_entities, pattern, strip_for_speech};
use crate::words;

use read::{Directive, Part, parts};

/// A longer text to read out is not filled into.
const SPOKEN_MAX: usize = 1 << 20;

/// What can be played.
#[derive(Debug, Clone, PartialEq)]
pub enum Sound {
    /// A file with sound or film.
    File(String),
    Speech(Speech),
}

/// A text to be read out.
#[derive(Debug, Clone, PartialEq)]
pub struct Speech {
    pub text: String,
    /// Such as `en_US`.
    pub language: String,
    /// The voices to try, in this order.
    pub voices: Vec<String>,
    pub speed: f32,
    /// Options with other names, as written.
    pub others: Vec<String>,
}

/// Takes what can be played out of the text and leaves numbered marks in its place: `[anki:play:q:0]`.
pub fn extract(text: &str, side: Side) -> (Cow<'_, str>, Vec<Sound>) {
    let mut sounds = Vec::new();
    let side = match side {
        Side::Question => 'q',
        Side::Answer => 'a',
    };
    let text = rewritten(text, |part, text| {
        let mut play = |sound| {
            push(text, format_args!("[anki:play:{side}:{}]", sounds.len()));
            sounds.push(sound);
        };
        match part {
            Played::File(name) => {
                play(Sound::File(decode_entities(name.into()).into_owned()));
            }
            Played::Speech(speech) => match speech.language() {
                Some(language) => play(Sound::Speech(speech.to_be_spoken(language))),
                None => text.push_str(&words::speech_without_language()),
            },
        }
    });
    (text, sounds)
}

/// The text without what can be played.
pub fn strip(text: &str) -> Cow<'_, str> {
    rewritten(text, |_, _| {})
}

/// The text with a sign around each name of a file and each text to be read out, for lists.
pub fn in_signs(text: &str) -> Cow<'_, str> {
    rewritten(text, |part, text| match part {
        Played::File(name) => push(text, format_args!("🔉{name}🔉")),
        Played::Speech(speech) => push(text, format_args!("💬{}💬", speech.content)),
    })
}

/// The text with each mark that [`extract`] left replaced: for a button that plays the sound of
/// that number.
pub fn with_buttons(html: &str, button: impl Fn(Side, usize) -> String) -> Cow<'_, str> {
    static MARK: LazyLock<Regex> = LazyLock::new(|| pattern(r"\[anki:play:(q|a):(\d{1,6})\]"));
    MARK.replace_all(html, |mark: &Captures<'_>| {
        let part = |number| mark.get(number).map_or("", |part| part.as_str());
        let side = if part(1) == "q" {
            Side::Question
        } else {
            Side::Answer
        };
        button(side, part(2).parse().unwrap_or_default())
    })
}

enum Played<'a> {
    File(&'a str),
    Speech(&'a Directive<'a>),
}

/// The text with what can be played replaced, and other directives written anew.
fn rewritten(text: &str, mut replace: impl FnMut(Played<'_>, &mut String)) -> Cow<'_, str> {
    if !text.contains("[sound:") && !text.contains("[anki:") {
        return Cow::Borrowed(text);
    }
    let mut written = String::with_capacity(text.len());
    for part in parts(text) {
        match part {
            Part::Text(text) => written.push_str(text),
            Part::File(name) => replace(Played::File(name), &mut written),
            Part::Directive(directive) if directive.name == "tts" => {
                replace(Played::Speech(&directive), &mut written);
            }
            Part::Directive(directive) => directive.write(&mut written),
        }
    }
    Cow::Owned(written)
}

impl Directive<'_> {
    /// The language, if one is named.
    fn language(&self) -> Option<&str> {
        let language = self.option("lang")?;
        (!language.is_empty()).then_some(language)
    }

    fn to_be_spoken(&self, language: &str) -> Speech {
        let mut text = strip_for_speech(self.content);
        let blank = self.option("cloze_blank").unwrap_or(words::BLANK);
        let hidden = text.matches("[...]").count();
        if hidden * blank.len() <= SPOKEN_MAX {
            text = text.replace("[...]", blank);
        }
        let voices = self.option("voices").into_iter();
        let speed = self.option("speed").and_then(|speed| speed.parse().ok());
        let known = ["lang", "voices", "speed", "cloze_blank"];
        let others = self.options.iter().filter(|(key, _)| !known.contains(key));
        Speech {
            text,
            language: language.to_owned(),
            voices: voices
                .flat_map(|names| names.split(',').map(str::to_owned))
                .collect(),
            speed: speed.unwrap_or(1.0),
            others: others
                .map(|(key, value)| format!("{key}={value}"))
                .collect(),
        }
    }

    fn write(&self, text: &mut String) {
        push(text, format_args!("[anki:{}", self.name));
        for (key, value) in &self.options {
            let quote = if value.contains([']', ' ', '\t', '\r', '\n']) {
                "\""
            } else {
                ""
            };
            push(text, format_args!(" {key}={quote}{value}{quote}"));
        }
        push(text, format_args!("]{}[/anki:{}]", self.content, self.name));
    }
}

fn push(text: &mut String, what: std::fmt::Arguments<'_>) {
    text.write_fmt(what)
        .expect("a String takes all that is written");
}
