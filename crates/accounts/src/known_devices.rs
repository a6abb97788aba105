//! Devices whose key was looked at within the last second.
//!
//! A sync is eight requests, and each shows its host key. What this process revokes, disables or
//! removes is forgotten with the commit that does it; what a command of the operator does in another
//! process counts after a second at most.

use store::{Ground, Recent};

use crate::device::{Device, account_by_host_key};
use crate::error::Error;
use crate::token::TokenHash;

/// The devices that were heard of just now. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct KnownDevices(Recent<TokenHash, Known>);

#[derive(Debug, Clone)]
struct Known {
    device: Device,
    /// How many announcements there had been when it was looked up.
    announcements: u64,
}

impl KnownDevices {
    /// The device with this host key; `None` if it was revoked, has expired or never was. Refuses
    /// `Unverified` and `Disabled`.
    pub async fn by_host_key(&self, ground: &Ground, key: &str) -> Result<Option<Device>, Error> {
        let Some(hash) = TokenHash::of(key) else {
            return Ok(None);
        };
        let announcements = ground.db.announcements();
        let known = self.0.get(&hash, ground.clock.now());
        if let Some(known) = known.filter(|known| known.announcements == announcements) {
            return Ok(Some(known.device));
        }
        let asked = self.0.ask(ground.clock.now());
        let found = account_by_host_key(ground, key).await?;
        if let Some(device) = found.clone() {
            let known = Known {
                device,
                announcements,
            };
            self.0.keep(hash, known, asked, ground.clock.now());
        }
        Ok(found)
    }
}
