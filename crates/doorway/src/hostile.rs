//! What strangers may write into the head of a request, and what holds whatever it is.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::http::{HeaderMap, HeaderValue, Uri};
use trials::Trial;

use crate::address::{Way, way_of};
use crate::caller::{Caller, TrustedProxies};
use crate::mask;

/// The readers of this crate.
pub const TRIALS: &[Trial] = &[Trial {
    name: "request_head",
    seeds,
    run,
}];

const PROXY: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
/// As many characters as the log keeps, in bytes.
const LOGGED_BYTES_MAX: usize = 200 * 4;

/// The address of a page, a zero, what a proxy says of who asked.
fn run(bytes: &[u8]) {
    let at = bytes.iter().position(|byte| *byte == 0);
    let (asked, said) = bytes.split_at(at.unwrap_or(bytes.len()));
    if let Ok(uri) = Uri::try_from(asked)
        && let Way::Tidied(tidied) = way_of(&uri)
    {
        assert_eq!(way_of(&tidied), Way::AsAsked, "{uri} is tidied twice");
    }
    let text = &*String::from_utf8_lossy(asked);
    for logged in [mask::path(text), mask::referrer(text), mask::client(text)] {
        assert!(logged.len() <= LOGGED_BYTES_MAX, "{} bytes", logged.len());
        assert!(!logged.contains('@'), "an address in the log: {logged}");
    }
    let said = HeaderValue::from_bytes(said.get(1..).unwrap_or_default());
    let Ok(said) = said else { return };
    let headers = HeaderMap::from_iter([
        ("x-forwarded-for".parse().expect("a name"), said.clone()),
        ("x-forwarded-proto".parse().expect("a name"), said),
    ]);
    let stranger = SocketAddr::from((Ipv4Addr::new(203, 0, 113, 9), 1));
    let trusted = TrustedProxies::parse(&[PROXY.to_string()]).expect("an address");
    let seen = Caller::of(stranger, &headers, &trusted);
    assert_eq!(seen.address, stranger.ip(), "a stranger was believed");
    assert!(!seen.secure, "a stranger was believed");
    let _anybody = Caller::of(SocketAddr::from((PROXY, 1)), &headers, &trusted);
}

fn seeds() -> Vec<Vec<u8>> {
    [
        "/sync//meta/?k=1&v=a//b\x00203.0.113.7, 127.0.0.1",
        "/account/devices/12/revocation?next=%2f..%2f\0[2001:db8::1]:443, 10.0.0.1:99",
        "https://mia@example.org:8080/m/abcdefghijklmnopqrstuvwxyz/a%20b.jpg#x\0https",
    ]
    .map(|seed| seed.as_bytes().to_vec())
    .to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pr_14_damaged_heads_leave_no_address_in_the_log() {
        for trial in TRIALS {
            trial.withstands_damage(500);
        }
    }
}
