//! The merge by hand: a JSON object a line on standard input, a reply a line on standard output.
//!
//! `tests/oracle/merge` asks it the same questions as Anki's own sync server. Operations are
//! `adopt` (a copy of an Anki file, as our own), `open`, the methods of the protocol with the text
//! of the request in `body`, `abort`, `count`, `check`, `digest`. A reply has a
//! `status`, 200, 400 or 500, and an `answer`.

use std::io::{BufRead, Write};
use std::path::Path;

use collection::merge::{
    ApplyChanges, ApplyChunk, ApplyGraves, Exchange, SanityRequest, SanityStatus, StartRequest,
};
use collection::{Collection, Error, check, schema18, storage};
use rusqlite::Connection;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Request {
    op: String,
    #[serde(default)]
    path: String,
    #[serde(default)]
    source: String,
    #[serde(default)]
    body: String,
}

#[derive(Default)]
struct Party {
    col: Option<Collection>,
    exchange: Option<Exchange>,
}

fn main() -> std::io::Result<()> {
    let mut party = Party::default();
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let request: Request = serde_json::from_str(&line?)?;
        let reply = match party.answer(&request) {
            Ok(answer) => json!({"status": 200, "answer": answer}),
            Err(error) => {
                party.abort();
                json!({"status": status(&error), "answer": error.to_string()})
            }
        };
        writeln!(out, "{reply}")?;
        out.flush()?;
    }
    Ok(())
}

/// As the door translates it: what the client did wrong, and what we did.
fn status(error: &Error) -> u16 {
    if matches!(error, Error::Invalid(_) | Error::Json(_)) {
        400
    } else {
        500
    }
}

impl Party {
    fn answer(&mut self, request: &Request) -> Result<Value, Error> {
        match request.op.as_str() {
            "adopt" => {
                *self = Party::default();
                adopt(Path::new(&request.source), Path::new(&request.path))?;
                self.col = Some(Collection::open(Path::new(&request.path))?);
                Ok(Value::Null)
            }
            "open" => {
                *self = Party {
                    col: Some(Collection::open(Path::new(&request.path))?),
                    exchange: None,
                };
                Ok(Value::Null)
            }
            "abort" => {
                self.abort();
                Ok(Value::Null)
            }
            "count" => {
                let counts = self.col()?.count()?;
                Ok(json!([
                    counts.cards,
                    counts.notes,
                    counts.revlog,
                    counts.graves,
                    counts.notetypes,
                    counts.decks,
                    counts.presets,
                ]))
            }
            "check" => {
                let report = check::check(self.col()?)?;
                Ok(report.problems.iter().map(ToString::to_string).collect())
            }
            "digest" => Ok(json!(check::digests(self.col()?)?)),
            method => self.sync(method, &request.body),
        }
    }

    fn col(&self) -> Result<&Collection, Error> {
        self.col
            .as_ref()
            .ok_or_else(|| Error::invalid("nothing is open"))
    }

    fn abort(&mut self) {
        self.exchange = None;
        if let Some(col) = &self.col {
            // A failed rollback shows in the next answer.
            let _ = col.rollback();
        }
    }

    fn sync(&mut self, method: &str, body: &str) -> Result<Value, Error> {
        if method == "start" {
            let request: StartRequest = serde_json::from_str(body)?;
            self.abort();
            let col = self.col()?;
            col.begin()?;
            let (exchange, graves) = Exchange::start(col, request, now_ms())?;
            self.exchange = Some(exchange);
            return Ok(serde_json::to_value(graves)?);
        }
        let mut exchange = self
            .exchange
            .take()
            .ok_or_else(|| Error::invalid("no sync"))?;
        let col = self.col()?;
        let answer = match method {
            "applyGraves" => {
                let ApplyGraves { chunk } = serde_json::from_str(body)?;
                exchange.apply_graves(col, &chunk)?;
                Value::Null
            }
            "applyChanges" => {
                let ApplyChanges { changes } = serde_json::from_str(body)?;
                serde_json::to_value(exchange.apply_changes(col, changes)?)?
            }
            "chunk" => serde_json::to_value(exchange.chunk(col)?)?,
            "applyChunk" => {
                let ApplyChunk { chunk } = serde_json::from_str(body)?;
                exchange.apply_chunk(col, chunk)?;
                Value::Null
            }
            "sanityCheck2" => {
                let SanityRequest { client } = serde_json::from_str(body)?;
                let answer = exchange.sanity(col, client, col.count()?)?;
                if answer.status == SanityStatus::Bad {
                    self.abort();
                    return Ok(serde_json::to_value(answer)?);
                }
                serde_json::to_value(answer)?
            }
            "finish" => {
                let moment = exchange.finish(col, now_ms())?;
                col.commit()?;
                return Ok(moment.into());
            }
            unknown => return Err(Error::invalid(format!("unknown operation {unknown}"))),
        };
        self.exchange = Some(exchange);
        Ok(answer)
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a program of its own has no other clock"
)]
fn now_ms() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0, |since| {
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
    })
}

/// Copies the rows of an Anki file of schema 18 into a new file of ours, unchecked.
fn adopt(source: &Path, target: &Path) -> Result<(), Error> {
    let from = Connection::open(source)?;
    storage::register_unicase(&from)?;
    let to = Connection::open(target)?;
    storage::register_unicase(&to)?;
    to.execute_batch("begin")?;
    schema18::create_tables(&to)?;
    for table in [
        "col",
        "notes",
        "cards",
        "revlog",
        "graves",
        "deck_config",
        "config",
        "tags",
        "notetypes",
        "fields",
        "templates",
        "decks",
    ] {
        copy(&from, &to, table)?;
    }
    schema18::create_indexes(&to)?;
    to.execute_batch("commit")?;
    Ok(())
}

fn copy(from: &Connection, to: &Connection, table: &str) -> Result<(), Error> {
    let mut select = from.prepare(&format!("select * from {table} not indexed"))?;
    let columns = select.column_names().collect::<Vec<_>>().join(", ");
    let places = vec!["?"; select.column_count()].join(", ");
    let count = select.column_count();
    let mut insert = to.prepare(&format!(
        "insert into {table} ({columns}) values ({places})"
    ))?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let values = (0..count)
            .map(|column| row.get::<_, rusqlite::types::Value>(column))
            .collect::<Result<Vec<_>, _>>()?;
        insert.execute(rusqlite::params_from_iter(values))?;
    }
    Ok(())
}
