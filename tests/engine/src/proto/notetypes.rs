//! Notetypes (`proto/anki/notetypes.proto`).

use super::Field;
use super::Kind::{Bool, Bytes, Enum, Int, Message, Text};
use super::Often::{Many, Maybe, Once};

const CARD_REQUIREMENT: &[Field] = &[
    Field(1, "card_ord", Int, Once),
    Field(
        2,
        "kind",
        Enum(&["KIND_NONE", "KIND_ANY", "KIND_ALL"]),
        Once,
    ),
    Field(3, "field_ords", Int, Many),
];

pub(crate) const NOTETYPE_CONFIG: &[Field] = &[
    Field(1, "kind", Enum(&["KIND_NORMAL", "KIND_CLOZE"]), Once),
    Field(2, "sort_field_idx", Int, Once),
    Field(3, "css", Text, Once),
    Field(4, "target_deck_id_unused", Int, Once),
    Field(5, "latex_pre", Text, Once),
    Field(6, "latex_post", Text, Once),
    Field(7, "latex_svg", Bool, Once),
    Field(8, "reqs", Message(CARD_REQUIREMENT), Many),
    Field(
        9,
        "original_stock_kind",
        Enum(&[
            "ORIGINAL_STOCK_KIND_UNKNOWN",
            "ORIGINAL_STOCK_KIND_BASIC",
            "ORIGINAL_STOCK_KIND_BASIC_AND_REVERSED",
            "ORIGINAL_STOCK_KIND_BASIC_OPTIONAL_REVERSED",
            "ORIGINAL_STOCK_KIND_BASIC_TYPING",
            "ORIGINAL_STOCK_KIND_CLOZE",
            "ORIGINAL_STOCK_KIND_IMAGE_OCCLUSION",
        ]),
        Once,
    ),
    Field(10, "original_id", Int, Maybe),
    Field(255, "other", Bytes, Once),
];

pub(crate) const FIELD_CONFIG: &[Field] = &[
    Field(1, "sticky", Bool, Once),
    Field(2, "rtl", Bool, Once),
    Field(3, "font_name", Text, Once),
    Field(4, "font_size", Int, Once),
    Field(5, "description", Text, Once),
    Field(6, "plain_text", Bool, Once),
    Field(7, "collapsed", Bool, Once),
    Field(8, "exclude_from_search", Bool, Once),
    Field(9, "id", Int, Maybe),
    Field(10, "tag", Int, Maybe),
    Field(11, "prevent_deletion", Bool, Once),
    Field(255, "other", Bytes, Once),
];

pub(crate) const TEMPLATE_CONFIG: &[Field] = &[
    Field(1, "q_format", Text, Once),
    Field(2, "a_format", Text, Once),
    Field(3, "q_format_browser", Text, Once),
    Field(4, "a_format_browser", Text, Once),
    Field(5, "target_deck_id", Int, Once),
    Field(6, "browser_font_name", Text, Once),
    Field(7, "browser_font_size", Int, Once),
    Field(8, "id", Int, Maybe),
    Field(255, "other", Bytes, Once),
];
