//! What handlers may use.

use std::sync::Arc;

use accounts::Passwords;
use cardframe::Passes;
use privacy::{Copies, Policy};
use shelf::Shelf;
use store::Ground;
use usage::Checks;

use crate::decks::Calculations;
use crate::options::Options;
use crate::policy::Promised;
use crate::setup::SetUp;
use crate::study::Desks;

/// The state of all pages. Cheap to clone.
#[derive(Debug, Clone)]
pub struct App {
    /// Tables, clock, chance, logs.
    pub ground: Ground,
    /// Collections and media.
    pub shelf: Shelf,
    /// Who studies, and how far.
    pub desks: Desks,
    /// What is being calculated for learners.
    pub calculations: Calculations,
    /// What the frames of cards may load.
    pub passes: Passes,
    /// What guards the door.
    pub passwords: Passwords,
    /// What the policy of this site says.
    pub promised: Arc<Promised>,
    /// What of it is published, and who was told.
    pub policy: Policy,
    /// Whether there is a newer version of Anki.
    pub checks: Checks,
    /// What mail providers may post.
    pub notices: mail::Notices,
    /// Who knows the settings; nobody where there is no setup page.
    pub set_up: Option<Arc<dyn SetUp>>,
    /// Copies for members of what is kept of them.
    pub copies: Copies,
    /// Who runs this site, and where it stands.
    pub options: Arc<Options>,
}
