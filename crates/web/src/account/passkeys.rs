//! GET, POST /account/passkeys — passkeys, and POST /account/passkeys/{id}/removal.

use accounts::{Day, MadePasskey, PASSKEY_ALGORITHMS, Passkey, PasskeyId};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;
use store::Millis;
use texts::Texts;

use crate::account::address::PASSKEYS;
use crate::account::devices::DayShown;
use crate::account::keys::{Key, Keys};
use crate::account::second_factor::show_codes;
use crate::app::App;
use crate::frame::refusals::refused;
use crate::frame::{
    Field, Frame, Place, ProvenMember, Refused, Reply, Said, Stopped, Typed, page, see_other,
};

#[derive(Debug, Template)]
#[template(path = "account/passkeys.html")]
struct PasskeysPage {
    t: Texts,
    frame: Frame,
    keys: Keys,
    is_first: bool,
    /// What the browser needs to make one; `None` where browsers make none for this site.
    options: Option<String>,
    fault: Option<String>,
    name: Field,
}

pub(super) async fn show(State(app): State<App>, member: ProvenMember) -> Reply {
    page(StatusCode::OK, &PasskeysPage::of(&app, &member).await?)
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct NewPasskey {
    name: String,
    client_data: String,
    attestation: String,
}

pub(super) async fn create(
    State(app): State<App>,
    member: ProvenMember,
    Typed(typed): Typed<NewPasskey>,
) -> Reply {
    let site = app.options.relying_party().ok_or(Stopped::NotFound)?;
    let made = MadePasskey {
        client_data: &typed.client_data,
        attestation: &typed.attestation,
    };
    let new = (typed.name.as_str(), made);
    let (ground, passwords) = (&app.ground, &app.passwords);
    match accounts::add_passkey(ground, passwords, &member.proven, &site, new).await {
        Ok(Some(codes)) => show_codes(&member, &codes),
        Ok(None) => Ok(see_other(PASSKEYS, Some(Said::PasskeyAdded))),
        Err(error) => {
            let refused = refused(error, member.reader.t)?;
            again(&app, &member, &refused).await
        }
    }
}

async fn again(app: &App, member: &ProvenMember, refused: &Refused) -> Reply {
    let form = PasskeysPage::of(app, member).await?;
    let form = PasskeysPage {
        fault: refused.sentence_at(Place::Form),
        name: form.name.fault(refused.sentence_at(Place::Name)),
        ..form
    };
    page(refused.status, &form).map(|response| refused.mark(response))
}

pub(super) async fn remove(
    State(app): State<App>,
    member: ProvenMember,
    Path(passkey): Path<i64>,
) -> Reply {
    accounts::remove_passkey(&app.ground, &member.proven, PasskeyId(passkey)).await?;
    Ok(see_other(PASSKEYS, Some(Said::PasskeyRemoved)))
}

impl PasskeysPage {
    async fn of(app: &App, member: &ProvenMember) -> Result<PasskeysPage, Stopped> {
        let (t, who) = (member.reader.t, member.proven.who());
        let known = accounts::passkeys(&app.ground, who).await?;
        let factor = accounts::second_factor(&app.ground, who).await?;
        let now = app.ground.clock.now();
        Ok(PasskeysPage {
            t,
            frame: member.reader.frame(),
            keys: Keys {
                t,
                title: t.passkeys_yours(),
                made: known.iter().map(|one| key(one, t, now)).collect(),
                end_words: t.passkeys_remove(),
            },
            is_first: factor.is_none(),
            options: options(app, member).await?,
            fault: None,
            name: Field::name(t.passkeys_field()).hint(t.passkeys_hint()),
        })
    }
}

async fn options(app: &App, member: &ProvenMember) -> Result<Option<String>, Stopped> {
    let Some(site) = app.options.relying_party() else {
        return Ok(None);
    };
    let (ground, passwords) = (&app.ground, &app.passwords);
    let invited = accounts::invite_passkey(ground, passwords, &member.proven, &site).await?;
    let email = member.proven.who().account.email.as_str();
    let options = serde_json::json!({
        "challenge": invited.challenge,
        "rpId": site.id,
        "make": {
            "rpName": site.id,
            "handle": invited.handle,
            "email": email,
            "algorithms": PASSKEY_ALGORITHMS,
            "known": invited.known,
        },
    });
    Ok(Some(options.to_string()))
}

fn key(passkey: &Passkey, t: Texts, now: Millis) -> Key {
    let shown = |day: Day| DayShown::of(day, t, now);
    Key {
        name: passkey.name.clone(),
        made: shown(passkey.made),
        used: passkey.used.map(shown),
        end: format!("{PASSKEYS}/{}/removal", passkey.id.0),
        end_label: t.passkeys_remove_label(&passkey.name),
    }
}
