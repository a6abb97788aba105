//! Media: files by name, bytes in bundles.

use super::*;

#[tokio::test]
async fn media_come_back_as_they_went_and_usns_count_real_changes() {
    let place = Place::new();

    let first = place
        .put_media(&[("a.jpg", Some(b"one")), ("b.mp3", Some(b"two"))])
        .await
        .unwrap();
    let again = place
        .put_media(&[("a.jpg", Some(b"one")), ("c", None)])
        .await
        .unwrap();
    let other = place
        .put_media(&[("a.jpg", Some(b"three")), ("b.mp3", None)])
        .await
        .unwrap();

    assert_eq!((first.processed, first.usn), (2, 2));
    assert_eq!((again.processed, again.usn), (2, 2));
    assert_eq!((other.processed, other.usn), (2, 4));
    assert_eq!(place.media("a.jpg").await.unwrap(), b"three");
    assert!(matches!(
        place.media("b.mp3").await,
        Err(Error::NoSuchMedia(_))
    ));
    let changes = place.shelf.media_changes(MIA, 2, 10).await.unwrap();
    let rows: Vec<_> = changes
        .iter()
        .map(|one| (one.name.as_str(), one.usn, one.sha1.is_some()))
        .collect();
    assert_eq!(rows, [("a.jpg", 3, true), ("b.mp3", 4, false)]);
    let head = place.shelf.head(MIA).await.unwrap();
    assert_eq!(
        (head.media.usn, head.media.files, head.media.bytes),
        (4, 1, 5)
    );
    assert_eq!(place.shelf.verify(MIA).await.unwrap().troubles, [""; 0]);
}

#[tokio::test]
async fn a_damaged_media_file_is_refused_reported_and_brought_back_by_an_app() {
    let place = Place::new();
    place
        .put_media(&[("a.jpg", Some(b"picture"))])
        .await
        .unwrap();
    let folder = place.shelf.folder_of(MIA).media();
    let bundle = fs::read_dir(&folder)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    fs::write(&bundle, b"PICTURE").unwrap();

    assert!(matches!(
        place.media("a.jpg").await,
        Err(Error::DamagedMedia(_))
    ));

    assert_eq!(place.shelf.head(MIA).await.unwrap().media.files, 0);
    assert_eq!(place.shelf.verify(MIA).await.unwrap().troubles.len(), 1);
    place
        .put_media(&[("a.jpg", Some(b"picture"))])
        .await
        .unwrap();
    assert_eq!(place.media("a.jpg").await.unwrap(), b"picture");
    assert_eq!(place.shelf.verify(MIA).await.unwrap().troubles, [""; 0]);
}

#[tokio::test]
async fn a_full_quota_refuses_more_media_and_still_lets_files_go() {
    let mut place = Place::new();
    place.shelf.options = std::sync::Arc::new(Options {
        media_bytes_max: 4,
        ..Options::default()
    });
    place.put_media(&[("a", Some(b"1234"))]).await.unwrap();

    let refused = place.put_media(&[("b", Some(b"5"))]).await;

    assert!(matches!(refused, Err(Error::OverQuota)));
    assert_eq!(place.shelf.head(MIA).await.unwrap().media.files, 1);
    place.put_media(&[("a", None)]).await.unwrap();
}

#[tokio::test]
async fn bytes_of_deleted_media_go_after_a_month_and_not_before() {
    let place = Place::new();
    place
        .put_media(&[("a", Some(b"1")), ("b", Some(b"2"))])
        .await
        .unwrap();
    place.put_media(&[("a", None), ("b", None)]).await.unwrap();
    let files = || {
        fs::read_dir(place.shelf.folder_of(MIA).media())
            .unwrap()
            .count()
    };

    place.clock.advance(DAY * 29);
    place.shelf.sweep().await.unwrap();
    assert_eq!(files(), 1);
    place.clock.advance(DAY * 2);
    place.shelf.sweep().await.unwrap();

    assert_eq!(files(), 0);
}

#[tokio::test]
async fn pr_54_bytes_of_one_deleted_file_go_after_a_month_though_its_neighbours_stay() {
    let place = Place::new();
    let both: &[(&str, Option<&[u8]>)] = &[("a", Some(b"first secret")), ("b", Some(b"kept"))];
    place.put_media(both).await.unwrap();
    let changed = |since| place.shelf.media_changes(MIA, since, 10);
    place.put_media(&[("a", None)]).await.unwrap();
    let before = changed(0).await.unwrap();
    let on_disk = |bytes: &[u8]| {
        let folder = place.shelf.folder_of(MIA).media();
        let mut bundles = fs::read_dir(folder).unwrap();
        bundles.any(|bundle| {
            let held = fs::read(bundle.unwrap().path()).unwrap();
            held.windows(bytes.len()).any(|part| part == bytes)
        })
    };

    place.shelf.sweep().await.unwrap();
    place.clock.advance(DAY * 29);
    place.shelf.sweep().await.unwrap();
    assert!(on_disk(b"first secret"));
    place.clock.advance(DAY * 2);
    place.shelf.sweep().await.unwrap();

    assert!(!on_disk(b"first secret"));
    assert_eq!(place.media("b").await.unwrap(), b"kept");
    assert_eq!(changed(0).await.unwrap(), before);
    assert_eq!(place.shelf.verify(MIA).await.unwrap().troubles, [""; 0]);
}

#[tokio::test]
async fn pr_54_a_damaged_neighbour_does_not_keep_a_deleted_file() {
    let place = Place::new();
    let both: &[(&str, Option<&[u8]>)] = &[("a", Some(b"secret")), ("b", Some(b"whole"))];
    place.put_media(both).await.unwrap();
    let folder = place.shelf.folder_of(MIA).media();
    let bundle = fs::read_dir(&folder).unwrap().next().unwrap().unwrap();
    fs::write(bundle.path(), b"secretWHOLE").unwrap();
    place.put_media(&[("a", None)]).await.unwrap();

    place.shelf.sweep().await.unwrap();
    assert_eq!(place.shelf.head(MIA).await.unwrap().media.files, 0);
    assert_eq!(place.shelf.verify(MIA).await.unwrap().troubles.len(), 1);
    place.clock.advance(DAY * 31);
    place.shelf.sweep().await.unwrap();

    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
}
