//! The table `device_passwords`.

use store::{Fault, Read, Write, args};

use super::accounts::account_of;
use crate::account::{Account, AccountId};
use crate::device::Day;
use crate::device_password::{DevicePassword, DevicePasswordId};
use crate::email::Email;

pub(crate) async fn add(
    w: &Write,
    account: AccountId,
    new: &DevicePassword,
    hash: [u8; 32],
) -> Result<(), Fault> {
    w.run(
        "insert into device_passwords (id, account_id, name, password_hash, made_day)
         values ($1, $2, $3, $4, $5)",
        args![new.id, account, &new.name, hash, new.made],
    )
    .await?;
    Ok(())
}

pub(crate) async fn of_account(r: &Read, account: AccountId) -> Result<Vec<DevicePassword>, Fault> {
    let rows = r
        .rows(
            "select id, name, made_day, used_day from device_passwords
             where account_id = $1
             order by made_day desc, id",
            args![account],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(DevicePassword {
                id: row.get(0)?,
                name: row.get(1)?,
                made: row.get(2)?,
                used: row.get(3)?,
            })
        })
        .collect()
}

/// The account with this address, if this is one of its device passwords.
pub(crate) async fn opened_by(
    r: &Read,
    email: &Email,
    hash: [u8; 32],
) -> Result<Option<(Account, DevicePasswordId)>, Fault> {
    let row = r
        .row(
            "select a.id, a.email, a.language, a.created_at, a.verified_at, a.disabled_at, p.id
             from device_passwords p join accounts a on a.id = p.account_id
             where p.password_hash = $1 and a.email_folded = $2",
            args![hash, email.folded()],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some((account_of(&row, 0)?, row.get(6)?)))
}

/// Notes that an app came in. `false`: the password has ended.
pub(crate) async fn note_use(w: &Write, id: DevicePasswordId, today: Day) -> Result<bool, Fault> {
    let sql = "update device_passwords set used_day = $2 where id = $1";
    Ok(w.run(sql, args![id, today]).await? == 1)
}

/// Whether the account had it. The devices that came in with it go, too.
pub(crate) async fn remove(
    w: &Write,
    account: AccountId,
    id: DevicePasswordId,
) -> Result<bool, Fault> {
    w.announce();
    let sql = "delete from devices where account_id = $1 and password_id = $2";
    w.run(sql, args![account, id]).await?;
    let sql = "delete from device_passwords where account_id = $1 and id = $2";
    Ok(w.run(sql, args![account, id]).await? == 1)
}

pub(crate) async fn remove_of_account(w: &Write, account: AccountId) -> Result<(), Fault> {
    let sql = "delete from device_passwords where account_id = $1";
    w.run(sql, args![account]).await?;
    Ok(())
}
