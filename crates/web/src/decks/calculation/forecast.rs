//! GET, POST /decks/{id}/forecast — what the days to come bring, with other options tried out.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use collection::model::{DeckId, Preset, PresetId};
use collection::study::presets::Options;
use serde::Deserialize;
use texts::Texts;

use super::wish::{Unusable, Wish};
use super::work::{self, Ask};
use crate::app::App;
use crate::decks::options::{decimal, read_options, review_orders};
use crate::decks::trouble::in_use;
use crate::frame::{Frame, Member, Reply, Said, Stopped, Typed, page, see_other};
use crate::study::desks::Whereabouts;

#[derive(Debug, Template)]
#[template(path = "decks/calculation/forecast.html")]
struct ForecastPage {
    t: Texts,
    frame: Frame,
    id: i64,
    deck: String,
    fault: Option<String>,
    presets: Vec<(i64, String, bool)>,
    preset: i64,
    lines: Vec<Line>,
    orders: Vec<(i32, String, bool)>,
    ignores: bool,
    suspends: bool,
    lapses: String,
}

#[derive(Debug)]
struct Line {
    name: &'static str,
    label: String,
    value: String,
    mode: &'static str,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::decks) struct Asked {
    preset: Option<i64>,
}

pub(in crate::decks) async fn form(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Query(asked): Query<Asked>,
) -> Reply {
    again(&app, &member, (id, asked.preset), None).await
}

type Form = HashMap<String, String>;

async fn again(
    app: &App,
    member: &Member,
    (id, preset): (i64, Option<i64>),
    wrong: Option<(Form, String)>,
) -> Reply {
    let account = member.who.account.id;
    let visit = app
        .desks
        .visit(account, Whereabouts::default(), None, move |bench| {
            read_options(bench, DeckId(id))
        });
    let options = match visit.await {
        Ok(Some(options)) => options,
        Ok(None) => return Err(Stopped::NotFound),
        Err(trouble) => return in_use(&member.reader, trouble),
    };
    let status = match wrong {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    page(
        status,
        &ForecastPage::of(member, id, (&options, preset), wrong),
    )
}

impl ForecastPage {
    fn of(
        member: &Member,
        id: i64,
        (options, preset): (&Options, Option<i64>),
        wrong: Option<(Form, String)>,
    ) -> ForecastPage {
        let t = member.reader.t;
        let shown = shown(options, preset);
        let start = Wish::starting(shown, retention(options, shown), options.switches);
        let (typed, fault) = match wrong {
            Some((typed, fault)) => (Some(typed), Some(fault)),
            None => (None, None),
        };
        let said = |name: &str, value: String| match &typed {
            Some(typed) => typed.get(name).cloned().unwrap_or_default(),
            None => value,
        };
        let is_on = |name: &str, before: bool| {
            let typed = typed.as_ref();
            typed.map_or(before, |typed| typed.contains_key(name))
        };
        let order = said("order", start.order.to_string());
        let presets = options.presets.iter().map(|(preset, _)| preset);
        ForecastPage {
            t,
            frame: member.reader.frame(),
            id,
            deck: options.deck_name.clone(),
            fault,
            presets: presets
                .map(|preset| (preset.id.0, preset.name.clone(), preset.id == shown.id))
                .collect(),
            preset: shown.id.0,
            lines: lines(&start, &said, t),
            orders: review_orders(t)
                .into_iter()
                .map(|(number, words)| (number, words, number.to_string() == order))
                .collect(),
            ignores: is_on("ignores", start.ignores_review_limit),
            suspends: is_on("suspends", start.suspended_after.is_some()),
            lapses: said("lapses", shown.config.leech_threshold.to_string()),
        }
    }
}

/// The preset that was asked for, else the deck's own.
fn shown(options: &Options, preset: Option<i64>) -> &Preset {
    let wanted = preset.map_or(options.preset, PresetId);
    let mut presets = options.presets.iter().map(|(preset, _)| preset);
    presets
        .find(|preset| preset.id == wanted)
        .unwrap_or(&options.defaults)
}

/// A deck's own wish goes before that of its preset.
fn retention(options: &Options, shown: &Preset) -> f32 {
    let own = options.limits.desired_retention;
    own.filter(|_| shown.id == options.preset)
        .unwrap_or(shown.config.desired_retention)
}

fn lines(start: &Wish, said: &dyn Fn(&str, String) -> String, t: Texts) -> Vec<Line> {
    let fields = [
        ("days", start.days.to_string()),
        ("extra", start.extra.to_string()),
        ("retention", decimal(start.retention)),
        ("new_per_day", start.new_per_day.to_string()),
        ("reviews_per_day", start.reviews_per_day.to_string()),
        ("longest", start.longest.to_string()),
    ];
    let lines = fields.into_iter().map(|(name, value)| Line {
        name,
        label: label(name, t),
        value: said(name, value),
        mode: if name == "retention" {
            "decimal"
        } else {
            "numeric"
        },
    });
    lines.collect()
}

fn label(field: &str, t: Texts) -> String {
    match field {
        "days" => t.forecast_days_ahead(),
        "extra" => t.forecast_extra(),
        "retention" => t.options_retention(),
        "new_per_day" => t.options_new_per_day(),
        "reviews_per_day" => t.options_reviews_per_day(),
        "longest" => t.options_maximum_interval(),
        "lapses" => t.options_leech_threshold(),
        "order" => t.options_review_order(),
        _ => t.options_preset(),
    }
}

pub(in crate::decks) async fn begin(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Typed(typed): Typed<Form>,
) -> Reply {
    let t = member.reader.t;
    let preset = typed.get("preset").and_then(|id| id.parse().ok());
    let wish = match Wish::parse(&typed) {
        Ok(wish) => wish,
        Err(Unusable(field)) => {
            let fault = t.options_invalid(label(field, t));
            return again(&app, &member, (id, preset), Some((typed, fault))).await;
        }
    };
    let ask = match typed.get("do").map(String::as_str) {
        Some("compare") => Ask::Compare(wish),
        Some(_) | None => Ask::Foretell(wish),
    };
    let has_begun = work::begin(&app, member.who.account.id, DeckId(id), ask, t);
    let said = (!has_begun).then_some(Said::OneAtATime);
    Ok(see_other(&format!("/decks/{id}/calculation"), said))
}
