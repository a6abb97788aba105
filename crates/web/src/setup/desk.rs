//! What the setup page asks the roof, which alone knows all settings.

use std::fmt::Debug;
use std::pin::Pin;

/// Something that was looked at, in words for the operator, as `fuda doctor` says them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Whether it is as it should be.
    pub is_well: bool,
    /// What was found.
    pub words: String,
}

/// A setting that the page offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// Such as `web.base_url`.
    pub name: &'static str,
    /// As it will be at the next start. Empty for a secret.
    pub value: String,
    /// What may be chosen; nothing if it is typed.
    pub choices: &'static [&'static str],
    /// It is a secret, which is written and never shown.
    pub is_secret: bool,
    /// It stands in the settings file or the environment, which count more than this page.
    pub is_fixed: bool,
}

/// Whoever knows the settings.
pub trait SetUp: Debug + Send + Sync {
    /// What was found, looking at everything.
    fn checklist(&self) -> Pin<Box<dyn Future<Output = Vec<Checked>> + Send + '_>>;

    /// The settings that the page offers.
    fn wishes(&self) -> Vec<Wish>;

    /// Keeps what was typed, for the next start. Refuses with a sentence what would not start.
    fn keep(&self, typed: &[(String, String)]) -> Result<(), String>;
}
