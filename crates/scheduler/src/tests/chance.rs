use crate::{
    Balance, Dice, Due, EasyDay, LoadBalancer, day_salt, fnv, fuzz_factor, fuzzed_days, fuzzed_secs,
};

#[test]
fn throws_repeat_those_of_the_standard_generator() {
    let mut dice = Dice::seeded(1_709_632_800_000);
    assert_eq!(
        [dice.word(), dice.word(), dice.word()],
        [3_427_300_568, 2_571_379_784, 591_765_008]
    );

    let mut dice = Dice::seeded(42);
    let words: Vec<_> = (0..18).map(|_| dice.word()).collect();
    assert_eq!(words[16..], [2_703_000_414, 563_838_535]);

    assert_eq!(Dice::seeded(1234).between(1, 1234), 70);
    assert_eq!(fuzzed_secs(Some(1_709_632_800_000), 600), 719);
}

#[test]
fn intervals_are_spread_by_card_and_reviews() {
    let spread = |seed, days: u16| {
        let factor = Some(fuzz_factor(seed));
        i64::from(fuzzed_days(factor, f32::from(days), 1, 36_500)) - i64::from(days)
    };
    let days = [2, 3, 10, 30, 100, 365];

    assert_eq!(
        days.map(|days| spread(1_709_632_800_000, days)),
        [0, 1, 1, 2, 4, 12]
    );
    assert_eq!(
        days.map(|days| spread(1_709_632_800_007, days)),
        [0, 1, 1, 2, 4, 11]
    );
}

#[test]
fn hashes_shuffle_by_id_and_day() {
    assert_eq!(fnv(&[1_709_632_800_000, 7]), 7_665_130_972_219_859_912);
    assert_eq!(day_salt(400), 917_382_288);
}

/// From the model of the load balancer that was compared with Anki's choices.
#[test]
fn busy_days_easy_days_and_siblings_are_avoided() {
    let mut card = 100;
    let mut due = Vec::new();
    for day in 0..99 {
        for _ in 0..[3, 1, 5, 1][day as usize % 4] {
            card += 1;
            let note = if matches!(day, 19 | 22) { 7 } else { card };
            due.push(Due {
                card,
                note,
                preset: 1,
                day,
            });
        }
    }
    let mut easy = [EasyDay::Normal; 7];
    (easy[3], easy[5], easy[6]) = (EasyDay::Minimum, EasyDay::Reduced, EasyDay::Minimum);
    // The next day starts on a Tuesday.
    let weekdays = (0..100_u8).map(|interval| interval % 7).collect();
    let balancer = LoadBalancer::new(due.into_iter(), [(1, easy)].into(), weekdays);
    let balance = Balance {
        balancer: &balancer,
        preset: 1,
        note: Some(7),
    };

    let chosen = (0..8).map(|seed| balance.choose(20.0, (1, 36_500), seed).unwrap());

    assert_eq!(chosen.collect::<Vec<_>>(), [23, 23, 21, 23, 23, 21, 21, 21]);
}
