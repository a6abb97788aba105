use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::keys::{Keys, other_from_blob};
use crate::error::Error;
use crate::model::{
    Field, FieldConfig, KIND_CLOZE, Notetype, NotetypeConfig, NotetypeId, Requirement, Secs,
    Template, TemplateConfig, Usn,
};

const NOTETYPE_KEYS: &[&str] = &[
    "id",
    "name",
    "type",
    "mod",
    "usn",
    "sortf",
    "did",
    "tmpls",
    "flds",
    "css",
    "latexPre",
    "latexPost",
    "latexsvg",
    "req",
    "originalStockKind",
    "originalId",
];

const FIELD_KEYS: &[&str] = &[
    "name",
    "ord",
    "sticky",
    "rtl",
    "font",
    "size",
    "description",
    "plainText",
    "collapsed",
    "excludeFromSearch",
    "id",
    "tag",
    "preventDeletion",
];

const TEMPLATE_KEYS: &[&str] = &[
    "name", "ord", "qfmt", "afmt", "bqfmt", "bafmt", "did", "bfont", "bsize", "id",
];

/// A notetype from the JSON that clients exchange.
///
/// # Errors
/// [`Error::Invalid`] if a needed key is missing or has a type no client writes.
pub fn notetype_from_json(json: Value) -> Result<Notetype, Error> {
    let mut keys = Keys::of("notetype", json)?;
    Ok(Notetype {
        id: NotetypeId(keys.whole_number("id")?),
        name: keys.required("name")?,
        modified: Secs(keys.required("mod")?),
        usn: Usn(keys.required("usn")?),
        fields: each(keys.required("flds")?, field_from_json)?,
        templates: each(keys.required("tmpls")?, template_from_json)?,
        config: NotetypeConfig {
            kind: kind(&mut keys)?,
            sort_field: keys.required::<u16>("sortf")?.into(),
            target_deck: keys.lenient::<Option<i64>>("did")?.unwrap_or_default(),
            css: keys.lenient("css")?,
            latex_pre: keys.optional("latexPre")?,
            latex_post: keys.optional("latexPost")?,
            latex_svg: keys.lenient_optional("latexsvg"),
            requirements: requirements(&keys.lenient_optional::<Vec<Value>>("req")),
            stock_kind: keys.optional("originalStockKind")?,
            original_id: keys.optional("originalId")?,
            other: keys.rest_as_blob()?,
        },
    })
}

fn each<T>(values: Vec<Value>, f: impl FnMut(Value) -> Result<T, Error>) -> Result<Vec<T>, Error> {
    values.into_iter().map(f).collect()
}

fn kind(keys: &mut Keys) -> Result<i32, Error> {
    match keys.required("type")? {
        0 => Ok(0),
        KIND_CLOZE => Ok(KIND_CLOZE),
        _ => Err(keys.wrong("type")),
    }
}

/// One unreadable requirement, and there are none.
fn requirements(values: &[Value]) -> Vec<Requirement> {
    values
        .iter()
        .map(requirement)
        .collect::<Option<_>>()
        .unwrap_or_default()
}

/// Written as an array, but an object will do.
#[derive(Deserialize)]
struct RequirementJson {
    card_ord: u16,
    kind: String,
    field_ords: Vec<u16>,
}

fn requirement(value: &Value) -> Option<Requirement> {
    let json = RequirementJson::deserialize(value).ok()?;
    Some(Requirement {
        template: json.card_ord.into(),
        kind: match json.kind.as_str() {
            "none" => 0,
            "any" => 1,
            "all" => 2,
            _ => return None,
        },
        fields: json.field_ords.into_iter().map(u32::from).collect(),
    })
}

fn field_from_json(json: Value) -> Result<Field, Error> {
    let mut keys = Keys::of("field", json)?;
    // The place in the list counts.
    let _: Option<u16> = keys.optional("ord")?;
    Ok(Field {
        name: keys.required("name")?,
        config: FieldConfig {
            sticky: keys.boolish("sticky")?,
            rtl: keys.boolish("rtl")?,
            font_name: keys.required("font")?,
            font_size: keys.required::<u16>("size")?.into(),
            description: keys.lenient_optional("description"),
            plain_text: keys.lenient_optional("plainText"),
            collapsed: keys.lenient_optional("collapsed"),
            exclude_from_search: keys.lenient_optional("excludeFromSearch"),
            id: keys.lenient_optional("id"),
            tag: keys.lenient_optional("tag"),
            prevent_deletion: keys.lenient_optional("preventDeletion"),
            other: keys.rest_as_blob()?,
        },
    })
}

fn template_from_json(json: Value) -> Result<Template, Error> {
    let mut keys = Keys::of("template", json)?;
    // The place in the list counts.
    let _: Option<u16> = keys.optional("ord")?;
    Ok(Template {
        name: keys.required("name")?,
        modified: Secs(0),
        usn: Usn(0),
        config: TemplateConfig {
            question: keys.required("qfmt")?,
            answer: keys.optional("afmt")?,
            browser_question: keys.optional("bqfmt")?,
            browser_answer: keys.optional("bafmt")?,
            target_deck: keys
                .lenient_optional::<Option<i64>>("did")
                .unwrap_or_default(),
            browser_font_name: keys.lenient_optional("bfont"),
            browser_font_size: keys.lenient_optional::<u8>("bsize").into(),
            id: keys.lenient_optional("id"),
            other: keys.rest_as_blob()?,
        },
    })
}

/// The JSON that clients exchange.
pub fn notetype_to_json(notetype: &Notetype) -> Value {
    let config = &notetype.config;
    let mut json = other_from_blob(&config.other, NOTETYPE_KEYS);
    json.extend(known_keys(json!({
        "id": notetype.id,
        "name": notetype.name,
        "type": if config.kind == KIND_CLOZE { KIND_CLOZE } else { 0 },
        "mod": notetype.modified,
        "usn": notetype.usn,
        "sortf": low_16_bits(config.sort_field),
        "did": (config.target_deck != 0).then_some(config.target_deck),
        "tmpls": (0_u16..).zip(&notetype.templates).map(template_to_json).collect::<Vec<_>>(),
        "flds": (0_u16..).zip(&notetype.fields).map(field_to_json).collect::<Vec<_>>(),
        "css": config.css,
        "latexPre": config.latex_pre,
        "latexPost": config.latex_post,
        "latexsvg": config.latex_svg,
        "req": config.requirements.iter().map(requirement_to_json).collect::<Vec<_>>(),
    })));
    if config.stock_kind != 0 {
        json.insert("originalStockKind".into(), config.stock_kind.into());
    }
    if let Some(id) = config.original_id {
        json.insert("originalId".into(), id.into());
    }
    Value::Object(json)
}

fn known_keys(json: Value) -> Map<String, Value> {
    match json {
        Value::Object(keys) => keys,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            Map::new()
        }
    }
}

/// Older programs keep these numbers in 16 bits; larger ones wrap around, as with them.
fn low_16_bits(number: u32) -> u32 {
    number & 0xffff
}

fn requirement_to_json(requirement: &Requirement) -> Value {
    let kind = match requirement.kind {
        1 => "any",
        2 => "all",
        _ => "none",
    };
    let fields: Vec<_> = requirement
        .fields
        .iter()
        .copied()
        .map(low_16_bits)
        .collect();
    json!([low_16_bits(requirement.template), kind, fields])
}

fn field_to_json((ord, field): (u16, &Field)) -> Value {
    let config = &field.config;
    let mut json = other_from_blob(&config.other, FIELD_KEYS);
    json.extend(known_keys(json!({
        "name": field.name,
        "ord": ord,
        "sticky": config.sticky,
        "rtl": config.rtl,
        "font": config.font_name,
        "size": low_16_bits(config.font_size),
        "description": config.description,
        "plainText": config.plain_text,
        "collapsed": config.collapsed,
        "excludeFromSearch": config.exclude_from_search,
        "id": config.id,
        "tag": config.tag,
        "preventDeletion": config.prevent_deletion,
    })));
    Value::Object(json)
}

fn template_to_json((ord, template): (u16, &Template)) -> Value {
    let config = &template.config;
    let mut json = other_from_blob(&config.other, TEMPLATE_KEYS);
    json.extend(known_keys(json!({
        "name": template.name,
        "ord": ord,
        "qfmt": config.question,
        "afmt": config.answer,
        "bqfmt": config.browser_question,
        "bafmt": config.browser_answer,
        "did": (config.target_deck > 0).then_some(config.target_deck),
        "bfont": config.browser_font_name,
        "bsize": config.browser_font_size & 0xff,
        "id": config.id,
    })));
    Value::Object(json)
}
