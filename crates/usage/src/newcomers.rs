//! How many installations may be new in one day: whoever makes up numbers fills no disk.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use accounts::{Day, Network};

/// More new installations of one network in one day are not counted. A school behind one address has
/// less.
const OF_A_NETWORK_MAX: u32 = 200;

/// The newcomers of today. In memory only: it holds networks. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub(crate) struct Newcomers(Arc<Mutex<Today>>);

#[derive(Debug)]
struct Today {
    day: Day,
    all: u32,
    networks: HashMap<Network, u32>,
}

impl Default for Today {
    fn default() -> Today {
        Today {
            day: Day(0),
            all: 0,
            networks: HashMap::new(),
        }
    }
}

impl Newcomers {
    /// Whether one more may be counted; it is noted if so.
    pub(crate) fn admit(&self, network: Network, today: Day, most: u32) -> bool {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.day != today {
            *known = Today {
                day: today,
                ..Today::default()
            };
        }
        let here = known.networks.get(&network).copied().unwrap_or(0);
        if known.all >= most || here >= OF_A_NETWORK_MAX {
            return false;
        }
        known.all += 1;
        known.networks.insert(network, here + 1);
        true
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    fn network(last: u8) -> Network {
        Network::from(std::net::IpAddr::from(Ipv4Addr::new(198, 51, 100, last)))
    }

    #[test]
    fn one_network_cannot_count_as_a_crowd_and_tomorrow_is_another_day() {
        let newcomers = Newcomers::default();
        let admitted = |at, day, most| newcomers.admit(network(at), Day(day), most);

        let counted = (0..300).filter(|_| admitted(1, 5, 1000)).count();

        assert_eq!(counted, 200);
        assert!(admitted(2, 5, 1000));
        assert!(!admitted(3, 5, 201));
        assert!(admitted(1, 6, 1000));
    }
}
