//! GET /in-use — which apps and systems are in use, without anybody's name (PR-22, PR-25).

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use texts::Texts;
use usage::{Counts, Drawn};

use crate::app::App;
use crate::frame::{Frame, Reader, Reply, page};

#[derive(Debug, Template)]
#[template(path = "in_use.html")]
struct InUsePage {
    t: Texts,
    frame: Frame,
    least: String,
    drawn: Option<String>,
    apps: Vec<Chart>,
    installations: Vec<Chart>,
}

/// Groups as a table with a bar in each row.
#[derive(Debug)]
struct Chart {
    caption: String,
    bars: Vec<Bar>,
}

#[derive(Debug)]
struct Bar {
    name: String,
    count: u64,
    /// Of a hundred; what is there is at least a line.
    width: u64,
}

pub(crate) async fn show(State(app): State<App>, reader: Reader) -> Reply {
    let t = reader.t;
    let drawn = usage::drawn(&app.ground).await?.unwrap_or_default();
    let now = app.ground.clock.now();
    page(
        StatusCode::OK,
        &InUsePage {
            t,
            frame: reader.frame(),
            least: least(&drawn).to_string(),
            drawn: (drawn.at > 0).then(|| t.on_day(drawn.at, now.0)),
            apps: charts(t, &drawn.apps, &drawn.app_systems),
            installations: charts(t, &drawn.versions, &drawn.version_systems),
        },
    )
}

fn least(drawn: &Drawn) -> u32 {
    if drawn.at > 0 {
        drawn.least
    } else {
        usage::Options::default().group_min
    }
}

/// Nothing if both would be empty.
fn charts(t: Texts, versions: &Counts, systems: &Counts) -> Vec<Chart> {
    let both = [
        (t.in_use_versions(), versions),
        (t.in_use_systems(), systems),
    ];
    both.into_iter()
        .map(|(caption, counts)| Chart {
            caption,
            bars: bars(t, counts),
        })
        .filter(|chart| !chart.bars.is_empty())
        .collect()
}

fn bars(t: Texts, counts: &Counts) -> Vec<Bar> {
    let groups = counts.groups.iter();
    let mut named: Vec<(String, u64)> = groups
        .map(|group| (group.name.clone(), group.count))
        .collect();
    if counts.others > 0 {
        named.push((t.in_use_others(), counts.others));
    }
    let most = named.iter().map(|(_, count)| *count).max().unwrap_or(1);
    named
        .into_iter()
        .map(|(name, count)| Bar {
            name,
            count,
            width: (count * 100).div_ceil(most),
        })
        .collect()
}
