//! The list of what its owner made, named and can end: passkeys, and device passwords.

use askama::Template;
use texts::Texts;

use crate::account::devices::DayShown;

/// It writes itself: `{{ keys|safe }}` in a template.
#[derive(Debug, Template)]
#[template(path = "account/keys.html")]
pub(super) struct Keys {
    pub(super) t: Texts,
    pub(super) title: String,
    pub(super) made: Vec<Key>,
    /// What stands on the button that ends one.
    pub(super) end_words: String,
}

/// One of them, as its row shows it.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) name: String,
    pub(super) made: DayShown,
    pub(super) used: Option<DayShown>,
    /// Where ending it is posted to.
    pub(super) end: String,
    /// The button in words that need nothing around them.
    pub(super) end_label: String,
}
