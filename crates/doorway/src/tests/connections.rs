//! Over a real socket: broken requests, silent clients, limits, the stop.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::Site;

/// Sends bytes and reads until the other side closes.
async fn exchange(address: SocketAddr, bytes: &[u8]) -> String {
    let mut socket = TcpStream::connect(address).await.unwrap();
    socket.write_all(bytes).await.unwrap();
    let mut answer = String::new();
    let _closed = socket.read_to_string(&mut answer).await;
    answer
}

#[tokio::test]
async fn bytes_that_are_no_request_are_answered_and_logged() {
    let site = Site::new();
    let (address, stop, task) = site.listen().await;

    let answer = exchange(address, b"\x16\x03\x01 hello\r\n\r\n").await;
    let too_large = format!("GET / HTTP/1.1\r\nx: {}\r\n\r\n", "y".repeat(600_000));
    let large = exchange(address, too_large.as_bytes()).await;

    assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
    assert!(
        large.starts_with("HTTP/1.1 431") || large.is_empty(),
        "{large}"
    );
    stop.cancel();
    assert!(task.await.unwrap());
    let statuses: Vec<u64> = site
        .log()
        .iter()
        .map(|l| l["status"].as_u64().unwrap())
        .collect();
    assert_eq!(statuses, [400, 431]);
}

#[tokio::test]
async fn a_silent_head_is_given_up_and_an_idle_connection_later() {
    let mut site = Site::new();
    site.options.header_secs_max = 1;
    site.options.idle_secs_max = 2;
    let (address, stop, task) = site.listen().await;
    let started = tokio::time::Instant::now();

    let half = tokio::spawn(async move {
        let answer = exchange(address, b"GET / HTTP/1.1\r\nhos").await;
        (answer, started.elapsed())
    });
    let kept = tokio::spawn(async move {
        let answer = exchange(address, b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
        (answer, started.elapsed())
    });

    let (answer, after) = half.await.unwrap();
    assert!(
        answer.is_empty() && after >= Duration::from_secs(1),
        "{answer} {after:?}"
    );
    assert!(after < Duration::from_millis(1900), "{after:?}");
    let (answer, after) = kept.await.unwrap();
    assert!(
        answer.starts_with("HTTP/1.1 200") && after >= Duration::from_secs(2),
        "{after:?}"
    );
    stop.cancel();
    task.await.unwrap();
    assert!(site.log().iter().any(|line| line["status"] == 408));
}

#[tokio::test]
async fn two_requests_share_a_connection() {
    let site = Site::new();
    let (address, stop, task) = site.listen().await;
    let ask = "GET /who HTTP/1.1\r\nhost: x\r\n\r\n";

    let answer = exchange(
        address,
        format!("{ask}{}", ask.replace("host", "connection: close\r\nhost")).as_bytes(),
    )
    .await;

    assert_eq!(answer.matches("127.0.0.1").count(), 2, "{answer}");
    stop.cancel();
    task.await.unwrap();
}

#[tokio::test]
async fn a_chunked_body_needs_no_length() {
    let site = Site::new();
    let (address, stop, task) = site.listen().await;

    let answer = exchange(
        address,
        b"POST //sync//meta/ HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\
          transfer-encoding: chunked\r\n\r\n3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n",
    )
    .await;

    assert!(answer.ends_with("\r\n\r\n7"), "{answer}");
    stop.cancel();
    task.await.unwrap();
}

#[tokio::test]
async fn one_more_connection_than_allowed_ends_the_one_idle_longest() {
    let mut site = Site::new();
    site.options.connections_max = 2;
    let (address, stop, task) = site.listen().await;
    let mut first = TcpStream::connect(address).await.unwrap();
    tokio::time::sleep(Duration::from_millis(20)).await;
    let _second = TcpStream::connect(address).await.unwrap();
    tokio::time::sleep(Duration::from_millis(20)).await;

    let answer = exchange(
        address,
        b"GET / HTTP/1.1\r\nconnection: close\r\nhost: x\r\n\r\n",
    )
    .await;

    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert_eq!(first.read(&mut [0; 9]).await.unwrap_or(0), 0);
    stop.cancel();
    task.await.unwrap();
}

#[tokio::test]
async fn a_stop_lets_running_requests_finish_and_closes_idle_ones() {
    let site = Site::new();
    let (address, stop, task) = site.listen().await;
    let mut idle = TcpStream::connect(address).await.unwrap();
    let running =
        tokio::spawn(
            async move { exchange(address, b"GET /slow HTTP/1.1\r\nhost: x\r\n\r\n").await },
        );
    tokio::time::sleep(Duration::from_millis(100)).await;

    stop.cancel();

    assert!(task.await.unwrap());
    assert!(running.await.unwrap().starts_with("HTTP/1.1 200"));
    assert_eq!(idle.read(&mut [0; 9]).await.unwrap_or(0), 0);
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn a_request_that_outlives_the_patience_is_cut_off() {
    let mut site = Site::new();
    site.options.drain_secs_max = 0;
    let (address, stop, task) = site.listen().await;
    let running =
        tokio::spawn(
            async move { exchange(address, b"GET /slow HTTP/1.1\r\nhost: x\r\n\r\n").await },
        );
    tokio::time::sleep(Duration::from_millis(100)).await;

    stop.cancel();

    assert!(!task.await.unwrap());
    assert!(running.await.unwrap().is_empty());
    assert_eq!(site.log()[0]["status"], 499);
}
