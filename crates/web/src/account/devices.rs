//! Devices on the account page, and POST /account/devices/{id}/revocation.

use accounts::{Day, Device, DeviceId, Error};
use axum::extract::{Path, State};
use store::Millis;
use texts::Texts;

use crate::account::address::ACCOUNT;
use crate::app::App;
use crate::frame::refusals::refused;
use crate::frame::{Member, Reply, Said, Stopped, see_other};

/// A device as its row shows it.
#[derive(Debug)]
pub(super) struct DeviceRow {
    pub(super) id: i64,
    pub(super) program: String,
    pub(super) version: Option<String>,
    pub(super) system: Option<String>,
    pub(super) logged_in: DayShown,
    pub(super) first_sync: Option<DayShown>,
    pub(super) last_sync: Option<DayShown>,
}

/// A day in words, and as programs read it.
#[derive(Debug)]
pub(super) struct DayShown {
    pub(super) words: String,
    pub(super) date: String,
}

pub(super) async fn revoke(
    State(app): State<App>,
    member: Member,
    Path(device): Path<i64>,
) -> Reply {
    match accounts::revoke_device(&app.ground, &member.who, DeviceId(device)).await {
        Ok(()) => Ok(see_other(ACCOUNT, Some(Said::DeviceRevoked))),
        // Pressed twice, or in two tabs: it is as wished.
        Err(Error::NoSuchDevice) => Ok(see_other(ACCOUNT, Some(Said::DeviceGone))),
        Err(error) => {
            refused(error, member.reader.t)?;
            Err(Stopped::NotFound)
        }
    }
}

impl DayShown {
    pub(super) fn of(day: Day, t: Texts, now: Millis) -> DayShown {
        let start = day.start().0;
        DayShown {
            words: t.on_day(start, now.0),
            date: t.iso_day(start),
        }
    }
}

impl DeviceRow {
    pub(super) fn of(device: &Device, t: Texts, now: Millis) -> DeviceRow {
        let shown = |day: Day| DayShown::of(day, t, now);
        let client = &device.client;
        DeviceRow {
            id: device.id.0,
            program: program(&client.program, t),
            version: told(&client.version),
            system: told(&client.system).map(|system| system_name(&system)),
            logged_in: shown(device.signed_in),
            first_sync: device.first_sync.map(shown),
            last_sync: device.last_sync.map(shown),
        }
    }
}

fn told(part: &str) -> Option<String> {
    let part = part.trim();
    (!part.is_empty()).then(|| part.to_owned())
}

/// The names under which people know the apps.
fn program(told: &str, t: Texts) -> String {
    match told.to_ascii_lowercase().as_str() {
        "" => t.device_unknown(),
        "anki" | "ankidesktop" => "Anki".to_owned(),
        "ankidroid" => "AnkiDroid".to_owned(),
        "ankimobile" => "AnkiMobile".to_owned(),
        _ => told.to_owned(),
    }
}

/// `linux debian 12` → `Linux debian 12`: the first word is the system's name.
fn system_name(told: &str) -> String {
    let (name, rest) = told.split_once([' ', ':']).unwrap_or((told, ""));
    let name = match name.to_ascii_lowercase().as_str() {
        "linux" | "lin" => "Linux",
        "win" | "windows" => "Windows",
        "mac" | "macos" | "darwin" => "macOS",
        "android" => "Android",
        "ios" => "iOS",
        _ => name,
    };
    format!("{name} {rest}").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use texts::Texts;

    use super::{program, system_name};

    #[test]
    fn apps_and_systems_go_by_the_names_that_people_know() {
        let t = Texts::default();

        assert_eq!(program("ankidesktop", t), "Anki");
        assert_eq!(program("", t), "Unknown app");
        assert_eq!(program("genanki", t), "genanki");
        assert_eq!(system_name("linux debian 12"), "Linux debian 12");
        assert_eq!(system_name("mac 14.5"), "macOS 14.5");
        assert_eq!(system_name("win"), "Windows");
        assert_eq!(system_name("plan9"), "plan9");
    }
}
