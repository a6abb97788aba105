//! POST /decks/{id}/options/preset — a new preset with the usual values, for this deck.

use axum::extract::{Path, State};
use collection::model::DeckId;
use collection::study::Action;
use collection::study::presets::{self, Change, Options};
use serde::Deserialize;

use super::show::read_options;
use crate::app::App;
use crate::decks::trouble::{in_use, refused};
use crate::frame::{Member, Reply, Said, Saying, Stopped, Typed, page, see_other};
use crate::study::desks::Whereabouts;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Named {
    name: String,
}

pub(crate) async fn add_preset(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Typed(typed): Typed<Named>,
) -> Reply {
    let (account, t) = (member.who.account.id, member.reader.t);
    let name = match typed.name.trim() {
        "" => t.options_preset_new_name(),
        name => name.to_owned(),
    };
    let visit = app
        .desks
        .visit(account, Whereabouts::default(), None, move |bench| {
            let Some(options) = read_options(bench, DeckId(id))? else {
                return Ok(None);
            };
            let change = addition(&options, DeckId(id), &name);
            let added = bench
                .sit()
                .perform(Action::UpdatePreset, |pen| presets::update(pen, change));
            match added {
                Ok(()) => Ok(Some(None)),
                Err(error) => refused(error, t).map(|sentence| Some(Some(sentence))),
            }
        });
    match visit.await {
        Ok(Some(None)) => Ok(see_other(
            &format!("/decks/{id}/options"),
            Some(Said::PresetAdded),
        )),
        Ok(Some(Some(sentence))) => {
            let saying = Saying::new(&member.reader, t.nothing_changed_title())
                .paragraph(sentence)
                .onward(t.options_link(), &format!("/decks/{id}/options"));
            page(axum::http::StatusCode::UNPROCESSABLE_ENTITY, &saying)
        }
        Ok(None) => Err(Stopped::NotFound),
        Err(trouble) => in_use(&member.reader, trouble),
    }
}

/// The deck gets a stock preset.
fn addition(options: &Options, deck: DeckId, name: &str) -> Change {
    let mut preset = options.defaults.clone();
    preset.name = unused_name(name, options);
    Change::of_presets(options, deck, vec![preset])
}

/// The name, with a number if another preset has it: people tell presets by their names.
pub(super) fn unused_name(name: &str, options: &Options) -> String {
    let is_taken = |name: &str| {
        let mut presets = options.presets.iter();
        presets.any(|(preset, _)| preset.name == name)
    };
    if !is_taken(name) {
        return name.to_owned();
    }
    let mut numbered = (2_u32..).map(|number| format!("{name} {number}"));
    let free = numbered.find(|name| !is_taken(name));
    free.unwrap_or_else(|| name.to_owned())
}
