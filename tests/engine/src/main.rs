//! The engine alone, one JSON request a line in, one reply a line out: so that a judge that drives
//! the real Anki in the same words can compare. A development program; nothing is served with it.
//!
//! `engine-jsonl --tz Europe/Berlin --lang en --start 2024-03-05T10:00:00Z`, then lines such as
//! `{"op": "open", "path": "a.anki2", "new": true}`. Replies are `{"ok": …}` or
//! `{"error": {"kind", "message"}}`; an operation that is not known has the kind `UNKNOWN_OP`.

mod action;
mod dump;
mod edit_ops;
mod file_ops;
mod option_ops;
mod proto;
mod render_ops;
mod request;
mod search_ops;
mod session;
mod states;
mod stats_ops;
mod study_ops;

use std::io::{BufRead, Write};

use anyhow::Result;
use clap::Parser;
use serde_json::{Value, json};

use request::{Refusal, Request};
use session::Session;

#[derive(Debug, Parser)]
struct Arguments {
    /// The learner's time zone.
    #[arg(long, default_value = "UTC")]
    tz: String,
    /// Language of labels; only English is compared.
    #[arg(long, default_value = "en")]
    lang: String,
    /// Where the clock stands: ISO 8601, or seconds since 1970.
    #[arg(long, default_value = "0")]
    start: String,
    /// Accepted, and without effect: nothing here draws real lots.
    #[arg(long)]
    random_seed: Option<u64>,
    /// Accepted as the judge accepts it.
    #[arg(long, default_value = "auto")]
    clock: String,
}

/// Which file knows an operation: the first that does not answer `None`.
type Ops = fn(&mut Session, &Request) -> Option<Result<Value, Refusal>>;
const AREAS: [Ops; 7] = [
    file_ops::perform,
    study_ops::perform,
    option_ops::perform,
    edit_ops::perform,
    render_ops::perform,
    search_ops::perform,
    stats_ops::perform,
];

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let mut session = Session::start(&arguments.tz, &arguments.start)?;
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let reply = answer(&mut session, &line);
        let is_end = reply.get("bye").is_some();
        writeln!(out, "{}", if is_end { json!({"ok": {}}) } else { reply })?;
        out.flush()?;
        if is_end {
            break;
        }
    }
    Ok(())
}

fn answer(session: &mut Session, line: &str) -> Value {
    let request: Value = match serde_json::from_str(line) {
        Ok(request) => request,
        Err(error) => return json!({"error": {"kind": "BAD_JSON", "message": error.to_string()}}),
    };
    let request = Request::of(request);
    if request.op() == "shutdown" {
        return json!({"bye": true});
    }
    session.set_action(action::of(&request));
    let known = AREAS.iter().find_map(|perform| perform(session, &request));
    let outcome = known.unwrap_or_else(|| {
        Err(Refusal::new(
            "UNKNOWN_OP",
            format!("no operation {:?}", request.op()),
        ))
    });
    let mut reply = match outcome {
        Ok(value) => json!({"ok": value}),
        Err(refusal) => json!({"error": {"kind": refusal.kind, "message": refusal.message}}),
    };
    if let (Some(id), Some(reply)) = (request.get("id"), reply.as_object_mut()) {
        reply.insert("id".to_owned(), id.clone());
    }
    reply
}
