//! GET /setup, POST /setup/settings, POST /setup/letter.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use texts::Texts;

use super::{Checked, SetUp, Wish};
use crate::app::App;
use crate::frame::{Frame, Member, Reply, Said, Stopped, Typed, page, see_other};

const SETUP: &str = "/setup";

#[derive(Debug, Template)]
#[template(path = "setup/setup.html")]
struct SetUpPage {
    t: Texts,
    frame: Frame,
    refused: Option<String>,
    checked: Vec<Checked>,
    lines: Vec<Line>,
    email: String,
}

/// A setting with its words.
#[derive(Debug)]
struct Line {
    wish: Wish,
    label: String,
    hint: String,
}

pub(super) async fn show(State(app): State<App>, member: Member) -> Reply {
    let desk = desk_of(&app, &member, false).await?;
    shown(&member, &desk, None, &HashMap::new()).await
}

pub(super) async fn save(
    State(app): State<App>,
    member: Member,
    Typed(typed): Typed<HashMap<String, String>>,
) -> Reply {
    let desk = desk_of(&app, &member, true).await?;
    let pairs: Vec<(String, String)> = typed.clone().into_iter().collect();
    match desk.keep(&pairs) {
        Ok(()) => Ok(see_other(SETUP, Some(Said::SettingsKept))),
        Err(sentence) => shown(&member, &desk, Some(sentence), &typed).await,
    }
}

pub(super) async fn send_letter(State(app): State<App>, member: Member) -> Reply {
    desk_of(&app, &member, true).await?;
    accounts::send_trial_letter(&app.ground, &member.who).await?;
    Ok(see_other(SETUP, Some(Said::TrialLetterSent)))
}

/// For the steward, who has shown her password a moment ago. Others find nothing here.
async fn desk_of(app: &App, member: &Member, is_form: bool) -> Result<Arc<dyn SetUp>, Stopped> {
    let is_steward = accounts::steward(&app.ground).await? == Some(member.who.account.id);
    let desk = app.set_up.clone().filter(|_| is_steward);
    let desk = desk.ok_or(Stopped::NotFound)?;
    match member.who.proven(app.ground.clock.now()) {
        Ok(_proven) => Ok(desk),
        Err(_stale) => Err(Stopped::ProveFirst {
            next: SETUP.to_owned(),
            is_form,
        }),
    }
}

/// What was typed and refused stands there to be mended.
async fn shown(
    member: &Member,
    desk: &Arc<dyn SetUp>,
    refused: Option<String>,
    typed: &HashMap<String, String>,
) -> Reply {
    let t = member.reader.t;
    let status = match refused {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let mut checked = desk.checklist().await;
    checked.sort_by_key(|one| one.is_well);
    page(
        status,
        &SetUpPage {
            t,
            frame: member.reader.frame(),
            refused,
            checked,
            lines: desk
                .wishes()
                .into_iter()
                .map(|wish| line(t, as_typed(wish, typed)))
                .collect(),
            email: member.who.account.email.to_string(),
        },
    )
}

fn as_typed(wish: Wish, typed: &HashMap<String, String>) -> Wish {
    match typed.get(wish.name) {
        Some(value) if !wish.is_secret && !wish.is_fixed => Wish {
            value: value.clone(),
            ..wish
        },
        Some(_) | None => wish,
    }
}

fn line(t: Texts, wish: Wish) -> Line {
    let (label, hint) = match wish.name {
        "web.base_url" => (t.setup_base_url(), t.setup_base_url_hint()),
        "web.operator" => (t.setup_operator(), t.setup_operator_hint()),
        "web.contact" => (t.setup_contact(), t.setup_contact_hint()),
        "web.location" => (t.setup_location(), t.setup_location_hint()),
        "accounts.registration" => (t.setup_registration(), t.setup_registration_hint()),
        "mail.from" => (t.setup_mail_from(), t.setup_mail_from_hint()),
        "mail.smtp_host" => (t.setup_mail_host(), t.setup_mail_host_hint()),
        "mail.smtp_port" => (t.setup_mail_port(), String::new()),
        "mail.smtp_tls" => (t.setup_mail_tls(), t.setup_mail_tls_hint()),
        "mail.smtp_user" => (t.setup_mail_user(), String::new()),
        "mail.smtp_password" => (t.setup_mail_password(), t.setup_mail_password_hint()),
        name => (name.to_owned(), String::new()),
    };
    Line { wish, label, hint }
}
