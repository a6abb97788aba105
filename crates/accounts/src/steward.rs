//! The steward: the account of whoever set the site up. It may see the setup page, and may do nothing
//! else that others may not.

use mail::Purpose;
use store::{Fault, Ground, Write};

use crate::account::AccountId;
use crate::email::Email;
use crate::letter;
use crate::operator::Operator;
use crate::session::SignedIn;
use crate::storage;

/// Who it is, if anybody.
pub async fn steward(ground: &Ground) -> Result<Option<AccountId>, Fault> {
    ground
        .db
        .read(async |r| storage::steward::get(r).await)
        .await
}

/// An address was confirmed. If it is the one that signed up with the link of the first start, its
/// account becomes the steward; says whether it did.
pub(crate) async fn note_confirmed(
    w: &Write,
    account: AccountId,
    address: &Email,
) -> Result<bool, Fault> {
    let is_first = storage::steward::is_candidate(w, address.fingerprint()).await?;
    if is_first {
        storage::steward::put(w, account).await?;
    }
    Ok(is_first)
}

/// Makes another account the steward.
pub async fn appoint_steward(
    ground: &Ground,
    _operator: &Operator,
    account: AccountId,
) -> Result<(), Fault> {
    ground
        .db
        .write(async move |w| storage::steward::put(w, account).await)
        .await
}

/// Queues a letter of the steward to herself, to see whether letters arrive.
pub async fn send_trial_letter(ground: &Ground, who: &SignedIn) -> Result<(), Fault> {
    let (account, now) = (who.account.clone(), ground.clock.now());
    ground
        .db
        .write(async move |w| letter::to_account(w, &account, Purpose::Trial, now).await)
        .await
}
