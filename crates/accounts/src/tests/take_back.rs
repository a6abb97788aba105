use super::passkeys::{add, challenge, enter};
use super::*;
use crate::passkey::authenticator_for_tests::Authenticator;

const MIA: &str = "mia@example.org";
const ELSEWHERE: &str = "mia@thief.example.org";

/// Makes a passkey with the password alone, and reads the letter about it.
async fn passkey_of(site: &mut Site, who: &Proven) -> (Authenticator, Read) {
    let key = Authenticator::p256();
    add(site, who, |challenge| key.make(challenge))
        .await
        .unwrap();
    (key, site.letter().await)
}

async fn opens(site: &Site, key: &Authenticator) -> bool {
    match enter(site, &key.sign(&challenge(site))).await {
        Ok(_) => true,
        Err(Error::WrongPasskey) => false,
        Err(error) => panic!("{error:?}"),
    }
}

async fn choose_by(site: &Site, letter: &Read, new: &str) {
    reset_password(&site.ground, &site.passwords, &letter.token(), new)
        .await
        .unwrap();
}

#[tokio::test]
async fn pr_61_a_new_password_by_letter_ends_passkeys_of_the_last_week_and_no_older_ones() {
    let mut site = open_site();
    let _session = site.account(MIA).await;
    let who = site.proven(MIA).await;
    let (old, _letter) = passkey_of(&mut site, &who).await;
    site.later(DAY * 7 + Duration::from_millis(1));
    let (young, _letter) = passkey_of(&mut site, &who).await;
    let forget = async |site: &mut Site, new| {
        let (ground, passwords) = (&site.ground, &site.passwords);
        request_reset(ground, passwords, MIA, network(1))
            .await
            .unwrap();
        let letter = site.letter().await;
        choose_by(site, &letter, new).await;
        let told = site.letters().await;
        told.into_iter().map(|letter| letter.subject).collect()
    };

    let told: Vec<String> = forget(&mut site, OTHER).await;

    assert!(!opens(&site, &young).await, "may be a thief's");
    assert!(opens(&site, &old).await);
    let ended = "A passkey of your Fuda account has ended".to_owned();
    assert!(told.contains(&ended), "{told:?}");
    assert!(matches!(
        site.sign_in(MIA, OTHER).await,
        Err(Error::CodeNeeded(_))
    ));
    let operator = Operator::at_the_terminal();
    reset_second_factor(&site.ground, &operator, who.who().account.id)
        .await
        .unwrap();
    let (only, _letter) = {
        let _off = site.letter().await;
        passkey_of(&mut site, &who).await
    };
    let told = forget(&mut site, PASSWORD).await;
    assert!(!opens(&site, &only).await);
    let off = "The second factor of your Fuda account is off".to_owned();
    assert!(told.contains(&off), "{told:?}");
    assert!(
        site.sign_in(MIA, PASSWORD).await.is_ok(),
        "she is asked for nothing that she lacks"
    );
}

#[tokio::test]
async fn pr_61_the_letter_about_a_new_second_factor_takes_it_back_and_locks_the_thief_out() {
    let mut site = open_site();
    let _session = site.account(MIA).await;
    let key = site.device(MIA).await;
    let thief = site.proven(MIA).await;
    let (first, letter) = passkey_of(&mut site, &thief).await;
    site.later(DAY);
    let (second, _letter) = passkey_of(&mut site, &thief).await;
    let secret = new_totp_secret(&site.ground);
    let code = crate::second_factor::code_for_tests(&secret, site.ground.clock.now());
    let (ground, passwords) = (&site.ground, &site.passwords);
    turn_on_second_factor(ground, passwords, &thief, &secret, &code)
        .await
        .unwrap();
    let session = enter(&site, &first.sign(&challenge(&site))).await.unwrap();
    let told = site.letter().await;
    assert!(told.body.contains("/account/second-factor/return?token="));
    assert!(letter.body.contains("/account/second-factor/return?token="));

    take_back(&site.ground, &site.passwords, &letter.token())
        .await
        .unwrap();

    assert!(!site.is_open(&session.token).await);
    assert!(!site.syncs(&key).await);
    for key in [first, second] {
        assert!(!opens(&site, &key).await);
    }
    assert!(matches!(
        site.sign_in(MIA, PASSWORD).await,
        Err(Error::WrongCredentials)
    ));
    let link = site.letter().await;
    assert_eq!(link.to, MIA);
    choose_by(&site, &link, OTHER).await;
    assert!(site.sign_in(MIA, OTHER).await.is_ok(), "no code is asked");
    assert_eq!(site.number("select count(*) from recovery_codes").await, 0);
    for used in [letter, told] {
        assert!(!is_return_open(&site.ground, &used.token()).await.unwrap());
    }
}

#[tokio::test]
async fn pr_61_an_address_that_is_taken_back_ends_second_factors_that_prepared_the_change() {
    for link_of_the_passkey in [false, true] {
        let mut site = open_site();
        let _session = site.account(MIA).await;
        let who = site.proven(MIA).await;
        let (hers, _letter) = passkey_of(&mut site, &who).await;
        site.later(DAY * 31);
        let (his, about_passkey) = passkey_of(&mut site, &who).await;
        site.later(DAY);
        let (ground, passwords) = (&site.ground, &site.passwords);
        ask_for_new_address(ground, passwords, &who, ELSEWHERE)
            .await
            .unwrap();
        let confirm = site.letter().await.token();
        confirm_new_address(&site.ground, &confirm).await.unwrap();
        let about_address = site.letter().await;
        let letter = if link_of_the_passkey {
            about_passkey
        } else {
            about_address
        };

        take_back(&site.ground, &site.passwords, &letter.token())
            .await
            .unwrap();

        assert!(!opens(&site, &his).await);
        assert!(opens(&site, &hers).await, "made long before");
        let letters = site.letters().await;
        assert!(
            letters.iter().all(|letter| letter.to == MIA),
            "not to the thief"
        );
    }
}
