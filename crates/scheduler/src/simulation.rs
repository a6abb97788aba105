//! What the coming days bring, if a learner goes on as before
//! (`rslib/src/scheduler/fsrs/{simulator,retention}.rs`).

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "FSRS simulates in f32"
)]

use std::collections::BTreeMap;
use std::sync::Arc;

use fsrs::{
    Card, PostSchedulingContext, PostSchedulingFn, RevlogEntry, RevlogReviewKind, SimulatorConfig,
};

use crate::balance::{DayLoad, EasyDay, easy_factors, weighted_day};
use crate::fuzz::fuzz_bounds;
use crate::history::Logged;
use crate::priority::{Priority, leaving, unless_left};
use crate::state::Memory;
use crate::training::Unfit;

/// Desired retentions, in hundredths, that are compared.
pub const RETENTIONS: std::ops::RangeInclusive<u8> = 70..=99;

/// How a learner answers, and how long that takes: a summary of the review log.
#[derive(Debug)]
pub struct Habits(SimulatorConfig);

impl Habits {
    /// From entries in the order of cards, each card's oldest first, with the milliseconds that
    /// the answers took.
    pub fn of(entries: impl Iterator<Item = (Logged, u32)>, next_day_at: i64) -> Habits {
        let entries = entries.map(|(entry, taken_ms)| RevlogEntry {
            id: entry.id,
            cid: entry.card,
            usn: 0,
            button_chosen: entry.button,
            interval: entry.interval,
            last_interval: entry.last_interval,
            ease_factor: entry.ease,
            taken_millis: taken_ms,
            review_kind: match entry.kind {
                1 => RevlogReviewKind::Review,
                2 => RevlogReviewKind::Relearning,
                3 => RevlogReviewKind::Filtered,
                4 | 5 => RevlogReviewKind::Manual,
                _ => RevlogReviewKind::Learning,
            },
        });
        Habits(fsrs::extract_simulator_config(
            entries.collect(),
            next_day_at,
            true,
        ))
    }

    /// The chances and seconds that were found.
    pub fn figures(&self) -> Figures {
        let config = &self.0;
        Figures {
            deck_size: config.deck_size,
            days: config.learn_span,
            secs_per_day_max: config.max_cost_perday,
            interval_days_max: config.max_ivl,
            first_buttons: config.first_rating_prob,
            passing_buttons: config.review_rating_prob,
            learning: config.learning_step_transitions,
            relearning: config.relearning_step_transitions,
            secs: config.state_rating_costs,
            learning_steps: config.learning_step_count,
            relearning_steps: config.relearning_step_count,
        }
    }
}

/// Chances of each button, and the seconds each takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figures {
    pub deck_size: usize,
    pub days: usize,
    pub secs_per_day_max: f32,
    pub interval_days_max: f32,
    pub first_buttons: [f32; 4],
    pub passing_buttons: [f32; 3],
    pub learning: [[f32; 4]; 3],
    pub relearning: [[f32; 4]; 3],
    /// In learning, review and relearning.
    pub secs: [[f32; 4]; 3],
    pub learning_steps: usize,
    pub relearning_steps: usize,
}

/// A card that was learned before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Learned {
    pub id: i64,
    pub memory: Memory,
    /// Days from today.
    pub last: i32,
    /// Days from today.
    pub due: i32,
    pub interval: u32,
    pub lapses: u32,
    pub retention: f32,
}

impl Learned {
    fn card(&self, parameters: &Arc<Vec<f32>>) -> Card {
        Card {
            id: self.id,
            difficulty: self.memory.difficulty,
            stability: self.memory.stability,
            last_date: self.last as f32,
            due: self.due as f32,
            interval: self.interval as f32,
            lapses: self.lapses,
            desired_retention: self.retention,
            parameters: parameters.clone(),
        }
    }
}

/// Answers the weekday (Monday 0) on which a card is due that was set today with an interval of
/// so many days.
pub type Weekdays = Arc<dyn Fn(i64) -> u8 + Send + Sync>;

/// What is to be simulated.
#[derive(Clone)]
pub struct Outline {
    pub parameters: Vec<f32>,
    pub retention: f32,
    pub days: u32,
    /// Cards nobody has seen.
    pub new_cards: usize,
    pub new_per_day: u32,
    /// New cards seen today.
    pub new_today: usize,
    pub reviews_per_day: u32,
    pub new_cards_ignore_review_limit: bool,
    pub interval_days_max: u32,
    pub priority: Priority,
    pub suspended_after_lapses: Option<u32>,
    pub learning_steps: usize,
    pub relearning_steps: usize,
    /// Present if the load is balanced.
    pub balance: Option<([EasyDay; 7], Weekdays)>,
}

impl std::fmt::Debug for Outline {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Outline").finish_non_exhaustive()
    }
}

/// A simulation that is ready to run.
#[derive(Debug)]
pub struct Simulation {
    config: SimulatorConfig,
    cards: Vec<Card>,
    parameters: Vec<f32>,
    retention: f32,
}

/// The coming days.
#[derive(Debug, Clone, PartialEq)]
pub struct Days {
    pub remembered: Vec<f32>,
    pub reviews: Vec<usize>,
    pub new: Vec<usize>,
    pub secs: Vec<f32>,
}

/// All days with one desired retention.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Toll {
    /// At the end.
    pub remembered: f32,
    pub secs: f32,
    pub answers: usize,
}

impl Simulation {
    pub fn new(
        outline: Outline,
        learned: &[Learned],
        habits: &Habits,
    ) -> Result<Simulation, Unfit> {
        let filled = Arc::new(fsrs::check_and_fill_parameters(&outline.parameters)?);
        let mut cards: Vec<Card> = learned.iter().map(|card| card.card(&filled)).collect();
        if outline.new_per_day > 0 {
            cards.extend((0..outline.new_cards).map(|at| new_card(&outline, at, &filled)));
        }
        let size = cards.len();
        let figures = habits.figures();
        let balance = outline.balance.clone();
        let config = SimulatorConfig {
            deck_size: size,
            learn_span: outline.days as usize,
            max_cost_perday: f32::MAX,
            max_ivl: outline.interval_days_max as f32,
            first_rating_prob: figures.first_buttons,
            review_rating_prob: figures.passing_buttons,
            learn_limit: outline.new_per_day as usize,
            review_limit: outline.reviews_per_day as usize,
            new_cards_ignore_review_limit: outline.new_cards_ignore_review_limit,
            suspend_after_lapses: outline.suspended_after_lapses,
            post_scheduling_fn: balance.map(|(easy, weekdays)| {
                PostSchedulingFn::new(move |day| balanced(day, easy, &weekdays))
            }),
            review_priority_fn: outline.priority.of_cards(size),
            learning_step_transitions: figures.learning,
            relearning_step_transitions: figures.relearning,
            state_rating_costs: figures.secs,
            learning_step_count: outline.learning_steps,
            relearning_step_count: outline.relearning_steps,
        };
        Ok(Simulation {
            config,
            cards,
            parameters: outline.parameters,
            retention: outline.retention,
        })
    }

    /// Ends with [`Unfit::Stopped`], also in the middle of a run, when it is unwanted.
    #[must_use]
    pub fn unless(mut self, is_unwanted: impl Fn() -> bool + Send + Sync + 'static) -> Simulation {
        let order = self.config.review_priority_fn.take();
        self.config.review_priority_fn = Some(leaving(order, is_unwanted));
        self
    }

    /// How much work one run is: every card on every day.
    pub fn card_days(&self) -> usize {
        self.cards.len().saturating_mul(self.config.learn_span)
    }

    /// Day by day.
    pub fn days(&self) -> Result<Days, Unfit> {
        let days = self.run(self.retention, self.cards.clone())?;
        Ok(Days {
            remembered: days.memorized_cnt_per_day,
            reviews: days.review_cnt_per_day,
            new: days.learn_cnt_per_day,
            secs: days.cost_per_day,
        })
    }

    /// For every desired retention, in hundredths.
    pub fn tolls(&self) -> Result<BTreeMap<u8, Toll>, Unfit> {
        RETENTIONS
            .map(|hundredths| Ok((hundredths, self.toll(hundredths)?)))
            .collect()
    }

    /// For one desired retention, in hundredths.
    pub fn toll(&self, hundredths: u8) -> Result<Toll, Unfit> {
        let retention = f32::from(hundredths) / 100.0;
        let cards = self.cards.iter().map(|card| Card {
            desired_retention: retention,
            ..card.clone()
        });
        let days = self.run(retention, cards.collect())?;
        let answers: usize = days.review_cnt_per_day.iter().sum();
        let first: usize = days.learn_cnt_per_day.iter().sum();
        Ok(Toll {
            remembered: days.memorized_cnt_per_day.last().copied().unwrap_or(0.0),
            secs: days.cost_per_day.iter().sum(),
            answers: answers + first,
        })
    }

    /// How much would be remembered at the end without any review.
    pub fn remembered_without_reviews(&self) -> f32 {
        let end = self.config.learn_span as f32;
        let cards = self.cards.iter();
        cards.fold(0.0, |sum, card| sum + card.retention_on(end))
    }

    /// The desired retention that gives the most for the time.
    pub fn best_retention(&self) -> Result<f32, Unfit> {
        let cards = Some(self.cards.clone());
        let best = fsrs::optimal_retention(&self.config, &self.parameters, |_| true, cards, None)?;
        Ok(best.clamp(0.7, 0.95))
    }

    fn run(&self, retention: f32, cards: Vec<Card>) -> Result<fsrs::SimulationResult, Unfit> {
        let (config, parameters) = (&self.config, &self.parameters);
        unless_left(|| {
            let days = fsrs::simulate(config, parameters, retention, None, Some(cards))?;
            Ok(days)
        })
    }
}

/// The seconds that all cards of a collection of `deck_size` cards cost, for every desired
/// retention, in hundredths.
pub fn workloads(
    parameters: &[f32],
    learned: &[Learned],
    habits: Habits,
    deck_size: usize,
) -> Result<BTreeMap<u8, f32>, Unfit> {
    let filled = Arc::new(fsrs::check_and_fill_parameters(parameters)?);
    let cards: Vec<Card> = learned.iter().map(|card| card.card(&filled)).collect();
    let config = SimulatorConfig {
        deck_size,
        ..habits.0
    };
    let workload = |hundredths: u8| {
        let retention = f32::from(hundredths) / 100.0;
        let secs =
            fsrs::expected_workload_with_existing_cards(parameters, retention, &config, &cards)?;
        Ok((hundredths, secs))
    };
    RETENTIONS.map(workload).collect()
}

fn new_card(outline: &Outline, at: usize, parameters: &Arc<Vec<f32>>) -> Card {
    let day = (outline.new_today + at) / outline.new_per_day as usize;
    Card {
        id: -i64::try_from(at).unwrap_or(i64::MAX),
        difficulty: f32::NEG_INFINITY,
        // Just enough not to be taken for a card without any.
        stability: 1e-8,
        last_date: f32::NEG_INFINITY,
        due: day as f32,
        interval: f32::NEG_INFINITY,
        lapses: 0,
        desired_retention: outline.retention,
        parameters: parameters.clone(),
    }
}

fn balanced(mut day: PostSchedulingContext<'_>, easy: [EasyDay; 7], weekdays: &Weekdays) -> f32 {
    let seed = day.random_u64();
    let (first, last) = fuzz_bounds(day.card.interval, 1, day.max_interval as u32);
    let intervals: Vec<u32> = (first..=last).collect();
    let due = |interval: &u32| {
        let at = day.today + *interval as usize;
        day.due_counts_per_day.get(at).copied().unwrap_or(0)
    };
    let counts: Vec<usize> = intervals.iter().map(due).collect();
    let weekday =
        |interval: &u32| weekdays(i64::try_from(day.today).unwrap_or(0) + i64::from(*interval));
    let weekdays: Vec<u8> = intervals.iter().map(weekday).collect();
    let factors = easy_factors(easy, &weekdays, &counts);
    let loads = intervals.iter().zip(&counts).zip(factors);
    let loads = loads.map(|((interval, count), easy)| DayLoad {
        interval: *interval,
        count: *count,
        sibling: 1.0,
        easy,
    });
    weighted_day(loads, seed).unwrap_or(first) as f32
}
