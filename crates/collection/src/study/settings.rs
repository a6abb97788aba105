//! Switches and numbers of the whole collection (`rslib/src/config/`).

use rusqlite::Connection;
use serde_json::Value;

use crate::error::Error;
use crate::model::ConfigEntry;
use crate::pen::Pen;
use crate::storage::config;

/// A switch, and how it stands before anybody touches it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Switch {
    pub key: &'static str,
    pub default: bool,
}

const fn on(key: &'static str) -> Switch {
    Switch { key, default: true }
}

const fn off(key: &'static str) -> Switch {
    Switch {
        key,
        default: false,
    }
}

pub const FSRS: Switch = off("fsrs");
pub const FSRS_SHORT_TERM_WITH_STEPS: Switch = off("fsrsShortTermWithStepsEnabled");
pub const FSRS_HEALTH_CHECK: Switch = on("fsrsHealthCheck");
pub const FSRS_LEGACY_EVALUATE: Switch = off("fsrsLegacyEvaluate");
pub const LOAD_BALANCER: Switch = on("loadBalancerEnabled");
pub const NEW_CARDS_IGNORE_REVIEW_LIMIT: Switch = off("newCardsIgnoreReviewLimit");
pub const APPLY_ALL_PARENT_LIMITS: Switch = off("applyAllParentLimits");
pub const DAY_LEARNING_FIRST: Switch = off("dayLearnFirst");
pub const SHOW_INTERVALS: Switch = on("estTimes");
pub const SHOW_REMAINING: Switch = on("dueCounts");
pub const HIDE_AUDIO_BUTTONS: Switch = off("hideAudioPlayButtons");
pub const INTERRUPT_AUDIO: Switch = on("interruptAudioWhenAnswering");

/// Ours alone: cards may load pictures and sounds from other hosts.
pub const REMOTE_PICTURES: Switch = off("fudaRemotePictures");

impl Switch {
    pub fn is_on(self, db: &Connection) -> Result<bool, Error> {
        config::is_on(db, self.key, self.default)
    }

    pub fn turn(self, pen: &Pen<'_>, is_on: bool) -> Result<bool, Error> {
        set(pen, self.key, &Value::Bool(is_on))
    }
}

/// Sets a key unless it has this value already; says whether that changed it.
pub fn set(pen: &Pen<'_>, key: &str, value: &Value) -> Result<bool, Error> {
    if config::get(pen.db, key)?.as_ref() == Some(value) {
        return Ok(false);
    }
    let entry = ConfigEntry {
        key: key.to_owned(),
        usn: pen.usn,
        modified: pen.now_secs(),
        value: serde_json::to_vec(value)?,
    };
    config::put(pen.db, &entry)?;
    Ok(true)
}
