use super::*;

const MIA: &str = "mia@example.org";
const TOLD: &str = "A new log-in to your Fuda account";
const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const SAFARI: &str =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) Version/18.6 Safari/604.1";
/// Far from home.
const ELSEWHERE: u32 = 0xc633_6407;

fn from(place: u32, user_agent: &str) -> Whereabouts {
    Whereabouts {
        network: network(place),
        browser: Browser::parse(user_agent),
    }
}

async fn come(site: &Site, from: Whereabouts) -> NewSession {
    let typed = typed(MIA, PASSWORD);
    sign_in(&site.ground, &site.passwords, typed, from)
        .await
        .unwrap()
}

async fn come_by_app(site: &Site, client: &str, place: u32) -> HostKey {
    let typed = typed(MIA, PASSWORD);
    sign_in_device(&site.ground, &site.passwords, typed, client, network(place))
        .await
        .unwrap()
}

#[tokio::test]
async fn pr_61_a_log_in_with_another_browser_or_from_elsewhere_is_told_once() {
    let mut site = open_site();
    let _session = site.account(MIA).await;
    let _known = come(&site, network(HOME).into()).await;
    assert!(site.letters().await.is_empty(), "what she signed up with");

    for (here, words) in [
        (from(HOME, FIREFOX), "It was Firefox on Linux."),
        (from(ELSEWHERE, FIREFOX), "It was Firefox on Linux."),
        (from(HOME, SAFARI), "It was Safari on iOS."),
        (from(0x0a00_0001, "curl/8"), "did not say which program"),
    ] {
        let _session = come(&site, here).await;
        let letter = site.letter().await;
        assert_eq!((letter.subject.as_str(), letter.to.as_str()), (TOLD, MIA));
        assert!(letter.body.contains(words), "{}", letter.body);
        let _session = come(&site, here).await;
        assert!(site.letters().await.is_empty(), "told already: {here:?}");
    }
    let _session = come(&site, from(ELSEWHERE + 100, SAFARI)).await;
    assert!(
        site.letters().await.is_empty(),
        "both known, though not together"
    );
}

#[tokio::test]
async fn pr_61_the_letter_about_a_log_in_locks_everybody_out() {
    let mut site = open_site();
    let _session = site.account(MIA).await;
    let key = site.device(MIA).await;
    let thief = come(&site, from(ELSEWHERE, SAFARI)).await.token;
    let link = site.letter().await.token();
    assert!(is_return_open(&site.ground, &link).await.unwrap());

    take_back(&site.ground, &site.passwords, &link)
        .await
        .unwrap();

    assert!(!site.is_open(&thief).await && !site.syncs(&key).await);
    assert!(matches!(
        site.sign_in(MIA, PASSWORD).await,
        Err(Error::WrongCredentials)
    ));
    assert_eq!(
        site.letter().await.subject,
        "Choose a new password for Fuda"
    );
    assert!(!is_return_open(&site.ground, &link).await.unwrap());
    let marks = "select count(*) from whereabouts";
    assert_eq!(
        site.number(marks).await,
        0,
        "what the thief came with is unknown again"
    );
}

#[tokio::test]
async fn pr_61_the_very_first_log_in_is_no_surprise_and_half_of_one_is_none() {
    let mut site = open_site();
    let operator = Operator::at_the_terminal();
    let new = Added {
        email: MIA,
        password: NewPassword::Clear(PASSWORD),
        verified: true,
        language: Language::En,
    };
    add(&site.ground, &operator, &site.passwords, new)
        .await
        .unwrap();
    let _first = come(&site, from(ELSEWHERE, FIREFOX)).await;
    assert!(site.letters().await.is_empty());
    let (proven, secret) = (site.proven(MIA).await, new_totp_secret(&site.ground));
    let now = site.ground.clock.now();
    let code = crate::second_factor::code_for_tests(&secret, now);
    turn_on_second_factor(&site.ground, &site.passwords, &proven, &secret, &code)
        .await
        .unwrap();
    let _told = site.letters().await;
    site.later(Duration::from_secs(30));

    let (typed, here) = (typed(MIA, PASSWORD), from(HOME, SAFARI));
    let Err(Error::CodeNeeded(half)) = sign_in(&site.ground, &site.passwords, typed, here).await
    else {
        panic!("the code is missing");
    };
    assert!(site.letters().await.is_empty(), "nobody has come in");
    let now = site.ground.clock.now();
    let code = crate::second_factor::code_for_tests(&secret, now);
    let _session = finish_sign_in(&site.ground, &site.passwords, &half.token, &code, here)
        .await
        .unwrap();

    assert_eq!(site.letter().await.subject, TOLD);
}

#[tokio::test]
async fn pr_61_a_second_app_and_an_app_elsewhere_are_told_and_say_nothing_of_their_own() {
    let mut site = open_site();
    let _session = site.account(MIA).await;
    let desktop = "anki,26.09.3 (29bb700b),lin:debian:12";
    let _first = come_by_app(&site, desktop, HOME).await;
    assert!(
        site.letters().await.is_empty(),
        "she was asked to connect one"
    );

    for (client, place, words) in [
        (
            "anki,25.09 (x),android:2.22.1:14:Pixel 7",
            HOME,
            "AnkiDroid on Android.",
        ),
        (desktop, ELSEWHERE, "It was Anki on Linux."),
        ("call evil.example,1,win", HOME, "did not say which program"),
    ] {
        let _key = come_by_app(&site, client, place).await;
        let letter = site.letter().await;
        assert_eq!(letter.subject, TOLD, "{client}");
        assert!(letter.body.contains(words), "{}", letter.body);
        assert!(!letter.body.contains("evil"), "{}", letter.body);
    }
    site.later(DAY);
    let _again = come_by_app(&site, "anki,26.10 (y),lin:debian:13", ELSEWHERE).await;
    assert!(site.letters().await.is_empty(), "newer, and the same");
}

#[tokio::test]
async fn pr_61_what_nobody_came_in_with_for_seven_months_is_forgotten_and_told_again() {
    let mut site = open_site();
    let _session = site.account(MIA).await;
    let known = "select count(*) from whereabouts";
    assert_eq!(site.number(known).await, 2, "a browser and a network");
    site.later(DAY * 210);
    // Sweeps, too.
    assert!(site.letters().await.is_empty());
    assert_eq!(site.number(known).await, 2);

    site.later(DAY);
    assert!(site.letters().await.is_empty());

    assert_eq!(site.number(known).await, 0);
    let _session = come(&site, network(HOME).into()).await;
    assert_eq!(site.letter().await.subject, TOLD);
}

#[tokio::test]
async fn pr_55_pr_61_of_many_log_ins_few_are_told_and_none_to_an_address_that_bounced() {
    let mut site = open_site();
    let _session = site.account(MIA).await;
    for place in 1..=15_u32 {
        let _session = come(&site, from(place << 8, FIREFOX)).await;
    }
    assert_eq!(site.letters().await.len(), 10);
    site.later(DAY);
    let _session = come(&site, from(15 << 8, FIREFOX)).await;
    assert_eq!(
        site.letters().await.len(),
        1,
        "what was not told is still unknown"
    );
    mail::suppress(&site.ground, MIA, mail::Reason::Bounced)
        .await
        .unwrap();

    let _session = come(&site, from(100 << 8, FIREFOX)).await;

    assert!(site.letters().await.is_empty());
}
