//! Invitations: links that let somebody sign up where not everybody may.

use std::time::Duration;

use mail::Purpose;
use store::{Fault, Ground, Millis, Write};
use texts::Language;

use crate::email::Email;
use crate::error::Error;
use crate::hashing::Passwords;
use crate::letter;
use crate::operator::Operator;
use crate::options::Registration;
use crate::storage;
use crate::storage::invitations::Kind;
use crate::token::TokenHash;

const DAY: Duration = Duration::from_hours(24);

/// What an invitation is good for.
#[derive(Debug, Clone)]
pub struct NewInvitation {
    /// How many addresses may sign up with it.
    pub uses: u32,
    /// After so many days it ends.
    pub days: u32,
    /// Where to send it; `None`: the operator hands it over.
    pub email: Option<String>,
    /// The language of the letter.
    pub language: Language,
}

/// The token of a link for the first account, good for one address, in mode `invite` and as long as
/// no account is confirmed. It is not kept in clear, so asking again makes a new one and ends the
/// earlier: whoever starts the server reads the only link that works.
pub async fn first_run_invitation(
    ground: &Ground,
    passwords: &Passwords,
) -> Result<Option<String>, Fault> {
    let is_wanted = passwords.registration() == Registration::Invite;
    let (now, (token, hash)) = (ground.clock.now(), TokenHash::new(&ground.chance));
    ground
        .db
        .write(async move |w| {
            storage::invitations::remove_first_run(w).await?;
            if !is_wanted || storage::accounts::is_any_verified(w).await? {
                return Ok(None);
            }
            storage::invitations::add(w, hash, Kind::FirstRun, 1, [Some(now), None]).await?;
            Ok(Some(token))
        })
        .await
}

/// Whether a sign-up with this invitation may have a chance; for the page that shows the form. A
/// used one still counts, since the address that used it may ask for another letter with it.
pub async fn invitation_is_open(ground: &Ground, token: &str) -> Result<bool, Fault> {
    let Some(token) = TokenHash::of(token) else {
        return Ok(false);
    };
    let now = ground.clock.now();
    ground
        .db
        .read(async move |r| Ok(storage::invitations::live(r, token, now).await?.is_some()))
        .await
}

/// Makes an invitation and returns its token. Refuses `BadEmail`.
pub async fn invite(
    ground: &Ground,
    _operator: &Operator,
    new: NewInvitation,
) -> Result<String, Error> {
    let email: Option<Email> = new.email.as_deref().map(str::parse).transpose()?;
    let (now, (token, hash)) = (ground.clock.now(), TokenHash::new(&ground.chance));
    let times = [Some(now), Some(now.plus(DAY * new.days))];
    ground
        .db
        .write(async move |w| {
            storage::invitations::add(w, hash, Kind::Operator, new.uses, times).await?;
            if let Some(email) = email {
                let purpose = Purpose::Invitation {
                    token: token.clone(),
                    days: new.days,
                };
                letter::to_address(w, &email, new.language, purpose, now).await?;
            }
            Ok(token)
        })
        .await
}

/// Uses an invitation for an address: once for each address, known or not. Refuses `BadInvitation`.
pub(crate) async fn use_for(
    w: &Write,
    token: TokenHash,
    email: &Email,
    now: Millis,
) -> Result<(), Error> {
    let kind = storage::invitations::live(w, token, now)
        .await?
        .ok_or(Error::BadInvitation)?;
    // Somebody else came first, by another way: the site has its operator.
    if kind == Kind::FirstRun && storage::accounts::is_any_verified(w).await? {
        return Err(Error::BadInvitation);
    }
    let address = email.fingerprint();
    if kind == Kind::FirstRun {
        storage::steward::put_candidate(w, address).await?;
    }
    if storage::invitations::was_used_by(w, token, address).await?
        || storage::invitations::take_use(w, token, address, now).await?
    {
        return Ok(());
    }
    Err(Error::BadInvitation)
}
