//! The table `sign_ups`.

use store::{Fault, Millis, Read, Write, args};
use texts::Language;

use super::accounts::{email_of, language_of};
use crate::email::Email;
use crate::token::TokenHash;

/// A sign-up that waits for its link.
pub(crate) struct SignUp {
    pub(crate) email: Email,
    pub(crate) language: Language,
    pub(crate) password_hash: String,
    /// The version of the policy that stood beside the form.
    pub(crate) policy_version: Option<u32>,
}

pub(crate) async fn add(
    w: &Write,
    token: TokenHash,
    sign_up: &SignUp,
    [created_at, expires_at]: [Millis; 2],
) -> Result<(), Fault> {
    w.run(
        "insert into sign_ups
             (token_hash, email, email_folded, language, password_hash, policy_version, created_at,
              expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![
            token,
            sign_up.email.as_str(),
            sign_up.email.folded(),
            sign_up.language.code(),
            &sign_up.password_hash,
            sign_up.policy_version,
            created_at,
            expires_at
        ],
    )
    .await?;
    Ok(())
}

pub(crate) async fn live(r: &Read, token: TokenHash, now: Millis) -> Result<Option<SignUp>, Fault> {
    let row = r
        .row(
            "select email, language, password_hash, policy_version from sign_ups
             where token_hash = $1 and expires_at > $2",
            args![token, now],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(SignUp {
        email: email_of(&row.get::<String>(0)?)?,
        language: language_of(&row.get::<String>(1)?),
        password_hash: row.get(2)?,
        policy_version: row.get(3)?,
    }))
}

/// The passwords of the latest live sign-ups with an address.
pub(crate) async fn passwords(
    r: &Read,
    email: &Email,
    most: u32,
    now: Millis,
) -> Result<Vec<String>, Fault> {
    let rows = r
        .rows(
            "select password_hash from sign_ups
             where email_folded = $1 and expires_at > $2
             order by created_at desc, token_hash
             limit $3",
            args![email.folded(), now, most],
        )
        .await?;
    rows.iter().map(|row| row.get(0)).collect()
}

pub(crate) async fn remove_of_address(w: &Write, email: &Email) -> Result<(), Fault> {
    w.run(
        "delete from sign_ups where email_folded = $1",
        args![email.folded()],
    )
    .await?;
    Ok(())
}

pub(crate) async fn remove_expired(w: &Write, expired_before: Millis) -> Result<u64, Fault> {
    w.run(
        "delete from sign_ups where expires_at <= $1",
        args![expired_before],
    )
    .await
}
