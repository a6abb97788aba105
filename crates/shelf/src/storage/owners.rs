//! Whose books they are: what concerns all rows of an account.

use accounts::AccountId;
use store::{Fault, Read, Write, args};

/// Removes everything about an account.
pub(crate) async fn remove_account(w: &Write, account: AccountId) -> Result<(), Fault> {
    for table in ["heads", "changes", "generations", "snapshots"] {
        w.run(
            &format!("delete from {table} where account_id = $1"),
            args![account.0],
        )
        .await?;
    }
    Ok(())
}

/// Gives everything about an account another number.
pub(crate) async fn move_account(w: &Write, from: AccountId, to: AccountId) -> Result<(), Fault> {
    for table in ["heads", "changes", "generations", "snapshots"] {
        w.run(
            &format!("update {table} set account_id = $2 where account_id = $1"),
            args![from.0, to.0],
        )
        .await?;
    }
    Ok(())
}

/// All accounts that have a book.
pub(crate) async fn accounts_with_books(r: &Read) -> Result<Vec<AccountId>, Fault> {
    let rows = r
        .rows("select distinct account_id from heads order by 1", args![])
        .await?;
    rows.iter().map(|row| Ok(AccountId(row.get(0)?))).collect()
}
