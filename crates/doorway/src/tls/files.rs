//! A certificate that somebody else keeps in files, such as certbot.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use jobs::Periodic;
use store::Fault;

use super::certificate::{Certificate, Shown};
use crate::options::TlsOptions;

const MINUTE: Duration = Duration::from_mins(1);

/// When the two files were changed last.
type Changed = [Option<SystemTime>; 2];

/// Where the certificate is read from. Cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct Files {
    chain: PathBuf,
    key: PathBuf,
    shown: Shown,
    read: Arc<Mutex<Changed>>,
}

impl Files {
    pub(super) fn new(options: &TlsOptions, shown: &Shown) -> Files {
        Files {
            chain: PathBuf::from(&options.certificate_file),
            key: PathBuf::from(&options.key_file),
            shown: shown.clone(),
            read: Arc::default(),
        }
    }

    /// Reads both and shows what was read.
    pub(super) fn read(&self) -> Result<(), Fault> {
        let changed = self.changed();
        self.shown.show(Certificate::read(&self.chain, &self.key)?);
        *self.read.lock().unwrap_or_else(PoisonError::into_inner) = changed;
        Ok(())
    }

    /// Reads them again if they changed. As long as they do not fit each other, because one of them is
    /// being replaced, the earlier certificate is shown.
    pub(super) fn look(&self) -> Result<(), Fault> {
        let known = *self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if known == self.changed() {
            return Ok(());
        }
        self.read()?;
        tracing::info!("a new certificate is shown");
        Ok(())
    }

    fn changed(&self) -> Changed {
        let changed = |path: &Path| path.metadata().and_then(|file| file.modified()).ok();
        [changed(&self.chain), changed(&self.key)]
    }

    pub(super) fn timetable(&self) -> Vec<Periodic> {
        let files = self.clone();
        vec![Periodic::new("tls.look", MINUTE, move |_| {
            let files = files.clone();
            async move { files.look() }
        })]
    }
}
