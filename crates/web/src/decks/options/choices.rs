//! What a setting of a preset may be, where it is one of a few.

use texts::Texts;

pub(super) fn insert_orders(t: Texts) -> Vec<(i32, String)> {
    vec![(0, t.options_insert_due()), (1, t.options_insert_random())]
}

pub(super) fn leech_actions(t: Texts) -> Vec<(i32, String)> {
    vec![(0, t.options_leech_suspend()), (1, t.options_leech_tag())]
}

/// Numbers from `proto/anki/deck_config.proto`, here and below; the order is that of Anki's screen.
pub(super) fn gather_orders(t: Texts) -> Vec<(i32, String)> {
    vec![
        (0, t.options_gather_deck()),
        (5, t.options_gather_deck_random()),
        (1, t.options_gather_lowest()),
        (2, t.options_gather_highest()),
        (3, t.options_gather_notes()),
        (4, t.options_gather_cards()),
    ]
}

pub(super) fn sort_orders(t: Texts) -> Vec<(i32, String)> {
    vec![
        (0, t.options_sort_template()),
        (1, t.options_sort_none()),
        (2, t.options_sort_template_random()),
        (3, t.options_sort_note_template()),
        (4, t.options_sort_random()),
    ]
}

pub(super) fn mixes(t: Texts) -> Vec<(i32, String)> {
    vec![
        (0, t.options_mix_mixed()),
        (1, t.options_mix_after()),
        (2, t.options_mix_before()),
    ]
}

pub(in crate::decks) fn review_orders(t: Texts) -> Vec<(i32, String)> {
    vec![
        (0, t.options_review_day()),
        (1, t.options_review_day_deck()),
        (2, t.options_review_deck_day()),
        (3, t.options_review_ivl_up()),
        (4, t.options_review_ivl_down()),
        (5, t.options_review_ease_up()),
        (6, t.options_review_ease_down()),
        (7, t.options_review_recall_up()),
        (11, t.options_review_recall_down()),
        (12, t.options_review_overdue()),
        (8, t.options_review_random()),
        (9, t.options_review_added()),
        (10, t.options_review_added_down()),
    ]
}

pub(super) fn question_actions(t: Texts) -> Vec<(i32, String)> {
    vec![(0, t.options_question_show()), (1, t.options_reminder())]
}

pub(super) fn answer_actions(t: Texts) -> Vec<(i32, String)> {
    vec![
        (0, t.options_answer_bury()),
        (1, t.options_answer_again()),
        (3, t.options_answer_hard()),
        (2, t.options_answer_good()),
        (4, t.options_reminder()),
    ]
}

/// Shares of a usual day, in thousandths, as choices.
pub(super) fn easy_days(t: Texts) -> Vec<(i32, String)> {
    vec![
        (1000, t.options_easy_normal()),
        (500, t.options_easy_reduced()),
        (0, t.options_easy_minimum()),
    ]
}
