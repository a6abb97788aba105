//! One installation of the desktop program, as far as it is known: a keyed hash of the number that it
//! made up for itself at its first start.

use accounts::Day;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use store::{Chance, Fault, Ground, site};

use crate::version::PointVersion;

/// The name under which the site keeps the key.
const KEY: &str = "installations-key";

/// A row of the table `installations`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Installation {
    pub(crate) hash: [u8; 32],
    pub(crate) version: PointVersion,
    pub(crate) system: String,
    pub(crate) seen: Day,
}

/// What becomes of an installation that asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    /// It asked today already. Whatever it says now counts from tomorrow on: strangers can make us write
    /// once a day for each installation, and not at each question.
    Today,
    /// It was here on an earlier day.
    Earlier,
    /// It was never here.
    Never,
}

/// The hash under which an installation is known here. The key is the site's own: whoever gets hold
/// of the table alone cannot try numbers on it, and no other site has the same hashes.
pub(crate) async fn hash_of(ground: &Ground, id: &str) -> Result<[u8; 32], Fault> {
    let key = key(ground).await?;
    Ok(*blake3::keyed_hash(&key, id.as_bytes()).as_bytes())
}

async fn key(ground: &Ground) -> Result<[u8; 32], Fault> {
    let make = |chance: &Chance| STANDARD_NO_PAD.encode(chance.bytes::<32>());
    let text = site::lasting_fact(ground, KEY, make).await?;
    let bytes = STANDARD_NO_PAD.decode(text).unwrap_or_default();
    bytes
        .try_into()
        .map_err(|_| Fault::new("the key of installations is damaged"))
}
