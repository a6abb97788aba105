use proptest::prelude::*;

use super::{DeckName, Millis, Note, NoteDigest, NoteShape, PresetConfig, Secs, Usn, tag};
use crate::error::Error;

const SHAPE: NoteShape = NoteShape {
    fields: 2,
    sort_field: 0,
};

#[test]
fn a_note_with_the_wrong_number_of_fields_is_refused() {
    for fields in ["one", "one\u{1f}two\u{1f}three", ""] {
        let mut note = Note {
            fields: fields.to_owned(),
            ..Note::default()
        };
        assert!(matches!(note.prepare(SHAPE), Err(Error::Invalid(_))));
        assert_eq!(note.fields, fields);
    }
}

#[test]
fn a_sort_field_that_is_not_there_is_empty() {
    assert_eq!(NoteDigest::of("a\u{1f}b", 2).sort_field, "");
    assert_eq!(NoteDigest::of("a\u{1f}b", u32::MAX).sort_field, "");
    assert_eq!(NoteDigest::of("a\u{1f}b", 1).sort_field, "b");
}

#[test]
fn a_new_preset_needs_no_mending() {
    let mut config = PresetConfig::stock();
    config.mend();
    assert_eq!(config, PresetConfig::stock());
}

#[test]
fn times_and_numbers_compare_as_they_should() {
    assert_eq!(Millis(1999).secs(), Secs(1));
    assert_eq!(Millis(-1).secs(), Secs(-1));
    assert!(Usn(5).is_news_since(Usn(5)));
    assert!(!Usn(4).is_news_since(Usn(5)));
    assert!(!Usn(4).is_news_since(Usn::PENDING));
    assert!(Usn::PENDING.is_news_since(Usn::PENDING));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_deck_name_in_normal_form_stays_as_it_is(name in "(\\PC|[:\\t ]){0,20}") {
        let once = DeckName::from_human(&name);
        prop_assert_eq!(DeckName::from_human(&once.human()), once);
    }

    #[test]
    fn a_tag_name_in_normal_form_stays_as_it_is(name in "(\\PC|[:\\t ]){0,20}") {
        let once = tag::normal_name(&name).into_owned();
        prop_assert_eq!(tag::normal_name(&once), once.as_str());
        prop_assert_eq!(tag::split(&once).count(), 1);
    }

    #[test]
    fn framed_tags_are_the_same_tags(tags in "[a-c \u{3000}]{0,12}") {
        let framed = tag::joined(&tags).into_owned();
        prop_assert!(tag::split(&framed).eq(tag::split(&tags)));
        prop_assert_eq!(tag::joined(&framed), framed.as_str());
    }

    #[test]
    fn a_prepared_note_needs_no_more_preparing(
        fields in "([ab<>&;\r\n\t\u{0}]|<img src=x>|&amp;){0,9}\u{1f}\\PC{0,9}",
        tags in "[a-c ]{0,8}",
    ) {
        let mut note = Note { tags, fields, ..Note::default() };
        let digest = note.prepare(SHAPE).unwrap();
        let prepared = note.clone();
        prop_assert_eq!(note.prepare(SHAPE).unwrap(), digest);
        prop_assert_eq!(note, prepared);
    }
}
