//! What a request is about: its JSON or its file, decompressed under limits.

use std::io::Write;
use std::path::Path;

use bytes::Bytes;
use serde::de::DeserializeOwned;
use store::Fault;
use tempfile::{NamedTempFile, SpooledTempFile};
use tokio::sync::OwnedSemaphorePermit;

use super::budgets::{Budgets, PIECE_BYTES};
use super::inflate::{self, Encoding, INSTANT_BYTES_MAX, Inflater};
use super::landing::{Landing, Limits, unpack};
use super::request_body::RequestBody;
use crate::refused::Refused;

/// Zips below this size stay in memory.
const SPOOL_BYTES_MAX: usize = 512 * 1024;

/// What a request is about, not yet decompressed.
#[derive(Debug)]
pub(crate) enum Payload {
    /// A body in zstd of which nothing has been read.
    Unread(RequestBody),
    /// The data part of a form.
    Part(Held, Encoding),
    /// The data part of a form, in a file because it may be large.
    File(NamedTempFile, Encoding),
    /// A form without data, or no form at all.
    Nothing,
}

/// Bytes in memory with their share of the budget.
#[derive(Debug, Default)]
pub(crate) struct Held {
    bytes: Vec<u8>,
    shares: Vec<OwnedSemaphorePermit>,
}

/// A decompressed JSON body. Its share of the budgets ends with it.
#[derive(Debug, Default)]
pub(crate) struct Decoded {
    bytes: Vec<u8>,
    _shares: Vec<OwnedSemaphorePermit>,
}

impl Held {
    /// Adds bytes; refuses more than `bytes_max`.
    pub(crate) async fn add(
        &mut self,
        bytes: &[u8],
        bytes_max: u64,
        budgets: &Budgets,
    ) -> Result<(), Refused> {
        if (self.bytes.len() + bytes.len()) as u64 > bytes_max {
            return Err(Refused::TooLarge);
        }
        self.bytes.extend_from_slice(bytes);
        while self.bytes.len() > (self.shares.len() + 1) * PIECE_BYTES {
            self.shares.push(budgets.piece().await?);
        }
        Ok(())
    }
}

impl Payload {
    /// The JSON of the request, at most `bytes_max` bytes of it.
    pub(crate) async fn json(self, bytes_max: u64, budgets: &Budgets) -> Result<Decoded, Refused> {
        let (held, encoding) = match self {
            Payload::Unread(body) => (gather(body, bytes_max, budgets).await?, Encoding::Zstd),
            Payload::Part(held, encoding) => (held, encoding),
            Payload::File(..) | Payload::Nothing => return Ok(Decoded::default()),
        };
        decode(held, encoding, bytes_max, budgets).await
    }

    /// The file of the request, in a temporary file in `folder` that can be opened by its name.
    pub(crate) async fn named_file(
        self,
        folder: &Path,
        limits: Limits,
    ) -> Result<(NamedTempFile, u64), Refused> {
        let file = tempfile::Builder::new()
            .prefix("received-")
            .tempfile_in(folder)
            .map_err(|error| Fault::because("no temporary file for an upload", error))?;
        self.write_to(file, limits).await
    }

    /// The file of the request for a reader of its own, in memory while it is small.
    pub(crate) async fn spooled_file(
        self,
        folder: &Path,
        limits: Limits,
    ) -> Result<(SpooledTempFile, u64), Refused> {
        let file = tempfile::spooled_tempfile_in(SPOOL_BYTES_MAX, folder);
        self.write_to(file, limits).await
    }

    async fn write_to<W: Write + Send + 'static>(
        self,
        writer: W,
        limits: Limits,
    ) -> Result<(W, u64), Refused> {
        match self {
            Payload::Unread(mut body) => {
                let mut landing = Landing::new(Encoding::Zstd, writer, limits)?;
                while let Some(bytes) = body.next().await? {
                    landing.take(bytes).await?;
                }
                landing.finish().await
            }
            Payload::File(packed, encoding) => unpack(packed, encoding, writer, limits).await,
            Payload::Part(held, encoding) => {
                let mut landing = Landing::new(encoding, writer, limits)?;
                landing.take(Bytes::from(held.bytes)).await?;
                landing.finish().await
            }
            Payload::Nothing => Ok((writer, 0)),
        }
    }
}

async fn gather(mut body: RequestBody, bytes_max: u64, budgets: &Budgets) -> Result<Held, Refused> {
    // Compression never makes a body much longer; what is beyond is no honest body.
    let compressed_max = bytes_max.saturating_add(4096);
    let mut held = Held::default();
    while let Some(bytes) = body.next().await? {
        held.add(&bytes, compressed_max, budgets).await?;
    }
    Ok(held)
}

async fn decode(
    held: Held,
    encoding: Encoding,
    bytes_max: u64,
    budgets: &Budgets,
) -> Result<Decoded, Refused> {
    let Held { bytes, mut shares } = held;
    if bytes.is_empty() || encoding == Encoding::Plain {
        return Ok(Decoded {
            bytes,
            _shares: shares,
        });
    }
    if let Some(bytes) = decode_instantly(&bytes, encoding, bytes_max) {
        return Ok(Decoded {
            bytes,
            _shares: shares,
        });
    }
    shares.push(budgets.swelling().await?);
    let bytes = tokio::task::spawn_blocking(move || -> Result<Vec<u8>, inflate::Flaw> {
        let mut inflater = Inflater::new(encoding, Vec::new(), bytes_max)?;
        inflater.push(&bytes)?;
        Ok(inflater.finish()?.0)
    })
    .await
    .map_err(|error| Fault::because("decompressing a request broke", error))??;
    Ok(Decoded {
        bytes,
        _shares: shares,
    })
}

/// What takes no time is not worth a hop to another thread. `None`: it takes time, or it is garbage.
fn decode_instantly(packed: &[u8], encoding: Encoding, bytes_max: u64) -> Option<Vec<u8>> {
    if packed.len() > PIECE_BYTES {
        return None;
    }
    match encoding {
        Encoding::Zstd => inflate::instantly(packed, bytes_max),
        Encoding::Gzip => {
            let most = bytes_max.min(INSTANT_BYTES_MAX as u64);
            let mut inflater = Inflater::new(encoding, Vec::new(), most).ok()?;
            inflater.push(packed).ok()?;
            Some(inflater.finish().ok()?.0)
        }
        Encoding::Plain => None,
    }
}

impl Decoded {
    /// The JSON as a value.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> Result<T, Refused> {
        serde_json::from_slice(&self.bytes)
            .map_err(|error| Refused::bad(format!("unreadable JSON: {error}")))
    }

    /// For methods without arguments: apps of today send `{"_pad":null}`, old ones `{}` or nothing.
    pub(crate) fn is_nothing(&self) -> Result<(), Refused> {
        #[derive(serde::Deserialize)]
        struct NoArguments {}
        if self.bytes.is_empty() {
            return Ok(());
        }
        let NoArguments {} = self.read()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Options;
    use axum::body::Body;

    fn budgets() -> Budgets {
        Budgets::of(&Options::default())
    }

    fn unread(plain: &[u8]) -> Payload {
        let packed = zstd::encode_all(plain, 1).unwrap();
        Payload::Unread(RequestBody::new(Body::from(packed)))
    }

    async fn json(payload: Payload, most: u64) -> Result<Vec<u8>, Refused> {
        Ok(payload.json(most, &budgets()).await?.bytes)
    }

    #[tokio::test]
    async fn edge_02_nothing_is_said_in_several_ways() {
        for nothing in ["{}", r#"{"_pad":null}"#, ""] {
            let decoded = unread(nothing.as_bytes())
                .json(100, &budgets())
                .await
                .unwrap();
            decoded.is_nothing().unwrap();
        }
        let no_form = Payload::Nothing.json(100, &budgets()).await.unwrap();
        no_form.is_nothing().unwrap();

        let garbage = unread(b"[1]").json(100, &budgets()).await.unwrap();
        assert!(garbage.is_nothing().is_err());
    }

    #[tokio::test]
    async fn bodies_of_all_sizes_are_decompressed_up_to_the_limit_and_not_beyond() {
        for bytes in [1_usize, 1000, 300_000, 5_000_000] {
            let plain = vec![b'x'; bytes];

            assert_eq!(
                json(unread(&plain), bytes as u64).await.unwrap().len(),
                bytes
            );
            let beyond = json(unread(&plain), bytes as u64 - 1).await;
            assert!(matches!(beyond, Err(Refused::TooLarge)), "{bytes}");
        }
    }

    #[tokio::test]
    async fn a_body_that_is_no_zstd_is_a_bad_request() {
        let payload = Payload::Unread(RequestBody::new(Body::from("xx")));

        assert!(matches!(json(payload, 100).await, Err(Refused::Bad(_))));
    }

    #[tokio::test]
    async fn edge_06_a_body_that_gets_no_share_of_the_memory_is_told_to_come_back() {
        let options = Options {
            memory_bytes_max: 4 * PIECE_BYTES as u64,
            ..Options::default()
        };
        let budgets = Budgets::of(&options);
        let mut held = Held::default();

        held.add(&vec![0; 5 * PIECE_BYTES], u64::MAX, &budgets)
            .await
            .unwrap();

        tokio::time::pause();
        let mut other = Held::default();
        let refused = other
            .add(&vec![0; 2 * PIECE_BYTES], u64::MAX, &budgets)
            .await;
        assert!(matches!(refused, Err(Refused::Busy(_))));
        drop(held);
        let mut third = Held::default();
        third
            .add(&vec![0; 2 * PIECE_BYTES], u64::MAX, &budgets)
            .await
            .unwrap();
    }
}
