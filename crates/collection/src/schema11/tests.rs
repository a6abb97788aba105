//! Reads the answer sheets that the real wheel wrote (`tests/oracle/sheets`).

use prost::Message;
use serde_json::{Map, Value, json};

use super::columns::{decks_from_column, notetypes_from_column, presets_from_column};
use super::{deck_to_json, notetype_to_json, preset_to_json};
use crate::error::Error;
use crate::model::{
    Deck, DeckCommon, DeckId, DeckKind, DeckName, Field, FieldConfig, Notetype, NotetypeConfig,
    NotetypeId, Preset, PresetConfig, PresetId, Secs, Template, TemplateConfig, Usn,
};
use crate::sheets::{self, hex};
use crate::upgrade::UpgradedPreset;

/// Stands in the sheets where the wheel wrote the present time.
const NOW: Secs = Secs(-77);

/// What one object became: its row and its JSON.
type Answer = (Value, Value);

#[test]
fn notetypes_are_read_and_written_as_by_the_wheel() {
    let sheet = include_str!("../../../../tests/oracle/sheets/notetypes.json");
    judge(sheet, |column| {
        let notetypes = notetypes_from_column(column)?;
        Ok(notetypes
            .iter()
            .map(|it| (notetype_row(it), notetype_to_json(it)))
            .collect())
    });
}

#[test]
fn normal_decks_are_read_and_written_as_by_the_wheel() {
    judge(
        include_str!("../../../../tests/oracle/sheets/normal_decks.json"),
        decks,
    );
}

#[test]
fn filtered_decks_are_read_and_written_as_by_the_wheel() {
    judge(
        include_str!("../../../../tests/oracle/sheets/filtered_decks.json"),
        decks,
    );
}

#[test]
fn presets_are_read_and_written_as_by_the_wheel() {
    let sheet = include_str!("../../../../tests/oracle/sheets/presets.json");
    judge(sheet, |column| {
        let presets = presets_from_column(column)?;
        Ok(presets.into_iter().map(preset_answer).collect())
    });
}

fn decks(column: &str) -> Result<Vec<Answer>, Error> {
    let decks = decks_from_column(column, Usn(-1), NOW)?;
    Ok(decks
        .iter()
        .map(|it| (deck_row(it), deck_to_json(it)))
        .collect())
}

fn judge(sheet: &str, convert: impl Fn(&str) -> Result<Vec<Answer>, Error>) {
    let sheet: Value = serde_json::from_str(sheet).unwrap();
    let base = &sheet["base"];
    let cases = sheet["cases"].as_array().unwrap();
    assert!(cases.len() > 500);
    let mut wrong = Vec::new();
    for case in cases {
        let input = changed(&base["input"], &case["input"]);
        let column = json!({ case["key"].to_string(): input }).to_string();
        let ours = convert(&column);
        let wanted = if case.get("refused").is_some() {
            None
        } else {
            Some((
                changed(&base["row"], &case["row"]),
                changed(&base["json"], &case["json"]),
            ))
        };
        let ours = ours
            .as_ref()
            .ok()
            .and_then(|answers| answers.first())
            .map(with_now);
        if !same(ours.as_ref(), wanted.as_ref()) {
            wrong.push(format!(
                "{}\n  wheel {wanted:?}\n  ours  {ours:?}",
                case["label"]
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {} differ\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}

/// As `==`, but key order means nothing, and 1.0 is another number than 1.
fn same(ours: Option<&Answer>, wanted: Option<&Answer>) -> bool {
    match (ours, wanted) {
        (Some(ours), Some(wanted)) => ours == wanted,
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

fn with_now((row, json): &Answer) -> Answer {
    let (mut row, mut json) = (row.clone(), json.clone());
    if row["mtime"] == NOW.0 {
        row["mtime"] = "now".into();
        json["mod"] = "now".into();
    }
    (row, json)
}

/// The base with the changes of one case.
fn changed(base: &Value, changes: &Value) -> Value {
    let mut value = base.as_object().unwrap().clone();
    for key in changes["unset"].as_array().unwrap() {
        value.shift_remove(key.as_str().unwrap());
    }
    value.extend(changes["set"].as_object().unwrap().clone());
    Value::Object(value)
}

fn notetype_row(notetype: &Notetype) -> Value {
    let fields = notetype.fields.iter();
    let templates = notetype.templates.iter();
    json!({
        "id": notetype.id,
        "name": notetype.name,
        "mtime": notetype.modified,
        "usn": notetype.usn,
        "config": blob(notetype.config.clone(), |it| &mut it.other),
        "fields": fields
            .map(|it| json!([it.name, blob(it.config.clone(), |it| &mut it.other)]))
            .collect::<Vec<_>>(),
        "templates": templates
            .map(|it| {
                let config = blob(it.config.clone(), |it| &mut it.other);
                json!([it.name, it.modified, it.usn, config])
            })
            .collect::<Vec<_>>(),
    })
}

fn deck_row(deck: &Deck) -> Value {
    json!({
        "id": deck.id,
        "name": deck.name.stored(),
        "mtime": deck.modified,
        "usn": deck.usn,
        "common": blob(deck.common.clone(), |it| &mut it.other),
        "kind": hex(&deck.kind.to_blob()),
    })
}

fn preset_answer(upgraded: UpgradedPreset) -> Answer {
    let mut preset = upgraded.preset;
    let row = json!({
        "id": preset.id,
        "name": preset.name,
        "mtime": preset.modified,
        "usn": preset.usn,
        "config": blob(preset.config.clone(), |it| &mut it.other),
    });
    preset.config.mend();
    (row, preset_to_json(&preset))
}

/// The blob without the unknown keys, and these apart, since their order means nothing.
fn blob<M: Message>(mut message: M, other: impl Fn(&mut M) -> &mut Vec<u8>) -> Value {
    let unknown = std::mem::take(other(&mut message));
    let unknown: Option<Map<String, Value>> =
        (!unknown.is_empty()).then(|| serde_json::from_slice(&unknown).unwrap());
    json!({ "hex": hex(&message.encode_to_vec()), "other": unknown })
}

fn blobs(kind: &str) -> Vec<Value> {
    let sheet = include_str!("../../../../tests/oracle/sheets/blobs.json");
    let mut sheet: Value = serde_json::from_str(sheet).unwrap();
    let Value::Array(cases) = sheet[kind].take() else {
        panic!("no {kind}")
    };
    assert!(cases.len() > 50);
    cases
}

#[test]
fn any_notetype_blob_becomes_the_json_of_the_wheel() {
    for case in blobs("notetypes") {
        let row = &case["row"];
        let notetype = Notetype {
            id: NotetypeId(row[0].as_i64().unwrap()),
            name: row[1].as_str().unwrap().to_owned(),
            modified: Secs(row[2].as_i64().unwrap()),
            usn: Usn(3),
            config: NotetypeConfig::decode(sheets::blob(&row[4]).as_slice()).unwrap(),
            fields: case["fields"]
                .as_array()
                .unwrap()
                .iter()
                .map(field_of)
                .collect(),
            templates: case["templates"]
                .as_array()
                .unwrap()
                .iter()
                .map(template_of)
                .collect(),
        };
        assert_eq!(notetype_to_json(&notetype), case["json"]);
    }
}

fn field_of(row: &Value) -> Field {
    let config = FieldConfig::decode(sheets::blob(&row[1]).as_slice()).unwrap();
    Field {
        name: row[0].as_str().unwrap().to_owned(),
        config,
    }
}

fn template_of(row: &Value) -> Template {
    let config = TemplateConfig::decode(sheets::blob(&row[1]).as_slice()).unwrap();
    Template {
        name: row[0].as_str().unwrap().to_owned(),
        config,
        ..Template::default()
    }
}

#[test]
fn any_deck_blob_becomes_the_json_of_the_wheel() {
    for case in blobs("decks") {
        let row = &case["row"];
        let deck = Deck {
            id: DeckId(row[0].as_i64().unwrap()),
            name: DeckName::from_stored(row[1].as_str().unwrap()),
            modified: Secs(row[2].as_i64().unwrap()),
            usn: Usn(-1),
            common: DeckCommon::decode(sheets::blob(&row[4]).as_slice()).unwrap(),
            kind: DeckKind::from_blob(&sheets::blob(&row[5])).unwrap(),
        };
        assert_eq!(deck_to_json(&deck), case["json"]);
        assert_eq!(deck.kind.to_blob(), sheets::blob(&row[5]));
    }
}

#[test]
fn any_preset_blob_becomes_the_json_of_the_wheel() {
    for case in blobs("presets") {
        let row = &case["row"];
        let mut config = PresetConfig::decode(sheets::blob(&row[4]).as_slice()).unwrap();
        config.mend();
        let preset = Preset {
            id: PresetId(row[0].as_i64().unwrap()),
            name: row[1].as_str().unwrap().to_owned(),
            modified: Secs(row[2].as_i64().unwrap()),
            usn: Usn(8),
            config,
        };
        assert_eq!(preset_to_json(&preset), case["json"], "{}", preset.name);
    }
}
