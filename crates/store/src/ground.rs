//! What every service stands on.

use crate::chance::Chance;
use crate::crash_points::CrashPoints;
use crate::db::Db;
use crate::fault::Fault;
use crate::folder::DataFolder;
use crate::logs::Logs;
use crate::space::Space;
use crate::time::Clock;

/// Tables, files, clock, chance: what services get as `&Ground`, first of all arguments.
/// Cheap to clone.
#[derive(Debug, Clone)]
pub struct Ground {
    /// The service database, `fuda.db`.
    pub db: Db,
    /// The clock of the site.
    pub clock: Clock,
    /// The chance of the site.
    pub chance: Chance,
    /// Where a test may pull the plug.
    pub crash_points: CrashPoints,
    /// The folder of all files.
    pub folder: DataFolder,
    /// The logs that hold personal data.
    pub logs: Logs,
    /// Whether the disk has room.
    pub space: Space,
}

impl Ground {
    /// The ground of a data folder: opens and migrates `fuda.db` in it.
    pub fn open(
        folder: DataFolder,
        clock: Clock,
        chance: Chance,
        crash_points: CrashPoints,
    ) -> Result<Ground, Fault> {
        let db = Db::open(&folder.path().join("fuda.db"), &crash_points)?;
        let logs = Logs::in_folder(&folder.path().join("logs"), &clock);
        let space = Space::new(&clock);
        Ok(Ground {
            db,
            clock,
            chance,
            crash_points,
            folder,
            logs,
            space,
        })
    }
}
