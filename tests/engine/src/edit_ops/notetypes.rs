use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use collection::edit::find_and_replace::{Search, find_and_replace};
use collection::edit::notetypes::{self, ChangePlan, Checks, Draft, EmptyCards};
use collection::model::{Millis, NoteId, Notetype, NotetypeId, tag};
use collection::schema11::notetype_to_json;
use collection::{Pen, stock, storage};
use renderer::cloze::Shape;
use renderer::html;
use rusqlite::Connection;
use serde_json::{Map, Value, json};
use sha1::{Digest, Sha1};

use super::{note_ids, notetype};
use crate::request::{Refusal, Request};
use crate::session::Session;
use crate::study_ops::{changed, counted};

pub(super) fn perform(session: &mut Session, request: &Request) -> Option<Result<Value, Refusal>> {
    Some(match request.op() {
        "notetype_make" => {
            let now_ns = session.now_ns();
            session.write(|pen| make(pen, request, now_ns))
        }
        "notetype_json" => as_json(session, request),
        "notetype_json_update" => update(session, request),
        "remove_notetype" => changed(session, |pen| {
            let id = NotetypeId(request.int("ntid").unwrap_or_default());
            notetypes::remove(pen, id, seed(pen))
        }),
        "get_change_notetype_info" => change_info(session, request),
        "change_notetype" => changed(session, |pen| change(pen, request)),
        "empty_cards" => empty_cards(session),
        "find_and_replace" => counted(session, |pen| replace(pen, request)),
        "add_image_occlusion_notetype" => {
            changed(session, |pen| notetypes::add_occlusion(pen, seed(pen)))
        }
        "get_image_occlusion_note" => occlusion_note(session, request),
        _ => return None,
    })
}

/// Nobody compares what is made from it.
fn seed(pen: &Pen<'_>) -> u64 {
    pen.now().0.unsigned_abs()
}

/// As Anki's Python library makes a notetype: from parts of the first stock notetype
/// (`pylib/anki/models.py`).
fn make(pen: &Pen<'_>, request: &Request, now_ns: i128) -> Result<Value, Refusal> {
    let basic = notetype_to_json(&stock::notetypes().swap_remove(0));
    let stock_part = |path| object(basic.pointer(path));
    let mut template = stock_part("/tmpls/0");
    template.extend([
        ("qfmt".to_owned(), "".into()),
        ("afmt".to_owned(), "".into()),
    ]);
    let mut json = object(Some(&basic));
    let name = request.need("name", request.text("name"))?;
    let mut set = |key: &str, value: Value| json.insert(key.to_owned(), value);
    set("name", own_name(pen.db, name, now_ns)?.into());
    if request.text("kind") == Some("cloze") {
        set("type", 1.into());
    }
    for key in ["css", "latexPre", "latexPost", "latexsvg", "sortf"] {
        if let Some(value) = request.get(key) {
            set(key, value.clone());
        }
    }
    let default_fields = json!(["Front", "Back"]);
    let default_templates = json!([{"name": "Card 1", "qfmt": "{{Front}}", "afmt": "{{Back}}"}]);
    let fields = request.get("fields").unwrap_or(&default_fields);
    let templates = request.get("templates").unwrap_or(&default_templates);
    set("flds", parts(&stock_part("/flds/0"), fields));
    set("tmpls", parts(&template, templates));
    let mut draft = Draft::from_json(json.into())?;
    draft.give_ids(seed(pen));
    Ok(json!({"notetype_id": notetypes::add(pen, draft)?}))
}

fn object(value: Option<&Value>) -> Map<String, Value> {
    value
        .and_then(Value::as_object)
        .cloned()
        .unwrap_or_default()
}

/// Fields or templates, each a name or an object with what is other than in the stock part.
fn parts(stock: &Map<String, Value>, specs: &Value) -> Value {
    let specs = specs.as_array().into_iter().flatten();
    specs
        .map(|spec| {
            let mut part = stock.clone();
            part.insert("ord".to_owned(), Value::Null);
            match spec.as_object() {
                Some(keys) => part.extend(keys.clone()),
                None => {
                    part.insert("name".to_owned(), spec.clone());
                }
            }
            Value::Object(part)
        })
        .collect()
}

/// A name that is taken gets some digits that depend on the time.
fn own_name(db: &Connection, name: &str, now_ns: i128) -> Result<String, Refusal> {
    if storage::notetypes::id_of_name(db, name)?.is_none() {
        return Ok(name.to_owned());
    }
    #[expect(clippy::cast_precision_loss, reason = "Python counts seconds so, too")]
    let now = now_ns as f64 / 1e9;
    let digest = Sha1::digest(format!("{now:?}"));
    let digits = digest.iter().take(3).map(|byte| format!("{byte:02x}"));
    let mut digits: String = digits.collect();
    digits.truncate(5);
    Ok(format!("{name}-{digits}"))
}

fn as_json(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let db = session.collection()?.connection();
    let id = notetype(db, request)?;
    let found = storage::notetypes::get(db, id)?;
    let found = found.ok_or_else(|| collection::Error::no_notetype(id))?;
    Ok(notetype_to_json(&found))
}

fn update(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let json = request.need("notetype_json", request.get("notetype_json"))?;
    let draft = Draft::from_json(json.clone())?;
    let checks = if request.is("skip_checks") {
        Checks::Names
    } else {
        Checks::All
    };
    changed(session, |pen| notetypes::update(pen, draft, checks))
}

fn change_info(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let db = session.collection()?.connection();
    let id = |key| NotetypeId(request.int(key).unwrap_or_default());
    let plan = notetypes::plan_change(db, id("old_notetype_id"), id("new_notetype_id"))?;
    let get = |id| {
        let found = storage::notetypes::get(db, id)?;
        found.ok_or_else(|| collection::Error::no_notetype(id))
    };
    let (old, new) = (get(plan.from)?, get(plan.to)?);
    Ok(json!({
        "old_notetype_name": old.name,
        "old_field_names": field_names(&old),
        "old_template_names": template_names(&old),
        "new_field_names": field_names(&new),
        "new_template_names": template_names(&new),
        "input": {
            "note_ids": [],
            "old_notetype_id": plan.from,
            "new_notetype_id": plan.to,
            "old_notetype_name": old.name,
            "current_schema": plan.schema_modified,
            "new_fields": places(&plan.fields),
            "new_templates": plan.templates.as_deref().map(places).unwrap_or_default(),
            "is_cloze": plan.templates.is_none(),
        },
    }))
}

fn field_names(notetype: &Notetype) -> Vec<&str> {
    let fields = notetype.fields.iter();
    fields.map(|field| field.name.as_str()).collect()
}

fn template_names(notetype: &Notetype) -> Vec<&str> {
    let templates = notetype.templates.iter();
    templates.map(|template| template.name.as_str()).collect()
}

fn places(places: &[Option<usize>]) -> Vec<i64> {
    let number = |place: usize| i64::try_from(place).unwrap_or(-1);
    places
        .iter()
        .map(|place| place.map_or(-1, number))
        .collect()
}

fn change(pen: &Pen<'_>, request: &Request) -> Result<(), collection::Error> {
    let id = |key| NotetypeId(request.int(key).unwrap_or_default());
    let places = |key| -> Vec<Option<usize>> {
        let places = request.ints(key).into_iter();
        places.map(|place| usize::try_from(place).ok()).collect()
    };
    let plan = ChangePlan {
        from: id("old_notetype_id"),
        to: id("new_notetype_id"),
        schema_modified: Millis(request.int("current_schema").unwrap_or_default()),
        fields: places("new_fields"),
        templates: Some(places("new_templates")).filter(|places| !places.is_empty()),
    };
    notetypes::change(pen, &note_ids(request, "note_ids"), &plan)
}

fn replace(pen: &Pen<'_>, request: &Request) -> Result<usize, collection::Error> {
    let text = |key| request.text(key).unwrap_or_default();
    let search = Search {
        text: text("search"),
        replacement: text("replacement"),
        is_regex: request.is("regex"),
        matches_case: request.is("match_case"),
        field: Some(text("field_name")).filter(|name| !name.is_empty()),
    };
    find_and_replace(pen, &note_ids(request, "nids"), &search)
}

/// With the report that Anki shows.
fn empty_cards(session: &Session) -> Result<Value, Refusal> {
    let found = notetypes::empty_cards(session.collection()?.connection())?;
    let mut report = Vec::new();
    let mut notes = Vec::new();
    for (notetype, empty) in &found {
        if empty.is_empty() {
            continue;
        }
        let name = html::strip(&notetype.name);
        report.push(format!("<div><b>Empty cards for {name}:</b></div><ol>"));
        for note in empty {
            report.push(report_line(notetype, note));
            notes.push(json!({
                "note_id": note.note,
                "card_ids": note.cards.iter().map(|(_, id)| id).collect::<Vec<_>>(),
                "will_delete_note": note.are_all,
            }));
        }
        report.push("</ol>".to_owned());
    }
    Ok(json!({"report": report.concat(), "notes": notes}))
}

fn report_line(notetype: &Notetype, note: &EmptyCards) -> String {
    let ords = note.cards.iter().map(|(ord, _)| *ord);
    let names = if notetype.is_cloze() {
        let numbers: Vec<_> = ords.map(|ord| (ord + 1).to_string()).collect();
        format!("Cloze {}", numbers.join(", "))
    } else {
        let name = |ord: u16| match notetype.templates.get(usize::from(ord)) {
            Some(template) => template.name.clone(),
            None => format!("Card {}", ord + 1),
        };
        ords.map(name).collect::<Vec<_>>().join(", ")
    };
    let names = html::strip(&names);
    let class = if note.are_all { "allempty" } else { "" };
    let (id, empty, count) = (note.note, note.cards.len(), note.count);
    format!("<li class={class}>[anki:nid:{id}] {empty} of {count} cards empty ({names}).</li>")
}

/// With the bytes of the picture, if it lies among the media.
fn occlusion_note(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let db = session.collection()?.connection();
    let id = NoteId(request.int("note_id").unwrap_or_default());
    let Some(note) = storage::notes::get(db, id)? else {
        return Ok(json!({"error": format!("no note {id}")}));
    };
    let notetype = storage::notetypes::get(db, note.notetype)?;
    let notetype = notetype.ok_or_else(|| collection::Error::no_notetype(note.notetype))?;
    let Some(parts) = notetypes::occlusion_note(&notetype, &note) else {
        return Ok(json!({"error": "DatabaseCheckRequired"}));
    };
    let (image, bytes) = picture(db, &parts.image).unwrap_or_default();
    let shape = |shape: &Shape| {
        let properties = shape.properties.iter();
        let properties = properties.map(|(name, value)| json!({"name": name, "value": value}));
        json!({"shape": shape.kind, "properties": properties.collect::<Vec<_>>()})
    };
    let occlusions = parts.shapes.iter().map(|(number, shapes)| {
        let shapes: Vec<_> = shapes.iter().map(shape).collect();
        json!({"ordinal": number, "shapes": shapes})
    });
    Ok(json!({"note": {
        "image_data": BASE64.encode(bytes),
        "image_file_name": image,
        "occlusions": occlusions.collect::<Vec<_>>(),
        "header": parts.header,
        "back_extra": parts.back_extra,
        "tags": tag::split(&note.tags).collect::<Vec<_>>(),
        "occlude_inactive": parts.hides_inactive,
    }}))
}

fn picture(db: &Connection, name: &str) -> Option<(String, Vec<u8>)> {
    let kinds = ["jpg", "jpeg", "png", "gif", "svg", "webp", "ico", "avif"];
    let file = Path::new(db.path()?).with_extension("media").join(name);
    let kind = file.extension()?.to_str()?.to_lowercase();
    let bytes = kinds
        .contains(&&*kind)
        .then(|| std::fs::read(&file).ok())??;
    Some((file.file_name()?.to_str()?.to_owned(), bytes))
}
