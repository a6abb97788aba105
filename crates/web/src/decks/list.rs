//! GET /decks — all decks with what is due in them today, as a tree that folds.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use collection::Error;
use collection::stats::{StudiedToday, studied_today};
use collection::storage::cards;
use collection::study::current::current_deck;
use collection::study::tree::DeckNode;
use texts::Texts;

use crate::app::App;
use crate::decks::trouble::in_use;
use crate::frame::refusals::figures;
use crate::frame::{Field, Frame, Member, Reply, page};
use crate::study::desks::{Bench, Whereabouts};
use crate::study::steps;

/// Deeper decks are shown this far in.
const INDENT_MAX: u32 = 5;

#[derive(Debug, Template)]
#[template(path = "decks/list.html")]
struct ListPage {
    t: Texts,
    frame: Frame,
    zone: String,
    is_old: bool,
    has_no_cards: bool,
    rows: Vec<Row>,
    name: Field,
    fault: Option<String>,
    undo: Option<String>,
    studied: String,
    used: Option<String>,
}

/// A deck in its line.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is something the line shows"
)]
struct Row {
    id: i64,
    name: String,
    level: u32,
    indent: u32,
    has_below: bool,
    is_folded: bool,
    /// A deck above is folded.
    is_hidden: bool,
    is_filtered: bool,
    is_current: bool,
    new: u32,
    learning: u32,
    review: u32,
}

/// What the list shows of a collection.
struct Seen {
    tree: DeckNode,
    current: i64,
    studied: StudiedToday,
    has_cards: bool,
    is_old: bool,
    undo: Option<String>,
}

pub(super) async fn show(State(app): State<App>, member: Member) -> Reply {
    again(&app, &member, None).await
}

/// The list, perhaps with what was wrong with the name of a new deck, and that name.
pub(super) async fn again(app: &App, member: &Member, wrong: Option<(String, String)>) -> Reply {
    let (account, t) = (member.who.account.id, member.reader.t);
    let visit = app
        .desks
        .visit(account, Whereabouts::default(), None, move |bench| {
            Seen::of(bench, t)
        });
    let seen = match visit.await {
        Ok(seen) => seen,
        Err(trouble) => return in_use(&member.reader, trouble),
    };
    let head = figures(app.shelf.head(account).await)?;
    let (typed, fault) = match wrong {
        Some((typed, fault)) => (typed, Some(fault)),
        None => (String::new(), None),
    };
    let mut rows = Vec::new();
    lay_out(&seen.tree, seen.current, false, &mut rows);
    let status = match fault {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let list = ListPage {
        t,
        frame: member.reader.frame(),
        zone: app.desks.zone(account).await,
        is_old: seen.is_old,
        has_no_cards: !seen.has_cards,
        rows,
        name: Field::line("name", t.decks_name(), &typed).fault(fault.clone()),
        fault,
        undo: seen.undo,
        studied: studied(seen.studied, t),
        used: head.map(|head| used(&head, t)),
    };
    page(status, &list)
}

impl Seen {
    fn of(bench: &mut Bench<'_>, t: Texts) -> Result<Seen, Error> {
        let now = bench.moment.now.secs();
        let tree = bench.sit().deck_tree(Some(now))?;
        let today = bench.sit().today()?;
        let db = bench.collection.connection();
        let (undo, _) = bench.seat.desk.status();
        Ok(Seen {
            tree,
            current: current_deck(db)?.id.0,
            studied: studied_today(db, today)?,
            has_cards: cards::any(db)?,
            is_old: bench.has_old_scheduler()?,
            undo: undo.map(|action| t.study_undo_step(steps::name(&action, t))),
        })
    }
}

fn lay_out(node: &DeckNode, current: i64, is_hidden: bool, rows: &mut Vec<Row>) {
    for deck in &node.below {
        rows.push(Row {
            id: deck.id.0,
            name: deck.name.clone(),
            level: deck.level,
            indent: deck.level.saturating_sub(1).min(INDENT_MAX),
            has_below: !deck.below.is_empty(),
            is_folded: deck.is_collapsed,
            is_hidden,
            is_filtered: deck.is_filtered,
            is_current: deck.id.0 == current,
            new: deck.new,
            learning: deck.learning,
            review: deck.review,
        });
        lay_out(deck, current, is_hidden || deck.is_collapsed, rows);
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "seconds of a day"
)]
fn studied(today: StudiedToday, t: Texts) -> String {
    let secs = today.secs.round() as u64;
    let time = match secs {
        ..60 => t.time_seconds(secs),
        60..3_600 => t.time_minutes(t.decimal_if_any(today.secs / 60.0)),
        3_600.. => t.time_hours(t.decimal_if_any(today.secs / 3_600.0)),
    };
    let pace = match today.answers {
        0 => 0.0,
        answers => today.secs / f64::from(answers),
    };
    t.decks_studied(today.answers, time, t.decimal(pace, 1))
}

fn used(head: &shelf::Head, t: Texts) -> String {
    let (collection, media) = (
        head.collection_bytes.unsigned_abs(),
        head.media.bytes.unsigned_abs(),
    );
    t.decks_used(
        t.size(collection.saturating_add(media)),
        t.size(collection),
        t.size(media),
    )
}
