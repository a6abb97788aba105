//! Who is the steward: a fact of the site.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use store::{Fault, Read, Write, site};

use crate::account::AccountId;

const STEWARD: &str = "steward";
/// The fingerprint of the address that signed up with the link of the first start, until it confirms.
const CANDIDATE: &str = "steward-candidate";

pub(crate) async fn get(r: &Read) -> Result<Option<AccountId>, Fault> {
    let text = site::fact(r, STEWARD).await?;
    Ok(text.and_then(|text| text.parse().ok()).map(AccountId))
}

pub(crate) async fn put(w: &Write, account: AccountId) -> Result<(), Fault> {
    site::put_fact(w, STEWARD, &account.0.to_string()).await?;
    site::remove_fact(w, CANDIDATE).await
}

pub(crate) async fn put_candidate(w: &Write, address: [u8; 32]) -> Result<(), Fault> {
    site::put_fact(w, CANDIDATE, &STANDARD_NO_PAD.encode(address)).await
}

pub(crate) async fn is_candidate(r: &Read, address: [u8; 32]) -> Result<bool, Fault> {
    let candidate = site::fact(r, CANDIDATE).await?;
    Ok(candidate == Some(STANDARD_NO_PAD.encode(address)))
}
