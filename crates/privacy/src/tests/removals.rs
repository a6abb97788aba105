//! An account that is removed, whatever cuts it off, and the certificate of that.

use super::*;

#[tokio::test]
async fn pr_51_a_removal_waits_a_week_and_can_be_taken_back() {
    let site = Site::new();
    let id = site.account(MIA).await;
    ask(&site).await;
    let letters = site.letters().await;
    assert_eq!(letters[0].0, "Your Fuda account will be removed");
    site.later(6 * DAY + JUST_UNDER_A_DAY);
    assert!(site.letters().await.is_empty());
    assert_eq!(site.notes(id).await, 1);
    let (_, rest) = letters[0].1.split_once("token=").unwrap();
    let token = rest.split_whitespace().next().unwrap();
    assert!(
        accounts::is_keeping_open(&site.ground, token)
            .await
            .unwrap()
    );

    accounts::keep_by_link(&site.ground, token).await.unwrap();

    site.later(2 * DAY);
    assert_eq!(site.subjects().await, ["Your Fuda account stays"]);
    assert_eq!(site.notes(id).await, 1);
    assert!(accounts::keep_by_link(&site.ground, token).await.is_err());
}

#[tokio::test]
async fn pr_52_after_the_week_everything_is_gone_and_a_certificate_says_so() {
    let site = Site::new();
    let id = site.account(MIA).await;
    let ben = site.account("ben@example.org").await;
    ask(&site).await;
    let _told = site.letters().await;
    site.later(7 * DAY);

    let letters = site.letters().await;

    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].0, "Your Fuda account was removed");
    let certificate = Certificate::read(&letters[0].1).unwrap();
    assert_eq!(certificate.key, site_key(&site.ground).await.unwrap());
    let statement = &certificate.statement;
    assert_eq!(statement.account, id.0);
    assert_eq!(statement.removed_at, site.ground.clock.now().0);
    assert!(statement.left.iter().all(|place| place.count == 0));
    assert!(statement.left.iter().any(|place| place.what == "devices"));
    assert_eq!(statement.found[0].count, 1);
    assert!(accounts::account(&site.ground, id).await.is_err());
    assert_eq!(site.number("select count(*) from removals").await, 0);
    assert_eq!(site.notes(id).await, 0);
    assert_eq!(site.notes(ben).await, 1, "nobody else is touched");
    assert!(!site.shelf_folder(id).exists());
}

#[tokio::test]
async fn pr_52_a_removal_that_was_cut_off_goes_on_after_the_restart() {
    let site = Site::new();
    let id = site.account(MIA).await;
    ask(&site).await;
    let _told = site.letters().await;
    site.later(7 * DAY);
    // As far as a process came that died in the middle: rows gone, files half gone.
    accounts::begin_removal(&site.ground, id, "[]".to_owned())
        .await
        .unwrap();
    site.shelf.remove(id).await.unwrap();
    std::fs::create_dir_all(site.shelf_folder(id)).unwrap();
    let typed = Credentials {
        email: MIA,
        password: PASSWORD,
    };
    let refused = accounts::sign_in(&site.ground, &site.passwords, typed, Network::LOOPBACK).await;
    assert!(matches!(refused, Err(accounts::Error::Disabled)));
    let now = site.ground.clock.now();
    let Site { place, .. } = site;

    let site = Site::on(place, now);
    let letters = site.letters().await;

    assert_eq!(letters[0].0, "Your Fuda account was removed");
    assert!(accounts::account(&site.ground, id).await.is_err());
    assert!(!site.shelf_folder(id).exists());
}

#[tokio::test]
async fn a_certificate_that_was_changed_is_refused() {
    let site = Site::new();
    let _id = site.account(MIA).await;
    ask(&site).await;
    let _told = site.letters().await;
    site.later(7 * DAY);
    let letter = site.letters().await.remove(0).1;

    let quoted = letter.lines().collect::<Vec<_>>().join("\n> ");
    assert!(Certificate::read(&quoted).is_ok(), "quoted in a forward");
    let (head, rest) = letter.split_once("CERTIFICATE-----").unwrap();
    let mut chars: Vec<char> = rest.trim_start().chars().collect();
    chars[10] = if chars[10] == 'A' { 'B' } else { 'A' };
    let changed: String = chars.into_iter().collect();
    let changed = format!("{head}CERTIFICATE-----\n{changed}");
    assert_eq!(Certificate::read(&changed), Err(BadCertificate::Forged));
    assert_eq!(Certificate::read("hello"), Err(BadCertificate::Missing));
    let cut = letter.replace('.', "");
    assert_eq!(Certificate::read(&cut), Err(BadCertificate::Damaged));
}
