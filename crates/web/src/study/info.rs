//! GET /study/cards/{id} — the story of a card, for the script of the page.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use collection::model::{CardId, Secs};
use collection::search::View;
use collection::stats::{CardInfo, LogLine, card_info};
use collection::{Error, Moment};
use serde::Serialize;
use texts::Texts;

use crate::app::App;
use crate::frame::{Member, Reply, Stopped};
use crate::study::desks::Whereabouts;
use crate::study::sent::{told, waits};

#[derive(Debug, Serialize)]
struct Info {
    title: String,
    rows: Vec<(String, String)>,
    heads: Vec<String>,
    reviews: Vec<Vec<String>>,
}

pub(super) async fn show(State(app): State<App>, member: Member, Path(card): Path<i64>) -> Reply {
    let (account, t) = (member.who.account.id, member.reader.t);
    let visit = app.desks.visit(account, Whereabouts::default(), None, {
        move |bench| {
            let view = View::at(bench.collection.connection(), bench.moment)?;
            match card_info(&view, CardId(card)) {
                Ok(info) => Ok(Some(Info::of(&info, bench.moment, t))),
                Err(Error::Invalid(_) | Error::NotFound(_)) => Ok(None),
                Err(error) => Err(error),
            }
        }
    });
    match visit.await {
        Ok(Some(info)) => told(StatusCode::OK, &info),
        Ok(None) => Err(Stopped::NotFound),
        Err(trouble) => waits(trouble),
    }
}

impl Info {
    fn of(info: &CardInfo, moment: &Moment, t: Texts) -> Info {
        Info {
            title: t.info_title(),
            rows: rows(info, moment, t),
            heads: vec![
                t.info_head_date(),
                t.info_head_kind(),
                t.info_head_rating(),
                t.info_head_interval(),
                t.info_head_ease(),
                t.info_head_time(),
            ],
            reviews: info.log.iter().map(|line| row(line, moment, t)).collect(),
        }
    }
}

fn rows(info: &CardInfo, moment: &Moment, t: Texts) -> Vec<(String, String)> {
    let day = |at: Secs| day(at, moment);
    let deck = match &info.original_deck {
        Some(home) => format!("{} ({home})", info.deck),
        None => info.deck.clone(),
    };
    let percent = |share: f32| t.info_percent(t.decimal(f64::from(share) * 100.0, 0));
    let ease = (info.memory.is_none() && info.ease > 0).then(|| f32::from(info.ease) / 1000.0);
    let rows = [
        (t.info_added(), Some(day(info.added))),
        (t.info_first_review(), info.first_review.map(day)),
        (t.info_latest_review(), info.latest_review.map(day)),
        (t.info_due(), info.due_at.map(day)),
        (
            t.info_position(),
            info.position.map(|place| place.to_string()),
        ),
        (
            t.info_interval(),
            (info.interval_days > 0).then(|| t.info_days(info.interval_days)),
        ),
        (t.info_ease(), ease.map(percent)),
        (
            t.info_stability(),
            info.memory.map(|memory| days(memory.stability, t)),
        ),
        (
            t.info_difficulty(),
            info.memory
                .map(|memory| percent((memory.difficulty - 1.0) / 9.0)),
        ),
        (t.info_retrievability(), info.retrievability.map(percent)),
        (t.info_reviews(), Some(t.number(info.reviews))),
        (t.info_lapses(), Some(t.number(info.lapses))),
        (
            t.info_average_time(),
            (info.reviews > 0).then(|| seconds(info.average_secs, t)),
        ),
        (
            t.info_total_time(),
            (info.reviews > 0).then(|| seconds(info.total_secs, t)),
        ),
        (t.info_card_type(), Some(info.template.clone())),
        (t.info_note_type(), Some(info.notetype.clone())),
        (t.info_deck(), Some(deck)),
        (t.info_preset(), Some(info.preset.clone())),
        (t.info_card_id(), Some(info.card.to_string())),
        (t.info_note_id(), Some(info.note.to_string())),
    ];
    rows.into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect()
}

fn row(line: &LogLine, moment: &Moment, t: Texts) -> Vec<String> {
    let kind = match line.kind {
        0 => t.info_kind_learn(),
        1 => t.info_kind_review(),
        2 => t.info_kind_relearn(),
        3 => t.info_kind_filtered(),
        4 => t.info_kind_manual(),
        _ => t.info_kind_rescheduled(),
    };
    let rating = match line.button {
        1 => t.study_again(),
        2 => t.study_hard(),
        3 => t.study_good(),
        4 => t.study_easy(),
        _ => String::new(),
    };
    let ease = match line.ease {
        0 => String::new(),
        ease => t.info_percent((ease / 10).to_string()),
    };
    vec![
        minute(line.at, moment),
        kind,
        rating,
        span(line.interval_secs, t),
        ease,
        seconds(line.taken_secs, t),
    ]
}

fn days(days: f32, t: Texts) -> String {
    // A stability below a day says more with its tenths.
    let decimals = usize::from(days < 10.0);
    t.info_days_text(t.decimal(f64::from(days), decimals))
}

fn seconds(secs: f32, t: Texts) -> String {
    t.info_seconds(t.decimal(f64::from(secs), 1))
}

fn span(secs: u32, t: Texts) -> String {
    match secs {
        0 => String::new(),
        1..60 => t.time_seconds(secs),
        60..3_600 => t.time_minutes((secs / 60).to_string()),
        3_600..86_400 => t.time_hours((secs / 3_600).to_string()),
        _ => t.info_days(secs / 86_400),
    }
}

/// `2026-11-22`: the same in every language.
fn day(at: Secs, moment: &Moment) -> String {
    written(at, moment, "%Y-%m-%d")
}

fn minute(at: Secs, moment: &Moment) -> String {
    written(at, moment, "%Y-%m-%d %H:%M")
}

fn written(at: Secs, moment: &Moment, how: &str) -> String {
    jiff::Timestamp::from_second(at.0).map_or_else(
        |_| String::new(),
        |at| at.to_zoned(moment.zone.clone()).strftime(how).to_string(),
    )
}
