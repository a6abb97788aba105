//! The table `whereabouts`, and when somebody first came in.

use store::{Fault, Write, args};

use crate::account::AccountId;
use crate::device::Day;

/// Whether nobody has ever come in before.
pub(crate) async fn note_first(w: &Write, account: AccountId, today: Day) -> Result<bool, Fault> {
    let sql = "update accounts set entered_day = $2 where id = $1 and entered_day is null";
    Ok(w.run(sql, args![account, today]).await? == 1)
}

/// Whether the mark is known; from now on it was used today.
pub(crate) async fn renew(
    w: &Write,
    account: AccountId,
    mark: &[u8],
    today: Day,
) -> Result<bool, Fault> {
    let sql = "update whereabouts set used_day = $3 where account_id = $1 and mark = $2";
    Ok(w.run(sql, args![account, mark.to_vec(), today]).await? == 1)
}

/// Notes those of the marks that are not known yet.
pub(crate) async fn put(
    w: &Write,
    account: AccountId,
    marks: &[Vec<u8>],
    today: Day,
) -> Result<(), Fault> {
    for mark in marks {
        let sql = "insert into whereabouts (account_id, mark, used_day) values ($1, $2, $3)
                   on conflict (account_id, mark) do nothing";
        w.run(sql, args![account, mark.clone(), today]).await?;
    }
    Ok(())
}

/// Forgets what was used since a day.
pub(crate) async fn remove_since(w: &Write, account: AccountId, day: Day) -> Result<(), Fault> {
    let sql = "delete from whereabouts where account_id = $1 and used_day >= $2";
    w.run(sql, args![account, day]).await?;
    Ok(())
}

/// Leaves the `most` marks of an account that were used last.
pub(crate) async fn trim(w: &Write, account: AccountId, most: u32) -> Result<(), Fault> {
    w.run(
        "delete from whereabouts
         where account_id = $1 and mark not in
             (select mark from whereabouts where account_id = $1
              order by used_day desc, mark limit $2)",
        args![account, most],
    )
    .await?;
    Ok(())
}

pub(crate) async fn remove_unused(w: &Write, before: Day) -> Result<(), Fault> {
    let sql = "delete from whereabouts where used_day < $1";
    w.run(sql, args![before]).await?;
    Ok(())
}
