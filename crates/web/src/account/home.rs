//! GET /account — storage, devices, password and what else keeps the account safe, sessions.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use texts::Texts;

use crate::account::devices::DeviceRow;
use crate::account::sessions::SessionRow;
use crate::app::App;
use crate::frame::refusals::figures;
use crate::frame::{Field, Frame, Member, Place, Refused, Reply, Stopped, page};

/// The account page; `password.rs` shows it again when a new password was refused.
#[derive(Debug, Template)]
#[template(path = "account/home.html")]
pub(super) struct AccountPage {
    t: Texts,
    frame: Frame,
    email: String,
    storage: Option<Storage>,
    devices: Vec<DeviceRow>,
    sessions: Vec<SessionRow>,
    /// The day on which it goes.
    leaving: Option<String>,
    /// Since when data are put away, and until when they can be had back.
    put_away: Option<[String; 2]>,
    has_authenticator: bool,
    has_second_factor: bool,
    passkeys: u32,
    device_passwords: usize,
    fault: Option<String>,
    current_password: Field,
    new_password: Field,
}

pub(super) async fn show(State(app): State<App>, member: Member) -> Reply {
    page(StatusCode::OK, &AccountPage::of(&app, &member).await?)
}

impl AccountPage {
    pub(super) async fn of(app: &App, member: &Member) -> Result<AccountPage, Stopped> {
        let Member { reader, who } = member;
        let t = reader.t;
        let devices = accounts::devices(&app.ground, who).await?;
        let sessions = accounts::sessions(&app.ground, who).await?;
        let factor = accounts::second_factor(&app.ground, who).await?;
        let device_passwords = accounts::device_passwords(&app.ground, who).await?;
        let departure = accounts::departure(&app.ground, who).await?;
        let put_away = privacy::put_away(&app.ground, &app.shelf, who).await?;
        let head = figures(app.shelf.head(who.account.id).await)?;
        let now = app.ground.clock.now();
        Ok(AccountPage {
            t,
            frame: reader.frame(),
            email: who.account.email.to_string(),
            storage: head.map(|head| Storage::of(&head, t)),
            devices: devices
                .iter()
                .map(|device| DeviceRow::of(device, t, now))
                .collect(),
            sessions: sessions
                .iter()
                .map(|session| SessionRow::of(session, t, now))
                .collect(),
            leaving: departure.map(|known| t.day(known.due_at.0)),
            put_away: put_away.map(|put| [put.at, put.until].map(|at| t.day(at.0))),
            has_authenticator: factor.is_some_and(|factor| factor.has_authenticator),
            has_second_factor: factor.is_some(),
            passkeys: factor.map_or(0, |factor| factor.passkeys),
            device_passwords: device_passwords.len(),
            fault: None,
            current_password: Field::current_password(t),
            new_password: Field::new_password(t, t.field_new_password()),
        })
    }

    pub(super) fn refused(self, refused: &Refused) -> AccountPage {
        AccountPage {
            fault: refused.sentence_at(Place::Form),
            current_password: self
                .current_password
                .fault(refused.sentence_at(Place::Current)),
            new_password: self
                .new_password
                .fault(refused.sentence_at(Place::Password)),
            ..self
        }
    }
}

/// What the account holds, in words and as a bar of 1,000 parts.
#[derive(Debug)]
struct Storage {
    used: String,
    collection: String,
    media: String,
    counts: String,
    media_files: String,
    collection_width: u64,
    media_width: u64,
}

impl Storage {
    fn of(head: &shelf::Head, t: Texts) -> Storage {
        let collection = head.collection_bytes.unsigned_abs();
        let media = head.media.bytes.unsigned_abs();
        let (collection_width, media_width) = widths(collection, media);
        let counts = head.counts;
        Storage {
            used: t.account_storage_used(t.size(collection.saturating_add(media))),
            collection: t.size(collection),
            media: t.size(media),
            counts: t.account_counts(counts.notes, counts.cards, counts.revlog),
            media_files: t.account_storage_media_files(head.media.files),
            collection_width,
            media_width,
        }
    }
}

/// Shares of a bar of 1,000 parts; what is there at all is seen.
fn widths(collection: u64, media: u64) -> (u64, u64) {
    let all = u128::from(collection) + u128::from(media);
    if all == 0 {
        return (0, 0);
    }
    let share = u64::try_from(u128::from(collection) * 1_000 / all).unwrap_or(1_000);
    let share = match (collection, media) {
        (0, _) => 0,
        (_, 0) => 1_000,
        (_, _) => share.clamp(10, 990),
    };
    (share, 1_000 - share)
}

#[cfg(test)]
mod tests {
    use super::widths;

    #[test]
    fn the_bar_shows_shares_and_everything_that_is_there_at_all() {
        assert_eq!(widths(0, 0), (0, 0));
        assert_eq!(widths(5, 0), (1_000, 0));
        assert_eq!(widths(0, 5), (0, 1_000));
        assert_eq!(widths(3_000, 1_000), (750, 250));
        assert_eq!(widths(1, u64::MAX), (10, 990));
        assert_eq!(widths(u64::MAX, 1), (990, 10));
    }
}
