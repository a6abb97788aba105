use super::*;

/// A site by invitation with its first-run token.
async fn new_site() -> (Site, String) {
    let site = site_with(&Options::default());
    let token = first_run_invitation(&site.ground, &site.passwords)
        .await
        .unwrap()
        .unwrap();
    (site, token)
}

async fn sign_up_invited(site: &Site, email: &str, invitation: &str) -> Result<(), Error> {
    let new = NewAccount {
        invitation: Some(invitation),
        ..form(email, PASSWORD)
    };
    sign_up(&site.ground, &site.passwords, new, network(HOME)).await
}

#[tokio::test]
async fn the_first_run_link_is_for_one_address_even_in_a_race() {
    let (mut site, token) = new_site().await;

    let (one, other) = tokio::join!(
        sign_up_invited(&site, "mia@example.org", &token),
        sign_up_invited(&site, "eve@example.org", &token)
    );

    let outcomes = [one, other];
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    assert!(
        outcomes
            .iter()
            .any(|outcome| matches!(outcome, Err(Error::BadInvitation)))
    );
    let confirm = site.letter().await.token();
    let session = verify_email(&site.ground, &confirm).await.unwrap();
    let steward = steward(&site.ground).await.unwrap();
    assert_eq!(steward, Some(session.account), "with the account itself");
    assert_eq!(
        first_run_invitation(&site.ground, &site.passwords)
            .await
            .unwrap(),
        None
    );
    let late = sign_up_invited(&site, "late@example.org", &token).await;
    assert!(matches!(late, Err(Error::BadInvitation)));
}

#[tokio::test]
async fn a_lost_letter_can_be_asked_for_again_with_the_same_link() {
    let (mut site, token) = new_site().await;
    sign_up_invited(&site, "mia@example.org", &token)
        .await
        .unwrap();
    site.letter().await;

    assert!(invitation_is_open(&site.ground, &token).await.unwrap());
    sign_up_invited(&site, "Mia@example.org", &token)
        .await
        .unwrap();

    let again = site.letter().await.token();
    let _session = verify_email(&site.ground, &again).await.unwrap();
}

#[tokio::test]
async fn only_the_latest_first_run_link_works_and_none_once_there_is_an_account() {
    let (site, earlier) = new_site().await;
    let latest = first_run_invitation(&site.ground, &site.passwords)
        .await
        .unwrap()
        .unwrap();
    assert!(!invitation_is_open(&site.ground, &earlier).await.unwrap());
    assert!(invitation_is_open(&site.ground, &latest).await.unwrap());
    let refused = sign_up_invited(&site, "eve@example.org", &earlier).await;
    assert!(matches!(refused, Err(Error::BadInvitation)));

    let operator = Operator::at_the_terminal();
    let new = Added {
        email: "mia@example.org",
        password: NewPassword::Clear(PASSWORD),
        verified: true,
        language: Language::En,
    };
    add(&site.ground, &operator, &site.passwords, new)
        .await
        .unwrap();

    let refused = sign_up_invited(&site, "eve@example.org", &latest).await;
    assert!(matches!(refused, Err(Error::BadInvitation)));
}

#[tokio::test]
async fn an_invitation_of_the_operator_has_its_uses_and_its_days_and_its_letter() {
    let mut site = site_with(&Options::default());
    let operator = Operator::at_the_terminal();
    let new = NewInvitation {
        uses: 2,
        days: 7,
        email: Some("mia@example.org".into()),
        language: Language::En,
    };
    let token = invite(&site.ground, &operator, new.clone()).await.unwrap();
    let letter = site.letter().await;
    assert_eq!(
        (letter.to.as_str(), letter.token()),
        ("mia@example.org", token.clone())
    );

    sign_up_invited(&site, "mia@example.org", &token)
        .await
        .unwrap();
    sign_up_invited(&site, "ben@example.org", &token)
        .await
        .unwrap();
    let third = sign_up_invited(&site, "eve@example.org", &token).await;
    assert!(matches!(third, Err(Error::BadInvitation)));

    let token = invite(
        &site.ground,
        &operator,
        NewInvitation { email: None, ..new },
    )
    .await
    .unwrap();
    site.later(DAY * 7);
    assert!(!invitation_is_open(&site.ground, &token).await.unwrap());
    let late = sign_up_invited(&site, "eve@example.org", &token).await;
    assert!(matches!(late, Err(Error::BadInvitation)));
    let guessed = sign_up_invited(&site, "eve@example.org", &"A".repeat(43)).await;
    assert!(matches!(guessed, Err(Error::BadInvitation)));
}
