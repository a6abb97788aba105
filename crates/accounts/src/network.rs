//! Where a request comes from, as far as limits care.

use std::net::{IpAddr, Ipv4Addr};

/// An IPv4 address, or the /64 of an IPv6 address: what one household or machine usually has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Network(u128);

impl Network {
    /// This machine.
    pub const LOOPBACK: Network = Network(Ipv4Addr::LOCALHOST.to_ipv6_mapped().to_bits());
}

impl From<IpAddr> for Network {
    fn from(address: IpAddr) -> Network {
        match address.to_canonical() {
            IpAddr::V4(four) => Network(four.to_ipv6_mapped().to_bits()),
            IpAddr::V6(six) => Network(six.to_bits() & !u128::from(u64::MAX)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(address: &str) -> Network {
        address.parse::<IpAddr>().unwrap().into()
    }

    #[test]
    fn an_ipv6_household_is_one_network_and_an_ipv4_address_is_one() {
        assert_eq!(network("2001:db8:1:2::1"), network("2001:db8:1:2:ffff::9"));
        assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
        assert_ne!(network("192.0.2.1"), network("192.0.2.2"));
        assert_eq!(network("::ffff:192.0.2.1"), network("192.0.2.1"));
        assert_eq!(network("127.0.0.1"), Network::LOOPBACK);
    }
}
