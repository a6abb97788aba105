//! Settings of what every door shares.

use serde::{Deserialize, Serialize};

/// Connections, patience and whom to believe.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed: addresses or networks,
    /// for example `["127.0.0.1", "10.0.0.0/8"]`. Everybody else's are ignored.
    pub trusted_proxies: Vec<String>,
    /// Connections open at the same time. A new one beyond it ends the one that has been idle longest.
    pub connections_max: usize,
    /// Connections of one address (IPv6: of one /64 network). Trusted proxies and this machine itself
    /// are not counted.
    pub connections_per_address_max: usize,
    /// Seconds a client has to send the head of a request.
    pub header_secs_max: u64,
    /// Seconds a connection may stay open between two requests.
    pub idle_secs_max: u64,
    /// Seconds without a single byte after which a request body counts as abandoned.
    pub body_idle_secs_max: u64,
    /// Bytes per second that a request body must reach on average after the first 30 seconds.
    pub body_bytes_per_sec_min: u64,
    /// Seconds a client may leave an answer unread.
    pub answer_idle_secs_max: u64,
    /// Seconds that running requests are given to finish when the server is told to stop.
    pub drain_secs_max: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            trusted_proxies: Vec::new(),
            connections_max: 20_000,
            connections_per_address_max: 64,
            header_secs_max: 10,
            idle_secs_max: 75,
            body_idle_secs_max: 30,
            body_bytes_per_sec_min: 1024,
            answer_idle_secs_max: 60,
            drain_secs_max: 20,
        }
    }
}
