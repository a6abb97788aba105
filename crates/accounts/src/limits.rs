//! How often something may be tried.
//!
//! Two buckets, one for the network and one for the address, each on its own: a key of both would let
//! one machine try one password on every account. Only failures are charged where a success proves
//! that nobody is guessing, so a classroom behind one address locks nobody out. All in memory, and
//! of bounded size.

use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::{BuildHasher as _, Hash, RandomState};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use store::Millis;

use crate::error::Error;
use crate::network::Network;
use crate::options::{Limits, Rate};

/// Entries of one kind of bucket; at 32 bytes each, a few megabytes.
const ENTRIES_MAX: usize = 50_000;
/// When every entry is in use, newcomers share one bucket so many times as large.
const SHARED_SHARE: u32 = 50;
const FAMILIAR_MAX: usize = 20_000;

/// All counters of the site.
#[derive(Debug)]
pub(crate) struct Counters {
    pub(crate) sign_in: SignInLimit,
    pub(crate) sign_up_network: Buckets,
    pub(crate) sign_up_address: Buckets,
    pub(crate) reset_network: Buckets,
    pub(crate) reset_address: Buckets,
    pub(crate) change_password: Buckets,
    pub(crate) second_factor: Buckets,
    /// Passwords that were judged while they were typed.
    pub(crate) judged: Buckets,
    /// Letters that tell why an app was refused.
    pub(crate) app_refused: Buckets,
}

/// Three codes are right at any time, of a million: at this rate a guesser who has the password
/// needs three years for an even chance.
const CODES: Rate = Rate {
    burst: 10,
    refill_seconds: 300,
};
const TYPING: Rate = Rate {
    burst: 120,
    refill_seconds: 1,
};
const ONE_A_DAY: Rate = Rate {
    burst: 1,
    refill_seconds: 86_400,
};

impl Counters {
    pub(crate) fn new(limits: &Limits) -> Counters {
        Counters {
            sign_in: SignInLimit {
                network: Buckets::new(limits.sign_in_network),
                address: Buckets::new(limits.sign_in_address),
                familiar: Mutex::default(),
            },
            sign_up_network: Buckets::new(limits.sign_up_network),
            sign_up_address: Buckets::new(limits.sign_up_address),
            reset_network: Buckets::new(limits.reset_network),
            reset_address: Buckets::new(limits.reset_address),
            change_password: Buckets::new(limits.sign_in_address),
            second_factor: Buckets::new(CODES),
            judged: Buckets::new(TYPING),
            app_refused: Buckets::new(ONE_A_DAY),
        }
    }
}

/// The two buckets of sign-in.
#[derive(Debug)]
pub(crate) struct SignInLimit {
    network: Buckets,
    address: Buckets,
    familiar: Mutex<Familiar>,
}

/// Pairs of network and address that have signed in lately, the oldest first.
#[derive(Debug, Default)]
struct Familiar {
    pairs: HashSet<u64>,
    by_age: VecDeque<u64>,
}

impl SignInLimit {
    /// Whether a try from `from` for `address` may be made. Nothing is charged yet.
    pub(crate) fn check(&self, now: Millis, from: Network, address: &str) -> Result<(), Error> {
        self.network.check(now, &from)?;
        // Strangers who fail for this address must not lock out its owner at home.
        if self.is_familiar(from, address) {
            Ok(())
        } else {
            self.address.check(now, &address)
        }
    }

    /// Whether anything may be tried from `from`, where no address is shown.
    pub(crate) fn check_network(&self, now: Millis, from: Network) -> Result<(), Error> {
        self.network.check(now, &from)
    }

    /// Charges a failure for which no address was shown.
    pub(crate) fn failed_network(&self, now: Millis, from: Network) {
        self.network.charge(now, &from);
    }

    /// Charges both buckets. Failures that were under way together may overdraw them; what is owed is
    /// waited for.
    pub(crate) fn failed(&self, now: Millis, from: Network, address: &str) {
        self.network.charge(now, &from);
        self.address.charge(now, &address);
    }

    /// Remembers that `address` signs in from here.
    pub(crate) fn succeeded(&self, from: Network, address: &str) {
        let pair = self.address.key(&(from, address));
        let mut familiar = self.familiar.lock().unwrap_or_else(PoisonError::into_inner);
        if !familiar.pairs.insert(pair) {
            return;
        }
        familiar.by_age.push_back(pair);
        if familiar.by_age.len() > FAMILIAR_MAX
            && let Some(oldest) = familiar.by_age.pop_front()
        {
            familiar.pairs.remove(&oldest);
        }
    }

    fn is_familiar(&self, from: Network, address: &str) -> bool {
        let pair = self.address.key(&(from, address));
        self.familiar
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pairs
            .contains(&pair)
    }
}

/// Buckets of one rate, told apart by a keyed hash: no address and no network is kept.
#[derive(Debug)]
pub(crate) struct Buckets {
    rate: Rate,
    hasher: RandomState,
    state: Mutex<State>,
}

/// A bucket is the moment at which it will be full again: one number says it all.
#[derive(Debug, Default)]
struct State {
    full_at: HashMap<u64, i64>,
    shared: i64,
    last_sweep: i64,
}

impl Buckets {
    pub(crate) fn new(rate: Rate) -> Buckets {
        Buckets {
            rate,
            hasher: RandomState::new(),
            state: Mutex::default(),
        }
    }

    /// Refused if nothing is left in the bucket of `who`.
    pub(crate) fn check(&self, now: Millis, who: &impl Hash) -> Result<(), Error> {
        let key = self.key(who);
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let (full_at, rate) = match state.full_at.get(&key) {
            Some(full_at) => (*full_at, self.rate),
            None if state.full_at.len() < ENTRIES_MAX => return Ok(()),
            None => (state.shared, self.rate.shared()),
        };
        let owed = full_at.saturating_sub(now.0).max(0);
        let wait = owed
            .saturating_add(rate.refill_ms())
            .saturating_sub(rate.depth_ms());
        match u64::try_from(wait) {
            Ok(wait) if wait > 0 => Err(Error::TooManyTries {
                retry_after: Duration::from_millis(wait),
            }),
            _ => Ok(()),
        }
    }

    /// Takes one out of the bucket of `who`, even if it is empty.
    pub(crate) fn charge(&self, now: Millis, who: &impl Hash) {
        let key = self.key(who);
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let (full_at, rate) = self.bucket(&mut state, key, now);
        *full_at = (*full_at).max(now.0).saturating_add(rate.refill_ms());
    }

    /// Takes one out if there is one.
    pub(crate) fn take(&self, now: Millis, who: &impl Hash) -> Result<(), Error> {
        self.check(now, who)?;
        self.charge(now, who);
        Ok(())
    }

    fn key(&self, who: &impl Hash) -> u64 {
        self.hasher.hash_one(who)
    }

    fn bucket<'a>(&self, state: &'a mut State, key: u64, now: Millis) -> (&'a mut i64, Rate) {
        if state.full_at.len() >= ENTRIES_MAX && !state.full_at.contains_key(&key) {
            // Once a second is enough: a sweep walks over every entry.
            if now.0.saturating_sub(state.last_sweep) >= 1_000 {
                state.last_sweep = now.0;
                state.full_at.retain(|_, full_at| *full_at > now.0);
            }
            if state.full_at.len() >= ENTRIES_MAX {
                return (&mut state.shared, self.rate.shared());
            }
        }
        (state.full_at.entry(key).or_insert(0), self.rate)
    }
}

impl Rate {
    /// For all newcomers together when there is no room for buckets of their own.
    fn shared(self) -> Rate {
        Rate {
            burst: self.burst.saturating_mul(SHARED_SHARE),
            refill_seconds: self.refill_seconds.div_ceil(SHARED_SHARE),
        }
    }

    fn refill_ms(self) -> i64 {
        i64::from(self.refill_seconds) * 1_000
    }

    fn depth_ms(self) -> i64 {
        self.refill_ms().saturating_mul(i64::from(self.burst))
    }
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr};

    use super::*;

    const START: Millis = Millis(1_800_000_000_000);
    const THREE_A_MINUTE: Rate = Rate {
        burst: 3,
        refill_seconds: 20,
    };

    fn network(number: u32) -> Network {
        IpAddr::from(Ipv4Addr::from(number)).into()
    }

    #[test]
    fn a_bucket_gives_its_burst_then_one_for_each_refill() {
        let buckets = Buckets::new(THREE_A_MINUTE);
        for _ in 0..3 {
            buckets.take(START, &"mia").unwrap();
        }

        let Err(Error::TooManyTries { retry_after }) = buckets.take(START, &"mia") else {
            panic!("the bucket is empty");
        };

        assert_eq!(retry_after, Duration::from_secs(20));
        buckets.take(START, &"ben").unwrap();
        let almost = START.plus(Duration::from_millis(19_999));
        assert!(buckets.take(almost, &"mia").is_err());
        let later = START.plus(Duration::from_secs(20));
        buckets.take(later, &"mia").unwrap();
        assert!(buckets.take(later, &"mia").is_err());
        let much_later = START.plus(Duration::from_hours(1));
        for _ in 0..3 {
            buckets.take(much_later, &"mia").unwrap();
        }
        assert!(buckets.take(much_later, &"mia").is_err());
    }

    #[test]
    fn failures_that_were_under_way_together_are_all_paid_for() {
        let buckets = Buckets::new(THREE_A_MINUTE);
        for _ in 0..6 {
            buckets.check(START, &"mia").unwrap();
        }
        for _ in 0..6 {
            buckets.charge(START, &"mia");
        }

        assert!(
            buckets
                .check(START.plus(Duration::from_secs(79)), &"mia")
                .is_err()
        );
        assert!(
            buckets
                .check(START.plus(Duration::from_secs(80)), &"mia")
                .is_ok()
        );
    }

    #[test]
    fn ten_thousand_failures_from_five_thousand_addresses_do_not_lock_out_the_owner_at_home() {
        let limit = Counters::new(&Limits::default()).sign_in;
        let home = network(1);
        limit.succeeded(home, "mia");
        let mut admitted = 0;
        for n in 0..10_000_u32 {
            let now = START.plus(Duration::from_millis(u64::from(n) * 100));
            if limit.check(now, network(100 + n % 5_000), "mia").is_ok() {
                admitted += 1;
                limit.failed(now, network(100 + n % 5_000), "mia");
            }
        }

        // 20 at once and then one a minute, in 1,000 seconds.
        assert_eq!(admitted, 36);
        limit
            .check(START.plus(Duration::from_secs(1_000)), home, "mia")
            .unwrap();
    }

    #[test]
    fn one_network_that_sprays_over_many_addresses_is_stopped() {
        let limit = Counters::new(&Limits::default()).sign_in;
        let mut admitted = 0;
        for n in 0..10_000 {
            let address = format!("{n}@example.org");
            if limit.check(START, network(1), &address).is_ok() {
                admitted += 1;
                limit.failed(START, network(1), &address);
            }
        }

        assert_eq!(admitted, 60);
        limit.check(START, network(2), "0@example.org").unwrap();
    }

    #[test]
    fn a_crowd_of_networks_fills_no_memory_and_newcomers_share_a_bucket() {
        let buckets = Buckets::new(THREE_A_MINUTE);
        for n in 0..2 * u32::try_from(ENTRIES_MAX).unwrap() {
            buckets.charge(START, &n);
        }

        let size = |buckets: &Buckets| buckets.state.lock().unwrap().full_at.len();
        assert_eq!(size(&buckets), ENTRIES_MAX);
        assert!(
            buckets.check(START, &u32::MAX).is_err(),
            "the shared bucket is overdrawn"
        );
        let later = START.plus(Duration::from_hours(24));
        buckets.check(later, &u32::MAX).unwrap();
        buckets.charge(later, &u32::MAX);
        assert!(size(&buckets) < 10, "what is full again is forgotten");
    }

    #[test]
    fn only_so_many_familiar_places_are_remembered() {
        let limit = Counters::new(&Limits::default()).sign_in;
        for n in 0..=u32::try_from(FAMILIAR_MAX).unwrap() {
            limit.succeeded(network(n), "mia");
        }

        assert!(!limit.is_familiar(network(0), "mia"));
        assert!(limit.is_familiar(network(1), "mia"));
        assert!(!limit.is_familiar(network(1), "ben"));
    }
}
