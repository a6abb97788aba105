//! POST /account/password-strength — how hard a password is to guess, for the meter beside its
//! field. It goes nowhere else than it would go with the form, and no log sees it.

use accounts::Credentials;
use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse as _;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::frame::refusals::refused;
use crate::frame::{Reader, Reply, Typed};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    email: String,
    password: String,
}

#[derive(Debug, Serialize)]
struct Judged {
    /// From 0 to 4.
    number: u8,
    words: String,
}

pub(super) async fn judge(
    State(app): State<App>,
    reader: Reader,
    Typed(asked): Typed<Asked>,
) -> Reply {
    let typed = Credentials {
        email: &asked.email,
        password: &asked.password,
    };
    let t = reader.t;
    let network = reader.caller.network();
    match accounts::judge_password(&app.ground, &app.passwords, typed, network) {
        Ok(strength) => {
            let number = strength.number();
            let words = match number {
                0 => t.strength_0(),
                1 => t.strength_1(),
                2 => t.strength_2(),
                3 => t.strength_3(),
                _ => t.strength_4(),
            };
            Ok(Json(Judged { number, words }).into_response())
        }
        Err(error) => {
            let refused = refused(error, t)?;
            Ok(refused.mark(refused.status.into_response()))
        }
    }
}
