//! GET /account/connect — the sync address, and the way to it in every app.

use std::net::{IpAddr, SocketAddr};

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use store::Fault;
use texts::Texts;

use crate::account::qr::Qr;
use crate::app::App;
use crate::frame::refusals::figures;
use crate::frame::{Frame, Member, Reader, Reply, Way, page};
use crate::options::Options;

/// The page; `apps.rs` shows it to everybody.
#[derive(Debug, Template)]
#[template(path = "account/connect.html")]
pub(crate) struct ConnectPage {
    t: Texts,
    frame: Frame,
    title: String,
    lead: String,
    is_empty: bool,
    needs_device_password: bool,
    ways: Addresses,
    qr: Qr,
    app_at_hand: AppAtHand,
}

pub(super) async fn show(State(app): State<App>, member: Member, headers: HeaderMap) -> Reply {
    let Member { reader, who } = &member;
    let words = (reader.t.connect_title(), reader.t.connect_lead());
    let head = figures(app.shelf.head(who.account.id).await)?;
    let is_empty = head.is_some_and(|head| head.counts.notes == 0);
    let factor = accounts::second_factor(&app.ground, who).await?;
    let shown = ConnectPage::new(&app.options, reader, &headers, words)?;
    let shown = ConnectPage {
        is_empty,
        needs_device_password: factor.is_some(),
        ..shown
    };
    page(StatusCode::OK, &shown)
}

impl ConnectPage {
    /// `words` are the title and the first sentence.
    pub(crate) fn new(
        options: &Options,
        reader: &Reader,
        headers: &HeaderMap,
        words: (String, String),
    ) -> Result<ConnectPage, Fault> {
        let word = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let ways = Addresses::of(options, reader.way, word(header::HOST).unwrap_or_default());
        Ok(ConnectPage {
            t: reader.t,
            frame: reader.frame(),
            title: words.0,
            lead: words.1,
            is_empty: false,
            needs_device_password: false,
            qr: Qr::of(&ways.base)?,
            ways,
            app_at_hand: AppAtHand::of(word(header::USER_AGENT).unwrap_or_default()),
        })
    }
}

/// The addresses that apps ask for.
#[derive(Debug, PartialEq, Eq)]
struct Addresses {
    base: String,
    sync: String,
    media: String,
}

impl Addresses {
    /// The public address of the settings. Where these only know the machine itself, the page was
    /// perhaps opened from a phone at home: then the number by which it was reached is of more use.
    /// Only a number of a private network counts, since anybody can write a name into `Host`.
    fn of(options: &Options, way: Way, host: &str) -> Addresses {
        let reached = host.parse::<SocketAddr>().map(|socket| socket.ip());
        let is_at_home = way == Way::Plain
            && is_loopback(options.origin())
            && reached.is_ok_and(doorway::is_near);
        let origin = if is_at_home {
            format!("http://{host}")
        } else {
            options.origin().to_owned()
        };
        Addresses {
            base: format!("{origin}/"),
            sync: format!("{origin}/sync/"),
            media: format!("{origin}/msync/"),
        }
    }

    /// Nobody else reaches it.
    fn is_for_this_machine(&self) -> bool {
        is_loopback(self.base.trim_end_matches('/'))
    }

    fn is_plain(&self) -> bool {
        self.base.starts_with("http://")
    }
}

fn is_loopback(origin: &str) -> bool {
    let host = origin.strip_prefix("http://").unwrap_or_default();
    let name = host.split(':').next().unwrap_or_default();
    let socket = host.parse::<SocketAddr>().map(|socket| socket.ip());
    let address: Option<IpAddr> = socket.ok().or_else(|| host.parse().ok());
    name == "localhost" || address.is_some_and(|address| address.is_loopback())
}

/// The app that a reader most likely wants to connect: the one for the machine in her hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AppAtHand {
    Desktop,
    AnkiDroid,
    AnkiMobile,
}

impl AppAtHand {
    fn of(user_agent: &str) -> AppAtHand {
        if user_agent.contains("Android") {
            AppAtHand::AnkiDroid
        } else if user_agent.contains("iPhone") || user_agent.contains("iPad") {
            AppAtHand::AnkiMobile
        } else {
            AppAtHand::Desktop
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Addresses, AppAtHand};
    use crate::frame::Way;
    use crate::options::Options;

    fn base(base_url: &str, way: Way, host: &str) -> String {
        let options = Options {
            base_url: base_url.to_owned(),
            ..Options::default()
        };
        Addresses::of(&options, way, host).base
    }

    #[test]
    fn the_sync_address_comes_from_the_settings_and_not_from_strangers() {
        let public = "https://a.example";
        let laptop = "http://127.0.0.1:8080";

        assert_eq!(
            base(public, Way::Encrypted, "evil.example"),
            "https://a.example/"
        );
        assert_eq!(
            base(public, Way::Encrypted, "192.168.1.5:8080"),
            "https://a.example/"
        );
        assert_eq!(
            base(laptop, Way::Plain, "evil.example"),
            "http://127.0.0.1:8080/"
        );
        assert_eq!(
            base(laptop, Way::Plain, "203.0.113.9:8080"),
            "http://127.0.0.1:8080/"
        );
        assert_eq!(
            base(laptop, Way::Plain, "192.168.1.5:8080"),
            "http://192.168.1.5:8080/"
        );
    }

    #[test]
    fn an_address_that_only_this_machine_knows_is_called_that() {
        for (origin, here) in [
            ("http://127.0.0.1:8080", true),
            ("http://127.0.0.1", true),
            ("http://[::1]:8080", true),
            ("http://localhost:8080", true),
            ("http://localhost.example", false),
            ("http://192.168.1.5:8080", false),
            ("https://127.0.0.1", false),
        ] {
            assert_eq!(super::is_loopback(origin), here, "{origin}");
        }
    }

    #[test]
    fn old_apps_get_their_two_addresses_with_a_slash_at_the_end() {
        let ways = Addresses::of(&Options::default(), Way::Plain, "");

        assert_eq!(ways.sync, "http://127.0.0.1:8080/sync/");
        assert_eq!(ways.media, "http://127.0.0.1:8080/msync/");
    }

    #[test]
    fn the_app_for_the_machine_in_hand_is_shown_first() {
        assert_eq!(
            AppAtHand::of("Mozilla/5.0 (Linux; Android 14; Pixel 7)"),
            AppAtHand::AnkiDroid
        );
        assert_eq!(
            AppAtHand::of("Mozilla/5.0 (iPhone; CPU iPhone OS 17)"),
            AppAtHand::AnkiMobile
        );
        assert_eq!(
            AppAtHand::of("Mozilla/5.0 (X11; Linux x86_64)"),
            AppAtHand::Desktop
        );
    }
}
