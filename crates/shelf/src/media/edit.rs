//! Adding and deleting media: bytes first, then one commit of the index.

use accounts::AccountId;
use store::Fault;

use super::bundle::{BundleWriter, Staged};
use super::index::{MediaIndex, Placed};
use crate::error::Error;
use crate::head::MediaFacts;
use crate::loan::OpId;
use crate::options::Options;
use crate::shelf::Shelf;

/// One entry of a request: a file that is added or replaced, or deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaEdit {
    /// The name, exactly as the app gave it.
    pub name: String,
    /// The new bytes in the request's bundle; nothing deletes the file.
    pub content: Option<Staged>,
}

/// What became of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MediaEdited {
    /// Entries handled, no-ops included.
    pub processed: usize,
    /// The usn of the media now.
    pub usn: i32,
}

impl Shelf {
    /// Applies all entries or none. Each real change takes the next usn; the same bytes again and the
    /// deletion of an absent file take none. On return everything is on the disk.
    pub async fn edit_media(
        &self,
        account: AccountId,
        bundle: Option<BundleWriter>,
        edits: Vec<MediaEdit>,
    ) -> Result<MediaEdited, Error> {
        let name = self.ground.chance.token();
        if let Some(mut bundle) = bundle.filter(|bundle| !bundle.is_empty()) {
            let (folder, name) = (self.folder_of(account), name.clone());
            self.work(move || bundle.keep(&folder, &name)).await??;
        }
        self.ground.crash_points.here("shelf.media.bytes-kept");
        let loan = self.lend::<MediaIndex>(account).await?;
        let (options, now) = (self.options.clone(), self.ground.clock.now().0);
        let op = OpId(self.ground.chance.token());
        loan.commit_after(op, move |index| {
            Work {
                index,
                options: &options,
                bundle: &name,
                now,
            }
            .all(&edits)
        })
        .await?
    }
}

/// Entries that are applied to an index.
pub(super) struct Work<'a> {
    pub(super) index: &'a MediaIndex,
    pub(super) options: &'a Options,
    /// Where the new bytes lie.
    pub(super) bundle: &'a str,
    pub(super) now: i64,
}

impl Work<'_> {
    fn all(&self, edits: &[MediaEdit]) -> Result<MediaEdited, Error> {
        let before = self.index.stamp()?;
        let mut facts = before;
        for edit in edits {
            self.one(edit, &mut facts)?;
        }
        let grew = facts.bytes > before.bytes || facts.files > before.files;
        let bytes = u64::try_from(facts.bytes).unwrap_or(0);
        if grew
            && (bytes > self.options.media_bytes_max || facts.files > self.options.media_files_max)
        {
            return Err(Error::OverQuota);
        }
        if facts != before {
            self.index.set_stamp(&facts)?;
        }
        Ok(MediaEdited {
            processed: edits.len(),
            usn: facts.usn,
        })
    }

    /// Applies one entry and counts what it changes.
    pub(super) fn one(&self, edit: &MediaEdit, facts: &mut MediaFacts) -> Result<(), Fault> {
        let old = self.index.placed(&edit.name)?;
        let unchanged = match (&old, &edit.content) {
            (None, None) => true,
            (Some(old), Some(new)) => {
                old.staged.sha1 == new.sha1 && old.staged.blake3 == new.blake3
            }
            _ => false,
        };
        if unchanged {
            return Ok(());
        }
        let new = edit.content.clone().map(|staged| Placed {
            bundle: self.bundle.to_owned(),
            staged,
        });
        facts.usn += 1;
        facts.files = facts.files + u32::from(new.is_some()) - u32::from(old.is_some());
        let size = |placed: &Option<Placed>| {
            placed
                .as_ref()
                .map_or(0, |placed| placed.staged.size.cast_signed())
        };
        facts.bytes += size(&new) - size(&old);
        self.index.put(&edit.name, facts.usn, new.as_ref())?;
        self.index.no_longer_damaged(&edit.name)?;
        if let Some(old) = old {
            self.index.depart(&old.bundle, self.now)?;
        }
        Ok(())
    }
}
