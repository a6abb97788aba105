//! GET /about — what Fuda is, who runs this one, and where its source is.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use texts::Texts;

use crate::app::App;
use crate::frame::{Frame, Reader, Reply, page};
use crate::options::Options;

#[derive(Debug, Template)]
#[template(path = "about.html")]
struct AboutPage {
    t: Texts,
    frame: Frame,
    operator: Option<String>,
    source_url: Option<String>,
    version: &'static str,
}

pub(crate) async fn show(State(app): State<App>, reader: Reader) -> Reply {
    page(
        StatusCode::OK,
        &AboutPage {
            t: reader.t,
            frame: reader.frame(),
            operator: Options::said(&app.options.operator),
            source_url: app.options.source_url(),
            version: env!("CARGO_PKG_VERSION"),
        },
    )
}
