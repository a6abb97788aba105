//! What a collection has to tell about itself: graphs, and the story of one card.
//!
//! Facts: `rslib/src/stats/`. Numbers are f32 where they are f32 in Anki, and summed in the same
//! order. Begin reading at [`graphs`] and [`card_info`].

mod card;
mod graphs;
mod log;
mod preferences;
pub(crate) mod standing;

#[cfg(test)]
mod tests;

pub use card::{CardInfo, card_info, card_info_noting_last_review};
pub use graphs::{
    Added, ButtonCounts, ByPeriod, CardCounts, Counts, CountsByKind, FutureDue, Graphs, Hour,
    Recall, Recalls, Retrievability, Spread, TodaySum, graphs,
};
pub use log::{LogLine, StudiedToday, review_log, studied_today};
pub use preferences::{Preferences, preferences, set_preferences};
