//! The table `unused_accounts`, and the columns of `accounts` and `devices` about use and news.

use store::{Fault, Millis, Read, Row, Write, args};

use super::accounts::account_of;
use crate::account::AccountId;
use crate::device::{Day, DeviceId};
use crate::unused::{News, NewsKind, PutAwayAccount, UnusedAccount};

/// Whether this is the first use on this day.
pub(crate) async fn put_used(w: &Write, id: AccountId, today: Day) -> Result<bool, Fault> {
    let sql = "update accounts set used_day = $2
               where id = $1 and (used_day is null or used_day < $2)";
    Ok(w.run(sql, args![id, today]).await? == 1)
}

pub(crate) async fn used_day(r: &Read, id: AccountId) -> Result<Option<Day>, Fault> {
    let sql = "select used_day from accounts where id = $1";
    match r.row(sql, args![id]).await? {
        Some(row) => row.get(0),
        None => Ok(None),
    }
}

/// Notices that were sent are void; what was put away stays so until it is brought back.
pub(crate) async fn forget_notices(w: &Write, id: AccountId) -> Result<(), Fault> {
    let sql = "delete from unused_accounts where account_id = $1 and put_away_at is null";
    w.run(sql, args![id]).await?;
    let sql = "update accounts set news = null, news_day = null where id = $1 and news = $2";
    w.run(sql, args![id, NewsKind::AlmostPutAway.word()])
        .await?;
    Ok(())
}

pub(crate) async fn put_missing_days(w: &Write, today: Day) -> Result<(), Fault> {
    let sql = "update accounts set used_day = $1 where used_day is null";
    w.run(sql, args![today]).await?;
    Ok(())
}

pub(crate) async fn unused_since(r: &Read, day: Day) -> Result<Vec<UnusedAccount>, Fault> {
    let rows = r
        .rows(
            "select a.id, a.email, a.language, a.created_at, a.verified_at, a.disabled_at,
                    a.used_day, coalesce(u.notices, 0), u.noticed_day
             from accounts a left join unused_accounts u on u.account_id = a.id
             where a.used_day <= $1 and a.disabled_at is null and a.verified_at is not null
                   and u.put_away_at is null
             order by a.used_day, a.id",
            args![day],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(UnusedAccount {
                account: account_of(row, 0)?,
                used: row.get(6)?,
                notices: row.get(7)?,
                noticed: row.get(8)?,
            })
        })
        .collect()
}

pub(crate) async fn put_notices(
    w: &Write,
    id: AccountId,
    notices: u32,
    today: Day,
) -> Result<(), Fault> {
    w.run(
        "insert into unused_accounts (account_id, notices, noticed_day) values ($1, $2, $3)
         on conflict (account_id) do update
         set notices = excluded.notices, noticed_day = excluded.noticed_day",
        args![id, notices, today],
    )
    .await?;
    Ok(())
}

pub(crate) async fn put_put_away(w: &Write, id: AccountId, now: Millis) -> Result<(), Fault> {
    let sql = "update unused_accounts set put_away_at = $2 where account_id = $1";
    w.run(sql, args![id, now]).await?;
    Ok(())
}

pub(crate) async fn put_away(r: &Read) -> Result<Vec<PutAwayAccount>, Fault> {
    let rows = r
        .rows(
            "select u.account_id, u.put_away_at, a.used_day
             from unused_accounts u join accounts a on a.id = u.account_id
             where u.put_away_at is not null
             order by u.put_away_at",
            args![],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(PutAwayAccount {
                account: row.get(0)?,
                at: row.get(1)?,
                used: row.get(2)?,
            })
        })
        .collect()
}

pub(crate) async fn put_away_at(r: &Read, id: AccountId) -> Result<Option<Millis>, Fault> {
    let sql = "select put_away_at from unused_accounts where account_id = $1";
    match r.row(sql, args![id]).await? {
        Some(row) => row.get(0),
        None => Ok(None),
    }
}

pub(crate) async fn remove(w: &Write, id: AccountId) -> Result<(), Fault> {
    let sql = "delete from unused_accounts where account_id = $1";
    w.run(sql, args![id]).await?;
    Ok(())
}

pub(crate) async fn put_news(w: &Write, id: AccountId, news: Option<News>) -> Result<(), Fault> {
    w.announce();
    let (word, day) = news.map_or((None, None), |news| {
        (Some(news.kind.word()), Some(news.day))
    });
    let sql = "update accounts set news = $2, news_day = $3 where id = $1";
    w.run(sql, args![id, word, day]).await?;
    Ok(())
}

pub(crate) async fn put_told(w: &Write, id: DeviceId, day: Day) -> Result<(), Fault> {
    w.announce();
    let sql = "update devices set news_day = $2 where id = $1";
    w.run(sql, args![id, day]).await?;
    Ok(())
}

/// News from three columns, the first of which is column `first`: what, when, and what the device has
/// told last.
pub(super) fn news_of(row: &Row, first: usize) -> Result<Option<News>, Fault> {
    let word: Option<String> = row.get(first)?;
    let day: Option<Day> = row.get(first + 1)?;
    let told: Option<Day> = row.get(first + 2)?;
    let kind = word.and_then(|word| NewsKind::ALL.into_iter().find(|known| known.word() == word));
    let (Some(kind), Some(day)) = (kind, day) else {
        return Ok(None);
    };
    Ok((told.is_none_or(|told| told < day)).then_some(News { kind, day }))
}
