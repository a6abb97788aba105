//! Why a backup or a restore is refused.

use store::Fault;

/// What is refused, in words for the operator.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Neither a folder nor a bucket is named.
    #[error("neither backup.folder nor backup.bucket is set: there are no backups")]
    NotSet,
    /// The file is no key of backups.
    #[error("{0} holds no key of backups")]
    NoKey(String),
    /// Another key was used for this folder.
    #[error("the key is not the one that these backups were made with")]
    WrongKey,
    /// The folder holds nothing of ours.
    #[error("{0} holds no backups of Fuda")]
    NoBackups(String),
    /// The folder belongs to another site.
    #[error("{0} holds the backups of another site; choose an empty place")]
    OtherSite(String),
    /// A backup is being made there right now.
    #[error("another backup is being made in that folder")]
    InUse,
    /// There is no backup of that time.
    #[error("there is no backup from before that time")]
    NoSuchBackup,
    /// A restore wants an empty folder.
    #[error("{0} is not empty; a backup is restored into an empty folder only")]
    NotEmpty(String),
    /// The backup was made by a newer program.
    #[error("the backup was made by a newer Fuda: {0}")]
    TooNew(String),
    /// There is not enough room.
    #[error("{0}")]
    NoRoom(String),
    /// The process is stopping.
    #[error("stopped before it was done")]
    Stopped,
    /// Broken, not refused.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Error {
        Error::Fault(Fault::from(error))
    }
}
