//! GET /account/privacy — what this server stores, why, and for how long; GET …/register — the same
//! one by one; GET …/history — every version. All of it comes from the running settings and from what
//! each crate declares (PR-63, PR-67, PR-71).

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use backup::Remembered;
use privacy::Ages;
use serde::Deserialize;
use store::Millis;
use texts::Texts;

use crate::app::App;
use crate::frame::{Frame, Member, Reader, Reply, Said, Typed, page, see_other};
use crate::options::Contact;
use crate::policy::{Proof, Section};

#[derive(Debug, Template)]
#[template(path = "account/privacy.html")]
struct PrivacyPage {
    t: Texts,
    frame: Frame,
    sections: Vec<Shown>,
    contact: Option<Contact>,
    updated: Option<String>,
    /// Whether she objects to statistics; nothing for who is not logged in.
    objects: Option<bool>,
}

/// A section with what shows that it is kept.
#[derive(Debug)]
struct Shown {
    section: Section,
    proofs: Vec<String>,
}

/// What is known about how promises are kept.
struct Known {
    t: Texts,
    now: Millis,
    ages: Option<Ages>,
    backups: Remembered,
    told: Option<Millis>,
}

pub(super) async fn show(State(app): State<App>, reader: Reader) -> Reply {
    let t = reader.t;
    let known = Known {
        t,
        now: app.ground.clock.now(),
        ages: privacy::ages(&app.ground).await?,
        backups: backup::remembered(&app.ground).await?,
        told: privacy::last_told(&app.ground).await?,
    };
    let objects = match &reader.who {
        Some(who) => Some(privacy::objects(&app.ground, who).await?),
        None => None,
    };
    let sections = app.promised.sections(t);
    page(
        StatusCode::OK,
        &PrivacyPage {
            t,
            frame: reader.frame(),
            sections: sections
                .into_iter()
                .map(|section| Shown {
                    proofs: known.proofs(section.proof),
                    section,
                })
                .collect(),
            contact: app.options.contact(),
            objects,
            updated: app.policy.standing().map(|standing| {
                t.policy_updated(standing.number.to_string(), t.day(standing.published_at.0))
            }),
        },
    )
}

/// What the switch below statistics says.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Objection {
    objects: String,
}

pub(super) async fn object(
    State(app): State<App>,
    member: Member,
    Typed(typed): Typed<Objection>,
) -> Reply {
    let objects = typed.objects == "yes";
    privacy::object(&app.ground, &member.who, objects).await?;
    let said = if objects {
        Said::Objects
    } else {
        Said::TakesPart
    };
    Ok(see_other("/account/privacy", Some(said)))
}

impl Known {
    fn proofs(&self, proof: Proof) -> Vec<String> {
        match proof {
            Proof::Tests => Vec::new(),
            Proof::Swept(places) => vec![self.swept(places)],
            Proof::Backups => self.backed_up(),
            Proof::Told => self
                .told
                .map(|at| self.t.proof_letters(self.t.day(at.0)))
                .into_iter()
                .collect(),
        }
    }

    fn swept(&self, places: &[&str]) -> String {
        let t = self.t;
        let Some(ages) = &self.ages else {
            return t.proof_never();
        };
        let day = t.on_day(ages.at, self.now.0);
        if ages.late.iter().any(|late| places.contains(&late.as_str())) {
            return t.proof_late(day);
        }
        let oldest = places
            .iter()
            .filter_map(|place| ages.oldest.get(*place))
            .min();
        match oldest {
            Some(oldest) => t.proof_swept(day, t.day(*oldest)),
            None => t.proof_empty(day),
        }
    }

    fn backed_up(&self) -> Vec<String> {
        let t = self.t;
        let day = |at: i64| t.on_day(at, self.now.0);
        let mut proofs = Vec::new();
        if let Some(made) = &self.backups.made {
            proofs.push(t.proof_backup(day(made.at)));
        }
        if let Some(tried) = &self.backups.rehearsed
            && tried.troubles.is_empty()
        {
            proofs.push(t.proof_rehearsal(day(tried.at)));
        }
        proofs
    }
}
