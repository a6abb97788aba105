//! GET /apps — which apps work, and how they are pointed here: the page that members see, for all.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};

use crate::account::connect::ConnectPage;
use crate::app::App;
use crate::frame::{Reader, Reply, page};

pub(crate) async fn show(State(app): State<App>, reader: Reader, headers: HeaderMap) -> Reply {
    let t = reader.t;
    let words = (t.apps_title(), t.connect_lead_visitor());
    page(
        StatusCode::OK,
        &ConnectPage::new(&app.options, &reader, &headers, words)?,
    )
}
