//! What a collection consists of. No SQL and no JSON here; the shapes of rows, and the protobuf
//! messages that stand in some of their columns.

mod card;
mod config;
mod deck;
mod grave;
mod ids;
mod note;
mod notetype;
mod preset;
mod revlog;
pub mod tag;
mod times;
mod usn;

pub use card::Card;
pub use config::ConfigEntry;
pub use deck::{
    DEFAULT_DECK, DayLimit, Deck, DeckCommon, DeckKind, DeckName, FilteredDeck, LEVEL_SEPARATOR,
    NormalDeck, SearchTerm,
};
pub use grave::{Buried, Grave, GraveKind};
pub use ids::{CardId, DeckId, NoteId, NotetypeId, PresetId, RevlogId};
pub use note::{FIELD_SEPARATOR, Note, NoteDigest, NoteShape};
pub use notetype::{
    Field, FieldConfig, KIND_CLOZE, Notetype, NotetypeConfig, Requirement, Template, TemplateConfig,
};
pub use preset::{DEFAULT_PRESET, Preset, PresetConfig};
pub use revlog::RevlogEntry;
pub use tag::Tag;
pub use times::{Millis, Secs};
pub use usn::Usn;

#[cfg(test)]
mod tests;
