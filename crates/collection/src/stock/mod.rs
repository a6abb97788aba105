//! What every new collection has: the notetypes, texts and settings of Anki 26.9.3, equal to its
//! own to the letter, so that clients recognise and restore them.

use serde_json::{Map, Value, json};

use crate::model::{
    DEFAULT_DECK, DEFAULT_PRESET, Deck, DeckCommon, DeckKind, DeckName, Field, FieldConfig,
    KIND_CLOZE, NormalDeck, Notetype, NotetypeConfig, Preset, PresetConfig, Requirement, Secs,
    Template, TemplateConfig, Usn,
};

const CARD_CSS: &str = include_str!("card.css");
const CLOZE_CSS: &str = include_str!("cloze.css");
const OCCLUSION_CSS: &str = include_str!("occlusion.css");
const OCCLUSION: &str = include_str!("occlusion.html");
const OCCLUSION_ANSWER: &str = include_str!("occlusion_answer.html");
const LATEX_PRE: &str = include_str!("latex.tex");
const LATEX_POST: &str = "\\end{document}";
const ANSWER: &str = "{{FrontSide}}\n\n<hr id=answer>\n\n";

/// The stock notetypes in the order in which they get their ids; ids of notetypes, fields and
/// templates are not set.
pub fn notetypes() -> Vec<Notetype> {
    vec![
        basic(),
        basic_and_reversed(),
        basic_optional_reversed(),
        basic_typing(),
        cloze(),
        image_occlusion(),
    ]
}

/// The order also is the number by which clients know what a notetype was made from.
fn basic() -> Notetype {
    Notetype {
        config: config(1, CARD_CSS.to_owned(), vec![requires(0, ANY, &[0])]),
        fields: fields(&["Front", "Back"]),
        templates: vec![template(
            "Card 1",
            "{{Front}}",
            &format!("{ANSWER}{{{{Back}}}}"),
        )],
        ..named("Basic")
    }
}

fn basic_and_reversed() -> Notetype {
    let mut notetype = Notetype {
        name: "Basic (and reversed card)".to_owned(),
        ..basic()
    };
    notetype.config.stock_kind = 2;
    notetype.config.requirements.push(requires(1, ANY, &[1]));
    let reversed = template("Card 2", "{{Back}}", &format!("{ANSWER}{{{{Front}}}}"));
    notetype.templates.push(reversed);
    notetype
}

fn basic_optional_reversed() -> Notetype {
    let front = "{{#Add Reverse}}{{Back}}{{/Add Reverse}}";
    Notetype {
        config: config(
            3,
            CARD_CSS.to_owned(),
            vec![requires(0, ANY, &[0]), requires(1, ALL, &[1, 2])],
        ),
        fields: fields(&["Front", "Back", "Add Reverse"]),
        templates: vec![
            template("Card 1", "{{Front}}", &format!("{ANSWER}{{{{Back}}}}")),
            template("Card 2", front, &format!("{ANSWER}{{{{Front}}}}")),
        ],
        ..named("Basic (optional reversed card)")
    }
}

fn basic_typing() -> Notetype {
    let front = "{{Front}}\n\n{{type:Back}}";
    let back = "{{Front}}\n\n<hr id=answer>\n\n{{type:Back}}";
    Notetype {
        config: config(4, CARD_CSS.to_owned(), vec![requires(0, ANY, &[0, 1])]),
        fields: fields(&["Front", "Back"]),
        templates: vec![template("Card 1", front, back)],
        ..named("Basic (type in the answer)")
    }
}

fn cloze() -> Notetype {
    let front = "{{cloze:Text}}";
    let back = "{{cloze:Text}}<br>\n{{Back Extra}}";
    let css = format!("{CARD_CSS}{CLOZE_CSS}");
    Notetype {
        config: of_clozes(config(5, css, vec![requires(0, ANY, &[0])])),
        fields: tagged(fields(&["Text", "Back Extra"]), 1),
        templates: vec![template("Cloze", front, back)],
        ..named("Cloze")
    }
}

fn image_occlusion() -> Notetype {
    let back = format!("{OCCLUSION}{OCCLUSION_ANSWER}");
    let requirements = vec![requires(0, ANY, &[0, 1, 2])];
    Notetype {
        config: of_clozes(config(6, OCCLUSION_CSS.to_owned(), requirements)),
        fields: tagged(
            fields(&["Occlusion", "Image", "Header", "Back Extra", "Comments"]),
            4,
        ),
        templates: vec![template("Image Occlusion", OCCLUSION, &back)],
        ..named("Image Occlusion")
    }
}

fn named(name: &str) -> Notetype {
    Notetype {
        name: name.to_owned(),
        ..Notetype::default()
    }
}

fn config(stock_kind: i32, css: String, requirements: Vec<Requirement>) -> NotetypeConfig {
    NotetypeConfig {
        css,
        latex_pre: LATEX_PRE.to_owned(),
        latex_post: LATEX_POST.to_owned(),
        requirements,
        stock_kind,
        ..NotetypeConfig::default()
    }
}

fn of_clozes(config: NotetypeConfig) -> NotetypeConfig {
    NotetypeConfig {
        kind: KIND_CLOZE,
        ..config
    }
}

const ANY: i32 = 1;
const ALL: i32 = 2;

fn requires(template: u32, kind: i32, fields: &[u32]) -> Requirement {
    Requirement {
        template,
        kind,
        fields: fields.to_vec(),
    }
}

fn fields(names: &[&str]) -> Vec<Field> {
    names.iter().map(|name| field(name)).collect()
}

fn field(name: &str) -> Field {
    let config = FieldConfig {
        font_name: "Arial".to_owned(),
        font_size: 20,
        ..FieldConfig::default()
    };
    Field {
        name: name.to_owned(),
        config,
    }
}

/// Fields by which clients find their way in a notetype of clozes, and of which the first ones
/// must stay.
fn tagged(mut fields: Vec<Field>, staying: u32) -> Vec<Field> {
    for (tag, field) in (0..).zip(&mut fields) {
        field.config.tag = Some(tag);
        field.config.prevent_deletion = tag < staying;
    }
    fields
}

fn template(name: &str, question: &str, answer: &str) -> Template {
    let config = TemplateConfig {
        question: question.to_owned(),
        answer: answer.to_owned(),
        ..TemplateConfig::default()
    };
    Template {
        name: name.to_owned(),
        modified: Secs(0),
        usn: Usn(0),
        config,
    }
}

/// The deck that always exists.
pub fn deck() -> Deck {
    Deck {
        id: DEFAULT_DECK,
        name: DeckName::from_human("Default"),
        modified: Secs(0),
        usn: Usn(0),
        common: DeckCommon {
            study_collapsed: true,
            browser_collapsed: true,
            ..DeckCommon::default()
        },
        kind: DeckKind::Normal(NormalDeck {
            preset: DEFAULT_PRESET.0,
            ..NormalDeck::default()
        }),
    }
}

/// The preset that always exists.
pub fn preset() -> Preset {
    Preset {
        id: DEFAULT_PRESET,
        name: "Default".to_owned(),
        modified: Secs(0),
        usn: Usn(0),
        config: PresetConfig::stock(),
    }
}

/// The settings that clients expect to find; all others have a default in their code.
pub(crate) fn settings(minutes_west: Option<i32>) -> Map<String, Value> {
    let settings = json!({
        "activeDecks": [1],
        "curDeck": 1,
        "newSpread": 0,
        "collapseTime": 1200,
        "timeLim": 0,
        "estTimes": true,
        "dueCounts": true,
        "curModel": null,
        "nextPos": 1,
        "sortType": "noteFld",
        "sortBackwards": false,
        "addToCur": true,
        "dayLearnFirst": false,
        "schedVer": 2,
        "creationOffset": minutes_west,
        "sched2021": true,
    });
    settings.as_object().cloned().unwrap_or_default()
}
