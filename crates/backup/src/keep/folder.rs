//! A folder, best on another disk.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// A folder of sealed files.
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    workshop: PathBuf,
}

impl Folder {
    pub(crate) fn new(path: &Path) -> Folder {
        Folder {
            path: path.to_owned(),
            workshop: path.join("tmp"),
        }
    }

    /// Makes what is not there yet.
    pub(crate) fn lay_out(&self) -> io::Result<()> {
        for inner in ["keys", "sets", "accounts", "tmp"] {
            fs::create_dir_all(self.path.join(inner))?;
        }
        Ok(())
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn workshop(&self) -> &Path {
        &self.workshop
    }

    pub(super) fn names(&self, prefix: &str) -> io::Result<Vec<String>> {
        let (mut names, mut folders) = (Vec::new(), vec![prefix.to_owned()]);
        while let Some(folder) = folders.pop() {
            let entries = match fs::read_dir(self.path.join(&folder)) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                entries => entries?,
            };
            for entry in entries {
                let entry = entry?;
                let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
                if entry.file_type()?.is_dir() {
                    folders.push(name);
                } else {
                    names.push(name);
                }
            }
        }
        Ok(names)
    }

    pub(super) fn open(&self, name: &str) -> io::Result<Box<dyn Read>> {
        Ok(Box::new(File::open(self.path.join(name))?))
    }

    /// Puts all bytes on the disk, then gives the files their names, then puts the names on the disk.
    pub(super) fn take(&self, made: &[(PathBuf, String)]) -> io::Result<()> {
        sync_all_of(&self.path)?;
        for (made, name) in made {
            let path = self.path.join(name);
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::rename(made, path)?;
        }
        sync_all_of(&self.path)
    }

    /// A folder that is empty afterwards goes, too.
    pub(super) fn remove(&self, name: &str) -> io::Result<()> {
        let path = self.path.join(name);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let is_account = name.starts_with("accounts/");
        if let Some(folder) = path.parent().filter(|_| is_account) {
            // It holds others still.
            let _stays = fs::remove_dir(folder);
        }
        Ok(())
    }
}

/// Puts everything of the file system that `folder` lies on onto the disk.
fn sync_all_of(folder: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(folder)?)?)
}
