use super::*;
use crate::passkey::authenticator_for_tests::{Authenticator, ORIGIN, Sent};

const MIA: &str = "mia@example.org";

pub(super) fn here() -> RelyingParty {
    RelyingParty::of(ORIGIN).unwrap()
}

pub(super) async fn add(
    site: &Site,
    proven: &Proven,
    make: impl FnOnce(&str) -> Sent,
) -> Result<Option<RecoveryCodes>, Error> {
    let (ground, passwords, here) = (&site.ground, &site.passwords, here());
    let invited = invite_passkey(ground, passwords, proven, &here)
        .await
        .unwrap();
    let sent = make(&invited.challenge);
    add_passkey(ground, passwords, proven, &here, ("Phone", sent.made())).await
}

/// An account with a passkey, and the letter about it read.
async fn with_passkey(site: &mut Site, key: &Authenticator) -> (Proven, RecoveryCodes) {
    let _session = site.account(MIA).await;
    let proven = site.proven(MIA).await;
    let codes = add(site, &proven, |challenge| key.make(challenge)).await;
    let letter = site.letter().await;
    assert_eq!(letter.subject, "Your Fuda account has a new passkey");
    (proven, codes.unwrap().expect("the first brings codes"))
}

pub(super) async fn enter(site: &Site, sent: &Sent) -> Result<NewSession, Error> {
    let (ground, passwords) = (&site.ground, &site.passwords);
    sign_in_with_passkey(ground, passwords, &here(), sent.signed(), network(HOME)).await
}

pub(super) fn challenge(site: &Site) -> String {
    challenge_to_log_in(&site.ground, &site.passwords)
}

#[tokio::test]
async fn pr_61_a_passkey_logs_in_alone_once_for_each_challenge() {
    for key in [Authenticator::p256(), Authenticator::ed25519()] {
        let mut site = open_site();
        let (proven, _codes) = with_passkey(&mut site, &key).await;
        let sent = key.sign(&challenge(&site));

        let session = enter(&site, &sent).await.unwrap();

        assert_eq!(session.account, proven.who().account.id);
        assert!(site.is_open(&session.token).await);
        assert!(
            matches!(enter(&site, &sent).await, Err(Error::WrongPasskey)),
            "replayed"
        );
        let listed = passkeys(&site.ground, proven.who()).await.unwrap();
        assert_eq!(listed[0].name, "Phone");
        assert_eq!(listed[0].used, Some(Day::of(site.ground.clock.now())));
    }
}

#[tokio::test]
async fn pr_61_every_step_of_the_check_counts_when_a_passkey_logs_in() {
    let mut site = open_site();
    let mut key = Authenticator::p256();
    let (proven, _codes) = with_passkey(&mut site, &key).await;
    let mut stranger = Authenticator::p256();
    stranger.credential.clone_from(&key.credential);
    let mut refused = vec![("another key", stranger.sign(&challenge(&site)))];
    let prove = challenge_to_prove(&site.ground, &site.passwords, proven.who());
    refused.push(("another occasion", key.sign(&prove)));
    refused.push(("a foreign challenge", key.sign(&"A".repeat(43))));
    key.kind = Some("webauthn.create");
    refused.push(("another ceremony", key.sign(&challenge(&site))));
    key.kind = None;
    key.origin = "https://fuda.example.org.evil.example".to_owned();
    refused.push(("another page", key.sign(&challenge(&site))));
    key.origin = ORIGIN.to_owned();
    key.extra = r#","crossOrigin":true"#;
    refused.push(("inside another page", key.sign(&challenge(&site))));
    key.extra = "";
    key.site = "evil.example".to_owned();
    refused.push(("another site", key.sign(&challenge(&site))));
    key.site = "fuda.example.org".to_owned();
    for (why, flags) in [
        ("nobody there", 0x1c),
        ("nobody known", 0x19),
        ("odd", 0x15),
    ] {
        key.flags = flags;
        refused.push((why, key.sign(&challenge(&site))));
    }
    key.flags = 0x1d;
    let mut turned = key.sign(&challenge(&site));
    turned.signature = key.sign(&challenge(&site)).signature;
    refused.push(("the signature of something else", turned));
    key.tail = &[0];
    refused.push(("more than there should be", key.sign(&challenge(&site))));
    key.tail = &[];
    let mut unknown = key.sign(&challenge(&site));
    unknown.id = "AAAA".to_owned();
    refused.push(("an unknown passkey", unknown));

    for (why, sent) in refused {
        assert!(
            matches!(enter(&site, &sent).await, Err(Error::WrongPasskey)),
            "{why}"
        );
    }

    let late = key.sign(&challenge(&site));
    let in_time = key.sign(&challenge(&site));
    assert!(enter(&site, &in_time).await.is_ok());
    site.later(Duration::from_mins(30));
    assert!(matches!(
        enter(&site, &late).await,
        Err(Error::WrongPasskey)
    ));
}

#[tokio::test]
async fn pr_61_a_passkey_whose_count_falls_behind_was_copied_and_is_refused() {
    let mut site = open_site();
    let mut key = Authenticator::p256();
    key.count = 5;
    let (_proven, _codes) = with_passkey(&mut site, &key).await;
    for (count, is_right) in [(6, true), (6, false), (5, false), (0, false), (7, true)] {
        key.count = count;

        let entered = enter(&site, &key.sign(&challenge(&site))).await;

        assert_eq!(entered.is_ok(), is_right, "{count}");
    }
}

#[tokio::test]
async fn pr_61_a_passkey_is_a_second_factor_for_browsers_and_apps() {
    let mut site = open_site();
    let (_proven, codes) = with_passkey(&mut site, &Authenticator::p256()).await;

    let by_password = site.sign_in(MIA, PASSWORD).await;

    let Err(Error::CodeNeeded(half)) = by_password else {
        panic!("{by_password:?}");
    };
    let factor = factor_of_half(&site.ground, &half.token)
        .await
        .unwrap()
        .unwrap();
    assert_eq!((factor.has_authenticator, factor.passkeys), (false, 1));
    let (ground, passwords) = (&site.ground, &site.passwords);
    let app = sign_in_device(ground, passwords, typed(MIA, PASSWORD), "", network(9)).await;
    assert!(matches!(app, Err(Error::WrongCredentials)));
    assert!(matches!(
        finish_sign_in(ground, passwords, &half.token, "000000", network(HOME)).await,
        Err(Error::WrongCode)
    ));
    let code = &codes.written()[0];
    assert!(
        finish_sign_in(ground, passwords, &half.token, code, network(HOME))
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn pr_61_a_passkey_proves_who_one_is_and_only_its_owner() {
    let mut site = open_site();
    let key = Authenticator::p256();
    let (proven, _codes) = with_passkey(&mut site, &key).await;
    let ben = site.signed_in("ben@example.org").await;
    site.later(Duration::from_mins(20));
    let who = proven.who();
    assert!(who.proven(site.ground.clock.now()).is_err());
    let (ground, passwords, here) = (&site.ground, &site.passwords, here());
    let to_ben = key.sign(&challenge_to_prove(ground, passwords, &ben));
    let to_mia = key.sign(&challenge_to_prove(ground, passwords, who));

    let as_ben = prove_with_passkey(ground, passwords, &ben, &here, to_ben.signed()).await;
    let as_mia = prove_with_passkey(ground, passwords, who, &here, to_mia.signed()).await;

    assert!(matches!(as_ben, Err(Error::WrongPasskey)));
    let renewed = session(ground, &as_mia.unwrap().token)
        .await
        .unwrap()
        .unwrap();
    assert!(renewed.proven(ground.clock.now()).is_ok());
}

#[tokio::test]
async fn pr_61_a_passkey_is_made_only_by_who_was_invited_and_belongs_to_one_account() {
    let mut site = open_site();
    let mut key = Authenticator::p256();
    let (mia, _codes) = with_passkey(&mut site, &key).await;
    let _ben = site.account("ben@example.org").await;
    let ben = site.proven("ben@example.org").await;
    let for_mia = invite_passkey(&site.ground, &site.passwords, &mia, &here())
        .await
        .unwrap();
    assert_eq!(for_mia.known.len(), 1);
    let other = Authenticator::p256();

    let anothers = add(&site, &ben, |_| other.make(&for_mia.challenge)).await;
    let again = add(&site, &ben, |challenge| key.make(challenge)).await;
    key.flags = 0x19;
    key.credential = vec![1; 16];
    let unverified = add(&site, &ben, |challenge| key.make(challenge)).await;

    for refused in [anothers, again, unverified] {
        assert!(matches!(refused, Err(Error::WrongPasskey)), "{refused:?}");
    }
    assert!(passkeys(&site.ground, ben.who()).await.unwrap().is_empty());
}

#[tokio::test]
async fn pr_61_ending_the_last_passkey_turns_the_second_factor_off_and_is_told() {
    let mut site = open_site();
    let key = Authenticator::p256();
    let (mia, _codes) = with_passkey(&mut site, &key).await;
    let second = add(&site, &mia, |challenge| {
        Authenticator::ed25519().make(challenge)
    });
    assert!(second.await.unwrap().is_none(), "no new codes");
    let _told = site.letter().await;
    let _ben = site.account("ben@example.org").await;
    let ben = site.proven("ben@example.org").await;
    let listed = passkeys(&site.ground, mia.who()).await.unwrap();
    let ground = &site.ground;
    assert!(!remove_passkey(ground, &ben, listed[0].id).await.unwrap());

    assert!(remove_passkey(ground, &mia, listed[0].id).await.unwrap());
    let one_left = site.letter().await;
    assert!(
        remove_passkey(&site.ground, &mia, listed[1].id)
            .await
            .unwrap()
    );
    let none_left = site.letter().await;

    assert_eq!(one_left.subject, "A passkey of your Fuda account has ended");
    assert_eq!(
        none_left.subject,
        "The second factor of your Fuda account is off"
    );
    assert!(site.sign_in(MIA, PASSWORD).await.is_ok());
    assert_eq!(site.number("select count(*) from recovery_codes").await, 0);
    let gone = key.sign(&challenge(&site));
    assert!(matches!(
        enter(&site, &gone).await,
        Err(Error::WrongPasskey)
    ));
}

#[tokio::test]
async fn pr_61_an_authenticator_app_may_go_while_passkeys_stay() {
    let mut site = open_site();
    let (mia, _codes) = with_passkey(&mut site, &Authenticator::p256()).await;
    let secret = new_totp_secret(&site.ground);
    let code = crate::second_factor::code_for_tests(&secret, site.ground.clock.now());
    turn_on_second_factor(&site.ground, &site.passwords, &mia, &secret, &code)
        .await
        .unwrap();
    let _told = site.letter().await;

    turn_off_second_factor(&site.ground, &mia).await.unwrap();

    assert_eq!(
        site.letter().await.subject,
        "Your Fuda account takes no more codes"
    );
    assert!(matches!(
        site.sign_in(MIA, PASSWORD).await,
        Err(Error::CodeNeeded(_))
    ));
    let operator = Operator::at_the_terminal();
    reset_second_factor(&site.ground, &operator, mia.who().account.id)
        .await
        .unwrap();
    assert!(site.sign_in(MIA, PASSWORD).await.is_ok());
}

#[tokio::test]
async fn a_disabled_account_is_not_opened_by_a_passkey() {
    let mut site = open_site();
    let key = Authenticator::p256();
    let (mia, _codes) = with_passkey(&mut site, &key).await;
    let operator = Operator::at_the_terminal();
    disable(&site.ground, &operator, mia.who().account.id)
        .await
        .unwrap();

    let entered = enter(&site, &key.sign(&challenge(&site))).await;

    assert!(matches!(entered, Err(Error::Disabled)));
}

#[tokio::test]
async fn guessing_at_passkeys_is_slowed_down_by_network() {
    let site = open_site();
    let stranger = Authenticator::p256();
    let mut refused = 0;
    for _ in 0..100 {
        if let Err(Error::TooManyTries { .. }) =
            enter(&site, &stranger.sign(&challenge(&site))).await
        {
            refused += 1;
        }
    }

    assert_eq!(refused, 40, "60 at once from one network");
}
