//! Accounts that nobody uses: letters, what is put away, what comes back.

use super::*;

#[tokio::test]
async fn pr_50_half_a_year_unused_brings_three_letters_and_then_the_data_are_put_away() {
    let site = Site::new();
    let id = site.account(MIA).await;
    let _first = site.letters().await;
    site.later(182 * DAY);
    assert!(site.subjects().await.is_empty(), "not before half a year");
    site.later(DAY);
    assert_eq!(
        site.subjects().await,
        ["Your Fuda collection will be put away in 60 days"]
    );
    site.later(29 * DAY);
    assert!(site.subjects().await.is_empty());
    site.later(DAY);
    assert_eq!(
        site.subjects().await,
        ["Your Fuda collection will be put away in 30 days"]
    );
    site.later(23 * DAY);
    assert_eq!(
        site.subjects().await,
        ["Your Fuda collection will be put away in 7 days"]
    );
    site.later(6 * DAY);
    assert!(site.subjects().await.is_empty());
    assert_eq!(site.notes(id).await, 1);
    site.later(DAY);

    assert_eq!(site.subjects().await, ["Your Fuda collection was put away"]);

    assert_eq!(site.notes(id).await, 0, "log-in works, with nothing in it");
    let who = site.who().await;
    let there = put_away(&site.ground, &site.shelf, &who).await.unwrap();
    assert_eq!(there.unwrap().until, site.ground.clock.now().plus(30 * DAY));
    assert!(bring_back(&site.ground, &site.shelf, &who).await.unwrap());
    assert_eq!(site.notes(id).await, 1, "everything is back");
    assert_eq!(
        put_away(&site.ground, &site.shelf, &who).await.unwrap(),
        None
    );
    site.study_more(id).await;
}

impl Site {
    /// What was brought back is a collection like any other.
    async fn study_more(&self, id: AccountId) {
        let loan = self.shelf.borrow(id).await.unwrap();
        loan.run(|collection| {
            collection
                .connection()
                .execute_batch("update notes set flds = 'more' where id = 1")
        })
        .await
        .unwrap()
        .unwrap();
        loan.commit(OpId(self.ground.chance.token())).await.unwrap();
    }
}

#[tokio::test]
async fn pr_50_after_a_month_what_was_put_away_is_gone_for_good() {
    let site = Site::new();
    let id = site.account(MIA).await;
    for days in [0, 183, 30, 23, 7] {
        site.later(days * DAY);
        let _letters = site.letters().await;
    }
    assert_eq!(site.notes(id).await, 0);
    site.later(29 * DAY + JUST_UNDER_A_DAY);
    let _none = site.letters().await;
    assert!(!site.files_with("canary-note").is_empty());
    // Looked at once an hour.
    site.later(Duration::from_hours(1));

    let _none = site.letters().await;

    let who = site.who().await;
    assert_eq!(
        put_away(&site.ground, &site.shelf, &who).await.unwrap(),
        None
    );
    assert!(!bring_back(&site.ground, &site.shelf, &who).await.unwrap());
    assert!(!site.shelf_folder(AccountId(-id.0)).exists());
    assert_eq!(site.number("select count(*) from snapshots").await, 0);
    assert_eq!(site.number("select count(*) from changes").await, 0);
    site.study(id).await;
}

#[tokio::test]
async fn pr_49_a_visit_or_a_sync_ends_it_and_regular_use_loses_nothing() {
    let site = Site::new();
    let id = site.account(MIA).await;
    let typed = Credentials {
        email: MIA,
        password: PASSWORD,
    };
    let from = Network::LOOPBACK;
    let key = accounts::sign_in_device(&site.ground, &site.passwords, typed, "", from)
        .await
        .unwrap();
    let sync = async |site: &Site| {
        let device = KnownDevices::default()
            .by_host_key(&site.ground, &key.0)
            .await
            .unwrap()
            .unwrap();
        accounts::note_sync(&site.ground, &device, "anki,26.09 (x),lin:debian")
            .await
            .unwrap();
        accounts::note_told(&site.ground, &device).await.unwrap();
        device.news.map(|news| news.kind)
    };
    for days in [0, 183, 1] {
        site.later(days * DAY);
        let _letters = site.letters().await;
    }
    assert_eq!(sync(&site).await, Some(NewsKind::AlmostPutAway));
    assert_eq!(sync(&site).await, None, "told once");
    site.later(100 * DAY);
    assert!(site.subjects().await.is_empty(), "the sync has ended it");
    for _month in 0..36 {
        site.later(30 * DAY);
        assert_eq!(sync(&site).await, None);
        assert!(site.subjects().await.is_empty());
    }
    assert_eq!(site.notes(id).await, 1);
    assert!(!ClientVersion::parse("anki,26.09 (x),lin").is_empty());
}

#[tokio::test]
async fn pr_50_every_app_says_once_that_the_data_were_put_away() {
    let site = Site::new();
    let _id = site.account(MIA).await;
    let mut keys = vec![];
    for number in 1..3_u32 {
        let typed = Credentials {
            email: MIA,
            password: PASSWORD,
        };
        let from = std::net::IpAddr::from(number.to_be_bytes()).into();
        let key = accounts::sign_in_device(&site.ground, &site.passwords, typed, "", from).await;
        keys.push(key.unwrap());
    }
    for days in [0, 183, 30, 23, 7] {
        site.later(days * DAY);
        // Host keys end after 190 days unused; these two have just been renewed by their apps.
        let keep = site.ground.db.write(async move |w| {
            w.run(
                "update devices set last_sync_day = signed_in_day + 240",
                args![],
            )
            .await
        });
        let kept: Result<u64, Fault> = keep.await;
        kept.unwrap();
        let _letters = site.letters().await;
    }
    let mut told = vec![];
    for key in [&keys[0], &keys[0], &keys[1], &keys[1]] {
        let known = KnownDevices::default();
        let device = known.by_host_key(&site.ground, &key.0).await.unwrap();
        let device = device.unwrap();
        accounts::note_told(&site.ground, &device).await.unwrap();
        told.push(device.news.map(|news| news.kind));
    }

    let away = Some(NewsKind::PutAway);
    assert_eq!(told, [away, None, away, None]);
}

#[tokio::test]
async fn pr_50_whoever_cannot_be_warned_loses_nothing() {
    let site = Site::new();
    let id = site.account(MIA).await;
    mail::suppress(&site.ground, MIA, mail::Reason::Bounced)
        .await
        .unwrap();

    for days in [0, 183, 30, 23, 7, 100] {
        site.later(days * DAY);
        assert!(site.subjects().await.is_empty());
    }

    assert_eq!(site.notes(id).await, 1);
}
