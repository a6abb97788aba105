//! A certificate with its key, and the place from which handshakes take it.

use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use store::Fault;

use super::validity::{self, Validity};

/// A certificate with its chain and key.
#[derive(Debug, Clone)]
pub(super) struct Certificate {
    pub(super) key: Arc<CertifiedKey>,
    pub(super) validity: Validity,
}

impl Certificate {
    /// Reads the chain from one PEM file and the key from another, which may be the same.
    pub(super) fn read(chain: &Path, key: &Path) -> Result<Certificate, Fault> {
        let broken = |path: &Path, error: rustls::pki_types::pem::Error| {
            Fault::because(format!("{} cannot be read", path.display()), error)
        };
        let certificates: Vec<CertificateDer<'static>> = CertificateDer::pem_file_iter(chain)
            .map_err(|error| broken(chain, error))?
            .collect::<Result<_, _>>()
            .map_err(|error| broken(chain, error))?;
        let first = certificates.first();
        let first =
            first.ok_or_else(|| Fault::new(format!("{} holds no certificate", chain.display())))?;
        let validity = validity::of(first).ok_or_else(|| {
            Fault::new(format!("the certificate in {} is damaged", chain.display()))
        })?;
        let secret = PrivateKeyDer::from_pem_file(key).map_err(|error| broken(key, error))?;
        let signing = rustls::crypto::ring::sign::any_supported_type(&secret)
            .map_err(|error| Fault::because("the key of the certificate is of no use", error))?;
        let certified = CertifiedKey::new(certificates, signing);
        certified.keys_match().map_err(|error| {
            Fault::because(
                format!(
                    "{} is not the key of the certificate in {}",
                    key.display(),
                    chain.display()
                ),
                error,
            )
        })?;
        Ok(Certificate {
            key: Arc::new(certified),
            validity,
        })
    }
}

/// The certificate that is shown now. Cheap to clone; all clones show the same.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shown(Arc<RwLock<Option<Certificate>>>);

impl Shown {
    pub(super) fn show(&self, certificate: Certificate) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(certificate);
    }

    pub(crate) fn validity(&self) -> Option<Validity> {
        let shown = self.0.read().unwrap_or_else(PoisonError::into_inner);
        shown.as_ref().map(|certificate| certificate.validity)
    }
}

impl ResolvesServerCert for Shown {
    fn resolve(&self, _hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let shown = self.0.read().unwrap_or_else(PoisonError::into_inner);
        shown
            .as_ref()
            .map(|certificate| Arc::clone(&certificate.key))
    }
}
