//! A certificate from an authority that speaks ACME, such as Let's Encrypt: ordered by itself, and again
//! thirty days before it ends.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use instant_acme::{
    Account, AccountBuilder, AuthorizationStatus, ChallengeType, Identifier, NewAccount, NewOrder,
    OrderStatus, RetryPolicy,
};
use jobs::Periodic;
use store::{Fault, Ground, Millis};

use super::answers::Answers;
use super::certificate::{Certificate, Shown};
use crate::options::TlsOptions;

const MINUTE: Duration = Duration::from_mins(1);
const HOUR: Duration = Duration::from_hours(1);
const DAY: Duration = Duration::from_hours(24);
/// Authorities refuse whoever asks too often.
const RETRY: Duration = Duration::from_hours(2);
const PATIENCE: Duration = Duration::from_mins(2);

/// Who makes the calls to the authority; tests bring their own.
pub(crate) type Builder =
    Arc<dyn Fn() -> Result<AccountBuilder, instant_acme::Error> + Send + Sync>;

/// Whoever orders certificates. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Acme {
    ground: Ground,
    options: Arc<TlsOptions>,
    names: Vec<String>,
    shown: Shown,
    answers: Answers,
    builder: Builder,
    failed_at: Arc<AtomicI64>,
}

impl std::fmt::Debug for Acme {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Acme({:?})", self.names)
    }
}

/// Where chain and key lie, in one file, so that they are never of two kinds.
pub(super) fn kept_in(data: &Path) -> PathBuf {
    data.join("tls").join("certificate.pem")
}

impl Acme {
    pub(crate) fn new(
        ground: &Ground,
        options: &TlsOptions,
        names: Vec<String>,
        shown: &Shown,
    ) -> Result<Acme, Fault> {
        if names.is_empty() {
            return Err(Fault::new(
                "web.base_url has no name for which a certificate could be ordered",
            ));
        }
        let root = options.acme_root_file.clone();
        Ok(Acme {
            ground: ground.clone(),
            options: Arc::new(options.clone()),
            names,
            shown: shown.clone(),
            answers: Answers::default(),
            builder: Arc::new(move || match root.as_str() {
                "" => Account::builder(),
                root => Account::builder_with_root(root),
            }),
            failed_at: Arc::default(),
        })
    }

    #[cfg(test)]
    pub(crate) fn asking(mut self, builder: Builder) -> Acme {
        self.builder = builder;
        self
    }

    pub(crate) fn answers(&self) -> Answers {
        self.answers.clone()
    }

    /// Shows the certificate of an earlier order, if there is one.
    pub(crate) fn show_kept(&self) -> Result<(), Fault> {
        let path = kept_in(self.ground.folder.path());
        if path.exists() {
            self.shown.show(Certificate::read(&path, &path)?);
        }
        Ok(())
    }

    pub(super) fn timetable(&self) -> Vec<Periodic> {
        let acme = self.clone();
        vec![Periodic::new("tls.order", MINUTE, move |_| {
            let acme = acme.clone();
            async move {
                if acme.is_due() {
                    tokio::spawn(async move { acme.look().await });
                }
                Ok(())
            }
        })]
    }

    pub(crate) fn is_due(&self) -> bool {
        let now = self.ground.clock.now();
        let failed_at = Millis(self.failed_at.load(Ordering::Relaxed));
        let validity = self.shown.validity();
        let is_old = validity.is_none_or(|validity| validity.renewed_from() <= now);
        // Whoever has no certificate at all is not to wait for long.
        let patience = if validity.is_some_and(|validity| validity.ends_at.minus(DAY) > now) {
            RETRY
        } else {
            HOUR
        };
        is_old && now.since(failed_at) >= patience
    }

    /// Orders a certificate and shows it.
    pub(crate) async fn look(&self) {
        // An order may take longer than the minute until the next look.
        let now = self.ground.clock.now();
        self.failed_at.store(now.0, Ordering::Relaxed);
        let outcome = self.order().await;
        self.answers.forget_all();
        match outcome {
            Ok(()) => self.failed_at.store(0, Ordering::Relaxed),
            Err(fault) => {
                tracing::error!(fault = fault.chain(), "no certificate could be ordered");
            }
        }
    }

    async fn order(&self) -> Result<(), Fault> {
        let refused = |error| Fault::because("the authority refused", error);
        let account = self.account().await?;
        let names: Vec<Identifier> = self.names.iter().cloned().map(Identifier::Dns).collect();
        let mut order = account
            .new_order(&NewOrder::new(&names))
            .await
            .map_err(refused)?;
        let mut waiting = order.authorizations();
        while let Some(one) = waiting.next().await {
            let mut one = one.map_err(refused)?;
            if one.status == AuthorizationStatus::Valid {
                continue;
            }
            let mut challenge = one
                .challenge(ChallengeType::Http01)
                .ok_or_else(|| Fault::new("the authority does not ask by HTTP"))?;
            let answer = challenge.key_authorization();
            self.answers.put(&challenge.token, answer.as_str());
            challenge.set_ready().await.map_err(refused)?;
        }
        let patience = RetryPolicy::new().timeout(PATIENCE);
        let status = order.poll_ready(&patience).await.map_err(refused)?;
        if !matches!(status, OrderStatus::Ready | OrderStatus::Valid) {
            return Err(Fault::new(
                "the authority did not reach this server by its name on port 80",
            ));
        }
        let key = order.finalize().await.map_err(refused)?;
        let chain = order.poll_certificate(&patience).await.map_err(refused)?;
        self.keep(&format!("{key}\n{chain}"))
    }

    /// The account at the authority, made at the first order.
    async fn account(&self) -> Result<Account, Fault> {
        let refused = |error| Fault::because("the authority gave no account", error);
        let builder = (self.builder)().map_err(refused)?;
        let path = self.folder()?.join("account.json");
        match fs::read(&path) {
            Ok(bytes) => {
                let credentials = serde_json::from_slice(&bytes)
                    .map_err(|error| Fault::because("tls/account.json is damaged", error))?;
                builder.from_credentials(credentials).await.map_err(refused)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let contact = format!("mailto:{}", self.options.acme_contact);
                let contacts: &[&str] = if self.options.acme_contact.is_empty() {
                    &[]
                } else {
                    &[&contact]
                };
                let new = NewAccount {
                    contact: contacts,
                    terms_of_service_agreed: true,
                    only_return_existing: false,
                };
                let directory = self.options.acme_directory.clone();
                let made = builder.create(&new, directory, None).await;
                let (account, credentials) = made.map_err(refused)?;
                let text = serde_json::to_string(&credentials)
                    .map_err(|error| Fault::because("an account cannot be written", error))?;
                let made = path.with_extension("part");
                write_secret(&made, &text)?;
                put_in_place(&made, &path)?;
                Ok(account)
            }
            Err(error) => Err(error.into()),
        }
    }

    fn keep(&self, pem: &str) -> Result<(), Fault> {
        self.folder()?;
        let path = kept_in(self.ground.folder.path());
        let made = path.with_extension("part");
        write_secret(&made, pem)?;
        let certificate = Certificate::read(&made, &made)?;
        put_in_place(&made, &path)?;
        self.shown.show(certificate);
        tracing::info!("a new certificate is shown");
        Ok(())
    }

    fn folder(&self) -> Result<PathBuf, Fault> {
        let folder = self.ground.folder.path().join("tls");
        let mut builder = DirBuilder::new();
        builder.recursive(true).mode(0o700).create(&folder)?;
        Ok(folder)
    }
}

/// After a crash there is the earlier file or the whole new one.
fn put_in_place(made: &Path, path: &Path) -> io::Result<()> {
    fs::rename(made, path)?;
    path.parent()
        .map_or(Ok(()), |folder| File::open(folder)?.sync_all())
}

/// For nobody else to read.
fn write_secret(path: &Path, text: &str) -> io::Result<()> {
    let mut file = File::options()
        .create(true)
        .truncate(true)
        .write(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
