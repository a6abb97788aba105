//! Devices: Anki apps that are signed in by a host key.

use std::fmt;

use store::{Ground, Millis};

use crate::account::AccountId;
use crate::client::ClientVersion;
use crate::credentials::Credentials;
use crate::error::Error;
use crate::hashing::Passwords;
use crate::network::Network;
use crate::operator::Operator;
use crate::session::SignedIn;

/// The number of a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DeviceId(pub i64);

/// A day in UTC, counted from 1970-01-01. Devices are dated by the day and not closer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub i64);

impl Day {
    /// Its first millisecond.
    pub fn start(self) -> Millis {
        Millis(self.0.saturating_mul(86_400_000))
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
}

/// Signs an app in. `client` is what it says about itself, in any form, or empty. Refuses
/// `WrongCredentials`, `Unverified`, `Disabled`, `TooManyTries`, `Busy`.
pub async fn sign_in_device(
    ground: &Ground,
    passwords: &Passwords,
    typed: Credentials<'_>,
    client: &str,
    from: Network,
) -> Result<HostKey, Error> {
    todo!()
}

/// The device with this host key; `None` if it was revoked, has expired or never was. Refuses
/// `Unverified` and `Disabled`.
pub async fn account_by_host_key(ground: &Ground, key: &str) -> Result<Option<Device>, Error> {
    todo!()
}

/// Records that a device has synced (PR-24a). Writes only what has changed: at most once a day, and
/// when the app was updated.
pub async fn note_sync(ground: &Ground, device: &Device, client: &str) -> Result<(), Error> {
    todo!()
}

/// The devices of the account, the latest used first.
pub async fn devices(ground: &Ground, who: &SignedIn) -> Result<Vec<Device>, Error> {
    todo!()
}

/// Ends the host key of one of the account's devices at once. Refuses `NoSuchDevice`.
pub async fn revoke_device(ground: &Ground, who: &SignedIn, device: DeviceId) -> Result<(), Error> {
    todo!()
}
