//! Long media at the door of the frame: in parts, checked before the first byte, cut rather than wrong.

use std::fs;
use std::path::PathBuf;

use accounts::AccountId;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::response::Response;
use cardframe::Passes;
use http_body_util::BodyExt as _;
use shelf::MediaEdit;
use tower::ServiceExt as _;

use super::*;

const WATCHER: AccountId = AccountId(7);
const SIZE: usize = 3 * 1024 * 1024 + 17;

/// A film of a learner, and the address under which a card has it.
struct Cinema {
    folder: tempfile::TempDir,
    passes: Passes,
    address: String,
}

impl Cinema {
    async fn open() -> Cinema {
        let folder = tempfile::tempdir().unwrap();
        let ground = Ground::open(
            DataFolder::open(folder.path()).unwrap(),
            Clock::fixed(Millis(1_773_316_800_000)),
            Chance::seeded(7),
            CrashPoints::off(),
        )
        .unwrap();
        let shelf = Shelf::open(&ground, shelf::Options::default());
        let mut bundle = shelf.new_bundle(WATCHER).unwrap();
        let content = bundle.add(&mut film().as_slice()).unwrap();
        let edit = MediaEdit {
            name: "film.mp4".to_owned(),
            content: Some(content),
        };
        shelf
            .edit_media(WATCHER, Some(bundle), vec![edit])
            .await
            .unwrap();
        let passes = Passes::new(&ground);
        let pass = passes
            .grant(7, shelf.media_of(WATCHER), None)
            .await
            .unwrap();
        passes.show(&pass, "[sound:film.mp4]");
        let address = format!("{}film.mp4", pass.base());
        Cinema {
            folder,
            passes,
            address,
        }
    }

    async fn ask(&self, headers: &[(header::HeaderName, &str)]) -> Response {
        let mut request = Request::get(&self.address);
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        let request = request.body(Body::empty()).unwrap();
        cardframe::router(self.passes.clone())
            .oneshot(request)
            .await
            .unwrap()
    }

    fn bundle(&self) -> PathBuf {
        let mut folders = vec![self.folder.path().join("accounts")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).unwrap().map(Result::unwrap) {
                if entry.path().is_dir() {
                    folders.push(entry.path());
                } else if folder.ends_with("media") {
                    return entry.path();
                }
            }
        }
        panic!("there is no bundle")
    }
}

fn film() -> Vec<u8> {
    (0..SIZE)
        .map(|at| (at / 251 + at).to_le_bytes()[0])
        .collect()
}

fn said(headers: &HeaderMap, name: header::HeaderName) -> &str {
    headers
        .get(name)
        .map_or("", |value| value.to_str().unwrap())
}

async fn bytes(response: Response) -> Vec<u8> {
    response
        .into_body()
        .collect()
        .await
        .unwrap()
        .to_bytes()
        .to_vec()
}

#[tokio::test]
async fn a_player_gets_the_part_of_a_long_film_that_it_asks_for_to_the_byte() {
    let cinema = Cinema::open().await;

    for (range, first, end) in [
        ("bytes=0-", 0, SIZE),
        ("bytes=262143-524289", 262_143, 524_290),
        ("bytes=1048570-2500000", 1_048_570, 2_500_001),
        ("bytes=-5", SIZE - 5, SIZE),
        ("bytes=3145740-99999999", 3_145_740, SIZE),
    ] {
        let response = cinema.ask(&[(header::RANGE, range)]).await;

        assert_eq!(response.status(), StatusCode::PARTIAL_CONTENT, "{range}");
        let headers = response.headers().clone();
        let told = format!("bytes {first}-{}/{SIZE}", end - 1);
        assert_eq!(said(&headers, header::CONTENT_RANGE), told);
        assert_eq!(
            said(&headers, header::CONTENT_LENGTH),
            (end - first).to_string()
        );
        assert_eq!(said(&headers, header::CONTENT_TYPE), "video/mp4");
        assert!(bytes(response).await == film()[first..end], "{range}");
    }
    let whole = cinema.ask(&[]).await;
    assert_eq!(whole.status(), StatusCode::OK);
    assert_eq!(said(whole.headers(), header::ACCEPT_RANGES), "bytes");
    assert!(bytes(whole).await == film());
    let beyond = cinema.ask(&[(header::RANGE, "bytes=9999999-")]).await;
    assert_eq!(beyond.status(), StatusCode::RANGE_NOT_SATISFIABLE);
    assert_eq!(
        said(beyond.headers(), header::CONTENT_RANGE),
        format!("bytes */{SIZE}")
    );
}

#[tokio::test]
async fn a_part_of_a_film_that_was_replaced_is_not_mixed_with_the_old_one() {
    let cinema = Cinema::open().await;
    let whole = cinema.ask(&[]).await;
    let tag = said(whole.headers(), header::ETAG).to_owned();

    let same = cinema
        .ask(&[(header::RANGE, "bytes=5-9"), (header::IF_RANGE, &tag)])
        .await;
    let other = cinema
        .ask(&[(header::RANGE, "bytes=5-9"), (header::IF_RANGE, "\"old\"")])
        .await;
    let known = cinema.ask(&[(header::IF_NONE_MATCH, &tag)]).await;

    assert_eq!(same.status(), StatusCode::PARTIAL_CONTENT);
    assert_eq!(other.status(), StatusCode::OK);
    assert_eq!(known.status(), StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn a_damaged_film_is_refused_before_its_first_byte() {
    let cinema = Cinema::open().await;
    let mut damaged = fs::read(cinema.bundle()).unwrap();
    let at = damaged.len() - 1_000;
    damaged[at] ^= 1;
    fs::write(cinema.bundle(), damaged).unwrap();

    // The damage is far behind what is asked for.
    let response = cinema.ask(&[(header::RANGE, "bytes=0-99")]).await;

    assert_eq!(response.status(), StatusCode::NOT_FOUND);
    assert_eq!(bytes(response).await, b"");
}

#[tokio::test]
async fn a_film_that_goes_while_it_is_watched_is_cut_and_not_filled_up() {
    let cinema = Cinema::open().await;
    let mut body = cinema.ask(&[]).await.into_body();
    let first = body.frame().await.unwrap().unwrap();
    assert!(first.data_ref().unwrap()[..] == film()[..first.data_ref().unwrap().len()]);

    let file = fs::OpenOptions::new()
        .write(true)
        .open(cinema.bundle())
        .unwrap();
    file.set_len(1_000_000).unwrap();

    assert!(body.collect().await.is_err());
}
