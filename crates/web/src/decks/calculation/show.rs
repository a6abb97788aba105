//! GET /decks/{id}/calculation: how far it has come, then what came out; …/progress tells the script
//! of the page; POST …/end stops it.

use std::sync::Arc;

use askama::Template;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use scheduler::{Days, Toll};
use serde::Serialize;
use texts::Texts;

use super::chart::{Chart, Series};
use super::course::{Calculation, Stage};
use super::ending::{Ending, Evaluated, Optimised, Outcome, digits};
use super::wish::Wish;
use super::work::Ask;
use crate::app::App;
use crate::frame::{Frame, Member, Reply, page, see_other};

#[derive(Template)]
#[template(path = "decks/calculation/calculation.html")]
struct CalculationPage {
    t: Texts,
    frame: Frame,
    id: i64,
    title: String,
    /// What is being done, while it is.
    way: Option<Way>,
    sentences: Vec<(bool, String)>,
    presets: Vec<Preset>,
    charts: Vec<Chart>,
    table: Option<Table>,
}

/// How far a calculation has come; also what the script is told.
#[derive(Debug, Serialize)]
struct Way {
    words: String,
    thousandths: Option<usize>,
    #[serde(rename = "isOver")]
    is_over: bool,
}

struct Preset {
    name: String,
    sentences: Vec<String>,
    lists: Vec<(String, String)>,
}

struct Table {
    caption: String,
    heads: Vec<String>,
    rows: Vec<Vec<String>>,
}

pub(in crate::decks) async fn show(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
) -> Reply {
    let Some(calculation) = app.calculations.of(member.who.account.id) else {
        return Ok(see_other(&format!("/decks/{id}/options"), None));
    };
    page(StatusCode::OK, &CalculationPage::of(&calculation, &member))
}

pub(in crate::decks) async fn progress(State(app): State<App>, member: Member) -> Reply {
    let t = member.reader.t;
    let way = match app.calculations.of(member.who.account.id) {
        Some(calculation) => Way::of(&calculation, t),
        None => Way {
            words: String::new(),
            thousandths: None,
            is_over: true,
        },
    };
    Ok(Json(way).into_response())
}

pub(in crate::decks) async fn stop(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
) -> Reply {
    if let Some(calculation) = app.calculations.of(member.who.account.id) {
        calculation.course.stop();
    }
    Ok(see_other(&format!("/decks/{id}/calculation"), None))
}

impl Way {
    fn of(calculation: &Calculation, t: Texts) -> Way {
        let course = &calculation.course;
        let stage = course.stage();
        let words = match &stage {
            _ if course.is_unwanted() => t.calculation_stopping(),
            Stage::Waiting => t.calculation_waiting(),
            Stage::Reading => t.calculation_reading(),
            Stage::Working(part, of, name) if *of > 1 && !name.is_empty() => {
                t.calculation_part(part.saturating_add(1).to_string(), of.to_string(), name)
            }
            Stage::Working(..) => t.calculation_working(),
            Stage::Writing => t.calculation_writing(),
            Stage::Ended(_) => String::new(),
        };
        Way {
            words,
            thousandths: course.thousandths(),
            is_over: matches!(stage, Stage::Ended(_)),
        }
    }
}

impl CalculationPage {
    fn of(calculation: &Calculation, member: &Member) -> CalculationPage {
        let t = member.reader.t;
        let mut page = CalculationPage {
            t,
            frame: member.reader.frame(),
            id: calculation.deck.0,
            title: title(&calculation.ask, t),
            way: None,
            sentences: Vec::new(),
            presets: Vec::new(),
            charts: Vec::new(),
            table: None,
        };
        match calculation.course.stage() {
            Stage::Ended(ending) => page.tell(&ending),
            Stage::Waiting | Stage::Reading | Stage::Working(..) | Stage::Writing => {
                page.way = Some(Way::of(calculation, t));
            }
        }
        page
    }

    fn tell(&mut self, ending: &Arc<Ending>) {
        let t = self.t;
        match ending.as_ref() {
            Ending::Optimised(all) => {
                let is_better = all.iter().any(Optimised::is_better);
                let sentence = if is_better {
                    t.options_optimised()
                } else {
                    t.calculation_nothing_better()
                };
                self.sentences.push((true, sentence));
                self.presets = all.iter().map(|one| Preset::of(one, t)).collect();
            }
            Ending::Evaluated(evaluated) => {
                let Evaluated { name, answers, fit } = evaluated;
                self.sentences.extend([
                    (true, t.calculation_evaluated(name.as_str(), *answers)),
                    (true, fit_words(*fit, t)),
                    (true, t.calculation_smaller_is_better()),
                ]);
            }
            Ending::Foretold(days) => self.foretell(days),
            Ending::Compared(tolls, resting, wish) => self.compare(tolls, *resting, wish),
            Ending::NotEnoughAnswers => self.sentences.push((false, t.options_not_optimised())),
            Ending::Refused(sentence) => self.sentences.push((false, sentence.clone())),
            Ending::Stopped => self.sentences.push((true, t.calculation_stopped())),
            Ending::Broken => self.sentences.push((false, t.calculation_broken())),
        }
    }

    fn foretell(&mut self, days: &Days) {
        let t = self.t;
        let answers: Vec<f64> = days
            .reviews
            .iter()
            .zip(&days.new)
            .map(|(reviews, new)| number(reviews + new))
            .collect();
        let minutes: Vec<f64> = days
            .secs
            .iter()
            .map(|secs| f64::from(*secs) / 60.0)
            .collect();
        let remembered: Vec<f64> = days
            .remembered
            .iter()
            .map(|share| f64::from(*share))
            .collect();
        let place = |day: u32| t.forecast_day(day.to_string());
        let window = answers.len().div_ceil(365);
        for (title, values) in [
            (t.forecast_reviews(), smooth(&answers, window)),
            (t.forecast_minutes(), smooth(&minutes, window)),
            (t.forecast_remembered(), smooth(&remembered, window)),
        ] {
            let summary = summary(&values, t);
            let series = Series {
                first: 0,
                values: &values,
                place: &place,
            };
            self.charts.push(series.chart(title, summary, t));
        }
        self.table = Some(spans(&answers, &minutes, &remembered, t));
    }

    fn compare(&mut self, tolls: &[(u8, Toll)], resting: f32, wish: &Wish) {
        let t = self.t;
        let days = f64::from(wish.days);
        let rows: Vec<[f64; 4]> = tolls
            .iter()
            .map(|(_, toll)| {
                let secs = f64::from(toll.secs);
                let gained = f64::from(toll.remembered - resting);
                [
                    if secs > 0.0 {
                        gained * 3600.0 / secs
                    } else {
                        0.0
                    },
                    number(toll.answers) / days,
                    secs / 60.0 / days,
                    f64::from(toll.remembered),
                ]
            })
            .collect();
        let heads = [
            t.forecast_gain(),
            t.forecast_reviews(),
            t.forecast_minutes(),
            t.forecast_remembered_end(),
        ];
        let first = tolls
            .first()
            .map_or(0, |(hundredths, _)| u32::from(*hundredths));
        let place = |hundredths: u32| t.info_percent(hundredths.to_string());
        for (column, title) in heads.iter().enumerate() {
            let values: Vec<f64> = rows
                .iter()
                .filter_map(|row| row.get(column).copied())
                .collect();
            let series = Series {
                first,
                values: &values,
                place: &place,
            };
            self.charts
                .push(series.chart(title.clone(), summary(&values, t), t));
        }
        let mut table = Table {
            caption: t.forecast_table_retentions(),
            heads: vec![t.options_retention()],
            rows: Vec::new(),
        };
        table.heads.extend(heads);
        for ((hundredths, _), row) in tolls.iter().zip(&rows) {
            let mut cells = vec![place(u32::from(*hundredths))];
            cells.extend(row.iter().map(|value| figure(*value, t)));
            table.rows.push(cells);
        }
        self.table = Some(table);
    }
}

fn title(ask: &Ask, t: Texts) -> String {
    match ask {
        Ask::Optimise(_) | Ask::OptimiseAll => t.calculation_optimise_title(),
        Ask::Evaluate(_) => t.calculation_evaluate_title(),
        Ask::Foretell(_) => t.forecast_title(),
        Ask::Compare(_) => t.forecast_retentions_title(),
    }
}

impl Preset {
    fn of(optimised: &Optimised, t: Texts) -> Preset {
        let mut sentences = vec![match optimised.outcome {
            Outcome::Better => t.calculation_better(optimised.answers),
            Outcome::AlreadyBest => t.calculation_already_best(),
            Outcome::NoAnswers => t.calculation_no_answers(),
            Outcome::NotEnoughAnswers => t.options_not_optimised(),
            Outcome::Overtaken => t.calculation_overtaken(),
            Outcome::Unusable => t.calculation_unusable(),
        }];
        match optimised.is_healthy {
            Some(true) => sentences.push(t.calculation_healthy()),
            Some(false) => sentences.push(t.calculation_unhealthy()),
            None => {}
        }
        let mut lists = Vec::new();
        if let Some((before, after)) = optimised.fits {
            lists.push((t.calculation_fit_before(), fit_words(before, t)));
            if optimised.is_better() {
                lists.push((t.calculation_fit_after(), fit_words(after, t)));
            }
        }
        if optimised.is_better() {
            let before = if optimised.before.is_empty() {
                t.calculation_usual()
            } else {
                digits(&optimised.before)
            };
            lists.push((t.calculation_before(), before));
            lists.push((t.calculation_after(), digits(&optimised.after)));
        }
        Preset {
            name: optimised.name.clone(),
            sentences,
            lists,
        }
    }
}

fn fit_words(fit: scheduler::Fit, t: Texts) -> String {
    t.calculation_fit(
        t.decimal(f64::from(fit.log_loss), 4),
        t.decimal(f64::from(fit.rmse_bins) * 100.0, 2),
    )
}

#[expect(clippy::cast_precision_loss, reason = "a count that is drawn")]
fn number(count: usize) -> f64 {
    count as f64
}

/// Each value with those before it in the window, as Anki draws long simulations.
fn smooth(values: &[f64], window: usize) -> Vec<f64> {
    let ends = 1..=values.len();
    let parts = ends.filter_map(|end| values.get(end.saturating_sub(window.max(1))..end));
    parts.map(mean).collect()
}

fn mean(values: &[f64]) -> f64 {
    match values.len() {
        0 => 0.0,
        count => values.iter().sum::<f64>() / number(count),
    }
}

fn summary(values: &[f64], t: Texts) -> String {
    let first = values.first().copied().unwrap_or(0.0);
    let last = values.last().copied().unwrap_or(0.0);
    let highest = values.iter().copied().fold(0.0, f64::max);
    t.forecast_summary(figure(first, t), figure(last, t), figure(highest, t))
}

/// A dozen spans of days, each with what it costs a day and what is remembered at its end.
fn spans(answers: &[f64], minutes: &[f64], remembered: &[f64], t: Texts) -> Table {
    const SPANS: usize = 12;
    let length = answers.len().div_ceil(SPANS).max(1);
    let rows = answers
        .chunks(length)
        .zip(minutes.chunks(length))
        .zip(remembered.chunks(length))
        .enumerate();
    let rows = rows.map(|(at, ((answers, minutes), remembered))| {
        let last = (at * length + answers.len()).saturating_sub(1);
        vec![
            t.forecast_days((at * length).to_string(), last.to_string()),
            figure(mean(answers), t),
            figure(mean(minutes), t),
            figure(remembered.last().copied().unwrap_or(0.0), t),
        ]
    });
    Table {
        caption: t.forecast_table(),
        heads: vec![
            t.forecast_when(),
            t.forecast_reviews(),
            t.forecast_minutes(),
            t.forecast_remembered_end(),
        ],
        rows: rows.collect(),
    }
}

fn figure(value: f64, t: Texts) -> String {
    if value >= 100.0 || value.fract() == 0.0 {
        t.decimal(value, 0)
    } else {
        t.decimal(value, 1)
    }
}
