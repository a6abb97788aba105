//! Media: names are data, bytes lie in bundles under names of our own, an index says what is where.

mod bundle;
mod content;
mod edit;
mod give_back;
mod index;
mod read;
mod sweep;

pub use bundle::{BundleWriter, Staged};
pub use content::{MediaBytes, MediaReader};
pub use edit::{MediaEdit, MediaEdited};
pub use index::MediaIndex;
pub use read::{MediaChange, MediaFile, MediaOf, StoredMedia};
pub(crate) use sweep::sweep;

/// Whether the bytes of a file are those that were stored.
pub(crate) fn is_intact(
    folder: &crate::account_folder::AccountFolder,
    placed: &index::Placed,
) -> Result<bool, store::Fault> {
    Ok(bundle::read_verified(folder, placed)?.is_some())
}
