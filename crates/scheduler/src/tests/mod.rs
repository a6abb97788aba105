//! Expected values come from Anki 26.9.3: `get_scheduling_states`, `describe_next_states` and
//! `fuzz_delta` of a collection made on 5 March 2024 at 10:00 UTC, with the ids below.

mod chance;
mod stopping;

use crate::{
    CardState, Forecast, Learning, Memory, NextStates, Review, Rules, State, Steps, button_label,
};

/// The rules of a new preset.
fn stock_rules(seed: u64) -> Rules<'static> {
    Rules {
        seed: Some(seed),
        steps: Steps(&[1.0, 10.0]),
        graduating_days_good: 1,
        graduating_days_easy: 4,
        initial_ease: 2.5,
        hard_multiplier: 1.2,
        easy_multiplier: 1.3,
        interval_multiplier: 1.0,
        interval_days_max: 36_500,
        leech_threshold: 8,
        relearn_steps: Steps(&[10.0]),
        lapse_multiplier: 0.0,
        lapse_days_min: 1,
        forecast: None,
        balance: None,
        previews: None,
    }
}

const NEW: CardState = CardState::Normal(State::New { position: 1 });
const NEW_SEED: u64 = 1_709_632_800_000;

fn old_review(memory: Option<Memory>) -> CardState {
    CardState::Normal(State::Review(Review {
        scheduled_days: 30,
        elapsed_days: 30,
        ease: 2.5,
        lapses: 7,
        is_leech: false,
        memory,
    }))
}
const OLD_SEED: u64 = 1_709_632_800_001 + 7;

fn days(next: &NextStates) -> [u32; 3] {
    [next.hard, next.good, next.easy].map(|state| state.interval().secs() / 86_400)
}

fn labels(next: &NextStates) -> [String; 4] {
    [next.again, next.hard, next.good, next.easy]
        .map(|state| button_label(state.interval().secs(), 1200))
        .map(|label| label.replace(['\u{2068}', '\u{2069}'], ""))
}

#[test]
fn a_new_card_goes_through_its_steps() {
    let next = NEW.next(&stock_rules(NEW_SEED));

    assert_eq!(labels(&next), ["<1m", "<6m", "<10m", "5d"]);
    assert_eq!(
        next.good,
        CardState::Normal(State::Learning(Learning {
            remaining_steps: 1,
            scheduled_secs: 600,
            elapsed_secs: 0,
            memory: None,
        }))
    );
}

#[test]
fn a_review_grows_by_its_ease_and_a_failed_one_may_be_a_leech() {
    let next = old_review(None).next(&stock_rules(OLD_SEED));

    assert_eq!(days(&next), [35, 73, 95]);
    assert_eq!(labels(&next), ["<10m", "1.2mo", "2.4mo", "3.1mo"]);
    assert!(next.again.is_leech());
}

#[test]
fn fsrs_foretells_memories_and_intervals() {
    let memory = Memory {
        stability: 25.5,
        difficulty: 6.123,
    };
    let forecast = Forecast::of(&[], Some(memory), 0.9, 35).unwrap();
    let rules = Rules {
        steps: Steps(&[]),
        relearn_steps: Steps(&[]),
        forecast: Some(forecast),
        ..stock_rules(OLD_SEED)
    };

    let next = old_review(Some(memory)).next(&rules);

    assert_eq!(days(&next), [53, 72, 114]);
    assert_eq!(
        forecast.good.memory,
        Memory {
            stability: 74.072_37,
            difficulty: 6.112_105_4,
        }
    );
    assert_eq!(next.again.interval().secs(), 2 * 86_400);
}

#[test]
fn fsrs_keeps_a_card_within_the_day_when_there_are_no_steps() {
    let rules = Rules {
        steps: Steps(&[]),
        forecast: Forecast::of(&[], None, 0.9, 0),
        ..stock_rules(NEW_SEED)
    };

    let next = NEW.next(&rules);

    assert_eq!(next.again.interval().secs(), 18_316);
    assert_eq!(labels(&next), ["5.1h", "1d", "2d", "9d"]);
}
