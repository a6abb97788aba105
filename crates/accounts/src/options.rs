//! The settings of accounts.

use serde::{Deserialize, Serialize};

/// Who may come in and how often one may try.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Who may sign up: `closed` (only the operator adds accounts), `invite` (whoever holds an
    /// invitation link) or `open` (everybody).
    pub registration: Registration,
    /// Threads that hash passwords; 0 means one for each processor.
    pub hashing_threads: usize,
    /// Passwords that may wait for a hashing thread; further ones are told to come back.
    pub hashing_queue_max: usize,
    /// Memory of one password hash in KiB, at least 19456 (19 MiB).
    pub argon2_memory_kib: u32,
    /// Passes of one password hash over its memory, at least 2.
    pub argon2_passes: u32,
    /// After how many days an address must be confirmed again, by a letter with a link; pages say so
    /// until then. 0 means never, 365 once a year.
    pub address_check_days: u32,
    /// How many days there are to confirm it. From then on the website asks for it before anything else;
    /// apps go on syncing whatever happens.
    pub address_check_grace_days: u32,
    /// A file of passwords that are known to have leaked, which are then refused: sorted SHA-1 hashes, as
    /// lines of hexadecimal digits (the form of Have I Been Pwned, ordered by hash) or as 20 bytes each.
    /// It is searched on the disk and never read as a whole. Empty: none.
    pub leaked_passwords_file: String,
    /// How often something may be tried.
    pub limits: Limits,
}

/// Who may sign up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Registration {
    /// Only the operator adds accounts.
    Closed,
    /// Whoever holds an invitation link.
    #[default]
    Invite,
    /// Everybody.
    Open,
}

/// How often something may be tried, by network (an IPv4 address or an IPv6 /64) and by address.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Failed logins, on the web and by apps, from one network. Successes are not counted.
    pub sign_in_network: Rate,
    /// Failed logins for one address. Never blocks devices that are logged in, nor networks from
    /// which the account has logged in lately.
    pub sign_in_address: Rate,
    /// Sign-ups without an invitation from one network.
    pub sign_up_network: Rate,
    /// Sign-ups with one address; further ones get the same answer, but no letter.
    pub sign_up_address: Rate,
    /// Requests for a new password from one network.
    pub reset_network: Rate,
    /// Requests for a new password for one address; further ones get the same answer, but no letter.
    pub reset_address: Rate,
}

/// So many at once, then one more each so many seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// So many at once.
    pub burst: u32,
    /// Seconds until one more is allowed.
    pub refill_seconds: u32,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            registration: Registration::Invite,
            hashing_threads: 0,
            hashing_queue_max: 256,
            argon2_memory_kib: 19_456,
            argon2_passes: 2,
            address_check_days: 0,
            address_check_grace_days: 30,
            leaked_passwords_file: String::new(),
            limits: Limits::default(),
        }
    }
}

impl Default for Limits {
    fn default() -> Limits {
        let rate = |burst, refill_seconds| Rate {
            burst,
            refill_seconds,
        };
        Limits {
            sign_in_network: rate(60, 5),
            sign_in_address: rate(20, 60),
            sign_up_network: rate(5, 3_600),
            sign_up_address: rate(2, 43_200),
            reset_network: rate(5, 600),
            reset_address: rate(3, 3_600),
        }
    }
}
