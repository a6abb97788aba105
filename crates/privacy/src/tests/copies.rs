//! Copies: everything is in them, for a week, for their owner alone.

use std::collections::BTreeMap;
use std::io::Read as _;

use super::*;

/// The files of a zip, by name.
fn files_in(file: std::fs::File) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(file).unwrap();
    let mut files = BTreeMap::new();
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut bytes = vec![];
        entry.read_to_end(&mut bytes).unwrap();
        files.insert(name, bytes);
    }
    files
}

impl Site {
    async fn copied(&self, kind: CopyKind) -> Copy {
        let proven = self.who().await.proven(self.ground.clock.now()).unwrap();
        let copies = self.copies();
        copies.ask(&proven, kind).await.unwrap();
        copies.make_waiting().await;
        copies.of(&self.who().await).await.unwrap().remove(0)
    }
}

#[tokio::test]
async fn pr_60_a_copy_holds_every_kind_of_data_that_the_register_gives() {
    let site = Site::new();
    let id = site.account(MIA).await;
    let _ben = site.account("ben@example.org").await;
    let ours = format!("{{\"account\":{id},\"path\":\"/mine\"}}");
    site.ground.logs.requests.line(&ours);
    site.ground
        .logs
        .requests
        .line("{\"account\":99,\"path\":\"/theirs\"}");
    mail::suppress(&site.ground, MIA, mail::Reason::Operator)
        .await
        .unwrap();

    let copy = Box::pin(site.copied(CopyKind::Everything)).await;

    let (_, file) = site.copies().open(&copy.token).await.unwrap().unwrap();
    let files = files_in(file);
    let text = |name: &str| String::from_utf8(files[name].clone()).unwrap();
    assert!(text("index.html").contains("data/accounts.json"));
    assert!(text("data/accounts.json").contains(MIA));
    assert!(!text("data/accounts.json").contains("argon2"), "no hash");
    assert!(text("data/sessions.json").contains("started_at\": \"2027-"));
    assert!(text("data/suppressions.json").contains("operator"));
    assert!(text("data/rules.json").contains("much to a thief"));
    for entry in register().personal() {
        if entry.export == store::Export::Given && !entry.columns.is_empty() {
            let name = format!("data/{}.json", entry.place);
            assert!(files.contains_key(&name), "{name}");
        }
    }
    let everything: Vec<u8> = files.values().flatten().copied().collect();
    let everything = String::from_utf8_lossy(&everything);
    assert!(!everything.contains("ben@example.org") && !everything.contains("/theirs"));
    let inner = site.place.path().join("inner.zip");
    std::fs::write(&inner, &files["collection.colpkg"]).unwrap();
    let inner = files_in(std::fs::File::open(inner).unwrap());
    assert_eq!(inner["meta"], [8, 3]);
    let collection = zstd::decode_all(inner["collection.anki21b"].as_slice()).unwrap();
    let at = collection
        .windows(11)
        .position(|bytes| bytes == b"canary-note");
    assert!(at.is_some());
}

#[tokio::test]
async fn pr_60_a_copy_can_be_fetched_for_a_week_and_then_it_is_gone() {
    let site = Site::new();
    let _id = site.account(MIA).await;
    let copy = Box::pin(site.copied(CopyKind::Collection)).await;
    let again = Box::pin(site.copied(CopyKind::Collection)).await;
    let copies = site.copies();
    assert!(
        copies.open(&copy.token).await.unwrap().is_none(),
        "replaced"
    );
    site.later(6 * DAY + JUST_UNDER_A_DAY);
    assert!(copies.open(&again.token).await.unwrap().is_some());
    let letters = site.letters_and(copies.timetable()).await;
    assert_eq!(letters[0].0, "The copy of your data is ready");

    site.later(Duration::from_mins(11));

    assert!(copies.open(&again.token).await.unwrap().is_none());
    let _swept = site.letters_and(copies.timetable()).await;
    assert_eq!(std::fs::read_dir(copies.folder()).unwrap().count(), 0);
    assert_eq!(site.number("select count(*) from copies").await, 0);
}

#[tokio::test]
async fn pr_52_the_copies_of_a_removed_account_go_with_it() {
    let site = Site::new();
    let _id = site.account(MIA).await;
    ask(&site).await;
    let _told = site.letters().await;
    site.later(6 * DAY + Duration::from_mins(24 * 60 - 2));
    let copy = Box::pin(site.copied(CopyKind::Everything)).await;
    assert!(copy.ready.is_some());

    site.later(Duration::from_mins(3));
    let _letters = site.letters().await;

    assert_eq!(
        std::fs::read_dir(site.copies().folder()).unwrap().count(),
        0
    );
    assert_eq!(site.number("select count(*) from copies").await, 0);
}
