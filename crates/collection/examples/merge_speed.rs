//! How long a large sync takes here, without network and without another program.
//!
//! `cargo run --release -p collection --example merge_speed -- [ROWS]` sends so many notes, cards
//! and reviews each into a new collection, changes them all, and fetches them, as JSON both ways.

use std::path::Path;
use std::time::{Duration, Instant};

use collection::merge::{ApplyChunk, Exchange, StartRequest};
use collection::model::Millis;
use collection::{Birth, Collection, Error};

const NOW_MS: i64 = 1_700_000_000_000;
const BASIC: i64 = NOW_MS + 1;
const ROUND: i64 = 84;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rows = std::env::args()
        .nth(1)
        .map_or(Ok(10_000), |rows| rows.parse())?;
    let folder = tempfile::tempdir()?;
    let birth = Birth {
        now: Millis(NOW_MS),
        minutes_west: None,
        seed: 1,
    };
    let col = Collection::create(&folder.path().join("collection"), &birth)?;
    say("add", rows, send(&col, rows, 1)?);
    say("change", rows, send(&col, rows, 2)?);
    say("change nothing", rows, send(&col, rows, 2)?);
    let (took, bytes) = fetch(&col)?;
    say("fetch", rows, took);
    tell(&format!(
        "{bytes} bytes of JSON, {} of file",
        size(folder.path())?
    ));
    Ok(())
}

/// Everything in one sync of a client that has seen nothing; reading the JSON counts.
fn send(col: &Collection, rows: i64, version: i64) -> Result<Duration, Error> {
    let chunks: Vec<String> = (0..rows)
        .step_by(84)
        .map(|from| chunk(from, rows, version))
        .collect();
    let began = Instant::now();
    let mut exchange = start(col)?;
    for json in &chunks {
        let ApplyChunk { chunk } = serde_json::from_str(json)?;
        exchange.apply_chunk(col, chunk)?;
    }
    exchange.finish(col, NOW_MS)?;
    col.commit()?;
    Ok(began.elapsed())
}

fn fetch(col: &Collection) -> Result<(Duration, usize), Error> {
    let began = Instant::now();
    let mut exchange = start(col)?;
    let mut bytes = 0;
    loop {
        let chunk = exchange.chunk(col)?;
        bytes += serde_json::to_vec(&chunk)?.len();
        if chunk.done {
            break;
        }
    }
    col.rollback()?;
    Ok((began.elapsed(), bytes))
}

fn start(col: &Collection) -> Result<Exchange, Error> {
    col.begin()?;
    let request: StartRequest = serde_json::from_str(r#"{"minUsn":0,"lnewer":true}"#)?;
    Ok(Exchange::start(col, request, NOW_MS)?.0)
}

/// 84 of each, like a client's.
fn chunk(from: i64, rows: i64, version: i64) -> String {
    let ids: Vec<i64> = (from..(from + ROUND).min(rows)).map(|id| id + 1).collect();
    let join = |row: fn(i64, i64) -> String| {
        ids.iter()
            .map(|id| row(*id, version))
            .collect::<Vec<_>>()
            .join(",")
    };
    let (notes, cards, revlog) = (join(note), join(card), join(review));
    format!(
        r#"{{"chunk":{{"done":false,"revlog":[{revlog}],"cards":[{cards}],"notes":[{notes}]}}}}"#
    )
}

fn note(id: i64, version: i64) -> String {
    let back = "the back of a note is some <b>words</b> longer than its front ".repeat(3);
    format!(
        r#"[{id},"guid{id}",{BASIC},{version},0," one two ","front {id} {version}\u001f{back}","","",0,""]"#
    )
}

fn card(id: i64, version: i64) -> String {
    let data = r#"{\"pos\":12,\"s\":12.3457,\"d\":5.432,\"dr\":0.9,\"lrt\":1700000000}"#;
    format!(r#"[{id},{id},1,0,{version},0,2,2,100,10,2500,5,0,0,0,0,0,"{data}"]"#)
}

fn review(id: i64, _version: i64) -> String {
    format!("[{},{id},0,3,10,5,2500,4000,1]", 1_600_000_000_000 + id)
}

fn say(what: &str, rows: i64, took: Duration) {
    let millis = took.as_secs_f64() * 1000.0;
    tell(&format!(
        "{what}: {rows} notes, cards and reviews each in {millis:.0} ms"
    ));
}

#[expect(clippy::print_stdout, reason = "a program that prints its result")]
fn tell(line: &str) {
    println!("{line}");
}

fn size(folder: &Path) -> std::io::Result<u64> {
    std::fs::read_dir(folder)?
        .map(|entry| Ok(entry?.metadata()?.len()))
        .sum()
}
