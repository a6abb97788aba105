//! What an Anki app says about itself.

/// Program, version and system, as far as the app told (PR-23). Parts that are not told are empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClientVersion {
    /// `anki`, `ankidesktop`, `ankidroid` …
    pub program: String,
    /// The program's version, such as `26.09.3`; for AnkiDroid that of the app.
    pub version: String,
    /// Such as `linux debian 12`, `mac 14.5`, `android 14`.
    pub system: String,
    /// The version of Anki's core inside, for comparing: `[26, 9, 3]`.
    pub core: Vec<u32>,
}

impl ClientVersion {
    /// Reads the long form `anki,26.09.3 (29bb700b),lin:debian:12`, the short one
    /// `26.09.3,29bb700b,linux`, AnkiDroid's `…,android:2.22.1:14:Pixel 7`, and makes the best of
    /// everything else.
    pub fn parse(told: &str) -> ClientVersion {
        todo!()
    }

    /// Whether the core is older than `minimum` (such as `2.1.57`). A client that tells no version is
    /// not called old.
    pub fn is_older_than(&self, minimum: &str) -> bool {
        todo!()
    }
}
