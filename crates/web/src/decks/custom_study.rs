//! GET, POST /decks/{id}/custom-study — more of a deck today, or a session of its own.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use collection::Error;
use collection::model::DeckId;
use collection::storage::decks;
use collection::study::Action;
use collection::study::current::{current_deck, select_deck};
use collection::study::custom::{
    Cram, Crammed, CustomStudy, CustomStudyDefaults, custom_study, defaults,
};
use serde::Deserialize;
use texts::Texts;

use crate::app::App;
use crate::decks::trouble::{in_use, refused};
use crate::frame::{Frame, Member, Reply, Said, Stopped, Typed, page, see_other};
use crate::study::desks::{Bench, Whereabouts};

#[derive(Debug, Template)]
#[template(path = "decks/custom_study.html")]
struct CustomStudyPage {
    t: Texts,
    frame: Frame,
    id: i64,
    name: String,
    fault: Option<String>,
    waiting_new: u32,
    waiting_reviews: u32,
    tags: Vec<String>,
    typed: Wish,
}

/// The form as it was filled in.
#[derive(Debug, Clone, Deserialize)]
#[serde(default)]
pub(super) struct Wish {
    kind: String,
    new: String,
    reviews: String,
    forgotten: String,
    ahead: String,
    preview: String,
    which: String,
    limit: String,
    with: String,
    without: String,
}

impl Default for Wish {
    fn default() -> Wish {
        let one = || "1".to_owned();
        Wish {
            kind: "new".to_owned(),
            new: "10".to_owned(),
            reviews: "50".to_owned(),
            forgotten: one(),
            ahead: one(),
            preview: one(),
            which: "new".to_owned(),
            limit: "100".to_owned(),
            with: String::new(),
            without: String::new(),
        }
    }
}

/// What the form starts from.
struct Start {
    name: String,
    defaults: CustomStudyDefaults,
}

pub(super) async fn form(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Reply {
    show(&app, &member, id, None).await
}

async fn show(app: &App, member: &Member, id: i64, refused: Option<(Wish, String)>) -> Reply {
    let (account, t) = (member.who.account.id, member.reader.t);
    let visit = app
        .desks
        .visit(account, Whereabouts::default(), None, move |bench| {
            Start::of(bench, DeckId(id))
        });
    let start = match visit.await {
        Ok(Some(start)) => start,
        Ok(None) => return Err(Stopped::NotFound),
        Err(trouble) => return in_use(&member.reader, trouble),
    };
    let defaults = start.defaults;
    let (typed, fault) = match refused {
        Some((typed, fault)) => (typed, Some(fault)),
        None => (Wish::starting(&defaults), None),
    };
    let status = match fault {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    page(
        status,
        &CustomStudyPage {
            t,
            frame: member.reader.frame(),
            id,
            name: start.name,
            fault,
            waiting_new: defaults
                .available_new
                .saturating_add(defaults.available_new_below),
            waiting_reviews: defaults
                .available_review
                .saturating_add(defaults.available_review_below),
            tags: defaults.tags.into_iter().map(|(name, ..)| name).collect(),
            typed,
        },
    )
}

impl Start {
    fn of(bench: &mut Bench<'_>, id: DeckId) -> Result<Option<Start>, Error> {
        let Some(deck) = decks::get(bench.collection.connection(), id)? else {
            return Ok(None);
        };
        if deck.is_filtered() {
            return Ok(None);
        }
        let now = bench.moment.now.secs();
        let tree = bench.sit().deck_tree(Some(now))?;
        if tree.find(id).is_none() {
            return Ok(None);
        }
        let defaults = defaults(&bench.sit().pen()?, id, &tree)?;
        Ok(Some(Start {
            name: deck.name.human(),
            defaults,
        }))
    }
}

impl Wish {
    fn starting(defaults: &CustomStudyDefaults) -> Wish {
        let chosen = |which: fn(&(String, bool, bool)) -> bool| {
            let tags = defaults.tags.iter().filter(|tag| which(tag));
            tags.map(|(name, ..)| name.as_str())
                .collect::<Vec<_>>()
                .join(" ")
        };
        let mut wish = Wish {
            with: chosen(|(_, with, _)| *with),
            without: chosen(|(_, _, without)| *without),
            ..Wish::default()
        };
        if defaults.extend_new > 0 {
            wish.new = defaults.extend_new.to_string();
        }
        if defaults.extend_review > 0 {
            wish.reviews = defaults.extend_review.to_string();
        }
        wish
    }

    fn is(&self, kind: &str) -> bool {
        self.kind == kind
    }

    fn chooses(&self, which: &str) -> bool {
        self.which == which
    }

    /// What is wished for; nothing if a number is none.
    fn parse(&self) -> Option<CustomStudy> {
        let days = |text: &str| {
            text.trim()
                .parse::<u32>()
                .ok()
                .filter(|days| *days < 10_000)
        };
        let cards = |text: &str| text.trim().parse::<i32>().ok().filter(|n| n.abs() < 10_000);
        Some(match self.kind.as_str() {
            "new" => CustomStudy::MoreNew(cards(&self.new)?),
            "reviews" => CustomStudy::MoreReviews(cards(&self.reviews)?),
            "forgotten" => CustomStudy::Forgotten {
                days: days(&self.forgotten)?,
            },
            "ahead" => CustomStudy::Ahead {
                days: days(&self.ahead)?,
            },
            "preview" => CustomStudy::Preview {
                days: days(&self.preview)?,
            },
            "cram" => CustomStudy::Cram(Cram {
                which: match self.which.as_str() {
                    "due" => Crammed::Due,
                    "reviews" => Crammed::Reviews,
                    "all" => Crammed::All,
                    _ => Crammed::New,
                },
                limit: days(&self.limit)?,
                with_tags: words(&self.with),
                without_tags: words(&self.without),
            }),
            _ => return None,
        })
    }
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

pub(super) async fn begin(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Typed(typed): Typed<Wish>,
) -> Reply {
    let (account, t) = (member.who.account.id, member.reader.t);
    let Some(wish) = typed.parse() else {
        let fault = t.decks_refused(t.study_due_hint());
        return show(&app, &member, id, Some((typed, fault))).await;
    };
    let extends = matches!(wish, CustomStudy::MoreNew(_) | CustomStudy::MoreReviews(_));
    let visit = app
        .desks
        .visit(account, Whereabouts::default(), None, move |bench| {
            let done = bench.sit().perform(Action::CreateCustomStudy, |pen| {
                if extends {
                    select_deck(pen, DeckId(id))?;
                }
                custom_study(pen, DeckId(id), wish)
            });
            match done {
                Ok(()) => Ok(Ok(current_deck(bench.collection.connection())?.id)),
                Err(error) => refused(error, t).map(Err),
            }
        });
    match visit.await {
        Ok(Ok(deck)) => {
            let said = extends.then_some(Said::LimitExtended);
            Ok(see_other(&format!("/decks/{deck}"), said))
        }
        Ok(Err(fault)) => show(&app, &member, id, Some((typed, fault))).await,
        Err(trouble) => in_use(&member.reader, trouble),
    }
}
