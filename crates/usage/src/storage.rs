//! All SQL of this crate.

use accounts::Day;
use store::{Fault, Read, Write, args};

use crate::installation::{Installation, Known};
use crate::version::PointVersion;

/// The names under which `site` keeps the key of installations, and what was drawn last.
const KEY: &str = "installations-key";
const DRAWN: &str = "usage.drawn";

pub(crate) async fn key(r: &Read) -> Result<Option<String>, Fault> {
    fact(r, KEY).await
}

/// The key; `fresh` becomes it if there is none.
pub(crate) async fn key_or(w: &Write, fresh: &str) -> Result<String, Fault> {
    if let Some(known) = fact(w, KEY).await? {
        return Ok(known);
    }
    put_fact(w, KEY, fresh).await?;
    Ok(fresh.to_owned())
}

pub(crate) async fn last_drawn(r: &Read) -> Result<Option<String>, Fault> {
    fact(r, DRAWN).await
}

pub(crate) async fn put_drawn(w: &Write, text: &str) -> Result<(), Fault> {
    put_fact(w, DRAWN, text).await
}

async fn fact(r: &Read, name: &str) -> Result<Option<String>, Fault> {
    let sql = "select value from site where name = $1";
    let row = r.row(sql, args![name]).await?;
    row.map(|row| row.get(0)).transpose()
}

async fn put_fact(w: &Write, name: &str, value: &str) -> Result<(), Fault> {
    w.run(
        "insert into site (name, value) values ($1, $2)
         on conflict (name) do update set value = excluded.value",
        args![name, value],
    )
    .await?;
    Ok(())
}

pub(crate) async fn known(r: &Read, asked: &Installation) -> Result<Known, Fault> {
    let row = r
        .row(
            "select seen_day >= $2
             from installations where installation = $1",
            args![asked.hash, asked.seen],
        )
        .await?;
    Ok(match row {
        Some(row) if row.get(0)? => Known::Today,
        Some(_) => Known::Earlier,
        None => Known::Never,
    })
}

pub(crate) async fn note(w: &Write, installation: &Installation) -> Result<(), Fault> {
    w.run(
        "insert into installations (installation, version, system, seen_day)
         values ($1, $2, $3, $4)
         on conflict (installation) do update
         set version = excluded.version, system = excluded.system, seen_day = excluded.seen_day",
        args![
            installation.hash,
            installation.version.0,
            &installation.system,
            installation.seen
        ],
    )
    .await?;
    Ok(())
}

/// Version, system and number of the installations that asked on this day or later.
pub(crate) async fn count(r: &Read, since: Day) -> Result<Vec<(PointVersion, String, u64)>, Fault> {
    let rows = r
        .rows(
            "select version, system, count(*) from installations
             where seen_day >= $1
             group by version, system",
            args![since],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let count: i64 = row.get(2)?;
            Ok((
                PointVersion(row.get(0)?),
                row.get(1)?,
                count.cast_unsigned(),
            ))
        })
        .collect()
}

pub(crate) async fn remove_unseen(w: &Write, seen_before: Day) -> Result<u64, Fault> {
    let sql = "delete from installations where seen_day < $1";
    w.run(sql, args![seen_before]).await
}
