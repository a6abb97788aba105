//! How far calculations have come, for the pages that show it.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use accounts::AccountId;
use collection::model::DeckId;
use scheduler::Progress;
use store::{Clock, Ground, Millis};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};

use super::ending::Ending;
use super::work::Ask;

/// At once on this machine: a calculation keeps a core busy.
const AT_ONCE_MAX: usize = 2;
const KEPT_MAX: usize = 1_000;
/// How long a result can be looked at.
const KEPT_MS: i64 = 2 * 60 * 60 * 1000;

/// All calculations, at most one for each learner. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Calculations {
    clock: Clock,
    kept: Arc<Mutex<HashMap<AccountId, Calculation>>>,
    under_way: UnderWay,
    places: Arc<Semaphore>,
}

/// Whose work goes on, whether or not its result is still wanted.
type UnderWay = Arc<Mutex<HashSet<AccountId>>>;

/// The turn of a learner, for as long as her work goes on: it outlives what is known of the
/// calculation, so that logging out and in again does not take a second place on the machine.
#[derive(Debug)]
pub(super) struct Turn {
    account: AccountId,
    under_way: UnderWay,
}

impl Turn {
    fn take(account: AccountId, under_way: &UnderWay) -> Option<Turn> {
        let mut all = under_way.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(account).then(|| Turn {
            account,
            under_way: Arc::clone(under_way),
        })
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let all = self.under_way.lock();
        all.unwrap_or_else(PoisonError::into_inner)
            .remove(&self.account);
    }
}

/// What a learner has asked for last.
#[derive(Debug, Clone)]
pub(super) struct Calculation {
    pub(super) deck: DeckId,
    pub(super) ask: Ask,
    pub(super) course: Course,
    begun: Millis,
}

/// How far a calculation has come. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub(super) struct Course(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    stage: Stage,
    progress: Progress,
    is_unwanted: bool,
    stopped: Arc<Notify>,
}

/// What is being done.
#[derive(Debug, Clone, Default)]
pub(super) enum Stage {
    /// Others calculate.
    #[default]
    Waiting,
    Reading,
    /// The part that is under way, counted from 0; how many there are; its name.
    Working(usize, usize, String),
    Writing,
    Ended(Arc<Ending>),
}

impl Calculations {
    /// None yet.
    pub fn new(ground: &Ground) -> Calculations {
        Calculations {
            clock: ground.clock.clone(),
            kept: Arc::default(),
            under_way: Arc::default(),
            places: Arc::new(Semaphore::new(AT_ONCE_MAX)),
        }
    }

    /// Begins a new one; nothing if another one of the same learner is still under way.
    pub(super) fn begin(
        &self,
        account: AccountId,
        deck: DeckId,
        ask: Ask,
    ) -> Option<(Course, Turn)> {
        let turn = Turn::take(account, &self.under_way)?;
        let begun = self.clock.now();
        let mut kept = self.lock();
        kept.retain(|_, old| begun.0 - old.begun.0 < KEPT_MS || !old.course.is_over());
        if kept.len() >= KEPT_MAX {
            kept.retain(|_, old| !old.course.is_over());
        }
        let calculation = Calculation {
            deck,
            ask,
            course: Course::default(),
            begun,
        };
        let course = calculation.course.clone();
        kept.insert(account, calculation);
        Some((course, turn))
    }

    /// The last one of a learner.
    pub(super) fn of(&self, account: AccountId) -> Option<Calculation> {
        self.lock().get(&account).cloned()
    }

    /// Ends what a learner has under way and forgets it: she logs out.
    pub(crate) fn forget(&self, account: AccountId) {
        if let Some(calculation) = self.lock().remove(&account) {
            calculation.course.stop();
        }
    }

    /// Waits until few enough are under way.
    pub(super) async fn place(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.places).acquire_owned().await.ok()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<AccountId, Calculation>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Course {
    pub(super) fn stage(&self) -> Stage {
        self.lock().stage.clone()
    }

    /// Goes on with the next thing.
    pub(super) fn at(&self, stage: Stage) {
        self.lock().stage = stage;
    }

    /// Goes on with a part of the work; the progress is that of this part.
    pub(super) fn begin_part(&self, part: usize, of: usize, name: &str) -> Progress {
        let mut state = self.lock();
        state.progress = Progress::default();
        if state.is_unwanted {
            state.progress.stop();
        }
        state.stage = Stage::Working(part, of, name.to_owned());
        state.progress.clone()
    }

    pub(super) fn is_over(&self) -> bool {
        matches!(self.lock().stage, Stage::Ended(_))
    }

    pub(super) fn is_unwanted(&self) -> bool {
        self.lock().is_unwanted
    }

    pub(super) fn stop(&self) {
        let mut state = self.lock();
        state.is_unwanted = true;
        state.progress.stop();
        state.stopped.notify_one();
    }

    /// Waits until somebody stops it. For one at a time.
    pub(super) async fn stopped(&self) {
        let stopped = Arc::clone(&self.lock().stopped);
        stopped.notified().await;
    }

    /// How much of the work is done, in thousandths; nothing if that cannot be said.
    pub(super) fn thousandths(&self) -> Option<usize> {
        let state = self.lock();
        let Stage::Working(part, of, _) = &state.stage else {
            return None;
        };
        let (done, all) = state.progress.steps();
        let within = (done.min(all) * 1000).checked_div(all).unwrap_or(0);
        (*of > 1 || all > 0).then(|| (part * 1000 + within) / (*of).max(1))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use accounts::AccountId;
    use collection::model::DeckId;
    use store::{Clock, Millis};

    use super::{AT_ONCE_MAX, Arc, Ask, Calculations, Course, Semaphore, Stage};

    const MIA: AccountId = AccountId(1);

    fn begin(calculations: &Calculations) -> Option<(Course, super::Turn)> {
        calculations.begin(MIA, DeckId(1), Ask::OptimiseAll)
    }

    #[test]
    fn work_that_goes_on_after_logging_out_lets_no_second_begin() {
        let calculations = Calculations {
            clock: Clock::fixed(Millis(0)),
            kept: Arc::default(),
            under_way: Arc::default(),
            places: Arc::new(Semaphore::new(AT_ONCE_MAX)),
        };
        let (course, turn) = begin(&calculations).unwrap();
        assert!(begin(&calculations).is_none());

        calculations.forget(MIA);

        assert!(course.is_unwanted());
        assert!(begin(&calculations).is_none(), "its work goes on");
        drop(turn);
        assert!(begin(&calculations).is_some());
    }

    #[tokio::test]
    async fn whoever_waits_for_a_place_hears_that_it_was_stopped() {
        let course = Course::default();
        course.stop();

        let heard = tokio::time::timeout(Duration::from_secs(5), course.stopped()).await;

        assert!(heard.is_ok());
    }

    #[test]
    fn a_part_of_several_counts_as_its_share() {
        let course = Course::default();
        assert_eq!(course.thousandths(), None);

        course.begin_part(1, 4, "Default");
        assert_eq!(course.thousandths(), Some(250));

        course.begin_part(0, 1, "Default");
        assert_eq!(course.thousandths(), None);
        course.at(Stage::Writing);
        assert!(!course.is_over());
    }
}
