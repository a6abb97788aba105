//! A rendered card as a page shows it (`pylib/anki/template.py`, `qt/aqt/reviewer.py`).

use std::borrow::Cow;

use crate::card::{FRONT_SIDE, Piece, Side, Sides};
use crate::html::{encode_paths, media_names};
use crate::latex;
use crate::sound::{self, Sound};
use crate::work::{Budget, TooLarge};

/// A side with marks in place of what can be played: `[anki:play:q:0]` for the first of `sounds`.
#[derive(Debug, Clone, PartialEq)]
pub struct Face {
    pub html: String,
    /// What this side plays. Marks of the question may stand on the answer as well.
    pub sounds: Vec<Sound>,
}

/// Both sides.
#[derive(Debug, Clone, PartialEq)]
pub struct Faces {
    pub question: Face,
    pub answer: Face,
    pub is_empty: bool,
}

impl Faces {
    /// A sentence on both sides.
    pub fn saying(html: &str) -> Faces {
        let face = Face {
            html: html.to_owned(),
            sounds: Vec::new(),
        };
        Faces {
            question: face.clone(),
            answer: face,
            is_empty: false,
        }
    }
}

/// What a website does for the filter that shows the voices of a machine: a script finds this
/// element and lists them there (`qt/aqt/tts.py`). Other unknown filters do nothing.
pub fn place_of_voices(filter: &str, _text: &str) -> Option<String> {
    (filter == "tts-voices").then(|| "<div class=\"tts-voices\"></div>".to_owned())
}

impl Sides {
    /// Puts the pieces together: the question goes where the answer wants it. What the rendering
    /// left to do is asked of `filter`: its name and the text, to which it may answer a new one.
    pub fn faces(&self, filter: impl Fn(&str, &str) -> Option<String>) -> Result<Faces, TooLarge> {
        let mut budget = Budget::of_a_card();
        let question = joined(&self.question, "", &filter, &mut budget)?;
        let (question, mut question_sounds) = sound::extract(&question, Side::Question);
        let answer = joined(&self.answer, &question, &filter, &mut budget)?;
        let (answer, mut answer_sounds) = sound::extract(&answer, Side::Answer);
        for sound in question_sounds.iter_mut().chain(&mut answer_sounds) {
            without_folder(sound);
        }
        Ok(Faces {
            question: Face {
                html: question.into_owned(),
                sounds: question_sounds,
            },
            answer: Face {
                html: answer.into_owned(),
                sounds: answer_sounds,
            },
            is_empty: self.is_empty,
        })
    }
}

/// All media lie in one folder; what names another is a trick (`pylib/anki/template.py`).
fn without_folder(sound: &mut Sound) {
    if let Sound::File(name) = sound
        && let Some((_, last)) = name.rsplit_once('/')
    {
        *name = last.to_owned();
    }
}

fn joined(
    pieces: &[Piece],
    front: &str,
    filter: impl Fn(&str, &str) -> Option<String>,
    budget: &mut Budget,
) -> Result<String, TooLarge> {
    let mut html = String::new();
    for piece in pieces {
        let text = match piece {
            Piece::Text(text) => Cow::Borrowed(text.as_str()),
            Piece::Open {
                name,
                text,
                filters,
            } => {
                let text = if name == FRONT_SIDE { front } else { text };
                let mut text = Cow::Borrowed(text);
                for name in filters {
                    if let Some(changed) = filter(name, &text) {
                        text = changed.into();
                    }
                }
                text
            }
        };
        budget.write(text.len())?;
        html.push_str(&text);
    }
    Ok(html)
}

/// A side ready for a browser.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// With pictures in place of formulas, and names of files as addresses.
    pub html: String,
    /// The files it names, as they are called: pictures, formulas, sounds; each once.
    pub media: Vec<String>,
}

impl Face {
    /// The side with the pictures that a desktop makes of formulas, and with names of files as a
    /// browser wants them.
    pub fn page(&self, latex_svg: bool) -> Page {
        let (html, _) = latex::extract(&self.html, latex_svg);
        let mut media = media_names(&html);
        for sound in &self.sounds {
            if let Sound::File(name) = sound
                && !media.contains(name)
            {
                media.push(name.clone());
            }
        }
        Page {
            html: encode_paths(&html).into_owned(),
            media,
        }
    }
}

/// The classes of the body that a card stands in, which styles of notetypes name.
pub fn body_classes(ord: u16) -> String {
    format!("card card{}", u32::from(ord) + 1)
}
