//! Media of an earlier state: what was deleted or replaced since then comes back, what came stays.

use accounts::AccountId;
use store::{Fault, Millis};

use super::bundle::read_verified;
use super::edit::{MediaEdit, Work};
use super::index::{MediaIndex, Placed};
use crate::book::{Book, BookFile, Position};
use crate::error::Error;
use crate::head::BookHead;
use crate::loan::OpId;
use crate::restore::rebuild_at;
use crate::shelf::Shelf;
use crate::{snapshot, storage};

impl Shelf {
    /// Brings back the media files that the account had at a moment of the last thirty days, under new
    /// usns, so that every app fetches them; as many as the account has room for. Returns how many came back.
    pub(crate) async fn give_back_media(
        &self,
        account: AccountId,
        at: Millis,
    ) -> Result<usize, Error> {
        let read = async move |r: &store::Read| {
            let head: Option<BookHead<_>> = storage::head_of::<MediaIndex>(r, account).await?;
            let Some(generation) = head.map(|head| head.position.generation) else {
                return Ok(None);
            };
            let state = storage::state_at(r, account, Book::Media, generation, at).await?;
            Ok::<_, Fault>(state.map(|(seq, _facts)| Position { generation, seq }))
        };
        let Some(position) = self.ground.db.read(read).await? else {
            // Then there were none yet.
            return Ok(0);
        };
        let shelf = self.clone();
        let earlier = self
            .work(move || placed_at(&shelf, account, position))
            .await??;
        let (folder, options) = (self.folder_of(account), self.options.clone());
        let bytes_max = i64::try_from(options.media_bytes_max).unwrap_or(i64::MAX);
        let now = self.ground.clock.now().0;
        let op = OpId(self.ground.chance.token());
        let loan = self.lend::<MediaIndex>(account).await?;
        loan.commit_after(op, move |index| {
            let before = index.stamp()?;
            let mut facts = before;
            for (name, place) in earlier {
                let size = place.staged.size.cast_signed();
                if facts.bytes.saturating_add(size) > bytes_max
                    || facts.files >= options.media_files_max
                    || read_verified(&folder, &place)?.is_none()
                {
                    continue;
                }
                let edit = MediaEdit {
                    name,
                    content: Some(place.staged),
                };
                Work {
                    index,
                    options: &options,
                    bundle: &place.bundle,
                    now,
                }
                .one(&edit, &mut facts)?;
            }
            if facts != before {
                index.set_stamp(&facts)?;
            }
            Ok::<_, Error>(usize::try_from(facts.usn - before.usn).unwrap_or(0))
        })
        .await?
    }
}

/// The files of an earlier state of the index.
fn placed_at(
    shelf: &Shelf,
    account: AccountId,
    position: Position,
) -> Result<Vec<(String, Placed)>, Fault> {
    let path = snapshot::workbench(&shelf.ground, account);
    rebuild_at::<MediaIndex>(shelf, account, position, &path)?;
    let placed = MediaIndex::open(&path)?.all_placed();
    std::fs::remove_file(&path)?;
    placed
}
