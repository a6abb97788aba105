//! Secrets that are handed out once and kept as a hash only: links in letters, invitations, session
//! cookies, host keys. They have 256 bits, so a fast hash is enough.

use std::fmt;

use sha2::{Digest as _, Sha256};
use store::{Chance, Value};

/// A token has 256 bits, which are 43 characters of base64.
const CHARACTERS: usize = 43;

/// The SHA-256 of a token: what tables hold.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct TokenHash([u8; 32]);

impl TokenHash {
    /// The hash of a token that somebody shows. `None`: it has not the shape of ours.
    pub(crate) fn of(shown: &str) -> Option<TokenHash> {
        (shown.len() == CHARACTERS).then(|| TokenHash(Sha256::digest(shown).into()))
    }

    /// As it lies in a table.
    pub(crate) fn kept(bytes: &[u8]) -> Option<TokenHash> {
        bytes.try_into().ok().map(TokenHash)
    }

    /// By what a page names it; nobody finds the token or its hash from it.
    pub(crate) fn number(self) -> i64 {
        let hash: [u8; 32] = Sha256::digest(self.0).into();
        let first = hash.first_chunk().copied().unwrap_or_default();
        i64::from_be_bytes(first) & i64::MAX
    }

    /// A new token and its hash.
    pub(crate) fn new(chance: &Chance) -> (String, TokenHash) {
        let token = chance.token();
        let hash = TokenHash(Sha256::digest(&token).into());
        (token, hash)
    }
}

/// The hash of another secret that was made here and is long enough for a fast hash: recovery codes
/// and device passwords.
pub(crate) fn secret_hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret).into()
}

impl From<TokenHash> for Value {
    fn from(hash: TokenHash) -> Value {
        Value::from(hash.0)
    }
}

impl fmt::Debug for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenHash")
    }
}
