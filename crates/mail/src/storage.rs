//! All SQL of letters. Letters that wait are jobs.

use store::{Fault, Millis, Read, Write, args};

use crate::suppression::{Reason, Suppression};

pub(crate) async fn suppression(r: &Read, address: [u8; 32]) -> Result<Option<Suppression>, Fault> {
    let sql = "select reason, noted_at from suppressions where address_hash = $1";
    let Some(row) = r.row(sql, args![address]).await? else {
        return Ok(None);
    };
    let word: String = row.get(0)?;
    let reason = Reason::ALL.into_iter().find(|known| known.word() == word);
    Ok(Some(Suppression {
        reason: reason.ok_or_else(|| Fault::new("an unknown reason of a suppression"))?,
        noted_at: row.get(1)?,
    }))
}

/// The first reason stays.
pub(crate) async fn suppress(
    w: &Write,
    address: [u8; 32],
    reason: Reason,
    now: Millis,
) -> Result<(), Fault> {
    w.run(
        "insert into suppressions (address_hash, reason, noted_at) values ($1, $2, $3)
         on conflict (address_hash) do nothing",
        args![address, reason.word(), now],
    )
    .await?;
    Ok(())
}

/// Notes a day on which a letter did not arrive, and says how many there are since another.
pub(crate) async fn count_bounced_days(
    w: &Write,
    address: [u8; 32],
    today: i64,
    since: i64,
) -> Result<i64, Fault> {
    w.run(
        "insert into bounced_days (address_hash, day) values ($1, $2)
         on conflict (address_hash, day) do nothing",
        args![address, today],
    )
    .await?;
    let sql = "select count(*) from bounced_days where address_hash = $1 and day >= $2";
    let row = w.row(sql, args![address, since]).await?;
    row.ok_or_else(|| Fault::new("a count gave no row"))?.get(0)
}

pub(crate) async fn remove_bounced_days_before(w: &Write, day: i64) -> Result<(), Fault> {
    let sql = "delete from bounced_days where day < $1";
    w.run(sql, args![day]).await?;
    Ok(())
}

/// The count of failures that may pass begins anew, too.
pub(crate) async fn lift(w: &Write, address: [u8; 32]) -> Result<bool, Fault> {
    let sql = "delete from bounced_days where address_hash = $1";
    w.run(sql, args![address]).await?;
    let sql = "delete from suppressions where address_hash = $1";
    Ok(w.run(sql, args![address]).await? == 1)
}
