//! Where a request comes from, as far as limits care.

use std::net::{IpAddr, Ipv6Addr};

/// An IPv4 address, or the /64 of an IPv6 address: what one household or machine usually has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Network(u128);

impl From<IpAddr> for Network {
    fn from(address: IpAddr) -> Network {
        match address.to_canonical() {
            IpAddr::V4(four) => Network(u128::from(four.to_ipv6_mapped())),
            IpAddr::V6(six) => Network(u128::from(six) & !u128::from(u64::MAX)),
        }
    }
}

impl Network {
    /// The machine itself.
    pub const LOOPBACK: Network = Network(u128::from_be_bytes(Ipv6Addr::new(0, 0, 0, 0, 0, 0xffff, 0x7f00, 1).octets()));
}
