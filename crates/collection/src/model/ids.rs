use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<i64> for $name {
            fn from(id: i64) -> Self {
                Self(id)
            }
        }
    )*};
}

ids! {
    /// A note; usually its moment of birth in milliseconds.
    NoteId,
    /// A card; usually its moment of birth in milliseconds.
    CardId,
    /// A review: its moment in milliseconds.
    RevlogId,
    /// A notetype.
    NotetypeId,
    /// A deck; 1 is Default.
    DeckId,
    /// A preset (deck options); 1 is Default.
    PresetId,
}
