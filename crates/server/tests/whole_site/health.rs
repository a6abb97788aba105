//! Whoever watches asks as often as he likes.

use std::fs;
use std::time::Duration;

use axum::body::Body;
use axum::http::Request;
use store::{Fault, Row};

use crate::running::Running;

impl Running {
    async fn health(&self) -> (u16, usize) {
        let request = Request::get("/health").body(Body::empty()).unwrap();
        let answer = self.send(request).await;
        (answer.status, answer.bytes.len())
    }

    /// When the database was last written to for `/health`.
    async fn written_at(&self) -> String {
        let row = self.site.ground.db.read(async |r| {
            let sql = "select value from site where name = 'health'";
            r.row(sql, vec![]).await
        });
        let row: Result<Option<Row>, Fault> = row.await;
        row.unwrap().unwrap().get(0).unwrap()
    }
}

#[tokio::test]
async fn health_looks_at_database_disk_and_lease() {
    let running = Running::start();
    assert_eq!(running.health().await, (200, 0));

    fs::remove_file(running.folder.path().join("lease")).unwrap();
    running.site.ground.clock.advance(Duration::from_secs(1));

    assert_eq!(running.health().await.0, 503);
}

#[tokio::test]
async fn however_many_ask_for_health_the_disk_is_written_to_once_a_second() {
    let running = Running::start();
    let clock = &running.site.ground.clock;
    assert_eq!(running.health().await.0, 200);
    let first = running.written_at().await;
    // Nobody would see it before the second is over; then everybody does.
    fs::rename(
        running.folder.path().join("tmp"),
        running.folder.path().join("elsewhere"),
    )
    .unwrap();

    for _ in 0..50 {
        clock.advance(Duration::from_millis(19));
        assert_eq!(running.health().await.0, 200);
    }
    assert_eq!(running.written_at().await, first);
    clock.advance(Duration::from_millis(50));

    assert_eq!(running.health().await.0, 503);
    assert_ne!(running.written_at().await, first);
}
