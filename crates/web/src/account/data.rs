//! /account/data — copies of everything the site keeps of a member: asked for after the password was
//! shown again, made in the background, fetched by a link for a week (PR-60).

use std::time::Duration;

use askama::Template;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use privacy::{Copy, CopyKind};
use serde::Deserialize;
use store::{Fault, Millis};
use texts::Texts;
use tokio_util::io::ReaderStream;

use crate::account::address::DATA;
use crate::app::App;
use crate::frame::{Frame, Member, ProvenMember, Reader, Reply, Saying, Typed, page, see_other};

/// A copy of a small collection is ready in this time; then the page shows it at once.
const PATIENCE: Duration = Duration::from_secs(2);
const LOOK_AGAIN: Duration = Duration::from_millis(100);
/// Bytes of a file that are read at once.
const PIECE_BYTES: usize = 64 * 1024;

#[derive(Debug, Template)]
#[template(path = "account/data.html")]
struct DataPage {
    t: Texts,
    frame: Frame,
    copies: Vec<CopyRow>,
    /// Links stand there only for somebody who has just shown the password.
    is_proven: bool,
    days: u32,
}

#[derive(Debug)]
struct CopyRow {
    title: String,
    /// How far it is, while it is being made.
    progress: Option<Progress>,
    /// What it is, once it can be fetched.
    ready: Option<Ready>,
}

#[derive(Debug)]
struct Progress {
    words: String,
    packed: u32,
    to_pack: u32,
}

#[derive(Debug)]
struct Ready {
    size: String,
    until: String,
    address: String,
}

pub(super) async fn show(State(app): State<App>, member: Member) -> Reply {
    let copies = app.copies.of(&member.who).await?;
    let t = member.reader.t;
    let is_waiting = copies.iter().any(|copy| copy.ready.is_none());
    let shown = DataPage {
        t,
        frame: member.reader.frame(),
        copies: copies.iter().map(|copy| CopyRow::of(copy, t)).collect(),
        is_proven: member.who.proven(app.ground.clock.now()).is_ok(),
        days: privacy::COPY_DAYS,
    };
    let mut response = page(StatusCode::OK, &shown)?;
    if is_waiting {
        let again = HeaderValue::from_static("5");
        response.headers_mut().insert(header::REFRESH, again);
    }
    Ok(response)
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    kind: String,
}

pub(super) async fn create(
    State(app): State<App>,
    member: ProvenMember,
    Typed(wanted): Typed<Wanted>,
) -> Reply {
    let kind = match wanted.kind.as_str() {
        "collection" => CopyKind::Collection,
        _ => CopyKind::Everything,
    };
    app.copies.ask(&member.proven, kind).await?;
    let waited = tokio::time::timeout(PATIENCE, ready(&app, &member)).await;
    waited.unwrap_or(Ok(()))?;
    Ok(see_other(DATA, None))
}

/// Returns once nothing is being made any more.
async fn ready(app: &App, member: &ProvenMember) -> Result<(), Fault> {
    loop {
        let copies = app.copies.of(member.proven.who()).await?;
        if copies.iter().all(|copy| copy.ready.is_some()) {
            return Ok(());
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

/// Whoever has the link has the file: it is shown to nobody but its owner, and lives a week.
pub(super) async fn fetch(
    State(app): State<App>,
    reader: Reader,
    Path(token): Path<String>,
) -> Reply {
    let Some((copy, file)) = app.copies.open(&token).await? else {
        let t = reader.t;
        let saying = Saying::new(&reader, t.data_gone_title())
            .paragraph(t.data_gone())
            .onward(t.data_title(), DATA);
        return page(StatusCode::NOT_FOUND, &saying);
    };
    let file = tokio::fs::File::from_std(file);
    let body = Body::from_stream(ReaderStream::with_capacity(file, PIECE_BYTES));
    let bytes = copy.ready.map_or(0, |(_, bytes)| bytes);
    let response = Response::builder()
        .header(header::CONTENT_TYPE, "application/zip")
        .header(header::CONTENT_LENGTH, bytes)
        .header(
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{}\"", copy.file_name()),
        )
        .body(body);
    Ok(response.map_err(|error| Fault::because("a copy cannot be sent", error))?)
}

impl CopyRow {
    fn of(copy: &Copy, t: Texts) -> CopyRow {
        let ready = copy.ready.zip(copy.until());
        CopyRow {
            title: match copy.kind {
                CopyKind::Everything => t.data_everything(),
                CopyKind::Collection => t.data_collection(),
            },
            progress: copy.ready.is_none().then(|| Progress {
                words: t.data_packing(copy.packed, copy.to_pack.to_string()),
                packed: copy.packed,
                to_pack: copy.to_pack.max(1),
            }),
            ready: ready.map(|((_, bytes), Millis(until))| Ready {
                size: t.size(bytes),
                until: t.day(until),
                address: format!("{DATA}/copies/{}", copy.token),
            }),
        }
    }
}
