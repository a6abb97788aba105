//! From where and with what somebody comes in. A log-in with a browser or an app, or from a network, that
//! was not used for the account lately is told to its owner by letter, and the letter's link locks
//! everybody out (PR-61). What is kept for that are keyed hashes, until some time after the last log-in
//! with them: without the site's key no program and no network can be read from them.

use std::time::Duration;

use mail::Purpose;
use ring::hmac;
use store::{Chance, Fault, Ground, Millis, Write, site};

use crate::account::{Account, AccountId};
use crate::browser::Browser;
use crate::client::ClientVersion;
use crate::device::Day;
use crate::letter;
use crate::network::Network;
use crate::session::{AGE_MAX, IDLE_MAX};
use crate::storage;
use crate::take_back;

/// The name under which the key of the marks is kept.
const KEY: &str = "whereabouts-key";
/// So long after the last log-in with it something is known: as long as a session can last, and the time
/// in which who was logged out with it comes back.
pub(crate) const KNOWN_FOR: Duration = AGE_MAX.saturating_add(IDLE_MAX);
/// So much is known of an account; what was not used for longest makes room.
const MARKS_MAX: u32 = 50;
/// More letters on one day would tell nothing new.
const LETTERS_A_DAY: u32 = 10;
const DAY: Duration = Duration::from_hours(24);

/// Of programs and systems of apps, letters name these and no others: an app may say what it likes.
const APPS: [&str; 3] = ["Anki", "AnkiDroid", "AnkiMobile"];
const SYSTEMS: [&str; 5] = ["Linux", "macOS", "Windows", "Android", "iOS"];

/// From where a browser asks, and which it is.
#[derive(Debug, Clone, Copy)]
pub struct Whereabouts {
    /// Where it is.
    pub network: Network,
    /// What it is.
    pub browser: Browser,
}

/// Of the browser nothing is known.
impl From<Network> for Whereabouts {
    fn from(network: Network) -> Whereabouts {
        Whereabouts {
            network,
            browser: Browser::default(),
        }
    }
}

/// Somebody comes in at this moment.
#[derive(Debug)]
pub(crate) struct Arrival {
    network: Network,
    with: With,
    now: Millis,
    chance: Chance,
}

#[derive(Debug)]
enum With {
    Browser(Browser),
    App {
        program: &'static str,
        system: &'static str,
    },
}

impl Arrival {
    pub(crate) fn by_browser(ground: &Ground, from: Whereabouts) -> Arrival {
        Arrival::new(ground, from.network, With::Browser(from.browser))
    }

    pub(crate) fn by_app(ground: &Ground, from: Network, client: &ClientVersion) -> Arrival {
        let system = client.system.split(' ').next().unwrap_or_default();
        let with = With::App {
            program: one_of(&APPS, &client.program),
            system: one_of(&SYSTEMS, system),
        };
        Arrival::new(ground, from, with)
    }

    fn new(ground: &Ground, network: Network, with: With) -> Arrival {
        Arrival {
            network,
            with,
            now: ground.clock.now(),
            chance: ground.chance.clone(),
        }
    }

    /// In the transaction that lets somebody in, before her session or device is noted: from now on what
    /// she came with is known. Tells the owner if it was not, but for the very first time.
    pub(crate) async fn note(&self, w: &Write, account: &Account) -> Result<(), Fault> {
        let (id, today) = (account.id, Day::of(self.now));
        let is_first = storage::whereabouts::note_first(w, id, today).await?;
        let key = site::fact_or(w, KEY, self.chance.token()).await?;
        let key = hmac::Key::new(hmac::HMAC_SHA256, key.as_bytes());
        let (program, network) = (self.program_mark(&key, id), self.network_mark(&key, id));
        let knows_program = storage::whereabouts::renew(w, id, &program, today).await?;
        let knows_network = storage::whereabouts::renew(w, id, &network, today).await?;
        let is_expected = knows_network && (knows_program || self.is_first_app(w, id).await?);
        let is_silent = is_first || is_expected;
        if !is_silent && self.was_told_enough(w, id).await? {
            // What was not told stays unknown, and is told another day.
            return Ok(());
        }
        storage::whereabouts::put(w, id, &[program, network], today).await?;
        storage::whereabouts::trim(w, id, MARKS_MAX).await?;
        if is_silent {
            return Ok(());
        }
        self.tell(w, account).await
    }

    async fn was_told_enough(&self, w: &Write, id: AccountId) -> Result<bool, Fault> {
        let since = self.now.minus(DAY);
        let told = storage::address_changes::formers_since(w, id, since).await?;
        Ok(told >= LETTERS_A_DAY)
    }

    /// The page after a sign-up asks to connect an app: the first one is no surprise.
    async fn is_first_app(&self, w: &Write, id: AccountId) -> Result<bool, Fault> {
        Ok(match self.with {
            With::Browser(_) => false,
            With::App { .. } => storage::devices::of_account(w, id).await?.is_empty(),
        })
    }

    async fn tell(&self, w: &Write, account: &Account) -> Result<(), Fault> {
        let [program, system] = self.words();
        let purpose = Purpose::NewLogIn {
            program: program.to_owned(),
            system: system.to_owned(),
            token: take_back::offer(w, &self.chance, account, self.now).await?,
            days: take_back::DAYS,
        };
        letter::to_account(w, account, purpose, self.now).await
    }

    fn words(&self) -> [&'static str; 2] {
        match self.with {
            With::Browser(browser) => [browser.program, browser.system],
            With::App { program, system } => [program, system],
        }
    }

    fn program_mark(&self, key: &hmac::Key, id: AccountId) -> Vec<u8> {
        let [program, system] = self.words();
        let kind = match self.with {
            With::Browser(_) => "browser",
            With::App { .. } => "app",
        };
        mark(key, &format!("{id} {kind} {program} {system}"))
    }

    fn network_mark(&self, key: &hmac::Key, id: AccountId) -> Vec<u8> {
        let around = self.network.surroundings();
        mark(key, &format!("{id} network {around:x}"))
    }
}

fn mark(key: &hmac::Key, words: &str) -> Vec<u8> {
    hmac::sign(key, words.as_bytes()).as_ref().to_vec()
}

fn one_of(known: &[&'static str], told: &str) -> &'static str {
    let found = known.iter().find(|name| **name == told);
    found.copied().unwrap_or_default()
}
