//! Backups that are cut off, damaged or refused.

use std::fs;

use super::{MIA, Place, TOM, files_below, review, reviews};
use crate::backups::Backups;
use crate::error::Error;
use crate::facts::remembered;
use crate::options::Options;
use crate::restoring::{Order, Source, restore_site};

#[tokio::test]
async fn a_backup_that_was_cut_off_leaves_the_one_before_it() {
    let place = Place::new().await;
    review(&place.shelf, MIA, 1).await;
    place.backups.make(false).await.unwrap();
    place.put_media(MIA, "large.bin", &vec![7; 1_000_000]).await;
    place.backups.stop();

    let cut_off = place.backups.make(false).await;

    assert!(matches!(cut_off, Err(Error::Stopped)));
    assert!(files_below(&place.backup_folder().join("tmp")).is_empty());
    let found = place.restore("new").await;
    assert_eq!(
        (found.restored.accounts, found.restored.troubles.len()),
        (2, 0)
    );
    assert_eq!(reviews(&found.shelf, MIA).await, [1]);
}

#[tokio::test]
async fn a_damaged_backup_is_noticed_and_the_next_one_in_full_mends_it() {
    let place = Place::new().await;
    review(&place.shelf, MIA, 1).await;
    place.put_media(MIA, "frog.jpg", &vec![3; 200_000]).await;
    place.backups.make(false).await.unwrap();
    assert_eq!(place.backups.rehearse().await.unwrap().troubles, [""; 0]);
    let largest = files_below(&place.backup_folder().join("accounts/07/7"))
        .into_iter()
        .max_by_key(|path| fs::metadata(path).unwrap().len())
        .unwrap();
    let mut bytes = fs::read(&largest).unwrap();
    bytes[100_000] ^= 1;
    fs::write(&largest, bytes).unwrap();

    let noticed = place.backups.rehearse().await.unwrap();
    place.backups.make(true).await.unwrap();
    let mended = place.backups.rehearse().await.unwrap();

    assert_eq!(noticed.troubles, ["account 7 did not come back whole"]);
    assert_eq!(mended.troubles, [""; 0]);
    assert_eq!(
        remembered(&place.ground).await.unwrap().rehearsed,
        Some(mended)
    );
    assert!(files_below(&place.ground.folder.temporary()).is_empty());
}

#[tokio::test]
async fn an_account_that_is_out_of_order_does_not_keep_others_from_their_backup() {
    let place = Place::new().await;
    review(&place.shelf, MIA, 1).await;
    review(&place.shelf, TOM, 1).await;
    place.backups.make(false).await.unwrap();
    review(&place.shelf, TOM, 2).await;
    let snapshots = place.folder.path().join("data/accounts/07/7/snapshots");
    fs::remove_dir_all(snapshots).unwrap();

    let made = place.backups.make(false).await.unwrap();

    assert_eq!(made.troubles, ["account 7: its files are missing"]);
    let found = place.restore("new").await;
    // Of the account that is out of order, what the backup before had.
    assert_eq!(reviews(&found.shelf, MIA).await, [1]);
    assert_eq!(reviews(&found.shelf, TOM).await, [1, 2]);
}

#[tokio::test]
async fn a_wrong_key_a_foreign_folder_and_a_full_folder_are_refused() {
    let place = Place::new().await;
    place.backups.make(false).await.unwrap();
    let other = Place::new().await;
    other.backups.make(false).await.unwrap();
    let order = Order {
        from: Source::Folder(place.backup_folder()),
        key_file: other.backups.key_file(),
        into: place.folder.path().join("new"),
        at: None,
    };

    let wrong_key = restore_site(order, &shelf::Options::default(), &place.clock).await;
    let not_empty = place.try_restore("data", None).await;
    let options = Options {
        folder: place.backup_folder().display().to_string(),
        ..Options::default()
    };
    let (ground, shelf) = (&other.ground, &other.shelf);
    let foreign = Backups::new(ground, shelf, &shelf::Options::default(), options);
    let foreign = foreign.make(false).await;

    assert!(matches!(wrong_key, Err(Error::WrongKey)));
    assert!(matches!(not_empty, Err(Error::NotEmpty(_))));
    assert!(matches!(foreign, Err(Error::OtherSite(_))));
    assert!(!place.folder.path().join("new").exists());
}
