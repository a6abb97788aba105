//! Cards as people see them.

use collection::model::{CardId, Note, Notetype, NotetypeId, Template, TemplateConfig};
use collection::render::{Appearance, Whole, whole};
use collection::storage::notetypes;
use renderer::card::{Piece, Rest, Side};
use renderer::sound::{self, Sound, Speech};
use renderer::{cloze, description, html, latex, typed};
use serde_json::{Map, Value, json};

use crate::proto;
use crate::request::{Refusal, Request};
use crate::session::Session;

pub(crate) fn perform(session: &mut Session, request: &Request) -> Option<Result<Value, Refusal>> {
    let text = request.text("text").unwrap_or_default();
    let val = request.text("val").unwrap_or_default();
    Some(Ok(match request.op() {
        "render" => return Some(render(session, request)),
        "render_uncommitted" => return Some(render_uncommitted(session, request)),
        "extract_latex" => return Some(extract_latex(text, request)),
        "compare_answer" => {
            let field = request.text("expected").unwrap_or_default();
            let typed = request.text("provided").unwrap_or_default();
            typed::compare(field, typed, request.flag("combining", true)).into()
        }
        "extract_av_tags" => {
            let side = if request.is("question_side") {
                Side::Question
            } else {
                Side::Answer
            };
            let (text, sounds) = sound::extract(text, side);
            let sounds: Vec<_> = sounds.iter().map(sound_message).collect();
            json!({"text": text, "av_tags": sounds})
        }
        "strip_av_tags" => json!({"val": sound::strip(val)}),
        "extract_cloze_for_typing" => {
            let number = request.int("ordinal").unwrap_or_default();
            let number = u16::try_from(number & 0xffff).unwrap_or_default();
            json!({"val": cloze::to_be_typed(text, number)})
        }
        "cloze_numbers_in_note" => {
            let fields = request.texts("fields");
            json!({"numbers": cloze::numbers(fields.iter().map(String::as_str))})
        }
        "strip_html" => json!({"val": match request.text("mode") {
            Some("PRESERVE_MEDIA_FILENAMES") => html::strip_keeping_names(text),
            _ => html::strip(text),
        }}),
        "html_to_text_line" => {
            json!({"val": html::to_line(text, request.is("preserve_media_filenames"))})
        }
        "encode_iri_paths" => json!({"val": html::encode_paths(val)}),
        "decode_iri_paths" => json!({"val": html::decode_paths(val)}),
        "render_markdown" => {
            let html = description::from_markdown(request.text("markdown").unwrap_or_default());
            let is_safe = request.is("sanitize");
            json!({"val": if is_safe { description::safe(&html) } else { html }})
        }
        _ => return None,
    }))
}

fn render(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let id = CardId(request.need("card", request.int("card"))?);
    let whole = whole(session.collection()?.connection(), id)?;
    let appearance = if request.is("browser") {
        Appearance::Browser
    } else {
        Appearance::Studied
    };
    let partial = whole.render(appearance, Rest::Left)?;
    let full = whole.render(appearance, Rest::Skipped)?;
    let pieces = (nodes(&partial.question), nodes(&partial.answer));
    let is_empty = partial.is_empty;
    let faces = partial.faces(|_, _| None);
    let faces = faces.map_err(|error| Refusal::new("INVALID_INPUT", error.to_string()))?;
    Ok(json!({
        "question": faces.question.html,
        "answer": faces.answer.html,
        "css": whole.notetype.config.css,
        "latex_svg": whole.notetype.config.latex_svg,
        "is_empty": is_empty,
        "question_av": faces.question.sounds.iter().map(sound_object).collect::<Vec<_>>(),
        "answer_av": faces.answer.sounds.iter().map(sound_object).collect::<Vec<_>>(),
        "question_nodes": pieces.0,
        "answer_nodes": pieces.1,
        "full_question": text_of(&full.question),
        "full_answer": text_of(&full.answer),
    }))
}

fn render_uncommitted(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let notetype = notetype(session, request)?;
    let fields = match request.get("fields") {
        Some(_) => request.texts("fields"),
        None => vec![String::new(); notetype.fields.len()],
    };
    let note = Note {
        fields: fields.join("\u{1f}"),
        tags: request.texts("tags").join(" "),
        ..Note::default()
    };
    let ord = request.int("ord").unwrap_or_default();
    let ord = u16::try_from(ord & 0xffff).unwrap_or_default();
    let template = Template {
        name: request.text("template_name").unwrap_or("Card 1").to_owned(),
        config: TemplateConfig {
            question: request.text("qfmt").unwrap_or_default().to_owned(),
            answer: request.text("afmt").unwrap_or_default().to_owned(),
            ..TemplateConfig::default()
        },
        ..Template::default()
    };
    let mut draft = Whole::draft(notetype, note, ord);
    if request.is("fill_empty") {
        draft.fill_empty(&template);
    }
    let partial = draft.render_with(&template, Appearance::Studied, Rest::Left)?;
    let full = draft.render_with(&template, Appearance::Studied, Rest::Skipped)?;
    Ok(json!({
        "question_nodes": nodes(&partial.question),
        "answer_nodes": nodes(&partial.answer),
        "is_empty": partial.is_empty,
        "question": text_of(&full.question),
        "answer": text_of(&full.answer),
    }))
}

fn notetype(session: &Session, request: &Request) -> Result<Notetype, Refusal> {
    let db = session.collection()?.connection();
    let id = match request.text("notetype") {
        Some(name) => notetypes::id_of_name(db, name)?,
        None => request.int("notetype").map(NotetypeId),
    };
    let found = match id {
        Some(id) => notetypes::get(db, id)?,
        None => None,
    };
    request.need("notetype", found)
}

fn extract_latex(text: &str, request: &Request) -> Result<Value, Refusal> {
    let svg = request.is("svg");
    let (text, formulas) = if request.is("expand_clozes") {
        let extracted = latex::extract_from_clozes(text, svg);
        extracted.map_err(|error| Refusal::new("INVALID_INPUT", error.to_string()))?
    } else {
        latex::extract(text, svg)
    };
    let formulas: Vec<_> = formulas
        .iter()
        .map(|formula| json!({"filename": formula.file_name, "latex_body": formula.body}))
        .collect();
    Ok(json!({"text": text, "latex": formulas}))
}

fn nodes(pieces: &[Piece]) -> Vec<Value> {
    let nodes = pieces.iter().map(|piece| match piece {
        Piece::Text(text) => json!({"text": text}),
        Piece::Open {
            name,
            text,
            filters,
        } => json!({"replacement": {
            "field_name": name, "current_text": text, "filters": filters,
        }}),
    });
    nodes.collect()
}

fn text_of(pieces: &[Piece]) -> String {
    let texts = pieces.iter().map(|piece| match piece {
        Piece::Text(text) => text.as_str(),
        Piece::Open { .. } => "",
    });
    texts.collect()
}

/// As a protobuf message.
fn sound_message(sound: &Sound) -> Value {
    match sound {
        Sound::File(name) => json!({"sound_or_video": name}),
        Sound::Speech(speech) => json!({"tts": Value::Object(spoken(speech))}),
    }
}

/// As an object of Anki's Python part.
fn sound_object(sound: &Sound) -> Value {
    match sound {
        Sound::File(name) => json!({"kind": "SoundOrVideoTag", "filename": name}),
        Sound::Speech(speech) => {
            let mut object = spoken(speech);
            object.insert("kind".to_owned(), "TTSTag".into());
            object.into()
        }
    }
}

fn spoken(speech: &Speech) -> Map<String, Value> {
    let entries = [
        ("field_text", json!(speech.text)),
        ("lang", json!(speech.language)),
        ("voices", json!(speech.voices)),
        ("speed", proto::short(speech.speed)),
        ("other_args", json!(speech.others)),
    ];
    entries
        .map(|(key, value)| (key.to_owned(), value))
        .into_iter()
        .collect()
}
