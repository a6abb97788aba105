//! The table `objections`.

use accounts::AccountId;
use store::{Fault, Millis, Read, Write, args};

pub(crate) async fn is_there(r: &Read, account: AccountId) -> Result<bool, Fault> {
    let sql = "select 1 from objections where account_id = $1";
    Ok(r.row(sql, args![account]).await?.is_some())
}

pub(crate) async fn put(w: &Write, account: AccountId, now: Millis) -> Result<(), Fault> {
    let sql = "insert into objections (account_id, at) values ($1, $2)
               on conflict (account_id) do nothing";
    w.run(sql, args![account, now]).await?;
    Ok(())
}

pub(crate) async fn remove(w: &Write, account: AccountId) -> Result<(), Fault> {
    let sql = "delete from objections where account_id = $1";
    w.run(sql, args![account]).await?;
    Ok(())
}
