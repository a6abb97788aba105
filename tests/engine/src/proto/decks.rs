//! Decks (`proto/anki/decks.proto`).

use super::Field;
use super::Kind::{Bool, Bytes, Enum, Float, Int, Message, Text};
use super::Often::{Many, Maybe, Once};

pub(crate) const DECK_COMMON: &[Field] = &[
    Field(1, "study_collapsed", Bool, Once),
    Field(2, "browser_collapsed", Bool, Once),
    Field(3, "last_day_studied", Int, Once),
    Field(4, "new_studied", Int, Once),
    Field(5, "review_studied", Int, Once),
    Field(7, "milliseconds_studied", Int, Once),
    Field(6, "learning_studied", Int, Once),
    Field(255, "other", Bytes, Once),
];

const DAY_LIMIT: &[Field] = &[Field(1, "limit", Int, Once), Field(2, "today", Int, Once)];

pub(crate) const DECK_NORMAL: &[Field] = &[
    Field(1, "config_id", Int, Once),
    Field(2, "extend_new", Int, Once),
    Field(3, "extend_review", Int, Once),
    Field(4, "description", Text, Once),
    Field(5, "markdown_description", Bool, Once),
    Field(6, "review_limit", Int, Maybe),
    Field(7, "new_limit", Int, Maybe),
    Field(8, "review_limit_today", Message(DAY_LIMIT), Maybe),
    Field(9, "new_limit_today", Message(DAY_LIMIT), Maybe),
    Field(10, "desired_retention", Float, Maybe),
];

pub(crate) const FILTERED_ORDERS: &[&str] = &[
    "OLDEST_REVIEWED_FIRST",
    "RANDOM",
    "INTERVALS_ASCENDING",
    "INTERVALS_DESCENDING",
    "LAPSES",
    "ADDED",
    "DUE",
    "REVERSE_ADDED",
    "RETRIEVABILITY_ASCENDING",
    "RETRIEVABILITY_DESCENDING",
    "RELATIVE_OVERDUENESS",
];

pub(crate) const SEARCH_TERM: &[Field] = &[
    Field(1, "search", Text, Once),
    Field(2, "limit", Int, Once),
    Field(3, "order", Enum(FILTERED_ORDERS), Once),
];

pub(crate) const DECK_FILTERED: &[Field] = &[
    Field(1, "reschedule", Bool, Once),
    Field(2, "search_terms", Message(SEARCH_TERM), Many),
    Field(3, "delays", Float, Many),
    Field(4, "preview_delay", Int, Once),
    Field(7, "preview_again_secs", Int, Once),
    Field(5, "preview_hard_secs", Int, Once),
    Field(6, "preview_good_secs", Int, Once),
];

pub(crate) const DECK_KIND: &[Field] = &[
    Field(1, "normal", Message(DECK_NORMAL), Maybe),
    Field(2, "filtered", Message(DECK_FILTERED), Maybe),
];
