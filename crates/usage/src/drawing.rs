//! The counts that are shown: drawn once a day, so that nobody sees one more or one less come and go.

use std::time::Duration;

use accounts::{AppInUse, Day, apps_in_use};
use jobs::Periodic;
use serde::{Deserialize, Serialize};
use store::{Fault, Ground, Millis, site};

use crate::counts::Counts;
use crate::options::Options;
use crate::storage;
use crate::system::system_of;
use crate::version::PointVersion;

/// The name under which the site keeps what was drawn last.
const DRAWN: &str = "usage.drawn";

const DAY: Duration = Duration::from_hours(24);
/// Who was seen in so many days is in use.
const IN_USE_DAYS: u32 = 30;

/// What was drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawn {
    /// When, in milliseconds.
    pub at: i64,
    /// No group is smaller than this.
    pub least: u32,
    /// Accounts that synced, by the app they synced with last.
    pub apps: Counts,
    /// The same by system.
    pub app_systems: Counts,
    /// Installations that asked for a newer version, by their own.
    pub versions: Counts,
    /// The same by system.
    pub version_systems: Counts,
}

/// What was drawn last; nothing before the first time.
pub async fn drawn(ground: &Ground) -> Result<Option<Drawn>, Fault> {
    let text = ground.db.read(async |r| site::fact(r, DRAWN).await).await?;
    text.map(|text| serde_json::from_str(&text))
        .transpose()
        .map_err(|error| Fault::because("what was drawn of counts is damaged", error))
}

/// Draws the counts anew and keeps them.
pub async fn draw(ground: &Ground, options: &Options) -> Result<Drawn, Fault> {
    let now = ground.clock.now();
    let since = Day::of(now.minus(DAY * IN_USE_DAYS));
    let apps = apps_in_use(ground, since).await?;
    let installations = ground
        .db
        .read(async move |r| storage::count(r, since).await)
        .await?;
    let least = options.group_min;
    let drawn = Drawn {
        at: now.0,
        least,
        apps: Counts::merged(apps.iter().map(|app| (name_of(app), app.accounts)), least),
        app_systems: Counts::merged(
            apps.iter()
                .map(|app| (system_of(&app.system), app.accounts)),
            least,
        ),
        versions: Counts::merged(
            installations
                .iter()
                .map(|(version, _, count)| (version_name(*version), *count)),
            least,
        ),
        version_systems: Counts::merged(
            installations
                .iter()
                .map(|(_, system, count)| (system.clone(), *count)),
            least,
        ),
    };
    keep(ground, &drawn).await?;
    Ok(drawn)
}

async fn keep(ground: &Ground, drawn: &Drawn) -> Result<(), Fault> {
    let text = serde_json::to_string(drawn)
        .map_err(|error| Fault::because("counts cannot be written", error))?;
    ground
        .db
        .write(async move |w| site::put_fact(w, DRAWN, &text).await)
        .await
}

/// Program and version, if the program is one of Anki's and the version looks like one: what else an
/// app calls itself stands on no page.
fn name_of(app: &AppInUse) -> String {
    let is_version = !app.version.is_empty()
        && app
            .version
            .chars()
            .all(|c| c.is_ascii_digit() || c == '.' || c.is_ascii_lowercase());
    match app.program.as_str() {
        "Anki" | "AnkiDroid" | "AnkiMobile" if is_version => {
            format!("{} {}", app.program, app.version)
        }
        "Anki" | "AnkiDroid" | "AnkiMobile" => app.program.clone(),
        _ => String::new(),
    }
}

fn version_name(version: PointVersion) -> String {
    version
        .known()
        .map_or_else(String::new, |version| format!("Anki {version}"))
}

/// Once a day: forgets installations that have not asked for long, and draws the counts.
pub fn timetable(options: &Options) -> Vec<Periodic> {
    let options = options.clone();
    vec![Periodic::new("usage.draw", DAY, move |ground| {
        let options = options.clone();
        async move {
            forget(&ground, options.unseen_days_max).await?;
            draw(&ground, &options).await.map(|_drawn| ())
        }
    })]
}

async fn forget(ground: &Ground, days: u32) -> Result<(), Fault> {
    let now: Millis = ground.clock.now();
    let before = Day::of(now.minus(DAY * days));
    ground
        .db
        .write(async move |w| storage::remove_unseen(w, before).await)
        .await
        .map(|_gone| ())
}
