//! POST /study/comparison — the answer of a card with what was typed compared to it.

use axum::extract::State;
use axum::http::StatusCode;
use collection::Error;
use collection::render::whole;
use collection::study::preferences::Preferences;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::frame::{Member, Reply, Stopped};
use crate::study::sent::{Sent, told, waits};
use crate::study::shown::compared;
use crate::study::verbs::card_id;

const TYPED_LENGTH_MAX: usize = 10_000;

#[derive(Debug, Deserialize)]
pub(super) struct Typed {
    card: String,
    typed: String,
}

#[derive(Debug, Serialize)]
struct Compared {
    answer: String,
}

pub(super) async fn show(
    State(app): State<App>,
    member: Member,
    Sent { deed, around }: Sent<Typed>,
) -> Reply {
    let id = card_id(&deed.card).ok_or(Stopped::NotFound)?;
    let typed: String = deed.typed.chars().take(TYPED_LENGTH_MAX).collect();
    let (account, t) = (member.who.account.id, member.reader.t);
    let visit = app.desks.visit(
        account,
        around.whereabouts(),
        None,
        move |bench| match whole(bench.collection.connection(), id) {
            Ok(whole) => {
                let kept = Preferences::read(bench.collection.connection())?;
                Ok(Some(compared(
                    &whole,
                    &typed,
                    !kept.hides_audio_buttons,
                    t,
                )?))
            }
            Err(Error::Invalid(_) | Error::NotFound(_)) => Ok(None),
            Err(error) => Err(error),
        },
    );
    match visit.await {
        Ok(Some(answer)) => told(StatusCode::OK, &Compared { answer }),
        Ok(None) => Err(Stopped::NotFound),
        Err(trouble) => waits(trouble),
    }
}
