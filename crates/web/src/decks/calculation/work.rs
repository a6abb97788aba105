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
    let Some(course) = app.calculations.begin(account, deck, ask.clone()) else {
        return false;
    };
    let (app, asker) = (app.clone(), Asker { account, deck, t });
    tokio::spawn(async move {
        let ending = match run(&app, asker, ask, &course).await {
            _ if course.is_unwanted() => Ending::Stopped,
            Ok(ending) | Err(Stumble::Ending(ending)) => ending,
            Err(Stumble::Trouble(Trouble::Busy)) => Ending::Refused(t.decks_busy()),
            Err(Stumble::Trouble(Trouble::Fault(fault))) => {
                tracing::error!(account.id = account.0, fault = %fault.chain(), "a calculation broke");
                Ending::Broken
            }
        };
        course.at(Stage::Ended(ending.into()));
    });
    true
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
    let _place = app.calculations.place().await;
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
            let simulation = simulation_of(app, asker, wish).await?;
            count(course, move |course| {
                course.begin_part(0, 1, "");
                simulation
                    .days()
                    .map_or_else(Ending::from, Ending::Foretold)
            })
            .await
        }
        Ask::Compare(wish) => {
            let simulation = simulation_of(app, asker, wish.clone()).await?;
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

async fn simulation_of(app: &App, asker: Asker, wish: Wish) -> Result<Simulation, Stumble> {
    let visit = visit(app, asker, move |bench| {
        let presets = presets_of(bench, asker.deck)?;
        let preset = presets.iter().find(|preset| preset.id == wish.preset);
        let preset = preset.ok_or_else(|| Error::invalid("no such preset"))?;
        let view = View::at(bench.collection.connection(), bench.moment)?;
        wish.simulation(&view, bench.moment, preset)
    });
    visit.await
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
    course.begin_part(0, 1, &lesson.preset.name);
    match lesson.fit() {
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
