use super::*;

#[tokio::test]
async fn pr_01_a_sign_up_is_an_account_once_its_letter_is_opened() {
    let mut site = open_site();

    sign_up(
        &site.ground,
        &site.passwords,
        form(" Mia@Example.ORG", PASSWORD),
        network(HOME),
    )
    .await
    .unwrap();

    assert_eq!(count(&site.ground).await.unwrap(), 0);
    let letter = site.letter().await;
    assert_eq!(
        (letter.to.as_str(), letter.subject.as_str()),
        ("Mia@example.org", "Confirm your address for Fuda")
    );
    let new = verify_email(&site.ground, &letter.token()).await.unwrap();
    let mia = session(&site.ground, &new.token)
        .await
        .unwrap()
        .unwrap()
        .account;
    assert_eq!(
        (mia.id, mia.email.as_str()),
        (AccountId(1), "Mia@example.org")
    );
    assert_eq!(mia.verified_at, Some(START));
    assert!(site.sign_in("mia@example.org", PASSWORD).await.is_ok());
    assert!(site.letters().await.is_empty());
}

#[tokio::test]
async fn pr_01_bad_addresses_and_passwords_store_nothing_and_send_nothing() {
    let mut site = open_site();

    for email in [
        "",
        "mia",
        "mia@example",
        "mia@example.org\r\nBcc: eve@example.org",
    ] {
        let refused = sign_up(
            &site.ground,
            &site.passwords,
            form(email, PASSWORD),
            network(1),
        );
        assert!(matches!(refused.await, Err(Error::BadEmail)), "{email}");
    }
    for password in ["short", "password1", &"x".repeat(1_025)] {
        let new = form("mia@example.org", password);
        let refused = sign_up(&site.ground, &site.passwords, new, network(1)).await;
        assert!(matches!(refused, Err(Error::BadPassword(_))), "{password}");
    }

    assert_eq!(site.number("select count(*) from sign_ups").await, 0);
    assert!(site.letters().await.is_empty());
}

#[tokio::test]
async fn pr_62_a_password_of_a_thousand_characters_works() {
    let mut site = open_site();
    let long = "長い合言葉".repeat(68);
    assert_eq!(long.len(), 1_020);
    sign_up(
        &site.ground,
        &site.passwords,
        form("mia@example.org", &long),
        network(1),
    )
    .await
    .unwrap();
    let token = site.letter().await.token();
    verify_email(&site.ground, &token)
        .await
        .unwrap()
        .token
        .clear();

    assert!(site.sign_in("mia@example.org", &long).await.is_ok());
    let cut = long.get(..1_017).unwrap();
    assert!(matches!(
        site.sign_in("mia@example.org", cut).await,
        Err(Error::WrongCredentials)
    ));
}

#[tokio::test]
async fn a_link_works_once_and_for_a_day() {
    let mut site = open_site();
    for email in ["mia@example.org", "ben@example.org", "eve@example.org"] {
        sign_up(
            &site.ground,
            &site.passwords,
            form(email, PASSWORD),
            network(1),
        )
        .await
        .unwrap();
    }
    let [mia, ben, eve] = site
        .letters()
        .await
        .iter()
        .map(Read::token)
        .collect::<Vec<_>>()
        .try_into()
        .unwrap();

    let _session = verify_email(&site.ground, &mia).await.unwrap();
    assert!(matches!(
        verify_email(&site.ground, &mia).await,
        Err(Error::BadToken)
    ));
    site.later(JUST_UNDER_A_DAY);
    let _session = verify_email(&site.ground, &ben).await.unwrap();
    site.later(Duration::from_millis(1));
    assert!(matches!(
        verify_email(&site.ground, &eve).await,
        Err(Error::BadToken)
    ));
    for nonsense in ["", "x", &"A".repeat(43), &"A".repeat(100_000)] {
        assert!(matches!(
            verify_email(&site.ground, nonsense).await,
            Err(Error::BadToken)
        ));
    }
}

#[tokio::test]
async fn two_who_open_the_same_link_at_once_make_one_account() {
    let mut site = open_site();
    sign_up(
        &site.ground,
        &site.passwords,
        form("mia@example.org", PASSWORD),
        network(1),
    )
    .await
    .unwrap();
    let token = site.letter().await.token();

    let (one, other) = tokio::join!(
        verify_email(&site.ground, &token),
        verify_email(&site.ground, &token)
    );

    assert_eq!(
        [one.is_ok(), other.is_ok()]
            .iter()
            .filter(|ok| **ok)
            .count(),
        1
    );
    assert_eq!(count(&site.ground).await.unwrap(), 1);
}

#[tokio::test]
async fn a_known_address_gets_the_same_answer_and_a_letter_that_says_so() {
    let mut site = open_site();
    let _session = site.account("mia@example.org").await;

    let again = form("MIA@example.org", OTHER);
    sign_up(&site.ground, &site.passwords, again, network(2))
        .await
        .unwrap();
    let known_rows = site.number("select count(*) from sign_ups").await;
    let known = site.letter().await;
    sign_up(
        &site.ground,
        &site.passwords,
        form("new@example.org", OTHER),
        network(2),
    )
    .await
    .unwrap();

    assert_eq!((known.to.as_str(), known_rows), ("mia@example.org", 1));
    assert_eq!(known.subject, "You already have a Fuda account");
    assert!(!known.body.contains("token="), "{}", known.body);
    assert_eq!(site.number("select count(*) from sign_ups").await, 2);
    assert_eq!(count(&site.ground).await.unwrap(), 1);
    assert!(site.sign_in("mia@example.org", PASSWORD).await.is_ok());
}

#[tokio::test]
async fn signing_in_after_a_sign_up_does_not_tell_known_from_unknown_either() {
    let mut site = open_site();
    let _session = site.account("mia@example.org").await;

    for email in ["mia@example.org", "nobody@example.org"] {
        sign_up(
            &site.ground,
            &site.passwords,
            form(email, OTHER),
            network(2),
        )
        .await
        .unwrap();
        let answer = site.sign_in(email, OTHER).await;
        assert!(
            matches!(answer, Err(Error::Unverified)),
            "{email} {answer:?}"
        );
    }
}

#[tokio::test]
async fn a_stranger_who_signs_up_with_an_address_does_not_choose_its_password() {
    let mut site = open_site();
    sign_up(
        &site.ground,
        &site.passwords,
        form("mia@example.org", PASSWORD),
        network(1),
    )
    .await
    .unwrap();
    let hers = site.letter().await.token();
    sign_up(
        &site.ground,
        &site.passwords,
        form("mia@example.org", OTHER),
        network(2),
    )
    .await
    .unwrap();
    let strangers = site.letter().await.token();

    let _session = verify_email(&site.ground, &hers).await.unwrap();

    assert!(site.sign_in("mia@example.org", PASSWORD).await.is_ok());
    assert!(matches!(
        site.sign_in("mia@example.org", OTHER).await,
        Err(Error::WrongCredentials)
    ));
    assert!(matches!(
        verify_email(&site.ground, &strangers).await,
        Err(Error::BadToken)
    ));
}

#[tokio::test]
async fn a_network_and_an_address_sign_up_only_so_often() {
    let mut site = open_site();
    let sign = async |email: &str, from| {
        sign_up(
            &site.ground,
            &site.passwords,
            form(email, PASSWORD),
            network(from),
        )
        .await
    };
    for email in ["a", "b", "c", "d", "e"] {
        sign(&format!("{email}@example.org"), 1).await.unwrap();
    }

    let sixth = sign("f@example.org", 1).await;
    assert!(matches!(sixth, Err(Error::TooManyTries { .. })));
    sign("a@example.org", 2).await.unwrap();
    sign("a@example.org", 3).await.unwrap();

    // Five letters, and the second to `a`; the third time the answer is the same without a letter.
    assert_eq!(site.letters().await.len(), 6);
    site.later(Duration::from_hours(1));
    let sign = sign_up(
        &site.ground,
        &site.passwords,
        form("f@example.org", PASSWORD),
        network(1),
    );
    sign.await.unwrap();
}

#[tokio::test]
async fn a_closed_site_and_one_by_invitation_let_no_stranger_in() {
    for registration in [Registration::Closed, Registration::Invite] {
        let mut site = site_with(&Options {
            registration,
            ..Options::default()
        });
        let sign = sign_up(
            &site.ground,
            &site.passwords,
            form("a@example.org", PASSWORD),
            network(1),
        );
        assert!(matches!(sign.await, Err(Error::RegistrationClosed)));
        assert!(site.letters().await.is_empty());
    }
}

#[tokio::test]
async fn pr_55_an_address_that_letters_do_not_reach_gets_an_explanation_at_sign_up() {
    let mut site = open_site();
    mail::suppress(&site.ground, "Mia@example.org", mail::Reason::Bounced)
        .await
        .unwrap();
    let ask = async |site: &Site| {
        let form = form("mia@example.org", PASSWORD);
        sign_up(&site.ground, &site.passwords, form, network(1)).await
    };

    assert!(matches!(ask(&site).await, Err(Error::Undeliverable)));

    assert!(site.letters().await.is_empty());
    mail::lift_suppression(&site.ground, "mia@example.org")
        .await
        .unwrap();
    ask(&site).await.unwrap();
    assert_eq!(site.letters().await.len(), 1);
}

#[tokio::test]
async fn an_address_is_confirmed_with_what_was_accepted_beside_the_form_or_not_at_all() {
    let mut site = open_site();
    let new = NewAccount {
        policy_version: Some(7),
        ..form("mia@example.org", PASSWORD)
    };
    sign_up(&site.ground, &site.passwords, new, network(HOME))
        .await
        .unwrap();
    let token = site.letter().await.token();

    let broken = crate::verify_email(&site.ground, &token, network(HOME), async |_, _, _| {
        Err(Fault::new("nothing could be noted"))
    });

    assert!(broken.await.is_err());
    assert_eq!(site.number("select count(*) from accounts").await, 0);
    let (noted, accepted) = std::sync::mpsc::channel();
    let confirmed = crate::verify_email(
        &site.ground,
        &token,
        network(HOME),
        async move |_, account, version| {
            noted.send((account, version)).unwrap();
            Ok(())
        },
    );
    let (session, is_steward) = confirmed.await.unwrap();
    assert_eq!(accepted.recv().unwrap(), (session.account, Some(7)));
    assert!(!is_steward, "nobody set this site up");
}
