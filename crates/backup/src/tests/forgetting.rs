//! What backups forget, and whom they never bring back.

use std::collections::BTreeSet;
use std::fs;
use std::time::Duration;

use store::{Clock, Fault, args};

use super::{DAY, MIA, Place, START, TOM, files_below, media, review, reviews};
use crate::error::Error;
use crate::keys::{Ring, newest_ring};
use crate::repository::Dated;
use crate::tables::TABLES;

#[tokio::test]
async fn every_table_says_what_becomes_of_it_in_a_backup() {
    let place = Place::new().await;
    let tables: Vec<String> = place
        .ground
        .db
        .read(async |r| r.tables().await)
        .await
        .map_err(|fault: Fault| fault)
        .unwrap();

    let listed: BTreeSet<&str> = TABLES.iter().map(|(name, _)| *name).collect();
    for table in tables.iter().filter(|name| !name.starts_with("sqlite_")) {
        assert!(
            listed.contains(table.as_str()),
            "crates/backup/src/tables.rs does not list {table}"
        );
    }
    assert_eq!(listed.len(), TABLES.len());
}

#[tokio::test]
async fn pr_53_a_removed_account_does_not_come_back_and_cannot_be_read_after_14_days() {
    let place = Place::new().await;
    review(&place.shelf, MIA, 1).await;
    review(&place.shelf, TOM, 1).await;
    place.backups.make(false).await.unwrap();
    let key = newest_ring(&place.repository()).unwrap().keys().unwrap()[&MIA.0].clone();

    place.remove(MIA).await;
    place.backups.tidy().await.unwrap();
    // Only the backup from before is there, and the list of removals wins over it (I14).
    let found = place.restore("at once").await;
    assert_eq!(
        (found.restored.accounts, found.restored.removed_since),
        (1, 1)
    );
    assert_eq!(found.rows("select id from accounts").await, [TOM.0]);
    assert_eq!(
        found.rows("select account_id from deletions").await,
        [MIA.0]
    );
    assert!(
        !found
            .shelf
            .head(MIA)
            .await
            .unwrap()
            .generation
            .is_positive()
    );

    // For fourteen days an old key ring still opens it.
    let opens = || {
        let repository = place.repository();
        let rings = repository.times(Dated::Ring).unwrap();
        let rings = rings
            .iter()
            .map(|time| repository.read::<Ring>(Dated::Ring, *time).unwrap());
        rings
            .filter(|ring| ring.keys().unwrap().get(&MIA.0) == Some(&key))
            .count()
    };
    place.clock.advance(Duration::from_mins(14 * 24 * 60 - 1));
    place.backups.tidy().await.unwrap();
    assert_eq!(opens(), 1);
    place.clock.advance(Duration::from_mins(2));
    place.backups.tidy().await.unwrap();
    assert_eq!(opens(), 0);
    // And what nobody can read does not lie there any longer than a day.
    place.clock.advance(DAY);
    place.backups.tidy().await.unwrap();
    assert!(place.repository().files_of(MIA.0).unwrap().is_empty());
    assert!(!place.repository().files_of(TOM.0).unwrap().is_empty());
    assert_eq!(place.restore("later").await.restored.accounts, 1);
}

#[tokio::test]
async fn pr_53_a_removal_that_had_begun_goes_on_after_a_restore() {
    let place = Place::new().await;
    let begun = "insert into removals (account_id, asked_at, began_at, email, language, found)
                 values (8, 1, 2, 'tom@example.org', 'en', '[]')";
    place.write(begun, args![]).await;
    place.backups.make(false).await.unwrap();

    let found = place.restore("new").await;

    let removals = found.rows("select account_id from removals").await;
    assert_eq!(removals, [TOM.0]);
}

#[tokio::test]
async fn pr_50_what_an_unused_account_has_put_away_comes_back_too() {
    let place = Place::new().await;
    for id in 1..=3 {
        review(&place.shelf, TOM, id).await;
    }
    place.put_media(TOM, "a.jpg", b"a").await;
    place.shelf.put_away(TOM).await.unwrap();
    let made = place.backups.make(false).await.unwrap();

    let found = place.restore("new").await;

    assert_eq!((made.troubles.len(), found.restored.troubles.len()), (0, 0));
    assert_eq!(reviews(&found.shelf, TOM).await, [0_i64; 0]);
    assert!(found.shelf.bring_back(TOM).await.unwrap());
    assert_eq!(reviews(&found.shelf, TOM).await, [1, 2, 3]);
    assert_eq!(media(&found.shelf, TOM, "a.jpg").await, b"a");
}

#[tokio::test]
async fn pr_54_nothing_is_kept_longer_than_28_days() {
    let place = Place::new().await;
    review(&place.shelf, MIA, 1).await;
    place.backups.make(false).await.unwrap();
    for _ in 0..30 {
        place.clock.advance(DAY);
        review(&place.shelf, MIA, place.clock.now().0).await;
        place.backups.make(false).await.unwrap();
    }

    let (sets, rings) = {
        let repository = place.repository();
        (
            repository.times(Dated::Set).unwrap(),
            repository.times(Dated::Ring).unwrap(),
        )
    };

    let now = place.clock.now();
    assert!(sets.iter().all(|time| now.since(*time) <= DAY * 28));
    assert_eq!(sets.len(), 29);
    assert!(rings.iter().all(|time| now.since(*time) <= DAY * 14));
    // Without a new one, the last goes in its time, too.
    place.clock.advance(DAY * 29);
    place.backups.tidy().await.unwrap();
    assert_eq!(place.repository().times(Dated::Set).unwrap(), []);
    assert!(place.repository().files_of(MIA.0).unwrap().is_empty());
}

#[tokio::test]
async fn an_earlier_time_concerns_collections_and_never_who_may_come_in() {
    let place = Place::new().await;
    review(&place.shelf, TOM, 1).await;
    place.backups.make(false).await.unwrap();
    let earlier = place.clock.now();
    place.clock.advance(DAY);
    review(&place.shelf, TOM, 2).await;
    place.remove(MIA).await;
    place
        .write("delete from devices where account_id = 8", args![])
        .await;
    place
        .write("update accounts set password_hash = 'new'", args![])
        .await;
    place.backups.make(false).await.unwrap();

    let found = place.try_restore("new", Some(earlier)).await.unwrap();

    assert_eq!(reviews(&found.shelf, TOM).await, [1]);
    assert_eq!(
        found
            .rows("select id from accounts where password_hash = 'new'")
            .await,
        [8]
    );
    assert_eq!(found.rows("select id from devices").await, [0_i64; 0]);
    let before = place.try_restore("none", Some(START.minus(DAY))).await;
    assert!(matches!(before, Err(Error::NoSuchBackup)));
}

#[tokio::test]
async fn letters_of_two_days_come_back_with_their_account_and_no_others() {
    let place = Place::new().await;
    let outbox = place.folder.path().join("data/outbox");
    fs::create_dir_all(&outbox).unwrap();
    // The file's own time counts, and that is the machine's.
    place.clock.set(Clock::system().now());
    fs::write(outbox.join("one.eml"), "To: Mia@example.org\r\n\r\nHello").unwrap();
    fs::write(
        outbox.join("two.eml"),
        "To: stranger@example.org\r\n\r\nHello",
    )
    .unwrap();

    place.backups.make(false).await.unwrap();
    let _found = place.restore("new").await;
    place.clock.advance(DAY * 3);
    place.backups.make(false).await.unwrap();
    let _later = place.restore("later").await;

    let came = |name: &str| files_below(&place.folder.path().join(name).join("outbox"));
    assert_eq!(came("new").len(), 1);
    assert!(!place.folder.path().join("later/outbox").exists());
    assert!(!place.holds(b"stranger@example.org"));
}
