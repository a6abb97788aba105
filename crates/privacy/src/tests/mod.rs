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
mod removals;
mod statistics;
mod sweeps;
mod unused_accounts;

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

impl Site {
    fn shelf_folder(&self, id: AccountId) -> std::path::PathBuf {
        let shard = format!("{:02x}", id.0 & 0xff);
        let accounts = self.place.path().join("accounts");
        accounts.join(shard).join(id.to_string())
    }
}

async fn ask(site: &Site) {
    let proven = site.who().await.proven(site.ground.clock.now()).unwrap();
    accounts::ask_for_removal(&site.ground, &proven)
        .await
        .unwrap();
}
