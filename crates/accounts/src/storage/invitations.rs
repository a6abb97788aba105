//! The tables `invitations` and `invitation_uses`.

use store::{Fault, Millis, Read, Write, args};

use crate::token::TokenHash;

/// What an invitation was made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The first account of the site.
    FirstRun,
    /// Whoever the operator wants.
    Operator,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Kind::FirstRun => "first-run",
            Kind::Operator => "operator",
        }
    }
}

pub(crate) async fn add(
    w: &Write,
    token: TokenHash,
    kind: Kind,
    uses: u32,
    [created_at, expires_at]: [Option<Millis>; 2],
) -> Result<(), Fault> {
    w.run(
        "insert into invitations (token_hash, kind, uses_left, created_at, expires_at)
         values ($1, $2, $3, $4, $5)",
        args![token, kind.word(), uses, created_at, expires_at],
    )
    .await?;
    Ok(())
}

/// The kind of an invitation that has not ended, used up or not.
pub(crate) async fn live(r: &Read, token: TokenHash, now: Millis) -> Result<Option<Kind>, Fault> {
    let row = r
        .row(
            "select kind from invitations
             where token_hash = $1 and (expires_at is null or expires_at > $2)",
            args![token, now],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let kind = row.get::<String>(0)?;
    Ok(Some(if kind == Kind::FirstRun.word() {
        Kind::FirstRun
    } else {
        Kind::Operator
    }))
}

pub(crate) async fn was_used_by(
    r: &Read,
    token: TokenHash,
    address: [u8; 32],
) -> Result<bool, Fault> {
    let sql = "select 1 from invitation_uses where token_hash = $1 and address_hash = $2";
    Ok(r.row(sql, args![token, address]).await?.is_some())
}

/// Takes one use for an address. `false`: none is left.
pub(crate) async fn take_use(
    w: &Write,
    token: TokenHash,
    address: [u8; 32],
    now: Millis,
) -> Result<bool, Fault> {
    let sql = "update invitations set uses_left = uses_left - 1
               where token_hash = $1 and uses_left > 0";
    if w.run(sql, args![token]).await? == 0 {
        return Ok(false);
    }
    let sql = "insert into invitation_uses (token_hash, address_hash, used_at)
               values ($1, $2, $3)";
    w.run(sql, args![token, address, now]).await?;
    Ok(true)
}

pub(crate) async fn remove_first_run(w: &Write) -> Result<(), Fault> {
    w.run(
        "delete from invitations where kind = $1",
        args![Kind::FirstRun.word()],
    )
    .await?;
    Ok(())
}

pub(crate) async fn remove_uses(w: &Write, before: Millis) -> Result<u64, Fault> {
    w.run(
        "delete from invitation_uses where used_at <= $1",
        args![before],
    )
    .await
}

/// Removes what ended before, and what was used up and made before.
pub(crate) async fn remove_ended(w: &Write, before: Millis) -> Result<u64, Fault> {
    w.run(
        "delete from invitations
         where expires_at <= $1 or (uses_left = 0 and created_at <= $1)",
        args![before],
    )
    .await
}
