//! Accounts that nobody uses: how long, how often their owners were written to, and what their apps
//! are told (PR-49, PR-50). What is put away, and when, is for others to decide.

use mail::Purpose;
use store::{Fault, Ground, Millis, Write};

use crate::account::{Account, AccountId};
use crate::device::{Day, Device};
use crate::letter;
use crate::session::SignedIn;
use crate::storage;

/// An account that has not been used since a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnusedAccount {
    /// Which.
    pub account: Account,
    /// The day of the last visit or sync.
    pub used: Day,
    /// How often its owner was written to since.
    pub notices: u32,
    /// When she was last written to.
    pub noticed: Option<Day>,
}

/// News that each app of an account tells once, at its next sync.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct News {
    /// What happened.
    pub kind: NewsKind,
    /// On which day.
    pub day: Day,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NewsKind {
    /// The account was about to be emptied, for want of use.
    AlmostPutAway,
    /// Its data were put away.
    PutAway,
}

impl NewsKind {
    pub(crate) const ALL: [NewsKind; 2] = [NewsKind::AlmostPutAway, NewsKind::PutAway];

    pub(crate) fn word(self) -> &'static str {
        match self {
            NewsKind::AlmostPutAway => "almost-put-away",
            NewsKind::PutAway => "put-away",
        }
    }
}

/// The account was used: whatever was about to happen for want of use does not (PR-49).
pub(crate) async fn note_use(w: &Write, id: AccountId, today: Day) -> Result<(), Fault> {
    if storage::unused::put_used(w, id, today).await? {
        storage::unused::forget_notices(w, id).await?;
    }
    Ok(())
}

/// Open accounts whose last use was on this day or before, whose data were not put away yet. Accounts
/// from before uses were noted count as used today.
pub async fn unused_since(ground: &Ground, day: Day) -> Result<Vec<UnusedAccount>, Fault> {
    let today = Day::of(ground.clock.now());
    ground
        .db
        .write(async move |w| {
            storage::unused::put_missing_days(w, today).await?;
            storage::unused::unused_since(w, day).await
        })
        .await
}

/// Writes to the owner of an unused account, and gives her apps something to say. Nothing happens if
/// it was used meanwhile.
pub async fn warn(ground: &Ground, unused: &UnusedAccount, days_left: u32) -> Result<(), Fault> {
    let now = ground.clock.now();
    let (today, unused) = (Day::of(now), unused.clone());
    ground
        .db
        .write(async move |w| {
            let id = unused.account.id;
            if storage::unused::used_day(w, id).await? != Some(unused.used) {
                return Ok(());
            }
            storage::unused::put_notices(w, id, unused.notices + 1, today).await?;
            let news = News {
                kind: NewsKind::AlmostPutAway,
                day: today,
            };
            storage::unused::put_news(w, id, Some(news)).await?;
            let unused_days = u32::try_from(today.0 - unused.used.0).unwrap_or_default();
            let purpose = Purpose::Unused {
                unused_days,
                days_left,
            };
            letter::to_account(w, &unused.account, purpose, now).await
        })
        .await
}

/// Marks the account's data as put away, before they are. `false`: it was used meanwhile.
pub async fn mark_put_away(
    ground: &Ground,
    unused: &UnusedAccount,
    days: u32,
) -> Result<bool, Fault> {
    let now = ground.clock.now();
    let (today, unused) = (Day::of(now), unused.clone());
    ground
        .db
        .write(async move |w| {
            let id = unused.account.id;
            if storage::unused::used_day(w, id).await? != Some(unused.used) {
                return Ok(false);
            }
            storage::unused::put_put_away(w, id, now).await?;
            let news = News {
                kind: NewsKind::PutAway,
                day: today,
            };
            storage::unused::put_news(w, id, Some(news)).await?;
            letter::to_account(w, &unused.account, Purpose::PutAway { days }, now).await?;
            Ok(true)
        })
        .await
}

/// An account whose data were put away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PutAwayAccount {
    /// Which.
    pub account: AccountId,
    /// When.
    pub at: Millis,
    /// When it was last used.
    pub used: Option<Day>,
}

/// Accounts whose data were put away.
pub async fn put_away_accounts(ground: &Ground) -> Result<Vec<PutAwayAccount>, Fault> {
    ground
        .db
        .read(async |r| storage::unused::put_away(r).await)
        .await
}

/// When the data of the account were put away.
pub async fn put_away_at(ground: &Ground, who: &SignedIn) -> Result<Option<Millis>, Fault> {
    let id = who.account.id;
    ground
        .db
        .read(async move |r| storage::unused::put_away_at(r, id).await)
        .await
}

/// What was put away is back, or gone for good: nothing more is said about it.
pub async fn forget_put_away(ground: &Ground, id: AccountId) -> Result<(), Fault> {
    ground
        .db
        .write(async move |w| {
            storage::unused::remove(w, id).await?;
            storage::unused::put_news(w, id, None).await
        })
        .await
}

/// An app has told its news; it does not tell it again.
pub async fn note_told(ground: &Ground, device: &Device) -> Result<(), Fault> {
    let Some(news) = device.news else {
        return Ok(());
    };
    let id = device.id;
    ground
        .db
        .write(async move |w| storage::unused::put_told(w, id, news.day).await)
        .await
}
