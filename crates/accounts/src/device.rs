//! Devices: Anki apps that are signed in by a host key.

use std::fmt;

use mail::Purpose;
use store::{Fault, FromValue, Ground, Millis, Value, Write};

use crate::account::{self, Account, AccountId};
use crate::client::ClientVersion;
use crate::credentials::Credentials;
use crate::device_password::{self, DevicePasswordId};
use crate::error::Error;
use crate::hashing::Passwords;
use crate::letter;
use crate::network::Network;
use crate::repeats::Likeness;
use crate::session::SignedIn;
use crate::sign_in::{Proof, prove};
use crate::storage;
use crate::token::TokenHash;
use crate::unused::{self, News};
use crate::whereabouts::Arrival;

/// A host key that was not used for more days than this is void.
pub(crate) const UNUSED_DAYS_MAX: i64 = 190;
/// Scripts may sign in at every run; the devices unused longest make room.
const DEVICES_MAX: u32 = 100;

/// The number of a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeviceId(pub i64);

/// A day in UTC, counted from 1970-01-01. Devices are dated by the day and not closer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i64);

impl Day {
    /// The day of a moment.
    pub fn of(moment: Millis) -> Day {
        Day(moment.0.div_euclid(86_400_000))
    }

    /// Its first millisecond.
    pub fn start(self) -> Millis {
        Millis(self.0.saturating_mul(86_400_000))
    }
}

impl fmt::Display for DeviceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<DeviceId> for Value {
    fn from(id: DeviceId) -> Value {
        Value::from(id.0)
    }
}

impl FromValue for DeviceId {
    fn from_value(value: &Value) -> Option<DeviceId> {
        i64::from_value(value).map(DeviceId)
    }
}

impl From<Day> for Value {
    fn from(day: Day) -> Value {
        Value::from(day.0)
    }
}

impl FromValue for Day {
    fn from_value(value: &Value) -> Option<Day> {
        i64::from_value(value).map(Day)
    }
}

/// The secret of a device: 256 bit, 43 printable characters. Only its SHA-256 is kept.
pub struct HostKey(pub String);

impl fmt::Debug for HostKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HostKey")
    }
}

/// An app that is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Its number.
    pub id: DeviceId,
    /// Whose it is.
    pub account: AccountId,
    /// What it said about itself at its last sync, or at sign-in.
    pub client: ClientVersion,
    /// When it signed in.
    pub signed_in: Day,
    /// Its first sync.
    pub first_sync: Option<Day>,
    /// Its last sync.
    pub last_sync: Option<Day>,
    /// What the app is to tell at its next sync.
    pub news: Option<News>,
}

impl Device {
    fn is_unused_since_long(&self, today: Day) -> bool {
        let last_used = self.last_sync.unwrap_or(self.signed_in);
        today.0.saturating_sub(last_used.0) > UNUSED_DAYS_MAX
    }
}

/// Signs an app in. `client` is what it says about itself, in any form, or empty. The same sign-in
/// again within a minute gets the same key. Refuses `WrongCredentials`, `Unverified`, `Disabled`,
/// `TooManyTries`, `Busy`.
pub async fn sign_in_device(
    ground: &Ground,
    passwords: &Passwords,
    typed: Credentials<'_>,
    client: &str,
    from: Network,
) -> Result<HostKey, Error> {
    let entry = enter(ground, passwords, typed, from).await?;
    let now = ground.clock.now();
    let app = Likeness {
        account: entry.account(),
        client: client.to_owned(),
        from,
    };
    let handed = passwords.repeats().key(&app, now);
    let client = ClientVersion::parse(client);
    let arrival = Arrival::by_app(ground, from, &client);
    let (id, (key, hash)) = (DeviceId(ground.chance.id()), TokenHash::new(&ground.chance));
    let key = ground
        .db
        .write(async move |w| {
            let (account, password) = entry.redeem(w, now).await?;
            arrival.note(w, &account).await?;
            if let Some((key, hash)) = handed
                && storage::devices::by_key(w, hash).await?.is_some()
            {
                return Ok(key);
            }
            let account = account.id;
            let device = Device {
                id,
                account,
                client,
                signed_in: Day::of(now),
                first_sync: None,
                last_sync: None,
                news: None,
            };
            // Room first, so that the new one cannot be the one that goes.
            storage::devices::trim(w, account, DEVICES_MAX - 1).await?;
            storage::devices::add(w, hash, &device, password).await?;
            Ok::<String, Error>(key)
        })
        .await?;
    passwords.repeats().remember(app, key.clone(), now);
    Ok(HostKey(key))
}

/// By what an app comes in.
enum Entry {
    /// The account's own password.
    Own(Proof),
    /// A device password.
    Device(Account, DevicePasswordId),
}

/// Checks what an app shows. With a second factor the account's own password is as good as a wrong
/// one, and a letter tells its owner why.
async fn enter(
    ground: &Ground,
    passwords: &Passwords,
    typed: Credentials<'_>,
    from: Network,
) -> Result<Entry, Error> {
    let limit = &passwords.counters().sign_in;
    let name = typed.email.trim().to_lowercase();
    limit.check(ground.clock.now(), from, &name)?;
    if let Some((account, id)) = device_password::account_of(ground, &name, typed.password).await? {
        account.may_sign_in()?;
        limit.succeeded(from, &name);
        return Ok(Entry::Device(account, id));
    }
    let proof = prove(ground, passwords, typed, from).await?;
    let (id, now) = (proof.account(), ground.clock.now());
    let may_write = passwords.counters().app_refused.check(now, &id).is_ok();
    let is_refused = ground
        .db
        .write(async move |w| {
            if !storage::second_factors::is_on(w, id).await? {
                return Ok::<bool, Fault>(false);
            }
            if may_write && let Some(account) = storage::accounts::by_id(w, id).await? {
                letter::to_account(w, &account, Purpose::DevicePasswordNeeded, now).await?;
            }
            Ok(true)
        })
        .await?;
    if !is_refused {
        return Ok(Entry::Own(proof));
    }
    if may_write {
        passwords.counters().app_refused.charge(now, &id);
    }
    limit.failed(now, from, &name);
    Err(Error::WrongCredentials)
}

impl Entry {
    fn account(&self) -> AccountId {
        match self {
            Entry::Own(proof) => proof.account(),
            Entry::Device(account, _) => account.id,
        }
    }

    /// In the transaction that lets the app in: neither password has ended in between.
    async fn redeem(
        self,
        w: &Write,
        now: Millis,
    ) -> Result<(Account, Option<DevicePasswordId>), Error> {
        match self {
            Entry::Own(proof) => Ok((proof.redeem(w).await?, None)),
            Entry::Device(account, id) => {
                if !storage::device_passwords::note_use(w, id, Day::of(now)).await? {
                    return Err(Error::WrongCredentials);
                }
                let account = storage::accounts::by_id(w, account.id)
                    .await?
                    .ok_or(Error::WrongCredentials)?;
                account.may_sign_in()?;
                Ok((account, Some(id)))
            }
        }
    }
}

/// The device with this host key; `None` if it was revoked, has expired or never was. Refuses
/// `Unverified` and `Disabled`.
pub(crate) async fn account_by_host_key(
    ground: &Ground,
    key: &str,
) -> Result<Option<Device>, Error> {
    let Some(key) = TokenHash::of(key) else {
        return Ok(None);
    };
    let found = ground
        .db
        .read(async move |r| storage::devices::by_key(r, key).await)
        .await?;
    let Some(found) = found else { return Ok(None) };
    if found
        .device
        .is_unused_since_long(Day::of(ground.clock.now()))
    {
        return Ok(None);
    }
    account::may_sign_in(found.verified_at, found.disabled_at)?;
    Ok(Some(found.device))
}

/// Records that a device has synced (PR-24a). Writes only what has changed: once a day, and when the
/// app was updated.
pub async fn note_sync(ground: &Ground, device: &Device, client: &str) -> Result<(), Fault> {
    let mut client = ClientVersion::parse(client);
    if client.is_empty() {
        client = device.client.clone();
    }
    let today = Day::of(ground.clock.now());
    if device.last_sync == Some(today) && client.looks_like(&device.client) {
        return Ok(());
    }
    let (id, account) = (device.id, device.account);
    ground
        .db
        .write(async move |w| {
            storage::devices::note_sync(w, id, &client, today).await?;
            unused::note_use(w, account, today).await
        })
        .await
}

/// The devices of the account, the latest used first.
pub async fn devices(ground: &Ground, who: &SignedIn) -> Result<Vec<Device>, Fault> {
    of_account(ground, who.account.id).await
}

pub(crate) async fn of_account(ground: &Ground, account: AccountId) -> Result<Vec<Device>, Fault> {
    let today = Day::of(ground.clock.now());
    let mut devices = ground
        .db
        .read(async move |r| storage::devices::of_account(r, account).await)
        .await?;
    devices.retain(|device| !device.is_unused_since_long(today));
    Ok(devices)
}

/// Ends the host key of one of the account's devices at once. Refuses `NoSuchDevice`.
pub async fn revoke_device(ground: &Ground, who: &SignedIn, device: DeviceId) -> Result<(), Error> {
    let account = who.account.id;
    let removed = ground
        .db
        .write(async move |w| storage::devices::remove(w, account, device).await)
        .await?;
    if removed {
        Ok(())
    } else {
        Err(Error::NoSuchDevice)
    }
}
