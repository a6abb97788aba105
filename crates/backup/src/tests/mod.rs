//! The promises of backups, on real folders with a clock that is moved.

mod bucket;
mod forgetting;
mod troubles;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use accounts::AccountId;
use shelf::{MediaEdit, OpId, Shelf};
use store::{Chance, Clock, CrashPoints, DataFolder, Fault, Ground, Millis, args};

use crate::backups::Backups;
use crate::content::Set;
use crate::error::Error;
use crate::facts::{Remembered, Standing, remembered};
use crate::keep::{Folder, Keep};
use crate::options::Options;
use crate::repository::{Dated, Repository};
use crate::restoring::{Order, Restored, Source, restore_site};
use crate::root_key;

const MIA: AccountId = AccountId(7);
const TOM: AccountId = AccountId(8);
const DAY: Duration = Duration::from_hours(24);
const START: Millis = Millis(1_790_000_000_000);

/// A site with backups, and places to restore them into.
struct Place {
    folder: tempfile::TempDir,
    clock: Clock,
    ground: Ground,
    shelf: Shelf,
    backups: Backups,
}

/// What somebody who looks at a restored site finds.
struct Found {
    restored: Restored,
    ground: Ground,
    shelf: Shelf,
}

impl Place {
    async fn new() -> Place {
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::fixed(START);
        let ground = ground_at(&folder.path().join("data"), &clock);
        let shelf = Shelf::open(&ground, shelf::Options::default());
        let options = Options {
            folder: folder.path().join("backups").display().to_string(),
            ..Options::default()
        };
        let backups = Backups::new(&ground, &shelf, &shelf::Options::default(), options);
        let place = Place {
            folder,
            clock,
            ground,
            shelf,
            backups,
        };
        place.add_account(MIA, "mia@example.org").await;
        place.add_account(TOM, "tom@example.org").await;
        place
    }

    async fn add_account(&self, id: AccountId, email: &'static str) {
        let now = self.clock.now();
        self.write(
            "insert into accounts (id, email, email_folded, language, password_hash, created_at, verified_at)
             values ($1, $2, $2, 'en', 'hash', $3, $3)",
            args![id.0, email, now],
        )
        .await;
        self.write("update account_numbers set last_id = 8", args![])
            .await;
        let device = args![id.0 * 10, id.0, id.0.to_le_bytes().to_vec()];
        self.write(
            "insert into devices (id, account_id, key_hash, program, version, system, signed_in_day, number)
             values ($1, $2, $3, 'anki', '26.9', 'linux', 1, 1)",
            device,
        )
        .await;
    }

    async fn write(&self, sql: &'static str, args: Vec<store::Value>) {
        let done: Result<u64, Fault> = self
            .ground
            .db
            .write(async move |w| w.run(sql, args).await)
            .await;
        done.unwrap();
    }

    async fn put_media(&self, account: AccountId, name: &str, mut bytes: &[u8]) {
        let mut bundle = self.shelf.new_bundle(account).unwrap();
        let edit = MediaEdit {
            name: name.to_owned(),
            content: Some(bundle.add(&mut bytes).unwrap()),
        };
        self.shelf
            .edit_media(account, Some(bundle), vec![edit])
            .await
            .unwrap();
    }

    /// Removes an account as the operator's command does.
    async fn remove(&self, account: AccountId) {
        let operator = accounts::Operator::at_the_terminal();
        accounts::remove(&self.ground, &operator, account)
            .await
            .unwrap();
        self.shelf.remove(account).await.unwrap();
    }

    fn backup_folder(&self) -> PathBuf {
        self.folder.path().join("backups")
    }

    fn repository(&self) -> Repository {
        let root = root_key::read(&self.backups.key_file()).unwrap();
        let keep = Keep::Folder(Folder::new(&self.backup_folder()));
        Repository::open(keep, root, &Chance::system()).unwrap()
    }

    async fn try_restore(&self, name: &str, at: Option<Millis>) -> Result<Found, Error> {
        let into = self.folder.path().join(name);
        let order = Order {
            from: Source::Folder(self.backup_folder()),
            key_file: self.backups.key_file(),
            into: into.clone(),
            at,
        };
        let restored = restore_site(order, &shelf::Options::default(), &self.clock).await?;
        let ground = ground_at(&into, &self.clock);
        let shelf = Shelf::open(&ground, shelf::Options::default());
        Ok(Found {
            restored,
            ground,
            shelf,
        })
    }

    async fn restore(&self, name: &str) -> Found {
        self.try_restore(name, None).await.unwrap()
    }

    /// All files of the backups that hold these bytes.
    fn holds(&self, marker: &[u8]) -> bool {
        files_below(&self.backup_folder()).iter().any(|path| {
            fs::read(path)
                .unwrap()
                .windows(marker.len())
                .any(|part| part == marker)
        })
    }
}

impl Found {
    async fn rows(&self, sql: &'static str) -> Vec<i64> {
        let rows = self
            .ground
            .db
            .read(async move |r| r.rows(sql, args![]).await);
        let rows: Vec<store::Row> = rows.await.unwrap();
        rows.iter().map(|row| row.get(0).unwrap()).collect()
    }
}

fn ground_at(data: &Path, clock: &Clock) -> Ground {
    let folder = DataFolder::open(data).unwrap().lease().unwrap();
    Ground::open(folder, clock.clone(), Chance::system(), CrashPoints::off()).unwrap()
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found
}

async fn review(shelf: &Shelf, account: AccountId, id: i64) {
    let loan = shelf.borrow(account).await.unwrap();
    loan.run(move |book| {
        book.connection()
            .execute(
                "insert into revlog values (?1, 1, 0, 3, 10, 5, 2500, 4000, 1)",
                [id],
            )
            .unwrap();
        book.connection()
            .execute("update col set mod = ?1, usn = usn + 1", [id])
            .unwrap();
    })
    .await
    .unwrap();
    loan.commit(OpId(format!("op {id}"))).await.unwrap();
}

async fn reviews(shelf: &Shelf, account: AccountId) -> Vec<i64> {
    let loan = shelf.borrow(account).await.unwrap();
    loan.run(|book| {
        let mut select = book
            .connection()
            .prepare("select id from revlog order by id")
            .unwrap();
        let rows = select.query_map([], |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    })
    .await
    .unwrap()
}

async fn digest(shelf: &Shelf, account: AccountId) -> String {
    let loan = shelf.borrow(account).await.unwrap();
    loan.run(|book| collection::check::digest(book).unwrap())
        .await
        .unwrap()
}

async fn media(shelf: &Shelf, account: AccountId, name: &str) -> Vec<u8> {
    let names = vec![name.to_owned()];
    let mut files = shelf.read_media(account, names, u64::MAX).await.unwrap();
    let bytes = files.pop().unwrap().bytes;
    bytes.read(0, usize::MAX).unwrap().to_vec()
}

#[tokio::test]
async fn pr_58c_what_was_backed_up_comes_back() {
    let place = Place::new().await;
    for id in 1..=300 {
        review(&place.shelf, MIA, id).await;
    }
    review(&place.shelf, TOM, 5).await;
    place
        .put_media(MIA, "frog.jpg", b"a picture of a frog")
        .await;
    place
        .put_media(MIA, "pond.mp3", b"the sound of a pond")
        .await;
    let before = (
        digest(&place.shelf, MIA).await,
        digest(&place.shelf, TOM).await,
    );

    place.backups.make(false).await.unwrap();
    let found = place.restore("new").await;

    assert_eq!(found.restored.troubles, [""; 0]);
    assert_eq!(found.restored.accounts, 2);
    let after = (
        digest(&found.shelf, MIA).await,
        digest(&found.shelf, TOM).await,
    );
    assert_eq!(after, before);
    assert_eq!(
        media(&found.shelf, MIA, "pond.mp3").await,
        b"the sound of a pond"
    );
    assert_eq!(
        found.rows("select id from devices order by 1").await,
        [70, 80]
    );
    assert_eq!(found.rows("select last_id from account_numbers").await, [8]);
    // The history came, too.
    assert!(found.shelf.generations(MIA).await.unwrap().len() == 2);
    // What was never written in clear is not found in the backup.
    assert!(!place.holds(b"a picture of a frog") && !place.holds(b"mia@example.org"));
}

#[tokio::test]
async fn d10_numbers_never_go_back_and_every_app_will_be_asked() {
    let place = Place::new().await;
    review(&place.shelf, MIA, 1).await;
    place.put_media(MIA, "a.jpg", b"a").await;
    place.put_media(MIA, "b.jpg", b"b").await;
    place.backups.make(false).await.unwrap();
    for id in 2..=40 {
        review(&place.shelf, MIA, id).await;
    }
    place.put_media(MIA, "c.jpg", b"c").await;
    let later = place.shelf.head(MIA).await.unwrap();
    place.clock.advance(Duration::from_hours(1));

    let found = place.restore("new").await;

    let head = found.shelf.head(MIA).await.unwrap();
    assert_eq!(reviews(&found.shelf, MIA).await, [1]);
    assert!(head.stamp.usn > later.stamp.usn && head.media.usn > later.media.usn);
    assert!(head.stamp.schema_ms > later.stamp.schema_ms);
    assert_eq!(head.media.files, 2);
    // An app that knows everything up to the loss is told of every file again.
    let told = found
        .shelf
        .media_changes(MIA, later.media.usn, 100)
        .await
        .unwrap();
    assert_eq!(told.len(), 2);
}

#[tokio::test]
async fn what_was_written_once_is_not_written_again() {
    let place = Place::new().await;
    for id in 1..=600 {
        review(&place.shelf, MIA, id).await;
    }
    place.put_media(MIA, "large.bin", &vec![7; 3_000_000]).await;
    let first = place.backups.make(false).await.unwrap();
    assert!(first.written > 3_000_000, "{}", first.written);

    let second = place.backups.make(false).await.unwrap();
    review(&place.shelf, MIA, 601).await;
    let third = place.backups.make(false).await.unwrap();
    let in_full = place.backups.make(true).await.unwrap();

    assert_eq!(second.written, 0);
    assert!(third.written < 60_000, "{}", third.written);
    assert!(in_full.written > 3_000_000);
    assert_eq!(place.restore("new").await.restored.troubles, [""; 0]);
}

#[tokio::test]
async fn a_backup_is_made_while_people_work() {
    let place = Place::new().await;
    let last = Arc::new(AtomicI64::new(0));
    let (shelf, acknowledged) = (place.shelf.clone(), Arc::clone(&last));
    let worker = tokio::spawn(async move {
        for id in 1..=400 {
            review(&shelf, MIA, id).await;
            acknowledged.store(id, Ordering::SeqCst);
            if id % 60 == 0 {
                shelf.housekeeping().await.unwrap();
            }
        }
    });

    let mut round = 0;
    while !worker.is_finished() {
        let acknowledged = last.load(Ordering::SeqCst);
        place.backups.make(false).await.unwrap();
        round += 1;
        let found = place.restore(&format!("new {round}")).await;

        let back = reviews(&found.shelf, MIA).await;
        assert_eq!(found.restored.troubles, [""; 0]);
        let count = i64::try_from(back.len()).unwrap();
        assert!(count >= acknowledged, "{count} of {acknowledged}");
        assert_eq!(back, (1..=count).collect::<Vec<_>>());
    }
    worker.await.unwrap();
    assert!(round > 1, "{round} rounds");
}

#[tokio::test]
async fn what_is_due_is_done_and_remembered() {
    let place = Place::new().await;
    review(&place.shelf, MIA, 1).await;

    place.backups.do_what_is_due().await.unwrap();
    let first = remembered(&place.ground).await.unwrap();
    place.clock.advance(Duration::from_hours(23));
    place.backups.do_what_is_due().await.unwrap();
    let same = remembered(&place.ground).await.unwrap();
    place.clock.advance(Duration::from_hours(2));
    place.backups.do_what_is_due().await.unwrap();
    let second = remembered(&place.ground).await.unwrap();

    assert_eq!(Remembered::default().standing(START), Standing::None);
    assert_eq!(second.standing(place.clock.now()), Standing::Well);
    assert_eq!(
        second.standing(place.clock.now().plus(DAY * 3)),
        Standing::Missed
    );
    assert_eq!(first.made.as_ref().unwrap().at, START.0);
    assert_eq!(first.rehearsed.as_ref().unwrap().accounts, 2);
    assert_eq!(same, first);
    assert!(second.made.unwrap().at > START.0);
    assert_eq!(second.rehearsed, first.rehearsed);
    let sets: Vec<Set> = {
        let repository = place.repository();
        let times = repository.times(Dated::Set).unwrap();
        times
            .iter()
            .map(|time| repository.read(Dated::Set, *time).unwrap())
            .collect()
    };
    assert_eq!(sets.len(), 2);
}
