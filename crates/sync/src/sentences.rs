//! In which language an app is told something in our name. The protocol says none, so it is that of
//! the account. The sentences themselves stand in `texts`.

use accounts::AccountId;
use store::{Fault, Ground};
use texts::{Language, Texts};

/// For an account that is known.
pub(crate) async fn of_account(ground: &Ground, account: AccountId) -> Texts {
    match accounts::account(ground, account).await {
        Ok(account) => Texts::new(account.language),
        // What is to be said matters more than in which language.
        Err(_) => Texts::default(),
    }
}

/// For an app that may not come in, by the key it showed.
pub(crate) async fn of_key(ground: &Ground, host_key: &str) -> Texts {
    let found: Result<Option<Language>, Fault> =
        accounts::language_by_host_key(ground, host_key).await;
    found.ok().flatten().map_or_else(Texts::default, Texts::new)
}
