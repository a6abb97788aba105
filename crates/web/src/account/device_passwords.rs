//! GET, POST /account/device-passwords — passwords for apps, and
//! POST /account/device-passwords/{id}/revocation.

use accounts::{Day, DevicePassword, DevicePasswordId, NewDevicePassword};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;
use store::Millis;
use texts::Texts;

use crate::account::address::DEVICE_PASSWORDS;
use crate::account::devices::DayShown;
use crate::account::keys::{Key, Keys};
use crate::app::App;
use crate::frame::refusals::refused;
use crate::frame::{
    Field, Frame, Member, Place, ProvenMember, Refused, Reply, Said, Stopped, Typed, page,
    see_other,
};

#[derive(Debug, Template)]
#[template(path = "account/device_passwords.html")]
struct PasswordsPage {
    t: Texts,
    frame: Frame,
    is_needed: bool,
    keys: Keys,
    fault: Option<String>,
    name: Field,
}

/// The password, shown once.
#[derive(Debug, Template)]
#[template(path = "account/device_password_made.html")]
struct MadePage {
    t: Texts,
    frame: Frame,
    made: NewDevicePassword,
}

pub(super) async fn show(State(app): State<App>, member: ProvenMember) -> Reply {
    page(StatusCode::OK, &PasswordsPage::of(&app, &member).await?)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct NewPassword {
    name: String,
}

pub(super) async fn create(
    State(app): State<App>,
    member: ProvenMember,
    Typed(typed): Typed<NewPassword>,
) -> Reply {
    match accounts::make_device_password(&app.ground, &member.proven, &typed.name).await {
        Ok(made) => {
            let shown = MadePage {
                t: member.reader.t,
                frame: member.reader.frame(),
                made,
            };
            page(StatusCode::OK, &shown)
        }
        Err(error) => {
            let refused = refused(error, member.reader.t)?;
            again(&app, &member, &refused).await
        }
    }
}

async fn again(app: &App, member: &ProvenMember, refused: &Refused) -> Reply {
    let form = PasswordsPage::of(app, member).await?;
    let form = PasswordsPage {
        fault: refused.sentence_at(Place::Form),
        name: form.name.fault(refused.sentence_at(Place::Name)),
        ..form
    };
    page(refused.status, &form).map(|response| refused.mark(response))
}

/// Ending one asks for no password: it can only take something away from a thief.
pub(super) async fn revoke(
    State(app): State<App>,
    member: Member,
    Path(password): Path<i64>,
) -> Reply {
    let id = DevicePasswordId(password);
    accounts::revoke_device_password(&app.ground, &member.who, id).await?;
    Ok(see_other(DEVICE_PASSWORDS, Some(Said::DevicePasswordEnded)))
}

impl PasswordsPage {
    async fn of(app: &App, member: &ProvenMember) -> Result<PasswordsPage, Stopped> {
        let (t, who) = (member.reader.t, member.proven.who());
        let known = accounts::device_passwords(&app.ground, who).await?;
        let factor = accounts::second_factor(&app.ground, who).await?;
        let now = app.ground.clock.now();
        Ok(PasswordsPage {
            t,
            frame: member.reader.frame(),
            is_needed: factor.is_some(),
            keys: Keys {
                t,
                title: t.account_safety_apps(),
                made: known.iter().map(|one| key(one, t, now)).collect(),
                end_words: t.apps_passwords_revoke(),
            },
            fault: None,
            name: Field::name(t.apps_passwords_field()).hint(t.apps_passwords_hint()),
        })
    }
}

fn key(password: &DevicePassword, t: Texts, now: Millis) -> Key {
    let shown = |day: Day| DayShown::of(day, t, now);
    Key {
        name: password.name.clone(),
        made: shown(password.made),
        used: password.used.map(shown),
        end: format!("{DEVICE_PASSWORDS}/{}/revocation", password.id.0),
        end_label: t.apps_passwords_revoke_label(&password.name),
    }
}
