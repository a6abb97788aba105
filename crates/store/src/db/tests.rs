use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::args;

fn open() -> (tempfile::TempDir, Db) {
    let place = tempfile::tempdir().unwrap();
    let db = Db::open(&place.path().join("fuda.db"), &CrashPoints::off()).unwrap();
    (place, db)
}

async fn put(db: &Db, name: &'static str) -> Result<u64, Fault> {
    db.write(async move |w| {
        w.run("insert into site values ($1, $2)", args![name, "x"])
            .await
    })
    .await
}

async fn count(db: &Db) -> i64 {
    let rows = db.read(async |r| r.rows("select count(*) from site", args![]).await);
    rows.await.unwrap()[0].get(0).unwrap()
}

#[tokio::test]
async fn what_was_written_is_read() {
    let (_place, db) = open();

    put(&db, "a").await.unwrap();

    assert_eq!(count(&db).await, 1);
}

#[tokio::test]
async fn nothing_is_acknowledged_that_went_into_a_file_which_was_removed() {
    let (place, db) = open();
    put(&db, "a").await.unwrap();
    let (file, aside) = (place.path().join("fuda.db"), place.path().join("aside"));

    std::fs::rename(&file, &aside).unwrap();
    let gone = put(&db, "b").await;
    std::fs::write(&file, "another").unwrap();
    let replaced = put(&db, "c").await;
    std::fs::rename(&aside, &file).unwrap();
    put(&db, "d").await.unwrap();

    assert!(gone.unwrap_err().chain().contains("was removed"));
    assert!(replaced.unwrap_err().chain().contains("another file"));
    assert_eq!(count(&db).await, 2);
}

#[tokio::test]
async fn who_asked_learns_that_there_is_no_room_and_the_next_is_served() {
    let (_place, db) = open();
    put(&db, "a").await.unwrap();

    let full: Result<u64, Fault> = db
        .write(async |w| {
            // As on a full disk, SQLite then rolls back all by itself.
            w.row("pragma max_page_count = 300", args![]).await?;
            let sql = "insert into site values ('b', zeroblob(3000000))";
            w.run(sql, args![]).await
        })
        .await;

    assert!(full.unwrap_err().is_full_disk());
    put(&db, "c").await.unwrap();
    assert_eq!(count(&db).await, 2);
}

#[tokio::test]
async fn a_refused_closure_leaves_nothing_and_harms_no_neighbour() {
    let (_place, db) = open();
    let refused = db.write(async |w| {
        w.run("insert into site values ('r', 'x')", args![]).await?;
        Err::<(), _>(Fault::new("no"))
    });

    let (refused, kept) = tokio::join!(refused, put(&db, "b"));

    assert!(refused.is_err());
    assert!(kept.is_ok());
    assert_eq!(count(&db).await, 1);
}

#[tokio::test]
async fn a_panic_in_a_closure_is_a_fault_of_that_closure_alone() {
    let (_place, db) = open();

    let broken = db
        .write(async |_| -> Result<(), Fault> { panic!("oh") })
        .await;

    assert!(broken.unwrap_err().to_string().contains("oh"));
    put(&db, "c").await.unwrap();
}

#[tokio::test]
async fn a_violated_rule_names_its_table_and_columns() {
    let (_place, db) = open();
    put(&db, "a").await.unwrap();

    let fault = put(&db, "a").await.unwrap_err();

    let conflict = fault.conflict().unwrap();
    assert_eq!(
        (conflict.table.as_str(), conflict.columns.as_slice()),
        ("site", &["name".to_owned()][..])
    );
}

#[tokio::test]
async fn a_closure_that_waits_for_something_else_is_refused() {
    let (_place, db) = open();

    let outcome: Result<(), Fault> = db
        .write(async |_| {
            tokio::task::yield_now().await;
            Ok(())
        })
        .await;

    assert!(outcome.is_err());
}

#[tokio::test]
async fn a_crowd_of_writers_loses_nothing() {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let (_place, db) = open();
    let mut crowd = tokio::task::JoinSet::new();
    for _ in 0..200 {
        let db = db.clone();
        crowd.spawn(async move {
            let name = NEXT.fetch_add(1, Ordering::SeqCst).to_string();
            db.write(async move |w| w.run("insert into site values ($1, '')", args![name]).await)
                .await
        });
    }

    while let Some(one) = crowd.join_next().await {
        one.unwrap().unwrap();
    }

    assert_eq!(count(&db).await, 200);
}

#[tokio::test]
async fn values_of_every_kind_come_back_as_they_went() {
    let (_place, db) = open();

    let row = db
        .read(async |r| {
            let values = args![1_i64, 2.5, "text", vec![0_u8, 255], None::<i64>, true];
            r.row("select $1, $2, $3, $4, $5, $6", values).await
        })
        .await
        .unwrap()
        .unwrap();

    assert_eq!(row.get::<i64>(0).unwrap(), 1);
    assert!((row.get::<f64>(1).unwrap() - 2.5).abs() < f64::EPSILON);
    assert_eq!(row.get::<String>(2).unwrap(), "text");
    assert_eq!(row.get::<Vec<u8>>(3).unwrap(), [0, 255]);
    assert_eq!(row.get::<Option<i64>>(4).unwrap(), None);
    assert!(row.get::<bool>(5).unwrap());
    assert!(row.get::<String>(0).is_err());
}

#[test]
fn opening_again_migrates_nothing_twice() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("fuda.db");
    drop(Db::open(&file, &CrashPoints::off()).unwrap());
    drop(Db::open(&file, &CrashPoints::off()).unwrap());
}
