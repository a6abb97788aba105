//! What the preferences screen says about studying (`rslib/src/preferences.rs`), and one switch that
//! only the website obeys.

use rusqlite::Connection;
use serde_json::json;

use super::settings::{
    HIDE_AUDIO_BUTTONS, INTERRUPT_AUDIO, REMOTE_PICTURES, SHOW_INTERVALS, SHOW_REMAINING, set,
};
use crate::error::Error;
use crate::pen::Pen;
use crate::storage::config;

const ROLLOVER: &str = "rollover";
const LEARN_AHEAD: &str = "collapseTime";
const TIMEBOX: &str = "timeLim";
const LEARN_AHEAD_SECS: u32 = 1200;
const ROLLOVER_HOUR: u32 = 4;

/// How a learner studies, whatever the deck.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "so many switches it has")]
pub struct Preferences {
    /// The hour at which a day begins.
    pub rollover: u32,
    pub learn_ahead_secs: u32,
    /// 0 for none.
    pub timebox_secs: u32,
    pub shows_remaining: bool,
    pub shows_intervals: bool,
    pub hides_audio_buttons: bool,
    pub interrupts_audio: bool,
    /// Cards may load pictures and sounds from other hosts.
    pub loads_remote: bool,
}

impl Preferences {
    /// As they are.
    pub fn read(db: &Connection) -> Result<Preferences, Error> {
        let number = |key: &str, default: u32| -> Result<u32, Error> {
            let value = config::get(db, key)?.and_then(|value| value.as_u64());
            Ok(value
                .and_then(|value| u32::try_from(value).ok())
                .unwrap_or(default))
        };
        Ok(Preferences {
            rollover: number(ROLLOVER, ROLLOVER_HOUR)?,
            learn_ahead_secs: number(LEARN_AHEAD, LEARN_AHEAD_SECS)?,
            timebox_secs: number(TIMEBOX, 0)?,
            shows_remaining: SHOW_REMAINING.is_on(db)?,
            shows_intervals: SHOW_INTERVALS.is_on(db)?,
            hides_audio_buttons: HIDE_AUDIO_BUTTONS.is_on(db)?,
            interrupts_audio: INTERRUPT_AUDIO.is_on(db)?,
            loads_remote: REMOTE_PICTURES.is_on(db)?,
        })
    }

    /// Keeps what has changed.
    pub fn write(self, pen: &Pen<'_>) -> Result<(), Error> {
        let before = Preferences::read(pen.db)?;
        for (key, was, is) in [
            (ROLLOVER, before.rollover, self.rollover),
            (LEARN_AHEAD, before.learn_ahead_secs, self.learn_ahead_secs),
            (TIMEBOX, before.timebox_secs, self.timebox_secs),
        ] {
            if was != is {
                set(pen, key, &json!(is))?;
            }
        }
        for (switch, was, is) in [
            (SHOW_REMAINING, before.shows_remaining, self.shows_remaining),
            (SHOW_INTERVALS, before.shows_intervals, self.shows_intervals),
            (
                HIDE_AUDIO_BUTTONS,
                before.hides_audio_buttons,
                self.hides_audio_buttons,
            ),
            (
                INTERRUPT_AUDIO,
                before.interrupts_audio,
                self.interrupts_audio,
            ),
            (REMOTE_PICTURES, before.loads_remote, self.loads_remote),
        ] {
            if was != is {
                switch.turn(pen, is)?;
            }
        }
        Ok(())
    }
}
