//! GET, POST /study/settings — what Anki keeps under “Preferences” about studying. It stands in the
//! collection, so it is the same on all devices; only what cards may load concerns this site alone.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use collection::study::preferences::Preferences;
use collection::study::{Action, Desk};
use texts::Texts;

use crate::app::App;
use crate::decks::in_use;
use crate::frame::{Frame, Member, Reply, Said, Typed, page, see_other};
use crate::study::desks::Whereabouts;

#[derive(Debug, Template)]
#[template(path = "study/settings.html")]
struct SettingsPage {
    t: Texts,
    frame: Frame,
    fault: Option<String>,
    lines: Vec<Line>,
    /// Name, words, whether it is on, a hint.
    switches: Vec<Shown>,
}

#[derive(Debug)]
struct Line {
    name: &'static str,
    label: String,
    hint: Option<String>,
    value: String,
}

type Form = HashMap<String, String>;

const MINUTES_MAX: u32 = 9999;

pub(super) async fn show(State(app): State<App>, member: Member) -> Reply {
    again(&app, &member, None).await
}

async fn again(app: &App, member: &Member, wrong: Option<(Form, String)>) -> Reply {
    let account = member.who.account.id;
    let visit = app
        .desks
        .visit(account, Whereabouts::default(), None, |bench| {
            Preferences::read(bench.collection.connection())
        });
    let kept = match visit.await {
        Ok(kept) => kept,
        Err(trouble) => return in_use(&member.reader, trouble),
    };
    let status = match wrong {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    page(status, &SettingsPage::of(member, kept, wrong))
}

impl SettingsPage {
    fn of(member: &Member, kept: Preferences, wrong: Option<(Form, String)>) -> SettingsPage {
        let t = member.reader.t;
        let (typed, fault) = match wrong {
            Some((typed, fault)) => (Some(typed), Some(fault)),
            None => (None, None),
        };
        let line = |name: &'static str, label: String, hint: Option<String>, value: u32| Line {
            name,
            label,
            hint,
            value: match &typed {
                Some(typed) => typed.get(name).cloned().unwrap_or_default(),
                None => value.to_string(),
            },
        };
        let is_on = |name: &str, is_on: bool| {
            typed
                .as_ref()
                .map_or(is_on, |typed| typed.contains_key(name))
        };
        SettingsPage {
            t,
            frame: member.reader.frame(),
            lines: vec![
                line("rollover", t.preferences_rollover(), None, kept.rollover),
                line(
                    "learn_ahead",
                    t.preferences_learn_ahead(),
                    None,
                    kept.learn_ahead_secs / 60,
                ),
                line(
                    "timebox",
                    t.preferences_timebox(),
                    Some(t.preferences_timebox_hint()),
                    kept.timebox_secs / 60,
                ),
            ],
            switches: switches(kept, t)
                .into_iter()
                .map(|(name, words, before, hint)| (name, words, is_on(name, before), hint))
                .collect(),
            fault,
        }
    }
}

type Shown = (&'static str, String, bool, Option<String>);

fn switches(kept: Preferences, t: Texts) -> [Shown; 5] {
    let plain = |name, words, is_on| (name, words, is_on, None);
    let remote_hint = Some(t.preferences_remote_hint());
    [
        plain("remaining", t.preferences_remaining(), kept.shows_remaining),
        plain("intervals", t.preferences_intervals(), kept.shows_intervals),
        plain(
            "buttons",
            t.preferences_audio_buttons(),
            !kept.hides_audio_buttons,
        ),
        plain(
            "interrupt",
            t.preferences_interrupt(),
            kept.interrupts_audio,
        ),
        (
            "remote",
            t.preferences_remote(),
            kept.loads_remote,
            remote_hint,
        ),
    ]
}

pub(super) async fn save(
    State(app): State<App>,
    member: Member,
    Typed(typed): Typed<Form>,
) -> Reply {
    let (account, t) = (member.who.account.id, member.reader.t);
    let wished = match wished(&typed, t) {
        Ok(wished) => wished,
        Err(fault) => return again(&app, &member, Some((typed, fault))).await,
    };
    let visit = app
        .desks
        .visit(account, Whereabouts::default(), None, move |bench| {
            let before = Preferences::read(bench.collection.connection())?;
            bench
                .sit()
                .perform(Action::UpdatePreferences, |pen| wished.write(pen))?;
            if before.rollover == wished.rollover {
                bench.seat.desk.drop_queue();
            } else {
                // Another day has begun, or this one goes on.
                bench.seat.desk = Desk::default();
            }
            Ok(())
        });
    match visit.await {
        Ok(()) => Ok(see_other("/study/settings", Some(Said::PreferencesSaved))),
        Err(trouble) => in_use(&member.reader, trouble),
    }
}

fn wished(form: &Form, t: Texts) -> Result<Preferences, String> {
    let whole = |name: &str, label: String, most: u32| {
        let typed = form.get(name).map_or("", |text| text.trim());
        let value = typed.parse::<u32>().ok();
        value
            .filter(|value| *value <= most)
            .ok_or_else(|| t.options_invalid(label))
    };
    Ok(Preferences {
        rollover: whole("rollover", t.preferences_rollover(), 23)?,
        learn_ahead_secs: 60 * whole("learn_ahead", t.preferences_learn_ahead(), MINUTES_MAX)?,
        timebox_secs: 60 * whole("timebox", t.preferences_timebox(), MINUTES_MAX)?,
        shows_remaining: form.contains_key("remaining"),
        shows_intervals: form.contains_key("intervals"),
        hides_audio_buttons: !form.contains_key("buttons"),
        interrupts_audio: form.contains_key("interrupt"),
        loads_remote: form.contains_key("remote"),
    })
}
