//! What holds for all notetypes, decks and presets, whatever the wheel says of single ones.

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::columns::{decks_from_column, notetypes_from_column, presets_from_column};
use super::keys::other_to_blob;
use super::{
    deck_from_json, deck_to_json, notetype_from_json, notetype_to_json, preset_from_json,
    preset_to_json, write_file,
};
use crate::model::{
    DayLimit, Deck, DeckCommon, DeckId, DeckKind, DeckName, Field, FieldConfig, FilteredDeck,
    NormalDeck, Notetype, NotetypeConfig, NotetypeId, Preset, PresetConfig, PresetId, Requirement,
    SearchTerm, Secs, Template, TemplateConfig, Usn,
};
use crate::storage::tests::new_collection;
use crate::storage::{decks, notetypes, presets};

/// Keys nobody knows, with any values.
fn unknown() -> impl Strategy<Value = Map<String, Value>> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
    ];
    let value = leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Value::from),
            vec(("[a-z]{1,4}", inner), 0..3)
                .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    });
    vec(("x_[a-zä\"\\\\]{0,6}", value), 0..4).prop_map(|pairs| pairs.into_iter().collect())
}

fn other() -> impl Strategy<Value = Vec<u8>> {
    unknown().prop_map(|unknown| other_to_blob(&unknown).unwrap())
}

fn field() -> impl Strategy<Value = Field> {
    let flags = any::<[bool; 6]>();
    (
        "[a-z äß]{0,9}",
        flags,
        any::<u16>(),
        any::<Option<i64>>(),
        any::<Option<u32>>(),
        other(),
    )
        .prop_map(|(name, flags, size, id, tag, other)| Field {
            config: FieldConfig {
                sticky: flags[0],
                rtl: flags[1],
                font_name: name.clone(),
                font_size: size.into(),
                description: name.clone(),
                plain_text: flags[2],
                collapsed: flags[3],
                exclude_from_search: flags[4],
                id,
                tag,
                prevent_deletion: flags[5],
                other,
            },
            name,
        })
}

fn template() -> impl Strategy<Value = Template> {
    (
        "[a-z äß]{0,9}",
        0_i64..,
        any::<u8>(),
        any::<Option<i64>>(),
        other(),
    )
        .prop_map(|(name, target_deck, size, id, other)| Template {
            config: TemplateConfig {
                question: name.clone(),
                answer: format!("{name}!"),
                browser_question: String::new(),
                browser_answer: name.clone(),
                target_deck,
                browser_font_name: name.clone(),
                browser_font_size: size.into(),
                id,
                other,
            },
            name,
            modified: Secs(0),
            usn: Usn(0),
        })
}

fn notetype() -> impl Strategy<Value = Notetype> {
    let numbers = (
        1_i64..,
        any::<i64>(),
        any::<i32>(),
        0..=1,
        any::<u16>(),
        any::<Option<i64>>(),
    );
    let requirement =
        (any::<u16>(), 0..=2, vec(any::<u16>(), 0..3)).prop_map(|(template, kind, fields)| {
            Requirement {
                template: template.into(),
                kind,
                fields: fields.into_iter().map(u32::from).collect(),
            }
        });
    let parts = (
        vec(field(), 0..4),
        vec(template(), 0..3),
        vec(requirement, 0..3),
        other(),
    );
    (numbers, "[a-z äß]{0,9}", parts).prop_map(|(numbers, name, parts)| Notetype {
        id: NotetypeId(numbers.0),
        modified: Secs(numbers.1),
        usn: Usn(numbers.2),
        config: NotetypeConfig {
            kind: numbers.3,
            sort_field: numbers.4.into(),
            css: name.clone(),
            target_deck: numbers.1,
            latex_pre: name.clone(),
            latex_post: String::new(),
            latex_svg: numbers.3 == 0,
            requirements: parts.2,
            stock_kind: numbers.2,
            original_id: numbers.5,
            other: parts.3,
        },
        fields: parts.0,
        templates: parts.1,
        name,
    })
}

fn deck() -> impl Strategy<Value = Deck> {
    let numbers = (1_i64.., any::<i64>(), any::<i32>());
    let amounts = (0..i32::MAX, any::<[i32; 4]>(), any::<[bool; 2]>());
    let name = "[a-zäöü]{1,5}(::[a-z]{1,4}){0,2}";
    (numbers, name, amounts, deck_kind(), other()).prop_map(
        |(numbers, name, (day, amounts, closed), kind, other)| Deck {
            id: DeckId(numbers.0),
            name: DeckName::from_human(&name),
            modified: Secs(numbers.1),
            usn: Usn(numbers.2),
            common: DeckCommon {
                study_collapsed: closed[0],
                browser_collapsed: closed[1],
                last_day_studied: day.cast_unsigned(),
                new_studied: amounts[0],
                review_studied: amounts[1],
                learning_studied: amounts[2],
                studied_ms: amounts[3],
                other,
            },
            kind,
        },
    )
}

fn deck_kind() -> impl Strategy<Value = DeckKind> {
    let limit = any::<Option<(u32, u32)>>()
        .prop_map(|limit| limit.map(|(limit, today)| DayLimit { limit, today }));
    let numbers = (
        any::<i64>(),
        0..i32::MAX,
        any::<Option<u32>>(),
        limit,
        any::<bool>(),
    );
    let normal = (numbers, ".{0,9}").prop_map(|((preset, extend, limit, today, set), text)| {
        DeckKind::Normal(NormalDeck {
            preset,
            extend_new: extend.cast_unsigned(),
            extend_review: 3,
            description: text,
            markdown_description: set,
            review_limit: limit,
            new_limit: Some(7),
            review_limit_today: today,
            new_limit_today: None,
            desired_retention: set.then_some(0.75),
        })
    });
    let term =
        (".{0,9}", 0..i32::MAX, any::<i32>()).prop_map(|(search, limit, order)| SearchTerm {
            search,
            limit: limit.cast_unsigned(),
            order,
        });
    let filtered = (
        any::<bool>(),
        vec(term, 0..3),
        vec(any::<f32>(), 0..3),
        any::<[u32; 4]>(),
    )
        .prop_map(|(reschedule, search_terms, delays, numbers)| {
            DeckKind::Filtered(FilteredDeck {
                reschedule,
                search_terms,
                delays,
                preview_delay: numbers[0],
                preview_hard_secs: numbers[1],
                preview_good_secs: numbers[2],
                preview_again_secs: numbers[3],
            })
        });
    prop_oneof![normal, filtered]
}

/// Presets that scheduler and JSON can express.
fn preset() -> impl Strategy<Value = Preset> {
    let numbers = (1_i64.., any::<i64>(), any::<i32>());
    let counts = (0_u32..=9999, 1_u32..=9999, 1_u32..=36_500);
    let others = [unknown(), unknown(), unknown(), unknown()];
    let values = (
        vec(any::<f32>(), 0..4),
        1.0_f32..5.0,
        0.7_f32..0.97,
        any::<[bool; 8]>(),
    );
    (numbers, ".{0,9}", counts, values, others).prop_map(
        |(numbers, text, counts, values, other)| {
            let [mut top, new, rev, lapse] = other;
            for (key, part) in [("new", new), ("rev", rev), ("lapse", lapse)] {
                if !part.is_empty() {
                    top.insert(key.to_owned(), Value::Object(part));
                }
            }
            let (floats, factor, retention, flags) = values;
            let config = PresetConfig {
                learn_steps: floats.clone(),
                fsrs_params_4: floats.clone(),
                fsrs_params_6: floats,
                new_per_day: counts.0,
                leech_threshold: counts.1,
                answer_secs_max: counts.1,
                maximum_review_interval: counts.2,
                graduating_interval_good: counts.2,
                easy_multiplier: factor,
                desired_retention: retention,
                question_secs: factor,
                show_timer: flags[0],
                disable_autoplay: flags[1],
                bury_new: flags[2],
                bury_reviews: flags[3],
                bury_interday_learning: flags[4],
                stop_timer_on_answer: flags[5],
                wait_for_audio: flags[6],
                skip_question_when_replaying_answer: flags[7],
                leech_action: i32::from(flags[0]),
                new_card_insert_order: i32::from(flags[1]),
                param_search: text.clone(),
                new_mix: numbers.2,
                other: other_to_blob(&top).unwrap(),
                ..PresetConfig::stock()
            };
            let (id, modified, usn) = (PresetId(numbers.0), Secs(numbers.1), Usn(numbers.2));
            Preset {
                id,
                name: text,
                modified,
                usn,
                config,
            }
        },
    )
}

/// Through text, as on the wire.
fn on_the_wire(json: &Value) -> Value {
    serde_json::from_str(&json.to_string()).unwrap()
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn a_notetype_survives_the_wire(notetype in notetype()) {
        let json = on_the_wire(&notetype_to_json(&notetype));
        prop_assert_eq!(notetype_from_json(json).unwrap(), notetype);
    }

    #[test]
    fn a_deck_survives_the_wire(deck in deck()) {
        let json = on_the_wire(&deck_to_json(&deck));
        prop_assert_eq!(deck_from_json(json).unwrap(), deck);
    }

    #[test]
    fn a_preset_survives_the_wire_and_needs_no_mending(preset in preset()) {
        let mut read = preset_from_json(on_the_wire(&preset_to_json(&preset))).unwrap();
        prop_assert_eq!(&read, &preset);
        read.config.mend();
        prop_assert_eq!(read, preset);
    }

}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn a_file_in_schema_11_holds_all_that_the_tables_hold(
        notetype in notetype(), deck in deck(), preset in preset(),
    ) {
        let (folder, collection) = new_collection();
        let db = collection.connection();
        let mut notetype = notetype;
        notetype.fields.truncate(1);
        notetype.templates.truncate(1);
        notetypes::put(db, &notetype).unwrap();
        decks::put(db, &deck).unwrap();
        presets::put(db, &preset).unwrap();
        let path = folder.path().join("schema11.anki2");
        write_file(&collection, &path).unwrap();
        let old = rusqlite::Connection::open(&path).unwrap();
        let column = |name: &str| -> String {
            old.query_row(&format!("select {name} from col"), [], |row| row.get(0)).unwrap()
        };
        let mut kept = notetypes_from_column(&column("models")).unwrap();
        let mut stored = notetypes::all(db).unwrap();
        kept.sort_by_key(|notetype| notetype.id);
        stored.sort_by_key(|notetype| notetype.id);
        prop_assert_eq!(kept, stored);
        let mut stored = decks::all(db).unwrap();
        stored.sort_by_key(|deck| deck.id);
        prop_assert_eq!(decks_from_column(&column("decks"), Usn(0), Secs(0)).unwrap(), stored);
        let kept = presets_from_column(&column("dconf")).unwrap().into_iter();
        let kept: Vec<_> = kept.map(|upgraded| upgraded.preset).collect();
        prop_assert_eq!(kept, presets::all(db).unwrap());
    }
}

#[test]
fn a_notetype_with_id_0_gets_a_real_one() {
    let notetype = |name: &str| {
        let mut json = notetype_to_json(&Notetype::default());
        json["name"] = name.into();
        json
    };
    let column = json!({ "0": notetype("homeless"), "1": notetype("at home") }).to_string();
    let notetypes = notetypes_from_column(&column).unwrap();
    let named: Vec<_> = notetypes
        .iter()
        .map(|it| (it.id.0, it.name.as_str()))
        .collect();
    assert_eq!(named, [(1, "at home"), (2, "homeless")]);
}

#[test]
fn equal_names_are_told_apart() {
    let deck = |id: i64| {
        json!({
            "id": id, "name": if id == 1 { "Same" } else { "SAME" }, "usn": 5, "mod": 6, "dyn": 0,
            "conf": 1, "collapsed": false, "lrnToday": [0, 0], "revToday": [0, 0], "newToday": [0, 0],
            "timeToday": [0, 0],
        })
    };
    let column = json!({ "2": deck(2), "1": deck(1), "3": deck(3) }).to_string();
    let decks = decks_from_column(&column, Usn(9), Secs(8)).unwrap();
    let shown: Vec<_> = decks
        .iter()
        .map(|it| (it.id.0, it.name.human(), it.usn.0, it.modified.0))
        .collect();
    assert_eq!(
        shown,
        [
            (1, "Same".to_owned(), 5, 6),
            (2, "SAME_".to_owned(), 9, 8),
            (3, "SAME__".to_owned(), 9, 8),
        ]
    );
}
