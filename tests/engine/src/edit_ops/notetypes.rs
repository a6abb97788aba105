use collection::edit::find_and_replace::{Search, find_and_replace};
use collection::edit::notetypes::{self, ChangePlan, Checks, Draft, EmptyCards};
use collection::model::{Millis, Notetype, NotetypeId};
use collection::schema11::notetype_to_json;
use collection::{Pen, stock, storage};
use rusqlite::Connection;
use serde_json::{Value, json};
use sha1::{Digest, Sha1};

use super::{note_ids, notetype};
use crate::request::{Refusal, Request};
use crate::session::Session;

pub(super) fn perform(session: &mut Session, request: &Request) -> Option<Result<Value, Refusal>> {
    Some(match request.op() {
        "notetype_make" => {
            let now_ns = session.now_ns();
            session.write(|pen| make(pen, request, now_ns))
        }
        "notetype_json" => as_json(session, request),
        "notetype_json_update" => session.write(|pen| update(pen, request)),
        "remove_notetype" => session.write(|pen| {
            let id = NotetypeId(request.int("ntid").unwrap_or_default());
            notetypes::remove(pen, id, seed(pen))?;
            Ok::<_, Refusal>(json!({}))
        }),
        "get_change_notetype_info" => change_info(session, request),
        "change_notetype" => session.write(|pen| change(pen, request)),
        "empty_cards" => empty_cards(session),
        "find_and_replace" => session.write(|pen| replace(pen, request)),
        "add_image_occlusion_notetype" => session.write(|pen| {
            notetypes::add_occlusion(pen, seed(pen))?;
            Ok::<_, Refusal>(json!({}))
        }),
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
    let mut json = basic.clone();
    let name = request.need("name", request.text("name"))?;
    json["name"] = own_name(pen.db, name, now_ns)?.into();
    if request.text("kind") == Some("cloze") {
        json["type"] = 1.into();
    }
    for key in ["css", "latexPre", "latexPost", "latexsvg", "sortf"] {
        if let Some(value) = request.get(key) {
            json[key] = value.clone();
        }
    }
    let default_fields = json!(["Front", "Back"]);
    let default_templates = json!([{"name": "Card 1", "qfmt": "{{Front}}", "afmt": "{{Back}}"}]);
    let list = |key, default: &Value| {
        let list = request.get(key).unwrap_or(default).as_array();
        list.cloned().unwrap_or_default()
    };
    let fields = list("fields", &default_fields).into_iter();
    json["flds"] = fields.map(|spec| part(&basic["flds"][0], &spec)).collect();
    let mut template = basic["tmpls"][0].clone();
    template["qfmt"] = "".into();
    template["afmt"] = "".into();
    let templates = list("templates", &default_templates).into_iter();
    json["tmpls"] = templates.map(|spec| part(&template, &spec)).collect();
    let mut draft = Draft::from_json(json)?;
    draft.give_ids(seed(pen));
    Ok(json!({"notetype_id": notetypes::add(pen, draft)?}))
}

fn part(stock: &Value, spec: &Value) -> Value {
    let mut part = stock.clone();
    part["ord"] = Value::Null;
    match spec {
        Value::Object(keys) => {
            for (key, value) in keys {
                part[key] = value.clone();
            }
        }
        name => part["name"] = name.clone(),
    }
    part
}

/// A name that is taken gets some digits that depend on the time.
fn own_name(db: &Connection, name: &str, now_ns: i128) -> Result<String, Refusal> {
    if storage::notetypes::id_of_name(db, name)?.is_none() {
        return Ok(name.to_owned());
    }
    #[expect(clippy::cast_precision_loss, reason = "Python counts seconds so, too")]
    let now = now_ns as f64 / 1e9;
    let digest = Sha1::digest(format!("{now:?}"));
    let digits: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("{name}-{}", &digits[..5]))
}

fn as_json(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let db = session.collection()?.connection();
    let id = notetype(db, request)?;
    let found = storage::notetypes::get(db, id)?;
    let found = found.ok_or_else(|| collection::Error::no_notetype(id))?;
    Ok(notetype_to_json(&found))
}

fn update(pen: &Pen<'_>, request: &Request) -> Result<Value, Refusal> {
    let json = request.need("notetype_json", request.get("notetype_json"))?;
    let checks = if request.is("skip_checks") {
        Checks::Names
    } else {
        Checks::All
    };
    notetypes::update(pen, Draft::from_json(json.clone())?, checks)?;
    Ok(json!({}))
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

fn change(pen: &Pen<'_>, request: &Request) -> Result<Value, Refusal> {
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
    notetypes::change(pen, &note_ids(request, "note_ids"), &plan)?;
    Ok(json!({}))
}

fn replace(pen: &Pen<'_>, request: &Request) -> Result<Value, Refusal> {
    let text = |key| request.text(key).unwrap_or_default();
    let search = Search {
        text: text("search"),
        replacement: text("replacement"),
        is_regex: request.is("regex"),
        matches_case: request.is("match_case"),
        field: Some(text("field_name")).filter(|name| !name.is_empty()),
    };
    let count = find_and_replace(pen, &note_ids(request, "nids"), &search)?;
    Ok(json!({"count": count}))
}

/// With the report that Anki shows.
fn empty_cards(session: &Session) -> Result<Value, Refusal> {
    let found = notetypes::empty_cards(session.collection()?.connection())?;
    let mut report = String::new();
    let mut notes = Vec::new();
    for (notetype, empty) in &found {
        if empty.is_empty() {
            continue;
        }
        report += &format!("<div><b>Empty cards for {}:</b></div><ol>", notetype.name);
        for note in empty {
            report += &report_line(notetype, note);
            notes.push(json!({
                "note_id": note.note,
                "card_ids": note.cards.iter().map(|(_, id)| id).collect::<Vec<_>>(),
                "will_delete_note": note.are_all,
            }));
        }
        report += "</ol>";
    }
    Ok(json!({"report": report, "notes": notes}))
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
    let class = if note.are_all { "allempty" } else { "" };
    let (id, empty, count) = (note.note, note.cards.len(), note.count);
    format!("<li class={class}>[anki:nid:{id}] {empty} of {count} cards empty ({names}).</li>")
}
