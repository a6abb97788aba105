use super::*;

#[tokio::test]
async fn pr_08_a_session_ends_after_thirty_days_unused() {
    let mut site = open_site();
    let used = site.account("mia@example.org").await.token;
    let unused = site
        .sign_in("mia@example.org", PASSWORD)
        .await
        .unwrap()
        .token;

    for _ in 0..3 {
        site.later(JUST_UNDER_A_DAY * 10);
        assert!(site.is_open(&used).await);
    }
    assert!(site.is_open(&unused).await);
    site.later(DAY * 30);

    assert!(!site.is_open(&unused).await);
    assert!(!site.is_open(&used).await);
}

#[tokio::test]
async fn pr_08_a_session_ends_after_180_days_however_much_it_is_used() {
    let mut site = open_site();
    let token = site.account("mia@example.org").await.token;

    for _ in 0..8 {
        site.later(DAY * 20);
        assert!(site.is_open(&token).await);
    }
    site.later(DAY * 19 + JUST_UNDER_A_DAY);
    assert!(site.is_open(&token).await);
    site.later(Duration::from_millis(1));

    assert!(!site.is_open(&token).await);
}

#[tokio::test]
async fn pr_10_logging_out_ends_this_session_or_all_and_leaves_devices() {
    let mut site = open_site();
    let here = site.account("mia@example.org").await.token;
    let there = site
        .sign_in("mia@example.org", PASSWORD)
        .await
        .unwrap()
        .token;
    let elsewhere = site
        .sign_in("mia@example.org", PASSWORD)
        .await
        .unwrap()
        .token;
    let key = site.device("mia@example.org").await;
    let bens = site.account("ben@example.org").await.token;
    let who = async |token: &str| session(&site.ground, token).await.unwrap().unwrap();

    sign_out(&site.ground, &who(&here).await).await.unwrap();
    assert!(!site.is_open(&here).await);
    assert!(site.is_open(&there).await);
    sign_out_everywhere(&site.ground, &who(&there).await)
        .await
        .unwrap();

    assert!(!site.is_open(&there).await && !site.is_open(&elsewhere).await);
    assert!(site.is_open(&bens).await);
    assert!(site.syncs(&key).await);
}

#[tokio::test]
async fn reading_a_session_writes_at_most_once_an_hour() {
    let mut site = open_site();
    let token = site.account("mia@example.org").await.token;
    let used_at = "select used_at from sessions";

    site.later(Duration::from_mins(59));
    assert!(site.is_open(&token).await);
    assert_eq!(site.number(used_at).await, START.0);
    site.later(Duration::from_mins(1));
    assert!(site.is_open(&token).await);

    assert_eq!(site.number(used_at).await, site.ground.clock.now().0);
}

#[tokio::test]
async fn what_is_no_session_is_nobody() {
    let mut site = open_site();
    let token = site.account("mia@example.org").await.token;

    for shown in [
        "",
        "x",
        &"A".repeat(43),
        &token.to_lowercase(),
        &format!("{token} "),
    ] {
        assert!(!site.is_open(shown).await, "{shown}");
    }
}

#[tokio::test]
async fn an_account_keeps_a_hundred_sessions_and_the_longest_unused_goes_first() {
    let mut site = open_site();
    let first = site.account("mia@example.org").await.token;
    let account = AccountId(1);
    for n in 0..100 {
        let now = START.plus(Duration::from_secs(n + 1));
        let chance = site.ground.chance.clone();
        let begun: Result<NewSession, Error> = site
            .ground
            .db
            .write(async move |w| crate::session::begin(w, &chance, account, now).await)
            .await;
        begun.unwrap().token.clear();
    }

    assert_eq!(site.number("select count(*) from sessions").await, 100);
    assert!(!site.is_open(&first).await);
}
