//! Sums over the reviews of many, drawn once a day: how often people remember, by interval, by button,
//! against what their options aim at, and against what FSRS foretold (PR-07). Whoever objects takes no part from the next drawing on
//! (PR-65); whoever has not seen the purpose takes none either (PR-69). A figure that few share is not
//! kept at all, and what is kept is rounded, so that nobody is seen by coming or going.

mod figures;

use std::time::Duration;

use accounts::{Account, AccountId, SignedIn};
use jobs::Periodic;
use shelf::Shelf;
use store::{Fault, Ground, Purpose};

pub use figures::{Cell, FORETOLD, Figures, INTERVALS, MEMBERS_MIN};

use crate::policy::may_serve;
use crate::{fact, storage};
use figures::Drawing;

const DAY: Duration = Duration::from_hours(24);
/// Reviews of the last year count.
const PERIOD: Duration = Duration::from_hours(24 * 365);
/// Of one member at most so many, so that no one of them is most of a sum.
const REVIEWS_MAX: u32 = 5_000;
const ACCOUNTS_AT_ONCE: u32 = 100;
const FACT: &str = "privacy.statistics";

/// Once a day.
pub fn timetable(shelf: &Shelf) -> Vec<Periodic> {
    let shelf = shelf.clone();
    vec![Periodic::new("privacy.statistics", DAY, move |ground| {
        let shelf = shelf.clone();
        async move { draw(&ground, &shelf).await.map(|_figures| ()) }
    })]
}

/// Draws the figures, and keeps them in the place of the last.
pub async fn draw(ground: &Ground, shelf: &Shelf) -> Result<Figures, Fault> {
    let now = ground.clock.now();
    let mut drawing = Drawing::default();
    let mut after = AccountId(0);
    loop {
        let some = accounts::everybody(ground, after, ACCOUNTS_AT_ONCE).await?;
        let Some(last) = some.last() else { break };
        after = last.id;
        for account in some {
            if !takes_part(ground, &account).await? {
                continue;
            }
            match shelf
                .reviews(account.id, now.minus(PERIOD), REVIEWS_MAX)
                .await
            {
                Ok(found) => drawing.add(&found),
                Err(error) => {
                    // The others are counted; a damaged collection is noticed elsewhere.
                    tracing::warn!(account.id = %account.id, %error, "reviews were not counted");
                }
            }
        }
    }
    let figures = drawing.figures(now);
    fact::keep(ground, FACT, &figures).await?;
    Ok(figures)
}

async fn takes_part(ground: &Ground, account: &Account) -> Result<bool, Fault> {
    let id = account.id;
    let objects = ground
        .db
        .read(async move |r| storage::objections::is_there(r, id).await)
        .await?;
    Ok(!objects && may_serve(ground, account, Purpose::Statistics).await?)
}

/// The figures as they were last drawn.
pub async fn figures(ground: &Ground) -> Result<Option<Figures>, Fault> {
    fact::kept(ground, FACT).await
}

/// Whether she objects to statistics.
pub async fn objects(ground: &Ground, who: &SignedIn) -> Result<bool, Fault> {
    let id = who.account.id;
    ground
        .db
        .read(async move |r| storage::objections::is_there(r, id).await)
        .await
}

/// She objects from now on, or no longer.
pub async fn object(ground: &Ground, who: &SignedIn, objects: bool) -> Result<(), Fault> {
    let (id, now) = (who.account.id, ground.clock.now());
    ground
        .db
        .write(async move |w| {
            if objects {
                storage::objections::put(w, id, now).await
            } else {
                storage::objections::remove(w, id).await
            }
        })
        .await
}
