//! POST /study/labels — what stands on the buttons when the learner's own script has changed the states.

use axum::extract::State;
use axum::http::StatusCode;
use collection::Error;
use collection::study::standing;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::app::App;
use crate::frame::{Member, Reply, Stopped};
use crate::study::label;
use crate::study::sent::{Sent, told, waits};
use crate::study::states::Changed;
use crate::study::verbs::card_id;

#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    card: String,
    states: Value,
}

#[derive(Debug, Serialize)]
struct Labels {
    labels: [String; 4],
}

pub(super) async fn show(
    State(app): State<App>,
    member: Member,
    Sent { deed, around }: Sent<Asked>,
) -> Reply {
    let id = card_id(&deed.card).ok_or(Stopped::NotFound)?;
    let (account, t) = (member.who.account.id, member.reader.t);
    let visit = app
        .desks
        .visit(account, around.whereabouts(), None, move |bench| {
            let own = match bench.seat.offered(id) {
                Some(own) => own,
                None => match bench.sit().next_states(id) {
                    Ok(own) => own,
                    Err(Error::NotFound(_)) => return Ok(None),
                    Err(error) => return Err(error),
                },
            };
            let Some(changed) = Changed::read(&deed.states, &own) else {
                return Ok(None);
            };
            let db = bench.collection.connection();
            standing::spans(db, bench.moment, &changed.next).map(Some)
        });
    match visit.await {
        Ok(Some(spans)) => {
            let labels = spans.map(|span| label::of(span, t));
            told(StatusCode::OK, &Labels { labels })
        }
        Ok(None) => Err(Stopped::NotFound),
        Err(trouble) => waits(trouble),
    }
}
