//! Encryption (PR-58a): TLS 1.2 and 1.3, with a certificate from files, which are read again when they
//! change, or from an authority that speaks ACME. AnkiMobile needs 1.2.

pub(crate) mod acme;
mod answers;
pub(crate) mod certificate;
mod files;
mod validity;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jobs::Periodic;
use rustls::ServerConfig;
use rustls::version::{TLS12, TLS13};
use store::{Fault, Ground};
use tokio_rustls::TlsAcceptor;

use crate::host::folded;
use crate::options::{Options, TlsOptions};
use acme::Acme;
pub use answers::Answers;
use certificate::{Certificate, Shown};
use files::Files;
pub use validity::Validity;

/// The encryption of a listener, and where its certificate comes from. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Tls {
    config: Arc<ServerConfig>,
    shown: Shown,
    source: Source,
}

#[derive(Debug, Clone)]
enum Source {
    Files(Files),
    Acme(Acme),
}

impl Tls {
    /// The encryption that the settings ask for; nothing if they ask for none. A certificate that cannot
    /// be read, or does not belong to its key, is a fault.
    pub fn open(ground: &Ground, options: &Options) -> Result<Option<Tls>, Fault> {
        let wanted = &options.tls;
        let shown = Shown::default();
        let source = if wanted.acme {
            let acme = Acme::new(ground, wanted, names(options), &shown)?;
            acme.show_kept()?;
            Source::Acme(acme)
        } else if wanted.certificate_file.is_empty() {
            return Ok(None);
        } else {
            let files = Files::new(wanted, &shown);
            files.read()?;
            Source::Files(files)
        };
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_protocol_versions(&[&TLS13, &TLS12])
            .map_err(|error| Fault::because("TLS cannot be set up", error))?
            .with_no_client_auth()
            .with_cert_resolver(Arc::new(shown.clone()));
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Some(Tls {
            config: Arc::new(config),
            shown,
            source,
        }))
    }

    pub(crate) fn acceptor(&self) -> TlsAcceptor {
        TlsAcceptor::from(Arc::clone(&self.config))
    }

    /// How long the certificate is valid; nothing while there is none.
    pub fn validity(&self) -> Option<Validity> {
        self.shown.validity()
    }

    /// Looks again and again after the certificate.
    pub fn timetable(&self) -> Vec<Periodic> {
        match &self.source {
            Source::Files(files) => files.timetable(),
            Source::Acme(acme) => acme.timetable(),
        }
    }

    /// What the authority is answered that asks whether we are who we say.
    pub fn answers(&self) -> Answers {
        match &self.source {
            Source::Files(_) => Answers::default(),
            Source::Acme(acme) => acme.answers(),
        }
    }
}

/// How long the certificate of these settings is valid, by its file; nothing if there is none yet.
pub fn certificate_validity(data: &Path, options: &TlsOptions) -> Result<Option<Validity>, Fault> {
    let path = if options.acme {
        acme::kept_in(data)
    } else {
        PathBuf::from(&options.certificate_file)
    };
    if options.acme && !path.exists() {
        return Ok(None);
    }
    let key = if options.acme {
        path.clone()
    } else {
        PathBuf::from(&options.key_file)
    };
    Certificate::read(&path, &key).map(|certificate| Some(certificate.validity))
}

/// Endings of names that no authority can look at: they mean something at home only (RFC 6761, RFC 6762,
/// RFC 8375).
const AT_HOME: [&str; 6] = [
    ".local",
    ".lan",
    ".home.arpa",
    ".internal",
    ".localhost",
    ".test",
];

/// The names under which the site is reached, for its certificate: those that an authority would sign. One
/// that it would not spoils the whole order.
pub(crate) fn names(options: &Options) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in options.names.iter().map(|name| folded(name)) {
        let is_address = name.parse::<std::net::IpAddr>().is_ok() || name.starts_with('[');
        let is_many = name.starts_with('*') || name.contains('/');
        let is_at_home = AT_HOME.iter().any(|ending| name.ends_with(ending));
        let is_public = name.contains('.') && !is_address && !is_many && !is_at_home;
        if is_public && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
