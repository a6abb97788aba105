//! How a request came: encrypted or in the clear.

use doorway::Caller;

use crate::options::Options;

/// How a request came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// By https, up to us or to the proxy before us.
    Encrypted,
    /// In the clear: a laptop, a home network, or a server that was set up wrongly.
    Plain,
}

impl Way {
    /// An https address in the settings counts even if the proxy does not say how it was reached:
    /// better a cookie that a browser refuses than one that travels in the clear.
    pub(crate) fn of(options: &Options, caller: Caller) -> Way {
        if caller.secure || options.is_encrypted() {
            Way::Encrypted
        } else {
            Way::Plain
        }
    }
}

#[cfg(test)]
mod tests {
    use doorway::is_near;

    #[test]
    fn home_networks_are_near_and_the_rest_of_the_world_is_not() {
        for near in [
            "127.0.0.1",
            "::1",
            "10.9.8.7",
            "192.168.1.5",
            "172.16.0.1",
            "100.100.1.1",
            "fd00::7",
        ] {
            assert!(is_near(near.parse().unwrap()), "{near}");
        }
        for far in [
            "203.0.113.7",
            "2001:db8::1",
            "172.32.0.1",
            "100.128.0.1",
            "::ffff:8.8.8.8",
        ] {
            assert!(!is_near(far.parse().unwrap()), "{far}");
        }
    }
}
