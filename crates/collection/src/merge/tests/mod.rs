//! The exchange as the wire sees it: JSON in, JSON out. That the answers are those of Anki's own
//! server is for `tests/oracle/merge` to say; here stand the promises one by one.

#![expect(
    clippy::needless_pass_by_value,
    reason = "requests read best where they are sent"
)]

mod objects;
mod repeated;
mod rows;
mod tolerances;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{ApplyChanges, ApplyChunk, ApplyGraves, Exchange, SanityRequest, StartRequest};
use crate::model::Millis;
use crate::{Birth, Collection, Error};

const NOW: i64 = 1_700_000_000_000;
const NOW_SECS: i64 = NOW / 1000;
/// The notetype "Basic" of a new collection, two fields.
const BASIC: i64 = NOW + 1;

/// A collection on a server, and the moment.
struct Server {
    col: Collection,
    now_ms: i64,
    _folder: TempDir,
}

/// A sync in the middle.
struct Sync<'a> {
    server: &'a Server,
    exchange: Exchange,
    deleted: Value,
}

impl Server {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let birth = Birth {
            now: Millis(NOW),
            minutes_west: Some(0),
            seed: 1,
        };
        let col = Collection::create(&folder.path().join("collection"), &birth).unwrap();
        Self {
            col,
            now_ms: NOW,
            _folder: folder,
        }
    }

    fn start(&self, request: Value) -> Sync<'_> {
        let request: StartRequest = serde_json::from_value(request).unwrap();
        self.col.begin().unwrap();
        let (exchange, deleted) = Exchange::start(&self.col, request, self.now_ms).unwrap();
        Sync {
            server: self,
            exchange,
            deleted: to_json(&deleted),
        }
    }

    /// A client that knows everything below `usn`, and was changed before the server.
    fn client(&self, usn: i32) -> Sync<'_> {
        self.start(json!({"minUsn": usn, "lnewer": false, "graves": null}))
    }

    /// A client that was changed after the server.
    fn newer_client(&self, usn: i32) -> Sync<'_> {
        self.start(json!({"minUsn": usn, "lnewer": true, "graves": null}))
    }

    fn usn(&self) -> i32 {
        self.col.stamp().unwrap().usn
    }

    fn digest(&self) -> String {
        crate::check::digest(&self.col).unwrap()
    }
}

impl Sync<'_> {
    fn apply_graves(&mut self, request: Value) -> Result<(), Error> {
        let ApplyGraves { chunk } = request_of(request)?;
        self.exchange.apply_graves(&self.server.col, &chunk)
    }

    fn apply_changes(&mut self, changes: Value) -> Result<Value, Error> {
        let ApplyChanges { changes } = request_of(json!({"changes": changes}))?;
        Ok(to_json(
            &self.exchange.apply_changes(&self.server.col, changes)?,
        ))
    }

    fn apply_chunk(&mut self, chunk: Value) -> Result<(), Error> {
        let ApplyChunk { chunk } = request_of(json!({"chunk": chunk}))?;
        self.exchange.apply_chunk(&self.server.col, chunk)
    }

    fn chunk(&mut self) -> Value {
        to_json(&self.exchange.chunk(&self.server.col).unwrap())
    }

    /// All chunks up to the last, as one.
    fn all_chunks(&mut self) -> Value {
        let mut all = json!({"revlog": [], "cards": [], "notes": []});
        loop {
            let chunk = self.chunk();
            for (kind, rows) in all.as_object_mut().unwrap() {
                let more = chunk
                    .get(kind)
                    .and_then(Value::as_array)
                    .cloned()
                    .unwrap_or_default();
                rows.as_array_mut().unwrap().extend(more);
            }
            if chunk["done"] == true {
                return all;
            }
        }
    }

    fn sanity(&mut self, client: Value) -> Value {
        let SanityRequest { client } = request_of(json!({"client": client})).unwrap();
        let ours = self.server.col.count().unwrap();
        to_json(
            &self
                .exchange
                .sanity(&self.server.col, client, ours)
                .unwrap(),
        )
    }

    fn finish(self) -> i64 {
        let moment = self
            .exchange
            .finish(&self.server.col, self.server.now_ms)
            .unwrap();
        self.server.col.commit().unwrap();
        moment
    }
}

fn request_of<T: DeserializeOwned>(json: Value) -> Result<T, Error> {
    // From text, since numbers in text are read differently from numbers in a value.
    Ok(serde_json::from_str(&json.to_string())?)
}

fn to_json(answer: &impl Serialize) -> Value {
    serde_json::to_value(answer).unwrap()
}

fn no_changes() -> Value {
    json!({"models": [], "decks": [[], []], "tags": []})
}

fn note(id: i64, modified_secs: i64, front: &str) -> Value {
    let fields = format!("{front}\u{1f}back");
    json!([
        id,
        format!("guid{id}"),
        BASIC,
        modified_secs,
        0,
        " tag ",
        fields,
        "",
        "",
        0,
        ""
    ])
}

fn card(id: i64, note: i64, modified_secs: i64) -> Value {
    json!([
        id,
        note,
        1,
        0,
        modified_secs,
        0,
        0,
        0,
        1,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        "{}"
    ])
}

fn review(id: i64, card: i64) -> Value {
    json!([id, card, 0, 3, 10, 5, 2500, 4000, 1])
}

fn ids(rows: &Value) -> Vec<i64> {
    rows.as_array()
        .into_iter()
        .flatten()
        .map(|row| row[0].as_i64().unwrap())
        .collect()
}
