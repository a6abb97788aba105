//! The table `devices`.

use store::{Fault, Millis, Read, Row, Write, args};

use super::unused::news_of;
use crate::account::AccountId;
use crate::app_in_use::AppInUse;
use crate::client::ClientVersion;
use crate::device::{Day, Device, DeviceId};
use crate::device_password::DevicePasswordId;
use crate::token::TokenHash;

const COLUMNS: &str = "d.id, d.account_id, d.program, d.version, d.system, \
                       d.signed_in_day, d.first_sync_day, d.last_sync_day";

fn device_of(row: &Row) -> Result<Device, Fault> {
    Ok(Device {
        id: row.get(0)?,
        account: row.get(1)?,
        client: ClientVersion::recorded(row.get(2)?, row.get(3)?, row.get(4)?),
        signed_in: row.get(5)?,
        first_sync: row.get(6)?,
        last_sync: row.get(7)?,
        news: None,
    })
}

pub(crate) async fn add(
    w: &Write,
    key: TokenHash,
    device: &Device,
    password: Option<DevicePasswordId>,
) -> Result<(), Fault> {
    w.run(
        "insert into devices
             (id, account_id, key_hash, program, version, system, signed_in_day, password_id,
              number)
         select $1, $2, $3, $4, $5, $6, $7, $8, coalesce(max(number), 0) + 1
         from devices where account_id = $2",
        args![
            device.id,
            device.account,
            key,
            &device.client.program,
            &device.client.version,
            &device.client.system,
            device.signed_in,
            password
        ],
    )
    .await?;
    Ok(())
}

/// A device and whether its account may sync.
pub(crate) struct Keyed {
    pub(crate) device: Device,
    pub(crate) verified_at: Option<Millis>,
    pub(crate) disabled_at: Option<Millis>,
}

/// The device with this key. On every request of a sync: two look-ups by index.
pub(crate) async fn by_key(r: &Read, key: TokenHash) -> Result<Option<Keyed>, Fault> {
    let sql = format!(
        "select {COLUMNS}, a.verified_at, a.disabled_at, a.news, a.news_day, d.news_day
         from devices d join accounts a on a.id = d.account_id
         where d.key_hash = $1"
    );
    let Some(row) = r.row(&sql, args![key]).await? else {
        return Ok(None);
    };
    Ok(Some(Keyed {
        device: Device {
            news: news_of(&row, 10)?,
            ..device_of(&row)?
        },
        verified_at: row.get(8)?,
        disabled_at: row.get(9)?,
    }))
}

pub(crate) async fn of_account(r: &Read, account: AccountId) -> Result<Vec<Device>, Fault> {
    let sql = format!(
        "select {COLUMNS} from devices d
         where d.account_id = $1
         order by coalesce(d.last_sync_day, d.signed_in_day) desc, d.number desc"
    );
    r.rows(&sql, args![account])
        .await?
        .iter()
        .map(device_of)
        .collect()
}

pub(crate) async fn note_sync(
    w: &Write,
    id: DeviceId,
    client: &ClientVersion,
    today: Day,
) -> Result<(), Fault> {
    w.announce();
    w.run(
        "update devices
         set program = $2, version = $3, system = $4,
             first_sync_day = coalesce(first_sync_day, $5), last_sync_day = $5
         where id = $1",
        args![id, &client.program, &client.version, &client.system, today],
    )
    .await?;
    Ok(())
}

/// Whether the account had such a device.
pub(crate) async fn remove(w: &Write, account: AccountId, id: DeviceId) -> Result<bool, Fault> {
    w.announce();
    let sql = "delete from devices where id = $1 and account_id = $2";
    Ok(w.run(sql, args![id, account]).await? == 1)
}

pub(crate) async fn remove_of_account(w: &Write, account: AccountId) -> Result<(), Fault> {
    w.announce();
    w.run("delete from devices where account_id = $1", args![account])
        .await?;
    Ok(())
}

/// Leaves the `most` devices of an account that were used last; of those used on the same day, the
/// newest.
pub(crate) async fn trim(w: &Write, account: AccountId, most: u32) -> Result<(), Fault> {
    w.announce();
    w.run(
        "delete from devices
         where account_id = $1 and id not in
             (select id from devices where account_id = $1
              order by coalesce(last_sync_day, signed_in_day) desc, number desc limit $2)",
        args![account, most],
    )
    .await?;
    Ok(())
}

pub(crate) async fn remove_unused(w: &Write, used_before: Day) -> Result<u64, Fault> {
    w.announce();
    let sql = "delete from devices where coalesce(last_sync_day, signed_in_day) < $1";
    w.run(sql, args![used_before]).await
}

/// The apps that accounts synced with last, on this day or later.
pub(crate) async fn apps_in_use(r: &Read, since: Day) -> Result<Vec<AppInUse>, Fault> {
    let rows = r
        .rows(
            "select d.program, d.version, d.system, count(*)
             from devices d
             where d.last_sync_day >= $1
               and not exists
                   (select 1 from devices o
                    where o.account_id = d.account_id
                      and (o.last_sync_day > d.last_sync_day
                           or (o.last_sync_day = d.last_sync_day and o.number > d.number)))
             group by d.program, d.version, d.system",
            args![since],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let accounts: i64 = row.get(3)?;
            Ok(AppInUse {
                program: row.get(0)?,
                version: row.get(1)?,
                system: row.get(2)?,
                accounts: accounts.cast_unsigned(),
            })
        })
        .collect()
}
