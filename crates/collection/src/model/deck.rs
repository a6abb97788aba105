use std::borrow::Cow;

use prost::Message;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::{DEFAULT_PRESET, DeckId, Secs, Usn};
use crate::error::Error;

/// The deck that always exists.
pub const DEFAULT_DECK: DeckId = DeckId(1);

/// Stands between the levels of a deck's name in `decks.name`.
pub const LEVEL_SEPARATOR: char = '\u{1f}';

/// One row of `decks`.
#[derive(Debug, Clone, PartialEq)]
pub struct Deck {
    pub id: DeckId,
    pub name: DeckName,
    pub modified: Secs,
    pub usn: Usn,
    pub common: DeckCommon,
    pub kind: DeckKind,
}

impl Deck {
    /// A new deck without a name, folded as new decks are; it has no id before it is added.
    pub fn new_of(kind: DeckKind) -> Deck {
        Deck {
            id: DeckId(0),
            name: DeckName::default(),
            modified: Secs(0),
            usn: Usn(0),
            common: DeckCommon {
                study_collapsed: true,
                browser_collapsed: true,
                ..DeckCommon::default()
            },
            kind,
        }
    }

    /// A new deck that holds cards.
    pub fn new_normal() -> Deck {
        Deck::new_of(DeckKind::Normal(NormalDeck {
            preset: DEFAULT_PRESET.0,
            ..NormalDeck::default()
        }))
    }

    /// The normal deck inside.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a filtered one.
    pub fn normal_mut(&mut self) -> Result<&mut NormalDeck, Error> {
        match &mut self.kind {
            DeckKind::Normal(normal) => Ok(normal),
            DeckKind::Filtered(_) => Err(Error::invalid("deck not normal")),
        }
    }

    /// The filtered deck inside.
    ///
    /// # Errors
    /// [`Error::NotFiltered`].
    pub fn filtered(&self) -> Result<&FilteredDeck, Error> {
        match &self.kind {
            DeckKind::Filtered(filtered) => Ok(filtered),
            DeckKind::Normal(_) => Err(Error::NotFiltered),
        }
    }

    pub fn is_filtered(&self) -> bool {
        matches!(self.kind, DeckKind::Filtered(_))
    }
}

/// A deck holds cards, or borrows them.
#[derive(Debug, Clone, PartialEq)]
pub enum DeckKind {
    Normal(NormalDeck),
    Filtered(FilteredDeck),
}

impl DeckKind {
    /// The blob of `decks.kind`.
    pub fn to_blob(&self) -> Vec<u8> {
        DeckKindContainer {
            kind: Some(self.clone().into()),
        }
        .encode_to_vec()
    }

    /// From the blob of `decks.kind`; a blob without either kind is a normal deck without
    /// settings.
    pub fn from_blob(blob: &[u8]) -> Result<DeckKind, prost::DecodeError> {
        Ok(match DeckKindContainer::decode(blob)?.kind {
            Some(Kind::Normal(deck)) => DeckKind::Normal(deck),
            Some(Kind::Filtered(deck)) => DeckKind::Filtered(deck),
            None => DeckKind::Normal(NormalDeck::default()),
        })
    }
}

/// `decks.common`; numbers from `proto/anki/decks.proto`.
#[derive(Clone, PartialEq, Message)]
pub struct DeckCommon {
    #[prost(bool, tag = "1")]
    pub study_collapsed: bool,
    #[prost(bool, tag = "2")]
    pub browser_collapsed: bool,
    /// The day (since the creation of the collection) to which the amounts belong.
    #[prost(uint32, tag = "3")]
    pub last_day_studied: u32,
    #[prost(int32, tag = "4")]
    pub new_studied: i32,
    #[prost(int32, tag = "5")]
    pub review_studied: i32,
    #[prost(int32, tag = "6")]
    pub learning_studied: i32,
    #[prost(int32, tag = "7")]
    pub studied_ms: i32,
    /// A JSON object with the keys nobody knows, or empty.
    #[prost(bytes = "vec", tag = "255")]
    pub other: Vec<u8>,
}

/// A deck that holds cards.
#[derive(Clone, PartialEq, Message)]
pub struct NormalDeck {
    #[prost(int64, tag = "1")]
    pub preset: i64,
    #[prost(uint32, tag = "2")]
    pub extend_new: u32,
    #[prost(uint32, tag = "3")]
    pub extend_review: u32,
    #[prost(string, tag = "4")]
    pub description: String,
    #[prost(bool, tag = "5")]
    pub markdown_description: bool,
    #[prost(uint32, optional, tag = "6")]
    pub review_limit: Option<u32>,
    #[prost(uint32, optional, tag = "7")]
    pub new_limit: Option<u32>,
    #[prost(message, optional, tag = "8")]
    pub review_limit_today: Option<DayLimit>,
    #[prost(message, optional, tag = "9")]
    pub new_limit_today: Option<DayLimit>,
    /// 0 to 1; overrides the preset's.
    #[prost(float, optional, tag = "10")]
    pub desired_retention: Option<f32>,
}

/// A limit that holds for one day.
#[derive(Clone, Copy, PartialEq, Eq, Message)]
pub struct DayLimit {
    #[prost(uint32, tag = "1")]
    pub limit: u32,
    /// The day since the creation of the collection.
    #[prost(uint32, tag = "2")]
    pub today: u32,
}

/// A deck that borrows cards by search.
#[derive(Clone, PartialEq, Message)]
pub struct FilteredDeck {
    #[prost(bool, tag = "1")]
    pub reschedule: bool,
    #[prost(message, repeated, tag = "2")]
    pub search_terms: Vec<SearchTerm>,
    /// Steps of the oldest scheduler, minutes.
    #[prost(float, repeated, tag = "3")]
    pub delays: Vec<f32>,
    /// Minutes; of the scheduler before the present one.
    #[prost(uint32, tag = "4")]
    pub preview_delay: u32,
    #[prost(uint32, tag = "5")]
    pub preview_hard_secs: u32,
    #[prost(uint32, tag = "6")]
    pub preview_good_secs: u32,
    #[prost(uint32, tag = "7")]
    pub preview_again_secs: u32,
}

/// One search of a filtered deck.
#[derive(Clone, PartialEq, Message)]
pub struct SearchTerm {
    #[prost(string, tag = "1")]
    pub search: String,
    #[prost(uint32, tag = "2")]
    pub limit: u32,
    #[prost(int32, tag = "3")]
    pub order: i32,
}

/// How `decks.kind` tells the kinds apart.
#[derive(Clone, PartialEq, Message)]
struct DeckKindContainer {
    #[prost(oneof = "Kind", tags = "1, 2")]
    kind: Option<Kind>,
}

#[derive(Clone, PartialEq, prost::Oneof)]
enum Kind {
    #[prost(message, tag = "1")]
    Normal(NormalDeck),
    #[prost(message, tag = "2")]
    Filtered(FilteredDeck),
}

impl From<DeckKind> for Kind {
    fn from(kind: DeckKind) -> Kind {
        match kind {
            DeckKind::Normal(deck) => Kind::Normal(deck),
            DeckKind::Filtered(deck) => Kind::Filtered(deck),
        }
    }
}

/// A deck's name as it is stored: levels separated by U+001F.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeckName(String);

impl DeckName {
    /// From the form people see, `Languages::French`; each level is put into its normal form.
    pub fn from_human(name: &str) -> DeckName {
        let levels: Vec<_> = name.split("::").map(normal_level).collect();
        DeckName(levels.join("\u{1f}"))
    }

    /// From the stored form, taken as it is.
    pub fn from_stored(name: impl Into<String>) -> DeckName {
        DeckName(name.into())
    }

    /// The same name with each level in its normal form.
    #[must_use]
    pub fn normalized(&self) -> DeckName {
        let levels: Vec<_> = self.0.split(LEVEL_SEPARATOR).map(normal_level).collect();
        DeckName(levels.join("\u{1f}"))
    }

    /// The form people see, `Languages::French`.
    pub fn human(&self) -> String {
        self.0.replace(LEVEL_SEPARATOR, "::")
    }

    /// The stored form.
    pub fn stored(&self) -> &str {
        &self.0
    }

    /// Appends to the last level, to tell it from another deck.
    pub fn push(&mut self, suffix: &str) {
        self.0.push_str(suffix);
    }
}

/// NFC, no ASCII control characters, no white space or colons at the ends, never empty
/// (`rslib/src/decks/name.rs`).
fn normal_level(level: &str) -> Cow<'_, str> {
    let mut level = if is_nfc(level) {
        Cow::Borrowed(level)
    } else {
        Cow::Owned(level.nfc().collect())
    };
    if level.contains(|c: char| c.is_ascii_control()) {
        level = level
            .chars()
            .filter(|c| !c.is_ascii_control())
            .collect::<String>()
            .into();
    }
    let trimmed = level.trim_matches(|c: char| c.is_whitespace() || c == ':');
    if trimmed.is_empty() {
        Cow::Borrowed("blank")
    } else if trimmed.len() == level.len() {
        level
    } else {
        Cow::Owned(trimmed.to_owned())
    }
}
