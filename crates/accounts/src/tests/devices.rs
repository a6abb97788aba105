use super::*;

async fn by_key(site: &Site, key: &HostKey) -> Device {
    site.known
        .by_host_key(&site.ground, &key.0)
        .await
        .unwrap()
        .unwrap()
}

#[tokio::test]
async fn every_sign_in_of_an_app_has_a_host_key_of_its_own() {
    let mut site = open_site();
    let mia = site.signed_in("mia@example.org").await;

    let (laptop, phone) = (
        site.device("mia@example.org").await,
        site.device("mia@example.org").await,
    );

    assert_ne!(laptop.0, phone.0);
    assert_eq!(laptop.0.len(), 43);
    assert!(
        laptop
            .0
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'"')
    );
    let device = by_key(&site, &laptop).await;
    assert_eq!(device.account, mia.account.id);
    assert_eq!(
        [
            device.client.program,
            device.client.version,
            device.client.system
        ],
        ["Anki", "26.09.3", "Linux debian 12"]
    );
    assert_eq!(device.signed_in, Day::of(START));
    assert_eq!(devices(&site.ground, &mia).await.unwrap().len(), 2);
}

#[tokio::test]
async fn an_app_that_signs_in_again_within_a_minute_is_the_same_device() {
    let mut site = open_site();
    let mia = site.signed_in("mia@example.org").await;
    let first = site.app_from("mia@example.org", network(HOME)).await;

    let again = site.app_from("mia@example.org", network(HOME)).await;
    let elsewhere = site.app_from("mia@example.org", network(2)).await;
    assert_eq!(again.0, first.0);
    assert_ne!(elsewhere.0, first.0);

    site.later(Duration::from_mins(1));
    let later = site.app_from("mia@example.org", network(HOME)).await;
    assert_ne!(later.0, first.0);
    assert_eq!(devices(&site.ground, &mia).await.unwrap().len(), 3);
}

#[tokio::test]
async fn a_revoked_key_is_not_handed_out_again() {
    let mut site = open_site();
    let mia = site.signed_in("mia@example.org").await;
    let first = site.app_from("mia@example.org", network(HOME)).await;
    let id = by_key(&site, &first).await.id;
    revoke_device(&site.ground, &mia, id).await.unwrap();

    let again = site.app_from("mia@example.org", network(HOME)).await;

    assert_ne!(again.0, first.0);
    assert!(site.syncs(&again).await);
}

/// One more device, signed in today; without the cost of a sign-in.
async fn add_like(site: &Site, like: &Device, number: i64) -> HostKey {
    let device = Device {
        id: DeviceId(number),
        ..like.clone()
    };
    let (key, hash) = crate::token::TokenHash::new(&site.ground.chance);
    let added: Result<(), Fault> = site
        .ground
        .db
        .write(async move |w| crate::storage::devices::add(w, hash, &device, None).await)
        .await;
    added.unwrap();
    HostKey(key)
}

#[tokio::test]
async fn of_the_devices_of_one_day_the_oldest_makes_room() {
    let mut site = open_site();
    let _session = site.account("mia@example.org").await;
    let first = site.device("mia@example.org").await;
    let like = by_key(&site, &first).await;
    let mut keys = vec![first];
    for n in 1..100 {
        keys.push(add_like(&site, &like, n).await);
    }
    keys.push(site.device("mia@example.org").await);

    assert!(!site.syncs(&keys[0]).await);
    for key in &keys[1..] {
        assert!(site.syncs(key).await);
    }
}

#[tokio::test]
async fn an_unknown_host_key_is_nobodys() {
    let site = open_site();

    for key in [
        "",
        "x",
        &"A".repeat(43),
        &"A".repeat(1_000_000),
        "é".repeat(43).as_str(),
    ] {
        assert!(
            site.known
                .by_host_key(&site.ground, key)
                .await
                .unwrap()
                .is_none()
        );
    }
}

#[tokio::test]
async fn pr_24a_a_sync_is_recorded_by_the_day_and_updates_instead_of_adding() {
    let mut site = open_site();
    let mia = site.signed_in("mia@example.org").await;
    let key = site.device("mia@example.org").await;
    let today = Day::of(START);

    note_sync(
        &site.ground,
        &by_key(&site, &key).await,
        "26.09.3,29bb700b,linux",
    )
    .await
    .unwrap();
    let device = by_key(&site, &key).await;
    assert_eq!(
        (device.first_sync, device.last_sync),
        (Some(today), Some(today))
    );
    assert_eq!(device.client.system, "Linux");
    site.later(DAY * 3);
    note_sync(&site.ground, &device, "anki,26.10 (x),linux")
        .await
        .unwrap();

    let [device] = devices(&site.ground, &mia)
        .await
        .unwrap()
        .try_into()
        .unwrap();
    assert_eq!(
        (device.first_sync, device.last_sync),
        (Some(today), Some(Day(today.0 + 3)))
    );
    assert_eq!(device.client.version, "26.10");
}

#[tokio::test]
async fn a_second_sync_of_the_day_writes_nothing() {
    let mut site = open_site();
    let _session = site.account("mia@example.org").await;
    let key = site.device("mia@example.org").await;
    let client = "anki,26.09.3 (29bb700b),linux";
    note_sync(&site.ground, &by_key(&site, &key).await, client)
        .await
        .unwrap();
    let written_bytes = || {
        let wal = site.ground.folder.path().join("fuda.db-wal");
        std::fs::metadata(wal).unwrap().len()
    };
    let before = written_bytes();

    for _ in 0..10 {
        note_sync(&site.ground, &by_key(&site, &key).await, client)
            .await
            .unwrap();
        note_sync(&site.ground, &by_key(&site, &key).await, "")
            .await
            .unwrap();
    }

    assert_eq!(written_bytes(), before);
}

#[tokio::test]
async fn a_revoked_device_is_refused_at_once_and_only_its_owner_revokes_it() {
    let mut site = open_site();
    let mia = site.signed_in("mia@example.org").await;
    let ben = site.signed_in("ben@example.org").await;
    let (laptop, phone) = (
        site.device("mia@example.org").await,
        site.device("mia@example.org").await,
    );
    let id = by_key(&site, &laptop).await.id;

    assert!(matches!(
        revoke_device(&site.ground, &ben, id).await,
        Err(Error::NoSuchDevice)
    ));
    assert!(site.syncs(&laptop).await);
    revoke_device(&site.ground, &mia, id).await.unwrap();

    assert!(!site.syncs(&laptop).await);
    assert!(site.syncs(&phone).await);
    assert!(matches!(
        revoke_device(&site.ground, &mia, id).await,
        Err(Error::NoSuchDevice)
    ));
}

#[tokio::test]
async fn a_host_key_ends_after_190_days_unused_and_not_while_it_syncs() {
    let mut site = open_site();
    let _session = site.account("mia@example.org").await;
    let (used, unused) = (
        site.device("mia@example.org").await,
        site.device("mia@example.org").await,
    );

    site.later(DAY * 190);
    assert!(site.syncs(&unused).await);
    note_sync(&site.ground, &by_key(&site, &used).await, "")
        .await
        .unwrap();
    site.later(DAY);

    assert!(!site.syncs(&unused).await);
    assert!(site.syncs(&used).await);
}

#[tokio::test]
async fn pr_01_an_app_cannot_sign_in_before_the_address_is_confirmed() {
    let mut site = open_site();
    sign_up(
        &site.ground,
        &site.passwords,
        form("mia@example.org", PASSWORD),
        network(1),
    )
    .await
    .unwrap();
    let app = async || {
        let (typed, from) = (typed("mia@example.org", PASSWORD), network(1));
        sign_in_device(&site.ground, &site.passwords, typed, "", from)
            .await
            .map(|_| ())
    };

    assert!(matches!(app().await, Err(Error::Unverified)));
    let token = site.letters().await[0].token();
    let _session = verify_email(&site.ground, &token).await.unwrap();

    assert!(site.syncs(&site.device("mia@example.org").await).await);
}

#[tokio::test]
async fn strangers_who_guess_never_stop_a_device_that_is_logged_in() {
    let mut site = open_site();
    let _session = site.account("mia@example.org").await;
    let key = site.device("mia@example.org").await;
    for from in 0..25 {
        let typed = typed("mia@example.org", OTHER);
        let failed = sign_in(&site.ground, &site.passwords, typed, network(100 + from)).await;
        assert!(failed.is_err());
    }

    assert!(site.syncs(&key).await);
}

#[tokio::test]
async fn an_account_keeps_a_hundred_devices() {
    let mut site = open_site();
    let mia = site.signed_in("mia@example.org").await;
    let kept = site.device("mia@example.org").await;
    site.later(DAY);
    note_sync(&site.ground, &by_key(&site, &kept).await, "")
        .await
        .unwrap();
    site.ground.clock.set(START);
    let like = by_key(&site, &kept).await;
    for n in 0..100 {
        add_like(&site, &like, n).await;
    }

    let newest = site.device("mia@example.org").await;

    assert_eq!(devices(&site.ground, &mia).await.unwrap().len(), 100);
    assert!(site.syncs(&newest).await);
    assert!(site.syncs(&kept).await, "the one used last stays");
}

#[tokio::test]
async fn pr_25_an_account_counts_once_with_the_app_it_synced_with_last() {
    let mut site = open_site();
    site.signed_in("mia@example.org").await;
    let laptop = site.device("mia@example.org").await;
    let phone = site.device("mia@example.org").await;
    let in_use = async |site: &Site, since: Day| -> Vec<(String, u64)> {
        let apps = apps_in_use(&site.ground, since).await.unwrap();
        apps.into_iter()
            .map(|app| (app.program, app.accounts))
            .collect()
    };
    let desktop = "anki,26.09.3 (x),lin:debian:12";
    let android = "anki,25.09.2 (x),android:2.22.1:14:Pixel";
    assert_eq!(in_use(&site, Day::of(START)).await, []);

    note_sync(&site.ground, &by_key(&site, &laptop).await, desktop)
        .await
        .unwrap();
    note_sync(&site.ground, &by_key(&site, &phone).await, android)
        .await
        .unwrap();
    let first_day = in_use(&site, Day::of(START)).await;
    site.later(Duration::from_hours(24));
    note_sync(&site.ground, &by_key(&site, &laptop).await, desktop)
        .await
        .unwrap();
    let second_day = in_use(&site, Day::of(START)).await;

    assert_eq!(first_day, [("AnkiDroid".to_owned(), 1)]);
    assert_eq!(second_day, [("Anki".to_owned(), 1)]);
    assert_eq!(in_use(&site, Day(Day::of(START).0 + 2)).await, []);
}
