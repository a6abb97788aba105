use super::*;

const OLD: &str = "mia@example.org";
const NEW: &str = "mia@new.example.org";

async fn ask(site: &Site, new: &str) -> Result<(), Error> {
    let proven = site.proven(OLD).await;
    ask_for_new_address(&site.ground, &site.passwords, &proven, new).await
}

#[tokio::test]
async fn pr_02_an_address_changes_once_the_new_one_confirms_and_the_old_one_is_told() {
    let mut site = open_site();
    let session = site.account(OLD).await.token;
    let key = site.device(OLD).await;
    ask(&site, NEW).await.unwrap();
    let link = site.letter().await;
    assert_eq!(link.to, NEW);
    assert_eq!(link.subject, "Confirm your new address for Fuda");
    assert!(site.sign_in(OLD, PASSWORD).await.is_ok(), "not yet");
    assert!(is_change_open(&site.ground, &link.token()).await.unwrap());

    confirm_new_address(&site.ground, &link.token())
        .await
        .unwrap();

    assert!(site.sign_in(NEW, PASSWORD).await.is_ok());
    assert!(matches!(
        site.sign_in(OLD, PASSWORD).await,
        Err(Error::WrongCredentials)
    ));
    assert!(site.is_open(&session).await);
    assert!(site.syncs(&key).await);
    let told = site.letter().await;
    assert_eq!(
        (told.to.as_str(), told.subject.as_str()),
        (OLD, "Your Fuda address was changed")
    );
    assert!(matches!(
        confirm_new_address(&site.ground, &link.token()).await,
        Err(Error::BadToken)
    ));
}

#[tokio::test]
async fn pr_02_the_old_address_takes_a_change_back_for_a_week_and_locks_the_thief_out() {
    let mut site = open_site();
    let session = site.account(OLD).await.token;
    let key = site.device(OLD).await;
    ask(&site, NEW).await.unwrap();
    let link = site.letter().await.token();
    confirm_new_address(&site.ground, &link).await.unwrap();
    let undo = site.letter().await.token();
    let thief = site.proven(NEW).await;
    let secret = new_totp_secret(&site.ground);
    let code = crate::second_factor::code_for_tests(&secret, site.ground.clock.now());
    turn_on_second_factor(&site.ground, &site.passwords, &thief, &secret, &code)
        .await
        .unwrap();
    let _told = site.letters().await;
    site.later(Duration::from_hours(7 * 24) - Duration::from_millis(1));
    assert!(is_return_open(&site.ground, &undo).await.unwrap());

    take_back(&site.ground, &site.passwords, &undo)
        .await
        .unwrap();

    assert!(!site.is_open(&session).await);
    assert!(!site.syncs(&key).await);
    for address in [OLD, NEW] {
        assert!(matches!(
            site.sign_in(address, PASSWORD).await,
            Err(Error::WrongCredentials)
        ));
    }
    let letter = site.letter().await;
    assert_eq!(letter.to, OLD);
    reset_password(&site.ground, &site.passwords, &letter.token(), OTHER)
        .await
        .unwrap();
    assert!(
        site.sign_in(OLD, OTHER).await.is_ok(),
        "the thief's second factor is gone, too"
    );
    assert!(!is_return_open(&site.ground, &undo).await.unwrap());
}

#[tokio::test]
async fn links_of_a_change_end_in_time_and_with_the_password() {
    let mut site = open_site();
    let _session = site.account(OLD).await;
    ask(&site, NEW).await.unwrap();
    let late = site.letter().await.token();
    site.later(DAY);
    assert!(!is_change_open(&site.ground, &late).await.unwrap());
    ask(&site, NEW).await.unwrap();
    let token = site.letter().await.token();
    let who = site.proven(OLD).await;
    let _session = change_password(&site.ground, &site.passwords, who.who(), PASSWORD, OTHER)
        .await
        .unwrap();

    assert!(matches!(
        confirm_new_address(&site.ground, &token).await,
        Err(Error::BadToken)
    ));

    site.later(Duration::from_hours(8 * 24));
    let _told = site.letters().await;
    assert_eq!(site.number("select count(*) from address_changes").await, 0);
}

#[tokio::test]
async fn an_address_that_has_an_account_gets_a_letter_and_the_asker_no_hint() {
    let mut site = open_site();
    let _other = site.account("ben@example.org").await;
    let _session = site.account(OLD).await;

    ask(&site, "Ben@example.org").await.unwrap();

    let letter = site.letter().await;
    assert_eq!(letter.to, "ben@example.org");
    assert_eq!(letter.subject, "You already have a Fuda account");
    assert!(matches!(ask(&site, OLD).await, Err(Error::SameEmail)));
    assert!(matches!(ask(&site, "nonsense").await, Err(Error::BadEmail)));
}

#[tokio::test]
async fn what_matters_takes_the_password_again_after_a_quarter_of_an_hour() {
    let mut site = open_site();
    let token = site.account(OLD).await.token;
    let who = session(&site.ground, &token).await.unwrap().unwrap();
    site.later(Duration::from_mins(15) - Duration::from_millis(1));
    assert!(who.proven(site.ground.clock.now()).is_ok());
    site.later(Duration::from_millis(1));
    assert!(matches!(
        who.proven(site.ground.clock.now()),
        Err(Error::ProofNeeded)
    ));
    let shown = |password| ShownAgain { password, code: "" };
    assert!(matches!(
        prove_again(&site.ground, &site.passwords, &who, shown(OTHER)).await,
        Err(Error::WrongCredentials)
    ));

    let again = prove_again(&site.ground, &site.passwords, &who, shown(PASSWORD))
        .await
        .unwrap();

    assert!(!site.is_open(&token).await, "the session has another token");
    let who = session(&site.ground, &again.token).await.unwrap().unwrap();
    assert!(who.proven(site.ground.clock.now()).is_ok());
}
