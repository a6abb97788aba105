//! Earlier states, and what becomes of them.

use super::*;

#[tokio::test]
async fn an_upload_replaces_the_collection_and_the_old_one_can_be_had_again() {
    let place = Place::new();
    place.review(MIA, 1).await;
    place.review(MIA, 2).await;
    place.clock.advance(Duration::from_mins(1));

    let head = place
        .shelf
        .replace(MIA, place.checked("up", 40), OpId("up".to_owned()))
        .await
        .unwrap();
    assert_eq!(
        (
            head.generation,
            head.seq,
            head.counts.revlog,
            head.stamp.usn
        ),
        (2, 0, 0, 40)
    );
    assert_eq!(place.reviews(MIA).await, [0_i64; 0]);
    let found = place
        .shelf
        .committed(MIA, &OpId("up".to_owned()))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(found.generation, 2);

    place.clock.advance(Duration::from_mins(1));
    let given = place.shelf.restore(MIA, Moment::EndOf(1)).await.unwrap();
    let head = given.head;
    assert_eq!(
        (head.generation, head.counts.revlog, head.stamp.usn),
        (3, 2, 41)
    );
    assert_eq!(head.stamp.schema_ms, place.clock.now().0);
    assert_eq!(place.reviews(MIA).await, [1, 2]);
    assert_eq!(place.shelf.verify(MIA).await.unwrap().troubles, [""; 0]);
}

#[tokio::test]
async fn the_usn_never_goes_back_whatever_an_upload_brings() {
    let place = Place::new();
    place.review(MIA, 1).await;
    place.review(MIA, 2).await;

    let head = place
        .shelf
        .replace(MIA, place.checked("up", 1), OpId("up".to_owned()))
        .await
        .unwrap();

    assert_eq!(head.stamp.usn, 2);
    assert_eq!(place.shelf.verify(MIA).await.unwrap().troubles, [""; 0]);
}

#[tokio::test]
async fn any_moment_of_the_history_can_be_had_again() {
    let place = Place::new();
    let mut moments = Vec::new();
    for id in 1..=5 {
        place.clock.advance(Duration::from_secs(10));
        place.review(MIA, id).await;
        moments.push(place.clock.now());
    }
    place.clock.advance(Duration::from_secs(10));

    let head = place
        .shelf
        .restore(MIA, Moment::At(moments[2]))
        .await
        .unwrap();

    assert_eq!(head.head.counts.revlog, 3);
    assert_eq!(place.reviews(MIA).await, [1, 2, 3]);
    let too_early = Moment::At(START.minus(Duration::from_secs(1)));
    assert!(matches!(
        place.shelf.restore(MIA, too_early).await,
        Err(Error::NoSuchMoment)
    ));
}

#[tokio::test]
async fn pr_54_snapshots_fold_the_log_and_old_generations_go_after_a_month() {
    let place = Place::new();
    let mut shelf = place.shelf.clone();
    shelf.options = std::sync::Arc::new(Options {
        changes_per_snapshot: 3,
        ..Options::default()
    });
    for id in 1..=4 {
        place.review(MIA, id).await;
    }
    assert_eq!(shelf.housekeeping().await.unwrap().snapshots, 1);
    place.review(MIA, 5).await;
    place
        .shelf
        .replace(MIA, place.checked("up", 0), OpId("up".to_owned()))
        .await
        .unwrap();
    let snapshots = place.shelf.folder_of(MIA).snapshots();
    let files = || fs::read_dir(&snapshots).unwrap().count();
    assert_eq!(files(), 3);

    place.clock.advance(Duration::from_mins(40));
    assert_eq!(shelf.housekeeping().await.unwrap().packed, 3);
    place.clock.advance(DAY * 30);
    assert_eq!(shelf.housekeeping().await.unwrap().forgotten, 2);

    assert_eq!(files(), 1);
    assert_eq!(shelf.generations(MIA).await.unwrap().len(), 1);
    assert!(matches!(
        shelf.restore(MIA, Moment::EndOf(1)).await,
        Err(Error::NoSuchMoment)
    ));
    drop(shelf);
    let place = place.again().await;
    place
        .shelf
        .folder_of(MIA)
        .discard(crate::book::Book::Collection)
        .unwrap();
    assert_eq!(place.reviews(MIA).await, [0_i64; 0]);
    assert_eq!(place.shelf.verify(MIA).await.unwrap().troubles, [""; 0]);
}

#[tokio::test]
async fn a_download_is_the_acknowledged_state_with_positions_of_zero() {
    let place = Place::new();
    place.review(MIA, 1).await;
    let loan = place.shelf.borrow(MIA).await.unwrap();
    put_review(&loan, 2).await;

    let mut download = place.shelf.download(MIA, Layout::Schema18).await.unwrap();

    let path = place.folder.path().join("downloaded");
    let mut file = fs::File::create(&path).unwrap();
    let copied = std::io::copy(&mut download.source, &mut file).unwrap();
    assert_eq!(copied, download.bytes);
    let read = rusqlite::Connection::open(&path).unwrap();
    let ask = |sql: &str| read.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(ask("select count(*) from revlog"), 1);
    assert_eq!(
        (ask("pragma user_version"), ask("pragma application_id")),
        (0, 0)
    );
    drop(loan);
}

#[tokio::test]
async fn a_damaged_snapshot_is_noticed_while_it_is_sent_and_never_sent_again() {
    let place = Place::new();
    place
        .shelf
        .replace(MIA, place.checked("up", 40), OpId("up".to_owned()))
        .await
        .unwrap();
    place.reviews(MIA).await;
    let snapshots = place.shelf.folder_of(MIA).snapshots();
    for entry in fs::read_dir(snapshots).unwrap() {
        let path = entry.unwrap().path();
        let mut bytes = fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(path, bytes).unwrap();
    }

    let mut first = place.shelf.download(MIA, Layout::Schema18).await.unwrap();
    let mut second = Vec::new();
    let broken = std::io::copy(&mut first.source, &mut std::io::sink());
    let mut again = place.shelf.download(MIA, Layout::Schema18).await.unwrap();
    again.source.read_to_end(&mut second).unwrap();

    assert_eq!(broken.unwrap_err().kind(), std::io::ErrorKind::InvalidData);
    assert_eq!(second.len() as u64, again.bytes);
}

#[tokio::test]
async fn media_of_an_earlier_state_come_back_and_later_ones_stay() {
    let place = Place::new();
    place.review(MIA, 1).await;
    let three: &[(&str, Option<&[u8]>)] = &[
        ("kept", Some(b"1")),
        ("gone", Some(b"2")),
        ("new", Some(b"3")),
    ];
    place.put_media(three).await.unwrap();
    let then = place.clock.now();
    place.clock.advance(DAY);
    let since: &[(&str, Option<&[u8]>)] =
        &[("gone", None), ("new", Some(b"33")), ("later", Some(b"4"))];
    let usn = place.put_media(since).await.unwrap().usn;
    place.shelf.sweep().await.unwrap();

    let given = place.shelf.restore(MIA, Moment::At(then)).await.unwrap();

    assert_eq!(given.media, 2);
    assert_eq!(given.head.media.files, 4);
    for (name, bytes) in [
        ("kept", b"1".as_slice()),
        ("gone", b"2"),
        ("new", b"3"),
        ("later", b"4"),
    ] {
        assert_eq!(place.media(name).await.unwrap(), bytes);
    }
    let changed = place.shelf.media_changes(MIA, usn, 10).await.unwrap();
    let names: Vec<_> = changed.iter().map(|change| change.name.as_str()).collect();
    assert_eq!(names, ["gone", "new"]);
    assert_eq!(place.shelf.verify(MIA).await.unwrap().troubles, [""; 0]);
}
