//! Signing up, and confirming the address.
//!
//! A sign-up makes no account: the link in its letter does (PR-01). Whether there was an account with
//! the address already shows in the letter alone: the same work is done, the same is written, and
//! the same is answered.

use std::fmt;
use std::time::Duration;

use mail::Purpose;
use store::{Fault, Ground, Millis, Write};
use texts::Language;

use crate::account::AccountId;
use crate::email::Email;
use crate::error::Error;
use crate::hashing::Passwords;
use crate::invitation;
use crate::letter;
use crate::network::Network;
use crate::options::Registration;
use crate::password;
use crate::session;
use crate::sign_in::NewSession;
use crate::steward;
use crate::storage;
use crate::storage::sign_ups::SignUp;
use crate::token::TokenHash;
use crate::whereabouts::{Arrival, Whereabouts};

const LINK_HOURS: u32 = 24;
pub(crate) const LINK_LIFE: Duration = Duration::from_hours(LINK_HOURS as u64);

/// What a sign-up form holds.
#[derive(Clone, Copy)]
pub struct NewAccount<'a> {
    /// As it was typed.
    pub email: &'a str,
    /// As it was typed.
    pub password: &'a str,
    /// The token of an invitation link.
    pub invitation: Option<&'a str>,
    /// The language of the letters.
    pub language: Language,
    /// The version of the policy that stood beside the form.
    pub policy_version: Option<u32>,
}

impl fmt::Debug for NewAccount<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NewAccount")
    }
}

/// Takes a sign-up and sends a letter. The answer is the same whether the address is known or not.
/// Refuses `BadEmail`, `BadPassword`, `RegistrationClosed`, `BadInvitation`, `Undeliverable`,
/// `TooManyTries`, `Busy`.
pub async fn sign_up(
    ground: &Ground,
    passwords: &Passwords,
    new: NewAccount<'_>,
    from: Network,
) -> Result<(), Error> {
    let email: Email = new.email.parse()?;
    password::check(new.password, &email)?;
    let invitation = admit(ground, passwords, &new, from).await?;
    must_be_reachable(ground, &email).await?;
    let now = ground.clock.now();
    let counters = passwords.counters();
    let may_have_a_letter = counters.sign_up_address.take(now, &email.folded()).is_ok();
    let password_hash = passwords.hash(new.password, ground.chance.bytes()).await?;
    let sign_up = SignUp {
        email,
        language: new.language,
        password_hash,
        policy_version: new.policy_version,
    };
    let chance = ground.chance.clone();
    ground
        .db
        .write(async move |w| {
            if let Some(invitation) = invitation {
                invitation::use_for(w, invitation, &sign_up.email, now).await?;
            }
            if may_have_a_letter {
                let (token, hash) = TokenHash::new(&chance);
                keep_with_letter(w, (token, hash), &sign_up, now).await?;
            }
            Ok(())
        })
        .await
}

/// An address that letters do not reach cannot confirm itself. This tells nothing of who has an
/// account: the note outlives accounts and is made without one.
pub(crate) async fn must_be_reachable(ground: &Ground, email: &Email) -> Result<(), Error> {
    match mail::suppression(ground, email.as_str()).await? {
        Some(_) => Err(Error::Undeliverable),
        None => Ok(()),
    }
}

/// Whether this form may make an account at all, by the rule of registration. Returns the invitation
/// that is to be used up.
async fn admit(
    ground: &Ground,
    passwords: &Passwords,
    new: &NewAccount<'_>,
    from: Network,
) -> Result<Option<TokenHash>, Error> {
    match passwords.registration() {
        Registration::Closed => Err(Error::RegistrationClosed),
        Registration::Invite => {
            let shown = new.invitation.ok_or(Error::RegistrationClosed)?;
            let token = TokenHash::of(shown).ok_or(Error::BadInvitation)?;
            // Asked again when it is used; here so that strangers cause no hashing.
            if !invitation::invitation_is_open(ground, shown).await? {
                return Err(Error::BadInvitation);
            }
            Ok(Some(token))
        }
        Registration::Open => {
            passwords
                .counters()
                .sign_up_network
                .take(ground.clock.now(), &from)?;
            Ok(None)
        }
    }
}

/// Keeps the sign-up and queues its letter. With a known address the token is kept but not sent, so
/// that trying to sign in afterwards shows no difference either.
async fn keep_with_letter(
    w: &Write,
    (token, hash): (String, TokenHash),
    sign_up: &SignUp,
    now: Millis,
) -> Result<(), Error> {
    storage::sign_ups::add(w, hash, sign_up, [now, link_ends(now)]).await?;
    match storage::accounts::by_address(w, &sign_up.email).await? {
        Some(account) if account.verified_at.is_some() => {
            letter::to_account(w, &account, Purpose::AddressKnown, now).await?;
        }
        _ => {
            let purpose = Purpose::ConfirmAddress {
                token,
                hours: LINK_HOURS,
            };
            letter::to_address(w, &sign_up.email, sign_up.language, purpose, now).await?;
        }
    }
    Ok(())
}

/// For an account that was added by the operator: a sign-up with the same password, whose link
/// confirms it.
pub(crate) async fn ask_to_confirm(
    w: &Write,
    (token, hash): (String, TokenHash),
    sign_up: &SignUp,
    account: AccountId,
    now: Millis,
) -> Result<(), Error> {
    storage::sign_ups::add(w, hash, sign_up, [now, link_ends(now)]).await?;
    let account = storage::accounts::by_id(w, account)
        .await?
        .ok_or(Error::NoSuchAccount)?;
    let purpose = Purpose::ConfirmAddress {
        token,
        hours: LINK_HOURS,
    };
    letter::to_account(w, &account, purpose, now).await?;
    Ok(())
}

fn link_ends(now: Millis) -> Millis {
    now.plus(LINK_LIFE)
}

/// Confirms an address with the token of its letter and signs in; says, too, whether the account is
/// the steward now. `also` notes for the account what was accepted with the sign-up, or it is not
/// confirmed. Refuses `BadToken`, `Disabled`.
pub async fn verify_email<F>(
    ground: &Ground,
    token: &str,
    from: impl Into<Whereabouts>,
    also: F,
) -> Result<(NewSession, bool), Error>
where
    F: AsyncFnOnce(&Write, AccountId, Option<u32>) -> Result<(), Fault> + Send + 'static,
{
    let token = TokenHash::of(token).ok_or(Error::BadToken)?;
    let (now, chance, from) = (ground.clock.now(), ground.chance.clone(), from.into());
    let arrival = Arrival::by_browser(ground, from);
    ground
        .db
        .write(async move |w| {
            let sign_up = storage::sign_ups::live(w, token, now)
                .await?
                .ok_or(Error::BadToken)?;
            let account = confirmed(w, &sign_up, now).await?;
            // Other sign-ups with this address, and the passwords chosen there, are void now.
            storage::sign_ups::remove_of_address(w, &sign_up.email).await?;
            also(w, account, sign_up.policy_version).await?;
            let is_steward = steward::note_confirmed(w, account, &sign_up.email).await?;
            let known = storage::accounts::by_id(w, account).await?;
            arrival.note(w, &known.ok_or(Error::BadToken)?).await?;
            let session = session::begin(w, &chance, account, from.browser, now).await?;
            Ok((session, is_steward))
        })
        .await
}

/// The account of a confirmed address, with the password that was chosen with this very letter: a
/// stranger who signed up with somebody's address must not choose the password for her.
async fn confirmed(w: &Write, sign_up: &SignUp, now: Millis) -> Result<AccountId, Error> {
    let SignUp {
        email,
        language,
        password_hash,
        policy_version: _,
    } = sign_up;
    let Some(account) = storage::accounts::by_address(w, email).await? else {
        let times = [Some(now), Some(now)];
        return storage::accounts::add(w, email, *language, password_hash, times).await;
    };
    if account.disabled_at.is_some() {
        return Err(Error::Disabled);
    }
    if account.verified_at.is_some() {
        return Err(Error::BadToken);
    }
    storage::accounts::put_password(w, account.id, password_hash).await?;
    storage::accounts::put_verified(w, account.id, now).await?;
    Ok(account.id)
}
