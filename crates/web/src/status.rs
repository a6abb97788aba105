//! GET /status — that the site runs, and how its backups and logs stand.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use backup::{Remembered, Standing};
use store::{Fault, Millis};
use texts::Texts;

use crate::app::App;
use crate::frame::{Frame, Reader, Reply, page};

#[derive(Debug, Template)]
#[template(path = "status.html")]
struct StatusPage {
    t: Texts,
    frame: Frame,
    is_well: bool,
    backups: String,
    rehearsal: Option<String>,
    logs_are_well: bool,
}

pub(crate) async fn show(State(app): State<App>, reader: Reader) -> Reply {
    let remembered = backup::remembered(&app.ground).await?;
    let now = app.ground.clock.now();
    let standing = remembered.standing(now);
    let logs = app.ground.logs.clone();
    let overdue = tokio::task::spawn_blocking(move || logs.overdue()).await;
    let overdue = overdue.map_err(|error| Fault::because("nobody could look", error))?;
    let logs_are_well = overdue.map_err(Fault::from)?.is_empty();
    page(
        StatusCode::OK,
        &StatusPage {
            t: reader.t,
            frame: reader.frame(),
            is_well: standing == Standing::Well,
            backups: words(&remembered, standing, reader.t, now),
            rehearsal: rehearsal(&remembered, reader.t, now),
            logs_are_well,
        },
    )
}

fn words(remembered: &Remembered, standing: Standing, t: Texts, now: Millis) -> String {
    let made = remembered
        .made
        .as_ref()
        .map(|made| t.on_day(made.at, now.0));
    match (standing, made) {
        (Standing::None, _) => t.status_backups_none(),
        (Standing::Missed, Some(day)) => t.status_backups_missed(day),
        (Standing::Well | Standing::Unproven, Some(day)) => t.status_backups_made(day),
        (_, None) => t.status_backups_never(),
    }
}

fn rehearsal(remembered: &Remembered, t: Texts, now: Millis) -> Option<String> {
    remembered.made.as_ref()?;
    Some(match &remembered.rehearsed {
        None => t.status_rehearsal_never(),
        Some(rehearsed) if rehearsed.troubles.is_empty() => {
            t.status_rehearsal_well(t.on_day(rehearsed.at, now.0))
        }
        Some(rehearsed) => t.status_rehearsal_failed(t.on_day(rehearsed.at, now.0)),
    })
}
