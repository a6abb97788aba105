//! What takes FSRS its time is left in the middle when nobody wants it any more.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::{
    Examples, Habits, Logged, Outline, Priority, Progress, STOCK_PARAMETERS, Simulation, Unfit,
    fit_of, optimise,
};

const DAY_MS: i64 = 86_400_000;

/// Ten years with twenty thousand cards: minutes of work.
fn long_simulation() -> Simulation {
    let outline = Outline {
        parameters: STOCK_PARAMETERS.to_vec(),
        retention: 0.9,
        days: 3_650,
        new_cards: 20_000,
        new_per_day: 50,
        new_today: 0,
        reviews_per_day: 9_999,
        new_cards_ignore_review_limit: false,
        interval_days_max: 36_500,
        priority: Priority::Forgotten,
        suspended_after_lapses: None,
        learning_steps: 2,
        relearning_steps: 1,
        balance: None,
    };
    Simulation::new(outline, &[], &Habits::of(std::iter::empty(), 0)).unwrap()
}

fn answers() -> Vec<Logged> {
    let answer = |card: i64, day: i64| Logged {
        id: 1_700_000_000_000 + day * DAY_MS + card,
        card,
        button: if day % 7 == 3 { 1 } else { 3 },
        interval: 3,
        last_interval: if day == 0 { 0 } else { 3 },
        ease: 2_500,
        kind: u8::from(day > 0),
    };
    (1..=40)
        .flat_map(|card| [0, 3, 10, 24].map(|day| answer(card, day)))
        .collect()
}

#[test]
fn a_simulation_ends_in_the_middle_when_it_is_unwanted() {
    let asked = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&asked);
    let simulation =
        long_simulation().unless(move || counted.fetch_add(1, Ordering::Relaxed) >= 30_000);

    let days = simulation.days();

    assert_eq!(days.err(), Some(Unfit::Stopped));
    assert_eq!(asked.load(Ordering::Relaxed), 30_001);
    assert_eq!(simulation.toll(90).err(), Some(Unfit::Stopped));
}

#[test]
fn whoever_keeps_a_simulation_to_the_end_gets_the_same_days() {
    let short = || {
        let outline = Outline {
            parameters: STOCK_PARAMETERS.to_vec(),
            retention: 0.9,
            days: 60,
            new_cards: 200,
            new_per_day: 20,
            new_today: 0,
            reviews_per_day: 50,
            new_cards_ignore_review_limit: false,
            interval_days_max: 36_500,
            priority: Priority::Unspecified,
            suspended_after_lapses: None,
            learning_steps: 2,
            relearning_steps: 1,
            balance: None,
        };
        Simulation::new(outline, &[], &Habits::of(std::iter::empty(), 0)).unwrap()
    };

    let (plain, watched) = (
        short().days().unwrap(),
        short().unless(|| false).days().unwrap(),
    );

    assert_eq!(plain.reviews, watched.reviews);
    assert_eq!(plain.remembered, watched.remembered);
    assert!(plain.reviews.iter().sum::<usize>() > 100);
}

#[test]
fn a_fit_and_a_search_of_parameters_end_when_they_are_stopped() {
    let examples = Examples::of(&answers(), 1_800_000_000, 0);
    assert!(examples.len() > 20);
    let progress = Progress::default();
    assert!(fit_of(&STOCK_PARAMETERS, &examples, Some(&progress)).is_ok());

    progress.stop();

    let fit = fit_of(&STOCK_PARAMETERS, &examples, Some(&progress));
    assert_eq!(fit.err(), Some(Unfit::Stopped));
    let found = optimise(&examples, &STOCK_PARAMETERS, 1, false, Some(&progress));
    assert_eq!(found.err(), Some(Unfit::Stopped));
}
