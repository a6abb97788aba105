//! What handlers may use.

use std::sync::Arc;

use accounts::Passwords;
use shelf::Shelf;
use store::Ground;

use crate::options::Options;

/// The state of all pages. Cheap to clone.
#[derive(Debug, Clone)]
pub struct App {
    /// Tables, clock, chance, logs.
    pub ground: Ground,
    /// For the figures on the account page.
    pub shelf: Shelf,
    /// What guards the door.
    pub passwords: Passwords,
    /// Who runs this site, and where it stands.
    pub options: Arc<Options>,
}
