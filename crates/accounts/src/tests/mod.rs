//! The promises of this crate as a whole: with its tables, its letters and a clock that tests move.

mod address_change;
mod address_check;
mod devices;
mod invitation;
mod operator;
mod passkeys;
mod recovery;
mod retention;
mod second_factor;
mod sessions;
mod sign_in;
mod sign_up;
mod take_back;
mod whereabouts;

use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use jobs::Worker;
use mail::Postman;
use store::{Chance, Clock, CrashPoints, DataFolder, Fault, Ground, Millis, args};
use texts::Language;

use super::*;

const START: Millis = Millis(1_800_000_000_000);
const DAY: Duration = Duration::from_hours(24);
const JUST_UNDER_A_DAY: Duration = Duration::from_millis(86_399_999);
const PASSWORD: &str = "green tea at noon";
const OTHER: &str = "black tea at four";

/// A site of accounts alone.
struct Site {
    ground: Ground,
    passwords: Passwords,
    /// The clock stands still: nothing is forgotten but what must be.
    known: KnownDevices,
    worker: Worker,
    read: usize,
    _place: tempfile::TempDir,
}

/// A letter from the outbox.
#[derive(Debug)]
struct Read {
    to: String,
    subject: String,
    body: String,
}

impl Read {
    /// The token in the letter's link.
    fn token(&self) -> String {
        let (_, rest) = self
            .body
            .split_once("token=")
            .or(self.body.split_once("invitation="))
            .unwrap();
        rest.split_whitespace().next().unwrap().to_owned()
    }
}

fn site_with(options: &Options) -> Site {
    let place = tempfile::tempdir().unwrap();
    let folder = DataFolder::open(place.path()).unwrap();
    let (clock, chance) = (Clock::fixed(START), Chance::seeded(1));
    let ground = Ground::open(folder, clock, chance, CrashPoints::off()).unwrap();
    let postman = Postman::new(
        &ground,
        &mail::Options::default(),
        "https://fuda.example.org",
    )
    .unwrap();
    let mut handlers = handlers();
    handlers.push(postman.handler());
    Site {
        worker: Worker::new(ground.clone(), handlers, timetable()),
        passwords: Passwords::start(options).unwrap(),
        known: KnownDevices::default(),
        ground,
        read: 0,
        _place: place,
    }
}

/// Where everybody may sign up.
fn open_site() -> Site {
    site_with(&Options {
        registration: Registration::Open,
        ..Options::default()
    })
}

fn network(number: u32) -> Network {
    IpAddr::from(Ipv4Addr::from(number)).into()
}

const HOME: u32 = 1;

fn typed<'a>(email: &'a str, password: &'a str) -> Credentials<'a> {
    Credentials { email, password }
}

fn form<'a>(email: &'a str, password: &'a str) -> NewAccount<'a> {
    NewAccount {
        email,
        password,
        invitation: None,
        language: Language::En,
        policy_version: Some(1),
    }
}

/// Confirms an address by its letter; what was accepted is noted elsewhere.
async fn verify_email(ground: &Ground, token: &str) -> Result<NewSession, Error> {
    let done = crate::verify_email(ground, token, network(HOME), async |_, _, _| Ok(())).await?;
    Ok(done.0)
}

impl Site {
    /// Does what is due and returns the letters that were written by it, the oldest first.
    async fn letters(&mut self) -> Vec<Read> {
        self.worker.run_due().await.unwrap();
        let left = jobs::overview(&self.ground).await.unwrap();
        assert_eq!((left.waiting, left.dead), (0, vec![]));
        let folder = self.ground.folder.path().join("outbox");
        let Ok(entries) = std::fs::read_dir(folder) else {
            return vec![];
        };
        let mut letters: Vec<(u64, Read)> = entries
            .map(|entry| {
                let path = entry.unwrap().path();
                let stem = path.file_stem().unwrap().to_str().unwrap();
                // `…-reset-password-12.of-7`: the twelfth job, about the seventh account.
                let stem = stem.split(".of-").next().unwrap();
                let number = stem.rsplit('-').next().unwrap().parse().unwrap();
                (number, read(&std::fs::read_to_string(&path).unwrap()))
            })
            .collect();
        letters.sort_by_key(|(number, _)| *number);
        let new: Vec<Read> = letters
            .into_iter()
            .map(|(_, letter)| letter)
            .skip(self.read)
            .collect();
        self.read += new.len();
        new
    }

    async fn letter(&mut self) -> Read {
        let letters = self.letters().await;
        assert_eq!(letters.len(), 1, "{letters:?}");
        letters.into_iter().next().unwrap()
    }

    /// Signs up in an open site and confirms the address.
    async fn account(&mut self, email: &str) -> NewSession {
        // Each from a network of its own, for there may be many.
        let from = network(1_000 + u32::try_from(self.read).unwrap());
        sign_up(&self.ground, &self.passwords, form(email, PASSWORD), from)
            .await
            .unwrap();
        let token = self.letter().await.token();
        verify_email(&self.ground, &token).await.unwrap()
    }

    async fn signed_in(&mut self, email: &str) -> SignedIn {
        let token = self.account(email).await.token;
        session(&self.ground, &token).await.unwrap().unwrap()
    }

    async fn sign_in(&self, email: &str, password: &str) -> Result<NewSession, Error> {
        sign_in(
            &self.ground,
            &self.passwords,
            typed(email, password),
            network(HOME),
        )
        .await
    }

    /// Signs an app in that is no other app's repeated try.
    async fn device(&self, email: &str) -> HostKey {
        let number = self.number("select count(*) from devices").await;
        // At home, so that no letter is written about it.
        let from = network(100 + u32::try_from(number).unwrap());
        self.app_from(email, from).await
    }

    async fn app_from(&self, email: &str, from: Network) -> HostKey {
        let client = "anki,26.09.3 (29bb700b),lin:debian:12";
        let typed = typed(email, PASSWORD);
        sign_in_device(&self.ground, &self.passwords, typed, client, from)
            .await
            .unwrap()
    }

    /// With the password shown just now.
    async fn proven(&self, email: &str) -> Proven {
        let token = self.sign_in(email, PASSWORD).await.unwrap().token;
        let who = session(&self.ground, &token).await.unwrap().unwrap();
        who.proven(self.ground.clock.now()).unwrap()
    }

    async fn is_open(&self, session: &str) -> bool {
        super::session(&self.ground, session)
            .await
            .unwrap()
            .is_some()
    }

    async fn syncs(&self, key: &HostKey) -> bool {
        self.known
            .by_host_key(&self.ground, &key.0)
            .await
            .unwrap()
            .is_some()
    }

    async fn number(&self, sql: &'static str) -> i64 {
        let row = self
            .ground
            .db
            .read(async move |r| r.row(sql, args![]).await)
            .await;
        let row: Result<_, Fault> = row;
        row.unwrap().unwrap().get(0).unwrap()
    }

    fn later(&self, by: Duration) {
        self.ground.clock.advance(by);
    }
}

fn read(eml: &str) -> Read {
    let (head, body) = eml.split_once("\r\n\r\n").unwrap();
    let header = |name: &str| {
        head.lines()
            .find_map(|line| line.strip_prefix(name))
            .unwrap()
            .trim()
            .to_owned()
    };
    Read {
        to: header("To:"),
        subject: header("Subject:"),
        body: body.replace("\r\n", "\n"),
    }
}
