//! Ages: what is swept in time is well, what is not is noticed.

use super::*;

#[tokio::test]
async fn pr_18_a_sweep_that_has_stopped_is_noticed() {
    let site = Site::new();
    let _id = site.account(MIA).await;
    let _who = site.who().await;
    site.ground.logs.mail.line("a letter");
    let found = look_at_ages(&site.ground, &register()).await.unwrap();
    assert!(found.late.is_empty(), "{found:?}");

    // Nobody sweeps: the file of the first day is still there.
    site.later(33 * DAY);
    let found = look_at_ages(&site.ground, &register()).await.unwrap();

    assert!(
        found.late.contains(&"logs/mail-*.jsonl".to_owned()),
        "{found:?}"
    );
    site.later(160 * DAY);
    let found = look_at_ages(&site.ground, &register()).await.unwrap();
    assert!(found.late.contains(&"sessions".to_owned()), "{found:?}");
    assert_eq!(ages(&site.ground).await.unwrap(), Some(found));
    let _letters = site.letters().await;
    let found = look_at_ages(&site.ground, &register()).await.unwrap();
    assert!(
        !found.late.contains(&"sessions".to_owned()),
        "swept: {found:?}"
    );
}

#[tokio::test]
async fn pr_52_nothing_that_names_a_removed_account_is_left_in_any_table() {
    let site = Site::new();
    let id = site.account(MIA).await;
    let before = register().rows_of(&site.ground, id).await.unwrap();
    assert!(before.iter().any(|place| place.count > 0));
    ask(&site).await;
    let _told = site.letters().await;

    site.later(7 * DAY);
    let _letters = site.letters().await;

    let after = register().rows_of(&site.ground, id).await.unwrap();
    assert!(after.len() > 15, "{after:?}");
    assert!(after.iter().all(|place| place.count == 0), "{after:?}");
}
