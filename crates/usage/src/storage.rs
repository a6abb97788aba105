//! All SQL of this crate.

use accounts::Day;
use store::{Fault, Read, Write, args};

use crate::installation::{Installation, Known};
use crate::version::PointVersion;

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
