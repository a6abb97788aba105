use super::*;

async fn ask(site: &Site, email: &str, from: u32) -> Result<(), Error> {
    request_reset(&site.ground, &site.passwords, email, network(from)).await
}

async fn reset(site: &Site, token: &str, new: &str) -> Result<(), Error> {
    reset_password(&site.ground, &site.passwords, token, new).await
}

#[tokio::test]
async fn pr_02_a_forgotten_password_is_replaced_by_letter_and_everything_it_opened_ends() {
    let mut site = open_site();
    let session = site.account("mia@example.org").await.token;
    let key = site.device("mia@example.org").await;
    ask(&site, "Mia@Example.org", 1).await.unwrap();
    let letter = site.letter().await;
    assert_eq!(letter.subject, "Choose a new password for Fuda");
    ask(&site, "mia@example.org", 1).await.unwrap();
    let second = site.letter().await.token();
    assert!(reset_is_open(&site.ground, &letter.token()).await.unwrap());

    reset(&site, &letter.token(), OTHER).await.unwrap();

    assert!(!site.is_open(&session).await);
    assert!(!site.syncs(&key).await);
    assert!(matches!(
        site.sign_in("mia@example.org", PASSWORD).await,
        Err(Error::WrongCredentials)
    ));
    assert!(site.sign_in("mia@example.org", OTHER).await.is_ok());
    assert_eq!(
        site.letter().await.subject,
        "Your Fuda password was changed"
    );
    for used in [letter.token(), second] {
        assert!(!reset_is_open(&site.ground, &used).await.unwrap());
        assert!(matches!(
            reset(&site, &used, PASSWORD).await,
            Err(Error::BadToken)
        ));
    }
}

#[tokio::test]
async fn a_link_for_a_new_password_works_for_half_an_hour_and_once_in_a_race() {
    let mut site = open_site();
    let _session = site.account("mia@example.org").await;
    ask(&site, "mia@example.org", 1).await.unwrap();
    let late = site.letter().await.token();
    site.later(Duration::from_mins(30) - Duration::from_millis(1));
    assert!(reset_is_open(&site.ground, &late).await.unwrap());
    site.later(Duration::from_millis(1));
    assert!(!reset_is_open(&site.ground, &late).await.unwrap());
    assert!(matches!(
        reset(&site, &late, OTHER).await,
        Err(Error::BadToken)
    ));
    ask(&site, "mia@example.org", 1).await.unwrap();
    let token = site.letter().await.token();

    assert!(matches!(
        reset(&site, &token, "short").await,
        Err(Error::BadPassword(_))
    ));
    let (one, other) = tokio::join!(
        reset(&site, &token, OTHER),
        reset(&site, &token, "oolong tea at six")
    );

    assert_eq!(
        [one.is_ok(), other.is_ok()]
            .iter()
            .filter(|ok| **ok)
            .count(),
        1
    );
}

#[tokio::test]
async fn asking_for_an_unknown_address_looks_the_same_and_sends_nothing() {
    let mut site = open_site();
    let _session = site.account("mia@example.org").await;

    ask(&site, "nobody@example.org", 1).await.unwrap();
    assert_eq!(site.number("select count(*) from jobs").await, 1);
    assert!(site.letters().await.is_empty());
    ask(&site, "mia@example.org", 1).await.unwrap();
    assert_eq!(site.number("select count(*) from jobs").await, 1);

    assert_eq!(site.letters().await.len(), 1);
    assert!(matches!(
        ask(&site, "nonsense", 1).await,
        Err(Error::BadEmail)
    ));
}

#[tokio::test]
async fn an_address_and_a_network_ask_only_so_often() {
    let mut site = open_site();
    let _session = site.account("mia@example.org").await;

    for from in 10..15 {
        ask(&site, "mia@example.org", from).await.unwrap();
    }
    assert_eq!(site.letters().await.len(), 3);
    for n in 0..5 {
        ask(&site, &format!("{n}@example.org"), 1).await.unwrap();
    }

    assert!(matches!(
        ask(&site, "6@example.org", 1).await,
        Err(Error::TooManyTries { .. })
    ));
}

/// Every kind of secret at every door but its own.
#[tokio::test]
async fn no_token_opens_a_door_it_was_not_made_for() {
    let mut site = open_site();
    let session = site.account("mia@example.org").await.token;
    let key = site.device("mia@example.org").await.0;
    sign_up(
        &site.ground,
        &site.passwords,
        form("ben@example.org", PASSWORD),
        network(2),
    )
    .await
    .unwrap();
    let confirm = site.letter().await.token();
    ask(&site, "mia@example.org", 3).await.unwrap();
    let link = site.letter().await.token();
    let operator = Operator::at_the_terminal();
    let new = NewInvitation {
        uses: 1,
        days: 1,
        email: None,
        language: Language::En,
    };
    let invitation = invite(&site.ground, &operator, new).await.unwrap();

    for token in [&session, &key, &link, &invitation] {
        assert!(matches!(
            verify_email(&site.ground, token).await,
            Err(Error::BadToken)
        ));
    }
    for token in [&session, &key, &confirm, &invitation] {
        assert!(matches!(
            reset(&site, token, OTHER).await,
            Err(Error::BadToken)
        ));
        assert!(!reset_is_open(&site.ground, token).await.unwrap());
    }
    for token in [&key, &confirm, &link, &invitation] {
        assert!(!site.is_open(token).await);
    }
    for token in [&session, &confirm, &link, &invitation] {
        assert!(
            site.known
                .by_host_key(&site.ground, token)
                .await
                .unwrap()
                .is_none()
        );
    }
    for token in [&session, &key, &confirm, &link] {
        assert!(!invitation_is_open(&site.ground, token).await.unwrap());
    }
}

#[tokio::test]
async fn changing_the_password_ends_all_else_and_begins_the_session_anew() {
    let mut site = open_site();
    let mia = site.signed_in("mia@example.org").await;
    let other_browser = site
        .sign_in("mia@example.org", PASSWORD)
        .await
        .unwrap()
        .token;
    let key = site.device("mia@example.org").await;
    ask(&site, "mia@example.org", 1).await.unwrap();
    let link = site.letter().await.token();

    let new = change_password(&site.ground, &site.passwords, &mia, PASSWORD, OTHER)
        .await
        .unwrap();

    assert!(site.is_open(&new.token).await);
    assert_eq!(site.number("select count(*) from sessions").await, 1);
    assert!(!site.is_open(&other_browser).await);
    assert!(!site.syncs(&key).await);
    assert!(!reset_is_open(&site.ground, &link).await.unwrap());
    let letter = site.letter().await;
    assert_eq!(
        (letter.to.as_str(), letter.subject.as_str()),
        ("mia@example.org", "Your Fuda password was changed")
    );
    assert!(site.sign_in("mia@example.org", OTHER).await.is_ok());
}

#[tokio::test]
async fn a_refused_change_changes_nothing() {
    let mut site = open_site();
    let mia = site.signed_in("mia@example.org").await;
    let key = site.device("mia@example.org").await;
    let change = async |old: &str, new: &str| {
        change_password(&site.ground, &site.passwords, &mia, old, new)
            .await
            .map(|_| ())
    };

    assert!(matches!(
        change(OTHER, OTHER).await,
        Err(Error::WrongCredentials)
    ));
    assert!(matches!(
        change(PASSWORD, "mia12345").await,
        Err(Error::BadPassword(_))
    ));

    assert!(site.syncs(&key).await);
    assert!(site.sign_in("mia@example.org", PASSWORD).await.is_ok());
    assert!(site.letters().await.is_empty());
}

#[tokio::test]
async fn who_stole_a_session_cannot_guess_the_password_and_strangers_cannot_hinder_its_owner() {
    let mut site = open_site();
    let mia = site.signed_in("mia@example.org").await;
    let change = async |old: &str| {
        change_password(&site.ground, &site.passwords, &mia, old, OTHER)
            .await
            .map(|_| ())
    };
    for from in 0..20 {
        let typed = typed("mia@example.org", OTHER);
        let failed = sign_in(&site.ground, &site.passwords, typed, network(100 + from)).await;
        assert!(matches!(failed, Err(Error::WrongCredentials)));
    }
    for _ in 0..19 {
        assert!(matches!(
            change("guess").await,
            Err(Error::WrongCredentials)
        ));
    }
    assert!(matches!(
        change("guess").await,
        Err(Error::WrongCredentials)
    ));

    assert!(matches!(
        change(PASSWORD).await,
        Err(Error::TooManyTries { .. })
    ));
    site.later(Duration::from_mins(1));
    assert!(change(PASSWORD).await.is_ok());
}

#[tokio::test]
async fn of_two_changes_at_once_one_wins_and_its_password_is_the_one() {
    let mut site = open_site();
    let mia = site.signed_in("mia@example.org").await;

    let (one, other) = tokio::join!(
        change_password(&site.ground, &site.passwords, &mia, PASSWORD, OTHER),
        change_password(
            &site.ground,
            &site.passwords,
            &mia,
            PASSWORD,
            "oolong tea at six"
        )
    );

    let winner = match (one, other) {
        (Ok(_), Err(Error::WrongCredentials)) => OTHER,
        (Err(Error::WrongCredentials), Ok(_)) => "oolong tea at six",
        outcome => panic!("{outcome:?}"),
    };
    assert!(site.sign_in("mia@example.org", winner).await.is_ok());
    assert_eq!(
        site.number("select password_generation from accounts")
            .await,
        1
    );
}
