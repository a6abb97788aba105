use super::*;

fn me() -> Operator {
    Operator::at_the_terminal()
}

fn added(email: &str, verified: bool) -> Added<'_> {
    Added {
        email,
        password: NewPassword::Clear(PASSWORD),
        verified,
        language: Language::En,
    }
}

#[tokio::test]
async fn an_account_that_is_added_as_confirmed_works_at_once_without_a_letter() {
    let mut site = site_with(&Options {
        registration: Registration::Closed,
        ..Options::default()
    });

    let id = add(
        &site.ground,
        &me(),
        &site.passwords,
        added("mia@example.org", true),
    )
    .await
    .unwrap();

    assert_eq!(id, AccountId(1));
    assert!(site.syncs(&site.device("mia@example.org").await).await);
    assert!(site.letters().await.is_empty());
}

#[tokio::test]
async fn an_account_that_is_added_unconfirmed_waits_for_its_letter() {
    let mut site = open_site();
    let id = add(
        &site.ground,
        &me(),
        &site.passwords,
        added("mia@example.org", false),
    )
    .await
    .unwrap();
    assert!(matches!(
        site.sign_in("mia@example.org", PASSWORD).await,
        Err(Error::Unverified)
    ));

    let letter = site.letter().await;
    let new = verify_email(&site.ground, &letter.token()).await.unwrap();

    assert_eq!(new.account, id);
    assert!(site.sign_in("mia@example.org", PASSWORD).await.is_ok());
}

#[tokio::test]
async fn adding_refuses_what_signing_up_would_and_an_address_twice() {
    let site = open_site();
    let new = async |email: &str, password| {
        let new = Added {
            password: NewPassword::Clear(password),
            ..added(email, true)
        };
        add(&site.ground, &me(), &site.passwords, new).await
    };
    new("mia@example.org", PASSWORD).await.unwrap();

    assert!(matches!(
        new("MIA@example.org", PASSWORD).await,
        Err(Error::EmailTaken)
    ));
    assert!(matches!(new("mia", PASSWORD).await, Err(Error::BadEmail)));
    assert!(matches!(
        new("ben@example.org", "short").await,
        Err(Error::BadPassword(_))
    ));
    let hashed = Added {
        password: NewPassword::Hashed("x"),
        ..added("ben@example.org", true)
    };
    let refused = add(&site.ground, &me(), &site.passwords, hashed).await;
    assert!(matches!(
        refused,
        Err(Error::BadPassword(PasswordFlaw::UnknownHash))
    ));
    assert_eq!(count(&site.ground).await.unwrap(), 1);
}

#[tokio::test]
async fn accounts_are_listed_page_by_page_and_found_by_address_or_number() {
    let site = open_site();
    for email in ["a@example.org", "b@example.org", "c@example.org"] {
        add(&site.ground, &me(), &site.passwords, added(email, true))
            .await
            .unwrap();
    }
    let page = async |after, most| {
        let selection = Selection {
            after: AccountId(after),
            most,
        };
        let page = list(&site.ground, &me(), selection).await.unwrap();
        page.iter().map(|account| account.id.0).collect::<Vec<_>>()
    };

    assert_eq!(page(0, 2).await, [1, 2]);
    assert_eq!(page(2, 2).await, [3]);
    for wanted in ["2", " B@Example.org "] {
        assert_eq!(
            find(&site.ground, &me(), wanted).await.unwrap().id,
            AccountId(2)
        );
    }
    for wanted in ["9", "x@example.org", "nonsense", ""] {
        let refused = find(&site.ground, &me(), wanted).await;
        assert!(matches!(refused, Err(Error::NoSuchAccount)), "{wanted}");
    }
}

#[tokio::test]
async fn a_password_set_by_the_operator_ends_what_the_old_one_opened() {
    let mut site = open_site();
    let session = site.account("mia@example.org").await;
    let key = site.device("mia@example.org").await;
    let new = NewPassword::Clear(OTHER);

    set_password(&site.ground, &me(), &site.passwords, session.account, new)
        .await
        .unwrap();

    assert!(!site.is_open(&session.token).await && !site.syncs(&key).await);
    assert!(site.sign_in("mia@example.org", OTHER).await.is_ok());
    assert_eq!(
        site.letter().await.subject,
        "Your Fuda password was changed"
    );
    let nobody = set_password(&site.ground, &me(), &site.passwords, AccountId(9), new).await;
    assert!(matches!(nobody, Err(Error::NoSuchAccount)));
}

#[tokio::test]
async fn a_closed_account_neither_signs_in_nor_syncs_until_it_is_opened_again() {
    let mut site = open_site();
    let session = site.account("mia@example.org").await;
    let key = site.device("mia@example.org").await;
    assert!(site.syncs(&key).await);

    disable(&site.ground, &me(), session.account).await.unwrap();

    assert!(!site.is_open(&session.token).await);
    assert!(matches!(
        site.known.by_host_key(&site.ground, &key.0).await,
        Err(Error::Disabled)
    ));
    assert!(matches!(
        site.sign_in("mia@example.org", PASSWORD).await,
        Err(Error::Disabled)
    ));
    assert!(matches!(
        site.sign_in("mia@example.org", OTHER).await,
        Err(Error::WrongCredentials)
    ));
    assert_eq!(site.letter().await.subject, "Your Fuda account was closed");
    request_reset(&site.ground, &site.passwords, "mia@example.org", network(1))
        .await
        .unwrap();
    assert!(site.letters().await.is_empty());

    enable(&site.ground, &me(), session.account).await.unwrap();

    assert!(site.syncs(&key).await);
    assert!(!site.is_open(&session.token).await, "sessions stay ended");
    assert!(site.sign_in("mia@example.org", PASSWORD).await.is_ok());
    for refused in [
        disable(&site.ground, &me(), AccountId(9)).await,
        enable(&site.ground, &me(), AccountId(9)).await,
    ] {
        assert!(matches!(refused, Err(Error::NoSuchAccount)));
    }
}

#[tokio::test]
async fn a_link_that_was_asked_for_before_the_account_was_closed_does_not_open_it() {
    let mut site = open_site();
    let id = site.account("mia@example.org").await.account;
    request_reset(&site.ground, &site.passwords, "mia@example.org", network(1))
        .await
        .unwrap();
    let link = site.letter().await.token();

    disable(&site.ground, &me(), id).await.unwrap();

    let refused = reset_password(&site.ground, &site.passwords, &link, OTHER).await;
    assert!(matches!(refused, Err(Error::BadToken)));
}

#[tokio::test]
async fn pr_52_a_removed_account_leaves_no_row_and_no_letter_behind_and_its_number_is_not_given_again()
 {
    let mut site = open_site();
    let session = site.account("mia@example.org").await;
    let key = site.device("mia@example.org").await;
    request_reset(&site.ground, &site.passwords, "mia@example.org", network(1))
        .await
        .unwrap();
    site.letters().await;
    sign_up(
        &site.ground,
        &site.passwords,
        form("mia@example.org", OTHER),
        network(2),
    )
    .await
    .unwrap();
    set_password(
        &site.ground,
        &me(),
        &site.passwords,
        session.account,
        NewPassword::Clear(OTHER),
    )
    .await
    .unwrap();

    remove(&site.ground, &me(), session.account).await.unwrap();

    let letter = site.letter().await;
    assert_eq!(letter.subject, "Your Fuda account was removed");
    assert!(!site.is_open(&session.token).await && !site.syncs(&key).await);
    for table in [
        "select count(*) from accounts",
        "select count(*) from sessions",
        "select count(*) from devices",
        "select count(*) from password_resets",
        "select count(*) from sign_ups",
        "select count(*) from jobs",
    ] {
        assert_eq!(site.number(table).await, 0, "{table}");
    }
    assert_eq!(site.account("ben@example.org").await.account, AccountId(2));
    let gone = remove(&site.ground, &me(), session.account).await;
    assert!(matches!(gone, Err(Error::NoSuchAccount)));
}
