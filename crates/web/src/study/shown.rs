//! One card as the page gets it.

use cardframe::{Pass, Passes};
use collection::model::{Card, DEFAULT_PRESET, DeckKind, Preset, PresetConfig};
use collection::render::{Appearance, Whole, whole};
use collection::storage::{decks, presets};
use collection::study::{QueueKind, QueuedCard};
use collection::{Collection, Error, edit};
use renderer::card::Side;
use renderer::face::body_classes;
use renderer::sound::{Sound as Played, with_buttons};
use renderer::typed::{with_comparison, with_input};
use serde::Serialize;
use texts::Texts;

use crate::study::problem;
use crate::study::states::Matter;

/// A card in the queue.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Shown {
    id: String,
    note: String,
    /// Its home deck, whose options are its own.
    deck: String,
    kind: u8,
    /// Changes when the card is no longer as it was shown, so that it is not answered twice.
    version: String,
    pub(super) print: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) faces: Option<Faces>,
    pub(super) labels: [String; 4],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) matter: Option<Matter>,
    flag: u8,
    is_marked: bool,
    play: Play,
    clock: Clock,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Faces {
    question: String,
    answer: String,
    classes: String,
    question_sounds: Vec<Sound>,
    answer_sounds: Vec<Sound>,
    is_typed: bool,
    pictures: Vec<String>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Sound {
    File {
        file: String,
    },
    Speech {
        speech: String,
        language: String,
        voices: Vec<String>,
        speed: f32,
    },
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Play {
    by_itself: bool,
    question_too: bool,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Clock {
    is_shown: bool,
    stops_at_answer: bool,
    ms_max: u64,
    question_ms: f32,
    answer_ms: f32,
    at_question: &'static str,
    at_answer: &'static str,
    waits_for_sounds: bool,
}

impl Shown {
    /// The card with its faces; its media may be loaded with the pass from now on.
    pub(super) fn of(
        collection: &Collection,
        queued: &QueuedCard,
        (passes, pass): (&Passes, &Pass),
        with_buttons: bool,
        t: Texts,
    ) -> Result<Shown, Error> {
        let card = &queued.card;
        let db = collection.connection();
        let whole = whole(db, card.id)?;
        let faces = Faces::of(&whole, with_buttons, t)?;
        for text in [&faces.question, &faces.answer, &whole.note.fields] {
            passes.show(pass, text);
        }
        passes.show(pass, &faces.pictures.join("\n"));
        let preset = preset_of(collection, card)?;
        Ok(Shown {
            id: card.id.0.to_string(),
            note: card.note.0.to_string(),
            deck: card.home().0.to_string(),
            kind: match queued.kind {
                QueueKind::New => 0,
                QueueKind::Learning => 1,
                QueueKind::Review => 2,
            },
            version: version(card),
            print: faces.print(),
            faces: Some(faces),
            labels: Default::default(),
            matter: None,
            flag: card.flags & 0b111,
            is_marked: edit::tags::has(&whole.note.tags, "marked"),
            play: Play {
                by_itself: !preset.disable_autoplay,
                question_too: !preset.skip_question_when_replaying_answer,
            },
            clock: Clock::of(&preset),
        })
    }
}

/// What an answer changes about a card, and a flag or a tag does not.
pub(super) fn version(card: &Card) -> String {
    format!(
        "{}.{}.{}.{}.{}",
        card.queue, card.due, card.reviews, card.lapses, card.interval
    )
}

/// The preset of a card's home deck.
fn preset_of(collection: &Collection, card: &Card) -> Result<PresetConfig, Error> {
    let db = collection.connection();
    let home = match card.original_deck.0 {
        0 => card.deck,
        _ => card.original_deck,
    };
    let id = match decks::get(db, home)?.map(|deck| deck.kind) {
        Some(DeckKind::Normal(normal)) => collection::model::PresetId(normal.preset),
        Some(DeckKind::Filtered(_)) | None => DEFAULT_PRESET,
    };
    let found: Option<Preset> = match presets::get(db, id)? {
        Some(preset) => Some(preset),
        None => presets::get(db, DEFAULT_PRESET)?,
    };
    Ok(found.map_or_else(PresetConfig::stock, |preset| preset.config))
}

impl Faces {
    fn of(whole: &Whole, with_buttons: bool, t: Texts) -> Result<Faces, Error> {
        let said = |problem: &_| problem::sentence(problem, t);
        let rendered = whole.faces_or(Appearance::Studied, said)?;
        let asked = whole.asked(&rendered.question);
        let css = &whole.notetype.config.css;
        let is_svg = whole.notetype.config.latex_svg;
        let question = rendered.question.page(is_svg);
        let answer = rendered.answer.page(is_svg);
        let question_html = match &asked {
            Some(asked) => with_input(&question.html, asked).into_owned(),
            None => question.html,
        };
        let wanted = asked.as_ref().and_then(|asked| asked.as_ref().ok());
        let answer_html = with_comparison(&answer.html, wanted, "").into_owned();
        let mut pictures = question.media;
        pictures.extend(answer.media);
        pictures.retain(|name| is_picture(name));
        pictures.dedup();
        Ok(Faces {
            question: dressed(css, &question_html, with_buttons),
            answer: dressed(css, &answer_html, with_buttons),
            classes: body_classes(whole.card.ord),
            question_sounds: rendered.question.sounds.iter().map(Sound::of).collect(),
            answer_sounds: rendered.answer.sounds.iter().map(Sound::of).collect(),
            is_typed: wanted.is_some(),
            pictures,
        })
    }

    /// FNV-1a: names a content, guards nothing.
    fn print(&self) -> String {
        let bytes = self.question.bytes().chain(self.answer.bytes());
        let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        format!("{hash:016x}")
    }
}

/// The answer with what was typed compared to what was wanted.
pub(super) fn compared(
    whole: &Whole,
    typed: &str,
    with_buttons: bool,
    t: Texts,
) -> Result<String, Error> {
    let said = |problem: &_| problem::sentence(problem, t);
    let rendered = whole.faces_or(Appearance::Studied, said)?;
    let asked = whole.asked(&rendered.question);
    let wanted = asked.as_ref().and_then(|asked| asked.as_ref().ok());
    let answer = rendered.answer.page(whole.notetype.config.latex_svg);
    let html = with_comparison(&answer.html, wanted, typed);
    Ok(dressed(&whole.notetype.config.css, &html, with_buttons))
}

/// The style of the notetype stands before each side, as in Anki.
fn dressed(css: &str, html: &str, has_buttons: bool) -> String {
    let html = with_buttons(html, |side, number| {
        if !has_buttons {
            return String::new();
        }
        let side = match side {
            Side::Question => 'q',
            Side::Answer => 'a',
        };
        // With a space before it, as on the desktop (`qt/aqt/sound.py`).
        format!(
            "\n<a class=\"replay-button soundLink\" href=\"#\" \
             onclick=\"pycmd('play:{side}:{number}'); return false;\"><svg class=\"playImage\" \
             viewBox=\"0 0 64 64\"><circle cx=\"32\" cy=\"32\" r=\"29\"/>\
             <path d=\"M56.5 32.3 19 52.4V11.6z\"/></svg></a>"
        )
    });
    format!("<style>{css}</style>{html}")
}

fn is_picture(name: &str) -> bool {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension);
    extension.is_some_and(|extension| {
        ["jpg", "jpeg", "png", "gif", "webp", "svg", "avif", "bmp"]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(extension))
    })
}

impl Sound {
    fn of(played: &Played) -> Sound {
        match played {
            Played::File(file) => Sound::File { file: file.clone() },
            Played::Speech(speech) => Sound::Speech {
                speech: speech.text.clone(),
                language: speech.language.clone(),
                voices: speech.voices.clone(),
                speed: speech.speed,
            },
        }
    }
}

impl Clock {
    fn of(preset: &PresetConfig) -> Clock {
        Clock {
            is_shown: preset.show_timer,
            stops_at_answer: preset.stop_timer_on_answer,
            ms_max: u64::from(preset.answer_secs_max) * 1000,
            question_ms: preset.question_secs * 1000.0,
            answer_ms: preset.answer_secs * 1000.0,
            at_question: match preset.question_action {
                1 => "reminder",
                _ => "answer",
            },
            at_answer: match preset.answer_action {
                1 => "again",
                2 => "good",
                3 => "hard",
                4 => "reminder",
                _ => "bury",
            },
            waits_for_sounds: preset.wait_for_audio,
        }
    }
}
