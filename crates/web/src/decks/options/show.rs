//! The page of options.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use collection::Error;
use collection::model::{DeckId, PresetConfig, PresetId};
use collection::study::presets::{self, Limits, Options};
use serde::Deserialize;
use texts::Texts;

use super::choices::easy_days;
use super::lines::{Line, Place, SECTIONS};
use crate::app::App;
use crate::decks::trouble::in_use;
use crate::frame::{Frame, Member, Reply, page, see_other};
use crate::study::desks::{Bench, Whereabouts};

#[derive(Template)]
#[template(path = "decks/options/options.html")]
pub(super) struct OptionsPage {
    t: Texts,
    frame: Frame,
    id: i64,
    deck: String,
    fault: Option<String>,
    presets: Vec<Named>,
    preset_id: i64,
    preset_name: String,
    sections: Vec<Shown>,
    limits: Vec<Filled>,
    switches: Vec<Filled>,
    retention: Filled,
    fsrs: Vec<Filled>,
    custom: String,
    /// Parameters have not been looked for for long.
    days_since_optimised: u32,
}

struct Named {
    id: i64,
    words: String,
    is_shown: bool,
}

struct Shown {
    title: String,
    is_limits: bool,
    is_fsrs: bool,
    lines: Vec<Filled>,
}

/// A line of the form with its value.
struct Filled {
    name: &'static str,
    label: String,
    hint: Option<String>,
    control: Control,
}

enum Control {
    /// The input mode of phones, and the value.
    Input(&'static str, String),
    Switch(bool),
    Choice(Vec<(i32, String, bool)>),
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    preset: Option<i64>,
}

pub(crate) async fn form(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Query(asked): Query<Asked>,
) -> Reply {
    again(&app, &member, (id, asked.preset), None).await
}

/// The page, perhaps with what was typed and what was wrong with it.
pub(super) async fn again(
    app: &App,
    member: &Member,
    (id, preset): (i64, Option<i64>),
    wrong: Option<(HashMap<String, String>, String)>,
) -> Reply {
    let account = member.who.account.id;
    let visit = app
        .desks
        .visit(account, Whereabouts::default(), None, move |bench| {
            read_options(bench, DeckId(id))
        });
    let options = match visit.await {
        Ok(Some(options)) => options,
        // A filtered deck has a form of its own, which knows whether it is there.
        Ok(None) => return Ok(see_other(&format!("/decks/{id}/filtered"), None)),
        Err(trouble) => return in_use(&member.reader, trouble),
    };
    let status = match wrong {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    page(
        status,
        &OptionsPage::of(member, id, &options, preset, wrong),
    )
}

/// The options of a deck; nothing if there is none, or a filtered one.
pub(in crate::decks) fn read_options(
    bench: &mut Bench<'_>,
    deck: DeckId,
) -> Result<Option<Options>, Error> {
    let today = bench.sit().today()?;
    match presets::options(bench.collection.connection(), deck, today) {
        Ok(options) => Ok(Some(options)),
        Err(Error::NotFound(_) | Error::Invalid(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

impl OptionsPage {
    fn of(
        member: &Member,
        id: i64,
        options: &Options,
        preset: Option<i64>,
        wrong: Option<(HashMap<String, String>, String)>,
    ) -> OptionsPage {
        let t = member.reader.t;
        let wanted = preset.unwrap_or(options.preset.0);
        let found = options
            .presets
            .iter()
            .find(|(preset, _)| preset.id.0 == wanted);
        let shown = found.map_or(&options.defaults, |(preset, _)| preset);
        let (typed, fault) = match wrong {
            Some((typed, fault)) => (typed, Some(fault)),
            None => (HashMap::new(), None),
        };
        let switches = options.switches;
        OptionsPage {
            t,
            frame: member.reader.frame(),
            id,
            deck: options.deck_name.clone(),
            fault,
            presets: named(options, shown.id, t),
            preset_id: shown.id.0,
            preset_name: shown.name.clone(),
            sections: sections(&shown.config, &typed, t),
            limits: limits(&options.limits, t),
            switches: vec![
                switch(
                    "ignore_review_limit",
                    t.options_ignore_review_limit(),
                    switches.new_cards_ignore_review_limit,
                ),
                switch(
                    "parent_limits",
                    t.options_parent_limits(),
                    switches.apply_all_parent_limits,
                ),
            ],
            retention: input(
                "retention_deck",
                t.options_retention_deck(),
                options.limits.desired_retention.map(decimal),
                t,
            ),
            fsrs: vec![
                switch("fsrs", t.options_fsrs_on(), switches.fsrs),
                switch(
                    "health_check",
                    t.options_health_check(),
                    switches.fsrs_health_check,
                ),
                switch("reschedule", t.options_reschedule(), false),
            ],
            custom: options.custom_scheduling.clone(),
            days_since_optimised: options.days_since_optimised,
        }
    }
}

/// The presets with the number of decks that have them.
fn named(options: &Options, shown: PresetId, t: Texts) -> Vec<Named> {
    let presets = options.presets.iter();
    presets
        .map(|(preset, uses)| Named {
            id: preset.id.0,
            words: t.options_preset_used(
                u64::try_from(*uses).unwrap_or(u64::MAX),
                preset.name.as_str(),
            ),
            is_shown: preset.id == shown,
        })
        .collect()
}

fn sections(config: &PresetConfig, typed: &HashMap<String, String>, t: Texts) -> Vec<Shown> {
    let begins_with = |lines: &[Line], name: &str| lines.first().is_some_and(|l| l.name == name);
    let sections = SECTIONS.iter();
    sections
        .map(|section| Shown {
            title: (section.title)(t),
            is_limits: begins_with(section.lines, "new_per_day"),
            is_fsrs: begins_with(section.lines, "retention"),
            lines: section
                .lines
                .iter()
                .map(|line| line.filled(config, typed, t))
                .collect(),
        })
        .collect()
}

fn switch(name: &'static str, label: String, is_on: bool) -> Filled {
    Filled {
        name,
        label,
        hint: None,
        control: Control::Switch(is_on),
    }
}

fn input(name: &'static str, label: String, value: Option<String>, t: Texts) -> Filled {
    Filled {
        name,
        label,
        hint: Some(t.options_limit_hint()),
        control: Control::Input("decimal", value.unwrap_or_default()),
    }
}

fn limits(limits: &Limits, t: Texts) -> Vec<Filled> {
    let today = |limit: Option<u32>, is_active: bool| limit.filter(|_| is_active);
    [
        ("new_deck", t.options_new_deck(), limits.new),
        ("reviews_deck", t.options_reviews_deck(), limits.review),
        (
            "new_today",
            t.options_new_today(),
            today(limits.new_today, limits.is_new_today_active),
        ),
        (
            "reviews_today",
            t.options_reviews_today(),
            today(limits.review_today, limits.is_review_today_active),
        ),
    ]
    .into_iter()
    .map(|(name, label, limit)| input(name, label, limit.map(|limit| limit.to_string()), t))
    .collect()
}

impl Line {
    fn filled(&self, config: &PresetConfig, typed: &HashMap<String, String>, t: Texts) -> Filled {
        let mut config = config.clone();
        let typed_one = typed.get(self.name).cloned();
        let choose = |chosen: i32, choices: Vec<(i32, String)>| {
            let choices = choices.into_iter();
            Control::Choice(
                choices
                    .map(|(number, words)| (number, words, number == chosen))
                    .collect(),
            )
        };
        let write = |value: String| Control::Input("text", typed_one.clone().unwrap_or(value));
        let control = match self.place {
            Place::Whole(place, ..) => Control::Input(
                "numeric",
                typed_one
                    .clone()
                    .unwrap_or_else(|| place(&mut config).to_string()),
            ),
            Place::Decimal(place, ..) => Control::Input(
                "decimal",
                typed_one
                    .clone()
                    .unwrap_or_else(|| decimal(*place(&mut config))),
            ),
            Place::Switch(place) => Control::Switch(*place(&mut config)),
            Place::Choice(place, choices) => choose(*place(&mut config), choices(t)),
            Place::Steps(place) => write(steps(place(&mut config))),
            Place::Numbers(place) => write(numbers(place(&mut config))),
            Place::Text(place) => write(place(&mut config).clone()),
            Place::Weekday(day) => choose(share(&config, day), easy_days(t)),
        };
        Filled {
            name: self.name,
            label: (self.label)(t),
            hint: self.hint.map(|hint| hint(t)),
            control,
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a share is between 0 and 1"
)]
fn share(config: &PresetConfig, day: usize) -> i32 {
    let share = config
        .easy_days_percentages
        .get(day)
        .copied()
        .unwrap_or(1.0);
    match (share * 1000.0).round() as i32 {
        0 => 0,
        1000 => 1000,
        _ => 500,
    }
}

/// `0.9`: as short as it is exact.
pub(in crate::decks) fn decimal(value: f32) -> String {
    let text = format!("{value}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

fn numbers(values: &[f32]) -> String {
    let texts: Vec<String> = values.iter().map(|value| decimal(*value)).collect();
    texts.join(", ")
}

/// `1m 10m 1d`: minutes as people write them.
fn steps(minutes: &[f32]) -> String {
    let written = minutes.iter().map(|minutes| {
        let is_whole = |unit: f32| (minutes / unit).fract() == 0.0;
        if *minutes >= 1440.0 && is_whole(1440.0) {
            format!("{}d", decimal(minutes / 1440.0))
        } else if *minutes >= 60.0 && is_whole(60.0) {
            format!("{}h", decimal(minutes / 60.0))
        } else if *minutes < 1.0 {
            format!("{}s", decimal(minutes * 60.0))
        } else {
            format!("{}m", decimal(*minutes))
        }
    });
    written.collect::<Vec<_>>().join(" ")
}
