//! Numbers as clients of all ages write them.
//!
//! Some clients write whole numbers as floats, and some write negative ones where only zero and up
//! make sense. Anki's server takes them (`rslib/src/serde.rs`), so we do; what it refuses, we
//! refuse. All of these are used with `#[serde(deserialize_with = …)]`.

use std::fmt;

use serde::de::{self, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::model::Secs;

/// A whole number or a float, whose fraction is cut off. Values outside 64 bits become the nearest
/// that fits.
pub(super) fn whole<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    deserializer.deserialize_any(Whole)
}

/// Like [`whole`], for moments.
pub(super) fn whole_secs<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Secs, D::Error> {
    whole(deserializer).map(Secs)
}

/// Like [`whole`], of which the lowest 32 bits are kept: a due number above 2³¹ turns negative, as
/// it does in Anki.
#[expect(
    clippy::cast_possible_truncation,
    reason = "Anki keeps the lowest 32 bits"
)]
pub(super) fn whole_i32<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i32, D::Error> {
    whole(deserializer).map(|number| number as i32)
}

/// Like [`whole`]; negative numbers become 0, and of larger ones the lowest 32 bits are kept.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "never negative here, and Anki keeps the lowest 32 bits"
)]
pub(super) fn whole_u32<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    whole(deserializer).map(|number| number.max(0) as u32)
}

/// The type of a card, 0 to 3; anything else is an error.
pub(super) fn card_kind<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
    match u8::deserialize(deserializer)? {
        kind @ 0..=3 => Ok(kind),
        kind => Err(de::Error::custom(format_args!("no card type {kind}"))),
    }
}

/// The queue of a card, -3 to 4; anything else is an error.
pub(super) fn card_queue<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i8, D::Error> {
    match i8::deserialize(deserializer)? {
        queue @ -3..=4 => Ok(queue),
        queue => Err(de::Error::custom(format_args!("no card queue {queue}"))),
    }
}

/// The kind of a review, 0 to 5. Anything else, of whatever type, is 0: old clients leave it out
/// or write `null`.
pub(super) fn review_kind<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
    deserializer.deserialize_any(ReviewKind)
}

struct Whole;

impl Visitor<'_> for Whole {
    type Value = i64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<i64, E> {
        Ok(number)
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<i64, E> {
        Ok(i64::try_from(number).unwrap_or(i64::MAX))
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "cutting off is what is promised"
    )]
    fn visit_f64<E: de::Error>(self, number: f64) -> Result<i64, E> {
        Ok(number as i64)
    }
}

struct ReviewKind;

impl<'de> Visitor<'de> for ReviewKind {
    type Value = u8;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<u8, E> {
        Ok(match u8::try_from(number) {
            Ok(kind @ 0..=5) => kind,
            Ok(_) | Err(_) => 0,
        })
    }

    fn visit_i64<E: de::Error>(self, _negative: i64) -> Result<u8, E> {
        Ok(0)
    }

    fn visit_f64<E: de::Error>(self, _float: f64) -> Result<u8, E> {
        Ok(0)
    }

    fn visit_bool<E: de::Error>(self, _bool: bool) -> Result<u8, E> {
        Ok(0)
    }

    fn visit_str<E: de::Error>(self, _text: &str) -> Result<u8, E> {
        Ok(0)
    }

    fn visit_unit<E: de::Error>(self) -> Result<u8, E> {
        Ok(0)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<u8, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(0)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<u8, A::Error> {
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize, Debug, PartialEq)]
    struct Numbers(
        #[serde(deserialize_with = "whole")] i64,
        #[serde(deserialize_with = "whole_i32")] i32,
        #[serde(deserialize_with = "whole_u32")] u32,
        #[serde(deserialize_with = "review_kind")] u8,
    );

    fn read(json: &str) -> Result<Numbers, serde_json::Error> {
        serde_json::from_str(json)
    }

    #[test]
    fn floats_are_cut_off_and_negative_ones_become_zero_where_unsigned() {
        assert_eq!(read("[1.9,-1.9,-3.5,2]").unwrap(), Numbers(1, -1, 0, 2));
        assert_eq!(
            read("[18446744073709551615,2147483648,4294967297,6]").unwrap(),
            Numbers(i64::MAX, i32::MIN, 1, 0)
        );
    }

    #[test]
    fn a_review_kind_of_any_other_type_is_zero() {
        for kind in ["null", "\"1\"", "true", "1.0", "-1", "[1,[2]]", "{\"a\":1}"] {
            assert_eq!(read(&format!("[1,1,1,{kind}]")).unwrap().3, 0);
        }
    }

    #[test]
    fn texts_and_nulls_are_not_numbers() {
        assert!(read("[\"1\",1,1,1]").is_err());
        assert!(read("[null,1,1,1]").is_err());
    }
}
