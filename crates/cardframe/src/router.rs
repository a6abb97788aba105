//! The addresses of the frame.

use axum::Router;
use axum::routing::get;

use crate::pass::Passes;
use crate::{files, media, shell};

/// `/cardframe/…` is the same for everybody; `/m/…` answers whoever shows a pass.
pub fn router(passes: Passes) -> Router {
    Router::new()
        .route("/cardframe/shell/{reach}/{version}", get(shell::show))
        .route("/cardframe/files/{*path}", get(files::show))
        .route("/m/{pass}/{name}", get(media::show))
        .with_state(passes)
}
