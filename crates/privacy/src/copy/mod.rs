//! A copy of everything the site keeps of a member, for her alone (PR-60; articles 15 and 20 of the
//! General Data Protection Regulation): asked for after showing the password again, made in the
//! background, fetched by a link that nobody can guess, removed after a week.

mod contents;
mod index;
mod making;
mod package;

use std::fs::{self, File};
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use accounts::{AccountId, Proven, SignedIn};
use jobs::Periodic;
use shelf::Shelf;
use store::{Fault, Ground, Millis};
use tokio::sync::Mutex;

pub use contents::is_in_copy;

use crate::register::Register;
use crate::storage;

const LOOK: Duration = Duration::from_mins(10);
/// So long a copy can be fetched.
pub const COPY_DAYS: u32 = 7;
pub(crate) const KEPT: Duration = Duration::from_hours(24 * COPY_DAYS as u64);
const FOLDER: &str = "copies";

/// What is in a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyKind {
    /// The collection with its media, and all the site knows beside.
    Everything,
    /// The collection with its media, as Anki opens it.
    Collection,
}

impl CopyKind {
    pub(crate) const ALL: [CopyKind; 2] = [CopyKind::Everything, CopyKind::Collection];

    pub(crate) fn word(self) -> &'static str {
        match self {
            CopyKind::Everything => "everything",
            CopyKind::Collection => "collection",
        }
    }

    fn ending(self) -> &'static str {
        match self {
            CopyKind::Everything => "zip",
            CopyKind::Collection => "colpkg",
        }
    }
}

/// A copy that is being made or can be fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copy {
    pub(crate) id: i64,
    pub(crate) account: AccountId,
    /// What is in it.
    pub kind: CopyKind,
    /// What opens it.
    pub token: String,
    /// When it was asked for.
    pub asked_at: Millis,
    /// Files that are packed.
    pub packed: u32,
    /// Files there are.
    pub to_pack: u32,
    /// Since when it can be fetched, and its bytes.
    pub ready: Option<(Millis, u64)>,
}

impl Copy {
    /// Until then it can be fetched.
    pub fn until(&self) -> Option<Millis> {
        self.ready.map(|(at, _)| at.plus(KEPT))
    }

    /// The name under which a browser keeps it.
    pub fn file_name(&self) -> String {
        format!("fuda-{}.{}", self.kind.word(), self.kind.ending())
    }
}

/// Makes copies, one at a time. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Copies {
    pub(crate) ground: Ground,
    pub(crate) shelf: Shelf,
    pub(crate) register: Register,
    at_work: Arc<Mutex<()>>,
}

impl Copies {
    /// Copies of what is on this shelf and in these tables.
    pub fn new(ground: &Ground, shelf: &Shelf, register: &Register) -> Copies {
        Copies {
            ground: ground.clone(),
            shelf: shelf.clone(),
            register: register.clone(),
            at_work: Arc::default(),
        }
    }

    /// Notes that a copy is wanted, and begins with it. An earlier one of the same kind goes; one that
    /// is being made is waited for.
    pub async fn ask(&self, proven: &Proven, kind: CopyKind) -> Result<(), Fault> {
        let (now, account) = (self.ground.clock.now(), proven.who().account.id);
        let (id, token) = (self.ground.chance.id(), self.ground.chance.token());
        self.ground
            .db
            .write(async move |w| {
                if storage::copies::is_waiting(w, account, kind).await? {
                    return Ok(());
                }
                storage::copies::remove_of_kind(w, account, kind).await?;
                let new = Copy {
                    id,
                    account,
                    kind,
                    token,
                    asked_at: now,
                    packed: 0,
                    to_pack: 0,
                    ready: None,
                };
                storage::copies::add(w, &new).await
            })
            .await?;
        let all = self.clone();
        tokio::spawn(async move { all.make_waiting().await });
        Ok(())
    }

    /// The copies of an account, the newest first.
    pub async fn of(&self, who: &SignedIn) -> Result<Vec<Copy>, Fault> {
        let account = who.account.id;
        self.ground
            .db
            .read(async move |r| storage::copies::of(r, account).await)
            .await
    }

    /// The file that a link opens. `None`: there is no such link, or its week is over.
    pub async fn open(&self, token: &str) -> Result<Option<(Copy, File)>, Fault> {
        let token = token.to_owned();
        let found = self
            .ground
            .db
            .read(async move |r| storage::copies::by_token(r, &token).await)
            .await?;
        let now = self.ground.clock.now();
        let Some(copy) = found.filter(|copy| copy.until().is_some_and(|until| now < until)) else {
            return Ok(None);
        };
        match File::open(self.path_of(copy.id)) {
            Ok(file) => Ok(Some((copy, file))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Every ten minutes: removes what is over, and goes on with what was cut off.
    pub fn timetable(&self) -> Vec<Periodic> {
        let all = self.clone();
        vec![Periodic::new("privacy.copies", LOOK, move |_ground| {
            let all = all.clone();
            async move {
                all.sweep().await?;
                tokio::spawn(async move { all.make_waiting().await });
                Ok(())
            }
        })]
    }

    /// Makes every copy that was asked for. What fails is tried again later.
    pub async fn make_waiting(&self) {
        let _alone = self.at_work.lock().await;
        let waiting = self
            .ground
            .db
            .read(async |r| storage::copies::waiting(r).await)
            .await;
        let made = match waiting {
            Ok(waiting) => self.make_all(waiting).await,
            Err(fault) => Err(fault),
        };
        if let Err(fault) = made {
            tracing::error!(
                fault = fault.chain(),
                "a copy could not be made; it is tried again"
            );
        }
    }

    async fn make_all(&self, waiting: Vec<Copy>) -> Result<(), Fault> {
        for copy in waiting {
            // What it holds while it waits is large.
            Box::pin(making::make(self, &copy)).await?;
        }
        Ok(())
    }

    /// Removes copies whose week is over, and files that belong to none.
    pub async fn sweep(&self) -> Result<(), Fault> {
        let before = self.ground.clock.now().minus(KEPT);
        let kept = self
            .ground
            .db
            .write(async move |w| {
                storage::copies::remove_ready_before(w, before).await?;
                storage::copies::ids(w).await
            })
            .await?;
        let entries = match fs::read_dir(self.folder()) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error.into()),
        };
        for entry in entries {
            let path = entry?.path();
            let id = path
                .file_stem()
                .and_then(|stem| stem.to_str()?.parse().ok());
            if !id.is_some_and(|id: i64| kept.contains(&id)) {
                fs::remove_file(path)?;
            }
        }
        Ok(())
    }

    /// Removes all copies of an account that is being removed.
    pub(crate) async fn remove_of(&self, account: AccountId) -> Result<(), Fault> {
        self.ground
            .db
            .write(async move |w| storage::copies::remove_of(w, account).await)
            .await?;
        // Waits for one that is being made: it would come too late.
        let _alone = self.at_work.lock().await;
        self.sweep().await
    }

    pub(crate) fn folder(&self) -> PathBuf {
        self.ground.folder.path().join(FOLDER)
    }

    pub(crate) fn path_of(&self, id: i64) -> PathBuf {
        self.folder().join(format!("{id}.zip"))
    }
}
