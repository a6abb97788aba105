//! How long studying takes here, without network: medians in milliseconds, a JSON object a line.
//!
//! `cargo run --release -p collection --example study_speed -- FILE NOW_SECS`, with FILE a collection
//! that may be changed. `benches/study.py` asks Anki's library the same.

use std::path::Path;
use std::time::Instant;

use collection::model::{CardId, Millis, Usn};
use collection::render::{Appearance, whole};
use collection::study::answer::Answer;
use collection::study::{Desk, Queued};
use collection::{Collection, Moment};
use jiff::tz::TimeZone;

const ROUNDS: usize = 7;
const ANSWERS: i64 = 100;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<()> {
    let mut words = std::env::args().skip(1);
    let (Some(path), Some(now)) = (words.next(), words.next()) else {
        return Err("FILE NOW_SECS".into());
    };
    let moment = Moment {
        now: Millis(now.parse::<i64>()? * 1000),
        zone: TimeZone::UTC,
    };
    let mut tree = Vec::new();
    let mut first = Vec::new();
    for _ in 0..ROUNDS {
        let col = Collection::open(Path::new(&path))?;
        let mut desk = Desk::default();
        col.begin()?;
        let mut sitting = desk.sit(col.connection(), &moment, Usn::PENDING);
        tree.push(timed(|| {
            sitting.deck_tree(Some(moment.now.secs())).map(drop)
        })?);
        first.push(timed(|| sitting.queued(1).map(drop))?);
        col.commit()?;
        col.close()?;
    }
    let col = Collection::open(Path::new(&path))?;
    let (answers, shown) = study(&col, &moment)?;
    let renders = shown.iter().map(|card| {
        timed(|| {
            whole(col.connection(), *card)?
                .faces(Appearance::Studied)
                .map(drop)
        })
    });
    let renders = renders.collect::<Outcome<Vec<f64>>>()?;
    say("deck tree with counts", tree);
    say("first card of the day", first);
    say("answer and next card", answers);
    say("render a card", renders);
    Ok(())
}

/// Answers and asks for the next, each in a transaction of its own, as the site does.
fn study(col: &Collection, moment: &Moment) -> Outcome<(Vec<f64>, Vec<CardId>)> {
    let mut desk = Desk::default();
    let mut moment = moment.clone();
    let mut queued = desk
        .sit(col.connection(), &moment, Usn::PENDING)
        .queued(1)?;
    let (mut times, mut shown) = (Vec::new(), Vec::new());
    for number in 0..ANSWERS {
        let Some(answer) = answer_to(&queued, number, &moment) else {
            break;
        };
        shown.push(answer.card);
        times.push(timed(|| {
            col.begin()?;
            let mut sitting = desk.sit(col.connection(), &moment, Usn::PENDING);
            sitting.answer(&answer)?;
            queued = sitting.queued(1)?;
            col.commit()
        })?);
        moment.now.0 += 5_000;
    }
    Ok((times, shown))
}

fn answer_to(queued: &Queued, number: i64, moment: &Moment) -> Option<Answer> {
    let top = queued.cards.first()?;
    let (button, chosen) = if number % 5 == 0 {
        (1, top.states.again)
    } else {
        (3, top.states.good)
    };
    Some(Answer {
        card: top.card.id,
        current: top.states.current,
        chosen,
        button,
        at: moment.now,
        taken_ms: 3_000,
        custom_data: None,
    })
}

fn timed(work: impl FnOnce() -> Result<(), collection::Error>) -> Outcome<f64> {
    let began = Instant::now();
    work()?;
    Ok(began.elapsed().as_secs_f64() * 1e3)
}

#[expect(clippy::print_stdout, reason = "that is what the program is for")]
fn say(name: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let median = times.get(times.len() / 2).copied().unwrap_or(f64::NAN);
    println!(
        "{{\"name\": \"{name}\", \"ms\": {median:.4}, \"of\": {}}}",
        times.len()
    );
}
