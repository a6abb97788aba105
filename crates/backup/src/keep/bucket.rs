//! A bucket of an object store that speaks S3. Names are never used twice for different things, so that
//! nothing depends on what a store makes of two writers.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use futures_util::StreamExt as _;
use futures_util::stream::BoxStream;
use object_store::aws::AmazonS3Builder;
use object_store::path::Path as ObjectPath;
use object_store::{ObjectStore, ObjectStoreExt as _, PutPayload};
use store::Fault;
use tokio::runtime::Handle;

use crate::error::Error;
use crate::options::BucketOptions;

/// Larger files go in parts of this size, so that memory stays small.
const PART_BYTES: usize = 16 << 20;

/// A bucket of sealed files.
#[derive(Debug)]
pub(crate) struct Bucket {
    store: Arc<dyn ObjectStore>,
    prefix: String,
    words: String,
    workshop: PathBuf,
    runtime: Handle,
}

impl Bucket {
    /// The bucket that the settings name. Must be called where tokio runs.
    pub(crate) fn named(options: &BucketOptions, workshop: PathBuf) -> Result<Bucket, Error> {
        let secret = std::fs::read_to_string(&options.secret_key_file)
            .map_err(|error| Fault::because("backup.bucket.secret_key_file", error))?;
        let store = AmazonS3Builder::new()
            .with_bucket_name(&options.name)
            .with_endpoint(options.endpoint.trim_end_matches('/'))
            .with_region(&options.region)
            .with_access_key_id(&options.access_key)
            .with_secret_access_key(secret.trim())
            .with_allow_http(options.endpoint.starts_with("http://"))
            .build()
            .map_err(|error| Fault::because("backup.bucket is not right", error))?;
        Ok(Bucket::of(Arc::new(store), options, workshop))
    }

    /// Of a store of any kind.
    pub(crate) fn of(
        store: Arc<dyn ObjectStore>,
        options: &BucketOptions,
        workshop: PathBuf,
    ) -> Bucket {
        Bucket {
            store,
            prefix: options.prefix.trim_matches('/').to_owned(),
            words: format!("the bucket {} at {}", options.name, options.endpoint),
            workshop,
            runtime: Handle::current(),
        }
    }

    pub(super) fn words(&self) -> String {
        self.words.clone()
    }

    pub(super) fn workshop(&self) -> &Path {
        &self.workshop
    }

    fn object(&self, name: &str) -> ObjectPath {
        ObjectPath::from(format!("{}/{name}", self.prefix))
    }

    pub(super) fn names(&self, prefix: &str) -> io::Result<Vec<String>> {
        let before = self.object("").as_ref().to_owned();
        let mut found = self.store.list(Some(&self.object(prefix)));
        self.runtime.block_on(async move {
            let mut names = Vec::new();
            while let Some(one) = found.next().await {
                let whole = one.map_err(broken)?.location.to_string();
                let name = whole.strip_prefix(&before).unwrap_or(&whole);
                names.push(name.trim_start_matches('/').to_owned());
            }
            Ok(names)
        })
    }

    pub(super) fn open(&self, name: &str) -> io::Result<Box<dyn Read>> {
        let got = self.runtime.block_on(self.store.get(&self.object(name)));
        Ok(Box::new(Download {
            runtime: self.runtime.clone(),
            stream: got.map_err(broken)?.into_stream(),
            piece: bytes::Bytes::new(),
        }))
    }

    pub(super) fn take(&self, made: &[(PathBuf, String)]) -> io::Result<()> {
        for (made, name) in made {
            self.upload(made, name)?;
            std::fs::remove_file(made)?;
        }
        Ok(())
    }

    fn upload(&self, made: &Path, name: &str) -> io::Result<()> {
        let mut file = File::open(made)?;
        let object = self.object(name);
        let first = part_of(&mut file)?;
        if first.len() < PART_BYTES {
            let put = self.store.put(&object, PutPayload::from(first));
            return self.runtime.block_on(put).map(|_put| ()).map_err(broken);
        }
        let mut upload = self
            .runtime
            .block_on(self.store.put_multipart(&object))
            .map_err(broken)?;
        let mut part = first;
        while !part.is_empty() {
            let sent = self
                .runtime
                .block_on(upload.put_part(PutPayload::from(part)));
            if let Err(error) = sent {
                // Else the store would keep the parts.
                let _given_up = self.runtime.block_on(upload.abort());
                return Err(broken(error));
            }
            part = part_of(&mut file)?;
        }
        let completed = self.runtime.block_on(upload.complete());
        completed.map(|_put| ()).map_err(broken)
    }

    pub(super) fn remove(&self, name: &str) -> io::Result<()> {
        match self.runtime.block_on(self.store.delete(&self.object(name))) {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(broken(error)),
        }
    }
}

/// The next part of a file; at its end less than a whole one.
fn part_of(file: &mut File) -> io::Result<Vec<u8>> {
    let mut part = Vec::new();
    file.take(PART_BYTES as u64).read_to_end(&mut part)?;
    Ok(part)
}

fn broken(error: object_store::Error) -> io::Error {
    if matches!(error, object_store::Error::NotFound { .. }) {
        return io::Error::new(io::ErrorKind::NotFound, error);
    }
    io::Error::other(error)
}

/// An object on its way here, for a thread that may block.
struct Download {
    runtime: Handle,
    stream: BoxStream<'static, object_store::Result<bytes::Bytes>>,
    piece: bytes::Bytes,
}

impl Read for Download {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.piece.is_empty() {
            match self.runtime.block_on(self.stream.next()) {
                Some(piece) => self.piece = piece.map_err(broken)?,
                None => return Ok(0),
            }
        }
        let count = self.piece.len().min(buffer.len());
        let piece = self.piece.split_to(count);
        if let Some(to) = buffer.get_mut(..count) {
            to.copy_from_slice(&piece);
        }
        Ok(count)
    }
}
