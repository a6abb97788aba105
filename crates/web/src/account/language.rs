//! POST /account/language — the language of a member's pages and letters.

use axum::extract::State;
use serde::Deserialize;
use texts::Language;

use crate::account::address::ACCOUNT;
use crate::app::App;
use crate::frame::{Member, Reply, Said, Stopped, Typed, is_ours, see_other};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Choice {
    language: String,
    /// The page at whose foot it was chosen.
    next: String,
}

pub(super) async fn choose(
    State(app): State<App>,
    member: Member,
    Typed(choice): Typed<Choice>,
) -> Reply {
    let language = Language::from_code(&choice.language).ok_or(Stopped::Unreadable)?;
    accounts::choose_language(&app.ground, &member.who, language).await?;
    if is_ours(&choice.next) {
        return Ok(see_other(&choice.next, None));
    }
    Ok(see_other(ACCOUNT, Some(Said::LanguageChosen)))
}
