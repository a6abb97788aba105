use super::*;

const MIA: &str = "mia@example.org";

async fn turned_on(site: &mut Site) -> (TotpSecret, RecoveryCodes) {
    let _session = site.account(MIA).await;
    let (proven, secret) = (site.proven(MIA).await, new_totp_secret(&site.ground));
    let code = code(site, &secret);
    let codes = turn_on_second_factor(&site.ground, &site.passwords, &proven, &secret, &code)
        .await
        .unwrap();
    assert_eq!(
        site.letter().await.subject,
        "Your Fuda account has a second factor now"
    );
    site.later(Duration::from_secs(30));
    (secret, codes)
}

fn code(site: &Site, secret: &TotpSecret) -> String {
    crate::second_factor::code_for_tests(secret, site.ground.clock.now())
}

async fn half(site: &Site) -> String {
    match site.sign_in(MIA, PASSWORD).await {
        Err(Error::CodeNeeded(half)) => half.token,
        other => panic!("{other:?}"),
    }
}

async fn finish(site: &Site, token: &str, code: &str) -> Result<NewSession, Error> {
    finish_sign_in(&site.ground, &site.passwords, token, code, network(HOME)).await
}

#[tokio::test]
async fn pr_61_with_a_second_factor_a_password_alone_opens_nothing_and_no_code_works_twice() {
    let mut site = open_site();
    let (secret, _codes) = turned_on(&mut site).await;
    let token = half(&site).await;
    assert!(!site.is_open(&token).await, "half a log-in is no session");
    let code_now = code(&site, &secret);

    let session = finish(&site, &token, &code_now).await.unwrap();

    assert!(site.is_open(&session.token).await);
    assert!(matches!(
        finish(&site, &token, &code_now).await,
        Err(Error::BadToken)
    ));
    let token = half(&site).await;
    assert!(
        matches!(
            finish(&site, &token, &code_now).await,
            Err(Error::WrongCode)
        ),
        "replayed"
    );
    site.later(Duration::from_mins(10));
    assert!(matches!(
        finish(&site, &token, &code(&site, &secret)).await,
        Err(Error::BadToken)
    ));
}

#[tokio::test]
async fn pr_61_codes_are_guessed_at_a_slow_rate() {
    let mut site = open_site();
    let (secret, _codes) = turned_on(&mut site).await;
    let token = half(&site).await;
    let right = code(&site, &secret);
    let wrong = if right == "000000" {
        "000001"
    } else {
        "000000"
    };
    for _ in 0..10 {
        assert!(matches!(
            finish(&site, &token, wrong).await,
            Err(Error::WrongCode)
        ));
    }

    let refused = finish(&site, &token, &right).await;

    assert!(matches!(refused, Err(Error::TooManyTries { .. })));
    site.later(Duration::from_mins(5));
    let right = code(&site, &secret);
    assert!(finish(&site, &token, &right).await.is_ok());
}

#[tokio::test]
async fn pr_61_recovery_codes_work_once_each_and_are_told_of() {
    let mut site = open_site();
    let (_secret, codes) = turned_on(&mut site).await;
    let codes = codes.written();
    assert_eq!(codes.len(), 10);
    let token = half(&site).await;

    let _session = finish(&site, &token, &codes[3].to_uppercase().replace('-', " "))
        .await
        .unwrap();

    let letter = site.letter().await;
    assert_eq!(letter.subject, "A recovery code was used for Fuda");
    assert!(letter.body.contains("9 are left"), "{}", letter.body);
    let token = half(&site).await;
    assert!(matches!(
        finish(&site, &token, &codes[3]).await,
        Err(Error::WrongCode)
    ));
    let _session = finish(&site, &token, &codes[4]).await.unwrap();
}

#[tokio::test]
async fn pr_61_new_recovery_codes_are_told_of_and_go_when_the_letter_takes_them_back() {
    let mut site = open_site();
    let (secret, codes) = turned_on(&mut site).await;
    let (token, now) = (half(&site).await, code(&site, &secret));
    let begun = finish(&site, &token, &now).await.unwrap();
    let who = session(&site.ground, &begun.token).await.unwrap().unwrap();
    let proven = who.proven(site.ground.clock.now()).unwrap();

    let renewed = renew_recovery_codes(&site.ground, &proven).await.unwrap();

    let letter = site.letter().await;
    assert_eq!(letter.subject, "New recovery codes for your Fuda account");
    let token = half(&site).await;
    assert!(matches!(
        finish(&site, &token, &codes.written()[0]).await,
        Err(Error::WrongCode)
    ));
    let by_new = finish(&site, &token, &renewed.written()[0]).await;
    assert!(by_new.is_ok());
    let left = "select count(*) from recovery_codes";
    assert_eq!(site.number(left).await, 9);
    take_back(&site.ground, &site.passwords, &letter.token())
        .await
        .unwrap();
    assert_eq!(site.number(left).await, 0, "may be a thief's");
    let factors = "select count(*) from second_factors";
    assert_eq!(site.number(factors).await, 1, "was hers before");
}

#[tokio::test]
async fn pr_61_apps_come_in_by_device_passwords_and_the_letter_says_so() {
    let mut site = open_site();
    let _session = site.account(MIA).await;
    let before = site.device(MIA).await;
    let (proven, secret) = (site.proven(MIA).await, new_totp_secret(&site.ground));
    let code = code(&site, &secret);
    turn_on_second_factor(&site.ground, &site.passwords, &proven, &secret, &code)
        .await
        .unwrap();
    let _told = site.letter().await;
    let app = async |password: &str| {
        let (from, typed) = (network(77), typed(MIA, password));
        // The same as before: a new program would be told of, too.
        let client = "anki,26.09.3 (29bb700b),lin:debian:12";
        sign_in_device(&site.ground, &site.passwords, typed, client, from).await
    };
    assert!(matches!(app(PASSWORD).await, Err(Error::WrongCredentials)));
    assert!(matches!(app(PASSWORD).await, Err(Error::WrongCredentials)));
    let new = make_device_password(&site.ground, &proven, "  Phone\n")
        .await
        .unwrap();
    assert_eq!(new.name, "Phone");

    let by_phone = app(&new.written).await.unwrap();
    let spaced = new.written.replace('-', " ").to_uppercase();
    assert!(app(&spaced).await.is_ok());

    let letters = site.letters().await;
    assert_eq!(letters.len(), 1, "one a day");
    assert_eq!(letters[0].subject, "Your Anki app needs a device password");
    assert!(site.syncs(&by_phone).await);
    assert!(site.syncs(&before).await, "what was in stays in");
    let list = device_passwords(&site.ground, proven.who()).await.unwrap();
    assert_eq!(list[0].used, Some(Day::of(site.ground.clock.now())));
    assert!(
        revoke_device_password(&site.ground, proven.who(), list[0].id)
            .await
            .unwrap()
    );
    assert!(!site.syncs(&by_phone).await);
    assert!(site.syncs(&before).await);
    assert!(matches!(
        site.sign_in(MIA, &new.written).await,
        Err(Error::WrongCredentials)
    ));
}

#[tokio::test]
async fn a_device_password_of_one_opens_nothing_of_another() {
    let mut site = open_site();
    let _ben = site.account("ben@example.org").await;
    let _mia = site.account(MIA).await;
    let proven = site.proven(MIA).await;
    let new = make_device_password(&site.ground, &proven, "Phone")
        .await
        .unwrap();
    let list = device_passwords(&site.ground, proven.who()).await.unwrap();
    let ben = site.proven("ben@example.org").await;

    let typed = typed("ben@example.org", &new.written);
    let opened = sign_in_device(&site.ground, &site.passwords, typed, "", network(7)).await;
    let ended = revoke_device_password(&site.ground, ben.who(), list[0].id).await;

    assert!(matches!(opened, Err(Error::WrongCredentials)));
    assert!(!ended.unwrap());
}

#[tokio::test]
async fn pr_61_a_second_factor_is_turned_off_by_its_owner_or_the_operator_and_told_of() {
    let mut site = open_site();
    let (secret, _codes) = turned_on(&mut site).await;
    let token = half(&site).await;
    let session = finish(&site, &token, &code(&site, &secret)).await.unwrap();
    let who = super::session(&site.ground, &session.token)
        .await
        .unwrap()
        .unwrap();
    site.later(Duration::from_mins(20));
    let shown = |code| ShownAgain {
        password: PASSWORD,
        code,
    };
    assert!(matches!(
        prove_again(&site.ground, &site.passwords, &who, shown("")).await,
        Err(Error::WrongCode)
    ));
    let now = code(&site, &secret);
    let again = prove_again(&site.ground, &site.passwords, &who, shown(&now))
        .await
        .unwrap();
    let who = super::session(&site.ground, &again.token)
        .await
        .unwrap()
        .unwrap();

    let proven = who.proven(site.ground.clock.now()).unwrap();
    turn_off_second_factor(&site.ground, &proven).await.unwrap();

    assert_eq!(
        site.letter().await.subject,
        "The second factor of your Fuda account is off"
    );
    assert!(site.sign_in(MIA, PASSWORD).await.is_ok());
    let secret = new_totp_secret(&site.ground);
    let code = code(&site, &secret);
    turn_on_second_factor(&site.ground, &site.passwords, &proven, &secret, &code)
        .await
        .unwrap();
    let _told = site.letters().await;
    let operator = Operator::at_the_terminal();
    reset_second_factor(&site.ground, &operator, who.account.id)
        .await
        .unwrap();
    assert!(site.sign_in(MIA, PASSWORD).await.is_ok());
    assert_eq!(site.number("select count(*) from recovery_codes").await, 0);
}
