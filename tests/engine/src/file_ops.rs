//! Process, clock and file: `ping`, `clock`, `open`, `close`, `reopen`, `dump`, `rows`, `sql`, `timing`.

use std::path::PathBuf;

use collection::storage::{col, config};
use collection::{Birth, Collection};
use rusqlite::types::ValueRef;
use serde_json::{Map, Value, json};

use crate::dump;
use crate::request::{Refusal, Request};
use crate::session::{Session, moment_of};

pub(crate) fn perform(session: &mut Session, request: &Request) -> Option<Result<Value, Refusal>> {
    Some(match request.op() {
        "ping" => Ok(json!({"engine": "fuda"})),
        "clock" => clock(session, request),
        "open" => open(session, request),
        "close" => close(session),
        "reopen" => reopen(session),
        "dump" => dumped(session, request),
        "rows" => rows(session, request),
        "sql" => sql(session, request),
        "timing" => timing(session),
        _ => return None,
    })
}

fn clock(session: &mut Session, request: &Request) -> Result<Value, Refusal> {
    if let Some(zone) = request.text("tz") {
        session.set_zone(zone)?;
    }
    let billion = 1_000_000_000;
    if let Some(ns) = request.get("ns").and_then(Value::as_i64) {
        session.set_now_ns(i128::from(ns));
    } else if let Some(at) = request.text("at").or_else(|| request.text("secs")) {
        session.set_now_ns(moment_of(at)?);
    } else if let Some(secs) = request.int("secs") {
        session.set_now_ns(i128::from(secs) * billion);
    } else if let Some(secs) = request.int("advance") {
        session.set_now_ns(session.now_ns() + i128::from(secs) * billion);
    }
    let now = session.now_ns();
    Ok(json!({
        "now_ns": i64::try_from(now).unwrap_or(i64::MAX),
        "now_secs": i64::try_from(now / billion).unwrap_or(i64::MAX),
        "tz": session.zone_name(),
        "utc_offset_secs": -session.moment().minutes_west() * 60,
    }))
}

fn open(session: &mut Session, request: &Request) -> Result<Value, Refusal> {
    if session.is_open() {
        return Err(Refusal::new("ALREADY_OPEN", "a collection is open"));
    }
    let path = PathBuf::from(request.need("path", request.text("path"))?);
    let moment = session.moment();
    let collection = if request.is("new") {
        for suffix in ["", "-wal", "-shm", "-journal"] {
            let mut file = path.clone().into_os_string();
            file.push(suffix);
            let _ = std::fs::remove_file(file);
        }
        let minutes_west = Some(moment.minutes_west());
        Collection::create(
            &path,
            &Birth {
                now: moment.now,
                minutes_west,
                seed: 1,
            },
        )?
    } else {
        Collection::open(&path)?
    };
    let created = col::created(collection.connection())?.0;
    session.open(collection, path.clone());
    let today = session.begin_day()?;
    Ok(json!({
        "path": path,
        "crt": created,
        "timing": {"days_elapsed": today.number, "next_day_at": today.next_day_at.0},
    }))
}

fn close(session: &mut Session) -> Result<Value, Refusal> {
    session.collection()?;
    if let Some((collection, _)) = session.close() {
        collection.close()?;
    }
    Ok(json!({}))
}

fn reopen(session: &mut Session) -> Result<Value, Refusal> {
    session.collection()?;
    if let Some((collection, path)) = session.close() {
        collection.close()?;
        session.open(Collection::open(&path)?, path);
    }
    Ok(json!({}))
}

fn dumped(session: &mut Session, request: &Request) -> Result<Value, Refusal> {
    let db = session.collection()?.connection();
    let wanted = request.texts("tables");
    let mut tables = Map::new();
    for (name, _) in dump::TABLES {
        if wanted.is_empty() || wanted.iter().any(|wanted| wanted == name) {
            let rows = dump::table(db, name, "", request.is("raw"))?;
            tables.insert(name.to_owned(), rows.into());
        }
    }
    Ok(json!({"tables": tables}))
}

fn rows(session: &mut Session, request: &Request) -> Result<Value, Refusal> {
    let db = session.collection()?.connection();
    let table = request.need("table", request.text("table"))?;
    let ids: Vec<_> = request.ints("ids").iter().map(i64::to_string).collect();
    let condition = match (request.get("ids"), request.text("where")) {
        (Some(_), _) => format!("where id in ({})", ids.join(",")),
        (None, Some(condition)) => format!("where {condition}"),
        (None, None) => String::new(),
    };
    Ok(dump::table(db, table, &condition, request.is("raw"))?.into())
}

fn sql(session: &mut Session, request: &Request) -> Result<Value, Refusal> {
    let db = session.collection()?.connection();
    let mut statement = db.prepare(request.need("sql", request.text("sql"))?)?;
    let list = request.get("args").and_then(Value::as_array);
    for (at, value) in (1..).zip(list.into_iter().flatten()) {
        match value {
            Value::Number(number) if number.is_i64() => {
                statement.raw_bind_parameter(at, number.as_i64())?;
            }
            Value::Number(number) => statement.raw_bind_parameter(at, number.as_f64())?,
            Value::Null => statement.raw_bind_parameter(at, rusqlite::types::Null)?,
            Value::String(text) => statement.raw_bind_parameter(at, text)?,
            Value::Bool(_) | Value::Array(_) | Value::Object(_) => {
                statement.raw_bind_parameter(at, value.to_string())?;
            }
        }
    }
    if !statement.readonly() {
        session.desk().clear();
    }
    let columns = statement.column_count();
    let mut rows = statement.raw_query();
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = Vec::new();
        for at in 0..columns {
            cells.push(match row.get_ref(at)? {
                ValueRef::Null => Value::Null,
                ValueRef::Integer(number) => number.into(),
                ValueRef::Real(number) => number.into(),
                ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned().into(),
                ValueRef::Blob(blob) => blob.to_vec().into(),
            });
        }
        out.push(Value::Array(cells));
    }
    drop(rows);
    drop(statement);
    Ok(json!({"rows": out}))
}

fn timing(session: &mut Session) -> Result<Value, Refusal> {
    let db = session.collection()?.connection();
    let today = session.begin_day()?;
    Ok(json!({
        "timing": {"days_elapsed": today.number, "next_day_at": today.next_day_at.0},
        "crt": col::created(db)?.0,
        "rollover": config::get(db, "rollover")?,
        "creation_offset": config::get(db, "creationOffset")?,
        "local_offset": config::get(db, "localOffset")?,
    }))
}
