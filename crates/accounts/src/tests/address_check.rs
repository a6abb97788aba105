use super::*;
use crate::address_check::ask_those_due;

const MIA: &str = "mia@example.org";
const YEAR: Duration = Duration::from_hours(365 * 24);

async fn asked(site: &Site) {
    ask_those_due(&site.ground, 365, 30).await.unwrap();
}

/// The tokens of all letters with this subject that lie in the outbox.
async fn tokens(site: &mut Site, subject: &str) -> Vec<String> {
    site.read = 0;
    let letters = site.letters().await;
    let about = letters.iter().filter(|letter| letter.subject == subject);
    about.map(Read::token).collect()
}

const CHECK: &str = "Do our letters still reach you?";

async fn check_of(site: &Site, token: &str) -> Option<AddressCheck> {
    let who = session(&site.ground, token).await.unwrap().unwrap();
    who.address_check
}

#[tokio::test]
async fn pr_01_once_a_year_a_letter_asks_whether_the_address_is_still_ones_own() {
    let mut site = open_site();
    let _session = site.account(MIA).await;
    site.later(YEAR.saturating_sub(Duration::from_millis(1)));
    asked(&site).await;
    assert!(site.letters().await.is_empty(), "not yet a year");
    site.later(Duration::from_millis(1));

    asked(&site).await;
    asked(&site).await;

    let [token] = tokens(&mut site, CHECK).await.try_into().unwrap();
    let session = site.sign_in(MIA, PASSWORD).await.unwrap().token;
    let check = check_of(&site, &session).await.expect("pages say so");
    assert!(!check.is_overdue(site.ground.clock.now()));
    site.later(DAY * 30);
    assert!(check.is_overdue(site.ground.clock.now()));
    let session = site.sign_in(MIA, PASSWORD).await.unwrap().token;
    let app = site.app_from(MIA, network(8)).await;
    assert!(site.syncs(&app).await, "apps go on");

    assert!(is_check_open(&site.ground, &token).await.unwrap());
    confirm_check(&site.ground, &token).await.unwrap();

    assert_eq!(check_of(&site, &session).await, None);
    assert!(matches!(
        confirm_check(&site.ground, &token).await,
        Err(Error::BadToken)
    ));
    let _about_logging_in = site.letters().await;
    asked(&site).await;
    assert!(site.letters().await.is_empty());
    site.later(YEAR);
    asked(&site).await;
    assert_eq!(site.letters().await.len(), 1, "again after a year");
}

#[tokio::test]
async fn pr_01_every_answered_letter_is_an_answer_and_a_new_letter_voids_the_one_before() {
    let mut site = open_site();
    let _session = site.account(MIA).await;
    ask_those_due(&site.ground, 0, 30).await.unwrap();
    let [first] = tokens(&mut site, CHECK).await.try_into().unwrap();
    let session = site.sign_in(MIA, PASSWORD).await.unwrap().token;
    let who = super::session(&site.ground, &session)
        .await
        .unwrap()
        .unwrap();

    ask_for_check_again(&site.ground, &site.passwords, &who)
        .await
        .unwrap();

    let both = tokens(&mut site, CHECK).await;
    let second = both.into_iter().find(|token| *token != first).unwrap();
    assert!(!is_check_open(&site.ground, &first).await.unwrap());
    assert!(is_check_open(&site.ground, &second).await.unwrap());
    request_reset(&site.ground, &site.passwords, MIA, network(3))
        .await
        .unwrap();
    let [link] = tokens(&mut site, "Choose a new password for Fuda")
        .await
        .try_into()
        .unwrap();
    reset_password(&site.ground, &site.passwords, &link, OTHER)
        .await
        .unwrap();
    assert!(!is_check_open(&site.ground, &second).await.unwrap());
    assert_eq!(site.number("select count(*) from address_checks").await, 0);
}

#[tokio::test]
async fn pr_01_the_link_of_a_check_ends_a_month_after_pages_ask_and_a_new_letter_brings_another() {
    let mut site = open_site();
    let _session = site.account(MIA).await;
    ask_those_due(&site.ground, 0, 30).await.unwrap();
    let letter = site.letter().await;
    assert!(
        letter.body.contains("The link works for 60 days."),
        "{}",
        letter.body
    );
    let first = letter.token();
    site.later(DAY * 59 + JUST_UNDER_A_DAY);
    assert!(is_check_open(&site.ground, &first).await.unwrap());
    site.later(Duration::from_millis(1));

    assert!(!is_check_open(&site.ground, &first).await.unwrap());
    assert!(matches!(
        confirm_check(&site.ground, &first).await,
        Err(Error::BadToken)
    ));

    let who = site.proven(MIA).await.who().clone();
    ask_for_check_again(&site.ground, &site.passwords, &who)
        .await
        .unwrap();
    let letter = site.letter().await;
    assert!(
        letter.body.contains("works for 30 days."),
        "{}",
        letter.body
    );
    assert!(
        letter.body.contains("Until it is followed"),
        "{}",
        letter.body
    );
    confirm_check(&site.ground, &letter.token()).await.unwrap();
}

#[tokio::test]
async fn pr_01_closed_accounts_and_those_who_leave_are_not_asked() {
    let mut site = open_site();
    let mia = site.signed_in(MIA).await;
    let _ben = site.account("ben@example.org").await;
    let ben = site.proven("ben@example.org").await;
    let operator = Operator::at_the_terminal();
    disable(&site.ground, &operator, mia.account.id)
        .await
        .unwrap();
    ask_for_removal(&site.ground, &ben).await.unwrap();
    let _told = site.letters().await;
    site.later(YEAR);

    asked(&site).await;

    assert!(site.letters().await.is_empty());
}
