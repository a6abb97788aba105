//! Making one copy: into a file of its own in `tmp`, put in place once it is whole.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use accounts::Account;
use mail::Letter;
use store::{Fault, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{COPY_DAYS, Copies, Copy, CopyKind, contents, index, package};
use crate::storage;

/// A file in `tmp` that goes when it is dropped.
pub(super) struct Unfinished(pub(super) PathBuf);

impl Drop for Unfinished {
    fn drop(&mut self) {
        // Put in place, or swept at the next start.
        let _gone = fs::remove_file(&self.0);
    }
}

/// Makes a copy, puts it in place, and writes to its owner.
pub(super) async fn make(copies: &Copies, copy: &Copy) -> Result<(), Fault> {
    let ground = &copies.ground;
    let account = match accounts::account(ground, copy.account).await {
        Ok(account) => account,
        Err(accounts::Error::NoSuchAccount) => return Ok(()),
        Err(error) => return Err(Fault::because("whose copy it is", error)),
    };
    let package = Box::pin(package::write(copies, copy)).await?;
    ground.crash_points.here("privacy.copy.packed");
    let whole = match copy.kind {
        CopyKind::Collection => package,
        CopyKind::Everything => bundle(copies, copy, &account, package).await?,
    };
    fs::create_dir_all(copies.folder())?;
    let path = copies.path_of(copy.id);
    let file = File::open(&whole.0)?;
    file.sync_all()?;
    let bytes = file.metadata()?.len();
    fs::rename(&whole.0, &path)?;
    File::open(copies.folder())?.sync_all()?;
    ground.crash_points.here("privacy.copy.placed");
    let (now, copy) = (ground.clock.now(), copy.clone());
    ground
        .db
        .write(async move |w| {
            // Removed meanwhile: the next sweep takes the file.
            if storage::copies::put_ready(w, copy.id, now, bytes).await? {
                tell(w, &account, now).await?;
            }
            Ok(())
        })
        .await
}

async fn tell(w: &Write, account: &Account, now: store::Millis) -> Result<(), Fault> {
    let letter = Letter {
        account: Some(account.id.0),
        to: account.email.to_string(),
        language: account.language.code().to_owned(),
        purpose: mail::Purpose::CopyReady { days: COPY_DAYS },
    };
    mail::post(w, letter, now).await
}

/// The package with everything else around it.
async fn bundle(
    copies: &Copies,
    copy: &Copy,
    account: &Account,
    package: Unfinished,
) -> Result<Unfinished, Fault> {
    let found = contents::of(copies, account).await?;
    let whole = unfinished(copies, copy.id, "whole");
    let path = whole.0.clone();
    let page = index::page(account, &found.names(), copies.ground.clock.now());
    let folder = copies.ground.folder.path().to_owned();
    tokio::task::spawn_blocking(move || {
        let mut zip = ZipWriter::new(File::create(&path)?);
        start(&mut zip, "index.html", true)?;
        io::copy(&mut page.as_bytes(), &mut zip)?;
        start(&mut zip, "collection.colpkg", false)?;
        io::copy(&mut File::open(&package.0)?, &mut zip)?;
        found.write(&folder, &mut zip)?;
        zip.finish().map_err(broken)?;
        Ok::<(), Fault>(())
    })
    .await
    .map_err(|error| Fault::because("a copy broke", error))??;
    Ok(whole)
}

/// Begins a file in a zip.
pub(super) fn start(zip: &mut ZipWriter<File>, name: &str, is_text: bool) -> Result<(), Fault> {
    let method = if is_text {
        zip::CompressionMethod::Deflated
    } else {
        zip::CompressionMethod::Stored
    };
    let options = SimpleFileOptions::default()
        .compression_method(method)
        .large_file(!is_text);
    zip.start_file(name, options).map_err(broken)
}

pub(super) fn broken(error: zip::result::ZipError) -> Fault {
    Fault::because("a zip could not be written", error)
}

/// A file that is being made.
pub(super) fn unfinished(copies: &Copies, id: i64, part: &str) -> Unfinished {
    let folder: &Path = &copies.ground.folder.temporary();
    Unfinished(folder.join(format!("copy-{id}-{part}")))
}
