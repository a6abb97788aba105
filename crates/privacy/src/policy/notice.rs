//! Telling members: on the website until they have seen it, by each of their apps once, by letter once.
//! Who was reached how is written down (PR-67). What is new is not done with the data of somebody who
//! has not seen it (PR-69).

use std::collections::HashSet;
use std::time::Duration;

use accounts::{Account, AccountId, Day, Device, SignedIn};
use jobs::Periodic;
use mail::Letter;
use store::{Fault, Ground, Millis, Purpose, Read, Write};

use super::{AnnounceBy, Channel, Error, Policy};
use crate::storage;

const HOUR: Duration = Duration::from_hours(1);
/// Letters queued in one transaction.
const LETTERS_AT_ONCE: u32 = 200;

/// Every hour: publishes what is new, and writes to whoever was not written to yet.
pub fn timetable(policy: &Policy) -> Vec<Periodic> {
    let policy = policy.clone();
    vec![Periodic::new("privacy.policy", HOUR, move |ground| {
        let policy = policy.clone();
        async move {
            policy.publish(&ground).await.map_err(fault)?;
            policy.write_to_all(&ground).await
        }
    })]
}

fn fault(error: Error) -> Fault {
    match error {
        Error::Fault(fault) => fault,
        refused @ (Error::OtherController { .. } | Error::StillLeaving(_)) => {
            Fault::because("the policy was not published", refused)
        }
    }
}

impl Policy {
    /// Notes that somebody has accepted by signing up what stood beside the form; the present version
    /// if that is not known.
    pub async fn accepted_at_sign_up(
        &self,
        w: &Write,
        (id, version): (AccountId, Option<u32>),
        now: Millis,
    ) -> Result<(), Fault> {
        let Some(standing) = self.standing() else {
            return Ok(());
        };
        let number = standing.number.min(version.unwrap_or(standing.number));
        let _first = storage::policy::note(w, (id, number, Channel::SignUp, 0), now).await?;
        Ok(())
    }

    /// The change that a page must tell her of.
    pub async fn unseen(&self, ground: &Ground, who: &SignedIn) -> Result<Option<u32>, Fault> {
        let Some((number, published)) = self.change(AnnounceBy::Banner) else {
            return Ok(None);
        };
        let id = who.account.id;
        let knows = match seen(ground, id).await? {
            Some(seen) => seen >= number,
            None => who.account.created_at >= published,
        };
        if knows {
            return Ok(None);
        }
        note_once(ground, (id, number, Channel::Banner, 0)).await?;
        Ok(Some(number))
    }

    /// She has seen this version, of which a page told her. A page that was opened long ago told of no
    /// later one.
    pub async fn see(&self, ground: &Ground, who: &SignedIn, number: u32) -> Result<(), Fault> {
        let newest = self.standing().map_or(0, |standing| standing.number);
        let key = (who.account.id, number.min(newest), Channel::Accepted, 0);
        if key.1 > 0 {
            note_once(ground, key).await?;
        }
        Ok(())
    }

    /// Whether this app must tell its owner of a change now; it is asked once at each sync, and told
    /// yes once.
    pub async fn is_to_be_told(&self, ground: &Ground, device: &Device) -> Result<bool, Fault> {
        let Some((number, published)) = self.change(AnnounceBy::Sync) else {
            return Ok(false);
        };
        let (id, account) = (device.id, device.account);
        let seen = seen(ground, account).await?;
        if device.signed_in > Day::of(published) || seen.is_some_and(|seen| seen >= number) {
            return Ok(false);
        }
        note_once(ground, (account, number, Channel::Sync, id.0)).await
    }

    async fn write_to_all(&self, ground: &Ground) -> Result<(), Fault> {
        let Some((number, published)) = self.change(AnnounceBy::Letter) else {
            return Ok(());
        };
        let mut after = AccountId(0);
        loop {
            let some = accounts::everybody(ground, after, LETTERS_AT_ONCE).await?;
            let Some(last) = some.last() else {
                return Ok(());
            };
            let ids = [after, last.id];
            after = last.id;
            let written = ground
                .db
                .read(async move |r| storage::policy::written_to(r, number, ids).await);
            let written: Result<HashSet<AccountId>, Fault> = written.await;
            let written = written?;
            for account in some {
                if account.created_at < published && !written.contains(&account.id) {
                    write_to(ground, account, number).await?;
                }
            }
        }
    }
}

/// At most one letter for each version, in the transaction that notes it. An address that letters do
/// not reach is left to the other ways.
async fn write_to(ground: &Ground, account: Account, number: u32) -> Result<(), Fault> {
    if mail::suppression(ground, account.email.as_str())
        .await?
        .is_some()
    {
        return Ok(());
    }
    let now = ground.clock.now();
    ground
        .db
        .write(async move |w| {
            let key = (account.id, number, Channel::Letter, 0);
            if !storage::policy::note(w, key, now).await? {
                return Ok(());
            }
            let letter = Letter {
                account: Some(account.id.0),
                to: account.email.to_string(),
                language: account.language.code().to_owned(),
                purpose: mail::Purpose::PolicyChanged,
            };
            mail::post(w, letter, now).await
        })
        .await
}

/// The last version that she has accepted or said to have seen.
async fn seen(ground: &Ground, id: AccountId) -> Result<Option<u32>, Fault> {
    ground
        .db
        .read(async move |r| storage::policy::seen(r, id).await)
        .await
}

/// Whether this is the first time. Who asks again and again costs no write.
async fn note_once(ground: &Ground, key: (AccountId, u32, Channel, i64)) -> Result<bool, Fault> {
    let now = ground.clock.now();
    let read = async move |r: &Read| storage::policy::is_noted(r, key).await;
    let is_noted: Result<bool, Fault> = ground.db.read(read).await;
    if is_noted? {
        return Ok(false);
    }
    ground
        .db
        .write(async move |w| storage::policy::note(w, key, now).await)
        .await
}

/// Whether the data of an account may serve a purpose: the version that its owner saw last, or, if
/// that is not known, that was published when it was made, names it (PR-69).
pub async fn may_serve(
    ground: &Ground,
    account: &Account,
    purpose: Purpose,
) -> Result<bool, Fault> {
    let (id, made) = (account.id, account.created_at);
    ground
        .db
        .read(async move |r| {
            let seen = storage::policy::seen(r, id).await?;
            let known = storage::policy::facts_known(r, seen, made).await?;
            Ok(known.is_some_and(|facts| facts.purposes.iter().any(|word| word == purpose.word())))
        })
        .await
}

/// When members were last told of a change, by any way.
pub async fn last_told(ground: &Ground) -> Result<Option<Millis>, Fault> {
    ground
        .db
        .read(async |r| storage::policy::last_told(r).await)
        .await
}
