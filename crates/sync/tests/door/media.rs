//! Media: names, hashes, zips.

use std::io::{Cursor, Read as _, Write as _};

use serde_json::{Value, json};
use sync::Options;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::site::{Answer, App, Site};

type Listed<'a> = (&'a str, Option<&'a str>);

fn zip(listed: &[Listed<'_>], files: &[(&str, &[u8])]) -> Vec<u8> {
    zip_of(
        &serde_json::to_vec(listed).unwrap(),
        files,
        CompressionMethod::Stored,
    )
}

fn zip_of(meta: &[u8], files: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, bytes) in files.iter().chain(&[("_meta", meta)]) {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn unzip(answer: &Answer) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(answer.body())).unwrap();
    let mut read = |name: &str| {
        let mut bytes = Vec::new();
        zip.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    };
    let names: Value = serde_json::from_slice(&read("_meta")).unwrap();
    let names = names.as_object().unwrap().clone();
    names
        .iter()
        .map(|(entry, name)| (name.as_str().unwrap().to_owned(), read(entry)))
        .collect()
}

impl App<'_> {
    async fn sends(&self, zip: &[u8]) -> Answer {
        self.post("msync/uploadChanges", zip).await
    }

    async fn adds(&self, files: &[(&str, &[u8])]) -> Value {
        let entries: Vec<String> = (0..files.len()).map(|index| index.to_string()).collect();
        let named: Vec<(&str, &[u8])> = entries
            .iter()
            .zip(files)
            .map(|(entry, file)| (entry.as_str(), file.1))
            .collect();
        let listed: Vec<Listed<'_>> = entries
            .iter()
            .zip(files)
            .map(|(entry, file)| (file.0, Some(entry.as_str())))
            .collect();
        self.sends(&zip(&listed, &named)).await.json()["data"].clone()
    }

    async fn media_usn(&self) -> i64 {
        let begun = self.call("msync/begin", json!({"v": "x"})).await.json();
        begun["data"]["usn"].as_i64().unwrap()
    }

    async fn changes_after(&self, usn: i64) -> Value {
        self.call("msync/mediaChanges", json!({"lastUsn": usn}))
            .await
            .json()["data"]
            .clone()
    }

    async fn fetches(&self, names: &[&str]) -> Answer {
        self.call("msync/downloadFiles", json!({"files": names}))
            .await
    }
}

#[tokio::test]
async fn edge_34_deletions_are_empty_words_changes_ascend_and_every_entry_is_processed() {
    let site = Site::start().await;
    let app = site.learner().await;
    assert_eq!(app.adds(&[("b", b"1"), ("a", b"2")]).await, json!([2, 2]));

    let again = app
        .sends(&zip(
            &[("a", Some("0")), ("gone", None), ("b", Some(""))],
            &[("0", b"2")],
        ))
        .await;

    assert_eq!(
        again.json(),
        json!({"data": [3, 3], "err": ""}),
        "no-ops take no number"
    );
    assert_eq!(
        app.changes_after(0).await,
        json!([
            ["a", 2, "da4b9237bacccdf19c0760cab7aec4a8359010b0"],
            ["b", 3, ""]
        ])
    );
    assert_eq!(app.changes_after(3).await, json!([]));
    assert_eq!(app.changes_after(99).await, json!([]));
    assert_eq!(app.meta().await["media_usn"], 3);
}

#[tokio::test]
async fn changes_come_in_pages_of_a_thousand() {
    let site = Site::start().await;
    let app = site.learner().await;
    for page in 0..42 {
        let names: Vec<String> = (0..25)
            .map(|index| format!("p{page:02}-{index:02}"))
            .collect();
        let files: Vec<(&str, &[u8])> = names
            .iter()
            .map(|name| (name.as_str(), name.as_bytes()))
            .collect();
        app.adds(&files).await;
    }

    let first = app.changes_after(0).await;
    let first = first.as_array().unwrap();

    assert_eq!(first.len(), 1000);
    assert!(
        first
            .windows(2)
            .all(|pair| pair[0][1].as_i64() < pair[1][1].as_i64())
    );
    assert_eq!(app.changes_after(1000).await.as_array().unwrap().len(), 50);
}

#[tokio::test]
async fn edge_35_files_come_in_the_order_of_the_question_and_only_a_prefix_is_left_out() {
    let site = Site::start().await;
    let app = site.learner().await;
    let large = vec![7; 2_621_440];
    app.adds(&[("a", b"a"), ("large", &large), ("c", b"c")])
        .await;

    let small = unzip(&app.fetches(&["c", "a"]).await);
    assert_eq!(
        small,
        [
            ("c".to_owned(), b"c".to_vec()),
            ("a".to_owned(), b"a".to_vec())
        ]
    );
    let names = |files: Vec<(String, Vec<u8>)>| -> Vec<String> {
        files.into_iter().map(|(name, _)| name).collect()
    };
    // The limit is passed by the file that goes beyond it, not reached by one that fills it.
    assert_eq!(
        names(unzip(&app.fetches(&["large", "c", "a"]).await)),
        ["large", "c"]
    );
    assert_eq!(
        names(unzip(&app.fetches(&["a", "large", "c"]).await)),
        ["a", "large"]
    );
}

#[tokio::test]
async fn edge_35_a_file_too_large_for_one_piece_arrives_whole() {
    let site = Site::start().await;
    let app = site.learner().await;
    let large: Vec<u8> = (0..3_000_000_u32).flat_map(u32::to_le_bytes).collect();
    app.adds(&[("large", &large)]).await;

    let files = unzip(&app.fetches(&["large"]).await);

    assert!(files[0].1 == large);
}

#[tokio::test]
async fn edge_36_a_file_that_is_not_there_is_409_for_the_whole_question() {
    let site = Site::start().await;
    let app = site.learner().await;
    app.adds(&[("a", b"a"), ("deleted", b"d")]).await;
    app.sends(&zip(&[("deleted", None)], &[])).await;

    for missing in ["never", "deleted", "A"] {
        assert_eq!(app.fetches(&["a", missing]).await.status, 409, "{missing}");
    }
    assert_eq!(app.fetches(&["a"]).await.status, 200);
    assert_eq!(app.fetches(&["a"; 26]).await.status, 400);
}

#[tokio::test]
async fn edge_37_a_zip_that_breaks_a_rule_changes_nothing() {
    let site = Site::start().await;
    let app = site.learner().await;
    let x: &[(&str, &[u8])] = &[("0", b"x")];
    let long = "l".repeat(256);
    let many: Vec<Listed<'_>> = vec![("n", None); 26];
    for (what, listed, files) in [
        ("climbing", vec![("../up.txt", Some("0"))], x),
        ("a folder", vec![("a/b.txt", Some("0"))], x),
        ("dots", vec![("first", Some("0")), ("..", Some("0"))], x),
        ("a dot", vec![(".", Some("0"))], x),
        ("nothing", vec![("", Some("0"))], x),
        ("nul", vec![("nul\0byte", Some("0"))], x),
        ("not NFC", vec![("e\u{301}.txt", Some("0"))], x),
        ("no bytes", vec![("zero", Some("0"))], &[("0", b"")]),
        ("no entry", vec![("missing", Some("5"))], x),
        ("too long", vec![(long.as_str(), Some("0"))], x),
        ("too many", many, x),
        (
            "one good and one bad",
            vec![("good", Some("0")), ("bad", Some("7"))],
            x,
        ),
    ] {
        assert_eq!(app.sends(&zip(&listed, files)).await.status, 400, "{what}");
    }
    assert_eq!(app.sends(b"no zip").await.status, 400);
    assert_eq!(app.media_usn().await, 0);
}

#[tokio::test]
async fn edge_39_the_list_is_an_array_on_the_way_in() {
    let site = Site::start().await;
    let app = site.learner().await;
    let send = async |meta: &[u8]| {
        app.sends(&zip_of(meta, &[("0", b"x")], CompressionMethod::Deflated))
            .await
            .status
    };

    assert_eq!(send(br#"[["a","0"],["b",null],["c",""]]"#).await, 200);
    assert_eq!(send(br#"{"0":"a"}"#).await, 400);
    assert_eq!(send(br#"[["a"]]"#).await, 400);
    let long = format!("[{}[\"a\",\"0\"]]", " ".repeat(50 * 1024));
    assert_eq!(send(long.as_bytes()).await, 400);
}

#[tokio::test]
async fn e5_bombs_and_lies_are_refused_by_what_they_really_hold() {
    let options = Options {
        media_file_bytes_max: 1 << 20,
        ..Options::default()
    };
    let site = Site::with(options).await;
    let app = site.learner().await;
    let bomb = vec![0; (1 << 20) + 1];
    let packed = zip_of(
        br#"[["a","0"]]"#,
        &[("0", &bomb)],
        CompressionMethod::Deflated,
    );
    assert!(packed.len() < 1 << 12);

    assert_eq!(app.sends(&packed).await.status, 400);
    // A header that says ten bytes before more than a MiB.
    let mut lying = packed.clone();
    let size = u32::try_from(bomb.len()).unwrap().to_le_bytes();
    while let Some(at) = lying.windows(4).position(|bytes| bytes == size) {
        lying[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
    }
    assert_eq!(app.sends(&lying).await.status, 400);
    // Two entries of one file's bytes.
    let mut twins = zip(
        &[("a", Some("0")), ("b", Some("1"))],
        &[("0", b"same"), ("1", b"same")],
    );
    let central = twins
        .windows(4)
        .rposition(|bytes| bytes == b"PK\x01\x02")
        .unwrap();
    let second = twins[..central]
        .windows(4)
        .rposition(|bytes| bytes == b"PK\x01\x02")
        .unwrap();
    twins[second + 42..second + 46].copy_from_slice(&0_u32.to_le_bytes());
    assert_eq!(app.sends(&twins).await.status, 400);
    assert_eq!(app.media_usn().await, 0);
}

#[tokio::test]
async fn edge_38_deleted_files_are_not_counted() {
    let site = Site::start().await;
    let app = site.learner().await;
    app.adds(&[("a", b"a"), ("b", b"b")]).await;
    app.sends(&zip(&[("b", None)], &[])).await;
    let sanity = async |local: u32| {
        app.call("msync/mediaSanity", json!({"local": local}))
            .await
            .json()
    };

    assert_eq!(sanity(1).await, json!({"data": "OK", "err": ""}));
    assert_eq!(sanity(2).await, json!({"data": "mediaSanity", "err": ""}));
}

#[tokio::test]
async fn begin_wants_a_version() {
    let site = Site::start().await;
    let app = site.learner().await;

    assert_eq!(app.call("msync/begin", json!({})).await.status, 400);
    assert_eq!(app.call("msync/begin", json!({"v": ""})).await.status, 400);
    let begun = app.call("msync/begin", json!({"v": "x"})).await.json();
    assert_eq!(begun, json!({"data": {"usn": 0, "sk": app.key}, "err": ""}));
}
