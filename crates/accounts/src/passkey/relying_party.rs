//! For which site passkeys are made. Browsers bind them to its name, so nobody can be talked into
//! using one elsewhere.

use std::net::IpAddr;

use sha2::{Digest as _, Sha256};

/// The site as browsers know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelyingParty {
    /// Its host name.
    pub id: String,
    pub(crate) origin: String,
}

impl RelyingParty {
    /// The site at this public address (`https://fuda.example.org`). `None`: browsers make passkeys
    /// for names only, and only where the way is encrypted or leads to this very machine.
    pub fn of(origin: &str) -> Option<RelyingParty> {
        let (scheme, rest) = origin.split_once("://")?;
        let host = match rest.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
            _ => rest,
        };
        let is_near = host == "localhost" || host.ends_with(".localhost");
        let is_name = !host.is_empty()
            && host.parse::<IpAddr>().is_err()
            && host.bytes().all(|byte| {
                byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(&byte)
            });
        (is_name && (scheme == "https" || is_near)).then(|| RelyingParty {
            id: host.to_owned(),
            origin: origin.to_owned(),
        })
    }

    pub(super) fn hash(&self) -> [u8; 32] {
        Sha256::digest(&self.id).into()
    }
}

#[cfg(test)]
mod tests {
    use super::RelyingParty;

    #[test]
    fn passkeys_are_for_encrypted_names_and_for_this_machine() {
        let id = |origin| RelyingParty::of(origin).map(|rp| rp.id);

        assert_eq!(id("https://a.example").as_deref(), Some("a.example"));
        assert_eq!(id("https://a.example:8443").as_deref(), Some("a.example"));
        assert_eq!(id("http://localhost:8080").as_deref(), Some("localhost"));
        for without in [
            "http://a.example",
            "https://192.168.1.5",
            "https://[::1]:8080",
            "http://127.0.0.1:8080",
            "https://",
            "a.example",
        ] {
            assert_eq!(id(without), None, "{without}");
        }
    }
}
