//! Graphs of answers.

use std::collections::BTreeMap;

use super::{
    ButtonCounts, ByPeriod, CountsByKind, DAY_SECS, Hour, MATURE_DAYS, Recall, Recalls, TodaySum,
};
use crate::model::{RevlogEntry, Secs};
use crate::stats::log;
use crate::today::Today;

/// Sums that grow answer by answer.
pub(super) struct ReviewSums {
    today_ends: i64,
    secs_east: i64,
    pub(super) counts: BTreeMap<i32, CountsByKind>,
    pub(super) millis: BTreeMap<i32, CountsByKind>,
    pub(super) retention: Recalls,
    pub(super) today: TodaySum,
    pub(super) hours: ByPeriod<Vec<Hour>>,
    pub(super) buttons: ByPeriod<ButtonCounts>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Learning,
    Review,
    Relearning,
    Filtered,
    /// Changed by hand or rescheduled: no answer.
    NoAnswer,
}

impl Kind {
    fn of(entry: &RevlogEntry) -> Kind {
        match log::kind(entry) {
            1 => Kind::Review,
            2 => Kind::Relearning,
            3 => Kind::Filtered,
            4 | 5 => Kind::NoAnswer,
            _ => Kind::Learning,
        }
    }
}

impl ReviewSums {
    pub(super) fn new(today: Today, minutes_west: i32) -> ReviewSums {
        let day = vec![Hour::default(); 24];
        ReviewSums {
            today_ends: today.next_day_at.0,
            secs_east: i64::from(minutes_west) * -60,
            counts: BTreeMap::new(),
            millis: BTreeMap::new(),
            retention: Recalls::default(),
            today: TodaySum::default(),
            hours: ByPeriod {
                month: day.clone(),
                quarter: day.clone(),
                year: day.clone(),
                all: day,
            },
            buttons: ByPeriod::default(),
        }
    }

    pub(super) fn add(&mut self, entry: &RevlogEntry) {
        let at = log::at(entry);
        let kind = Kind::of(entry);
        self.add_retention(entry, kind, at);
        if kind == Kind::NoAnswer {
            return;
        }
        self.add_day(entry, kind, at);
        if entry.id.0 >= (self.today_ends - DAY_SECS) * 1000 {
            self.add_today(entry, kind);
        }
        if kind != Kind::Filtered {
            self.add_hour(entry, at);
        }
        self.add_button(entry, kind, at);
    }

    fn add_day(&mut self, entry: &RevlogEntry, kind: Kind, at: Secs) {
        let day = i32::try_from((at.0 - self.today_ends) / DAY_SECS).unwrap_or(0);
        let count = part(self.counts.entry(day).or_default(), entry, kind);
        *count += 1;
        let millis = part(self.millis.entry(day).or_default(), entry, kind);
        *millis = millis.wrapping_add(entry.taken_ms);
    }

    fn add_today(&mut self, entry: &RevlogEntry, kind: Kind) {
        let today = &mut self.today;
        let correct = u32::from(entry.button > 1);
        today.answers += 1;
        today.millis = today.millis.wrapping_add(entry.taken_ms);
        today.correct += correct;
        if entry.last_interval >= MATURE_DAYS {
            today.mature += 1;
            today.mature_correct += correct;
        }
        match kind {
            Kind::Learning => today.learning += 1,
            Kind::Review => today.review += 1,
            Kind::Relearning => today.relearning += 1,
            Kind::Filtered => today.early += 1,
            Kind::NoAnswer => {}
        }
    }

    /// All hours are those of the learner's present offset.
    fn add_hour(&mut self, entry: &RevlogEntry, at: Secs) {
        let hour = (at.0 + self.secs_east).div_euclid(3600).rem_euclid(24);
        let hour = usize::try_from(hour).unwrap_or(0);
        let correct = u32::from(entry.button > 1);
        for hours in self.hours.reaching(at, self.today_ends) {
            if let Some(hour) = hours.get_mut(hour) {
                hour.total += 1;
                hour.correct += correct;
            }
        }
    }

    fn add_button(&mut self, entry: &RevlogEntry, kind: Kind, at: Secs) {
        let Some(button) = entry.button.checked_sub(1) else {
            return;
        };
        for counts in self.buttons.reaching(at, self.today_ends) {
            let buttons = match kind {
                Kind::Review if entry.last_interval < MATURE_DAYS => &mut counts.young,
                Kind::Review => &mut counts.mature,
                Kind::Learning | Kind::Relearning | Kind::Filtered => &mut counts.learning,
                Kind::NoAnswer => return,
            };
            if let Some(count) = buttons.get_mut(usize::from(button)) {
                *count += 1;
            }
        }
    }

    /// Reviews of cards with an interval of a day or more, cramming apart.
    fn add_retention(&mut self, entry: &RevlogEntry, kind: Kind, at: Secs) {
        let is_cramming = kind == Kind::Filtered && entry.ease == 0;
        let spans_days = kind == Kind::Review
            || i64::from(entry.last_interval) <= -DAY_SECS
            || entry.last_interval >= 1;
        if entry.button == 0 || is_cramming || !spans_days || at.0 >= self.today_ends {
            return;
        }
        let days_back = |days: i64| self.today_ends - days * DAY_SECS;
        let recalls = &mut self.retention;
        let is_yesterday = at.0 >= days_back(2) && at.0 < days_back(1);
        let periods = [
            (at.0 >= days_back(1), &mut recalls.today),
            (is_yesterday, &mut recalls.yesterday),
            (at.0 >= days_back(7), &mut recalls.week),
            (at.0 >= days_back(30), &mut recalls.month),
            (at.0 >= days_back(365), &mut recalls.year),
            (at.0 >= 0, &mut recalls.all),
        ];
        for (_, recall) in periods.into_iter().filter(|(is_in, _)| *is_in) {
            *outcome(recall, entry) += 1;
        }
    }
}

impl<T> ByPeriod<T> {
    /// The periods in which a moment lies.
    fn reaching(&mut self, at: Secs, today_ends: i64) -> impl Iterator<Item = &mut T> {
        let since = |days: i64| at.0 >= today_ends - days * DAY_SECS;
        let periods = [
            (true, &mut self.all),
            (since(365), &mut self.year),
            (since(90), &mut self.quarter),
            (since(30), &mut self.month),
        ];
        periods
            .into_iter()
            .filter_map(|(is_in, period)| is_in.then_some(period))
    }
}

fn part<'a>(counts: &'a mut CountsByKind, entry: &RevlogEntry, kind: Kind) -> &'a mut u32 {
    match kind {
        Kind::Review if entry.last_interval < MATURE_DAYS => &mut counts.young,
        Kind::Review => &mut counts.mature,
        Kind::Relearning => &mut counts.relearning,
        Kind::Filtered => &mut counts.filtered,
        Kind::Learning | Kind::NoAnswer => &mut counts.learning,
    }
}

fn outcome<'a>(recall: &'a mut Recall, entry: &RevlogEntry) -> &'a mut u32 {
    match (entry.last_interval < MATURE_DAYS, entry.button) {
        (true, 1) => &mut recall.young_failed,
        (true, _) => &mut recall.young_passed,
        (false, 1) => &mut recall.mature_failed,
        (false, _) => &mut recall.mature_passed,
    }
}
