//! Counting, and what of the counts is shown.

use serde::{Deserialize, Serialize};
use shelf::{Review, Reviews};
use store::Millis;

/// A figure that fewer members share is not kept.
pub const MEMBERS_MIN: u32 = 20;
/// Numbers of members are told in tens.
const MEMBERS_STEP: u32 = 10;

/// Intervals in days, by their first day; the last has no end.
pub const INTERVALS: [u32; 6] = [0, 3, 7, 21, 60, 180];
/// What options aim at, in per cent, to the nearest of these.
const AIMS: [u32; 5] = [80, 85, 90, 95, 97];
const BUTTONS: [u32; 4] = [1, 2, 3, 4];
/// What FSRS foretold, in per cent, by the least; the last goes up to 100.
pub const FORETOLD: [u32; 6] = [0, 70, 80, 85, 90, 95];

/// A figure: of how many reviews of how many members how many were remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// First day of the interval, number of the button, aim or least chance in per cent; 0 for all.
    pub of: u32,
    /// Members, rounded down to tens.
    pub members: u32,
    /// Reviews, rounded to three digits.
    pub reviews: u64,
    /// Parts of a thousand that were remembered; for a button, that pressed it.
    pub per_mille: u32,
    /// Parts of a thousand that FSRS had foretold, where that is the question.
    #[serde(default)]
    pub foretold: Option<u32>,
}

/// What was drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// When.
    pub at: i64,
    /// The average pass rate.
    pub all: Option<Cell>,
    /// The same by the interval before the review.
    pub by_interval: Vec<Cell>,
    /// How often each button was pressed.
    pub by_button: Vec<Cell>,
    /// The pass rate by what the options aim at.
    pub by_aim: Vec<Cell>,
    /// What FSRS foretold before each review, and what was remembered.
    #[serde(default)]
    pub foretold: Option<Cell>,
    /// The same by what was foretold.
    #[serde(default)]
    pub by_foretold: Vec<Cell>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Count {
    members: u32,
    reviews: u64,
    passed: u64,
    /// Sum of what was foretold, in parts of a thousand.
    foretold: u64,
}

/// Counts while collections are read. Knows nobody.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    all: Count,
    by_interval: [Count; INTERVALS.len()],
    by_button: [Count; BUTTONS.len()],
    by_aim: [Count; AIMS.len()],
    foretold: Count,
    by_foretold: [Count; FORETOLD.len()],
}

impl Drawing {
    /// Adds the reviews of one member.
    pub(super) fn add(&mut self, found: &Reviews) {
        let reviews = &found.reviews;
        if reviews.is_empty() {
            return;
        }
        self.all.add(reviews.iter(), is_passed);
        for (at, count) in self.by_interval.iter_mut().enumerate() {
            let of = reviews.iter().filter(|review| interval_of(**review) == at);
            count.add(of, is_passed);
        }
        for (button, count) in BUTTONS.iter().zip(&mut self.by_button) {
            count.add(reviews.iter(), |review| u32::from(review.button) == *button);
        }
        if let Some(at) = found.aims_at.and_then(nearest_aim)
            && let Some(count) = self.by_aim.get_mut(at)
        {
            count.add(reviews.iter(), is_passed);
        }
        let foretold = reviews.iter().filter(|review| review.foretold.is_some());
        self.foretold.add(foretold.clone(), is_passed);
        for (at, count) in self.by_foretold.iter_mut().enumerate() {
            let of = foretold.clone();
            count.add(of.filter(|review| band_of(**review) == at), is_passed);
        }
    }

    /// What is shown of it.
    pub(super) fn figures(&self, now: Millis) -> Figures {
        let cells = |names: &[u32], counts: &[Count]| of_groups(names, counts, Count::cell);
        Figures {
            at: now.0,
            all: self.all.cell(0),
            by_interval: cells(&INTERVALS, &self.by_interval),
            by_button: cells(&BUTTONS, &self.by_button),
            by_aim: cells(&AIMS, &self.by_aim),
            foretold: self.foretold.cell_foretold(0),
            by_foretold: of_groups(&FORETOLD, &self.by_foretold, Count::cell_foretold),
        }
    }
}

impl Count {
    fn add<'a>(
        &mut self,
        reviews: impl Iterator<Item = &'a Review>,
        passes: impl Fn(Review) -> bool,
    ) {
        let before = self.reviews;
        for review in reviews {
            self.reviews += 1;
            self.passed += u64::from(passes(*review));
            self.foretold += u64::from(review.foretold.unwrap_or_default());
        }
        self.members += u32::from(self.reviews > before);
    }

    fn cell(self, of: u32) -> Option<Cell> {
        if self.members < MEMBERS_MIN {
            return None;
        }
        let per_mille = (self.passed * 1_000 + self.reviews / 2) / self.reviews;
        Some(Cell {
            of,
            members: self.members / MEMBERS_STEP * MEMBERS_STEP,
            reviews: three_digits(self.reviews),
            per_mille: u32::try_from(per_mille).unwrap_or(1_000),
            foretold: None,
        })
    }

    /// The same, with the mean of what was foretold.
    fn cell_foretold(self, of: u32) -> Option<Cell> {
        let cell = self.cell(of)?;
        let mean = (self.foretold + self.reviews / 2) / self.reviews;
        Some(Cell {
            foretold: u32::try_from(mean).ok(),
            ..cell
        })
    }
}

/// The figures of groups that have one of all beside them. What few share is not shown, and then the
/// smallest of the others is not, either: whoever takes what is shown from all finds no few.
fn of_groups(
    names: &[u32],
    counts: &[Count],
    cell: impl Fn(Count, u32) -> Option<Cell>,
) -> Vec<Cell> {
    let of_each = names.iter().zip(counts);
    let mut cells: Vec<Cell> = of_each
        .filter_map(|(of, count)| cell(*count, *of))
        .collect();
    let some = counts.iter().filter(|count| count.reviews > 0);
    if cells.len() < some.count()
        && let Some(least) = cells.iter().map(|cell| cell.members).min()
        && let Some(at) = cells.iter().rposition(|cell| cell.members == least)
    {
        cells.remove(at);
    }
    cells
}

fn is_passed(review: Review) -> bool {
    review.button > 1
}

fn interval_of(review: Review) -> usize {
    let later = INTERVALS
        .iter()
        .rposition(|first| *first <= review.days_before);
    later.unwrap_or_default()
}

fn band_of(review: Review) -> usize {
    let foretold = u32::from(review.foretold.unwrap_or_default());
    let later = FORETOLD.iter().rposition(|least| least * 10 <= foretold);
    later.unwrap_or_default()
}

fn nearest_aim(aim: f32) -> Option<usize> {
    let distance = |known: u32| (f64::from(aim) * 100.0 - f64::from(known)).abs();
    let known = AIMS.iter().enumerate();
    known
        .min_by(|(_, a), (_, b)| distance(**a).total_cmp(&distance(**b)))
        .map(|(at, _)| at)
}

fn three_digits(number: u64) -> u64 {
    let mut step = 1;
    while number / step >= 1_000 {
        step *= 10;
    }
    (number + step / 2) / step * step
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(passed: usize, failed: usize, days_before: u32) -> Reviews {
        let of = |button, count| {
            let review = Review {
                button,
                days_before,
                foretold: None,
            };
            std::iter::repeat_n(review, count)
        };
        Reviews {
            reviews: of(3, passed).chain(of(1, failed)).collect(),
            aims_at: Some(0.9),
        }
    }

    #[test]
    fn pr_07_known_collections_give_the_exact_rate() {
        let mut drawing = Drawing::default();
        for _ in 0..19 {
            drawing.add(&member(9, 1, 30));
        }
        assert_eq!(drawing.figures(Millis(1)).all, None, "too few share it");

        drawing.add(&member(0, 10, 2));

        let figures = drawing.figures(Millis(1));
        let all = figures.all.unwrap();
        assert_eq!((all.members, all.reviews, all.per_mille), (20, 200, 855));
        assert!(
            figures.by_interval.is_empty(),
            "no interval is shared by 20"
        );
        let aims: Vec<(u32, u32)> = figures.by_aim.iter().map(|c| (c.of, c.per_mille)).collect();
        assert_eq!(aims, [(90, 855)]);
        let buttons: Vec<u32> = figures
            .by_button
            .iter()
            .map(|cell| cell.per_mille)
            .collect();
        assert_eq!(buttons, [145, 0, 855, 0]);
    }

    #[test]
    fn pr_07_what_was_foretold_stands_beside_what_was_remembered() {
        let foretold = |chance, passed, failed| {
            let mut one = member(passed, failed, 30);
            for review in &mut one.reviews {
                review.foretold = Some(chance);
            }
            one
        };
        let mut drawing = Drawing::default();
        for _ in 0..MEMBERS_MIN {
            drawing.add(&foretold(920, 9, 1));
        }
        drawing.add(&member(0, 50, 30));
        assert_eq!(
            drawing.figures(Millis(1)).by_foretold.len(),
            1,
            "all of them are shown"
        );
        for _ in 0..MEMBERS_MIN + 10 {
            drawing.add(&foretold(960, 10, 0));
        }
        drawing.add(&foretold(700, 0, 10));

        let figures = drawing.figures(Millis(1));

        let all = figures.foretold.unwrap();
        assert_eq!(
            (all.reviews, all.per_mille, all.foretold),
            (510, 941, Some(939))
        );
        let bands: Vec<_> = figures
            .by_foretold
            .iter()
            .map(|c| (c.of, c.per_mille, c.foretold))
            .collect();
        assert_eq!(
            bands,
            [(95, 1000, Some(960))],
            "one member alone is no group, and the least group covers her"
        );
        let older = serde_json::json!({"at": 1, "all": null, "by_interval": [], "by_button": [], "by_aim": []});
        assert_eq!(
            serde_json::from_value::<Figures>(older).unwrap().foretold,
            None
        );
    }

    #[test]
    fn pr_07_one_member_more_or_less_is_not_seen() {
        let figures = |members: usize| {
            let mut drawing = Drawing::default();
            for _ in 0..members {
                drawing.add(&member(900, 100, 30));
            }
            drawing.figures(Millis(1)).all.unwrap()
        };

        assert_eq!(figures(31).members, figures(32).members);
        assert_eq!(figures(31).per_mille, figures(32).per_mille);
        assert_eq!(three_digits(123_456), 123_000);
    }

    #[test]
    fn intervals_and_aims_have_their_places() {
        let place = |days_before| {
            interval_of(Review {
                button: 3,
                days_before,
                foretold: None,
            })
        };
        let band = |chance| {
            band_of(Review {
                button: 3,
                days_before: 9,
                foretold: Some(chance),
            })
        };

        assert_eq!([0, 2, 3, 20, 21, 400].map(place), [0, 0, 1, 2, 3, 5]);
        assert_eq!([0, 699, 700, 949, 950, 1000].map(band), [0, 0, 1, 4, 5, 5]);
        assert_eq!(nearest_aim(0.9), Some(2));
        assert_eq!(nearest_aim(0.5), Some(0));
    }
}
