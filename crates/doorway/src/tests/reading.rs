//! Who reads the log, and what each reader sees of it.

use accounts::{AccountId, Operator};

use super::Site;
use crate::{broken, calls_of, days_of_use, pushing};

#[tokio::test]
async fn pr_17_pr_66_each_purpose_has_a_reader_that_sees_no_more_than_it_needs() {
    let site = Site::new();
    let operator = Operator::at_the_terminal();
    for path in [
        "/mine",
        "/mine",
        "/forbidden",
        "/forbidden",
        "/panic",
        "/sync/meta",
    ] {
        site.ask(path, &[("user-agent", "Firefox/1")]).await;
    }

    let pushing = pushing(&site.ground, &operator, 2).unwrap();
    let broken = broken(&site.ground, &operator).unwrap();
    let days = days_of_use(&site.ground, &operator).unwrap();
    let calls = calls_of(&site.ground, &operator, AccountId(12)).unwrap();

    assert_eq!(
        pushing
            .iter()
            .map(|one| (one.address.as_str(), one.refused))
            .collect::<Vec<_>>(),
        [("203.0.113.7", 2)]
    );
    assert_eq!(
        (broken.len(), broken[0].path.as_str(), broken[0].status),
        (1, "/panic", 500)
    );
    let said = format!("{broken:?}{days:?}");
    assert!(
        !said.contains("203.0.113.7") && !said.contains("Firefox"),
        "{said}"
    );
    assert_eq!(
        (days[0].requests, days[0].syncs, days[0].accounts),
        (6, 1, 1)
    );
    assert_eq!(calls.len(), 2);
    assert!(
        calls
            .iter()
            .all(|call| call.path == "/mine" && call.client == "Firefox/1")
    );
    assert!(!format!("{calls:?}").contains("203.0.113.7"));
    assert_eq!(
        calls_of(&site.ground, &operator, AccountId(13)).unwrap(),
        []
    );
}

#[tokio::test]
async fn pr_14_a_page_that_did_not_say_where_it_was_leaves_the_field_empty() {
    let site = Site::new();

    site.ask("/", &[]).await;

    assert_eq!(site.log()[0]["referrer"], "");
}

#[tokio::test]
async fn pr_18_a_callers_address_is_cut_after_a_week_and_gone_after_a_month() {
    let site = Site::new();
    let day = std::time::Duration::from_hours(24);
    site.ask("/", &[]).await;
    let logs = || {
        let folder = std::fs::read_dir(site.folder.path().join("logs")).unwrap();
        let texts = folder.map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap());
        texts.collect::<String>()
    };
    assert!(logs().contains("203.0.113.7"));

    site.ground.clock.advance(day * 7);
    site.ground.logs.expire().unwrap();
    assert!(!logs().contains("203.0.113.7") && logs().contains("\"203.0.113.0\""));

    site.ground.clock.advance(day * 23);
    site.ground.logs.expire().unwrap();
    assert_eq!(logs(), "");
}
