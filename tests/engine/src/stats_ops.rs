//! Graphs and card info.

use collection::model::CardId;
use collection::stats::{
    self, ButtonCounts, ByPeriod, CardInfo, Counts, CountsByKind, Graphs, Hour, LogLine, Recall,
    Spread, StudiedToday, TodaySum,
};
use scheduler::Memory;
use serde_json::{Map, Value, json};

use crate::proto::short;
use crate::request::{Refusal, Request};
use crate::search_ops::view;
use crate::session::Session;

pub(crate) fn perform(session: &mut Session, request: &Request) -> Option<Result<Value, Refusal>> {
    Some(match request.op() {
        "graphs" => graphs(session, request),
        "card_stats" => card_stats(session, request),
        "get_review_logs" => review_logs(session, request),
        "get_graph_preferences" => preferences(session),
        "set_graph_preferences" => set_preferences(session, request),
        "studied_today" => studied_today(session),
        "studied_today_message" => Ok(json!({"val": sentence(StudiedToday {
            answers: request.int("cards").and_then(|n| u32::try_from(n).ok()).unwrap_or(0),
            secs: request.get("seconds").and_then(Value::as_f64).unwrap_or(0.0),
        })})),
        _ => return None,
    })
}

fn graphs(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let typed = request.text("search").unwrap_or_default();
    let days = request.int("days").unwrap_or(31);
    let days = u32::try_from(days).unwrap_or(0);
    let graphs = stats::graphs(&view(session)?, &session.moment(), typed, days)?;
    Ok(of_graphs(&graphs))
}

fn of_graphs(graphs: &Graphs) -> Value {
    let Graphs {
        retention,
        future_due,
        retrievability,
        ..
    } = graphs;
    json!({
        "buttons": by_period(&graphs.buttons, of_buttons),
        "card_counts": {
            "including_inactive": of_counts(&graphs.card_counts.with_inactive),
            "excluding_inactive": of_counts(&graphs.card_counts.without_inactive),
        },
        "hours": by_period(&graphs.hours, |hours| hours.iter().copied().map(of_hour).collect()),
        "today": of_today(&graphs.today),
        "eases": of_spread(&graphs.eases),
        "difficulty": of_spread(&graphs.difficulty),
        "intervals": {"intervals": map(&graphs.intervals)},
        "stability": {"intervals": map(&graphs.stability)},
        "future_due": {
            "future_due": map(&future_due.by_day),
            "have_backlog": future_due.has_backlog,
            "daily_load": future_due.daily_load,
        },
        "added": {"added": map(&graphs.added)},
        "reviews": {
            "count": kinds(&graphs.review_counts),
            "time": kinds(&graphs.review_millis),
        },
        "rollover_hour": graphs.rollover_hour,
        "retrievability": {
            "retrievability": map(&retrievability.bins),
            "average": short(retrievability.average),
            "sum_by_card": short(retrievability.cards_known),
            "sum_by_note": short(retrievability.notes_known),
        },
        "fsrs": graphs.fsrs,
        "true_retention": {
            "today": of_recall(&retention.today),
            "yesterday": of_recall(&retention.yesterday),
            "week": of_recall(&retention.week),
            "month": of_recall(&retention.month),
            "year": of_recall(&retention.year),
            "all_time": of_recall(&retention.all),
        },
    })
}

fn by_period<T>(periods: &ByPeriod<T>, of: impl Fn(&T) -> Value) -> Value {
    json!({
        "one_month": of(&periods.month),
        "three_months": of(&periods.quarter),
        "one_year": of(&periods.year),
        "all_time": of(&periods.all),
    })
}

fn map<K: ToString + Ord>(numbers: &std::collections::BTreeMap<K, u32>) -> Value {
    let entries = numbers.iter();
    Value::Object(
        entries
            .map(|(key, number)| (key.to_string(), (*number).into()))
            .collect::<Map<_, _>>(),
    )
}

fn kinds(days: &std::collections::BTreeMap<i32, CountsByKind>) -> Value {
    let of = |counts: &CountsByKind| {
        json!({
            "learn": counts.learning,
            "relearn": counts.relearning,
            "young": counts.young,
            "mature": counts.mature,
            "filtered": counts.filtered,
        })
    };
    let entries = days.iter();
    Value::Object(
        entries
            .map(|(day, counts)| (day.to_string(), of(counts)))
            .collect::<Map<_, _>>(),
    )
}

fn of_buttons(buttons: &ButtonCounts) -> Value {
    json!({"learning": buttons.learning, "young": buttons.young, "mature": buttons.mature})
}

fn of_hour(hour: Hour) -> Value {
    json!({"total": hour.total, "correct": hour.correct})
}

fn of_counts(counts: &Counts) -> Value {
    json!({
        "newCards": counts.new,
        "learn": counts.learning,
        "relearn": counts.relearning,
        "young": counts.young,
        "mature": counts.mature,
        "suspended": counts.suspended,
        "buried": counts.buried,
    })
}

fn of_today(today: &TodaySum) -> Value {
    json!({
        "answer_count": today.answers,
        "answer_millis": today.millis,
        "correct_count": today.correct,
        "mature_correct": today.mature_correct,
        "mature_count": today.mature,
        "learn_count": today.learning,
        "review_count": today.review,
        "relearn_count": today.relearning,
        "early_review_count": today.early,
    })
}

fn of_spread(spread: &Spread) -> Value {
    json!({"eases": map(&spread.bins), "average": short(spread.median)})
}

fn of_recall(recall: &Recall) -> Value {
    json!({
        "young_passed": recall.young_passed,
        "young_failed": recall.young_failed,
        "mature_passed": recall.mature_passed,
        "mature_failed": recall.mature_failed,
    })
}

const WEEKDAYS: [(u8, &str); 4] = [(0, "SUNDAY"), (1, "MONDAY"), (5, "FRIDAY"), (6, "SATURDAY")];

fn preferences(session: &Session) -> Result<Value, Refusal> {
    let liked = stats::preferences(session.collection()?.connection())?;
    let day = WEEKDAYS.iter().find(|(day, _)| *day == liked.first_weekday);
    Ok(json!({
        "calendar_first_day_of_week": day.map(|(_, name)| name),
        "card_counts_separate_inactive": liked.counts_inactive_apart,
        "browser_links_supported": true,
        "future_due_show_backlog": liked.shows_backlog,
    }))
}

fn set_preferences(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let name = request.text("calendar_first_day_of_week");
    let day = WEEKDAYS.iter().find(|(_, known)| Some(*known) == name);
    let liked = stats::Preferences {
        first_weekday: day.map_or(0, |(day, _)| *day),
        counts_inactive_apart: request.is("card_counts_separate_inactive"),
        shows_backlog: request.is("future_due_show_backlog"),
    };
    session.write(|pen| stats::set_preferences(pen, &liked))?;
    Ok(json!({}))
}

/// As the judge's, this writes into the card's row.
fn card_stats(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let card = request.int("card").or_else(|| request.int("cid"));
    let card = CardId(request.need("card", card)?);
    let info = stats::card_info_noting_last_review(&view(session)?, card)?;
    Ok(of_card(&info))
}

fn of_card(info: &CardInfo) -> Value {
    let mut out = json!({
        "revlog": info.log.iter().map(of_line).collect::<Vec<_>>(),
        "card_id": info.card,
        "note_id": info.note,
        "deck": info.deck,
        "added": info.added,
        "interval": info.interval_days,
        "ease": info.ease,
        "reviews": info.reviews,
        "lapses": info.lapses,
        "average_secs": short(info.average_secs),
        "total_secs": short(info.total_secs),
        "card_type": info.template,
        "notetype": info.notetype,
        "custom_data": info.custom_data,
        "preset": info.preset,
        "fsrs_params": info.fsrs_parameters.iter().copied().map(short).collect::<Vec<_>>(),
    });
    let secs = |at: Option<collection::model::Secs>| at.map(|at| Value::from(at.0));
    let optional = [
        ("first_review", secs(info.first_review)),
        ("latest_review", secs(info.latest_review)),
        ("due_date", secs(info.due_at)),
        ("due_position", info.position.map(Value::from)),
        ("memory_state", info.memory.map(of_memory)),
        ("fsrs_retrievability", info.retrievability.map(short)),
        ("original_deck", info.original_deck.clone().map(Value::from)),
        ("desired_retention", info.desired_retention.map(short)),
    ];
    put_present(&mut out, optional);
    out
}

fn of_line(line: &LogLine) -> Value {
    const KINDS: [&str; 6] = [
        "LEARNING",
        "REVIEW",
        "RELEARNING",
        "FILTERED",
        "MANUAL",
        "RESCHEDULED",
    ];
    let mut out = json!({
        "time": line.at,
        "review_kind": KINDS.get(usize::from(line.kind)),
        "button_chosen": line.button,
        "interval": line.interval_secs,
        "ease": line.ease,
        "taken_secs": short(line.taken_secs),
        "last_interval": line.last_interval_secs,
    });
    put_present(&mut out, [("memory_state", line.memory.map(of_memory))]);
    out
}

fn of_memory(memory: Memory) -> Value {
    json!({"stability": short(memory.stability), "difficulty": short(memory.difficulty)})
}

fn put_present<const N: usize>(out: &mut Value, fields: [(&str, Option<Value>); N]) {
    let Some(object) = out.as_object_mut() else {
        return;
    };
    for (name, value) in fields {
        if let Some(value) = value {
            object.insert(name.to_owned(), value);
        }
    }
}

fn review_logs(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let card = request.int("cid").or_else(|| request.int("card"));
    let card = CardId(request.need("cid", card)?);
    let log = stats::review_log(session.collection()?.connection(), card)?;
    Ok(json!({"entries": log.iter().map(of_line).collect::<Vec<_>>()}))
}

fn studied_today(session: &Session) -> Result<Value, Refusal> {
    let view = view(session)?;
    let today = stats::studied_today(view.db, view.today)?;
    Ok(json!({"val": sentence(today)}))
}

/// The sentence below the decks; amounts in seconds below a minute, else in minutes.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "the sentence is counted in f32"
)]
fn sentence(today: StudiedToday) -> String {
    let secs = today.secs as f32;
    let each = match today.answers {
        0 => 0.0,
        answers => secs / answers as f32,
    };
    let (amount, unit) = if secs.abs() < 60.0 {
        (secs, "second")
    } else {
        (secs / 60.0, "minute")
    };
    let amount = amount_text(amount);
    let plural = |amount: &str| {
        if amount == "\u{2068}1\u{2069}" {
            ""
        } else {
            "s"
        }
    };
    let units = plural(&amount);
    let answers = format!("\u{2068}{}\u{2069}", today.answers);
    let cards = plural(&answers);
    format!(
        "Studied {answers} card{cards}\n\u{2068}in {amount} {unit}{units}\u{2069} today\n({}s/card)",
        amount_text(each),
    )
}

/// Two decimals at most, set apart as Anki sets amounts apart.
fn amount_text(amount: f32) -> String {
    let rounded = (amount * 100.0).round() / 100.0;
    let digits = format!("{rounded:.2}");
    let digits = digits.trim_end_matches('0').trim_end_matches('.');
    format!("\u{2068}{digits}\u{2069}")
}
