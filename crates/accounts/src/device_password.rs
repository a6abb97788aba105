//! Device passwords: each lets Anki apps in and opens nothing else (D8). Where an account has a
//! second factor, apps come in by them alone, since they cannot ask for a code.

use std::fmt;

use store::{Fault, FromValue, Ground, Value};

use crate::account::Account;
use crate::base32;
use crate::device::Day;
use crate::email::Email;
use crate::error::Error;
use crate::proof::Proven;
use crate::session::SignedIn;
use crate::storage;
use crate::token::secret_hash;

/// 100 bits: nobody guesses it, so a fast hash is enough, as for a token.
const LETTERS: usize = 20;
const NAME_CHARACTERS_MAX: usize = 40;
const PASSWORDS_MAX: usize = 50;

/// The number of a device password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DevicePasswordId(pub i64);

impl fmt::Display for DevicePasswordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<DevicePasswordId> for Value {
    fn from(id: DevicePasswordId) -> Value {
        Value::from(id.0)
    }
}

impl FromValue for DevicePasswordId {
    fn from_value(value: &Value) -> Option<DevicePasswordId> {
        i64::from_value(value).map(DevicePasswordId)
    }
}

/// A device password as its owner sees it afterwards: without itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DevicePassword {
    /// Its number.
    pub id: DevicePasswordId,
    /// What its owner calls it.
    pub name: String,
    /// When it was made.
    pub made: Day,
    /// When an app last came in with it.
    pub used: Option<Day>,
}

/// A device password that has just been made. Only its hash is kept.
#[derive(Clone)]
pub struct NewDevicePassword {
    /// What its owner calls it.
    pub name: String,
    /// `abcd-efgh-ijkl-mnop-qrst`; apps may be given it without the dashes.
    pub written: String,
}

impl fmt::Debug for NewDevicePassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NewDevicePassword({})", self.name)
    }
}

/// The device passwords of the account, the newest first.
pub async fn device_passwords(
    ground: &Ground,
    who: &SignedIn,
) -> Result<Vec<DevicePassword>, Fault> {
    let account = who.account.id;
    ground
        .db
        .read(async move |r| storage::device_passwords::of_account(r, account).await)
        .await
}

/// Makes a device password. Refuses `NoName`, and `TooManyDevicePasswords` above 50.
pub async fn make_device_password(
    ground: &Ground,
    proven: &Proven,
    name: &str,
) -> Result<NewDevicePassword, Error> {
    let name: String = name
        .chars()
        .filter(|c| !c.is_control())
        .collect::<String>()
        .trim()
        .chars()
        .take(NAME_CHARACTERS_MAX)
        .collect();
    if name.is_empty() {
        return Err(Error::NoName);
    }
    let account = proven.who().account.id;
    let mut letters = base32::encode(&ground.chance.bytes::<13>());
    letters.truncate(LETTERS);
    let hash = secret_hash(&letters);
    let new = DevicePassword {
        id: DevicePasswordId(ground.chance.id()),
        name: name.clone(),
        made: Day::of(ground.clock.now()),
        used: None,
    };
    ground
        .db
        .write(async move |w| {
            let known = storage::device_passwords::of_account(w, account).await?;
            if known.len() >= PASSWORDS_MAX {
                return Err(Error::TooManyDevicePasswords);
            }
            Ok(storage::device_passwords::add(w, account, &new, hash).await?)
        })
        .await?;
    Ok(NewDevicePassword {
        name,
        written: base32::grouped(&letters, '-'),
    })
}

/// Ends a device password and logs out the apps that came in with it. `false`: there is none with
/// this number any more.
pub async fn revoke_device_password(
    ground: &Ground,
    who: &SignedIn,
    id: DevicePasswordId,
) -> Result<bool, Fault> {
    let account = who.account.id;
    ground
        .db
        .write(async move |w| storage::device_passwords::remove(w, account, id).await)
        .await
}

/// The account that this pair of address and device password opens for apps.
pub(crate) async fn account_of(
    ground: &Ground,
    name: &str,
    typed: &str,
) -> Result<Option<(Account, DevicePasswordId)>, Fault> {
    let letters = base32::plain(typed);
    let (LETTERS, Ok(email)) = (letters.len(), name.parse::<Email>()) else {
        return Ok(None);
    };
    let hash = secret_hash(&letters);
    ground
        .db
        .read(async move |r| storage::device_passwords::opened_by(r, &email, hash).await)
        .await
}
