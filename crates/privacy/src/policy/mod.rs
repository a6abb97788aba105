//! The policy of a site: versions that are published once and stay readable, and who was told of
//! which, by which way (PR-67 to PR-71).
//!
//! The words are pages of the website; this noun knows them as a text, with the facts that a change of
//! settings would change. What differs from the last version that was published is a new one.

mod controller;
mod notice;
mod version;

use std::sync::{Arc, PoisonError, RwLock};

use store::{Fault, Ground, Millis};

pub use controller::{
    ControllerChange, WAIT_DAYS, announce_controller, controller_changes, successor,
};
pub use notice::{last_told, may_serve, timetable};
pub use version::{Controller, Facts, Successor, Version};

use crate::storage;

/// By which ways members are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Channel {
    SignUp,
    Banner,
    Sync,
    Letter,
    Accepted,
}

impl Channel {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Channel::SignUp => "sign-up",
            Channel::Banner => "banner",
            Channel::Sync => "sync",
            Channel::Letter => "letter",
            Channel::Accepted => "accepted",
        }
    }
}

/// What the program would publish with its present words and settings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// The number of the words.
    pub release: u32,
    /// The last release of them that changed their meaning.
    pub release_that_matters: u32,
    /// Everything it says, in English.
    pub text: String,
    /// What a change of settings changes.
    pub facts: Facts,
}

/// Why a site may not start with these settings.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Somebody else is responsible all of a sudden (PR-68).
    #[error(
        "the settings name {new} as responsible, but the policy that members know names {known}: announce \
         the change with fuda controller announce and wait for its day, or, if it is the same entity, \
         use fuda controller correct"
    )]
    OtherController {
        /// Whom members know.
        known: String,
        /// Whom the settings name.
        new: String,
    },
    /// Members who left before the change are still being removed.
    #[error(
        "{0} members who asked to leave before the change are not removed yet: start once more with the \
         former controller, and let their week end"
    )]
    StillLeaving(u64),
    /// Something is broken.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// The policy of a running site. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Policy(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    draft: Draft,
    announce_by: Vec<AnnounceBy>,
    standing: RwLock<Option<Standing>>,
}

/// A way by which the operator wants members to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AnnounceBy {
    /// On top of every page, until it was read.
    Banner,
    /// By each app, once.
    Sync,
    /// By letter.
    Letter,
}

/// What is published now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The newest version.
    pub number: u32,
    /// When it was published: the date on the page (PR-71).
    pub published_at: Millis,
    /// The newest change that matters, and when; never the first version.
    pub change: Option<(u32, Millis)>,
}

impl Policy {
    /// The policy that this program has to publish.
    pub fn new(draft: Draft, announce_by: &[AnnounceBy]) -> Policy {
        Policy(Arc::new(Inner {
            draft,
            announce_by: announce_by.to_vec(),
            standing: RwLock::new(None),
        }))
    }

    /// Publishes the present text if it differs from the last version. Refuses `OtherController` and
    /// `StillLeaving`.
    pub async fn publish(&self, ground: &Ground) -> Result<Standing, Error> {
        let (now, draft) = (ground.clock.now(), self.0.draft.clone());
        let standing = ground
            .db
            .write(async move |w| {
                let last = storage::policy::newest(w).await?;
                if let Some(last) = &last {
                    controller::may_follow(w, last, &draft.facts, now).await?;
                }
                if let Some(new) = version::next(last.as_ref(), &draft, now) {
                    storage::policy::add(w, &new).await?;
                }
                Ok::<_, Error>(storage::policy::standing(w).await?)
            })
            .await?;
        let standing = standing.ok_or_else(|| Fault::new("no policy was published"))?;
        let mut kept = self
            .0
            .standing
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        *kept = Some(standing);
        Ok(standing)
    }

    /// What is published. `None` until the site has started.
    pub fn standing(&self) -> Option<Standing> {
        *self
            .0
            .standing
            .read()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// What the program publishes.
    pub fn draft(&self) -> &Draft {
        &self.0.draft
    }

    fn announces_by(&self, way: AnnounceBy) -> bool {
        self.0.announce_by.contains(&way)
    }

    /// The newest change that matters, if it is announced this way.
    fn change(&self, way: AnnounceBy) -> Option<(u32, Millis)> {
        self.standing()?.change.filter(|_| self.announces_by(way))
    }
}

/// Every version, the newest first.
pub async fn versions(ground: &Ground) -> Result<Vec<Version>, Fault> {
    ground
        .db
        .read(async |r| storage::policy::all(r).await)
        .await
}
