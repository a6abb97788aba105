//! Who calls: the address behind trusted proxies, and whether the way was encrypted.

use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

use accounts::Network;
use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::StatusCode;
use axum::http::request::Parts;
use store::Fault;

/// The other end of a request. Handlers take it as an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caller {
    /// The client's address; forwarded headers count only when a trusted proxy sent them.
    pub address: IpAddr,
    /// The client's own connection was encrypted: by us, or a trusted proxy says so.
    pub secure: bool,
}

impl Caller {
    /// The caller of a request that came in from `peer`.
    pub fn of(peer: SocketAddr, headers: &HeaderMap, trusted: &TrustedProxies) -> Caller {
        let peer = peer.ip().to_canonical();
        if !trusted.contain(peer) {
            return Caller {
                address: peer,
                secure: false,
            };
        }
        Caller {
            address: trusted.client_behind(peer, headers),
            secure: trusted.say_encrypted(peer, headers).unwrap_or_default(),
        }
    }

    /// The bucket in which this caller's failures are counted.
    pub fn network(&self) -> Network {
        Network::from(self.address)
    }
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Self::Rejection> {
        parts
            .extensions
            .get::<Caller>()
            .copied()
            .ok_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

/// Whether an address belongs to this machine or to a network of somebody's own. Passwords and
/// cookies travel in the clear there, and nowhere else.
pub fn is_near(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(four) => {
            let [first, second, ..] = four.octets();
            // 100.64.0.0/10: overlay networks such as Tailscale, which encrypt by themselves.
            let is_overlay = first == 100 && (64..128).contains(&second);
            four.is_loopback() || four.is_private() || four.is_link_local() || is_overlay
        }
        IpAddr::V6(six) => {
            six.is_loopback() || six.is_unique_local() || six.is_unicast_link_local()
        }
    }
}

/// The proxies whose forwarded headers are believed.
#[derive(Debug, Clone, Default)]
pub struct TrustedProxies(Vec<Range>);

impl TrustedProxies {
    /// From addresses (`127.0.0.1`) and networks (`10.0.0.0/8`). Anything else is a fault that names
    /// the entry, so that a misspelt proxy stops the start and does not silently mistrust everybody.
    pub fn parse(entries: &[String]) -> Result<TrustedProxies, Fault> {
        let ranges: Result<Vec<Range>, Fault> = entries
            .iter()
            .map(|entry| {
                entry.trim().parse().map_err(|NotARange| {
                    Fault::new(format!("`{entry}` is no address or network of a proxy"))
                })
            })
            .collect();
        Ok(TrustedProxies(ranges?))
    }

    pub(crate) fn contain(&self, address: IpAddr) -> bool {
        self.0.iter().any(|range| range.contains(address))
    }

    /// What a trusted proxy says of the client's way to it; nothing if it says nothing, or is none.
    pub(crate) fn say_encrypted(&self, peer: IpAddr, headers: &HeaderMap) -> Option<bool> {
        let said = last_item(headers, "x-forwarded-proto");
        let said = said.filter(|scheme| !scheme.is_empty() && self.contain(peer.to_canonical()));
        said.map(|scheme| scheme.eq_ignore_ascii_case("https"))
    }

    /// Walks `X-Forwarded-For` from the nearest hop outwards and stops at the first address that is
    /// no trusted proxy: whatever stands further out was written by the client itself.
    fn client_behind(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut nearest = peer;
        for hop in items(headers, "x-forwarded-for").rev() {
            let Some(address) = address_in(hop) else {
                return nearest;
            };
            nearest = address;
            if !self.contain(address) {
                return nearest;
            }
        }
        nearest
    }
}

/// An address, or a network of them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Range {
    start: IpAddr,
    bits: u32,
}

#[derive(Debug)]
pub(crate) struct NotARange;

impl Range {
    pub(crate) fn contains(&self, address: IpAddr) -> bool {
        match (self.start, address) {
            (IpAddr::V4(start), IpAddr::V4(other)) => {
                let shift = 32 - self.bits;
                start.to_bits().checked_shr(shift) == other.to_bits().checked_shr(shift)
            }
            (IpAddr::V6(start), IpAddr::V6(other)) => {
                let shift = 128 - self.bits;
                start.to_bits().checked_shr(shift) == other.to_bits().checked_shr(shift)
            }
            (IpAddr::V4(_), IpAddr::V6(_)) | (IpAddr::V6(_), IpAddr::V4(_)) => false,
        }
    }
}

impl FromStr for Range {
    type Err = NotARange;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits)),
            None => (text, None),
        };
        let start: IpAddr = address.parse().map_err(|_| NotARange)?;
        let widest = if start.is_ipv4() { 32 } else { 128 };
        let bits = match bits {
            Some(bits) => bits.parse().map_err(|_| NotARange)?,
            None => widest,
        };
        if bits > widest {
            return Err(NotARange);
        }
        Ok(Range { start, bits })
    }
}

fn items<'h>(
    headers: &'h HeaderMap,
    name: &'static str,
) -> impl DoubleEndedIterator<Item = &'h str> {
    let values: Vec<&str> = headers
        .get_all(name)
        .iter()
        .flat_map(|value| value.to_str().unwrap_or_default().split(','))
        .map(str::trim)
        .collect();
    values.into_iter()
}

fn last_item<'h>(headers: &'h HeaderMap, name: &'static str) -> Option<&'h str> {
    items(headers, name).next_back()
}

/// `1.2.3.4`, `1.2.3.4:5678`, `2001:db8::1` or `[2001:db8::1]:443`: proxies write all of them.
fn address_in(hop: &str) -> Option<IpAddr> {
    let bare = hop.trim_start_matches('[').trim_end_matches(']');
    bare.parse()
        .ok()
        .or_else(|| hop.parse().ok().map(|socket: SocketAddr| socket.ip()))
        .map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(forwarded: &[&str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", value.parse().unwrap());
        }
        headers
    }

    fn trusted(entries: &[&str]) -> TrustedProxies {
        let entries: Vec<String> = entries.iter().map(ToString::to_string).collect();
        TrustedProxies::parse(&entries).unwrap()
    }

    fn caller(peer: &str, forwarded: &[&str], proxies: &[&str]) -> String {
        let peer: SocketAddr = peer.parse().unwrap();
        Caller::of(peer, &headers(forwarded), &trusted(proxies))
            .address
            .to_string()
    }

    #[test]
    fn pr_14_a_forged_forward_header_of_a_stranger_is_ignored() {
        assert_eq!(
            caller("203.0.113.7:1", &["198.51.100.1"], &["127.0.0.1"]),
            "203.0.113.7"
        );
    }

    #[test]
    fn the_nearest_hop_that_is_no_proxy_is_the_client() {
        let proxies = ["127.0.0.1", "10.0.0.0/8"];

        for (forwarded, client) in [
            (vec!["198.51.100.1"], "198.51.100.1"),
            (vec!["6.6.6.6, 198.51.100.1, 10.1.2.3"], "198.51.100.1"),
            (vec!["6.6.6.6", "198.51.100.1"], "198.51.100.1"),
            (vec!["198.51.100.1:4711"], "198.51.100.1"),
            (vec!["[2001:db8::1]:4711"], "2001:db8::1"),
            (vec!["unknown"], "127.0.0.1"),
            (vec!["198.51.100.1, unknown, 10.0.0.1"], "10.0.0.1"),
            (vec![], "127.0.0.1"),
        ] {
            assert_eq!(
                caller("127.0.0.1:1", &forwarded, &proxies),
                client,
                "{forwarded:?}"
            );
        }
    }

    #[test]
    fn mapped_addresses_are_the_addresses_they_map() {
        assert_eq!(
            caller("[::ffff:10.0.0.9]:1", &["198.51.100.1"], &["10.0.0.0/8"]),
            "198.51.100.1"
        );
        assert_eq!(caller("[::ffff:203.0.113.7]:1", &[], &[]), "203.0.113.7");
    }

    #[test]
    fn a_network_of_no_bits_holds_everybody_of_its_family() {
        let all = trusted(&["0.0.0.0/0"]);

        assert!(all.contain("198.51.100.1".parse().unwrap()));
        assert!(!all.contain("2001:db8::1".parse().unwrap()));
    }

    #[test]
    fn encryption_is_believed_from_proxies_only() {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-proto", "https".parse().unwrap());
        let peer: SocketAddr = "127.0.0.1:1".parse().unwrap();

        assert!(Caller::of(peer, &headers, &trusted(&["127.0.0.0/8"])).secure);
        assert!(!Caller::of(peer, &headers, &trusted(&[])).secure);
    }

    #[test]
    fn a_misspelt_proxy_is_named() {
        let fault = TrustedProxies::parse(&["10.0.0.0/33".to_owned()]).unwrap_err();

        assert!(fault.to_string().contains("10.0.0.0/33"));
    }
}
