//! Every setting of a preset: its name in the form, its words, where it stands, what it may be.

use collection::model::PresetConfig;
use texts::Texts;

use super::choices::{
    answer_actions, gather_orders, insert_orders, leech_actions, mixes, question_actions,
    review_orders, sort_orders,
};

type Words = fn(Texts) -> String;
type Choices = fn(Texts) -> Vec<(i32, String)>;

/// Where a setting stands in a preset, and what it may be.
#[derive(Clone, Copy)]
pub(super) enum Place {
    Whole(fn(&mut PresetConfig) -> &mut u32, u32, u32),
    Decimal(fn(&mut PresetConfig) -> &mut f32, f32, f32),
    Switch(fn(&mut PresetConfig) -> &mut bool),
    Choice(fn(&mut PresetConfig) -> &mut i32, Choices),
    Steps(fn(&mut PresetConfig) -> &mut Vec<f32>),
    Numbers(fn(&mut PresetConfig) -> &mut Vec<f32>),
    Text(fn(&mut PresetConfig) -> &mut String),
    /// How much is to do on a weekday, from Monday.
    Weekday(usize),
}

/// One line of the form.
#[derive(Clone, Copy)]
pub(super) struct Line {
    pub(super) name: &'static str,
    pub(super) label: Words,
    pub(super) hint: Option<Words>,
    pub(super) place: Place,
}

/// Lines under a heading.
pub(super) struct Section {
    pub(super) title: Words,
    pub(super) lines: &'static [Line],
}

const fn line(name: &'static str, label: Words, place: Place) -> Line {
    Line {
        name,
        label,
        hint: None,
        place,
    }
}

const fn hinted(name: &'static str, label: Words, hint: Words, place: Place) -> Line {
    Line {
        name,
        label,
        hint: Some(hint),
        place,
    }
}

const DAYS_MAX: u32 = 36_500;

/// All settings in the order of the page.
pub(super) const SECTIONS: [Section; 11] = [
    Section {
        title: Texts::options_limits,
        lines: &[
            line(
                "new_per_day",
                Texts::options_new_per_day,
                Place::Whole(|p| &mut p.new_per_day, 0, 9999),
            ),
            line(
                "reviews_per_day",
                Texts::options_reviews_per_day,
                Place::Whole(|p| &mut p.reviews_per_day, 0, 9999),
            ),
        ],
    },
    Section {
        title: Texts::options_new_cards,
        lines: &[
            hinted(
                "learn_steps",
                Texts::options_learn_steps,
                Texts::options_steps_hint,
                Place::Steps(|p| &mut p.learn_steps),
            ),
            line(
                "graduating",
                Texts::options_graduating,
                Place::Whole(|p| &mut p.graduating_interval_good, 1, DAYS_MAX),
            ),
            line(
                "easy_interval",
                Texts::options_easy_interval,
                Place::Whole(|p| &mut p.graduating_interval_easy, 1, DAYS_MAX),
            ),
            line(
                "insert_order",
                Texts::options_insert_order,
                Place::Choice(|p| &mut p.new_card_insert_order, insert_orders),
            ),
        ],
    },
    Section {
        title: Texts::options_lapses,
        lines: &[
            hinted(
                "relearn_steps",
                Texts::options_relearn_steps,
                Texts::options_steps_hint,
                Place::Steps(|p| &mut p.relearn_steps),
            ),
            line(
                "minimum_interval",
                Texts::options_minimum_interval,
                Place::Whole(|p| &mut p.minimum_lapse_interval, 1, DAYS_MAX),
            ),
            line(
                "leech_threshold",
                Texts::options_leech_threshold,
                Place::Whole(|p| &mut p.leech_threshold, 1, 9999),
            ),
            line(
                "leech_action",
                Texts::options_leech_action,
                Place::Choice(|p| &mut p.leech_action, leech_actions),
            ),
        ],
    },
    Section {
        title: Texts::options_order,
        lines: &[
            line(
                "gather",
                Texts::options_gather,
                Place::Choice(|p| &mut p.new_card_gather_priority, gather_orders),
            ),
            line(
                "sort",
                Texts::options_sort,
                Place::Choice(|p| &mut p.new_card_sort_order, sort_orders),
            ),
            line(
                "new_mix",
                Texts::options_new_mix,
                Place::Choice(|p| &mut p.new_mix, mixes),
            ),
            line(
                "day_learning_mix",
                Texts::options_day_learning_mix,
                Place::Choice(|p| &mut p.interday_learning_mix, mixes),
            ),
            line(
                "review_order",
                Texts::options_review_order,
                Place::Choice(|p| &mut p.review_order, review_orders),
            ),
        ],
    },
    Section {
        title: Texts::options_fsrs,
        lines: &[
            hinted(
                "retention",
                Texts::options_retention,
                Texts::options_retention_hint,
                Place::Decimal(|p| &mut p.desired_retention, 0.7, 0.99),
            ),
            hinted(
                "parameters",
                Texts::options_parameters,
                Texts::options_parameters_hint,
                Place::Numbers(|p| &mut p.fsrs_params_6),
            ),
            line(
                "historical",
                Texts::options_historical,
                Place::Decimal(|p| &mut p.historical_retention, 0.7, 0.97),
            ),
            hinted(
                "ignore_before",
                Texts::options_ignore_before,
                Texts::options_ignore_before_hint,
                Place::Text(|p| &mut p.ignore_revlogs_before_date),
            ),
            line(
                "param_search",
                Texts::options_search,
                Place::Text(|p| &mut p.param_search),
            ),
        ],
    },
    Section {
        title: Texts::options_burying,
        lines: &[
            line(
                "bury_new",
                Texts::options_bury_new,
                Place::Switch(|p| &mut p.bury_new),
            ),
            line(
                "bury_reviews",
                Texts::options_bury_reviews,
                Place::Switch(|p| &mut p.bury_reviews),
            ),
            line(
                "bury_day_learning",
                Texts::options_bury_day_learning,
                Place::Switch(|p| &mut p.bury_interday_learning),
            ),
        ],
    },
    Section {
        title: Texts::options_sounds,
        lines: &[
            line(
                "no_autoplay",
                Texts::options_no_autoplay,
                Place::Switch(|p| &mut p.disable_autoplay),
            ),
            line(
                "skip_question",
                Texts::options_skip_question,
                Place::Switch(|p| &mut p.skip_question_when_replaying_answer),
            ),
        ],
    },
    Section {
        title: Texts::options_timer,
        lines: &[
            line(
                "answer_max",
                Texts::options_answer_max,
                Place::Whole(|p| &mut p.answer_secs_max, 1, 9999),
            ),
            line(
                "show_timer",
                Texts::options_show_timer,
                Place::Switch(|p| &mut p.show_timer),
            ),
            line(
                "stop_timer",
                Texts::options_stop_timer,
                Place::Switch(|p| &mut p.stop_timer_on_answer),
            ),
        ],
    },
    Section {
        title: Texts::options_advance,
        lines: &[
            hinted(
                "question_secs",
                Texts::options_question_secs,
                Texts::options_secs_hint,
                Place::Decimal(|p| &mut p.question_secs, 0.0, 9999.0),
            ),
            hinted(
                "answer_secs",
                Texts::options_answer_secs,
                Texts::options_secs_hint,
                Place::Decimal(|p| &mut p.answer_secs, 0.0, 9999.0),
            ),
            line(
                "wait",
                Texts::options_wait,
                Place::Switch(|p| &mut p.wait_for_audio),
            ),
            line(
                "question_action",
                Texts::options_question_action,
                Place::Choice(|p| &mut p.question_action, question_actions),
            ),
            line(
                "answer_action",
                Texts::options_answer_action,
                Place::Choice(|p| &mut p.answer_action, answer_actions),
            ),
        ],
    },
    Section {
        title: Texts::options_easy_days,
        lines: &[
            line("easy_0", Texts::options_monday, Place::Weekday(0)),
            line("easy_1", Texts::options_tuesday, Place::Weekday(1)),
            line("easy_2", Texts::options_wednesday, Place::Weekday(2)),
            line("easy_3", Texts::options_thursday, Place::Weekday(3)),
            line("easy_4", Texts::options_friday, Place::Weekday(4)),
            line("easy_5", Texts::options_saturday, Place::Weekday(5)),
            line("easy_6", Texts::options_sunday, Place::Weekday(6)),
        ],
    },
    Section {
        title: Texts::options_advanced,
        lines: &[
            line(
                "maximum_interval",
                Texts::options_maximum_interval,
                Place::Whole(|p| &mut p.maximum_review_interval, 1, DAYS_MAX),
            ),
            line(
                "starting_ease",
                Texts::options_starting_ease,
                Place::Decimal(|p| &mut p.initial_ease, 1.31, 5.0),
            ),
            line(
                "easy_bonus",
                Texts::options_easy_bonus,
                Place::Decimal(|p| &mut p.easy_multiplier, 1.0, 5.0),
            ),
            line(
                "interval_modifier",
                Texts::options_interval_modifier,
                Place::Decimal(|p| &mut p.interval_multiplier, 0.5, 2.0),
            ),
            line(
                "hard_interval",
                Texts::options_hard_interval,
                Place::Decimal(|p| &mut p.hard_multiplier, 0.5, 1.3),
            ),
            line(
                "new_interval",
                Texts::options_new_interval,
                Place::Decimal(|p| &mut p.lapse_multiplier, 0.0, 1.0),
            ),
        ],
    },
];
