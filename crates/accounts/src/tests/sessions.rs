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
async fn pr_10_browsers_are_listed_by_name_and_one_or_all_others_are_logged_out() {
    let mut site = open_site();
    let mut tokens = vec![site.account("mia@example.org").await.token];
    for user_agent in [
        "(Windows NT 10.0) Firefox/140.0",
        "(Linux; Android 10) Chrome/140.0",
    ] {
        site.later(DAY);
        let here = Whereabouts {
            network: network(HOME),
            browser: Browser::parse(user_agent),
        };
        let typed = typed("mia@example.org", PASSWORD);
        let session = sign_in(&site.ground, &site.passwords, typed, here).await;
        tokens.push(session.unwrap().token);
    }
    let _told = site.letters().await;
    let ben = site.account("ben@example.org").await.token;
    let who = async |token: &str| session(&site.ground, token).await.unwrap().unwrap();
    let mia = who(&tokens[1]).await;

    let open = sessions(&site.ground, &mia).await.unwrap();

    let shown = open
        .iter()
        .map(|one| (one.browser.program, one.browser.system, one.is_this));
    assert_eq!(
        shown.collect::<Vec<_>>(),
        [
            ("Firefox", "Windows", true),
            ("Chrome", "Android", false),
            ("", "", false)
        ],
        "this one first, then the last used"
    );
    assert_eq!(open[2].signed_in_at, START);
    let (phone, ben) = (open[1].id, who(&ben).await);
    assert!(!revoke_session(&site.ground, &ben, phone).await.unwrap());
    assert!(site.is_open(&tokens[2]).await, "it is not Ben's to end");
    assert!(revoke_session(&site.ground, &mia, phone).await.unwrap());
    assert!(
        !revoke_session(&site.ground, &mia, phone).await.unwrap(),
        "gone"
    );
    assert!(!site.is_open(&tokens[2]).await);
    assert!(site.is_open(&tokens[0]).await && site.is_open(&tokens[1]).await);

    sign_out_others(&site.ground, &mia).await.unwrap();

    assert!(site.is_open(&tokens[1]).await && !site.is_open(&tokens[0]).await);
    assert_eq!(sessions(&site.ground, &mia).await.unwrap().len(), 1);
    assert_eq!(sessions(&site.ground, &ben).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_session_keeps_its_browser_under_a_new_token_and_an_old_one_is_not_listed() {
    let mut site = open_site();
    let _left = site.account("mia@example.org").await;
    let here = Whereabouts {
        network: network(HOME),
        browser: Browser::parse("(Macintosh) Safari/605"),
    };
    site.later(DAY * 30);
    let typed = typed("mia@example.org", PASSWORD);
    let begun = sign_in(&site.ground, &site.passwords, typed, here).await;
    let before = session(&site.ground, &begun.unwrap().token)
        .await
        .unwrap()
        .unwrap();
    let (ground, passwords) = (&site.ground, &site.passwords);
    let shown = ShownAgain {
        password: PASSWORD,
        code: "",
    };

    let proven = prove_again(ground, passwords, &before, shown)
        .await
        .unwrap();
    let now = session(ground, &proven.token).await.unwrap().unwrap();
    let changed = change_password(ground, passwords, &now, PASSWORD, OTHER).await;
    let now = session(ground, &changed.unwrap().token)
        .await
        .unwrap()
        .unwrap();

    let open = sessions(ground, &now).await.unwrap();
    let names = open.iter().map(|one| one.browser.program);
    assert_eq!(names.collect::<Vec<_>>(), ["Safari"]);
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
            .write(async move |w| {
                crate::session::begin(w, &chance, account, Browser::default(), now).await
            })
            .await;
        begun.unwrap().token.clear();
    }

    assert_eq!(site.number("select count(*) from sessions").await, 100);
    assert!(!site.is_open(&first).await);
}
