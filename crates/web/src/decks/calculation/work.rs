//! The work itself: read under a loan, count without one, write under another.

use std::time::Duration;

use accounts::AccountId;
use collection::Error;
use collection::model::{DeckId, Preset, PresetId};
use collection::search::View;
use collection::study::Action;
use collection::study::memory::lesson::{Extent, Lesson};
use collection::study::presets::{self, Found, options};
use collection::study::settings;
use scheduler::{RETENTIONS, Simulation, Unfit};
use texts::Texts;

use super::course::{Course, Stage};
use super::ending::{Ending, Evaluated, Optimised, Outcome};
use super::wish::Wish;
use crate::app::App;
use crate::decks::trouble::refused;
use crate::study::desks::{Bench, Trouble, Whereabouts};

/// A device may sync when the result is there: so often it is tried again.
const TRIES_MAX: u32 = 60;
const RETRY: Duration = Duration::from_secs(2);
/// A comparison of retentions has dozens of simulations; nobody keeps the machine for so long.
const CARD_DAYS_MAX: usize = 100_000_000;

/// What is to be calculated.
#[derive(Debug, Clone)]
pub(in crate::decks) enum Ask {
    Optimise(PresetId),
    OptimiseAll,
    Evaluate(PresetId),
    /// The coming days.
    Foretell(Wish),
    /// Every desired retention.
    Compare(Wish),
}

/// Who asks.
#[derive(Debug, Clone, Copy)]
struct Asker {
    account: AccountId,
    deck: DeckId,
    t: Texts,
}

/// Begins a calculation; says whether it could, since each learner has one at a time.
pub(in crate::decks) fn begin(
    app: &App,
    account: AccountId,
    deck: DeckId,
    ask: Ask,
    t: Texts,
) -> bool {
    let Some((course, turn)) = app.calculations.begin(account, deck, ask.clone()) else {
        return false;
    };
    let (app, asker) = (app.clone(), Asker { account, deck, t });
    tokio::spawn(async move {
        let outcome = run(&app, asker, ask, &course).await;
        let ending = ending_of(outcome, course.is_unwanted(), asker);
        drop(turn);
        course.at(Stage::Ended(ending.into()));
    });
    true
}

/// What was done before it was stopped is done.
fn ending_of(outcome: Result<Ending, Stumble>, is_unwanted: bool, asker: Asker) -> Ending {
    let stumble = match outcome {
        Ok(ending) => return ending,
        Err(stumble) => stumble,
    };
    match stumble {
        _ if is_unwanted => Ending::Stopped,
        Stumble::Ending(ending) => ending,
        Stumble::Trouble(Trouble::Busy) => Ending::Refused(asker.t.decks_busy()),
        Stumble::Trouble(Trouble::Fault(fault)) => {
            tracing::error!(account.id = asker.account.0, fault = %fault.chain(), "a calculation broke");
            Ending::Broken
        }
    }
}

/// Why a calculation came to its end too early.
enum Stumble {
    Ending(Ending),
    Trouble(Trouble),
}

impl From<Trouble> for Stumble {
    fn from(trouble: Trouble) -> Stumble {
        Stumble::Trouble(trouble)
    }
}

impl From<Ending> for Stumble {
    fn from(ending: Ending) -> Stumble {
        Stumble::Ending(ending)
    }
}

impl From<Unfit> for Ending {
    fn from(unfit: Unfit) -> Ending {
        match unfit {
            Unfit::NotEnoughAnswers => Ending::NotEnoughAnswers,
            Unfit::Stopped => Ending::Stopped,
            Unfit::Parameters => Ending::Broken,
        }
    }
}

async fn run(app: &App, asker: Asker, ask: Ask, course: &Course) -> Result<Ending, Stumble> {
    let _place = tokio::select! {
        place = app.calculations.place() => place,
        () = course.stopped() => return Ok(Ending::Stopped),
    };
    if course.is_unwanted() {
        return Ok(Ending::Stopped);
    }
    course.at(Stage::Reading);
    match ask {
        Ask::Optimise(preset) => optimise(app, asker, (Extent::One, Some(preset)), course).await,
        Ask::OptimiseAll => optimise(app, asker, (Extent::All, None), course).await,
        Ask::Evaluate(preset) => {
            let task = read(app, asker, (Extent::One, Some(preset))).await?;
            count(course, move |course| evaluate(&task.lessons, course)).await
        }
        Ask::Foretell(wish) => {
            let simulation = simulation_of(app, asker, wish, course).await?;
            count(course, move |course| {
                course.begin_part(0, 1, "");
                simulation
                    .days()
                    .map_or_else(Ending::from, Ending::Foretold)
            })
            .await
        }
        Ask::Compare(wish) => {
            let simulation = simulation_of(app, asker, wish.clone(), course).await?;
            count(course, move |course| compare(&simulation, wish, course)).await
        }
    }
}

/// What was read for the search of parameters.
struct Task {
    lessons: Vec<Lesson>,
    checks_health: bool,
}

async fn optimise(
    app: &App,
    asker: Asker,
    (extent, preset): (Extent, Option<PresetId>),
    course: &Course,
) -> Result<Ending, Stumble> {
    let task = read(app, asker, (extent, preset)).await?;
    let learnt = {
        let course = course.clone();
        blocking(move || learn(&task, &course)).await?
    };
    if course.is_unwanted() {
        return Ok(Ending::Stopped);
    }
    course.at(Stage::Writing);
    let found: Vec<Found> = learnt
        .iter()
        .filter(|(_, optimised)| optimised.is_better())
        .map(|(preset, optimised)| Found {
            preset: preset.clone(),
            parameters: optimised.after.clone(),
        })
        .collect();
    let taken = write(app, asker, (found, extent), course).await?;
    let mut taken = taken.into_iter();
    let optimised = learnt.into_iter().map(|(_, mut optimised)| {
        if optimised.is_better() && taken.next() != Some(true) {
            optimised.outcome = Outcome::Overtaken;
        }
        optimised
    });
    Ok(Ending::Optimised(optimised.collect()))
}

/// Gathers what the presets learn from.
async fn read(
    app: &App,
    asker: Asker,
    (extent, wanted): (Extent, Option<PresetId>),
) -> Result<Task, Stumble> {
    let visit = visit(app, asker, move |bench| {
        let presets = presets_of(bench, asker.deck)?;
        let view = View::at(bench.collection.connection(), bench.moment)?;
        let lessons = presets
            .into_iter()
            .filter(|preset| wanted.is_none_or(|wanted| preset.id == wanted))
            .map(|preset| Lesson::of(&view, preset, extent));
        let checks = settings::FSRS_HEALTH_CHECK.is_on(bench.collection.connection())?;
        Ok(Task {
            lessons: lessons.collect::<Result<_, Error>>()?,
            checks_health: checks && extent == Extent::One,
        })
    });
    visit.await
}

fn presets_of(bench: &mut Bench<'_>, deck: DeckId) -> Result<Vec<Preset>, Error> {
    let today = bench.sit().today()?;
    let options = options(bench.collection.connection(), deck, today)?;
    let presets = options.presets.into_iter();
    Ok(presets.map(|(preset, _)| preset).collect())
}

async fn simulation_of(
    app: &App,
    asker: Asker,
    wish: Wish,
    course: &Course,
) -> Result<Simulation, Stumble> {
    let visit = visit(app, asker, move |bench| {
        let presets = presets_of(bench, asker.deck)?;
        let preset = presets.iter().find(|preset| preset.id == wish.preset);
        let preset = preset.ok_or_else(|| Error::invalid("no such preset"))?;
        let view = View::at(bench.collection.connection(), bench.moment)?;
        wish.simulation(&view, bench.moment, preset)
    });
    let course = course.clone();
    let simulation = bounded(visit.await?, asker.t)?;
    Ok(simulation.unless(move || course.is_unwanted()))
}

/// What keeps the machine busy for too long is refused.
fn bounded(simulation: Simulation, t: Texts) -> Result<Simulation, Stumble> {
    if simulation.card_days() > CARD_DAYS_MAX {
        return Err(Ending::Refused(t.forecast_too_much()).into());
    }
    Ok(simulation)
}

/// Works in the collection; what it refuses ends the calculation with a sentence.
async fn visit<T: Send + 'static>(
    app: &App,
    asker: Asker,
    work: impl FnOnce(&mut Bench<'_>) -> Result<T, Error> + Send + 'static,
) -> Result<T, Stumble> {
    let Asker { account, t, .. } = asker;
    let visit = app.desks.visit(
        account,
        Whereabouts::default(),
        None,
        move |bench| match work(bench) {
            Ok(done) => Ok(Ok(done)),
            Err(error) => refused(error, t).map(Err),
        },
    );
    let done = visit.await?;
    done.map_err(|sentence| Stumble::Ending(Ending::Refused(sentence)))
}

async fn write(
    app: &App,
    asker: Asker,
    (found, extent): (Vec<Found>, Extent),
    course: &Course,
) -> Result<Vec<bool>, Stumble> {
    for tries in 1.. {
        let found = found.clone();
        let written = visit(app, asker, move |bench| {
            bench.sit().perform(Action::UpdatePreset, |pen| {
                presets::take_parameters(pen, asker.deck, &found, extent)
            })
        });
        match written.await {
            Err(Stumble::Trouble(Trouble::Busy)) if tries < TRIES_MAX && !course.is_unwanted() => {
                tokio::time::sleep(RETRY).await;
            }
            written => return written,
        }
    }
    Ok(Vec::new())
}

async fn count(
    course: &Course,
    work: impl FnOnce(&Course) -> Ending + Send + 'static,
) -> Result<Ending, Stumble> {
    let course = course.clone();
    blocking(move || work(&course)).await
}

/// On a thread that may be kept busy. What panics there breaks this calculation and nothing else.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Stumble> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Trouble::Fault(store::Fault::because("a calculation", error)).into())
}

fn learn(task: &Task, course: &Course) -> Vec<(Preset, Optimised)> {
    let all = task.lessons.len();
    let mut learnt = Vec::with_capacity(all);
    for (part, lesson) in task.lessons.iter().enumerate() {
        if course.is_unwanted() {
            break;
        }
        let progress = course.begin_part(part, all, &lesson.preset.name);
        let outcome = lesson.learn(task.checks_health, &progress);
        let optimised = Optimised::of(lesson, outcome);
        learnt.push((lesson.preset.clone(), optimised));
    }
    learnt
}

fn evaluate(lessons: &[Lesson], course: &Course) -> Ending {
    let Some(lesson) = lessons.first().filter(|lesson| !lesson.is_empty()) else {
        return Ending::NotEnoughAnswers;
    };
    let progress = course.begin_part(0, 1, &lesson.preset.name);
    match lesson.fit(&progress) {
        Ok(fit) => Ending::Evaluated(Evaluated {
            name: lesson.preset.name.clone(),
            answers: lesson.len(),
            fit,
        }),
        Err(unfit) => unfit.into(),
    }
}

fn compare(simulation: &Simulation, wish: Wish, course: &Course) -> Ending {
    let all = RETENTIONS.count();
    let mut tolls = Vec::with_capacity(all);
    for (part, hundredths) in RETENTIONS.enumerate() {
        if course.is_unwanted() {
            return Ending::Stopped;
        }
        course.begin_part(part, all, "");
        match simulation.toll(hundredths) {
            Ok(toll) => tolls.push((hundredths, toll)),
            Err(unfit) => return unfit.into(),
        }
    }
    Ending::Compared(tolls, simulation.remembered_without_reviews(), wish)
}

#[cfg(test)]
mod tests {
    use collection::study::memory::simulation::priority;
    use scheduler::{Habits, Outline};

    use super::*;

    #[test]
    fn simulations_that_would_keep_the_machine_for_long_are_refused() {
        let of = |new_cards: usize| {
            let outline = Outline {
                parameters: vec![],
                retention: 0.9,
                days: 3_650,
                new_cards,
                new_per_day: 20,
                new_today: 0,
                reviews_per_day: 200,
                new_cards_ignore_review_limit: false,
                interval_days_max: 36_500,
                priority: priority(0),
                suspended_after_lapses: None,
                learning_steps: 2,
                relearning_steps: 1,
                balance: None,
            };
            let habits = Habits::of(std::iter::empty(), 0);
            let simulation = Simulation::new(outline, &[], &habits).unwrap();
            bounded(simulation, Texts::new(texts::Language::En))
        };

        assert!(of(27_000).is_ok());
        assert!(matches!(
            of(28_000),
            Err(Stumble::Ending(Ending::Refused(_)))
        ));
    }

    #[test]
    fn what_was_written_before_it_was_stopped_is_told() {
        let asker = Asker {
            account: AccountId(1),
            deck: DeckId(1),
            t: Texts::new(texts::Language::En),
        };

        let written = ending_of(Ok(Ending::Optimised(vec![])), true, asker);
        let waiting = ending_of(Err(Trouble::Busy.into()), true, asker);

        assert!(matches!(written, Ending::Optimised(_)));
        assert!(matches!(waiting, Ending::Stopped));
    }
}
