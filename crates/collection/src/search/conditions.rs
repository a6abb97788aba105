//! Conditions on cards and notes, in SQL over `cards c` and `notes n`.
//!
//! Facts: `rslib/src/search/sqlwriter.rs`.

use std::fmt::Display;

use super::sql::nfc;
use super::tree::{Answer, Comparison, State};
use super::view::View;
use crate::error::Error;
use crate::model::{DeckId, DeckKind, NoteDigest, NotetypeId};
use crate::plain_text::without_html;
use crate::storage::decks;

const DAY_SECS: i64 = 86_400;

/// When the card `c` was last studied, and how well it is still known now.
pub(super) fn retrievability(view: &View<'_>) -> String {
    let (today, next_day_at, now) = (view.today.number, view.today.next_day_at.0, view.now.0);
    format!(
        "extract_fsrs_retrievability(
             c.data, case when c.odue != 0 then c.odue else c.due end, c.ivl,
             {today}, {next_day_at}, {now}
         )"
    )
}

/// The due number of a card, in its home deck if it is out.
pub(super) const HOME_DUE: &str = "(case when c.odue != 0 then c.odue else c.due end)";

/// Cards wait for a day, or for a second if they are being learned; a second before the next day
/// counts as today.
pub(super) fn due(view: &View<'_>, days: i32, sign: &str) -> String {
    let day = days.wrapping_add(view.today.number.cast_signed());
    let next_day_at = view.today.next_day_at.0;
    format!(
        "((c.queue in (2, 3) and {HOME_DUE} {sign} {day})
          or (c.queue in (1, 4) and (({HOME_DUE} - {next_day_at}) / 86400) {sign} {days}))"
    )
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "Anki truncates, too, and takes the nearest number in range"
)]
pub(super) fn thousandths(ease: f32) -> u32 {
    (ease * 1000.0) as u32
}

/// When the day began that many days ago, in seconds; 0 is the end of today.
pub(super) fn days_back(view: &View<'_>, days: u32) -> i64 {
    view.today.next_day_at.0 - DAY_SECS * i64::from(days)
}

pub(super) fn introduced(view: &View<'_>, days: u32) -> String {
    let since = days_back(view, days) * 1000;
    // The second condition follows from the first and is faster.
    format!(
        "((select coalesce(min(id) > {since}, false)
           from revlog
           where cid = c.id and ease != 0)
          and c.id in (select cid from revlog where id > {since}))"
    )
}

/// Days are counted from today, which is 0; yesterday is -1.
pub(super) fn answered(view: &View<'_>, compare: Comparison, days: i64, with: Answer) -> String {
    let end = (view.today.next_day_at.0 + DAY_SECS * days) * 1000;
    let start = end - DAY_SECS * 1000;
    let last = end - 1;
    let when = match compare {
        Comparison::More => format!(">= {end}"),
        Comparison::MoreOrEqual => format!(">= {start}"),
        Comparison::Less => format!("< {start}"),
        Comparison::LessOrEqual => format!("< {end}"),
        Comparison::Equal => format!("between {start} and {last}"),
        Comparison::NotEqual => format!("not between {start} and {last}"),
    };
    let button = match with {
        Answer::Button(button) => format!("= {button}"),
        Answer::Any => "> 0".to_owned(),
        Answer::ByHand => "= 0".to_owned(),
    };
    format!("c.id in (select cid from revlog where id {when} and ease {button})")
}

pub(super) fn in_state(view: &View<'_>, state: State) -> Result<String, Error> {
    let condition = match state {
        State::New => "c.type = 0",
        State::Review => "c.type in (2, 3)",
        State::Learning => "c.type in (1, 3)",
        State::Buried => "c.queue in (-2, -3)",
        State::BuriedByHand => "c.queue = -3",
        State::BuriedAsSibling => "c.queue = -2",
        State::Suspended => "c.queue = -1",
        State::Due => {
            let today = view.today.number;
            let ahead = view.now.0 + view.number("collapseTime", 1200)?;
            return Ok(format!(
                "((c.queue in (2, 3) and c.due <= {today})
                  or (c.queue in (1, 4) and c.due <= {ahead}))"
            ));
        }
    };
    Ok(condition.to_owned())
}

pub(super) fn deck_with_children(view: &View<'_>, deck: DeckId) -> Result<String, Error> {
    let Some(deck) = decks::get(view.db, deck)? else {
        return Ok("false".to_owned());
    };
    let name = deck.name.stored();
    let (first, behind) = (format!("{name}\u{1f}"), format!("{name} "));
    let mut statement = view
        .db
        .prepare_cached("select id from decks where name >= ?1 and name < ?2")?;
    let below = statement.query_map([first, behind], |row| row.get(0))?;
    let mut ids = vec![deck.id];
    for id in below {
        ids.push(id?);
    }
    Ok(format!("c.did in ({})", joined(&ids)))
}

pub(super) fn preset(view: &View<'_>, name: &str) -> Result<String, Error> {
    let mut statement = view
        .db
        .prepare_cached("select id from deck_config where name = ?1")?;
    let Some(preset) = statement.query([name])?.next()?.map(|row| row.get(0)) else {
        return Ok("false".to_owned());
    };
    let preset: i64 = preset?;
    let decks = decks::all(view.db)?;
    let uses = |kind: &DeckKind| matches!(kind, DeckKind::Normal(deck) if deck.preset == preset);
    let ids: Vec<_> = decks
        .iter()
        .filter(|deck| uses(&deck.kind))
        .map(|deck| deck.id)
        .collect();
    let ids = joined(&ids);
    Ok(format!("(c.did in ({ids}) or c.odid in ({ids}))"))
}

/// The checksum finds candidates, the text itself decides.
pub(super) fn duplicate(
    view: &View<'_>,
    notetype: NotetypeId,
    text: &str,
) -> Result<String, Error> {
    let text = if view.switch("normalize_note_text", true)? {
        nfc(text)
    } else {
        text.to_owned()
    };
    let wanted = without_html(&text);
    let checksum = NoteDigest::of(&text.replace('\u{1f}', ""), 0).checksum;
    let mut statement = view.db.prepare_cached(
        "select id, field_at_index(flds, 0) from notes where csum = ?1 and mid = ?2",
    )?;
    let mut rows = statement.query((checksum, notetype))?;
    let mut ids: Vec<i64> = Vec::new();
    while let Some(row) = rows.next()? {
        let field: String = row.get(1)?;
        if without_html(&field) == wanted {
            ids.push(row.get(0)?);
        }
    }
    Ok(format!("n.id in ({})", joined(&ids)))
}

fn joined<T: Display>(ids: &[T]) -> String {
    let ids: Vec<_> = ids.iter().map(T::to_string).collect();
    ids.join(", ")
}
