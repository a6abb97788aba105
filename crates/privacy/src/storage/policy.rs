//! The tables `policy_versions`, `policy_notices` and `controller_changes`.

use std::collections::HashSet;

use accounts::AccountId;
use store::{Fault, Millis, Read, Row, Write, args};

use crate::policy::{Channel, ControllerChange, Facts, Standing, Version};

const COLUMNS: &str = "number, published_at, release, text_hash, text, is_significant, facts";

fn version_of(row: &Row) -> Result<Version, Fault> {
    Ok(Version {
        number: row.get(0)?,
        published_at: row.get(1)?,
        release: row.get(2)?,
        hash: row.get(3)?,
        text: row.get(4)?,
        is_significant: row.get::<i64>(5)? == 1,
        facts: facts_of(&row.get::<String>(6)?)?,
    })
}

fn facts_of(text: &str) -> Result<Facts, Fault> {
    serde_json::from_str(text)
        .map_err(|error| Fault::because("the facts of a policy cannot be read", error))
}

pub(crate) async fn newest(r: &Read) -> Result<Option<Version>, Fault> {
    let sql = format!("select {COLUMNS} from policy_versions order by number desc limit 1");
    let row = r.row(&sql, args![]).await?;
    row.map(|row| version_of(&row)).transpose()
}

pub(crate) async fn all(r: &Read) -> Result<Vec<Version>, Fault> {
    let sql = format!("select {COLUMNS} from policy_versions order by number desc");
    let rows = r.rows(&sql, args![]).await?;
    rows.iter().map(version_of).collect()
}

pub(crate) async fn add(w: &Write, new: &Version) -> Result<(), Fault> {
    let facts = serde_json::to_string(&new.facts)
        .map_err(|error| Fault::because("the facts of a policy cannot be written", error))?;
    w.run(
        "insert into policy_versions
             (number, published_at, release, text_hash, text, is_significant, facts)
         values ($1, $2, $3, $4, $5, $6, $7)",
        args![
            new.number,
            new.published_at,
            new.release,
            &new.hash,
            &new.text,
            i64::from(new.is_significant),
            facts
        ],
    )
    .await?;
    Ok(())
}

pub(crate) async fn standing(r: &Read) -> Result<Option<Standing>, Fault> {
    let sql = "select number, published_at from policy_versions order by number desc limit 1";
    let Some(newest) = r.row(sql, args![]).await? else {
        return Ok(None);
    };
    let sql = "select number, published_at from policy_versions where is_significant = 1
               order by number desc limit 1";
    let change = r.row(sql, args![]).await?;
    Ok(Some(Standing {
        number: newest.get(0)?,
        published_at: newest.get(1)?,
        change: change
            .map(|row| Ok::<_, Fault>((row.get(0)?, row.get(1)?)))
            .transpose()?,
    }))
}

/// What the version says that somebody saw last, or, if nothing is known of that, that was published
/// when the account was made.
pub(crate) async fn facts_known(
    r: &Read,
    seen: Option<u32>,
    made: Millis,
) -> Result<Option<Facts>, Fault> {
    let sql = "select facts from policy_versions
               where number <= $1 or published_at <= $2
               order by number desc limit 1";
    let made = seen.is_none().then_some(made);
    let row = r.row(sql, args![seen.unwrap_or(1), made]).await?;
    row.map(|row| facts_of(&row.get::<String>(0)?)).transpose()
}

/// The last version that somebody has accepted or said to have seen.
pub(crate) async fn seen(r: &Read, account: AccountId) -> Result<Option<u32>, Fault> {
    let sql = "select max(version) from policy_notices
               where account_id = $1 and channel in ('sign-up', 'accepted')";
    match r.row(sql, args![account]).await? {
        Some(row) => row.get(0),
        None => Ok(None),
    }
}

/// Whether this is the first time.
pub(crate) async fn note(
    w: &Write,
    (account, version, channel, device): (AccountId, u32, Channel, i64),
    now: Millis,
) -> Result<bool, Fault> {
    let sql = "insert into policy_notices (account_id, version, channel, device_id, at)
               values ($1, $2, $3, $4, $5)
               on conflict (account_id, version, channel, device_id) do nothing";
    let args = args![account, version, channel.word(), device, now];
    Ok(w.run(sql, args).await? == 1)
}

pub(crate) async fn is_noted(
    r: &Read,
    (account, version, channel, device): (AccountId, u32, Channel, i64),
) -> Result<bool, Fault> {
    let sql = "select 1 from policy_notices
               where account_id = $1 and version = $2 and channel = $3 and device_id = $4";
    let row = r
        .row(sql, args![account, version, channel.word(), device])
        .await?;
    Ok(row.is_some())
}

/// Which accounts after the first of these, up to the second, were written to of a version.
pub(crate) async fn written_to(
    r: &Read,
    version: u32,
    [after, last]: [AccountId; 2],
) -> Result<HashSet<AccountId>, Fault> {
    let sql = "select account_id from policy_notices
               where account_id > $1 and account_id <= $2 and version = $3 and channel = $4";
    let args = args![after, last, version, Channel::Letter.word()];
    let rows = r.rows(sql, args).await?;
    rows.iter().map(|row| row.get(0)).collect()
}

pub(crate) async fn last_told(r: &Read) -> Result<Option<Millis>, Fault> {
    let sql = "select max(at) from policy_notices where channel in ('banner', 'sync', 'letter')";
    match r.row(sql, args![]).await? {
        Some(row) => row.get(0),
        None => Ok(None),
    }
}

pub(crate) async fn add_change(w: &Write, change: &ControllerChange) -> Result<(), Fault> {
    w.run(
        "insert into controller_changes (announced_at, effective_at, name, address, is_correction)
         values ($1, $2, $3, $4, $5)",
        args![
            change.announced_at,
            change.effective_at,
            &change.name,
            &change.address,
            i64::from(change.is_correction)
        ],
    )
    .await?;
    Ok(())
}

pub(crate) async fn changes(r: &Read) -> Result<Vec<ControllerChange>, Fault> {
    let sql = "select announced_at, effective_at, name, address, is_correction
               from controller_changes order by announced_at desc";
    let rows = r.rows(sql, args![]).await?;
    rows.iter()
        .map(|row| {
            Ok(ControllerChange {
                announced_at: row.get(0)?,
                effective_at: row.get(1)?,
                name: row.get(2)?,
                address: row.get(3)?,
                is_correction: row.get::<i64>(4)? == 1,
            })
        })
        .collect()
}

/// How many members asked to leave before a day and are still here.
pub(crate) async fn leaving_before(r: &Read, day: Millis) -> Result<u64, Fault> {
    let sql = "select (select count(*) from departures where asked_at < $1)
                    + (select count(*) from removals where asked_at < $1)";
    let row = r.row(sql, args![day]).await?;
    let row = row.ok_or_else(|| Fault::new("a count gave no row"))?;
    Ok(row.get::<i64>(0)?.unsigned_abs())
}
