use std::ops::RangeInclusive;

use prost::Message;

use super::{PresetId, Secs, Usn};

/// The preset that always exists.
pub const DEFAULT_PRESET: PresetId = PresetId(1);

/// One row of `deck_config`: options that decks share.
#[derive(Debug, Clone, PartialEq)]
pub struct Preset {
    pub id: PresetId,
    pub name: String,
    pub modified: Secs,
    pub usn: Usn,
    pub config: PresetConfig,
}

/// `deck_config.config`; numbers from `proto/anki/deck_config.proto`.
#[expect(clippy::struct_excessive_bools, reason = "the message is Anki's")]
#[derive(Clone, PartialEq, Message)]
pub struct PresetConfig {
    /// Minutes.
    #[prost(float, repeated, tag = "1")]
    pub learn_steps: Vec<f32>,
    /// Minutes.
    #[prost(float, repeated, tag = "2")]
    pub relearn_steps: Vec<f32>,
    #[prost(float, repeated, tag = "3")]
    pub fsrs_params_4: Vec<f32>,
    #[prost(float, repeated, tag = "4")]
    pub easy_days_percentages: Vec<f32>,
    #[prost(float, repeated, tag = "5")]
    pub fsrs_params_5: Vec<f32>,
    #[prost(float, repeated, tag = "6")]
    pub fsrs_params_6: Vec<f32>,
    #[prost(uint32, tag = "9")]
    pub new_per_day: u32,
    #[prost(uint32, tag = "10")]
    pub reviews_per_day: u32,
    #[prost(float, tag = "11")]
    pub initial_ease: f32,
    #[prost(float, tag = "12")]
    pub easy_multiplier: f32,
    #[prost(float, tag = "13")]
    pub hard_multiplier: f32,
    #[prost(float, tag = "14")]
    pub lapse_multiplier: f32,
    #[prost(float, tag = "15")]
    pub interval_multiplier: f32,
    /// Days.
    #[prost(uint32, tag = "16")]
    pub maximum_review_interval: u32,
    /// Days.
    #[prost(uint32, tag = "17")]
    pub minimum_lapse_interval: u32,
    /// Days.
    #[prost(uint32, tag = "18")]
    pub graduating_interval_good: u32,
    /// Days.
    #[prost(uint32, tag = "19")]
    pub graduating_interval_easy: u32,
    /// 0 due, 1 random: the inverse of the JSON `order`.
    #[prost(int32, tag = "20")]
    pub new_card_insert_order: i32,
    /// 0 suspend, 1 tag only.
    #[prost(int32, tag = "21")]
    pub leech_action: i32,
    #[prost(uint32, tag = "22")]
    pub leech_threshold: u32,
    #[prost(bool, tag = "23")]
    pub disable_autoplay: bool,
    #[prost(uint32, tag = "24")]
    pub answer_secs_max: u32,
    #[prost(bool, tag = "25")]
    pub show_timer: bool,
    #[prost(bool, tag = "26")]
    pub skip_question_when_replaying_answer: bool,
    #[prost(bool, tag = "27")]
    pub bury_new: bool,
    #[prost(bool, tag = "28")]
    pub bury_reviews: bool,
    #[prost(bool, tag = "29")]
    pub bury_interday_learning: bool,
    #[prost(int32, tag = "30")]
    pub new_mix: i32,
    #[prost(int32, tag = "31")]
    pub interday_learning_mix: i32,
    #[prost(int32, tag = "32")]
    pub new_card_sort_order: i32,
    #[prost(int32, tag = "33")]
    pub review_order: i32,
    #[prost(int32, tag = "34")]
    pub new_card_gather_priority: i32,
    #[prost(uint32, tag = "35")]
    pub new_per_day_minimum: u32,
    #[prost(int32, tag = "36")]
    pub question_action: i32,
    #[prost(float, tag = "37")]
    pub desired_retention: f32,
    #[prost(bool, tag = "38")]
    pub stop_timer_on_answer: bool,
    #[prost(float, tag = "40")]
    pub historical_retention: f32,
    #[prost(float, tag = "41")]
    pub question_secs: f32,
    #[prost(float, tag = "42")]
    pub answer_secs: f32,
    #[prost(int32, tag = "43")]
    pub answer_action: i32,
    #[prost(bool, tag = "44")]
    pub wait_for_audio: bool,
    #[prost(string, tag = "45")]
    pub param_search: String,
    /// An ISO date, or empty.
    #[prost(string, tag = "46")]
    pub ignore_revlogs_before_date: String,
    /// A JSON object with the keys nobody knows, those of `new`, `rev` and `lapse` in objects of
    /// these names; or empty.
    #[prost(bytes = "vec", tag = "255")]
    pub other: Vec<u8>,
}

impl PresetConfig {
    /// What a new preset has.
    pub fn stock() -> PresetConfig {
        PresetConfig {
            learn_steps: vec![1.0, 10.0],
            relearn_steps: vec![10.0],
            easy_days_percentages: vec![1.0; 7],
            new_per_day: 20,
            reviews_per_day: 200,
            initial_ease: 2.5,
            easy_multiplier: 1.3,
            hard_multiplier: 1.2,
            interval_multiplier: 1.0,
            maximum_review_interval: 36_500,
            minimum_lapse_interval: 1,
            graduating_interval_good: 1,
            graduating_interval_easy: 4,
            leech_action: 1,
            leech_threshold: 8,
            answer_secs_max: 60,
            wait_for_audio: true,
            desired_retention: 0.9,
            historical_retention: 0.9,
            ..PresetConfig::default()
        }
    }

    /// Puts values that no scheduler can work with back to those of a new preset. Anki does so
    /// whenever it reads a preset, so clients are sent presets in this form
    /// (`rslib/src/deckconfig/mod.rs`).
    pub fn mend(&mut self) {
        let stock = PresetConfig::stock();
        self.mend_counts(&stock);
        self.mend_intervals(&stock);
        self.mend_factors(&stock);
    }

    fn mend_counts(&mut self, stock: &PresetConfig) {
        let (any, some) = (0..=9999, 1..=9999);
        mend(&mut self.new_per_day, stock.new_per_day, &any);
        mend(&mut self.reviews_per_day, stock.reviews_per_day, &any);
        mend(
            &mut self.new_per_day_minimum,
            stock.new_per_day_minimum,
            &any,
        );
        mend(&mut self.leech_threshold, stock.leech_threshold, &some);
        mend(&mut self.answer_secs_max, stock.answer_secs_max, &some);
    }

    fn mend_intervals(&mut self, stock: &PresetConfig) {
        let days = 1..=36_500;
        mend(
            &mut self.maximum_review_interval,
            stock.maximum_review_interval,
            &days,
        );
        mend(
            &mut self.minimum_lapse_interval,
            stock.minimum_lapse_interval,
            &days,
        );
        mend(
            &mut self.graduating_interval_good,
            stock.graduating_interval_good,
            &days,
        );
        mend(
            &mut self.graduating_interval_easy,
            stock.graduating_interval_easy,
            &days,
        );
    }

    fn mend_factors(&mut self, stock: &PresetConfig) {
        mend(&mut self.initial_ease, stock.initial_ease, &(1.31..=5.0));
        mend(
            &mut self.easy_multiplier,
            stock.easy_multiplier,
            &(1.0..=5.0),
        );
        mend(
            &mut self.hard_multiplier,
            stock.hard_multiplier,
            &(0.5..=1.3),
        );
        mend(
            &mut self.lapse_multiplier,
            stock.lapse_multiplier,
            &(0.0..=1.0),
        );
        mend(
            &mut self.interval_multiplier,
            stock.interval_multiplier,
            &(0.5..=2.0),
        );
        mend(
            &mut self.desired_retention,
            stock.desired_retention,
            &(0.7..=0.99),
        );
        mend(
            &mut self.historical_retention,
            stock.historical_retention,
            &(0.7..=0.97),
        );
    }
}

/// Out of range, the stock value is taken; NaN lies in no range.
fn mend<T: PartialOrd>(value: &mut T, stock: T, range: &RangeInclusive<T>) {
    if !range.contains(value) {
        *value = stock;
    }
}
