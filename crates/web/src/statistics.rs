//! GET /statistics — how often members remember: sums over the reviews of all who take part, drawn once
//! a day (PR-07).

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use privacy::{Cell, Figures, INTERVALS, MEMBERS_MIN};
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
    head: String,
    bars: Vec<Bar>,
}

#[derive(Debug)]
struct Bar {
    name: String,
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
            head: t.statistics_remembered(),
            bars: bars(&figures.by_interval, t, |cell| interval(cell.of, t)),
        },
        Chart {
            id: "button",
            title: t.statistics_button_title(),
            lead: t.statistics_button(),
            head: t.statistics_pressed(),
            bars: bars(&figures.by_button, t, |cell| button(cell.of, t)),
        },
        Chart {
            id: "aim",
            title: t.statistics_aim_title(),
            lead: t.statistics_aim(),
            head: t.statistics_remembered(),
            bars: bars(&figures.by_aim, t, |cell| {
                t.statistics_aims_at(cell.of.to_string())
            }),
        },
    ];
    let all = all.into_iter();
    all.filter(|chart| !chart.bars.is_empty()).collect()
}

fn bars(cells: &[Cell], t: Texts, name: impl Fn(&Cell) -> String) -> Vec<Bar> {
    let bars = cells.iter().map(|cell| Bar {
        name: name(cell),
        rate: rate(cell),
        width: cell.per_mille,
        of_whom: of_whom(cell, t),
    });
    bars.collect()
}

fn rate(cell: &Cell) -> String {
    format!("{}.{} %", cell.per_mille / 10, cell.per_mille % 10)
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
