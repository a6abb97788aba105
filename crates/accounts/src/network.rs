//! Where a request comes from, as far as limits care.

use std::net::{IpAddr, Ipv4Addr};

/// An IPv4 address, or the /64 of an IPv6 address: what one household or machine usually has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Network(u128);

impl Network {
    /// This machine.
    pub const LOOPBACK: Network = Network(Ipv4Addr::LOCALHOST.to_ipv6_mapped().to_bits());
}

impl Network {
    /// The part of the network that it belongs to, as the logs keep it after a week: an IPv4 address
    /// without its last number, the first 48 bits of an IPv6 address.
    pub(crate) fn surroundings(self) -> u128 {
        let is_four = self.0 >> 32 == 0xffff;
        let rest = if is_four { 8 } else { 80 };
        self.0 >> rest << rest
    }
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
    fn of_the_surroundings_as_much_is_known_as_the_logs_keep() {
        let around = |address| network(address).surroundings();

        assert_eq!(around("198.51.100.77"), around("198.51.100.1"));
        assert_ne!(around("198.51.100.77"), around("198.51.101.77"));
        assert_eq!(around("2001:db8:1:2::1"), around("2001:db8:1:3::1"));
        assert_ne!(around("2001:db8:1::1"), around("2001:db8:2::1"));
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
