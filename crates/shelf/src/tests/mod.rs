//! The promises of the shelf, on a real data folder with a fixed clock.

mod history;
mod media;

use std::fs;
use std::io::Read as _;
use std::time::Duration;

use accounts::AccountId;
use collection::{Birth, Collection};
use quarantine::Checked;
use rusqlite::params;
use store::{Chance, Clock, CrashPoints, DataFolder, Ground, Millis};

use crate::download::Layout;
use crate::error::Error;
use crate::loan::{Loan, OpId};
use crate::media::{MediaEdit, MediaEdited};
use crate::options::Options;
use crate::restore::Moment;
use crate::shelf::Shelf;

const MIA: AccountId = AccountId(7);
const TOM: AccountId = AccountId(8);
const DAY: Duration = Duration::from_hours(24);
const START: Millis = Millis(1_790_000_000_000);

struct Place {
    folder: tempfile::TempDir,
    clock: Clock,
    shelf: Shelf,
}

impl Place {
    fn new() -> Place {
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::fixed(START);
        let lease = DataFolder::open(folder.path()).unwrap().lease().unwrap();
        let shelf = Place::open(lease, &clock);
        Place {
            folder,
            clock,
            shelf,
        }
    }

    fn open(data: DataFolder, clock: &Clock) -> Shelf {
        let ground =
            Ground::open(data, clock.clone(), Chance::system(), CrashPoints::off()).unwrap();
        let options = Options {
            wait_ms_max: 200,
            ..Options::default()
        };
        Shelf::open(&ground, options)
    }

    /// The same data folder after a restart.
    async fn again(self) -> Place {
        let Place {
            folder,
            clock,
            shelf,
        } = self;
        drop(shelf);
        // A loan that has just ended may still be following its log, or rolling back.
        let mut lease = DataFolder::open(folder.path()).unwrap().lease();
        for _ in 0..400 {
            if lease.is_ok() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
            lease = DataFolder::open(folder.path()).unwrap().lease();
        }
        let shelf = Place::open(lease.unwrap(), &clock);
        Place {
            folder,
            clock,
            shelf,
        }
    }

    /// Adds a review, as a sync would.
    async fn review(&self, account: AccountId, id: i64) {
        let loan = self.shelf.borrow(account).await.unwrap();
        put_review(&loan, id).await;
        loan.commit(OpId(format!("op {id}"))).await.unwrap();
    }

    async fn reviews(&self, account: AccountId) -> Vec<i64> {
        let loan = self.shelf.borrow(account).await.unwrap();
        loan.run(|book| {
            let mut select = book
                .connection()
                .prepare("select id from revlog order by id")
                .unwrap();
            let rows = select.query_map([], |row| row.get(0)).unwrap();
            rows.collect::<Result<Vec<i64>, _>>().unwrap()
        })
        .await
        .unwrap()
    }

    fn working_copy(&self, account: AccountId) -> std::path::PathBuf {
        self.shelf
            .folder_of(account)
            .working_copy(crate::book::Book::Collection)
    }

    /// An upload that passed the quarantine: an empty collection with this usn.
    fn checked(&self, name: &str, usn: i32) -> Checked {
        let path = self.folder.path().join("tmp").join(name);
        let birth = Birth {
            now: collection::model::Millis(self.clock.now().0),
            minutes_west: None,
            seed: 5,
        };
        let made = Collection::create(&path, &birth).unwrap();
        let sql = format!("update col set usn = {usn}, mod = scm; pragma journal_mode = delete");
        made.connection().execute_batch(&sql).unwrap();
        let (stamp, counts) = (made.stamp().unwrap(), made.count().unwrap());
        drop(made);
        let bytes = fs::metadata(&path).unwrap().len();
        let protection = quarantine::Protection::default();
        Checked {
            path,
            stamp,
            counts,
            report: Vec::new(),
            bytes,
            protection,
        }
    }

    async fn put_media(&self, files: &[(&str, Option<&[u8]>)]) -> Result<MediaEdited, Error> {
        let mut bundle = self.shelf.new_bundle(MIA).unwrap();
        let edits = files
            .iter()
            .map(|(name, content)| MediaEdit {
                name: (*name).to_owned(),
                content: content.map(|mut bytes| bundle.add(&mut bytes).unwrap()),
            })
            .collect();
        self.shelf.edit_media(MIA, Some(bundle), edits).await
    }

    async fn media(&self, name: &str) -> Result<Vec<u8>, Error> {
        let mut files = self
            .shelf
            .read_media(MIA, vec![name.to_owned()], u64::MAX)
            .await?;
        let bytes = files.pop().unwrap().bytes;
        Ok(bytes.read(0, usize::MAX).unwrap().to_vec())
    }
}

async fn put_review(loan: &Loan<Collection>, id: i64) {
    loan.run(move |book| {
        let values = params![id, 1, 0, 3, 10, 5, 2500, 4000, 1];
        let insert = "insert into revlog values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        book.connection().execute(insert, values).unwrap();
        let tag = format!("Tag{}", id % 3);
        book.connection()
            .execute(
                "insert or replace into tags (tag, usn, collapsed) values (?1, ?2, 0)",
                params![tag, id],
            )
            .unwrap();
        book.connection()
            .execute("update col set mod = ?1, usn = usn + 1", [id])
            .unwrap();
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_committed_change_is_there_and_its_counts_are_kept() {
    let place = Place::new();

    place.review(MIA, 1).await;
    place.review(MIA, 2).await;

    let head = place.shelf.head(MIA).await.unwrap();
    assert_eq!(
        (
            head.generation,
            head.seq,
            head.counts.revlog,
            head.stamp.usn
        ),
        (1, 2, 2, 2)
    );
    assert_eq!(place.reviews(MIA).await, [1, 2]);
    assert_eq!(place.shelf.head(TOM).await.unwrap().generation, 0);
    assert_eq!(place.shelf.verify(MIA).await.unwrap().troubles, [""; 0]);
}

#[tokio::test]
async fn a_dropped_loan_leaves_nothing() {
    let place = Place::new();
    let loan = place.shelf.borrow(MIA).await.unwrap();
    put_review(&loan, 1).await;

    drop(loan);

    assert_eq!(place.reviews(MIA).await, [0_i64; 0]);
    assert_eq!(place.shelf.head(MIA).await.unwrap().seq, 0);
}

#[tokio::test]
async fn counts_of_an_open_transaction_are_those_of_its_rows() {
    let place = Place::new();
    place.review(MIA, 1).await;
    let loan = place.shelf.borrow(MIA).await.unwrap();
    put_review(&loan, 2).await;

    let kept = loan.run_counting(|_, counts| counts).await.unwrap();

    let scanned = loan.run(|book| book.count().unwrap()).await.unwrap();
    assert_eq!(kept, scanned);
}

#[tokio::test]
async fn a_second_borrower_waits_and_is_then_refused_while_others_go_on() {
    let place = Place::new();
    let _loan = place.shelf.borrow(MIA).await.unwrap();

    assert!(matches!(place.shelf.borrow(MIA).await, Err(Error::Busy)));
    assert!(place.shelf.borrow(TOM).await.is_ok());
    assert!(place.shelf.head(MIA).await.is_ok());
}

#[tokio::test]
async fn an_operation_is_found_again_by_its_name() {
    let place = Place::new();
    place.review(MIA, 5).await;

    let found = place
        .shelf
        .committed(MIA, &OpId("op 5".to_owned()))
        .await
        .unwrap()
        .unwrap();

    assert_eq!(found.stamp.modified_ms, 5);
    assert!(
        place
            .shelf
            .committed(MIA, &OpId("op 6".to_owned()))
            .await
            .unwrap()
            .is_none()
    );
}

#[tokio::test]
async fn a_lost_or_older_working_copy_is_brought_up_to_date() {
    let place = Place::new();
    place.review(MIA, 1).await;
    let place = place.again().await;
    fs::copy(place.working_copy(MIA), place.folder.path().join("old")).unwrap();
    place.review(MIA, 2).await;
    place.review(MIA, 3).await;

    let place = place.again().await;
    place
        .shelf
        .folder_of(MIA)
        .discard(crate::book::Book::Collection)
        .unwrap();
    assert_eq!(place.reviews(MIA).await, [1, 2, 3]);

    let place = place.again().await;
    place
        .shelf
        .folder_of(MIA)
        .discard(crate::book::Book::Collection)
        .unwrap();
    fs::copy(place.folder.path().join("old"), place.working_copy(MIA)).unwrap();
    assert_eq!(place.reviews(MIA).await, [1, 2, 3]);
    assert_eq!(place.shelf.verify(MIA).await.unwrap().troubles, [""; 0]);
}

#[tokio::test]
async fn a_loan_that_found_no_room_does_not_cost_the_working_copy() {
    use std::os::unix::fs::MetadataExt as _;
    let place = Place::new();
    place.review(MIA, 1).await;
    let which = || fs::metadata(place.working_copy(MIA)).unwrap().ino();
    let before = which();

    let loan = place.shelf.borrow(MIA).await.unwrap();
    let full = loan
        .run(|collection| {
            // As on a full disk, SQLite then rolls back all by itself.
            collection.connection().execute_batch(
                "pragma max_page_count = 300;
                 insert into config values ('big', 0, 0, zeroblob(3000000))",
            )
        })
        .await
        .unwrap();
    drop(loan);

    assert!(full.unwrap_err().to_string().contains("full"));
    assert_eq!(place.reviews(MIA).await, [1]);
    assert_eq!(which(), before, "the same file");
}

#[tokio::test]
async fn a_copy_that_was_never_acknowledged_or_is_garbage_is_thrown_away() {
    let place = Place::new();
    place.review(MIA, 1).await;
    let place = place.again().await;
    let copy = rusqlite::Connection::open(place.working_copy(MIA)).unwrap();
    copy.execute_batch("pragma user_version = 9; delete from revlog")
        .unwrap();
    drop(copy);
    assert_eq!(place.reviews(MIA).await, [1]);

    let place = place.again().await;
    place
        .shelf
        .folder_of(MIA)
        .discard(crate::book::Book::Collection)
        .unwrap();
    fs::write(place.working_copy(MIA), vec![7; 9000]).unwrap();
    assert_eq!(place.reviews(MIA).await, [1]);
}

#[tokio::test]
async fn a_panic_breaks_the_loan_and_nothing_else() {
    let place = Place::new();
    place.review(MIA, 1).await;
    let loan = place.shelf.borrow(MIA).await.unwrap();

    let broken: Result<(), Error> = loan.run(|_| panic!("a bug")).await;

    assert!(matches!(broken, Err(Error::Fault(_))));
    drop(loan);
    assert_eq!(place.reviews(MIA).await, [1]);
    place.review(TOM, 1).await;
}

#[tokio::test]
async fn pr_52_removing_an_account_leaves_no_row_and_no_file() {
    let place = Place::new();
    place.review(MIA, 1).await;
    place.put_media(&[("a", Some(b"1"))]).await.unwrap();
    place.review(TOM, 1).await;

    place.shelf.remove(MIA).await.unwrap();

    assert_eq!(place.shelf.head(MIA).await.unwrap().generation, 0);
    assert!(!place.shelf.folder_of(MIA).path().exists());
    assert_eq!(place.reviews(TOM).await, [1]);
}
