//! Settings of what every door shares.

use serde::{Deserialize, Serialize};

/// Connections, patience and whom to believe.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed: addresses or networks,
    /// for example `["127.0.0.1", "10.0.0.0/8"]`. Everybody else's are ignored. Whoever came to them by
    /// `http`, and not from a network of your own, is refused.
    pub trusted_proxies: Vec<String>,
    /// The names under which people reach the site, beside the one in `web.base_url`, for example
    /// `["anki.local", "192.168.1.5", "*.example.org", "10.0.0.0/8"]`. Asked for under any other name it
    /// answers 421. Without a name and without `web.base_url`: every name as long as Fuda listens on this
    /// machine only, else every address in numbers and `*.local`.
    pub names: Vec<String>,
    /// Encryption by Fuda itself. Without it, and without a proxy that is trusted, Fuda listens on this
    /// machine only.
    pub tls: TlsOptions,
    /// Answers networks of your own (192.168.…, 10.…, fd00:…) in the clear, beyond this machine, though
    /// nothing is encrypted. Everybody else is refused.
    pub home_network: bool,
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
            names: Vec::new(),
            tls: TlsOptions::default(),
            home_network: false,
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

/// Encryption by Fuda itself: a certificate from files, or from an authority that speaks ACME.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TlsOptions {
    /// The file with the certificate and its chain (PEM), which is read again when it changes. Empty: no
    /// encryption, unless `acme` is set.
    pub certificate_file: String,
    /// The file with the key of the certificate (PEM).
    pub key_file: String,
    /// Orders a certificate for the names of the site by itself, and again before it ends. The authority
    /// asks on port 80, see `plain_listen`. With it you accept the authority's terms.
    pub acme: bool,
    /// An email address that the authority may write to. Empty: none.
    pub acme_contact: String,
    /// The authority.
    pub acme_directory: String,
    /// A file with the root certificate of the authority (PEM), if no system knows it. Empty: the
    /// system's own list counts.
    pub acme_root_file: String,
    /// Address and port in the clear, for example `0.0.0.0:80`, which answer the authority and send
    /// browsers on to https. Empty: none. `acme` needs it.
    pub plain_listen: String,
}

impl Default for TlsOptions {
    fn default() -> TlsOptions {
        TlsOptions {
            certificate_file: String::new(),
            key_file: String::new(),
            acme: false,
            acme_contact: String::new(),
            acme_directory: "https://acme-v02.api.letsencrypt.org/directory".to_owned(),
            acme_root_file: String::new(),
            plain_listen: String::new(),
        }
    }
}

impl TlsOptions {
    /// Whether Fuda encrypts by itself.
    pub fn is_set(&self) -> bool {
        self.acme || !self.certificate_file.is_empty()
    }
}
