//! GET /statistics — how often members remember: sums over the reviews of all who take part, drawn once
//! a day (PR-07).

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use privacy::{Cell, FORETOLD, Figures, INTERVALS, MEMBERS_MIN};
use texts::Texts;

use crate::app::App;
use crate::frame::{Frame, Reader, Reply, page};

#[derive(Debug, Template)]
#[template(path = "statistics.html")]
struct StatisticsPage {
    t: Texts,
    frame: Frame,
    drawn: Option<String>,
    /// The rate of all, and of whom.
    all: Option<[String; 2]>,
    charts: Vec<Chart>,
    members_min: u32,
}

#[derive(Debug)]
struct Chart {
    id: &'static str,
    title: String,
    lead: String,
    /// Over the names of the bars, and over their rates.
    names: String,
    head: String,
    bars: Vec<Bar>,
}

#[derive(Debug)]
struct Bar {
    name: String,
    /// What FSRS had foretold.
    foretold: Option<String>,
    rate: String,
    /// Of 1,000.
    width: u32,
    of_whom: String,
}

pub(crate) async fn show(State(app): State<App>, reader: Reader) -> Reply {
    let t = reader.t;
    let figures = privacy::figures(&app.ground).await?;
    let now = app.ground.clock.now();
    let drawn = figures.as_ref().map(|figures| t.on_day(figures.at, now.0));
    let figures = figures.unwrap_or_default();
    page(
        StatusCode::OK,
        &StatisticsPage {
            t,
            frame: reader.frame(),
            drawn: drawn.map(|day| t.statistics_drawn(day)),
            all: figures.all.map(|cell| [rate(&cell), of_whom(&cell, t)]),
            charts: charts(&figures, t),
            members_min: MEMBERS_MIN,
        },
    )
}

fn charts(figures: &Figures, t: Texts) -> Vec<Chart> {
    let all = [
        Chart {
            id: "interval",
            title: t.statistics_interval_title(),
            lead: t.statistics_interval(),
            names: t.statistics_interval_title(),
            head: t.statistics_remembered(),
            bars: bars(&figures.by_interval, t, |cell| interval(cell.of, t)),
        },
        Chart {
            id: "button",
            title: t.statistics_button_title(),
            lead: t.statistics_button(),
            names: t.statistics_button_title(),
            head: t.statistics_pressed(),
            bars: bars(&figures.by_button, t, |cell| button(cell.of, t)),
        },
        Chart {
            id: "aim",
            title: t.statistics_aim_title(),
            lead: t.statistics_aim(),
            names: t.statistics_aim_title(),
            head: t.statistics_remembered(),
            bars: bars(&figures.by_aim, t, |cell| {
                t.statistics_aims_at(cell.of.to_string())
            }),
        },
    ];
    let all = all.into_iter().chain([foretold(figures, t)]);
    all.filter(|chart| !chart.bars.is_empty()).collect()
}

fn foretold(figures: &Figures, t: Texts) -> Chart {
    let mut bars = bars(&figures.by_foretold, t, |cell| band(cell.of, t));
    if !bars.is_empty() {
        bars.extend(self::bars(figures.foretold.as_slice(), t, |_| {
            t.statistics_foretold_all()
        }));
    }
    Chart {
        id: "foretold",
        title: t.statistics_foretold_title(),
        lead: t.statistics_foretold(),
        names: t.statistics_foretold_head(),
        head: t.statistics_remembered(),
        bars,
    }
}

/// `90–95 %`.
fn band(least: u32, t: Texts) -> String {
    let next = FORETOLD.iter().find(|next| **next > least).unwrap_or(&100);
    t.statistics_band(least.to_string(), next.to_string())
}

fn bars(cells: &[Cell], t: Texts, name: impl Fn(&Cell) -> String) -> Vec<Bar> {
    let bars = cells.iter().map(|cell| Bar {
        name: name(cell),
        foretold: cell
            .foretold
            .map(|mean| t.statistics_foretold_mean(per_cent(mean))),
        rate: rate(cell),
        width: cell.per_mille,
        of_whom: of_whom(cell, t),
    });
    bars.collect()
}

fn rate(cell: &Cell) -> String {
    per_cent(cell.per_mille)
}

fn per_cent(per_mille: u32) -> String {
    format!("{}.{}\u{a0}%", per_mille / 10, per_mille % 10)
}

fn of_whom(cell: &Cell, t: Texts) -> String {
    t.statistics_of(cell.reviews.to_string(), cell.members.to_string())
}

/// `7–20 days`, and `180 days and more`.
fn interval(first: u32, t: Texts) -> String {
    match INTERVALS.iter().find(|next| **next > first) {
        Some(next) => t.statistics_days(first.max(1).to_string(), (next - 1).to_string()),
        None => t.statistics_days_more(first.to_string()),
    }
}

fn button(number: u32, t: Texts) -> String {
    match number {
        1 => t.study_again(),
        2 => t.study_hard(),
        3 => t.study_good(),
        _ => t.study_easy(),
    }
}
