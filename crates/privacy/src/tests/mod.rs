//! The promises of this crate, with a shelf, letters, and a clock that tests move.

use std::time::Duration;

use accounts::{
    AccountId, Added, ClientVersion, Credentials, KnownDevices, Network, NewPassword, NewsKind,
    Operator, Passwords, SignedIn,
};
use jobs::Worker;
use mail::Postman;
use shelf::{OpId, Shelf};
use store::{Chance, Clock, CrashPoints, DataFolder, Fault, Ground, Millis, args};
use texts::Language;

use super::*;

mod copies;
mod policy;
mod statistics;
mod sweeps;

const START: Millis = Millis(1_800_000_000_000);
const DAY: Duration = Duration::from_hours(24);
const JUST_UNDER_A_DAY: Duration = Duration::from_millis(86_399_999);
const MIA: &str = "mia@example.org";
const PASSWORD: &str = "green tea at noon";

struct Site {
    ground: Ground,
    passwords: Passwords,
    shelf: Shelf,
    place: tempfile::TempDir,
}

/// What the crates below declare.
fn register() -> Register {
    let all = [
        jobs::INVENTORY,
        mail::INVENTORY,
        accounts::INVENTORY,
        shelf::INVENTORY,
        backup::INVENTORY,
        INVENTORY,
    ];
    Register::new(&all, &[])
}

impl Site {
    fn new() -> Site {
        let place = tempfile::tempdir().unwrap();
        Site::on(place, START)
    }

    /// Opens the folder anew, as after a restart.
    fn on(place: tempfile::TempDir, now: Millis) -> Site {
        let folder = DataFolder::open(place.path()).unwrap();
        let (clock, chance) = (Clock::fixed(now), Chance::system());
        let ground = Ground::open(folder, clock, chance, CrashPoints::off()).unwrap();
        let options = accounts::Options::default();
        Site {
            passwords: Passwords::start(&options).unwrap(),
            shelf: Shelf::open(&ground, shelf::Options::default()),
            ground,
            place,
        }
    }

    /// An account with one note and one media file's worth of history.
    async fn account(&self, email: &str) -> AccountId {
        let new = Added {
            email,
            password: NewPassword::Clear(PASSWORD),
            verified: true,
            language: Language::En,
        };
        let operator = Operator::at_the_terminal();
        let id = accounts::add(&self.ground, &operator, &self.passwords, new)
            .await
            .unwrap();
        self.study(id).await;
        id
    }

    /// Something to lose.
    async fn study(&self, id: AccountId) {
        let loan = self.shelf.borrow(id).await.unwrap();
        loan.run(|collection| {
            collection.connection().execute_batch(
                "insert into notes values (1, 'g', 1, 1, -1, '', 'canary-note', 0, 0, 0, '')",
            )
        })
        .await
        .unwrap()
        .unwrap();
        loan.commit(OpId(self.ground.chance.token())).await.unwrap();
        assert_eq!(self.notes(id).await, 1);
    }

    async fn notes(&self, id: AccountId) -> u64 {
        self.shelf.head(id).await.unwrap().counts.notes.into()
    }

    async fn who(&self) -> SignedIn {
        let typed = Credentials {
            email: MIA,
            password: PASSWORD,
        };
        let from = Network::LOOPBACK;
        let session = accounts::sign_in(&self.ground, &self.passwords, typed, from)
            .await
            .unwrap();
        accounts::session(&self.ground, &session.token)
            .await
            .unwrap()
            .unwrap()
    }

    /// Lets the background work; returns the subjects of letters, the oldest first, with their texts.
    async fn letters(&self) -> Vec<(String, String)> {
        self.letters_and(vec![]).await
    }

    /// The same, with more work that comes again.
    async fn letters_and(&self, more: Vec<jobs::Periodic>) -> Vec<(String, String)> {
        let postman = Postman::new(
            &self.ground,
            &mail::Options::default(),
            "https://fuda.example.org",
        )
        .unwrap();
        let mut handlers = accounts::handlers();
        handlers.push(postman.handler());
        let mut table = accounts::timetable();
        table.extend(removal_timetable(&self.copies()));
        table.extend(unused_timetable(&self.shelf, &Options::default()));
        table.extend(more);
        let mut worker = Worker::new(self.ground.clone(), handlers, table);
        worker.run_due().await.unwrap();
        let outbox = self.place.path().join("outbox");
        let mut letters = vec![];
        if let Ok(entries) = std::fs::read_dir(outbox) {
            for entry in entries {
                let path = entry.unwrap().path();
                let text = std::fs::read_to_string(&path).unwrap();
                let line = text.lines().find(|line| line.starts_with("Subject:"));
                let subject = line.unwrap().trim_start_matches("Subject: ").to_owned();
                letters.push((path.clone(), subject, text));
                std::fs::remove_file(path).unwrap();
            }
        }
        letters.sort();
        letters
            .into_iter()
            .map(|(_, subject, text)| (subject, text))
            .collect()
    }

    async fn subjects(&self) -> Vec<String> {
        let letters = self.letters().await;
        letters.into_iter().map(|(subject, _)| subject).collect()
    }

    async fn number(&self, sql: &'static str) -> i64 {
        let read = self
            .ground
            .db
            .read(async move |r| r.row(sql, args![]).await);
        let row: Result<_, Fault> = read.await;
        row.unwrap().unwrap().get(0).unwrap()
    }

    fn later(&self, by: Duration) {
        self.ground.clock.advance(by);
    }

    fn copies(&self) -> Copies {
        Copies::new(&self.ground, &self.shelf, &register())
    }

    /// Every file below the data folder that holds these bytes.
    fn files_with(&self, canary: &str) -> Vec<String> {
        let mut found = vec![];
        let mut folders = vec![self.place.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let bytes = std::fs::read(&path).unwrap();
                    let has = bytes
                        .windows(canary.len())
                        .any(|window| window == canary.as_bytes());
                    if has {
                        found.push(path.display().to_string());
                    }
                }
            }
        }
        found
    }
}

async fn ask(site: &Site) {
    let proven = site.who().await.proven(site.ground.clock.now()).unwrap();
    accounts::ask_for_removal(&site.ground, &proven)
        .await
        .unwrap();
}

#[tokio::test]
async fn pr_51_a_removal_waits_a_week_and_can_be_taken_back() {
    let site = Site::new();
    let id = site.account(MIA).await;
    ask(&site).await;
    let letters = site.letters().await;
    assert_eq!(letters[0].0, "Your Fuda account will be removed");
    site.later(6 * DAY + JUST_UNDER_A_DAY);
    assert!(site.letters().await.is_empty());
    assert_eq!(site.notes(id).await, 1);
    let (_, rest) = letters[0].1.split_once("token=").unwrap();
    let token = rest.split_whitespace().next().unwrap();
    assert!(
        accounts::is_keeping_open(&site.ground, token)
            .await
            .unwrap()
    );

    accounts::keep_by_link(&site.ground, token).await.unwrap();

    site.later(2 * DAY);
    assert_eq!(site.subjects().await, ["Your Fuda account stays"]);
    assert_eq!(site.notes(id).await, 1);
    assert!(accounts::keep_by_link(&site.ground, token).await.is_err());
}

#[tokio::test]
async fn pr_52_after_the_week_everything_is_gone_and_a_certificate_says_so() {
    let site = Site::new();
    let id = site.account(MIA).await;
    let ben = site.account("ben@example.org").await;
    ask(&site).await;
    let _told = site.letters().await;
    site.later(7 * DAY);

    let letters = site.letters().await;

    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].0, "Your Fuda account was removed");
    let certificate = Certificate::read(&letters[0].1).unwrap();
    assert_eq!(certificate.key, site_key(&site.ground).await.unwrap());
    let statement = &certificate.statement;
    assert_eq!(statement.account, id.0);
    assert_eq!(statement.removed_at, site.ground.clock.now().0);
    assert!(statement.left.iter().all(|place| place.count == 0));
    assert!(statement.left.iter().any(|place| place.what == "devices"));
    assert_eq!(statement.found[0].count, 1);
    assert!(accounts::account(&site.ground, id).await.is_err());
    assert_eq!(site.number("select count(*) from removals").await, 0);
    assert_eq!(site.notes(id).await, 0);
    assert_eq!(site.notes(ben).await, 1, "nobody else is touched");
    assert!(!site.shelf_folder(id).exists());
}

impl Site {
    fn shelf_folder(&self, id: AccountId) -> std::path::PathBuf {
        let shard = format!("{:02x}", id.0 & 0xff);
        let accounts = self.place.path().join("accounts");
        accounts.join(shard).join(id.to_string())
    }
}

#[tokio::test]
async fn pr_52_a_removal_that_was_cut_off_goes_on_after_the_restart() {
    let site = Site::new();
    let id = site.account(MIA).await;
    ask(&site).await;
    let _told = site.letters().await;
    site.later(7 * DAY);
    // As far as a process came that died in the middle: rows gone, files half gone.
    accounts::begin_removal(&site.ground, id, "[]".to_owned())
        .await
        .unwrap();
    site.shelf.remove(id).await.unwrap();
    std::fs::create_dir_all(site.shelf_folder(id)).unwrap();
    let typed = Credentials {
        email: MIA,
        password: PASSWORD,
    };
    let refused = accounts::sign_in(&site.ground, &site.passwords, typed, Network::LOOPBACK).await;
    assert!(matches!(refused, Err(accounts::Error::Disabled)));
    let now = site.ground.clock.now();
    let Site { place, .. } = site;

    let site = Site::on(place, now);
    let letters = site.letters().await;

    assert_eq!(letters[0].0, "Your Fuda account was removed");
    assert!(accounts::account(&site.ground, id).await.is_err());
    assert!(!site.shelf_folder(id).exists());
}

#[tokio::test]
async fn a_certificate_that_was_changed_is_refused() {
    let site = Site::new();
    let _id = site.account(MIA).await;
    ask(&site).await;
    let _told = site.letters().await;
    site.later(7 * DAY);
    let letter = site.letters().await.remove(0).1;

    let quoted = letter.lines().collect::<Vec<_>>().join("\n> ");
    assert!(Certificate::read(&quoted).is_ok(), "quoted in a forward");
    let (head, rest) = letter.split_once("CERTIFICATE-----").unwrap();
    let mut chars: Vec<char> = rest.trim_start().chars().collect();
    chars[10] = if chars[10] == 'A' { 'B' } else { 'A' };
    let changed: String = chars.into_iter().collect();
    let changed = format!("{head}CERTIFICATE-----\n{changed}");
    assert_eq!(Certificate::read(&changed), Err(BadCertificate::Forged));
    assert_eq!(Certificate::read("hello"), Err(BadCertificate::Missing));
    let cut = letter.replace('.', "");
    assert_eq!(Certificate::read(&cut), Err(BadCertificate::Damaged));
}

#[tokio::test]
async fn pr_50_half_a_year_unused_brings_three_letters_and_then_the_data_are_put_away() {
    let site = Site::new();
    let id = site.account(MIA).await;
    let _first = site.letters().await;
    site.later(182 * DAY);
    assert!(site.subjects().await.is_empty(), "not before half a year");
    site.later(DAY);
    assert_eq!(
        site.subjects().await,
        ["Your Fuda collection will be put away in 60 days"]
    );
    site.later(29 * DAY);
    assert!(site.subjects().await.is_empty());
    site.later(DAY);
    assert_eq!(
        site.subjects().await,
        ["Your Fuda collection will be put away in 30 days"]
    );
    site.later(23 * DAY);
    assert_eq!(
        site.subjects().await,
        ["Your Fuda collection will be put away in 7 days"]
    );
    site.later(6 * DAY);
    assert!(site.subjects().await.is_empty());
    assert_eq!(site.notes(id).await, 1);
    site.later(DAY);

    assert_eq!(site.subjects().await, ["Your Fuda collection was put away"]);

    assert_eq!(site.notes(id).await, 0, "log-in works, with nothing in it");
    let who = site.who().await;
    let there = put_away(&site.ground, &site.shelf, &who).await.unwrap();
    assert_eq!(there.unwrap().until, site.ground.clock.now().plus(30 * DAY));
    assert!(bring_back(&site.ground, &site.shelf, &who).await.unwrap());
    assert_eq!(site.notes(id).await, 1, "everything is back");
    assert_eq!(
        put_away(&site.ground, &site.shelf, &who).await.unwrap(),
        None
    );
    site.study_more(id).await;
}

impl Site {
    /// What was brought back is a collection like any other.
    async fn study_more(&self, id: AccountId) {
        let loan = self.shelf.borrow(id).await.unwrap();
        loan.run(|collection| {
            collection
                .connection()
                .execute_batch("update notes set flds = 'more' where id = 1")
        })
        .await
        .unwrap()
        .unwrap();
        loan.commit(OpId(self.ground.chance.token())).await.unwrap();
    }
}

#[tokio::test]
async fn pr_50_after_a_month_what_was_put_away_is_gone_for_good() {
    let site = Site::new();
    let id = site.account(MIA).await;
    for days in [0, 183, 30, 23, 7] {
        site.later(days * DAY);
        let _letters = site.letters().await;
    }
    assert_eq!(site.notes(id).await, 0);
    site.later(29 * DAY + JUST_UNDER_A_DAY);
    let _none = site.letters().await;
    assert!(!site.files_with("canary-note").is_empty());
    // Looked at once an hour.
    site.later(Duration::from_hours(1));

    let _none = site.letters().await;

    let who = site.who().await;
    assert_eq!(
        put_away(&site.ground, &site.shelf, &who).await.unwrap(),
        None
    );
    assert!(!bring_back(&site.ground, &site.shelf, &who).await.unwrap());
    assert!(!site.shelf_folder(AccountId(-id.0)).exists());
    assert_eq!(site.number("select count(*) from snapshots").await, 0);
    assert_eq!(site.number("select count(*) from changes").await, 0);
    site.study(id).await;
}

#[tokio::test]
async fn pr_49_a_visit_or_a_sync_ends_it_and_regular_use_loses_nothing() {
    let site = Site::new();
    let id = site.account(MIA).await;
    let typed = Credentials {
        email: MIA,
        password: PASSWORD,
    };
    let from = Network::LOOPBACK;
    let key = accounts::sign_in_device(&site.ground, &site.passwords, typed, "", from)
        .await
        .unwrap();
    let sync = async |site: &Site| {
        let device = KnownDevices::default()
            .by_host_key(&site.ground, &key.0)
            .await
            .unwrap()
            .unwrap();
        accounts::note_sync(&site.ground, &device, "anki,26.09 (x),lin:debian")
            .await
            .unwrap();
        accounts::note_told(&site.ground, &device).await.unwrap();
        device.news.map(|news| news.kind)
    };
    for days in [0, 183, 1] {
        site.later(days * DAY);
        let _letters = site.letters().await;
    }
    assert_eq!(sync(&site).await, Some(NewsKind::AlmostPutAway));
    assert_eq!(sync(&site).await, None, "told once");
    site.later(100 * DAY);
    assert!(site.subjects().await.is_empty(), "the sync has ended it");
    for _month in 0..36 {
        site.later(30 * DAY);
        assert_eq!(sync(&site).await, None);
        assert!(site.subjects().await.is_empty());
    }
    assert_eq!(site.notes(id).await, 1);
    assert!(!ClientVersion::parse("anki,26.09 (x),lin").is_empty());
}

#[tokio::test]
async fn pr_50_every_app_says_once_that_the_data_were_put_away() {
    let site = Site::new();
    let _id = site.account(MIA).await;
    let mut keys = vec![];
    for number in 1..3_u32 {
        let typed = Credentials {
            email: MIA,
            password: PASSWORD,
        };
        let from = std::net::IpAddr::from(number.to_be_bytes()).into();
        let key = accounts::sign_in_device(&site.ground, &site.passwords, typed, "", from).await;
        keys.push(key.unwrap());
    }
    for days in [0, 183, 30, 23, 7] {
        site.later(days * DAY);
        // Host keys end after 190 days unused; these two have just been renewed by their apps.
        let keep = site.ground.db.write(async move |w| {
            w.run(
                "update devices set last_sync_day = signed_in_day + 240",
                args![],
            )
            .await
        });
        let kept: Result<u64, Fault> = keep.await;
        kept.unwrap();
        let _letters = site.letters().await;
    }
    let mut told = vec![];
    for key in [&keys[0], &keys[0], &keys[1], &keys[1]] {
        let known = KnownDevices::default();
        let device = known.by_host_key(&site.ground, &key.0).await.unwrap();
        let device = device.unwrap();
        accounts::note_told(&site.ground, &device).await.unwrap();
        told.push(device.news.map(|news| news.kind));
    }

    let away = Some(NewsKind::PutAway);
    assert_eq!(told, [away, None, away, None]);
}

#[tokio::test]
async fn pr_50_whoever_cannot_be_warned_loses_nothing() {
    let site = Site::new();
    let id = site.account(MIA).await;
    mail::suppress(&site.ground, MIA, mail::Reason::Bounced)
        .await
        .unwrap();

    for days in [0, 183, 30, 23, 7, 100] {
        site.later(days * DAY);
        assert!(site.subjects().await.is_empty());
    }

    assert_eq!(site.notes(id).await, 1);
}
