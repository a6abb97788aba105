//! All SQL of jobs.

use store::{Fault, Millis, Read, Row, Write, args};

use crate::dead::DeadJob;
use crate::job::{Job, JobId};

/// A claimed job, or one whose outcome was hidden too often to try again.
pub(crate) struct Claimed {
    pub(crate) job: Job,
    pub(crate) interruptions: u32,
}

pub(crate) async fn add(
    w: &Write,
    account: Option<i64>,
    kind: &str,
    payload: &str,
    not_before: Millis,
) -> Result<JobId, Fault> {
    w.run("update job_numbers set last_id = last_id + 1", args![])
        .await?;
    let row = w.row("select last_id from job_numbers", args![]).await?;
    let id: JobId = row
        .ok_or_else(|| Fault::new("job_numbers is empty"))?
        .get(0)?;
    w.run(
        "insert into jobs (id, kind, payload, account_id, not_before)
         values ($1, $2, $3, $4, $5)",
        args![id, kind, payload, account, not_before],
    )
    .await?;
    Ok(id)
}

pub(crate) async fn remove_of_account(w: &Write, account: i64) -> Result<u64, Fault> {
    w.run("delete from jobs where account_id = $1", args![account])
        .await
}

pub(crate) async fn any_due(r: &Read, now: Millis) -> Result<bool, Fault> {
    let row = r
        .row(
            "select 1 from jobs
             where not_before <= $1 and died_at is null
                   and (claimed_until is null or claimed_until <= $1)
             limit 1",
            args![now],
        )
        .await?;
    Ok(row.is_some())
}

/// Claims the `most` jobs that have been due longest.
pub(crate) async fn claim(
    w: &Write,
    most: u32,
    now: Millis,
    until: Millis,
) -> Result<Vec<Claimed>, Fault> {
    let rows = w
        .rows(
            "select id, kind, payload, attempts, interruptions, claimed_until
             from jobs
             where not_before <= $1 and died_at is null
                   and (claimed_until is null or claimed_until <= $1)
             order by not_before, id
             limit $2",
            args![now, most],
        )
        .await?;
    let mut claimed = Vec::with_capacity(rows.len());
    for row in rows {
        let one = claimed_of(&row)?;
        w.run(
            "update jobs set attempts = $2, interruptions = $3, claimed_until = $4 where id = $1",
            args![one.job.id, one.job.attempt, one.interruptions, until],
        )
        .await?;
        claimed.push(one);
    }
    Ok(claimed)
}

fn claimed_of(row: &Row) -> Result<Claimed, Fault> {
    // A claim that nobody settled: the process died while the job ran.
    let was_interrupted = row.get::<Option<Millis>>(5)?.is_some();
    Ok(Claimed {
        job: Job {
            id: row.get(0)?,
            kind: row.get(1)?,
            payload: row.get(2)?,
            attempt: row.get::<u32>(3)?.saturating_add(1),
        },
        interruptions: row
            .get::<u32>(4)?
            .saturating_add(u32::from(was_interrupted)),
    })
}

/// Lets go of what an earlier process had claimed; its claims stay visible as interruptions.
pub(crate) async fn expire_claims(w: &Write, now: Millis) -> Result<u64, Fault> {
    w.run(
        "update jobs set claimed_until = $1 where claimed_until > $1",
        args![now],
    )
    .await
}

pub(crate) async fn remove_done(w: &Write, id: JobId) -> Result<(), Fault> {
    w.run("delete from jobs where id = $1", args![id]).await?;
    Ok(())
}

pub(crate) async fn postpone(
    w: &Write,
    id: JobId,
    not_before: Millis,
    reason: &str,
) -> Result<(), Fault> {
    w.run(
        "update jobs set claimed_until = null, not_before = $2, reason = $3 where id = $1",
        args![id, not_before, reason],
    )
    .await?;
    Ok(())
}

pub(crate) async fn bury(w: &Write, id: JobId, now: Millis, reason: &str) -> Result<(), Fault> {
    w.run(
        "update jobs set claimed_until = null, died_at = $2, reason = $3 where id = $1",
        args![id, now, reason],
    )
    .await?;
    Ok(())
}

pub(crate) async fn revive(w: &Write, id: JobId, now: Millis) -> Result<bool, Fault> {
    let revived = w
        .run(
            "update jobs
             set died_at = null, reason = null, attempts = 0, interruptions = 0, not_before = $2
             where id = $1 and died_at is not null",
            args![id, now],
        )
        .await?;
    Ok(revived == 1)
}

pub(crate) async fn remove_dead(w: &Write, died_before: Millis) -> Result<u64, Fault> {
    w.run("delete from jobs where died_at <= $1", args![died_before])
        .await
}

/// How many jobs wait, and since when the one that is due longest.
pub(crate) async fn waiting(r: &Read) -> Result<(u64, Option<Millis>), Fault> {
    let row = r
        .row(
            "select count(*), min(not_before) from jobs where died_at is null",
            args![],
        )
        .await?
        .ok_or_else(|| Fault::new("a count gave no row"))?;
    Ok((row.get::<i64>(0)?.unsigned_abs(), row.get(1)?))
}

pub(crate) async fn dead(r: &Read, most: u32) -> Result<Vec<DeadJob>, Fault> {
    let rows = r
        .rows(
            "select id, kind, attempts, died_at, reason
             from jobs
             where died_at is not null
             order by died_at desc, id desc
             limit $1",
            args![most],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(DeadJob {
                id: row.get(0)?,
                kind: row.get(1)?,
                attempts: row.get(2)?,
                died_at: row.get(3)?,
                reason: row.get::<Option<String>>(4)?.unwrap_or_default(),
            })
        })
        .collect()
}

pub(crate) async fn done_at(r: &Read, name: &str) -> Result<Option<Millis>, Fault> {
    match r
        .row("select done_at from timetable where name = $1", args![name])
        .await?
    {
        Some(row) => Ok(Some(row.get(0)?)),
        None => Ok(None),
    }
}

pub(crate) async fn put_done_at(w: &Write, name: &str, now: Millis) -> Result<(), Fault> {
    w.run(
        "insert into timetable (name, done_at) values ($1, $2)
         on conflict (name) do update set done_at = excluded.done_at",
        args![name, now],
    )
    .await?;
    Ok(())
}
