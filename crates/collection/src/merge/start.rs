//! How a sync begins: what the client has seen so far, and what was deleted since.

use serde::{Deserialize, Deserializer};

use super::unbury::unbury_if_day_is_over;
use super::{Exchange, Graves, capped};
use crate::error::Error;
use crate::model::{Millis, Usn};
use crate::storage::{Collection, col, graves};

/// The request of `start`, in the forms of all clients.
///
/// Old ones send their deletions along, some of them with ids as strings, or leave the key out, or
/// add keys that nobody needs.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct StartRequest {
    /// The client knows all rows with a smaller number.
    #[serde(rename = "minUsn")]
    pub client_usn: Usn,
    /// Whether the client's collection was changed after the server's.
    #[serde(rename = "lnewer")]
    pub client_is_newer: bool,
    #[serde(default, deserialize_with = "old_graves")]
    pub graves: Option<Graves>,
}

impl Exchange {
    /// Begins a sync in the caller's transaction, and tells what was deleted since the client's
    /// last one. Rows that come in get the number which the collection has now.
    ///
    /// Cards that were buried for a day that is over come back first, as they have at the client.
    ///
    /// # Errors
    /// Only if the file fails.
    pub fn start(
        col: &Collection,
        request: StartRequest,
        now_ms: i64,
    ) -> Result<(Exchange, Graves), Error> {
        let mut exchange = Exchange {
            server_usn: col::usn(col.connection())?,
            client_usn: request.client_usn,
            client_is_newer: request.client_is_newer,
            started: Millis(now_ms),
            unsent: None,
        };
        let now = Millis(now_ms).secs();
        unbury_if_day_is_over(col, now, exchange.server_usn)?;
        let deleted = graves::since(col.connection(), exchange.news_begin())?;
        if let Some(graves) = request.graves {
            exchange.apply_graves(col, &graves)?;
        }
        Ok((exchange, deleted.into()))
    }
}

/// Deletions in a `start` request: nothing, or lists of ids, which are all numbers or all text.
fn old_graves<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Graves>, D::Error> {
    let Some(lists) = Option::<OldGraves>::deserialize(deserializer)? else {
        return Ok(None);
    };
    let mut ids = lists.cards.iter().chain(&lists.decks).chain(&lists.notes);
    let are_texts = ids.clone().any(|id| matches!(id, OldId::Text(_)));
    if are_texts && ids.any(|id| matches!(id, OldId::Number(_))) {
        return Err(serde::de::Error::custom("ids are all numbers or all text"));
    }
    Ok(Some(Graves {
        cards: lists
            .cards
            .into_iter()
            .map(|id| id.number().into())
            .collect(),
        decks: lists
            .decks
            .into_iter()
            .map(|id| id.number().into())
            .collect(),
        notes: lists
            .notes
            .into_iter()
            .map(|id| id.number().into())
            .collect(),
    }))
}

#[derive(Deserialize)]
struct OldGraves {
    #[serde(deserialize_with = "capped::list")]
    cards: Vec<OldId>,
    #[serde(deserialize_with = "capped::list")]
    decks: Vec<OldId>,
    #[serde(deserialize_with = "capped::list")]
    notes: Vec<OldId>,
}

#[derive(Clone, Copy)]
enum OldId {
    Number(i64),
    Text(i64),
}

impl OldId {
    fn number(self) -> i64 {
        match self {
            OldId::Number(id) | OldId::Text(id) => id,
        }
    }
}

impl<'de> Deserialize<'de> for OldId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(IdVisitor)
    }
}

struct IdVisitor;

impl serde::de::Visitor<'_> for IdVisitor {
    type Value = OldId;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an id")
    }

    fn visit_i64<E: serde::de::Error>(self, id: i64) -> Result<OldId, E> {
        Ok(OldId::Number(id))
    }

    fn visit_u64<E: serde::de::Error>(self, id: u64) -> Result<OldId, E> {
        i64::try_from(id).map(OldId::Number).map_err(E::custom)
    }

    fn visit_str<E: serde::de::Error>(self, id: &str) -> Result<OldId, E> {
        id.parse().map(OldId::Text).map_err(E::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<StartRequest, serde_json::Error> {
        serde_json::from_str(json)
    }

    #[test]
    fn requests_of_all_ages_are_understood() {
        let now = read(r#"{"minUsn":5,"lnewer":true,"graves":null}"#).unwrap();
        assert_eq!(
            (now.client_usn, now.client_is_newer, now.graves),
            (Usn(5), true, None)
        );

        let without_graves = read(r#"{"minUsn":5,"lnewer":false,"offset":null}"#).unwrap();
        assert_eq!(without_graves.graves, None);

        let numbers = r#"{"minUsn":0,"lnewer":true,"graves":{"cards":[1],"notes":[2],"decks":[]}}"#;
        let texts =
            r#"{"minUsn":0,"lnewer":true,"graves":{"cards":["1"],"notes":["2"],"decks":[]}}"#;
        let graves = Graves {
            cards: vec![1.into()],
            notes: vec![2.into()],
            decks: vec![],
        };
        assert_eq!(read(numbers).unwrap().graves, Some(graves.clone()));
        assert_eq!(read(texts).unwrap().graves, Some(graves));
    }

    #[test]
    fn half_a_request_is_none() {
        for json in [
            r#"{"lnewer":true}"#,
            r#"{"minUsn":"5","lnewer":true}"#,
            r#"{"minUsn":5,"lnewer":1}"#,
            r#"{"minUsn":5,"lnewer":true,"graves":{}}"#,
            r#"{"minUsn":5,"lnewer":true,"graves":{"cards":["1"],"notes":[2],"decks":[]}}"#,
        ] {
            assert!(read(json).is_err(), "{json}");
        }
    }
}
