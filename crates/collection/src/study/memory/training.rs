//! Parameters that fit a learner (`rslib/src/scheduler/fsrs/params.rs`).

use scheduler::{Examples, Fit, Optimised, Progress, Unfit};

use super::logged;
use crate::error::Error;
use crate::search::{self, Node, Order, Search, Term, View};
use crate::storage::revlog;

/// What the optimiser shall look at.
#[derive(Debug, Clone)]
pub struct Wish<'a> {
    /// Cards.
    pub search: Search,
    /// Entries before do not count.
    pub ignored_before_ms: i64,
    pub present: &'a [f32],
    pub relearn_steps: usize,
    pub checks_health: bool,
}

/// The examples that the cards of a search give.
pub fn examples(
    view: &View<'_>,
    search: Search,
    ignored_before_ms: i64,
) -> Result<Examples, Error> {
    // Entries of cards that are gone count only if nothing is asked for.
    let entries = if matches!(search.nodes(), [] | [Node::Term(Term::Everything)]) {
        revlog::all_by_card(view.db)?
    } else {
        revlog::of_cards(view.db, &search::cards(view, search, &Order::Any)?)?
    };
    let entries: Vec<_> = entries.iter().map(logged).collect();
    Ok(Examples::of(
        &entries,
        view.today.next_day_at.0,
        ignored_before_ms,
    ))
}

/// Finds parameters; says from how many examples. It takes its time: for a long history minutes.
pub fn optimise(
    view: &View<'_>,
    wish: Wish<'_>,
    progress: Option<&Progress>,
) -> Result<(Optimised, usize), Error> {
    let examples = examples(view, wish.search, wish.ignored_before_ms)?;
    let found = scheduler::optimise(
        &examples,
        wish.present,
        wish.relearn_steps,
        wish.checks_health,
        progress,
    )?;
    Ok((found, examples.len()))
}

/// How well parameters that are found from a part of the log foretell the rest.
pub fn evaluate(view: &View<'_>, wish: Wish<'_>) -> Result<Fit, Error> {
    let examples = examples(view, wish.search, wish.ignored_before_ms)?;
    Ok(scheduler::fit(&examples, wish.relearn_steps)?)
}

/// How well the present parameters foretell the log.
pub fn evaluate_present(view: &View<'_>, wish: Wish<'_>) -> Result<Fit, Error> {
    let examples = examples(view, wish.search, wish.ignored_before_ms)?;
    Ok(scheduler::fit_of(wish.present, &examples, None)?)
}

impl From<Unfit> for Error {
    fn from(unfit: Unfit) -> Error {
        Error::invalid(match unfit {
            Unfit::NotEnoughAnswers => "there are not enough answers yet",
            Unfit::Parameters => "FSRS cannot work with these parameters",
            Unfit::Stopped => "stopped",
        })
    }
}
