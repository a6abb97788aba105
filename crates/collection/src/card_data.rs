//! The `data` of a card: a JSON object as text, in which scheduling keeps what has no column.
//!
//! Anki reads the keys it knows, rounds them, and forgets the rest
//! (`rslib/src/storage/card/data.rs`). We write the known ones as Anki does, so that a collection
//! here equals one there, and keep the rest behind them.

use scheduler::Memory;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

/// What is stored and sent for `text`: `{}` for nothing, known keys in Anki's form, unknown keys
/// kept. Text that is not such an object stays as it is.
pub(crate) fn canonical(text: String) -> String {
    if text == "{}" {
        return text;
    }
    if text.is_empty() {
        return "{}".to_owned();
    }
    let Ok(mut data) = serde_json::from_str::<CardData>(&text) else {
        return text;
    };
    data.round();
    serde_json::to_string(&data).unwrap_or(text)
}

/// The keys that Anki knows, and the others as they came.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct CardData {
    /// The place among new cards before the first answer.
    #[serde(rename = "pos", default, skip_serializing_if = "Option::is_none")]
    #[serde(deserialize_with = "or_nothing")]
    pub position: Option<u32>,
    #[serde(rename = "s", default, skip_serializing_if = "Option::is_none")]
    #[serde(deserialize_with = "or_nothing")]
    pub stability: Option<f32>,
    #[serde(rename = "d", default, skip_serializing_if = "Option::is_none")]
    #[serde(deserialize_with = "or_nothing")]
    pub difficulty: Option<f32>,
    #[serde(rename = "dr", default, skip_serializing_if = "Option::is_none")]
    #[serde(deserialize_with = "or_nothing")]
    pub desired_retention: Option<f32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(deserialize_with = "or_nothing")]
    pub decay: Option<f32>,
    #[serde(rename = "lrt", default, skip_serializing_if = "Option::is_none")]
    #[serde(deserialize_with = "or_nothing")]
    pub last_review_secs: Option<i64>,
    /// What a custom scheduling script keeps: a JSON object as text.
    #[serde(rename = "cd", default, skip_serializing_if = "is_empty_object")]
    pub custom: String,
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

impl CardData {
    /// Of the text in the column; unreadable text counts as nothing, as in Anki.
    pub fn read(text: &str) -> CardData {
        if matches!(text, "" | "{}") {
            return CardData::default();
        }
        let mut data: CardData = serde_json::from_str(text).unwrap_or_default();
        data.without_half_a_state();
        data
    }

    /// The text for the column, rounded as Anki rounds.
    pub fn text(&self) -> String {
        let mut data = self.clone();
        data.round();
        serde_json::to_string(&data).unwrap_or_else(|_| "{}".to_owned())
    }

    /// What FSRS knows of the card.
    pub fn memory(&self) -> Option<Memory> {
        Some(Memory {
            stability: self.stability?,
            difficulty: self.difficulty?,
        })
    }

    /// Sets or clears what FSRS knows of the card.
    pub fn set_memory(&mut self, memory: Option<Memory>) {
        self.stability = memory.map(|memory| memory.stability);
        self.difficulty = memory.map(|memory| memory.difficulty);
    }
}

impl CardData {
    fn round(&mut self) {
        round(&mut self.stability, 4);
        round(&mut self.difficulty, 3);
        round(&mut self.desired_retention, 2);
        round(&mut self.decay, 3);
        self.without_half_a_state();
    }

    /// Stability without difficulty is no memory state, and neither is the reverse.
    fn without_half_a_state(&mut self) {
        if self.stability.is_none() || self.difficulty.is_none() {
            self.stability = None;
            self.difficulty = None;
        }
    }
}

/// JSON knows no infinity; a number that became one is absent.
fn round(number: &mut Option<f32>, places: i32) {
    let factor = 10_f32.powi(places);
    *number = number.map(|number| (number * factor).round() / factor);
    *number = number.filter(|number| number.is_finite());
}

fn is_empty_object(text: &str) -> bool {
    matches!(text, "" | "{}")
}

/// A known key with a value of the wrong type counts as absent.
fn or_nothing<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: serde::de::DeserializeOwned,
{
    let value = Value::deserialize(deserializer)?;
    Ok(Option::<T>::deserialize(value).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_keys_are_written_as_anki_writes_them() {
        let text = r#"{"decay":0.123456,"dr":0.987654,"d":1.234567,"s":123.45678,"lrt":9,"pos":3}"#;

        assert_eq!(
            canonical(text.to_owned()),
            r#"{"pos":3,"s":123.4568,"d":1.235,"dr":0.99,"decay":0.123,"lrt":9}"#
        );
    }

    #[test]
    fn unknown_keys_are_kept() {
        assert_eq!(
            canonical(r#"{"mine":[1,{"a":null}],"pos":1,"cd":"{\"x\":1}"}"#.to_owned()),
            r#"{"pos":1,"cd":"{\"x\":1}","mine":[1,{"a":null}]}"#
        );
    }

    #[test]
    fn nothing_is_an_empty_object_and_other_text_stays() {
        assert_eq!(canonical(String::new()), "{}");
        assert_eq!(canonical("{ }".to_owned()), "{}");
        assert_eq!(canonical("not json".to_owned()), "not json");
        assert_eq!(canonical(r#"{"pos":"x","s":1.0}"#.to_owned()), "{}");
    }

    #[test]
    fn the_canonical_form_is_its_own_canonical_form() {
        for text in [
            r#"{"s":1e39,"d":5}"#,
            r#"{"s":0.00005,"d":-3.3335,"q":1.5}"#,
        ] {
            let once = canonical(text.to_owned());
            assert_eq!(canonical(once.clone()), once);
        }
    }
}
