//! GET / — what this is, and the way in. Members go on to their decks.

use askama::Template;
use axum::http::StatusCode;
use texts::Texts;

use crate::frame::{Field, Frame, Reader, Reply, page, see_other};

#[derive(Debug, Template)]
#[template(path = "home.html")]
struct HomePage {
    t: Texts,
    frame: Frame,
    email: Field,
    password: Field,
}

pub(crate) async fn show(reader: Reader) -> Reply {
    if reader.who.is_some() {
        return Ok(see_other("/decks", None));
    }
    page(
        StatusCode::OK,
        &HomePage {
            t: reader.t,
            frame: reader.frame(),
            email: Field::email(reader.t, ""),
            password: Field::password(reader.t),
        },
    )
}
