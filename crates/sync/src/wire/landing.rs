//! Large bodies on their way to a temporary file: received on the async side, decompressed and
//! written on a blocking thread, both at the same time. No thread waits for a slow client.

use std::fs::File;
use std::io::{Read as _, Write};

use bytes::Bytes;
use store::Fault;
use tempfile::NamedTempFile;
use tokio::task::JoinHandle;

use super::inflate::{Encoding, Flaw, Inflater};
use crate::refused::Refused;

/// Enough to be worth a hop to a blocking thread.
const BATCH_BYTES: usize = 256 * 1024;
/// What may wait while the batch before is worked on.
const BACKLOG_BYTES: usize = 1024 * 1024;

/// How much may come in, and how much out of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    pub(crate) compressed: u64,
    pub(crate) produced: u64,
}

impl Limits {
    /// The limits of a body that lands as it came and is decompressed later.
    pub(crate) fn as_it_comes(self) -> Limits {
        Limits {
            produced: self.compressed,
            ..self
        }
    }
}

/// A body on its way into `W`.
pub(crate) struct Landing<W: Write> {
    limits: Limits,
    received: u64,
    batch: Vec<Bytes>,
    batch_bytes: usize,
    work: Work<W>,
}

enum Work<W: Write> {
    Resting(Box<Inflater<W>>),
    Running(JoinHandle<Result<Box<Inflater<W>>, Flaw>>),
    Broken,
}

impl<W: Write + Send + 'static> Landing<W> {
    pub(crate) fn new(encoding: Encoding, writer: W, limits: Limits) -> Result<Self, Refused> {
        let inflater = Inflater::new(encoding, writer, limits.produced)?;
        Ok(Landing {
            limits,
            received: 0,
            batch: Vec::new(),
            batch_bytes: 0,
            work: Work::Resting(Box::new(inflater)),
        })
    }

    /// Takes the next bytes. Waits only if the disk is slower than the client.
    pub(crate) async fn take(&mut self, bytes: Bytes) -> Result<(), Refused> {
        self.received += bytes.len() as u64;
        if self.received > self.limits.compressed {
            return Err(Refused::TooLarge);
        }
        self.batch_bytes += bytes.len();
        self.batch.push(bytes);
        let may_wait = self.is_running() && self.batch_bytes < BACKLOG_BYTES;
        if self.batch_bytes >= BATCH_BYTES && !may_wait {
            self.hand_over().await?;
        }
        Ok(())
    }

    /// The end of the body: the writer, and how many bytes it was given.
    pub(crate) async fn finish(mut self) -> Result<(W, u64), Refused> {
        let mut inflater = self.rested().await?;
        let batch = std::mem::take(&mut self.batch);
        let done = tokio::task::spawn_blocking(move || {
            push_all(&mut inflater, &batch)?;
            inflater.finish()
        });
        Ok(joined(done.await)??)
    }

    fn is_running(&self) -> bool {
        matches!(&self.work, Work::Running(task) if !task.is_finished())
    }

    async fn hand_over(&mut self) -> Result<(), Refused> {
        let mut inflater = self.rested().await?;
        let batch = std::mem::take(&mut self.batch);
        self.batch_bytes = 0;
        self.work = Work::Running(tokio::task::spawn_blocking(move || {
            push_all(&mut inflater, &batch)?;
            Ok(inflater)
        }));
        Ok(())
    }

    async fn rested(&mut self) -> Result<Box<Inflater<W>>, Refused> {
        match std::mem::replace(&mut self.work, Work::Broken) {
            Work::Resting(inflater) => Ok(inflater),
            Work::Running(task) => Ok(joined(task.await)??),
            Work::Broken => Err(Refused::Broken(Fault::new("a landing that broke went on"))),
        }
    }
}

fn push_all<W: Write>(inflater: &mut Inflater<W>, batch: &[Bytes]) -> Result<(), Flaw> {
    batch.iter().try_for_each(|bytes| inflater.push(bytes))
}

/// Decompresses a file that has landed as it came, because its form told the encoding too late.
pub(crate) async fn unpack<W: Write + Send + 'static>(
    packed: NamedTempFile,
    encoding: Encoding,
    writer: W,
    limits: Limits,
) -> Result<(W, u64), Refused> {
    let done = tokio::task::spawn_blocking(move || {
        let mut inflater = Inflater::new(encoding, writer, limits.produced)?;
        let mut file = File::open(packed.path())?;
        let mut buffer = vec![0; BATCH_BYTES];
        loop {
            let bytes = file.read(&mut buffer)?;
            let Some(piece) = buffer.get(..bytes).filter(|piece| !piece.is_empty()) else {
                return inflater.finish();
            };
            inflater.push(piece)?;
        }
    });
    Ok(joined(done.await)??)
}

fn joined<T>(outcome: Result<T, tokio::task::JoinError>) -> Result<T, Refused> {
    outcome.map_err(|error| Refused::Broken(Fault::because("receiving a file broke", error)))
}

impl From<Flaw> for Refused {
    fn from(flaw: Flaw) -> Refused {
        match flaw {
            Flaw::Garbage => Refused::bad("the body cannot be decompressed"),
            Flaw::TooLarge => Refused::TooLarge,
            Flaw::Io(error) => Refused::from(Fault::because(
                "a received file could not be written",
                error,
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits(compressed: u64, produced: u64) -> Limits {
        Limits {
            compressed,
            produced,
        }
    }

    async fn land(bytes: &[u8], encoding: Encoding, limits: Limits) -> Result<Vec<u8>, Refused> {
        let mut landing = Landing::new(encoding, Vec::new(), limits)?;
        for piece in bytes.chunks(50_000) {
            landing.take(Bytes::copy_from_slice(piece)).await?;
        }
        Ok(landing.finish().await?.0)
    }

    #[tokio::test]
    async fn edge_07_a_body_of_unknown_length_arrives_whole() {
        let data: Vec<u8> = (0..5_000_000_u32).flat_map(u32::to_le_bytes).collect();
        let packed = zstd::encode_all(&data[..], 1).unwrap();

        let landed = land(&packed, Encoding::Zstd, limits(u64::MAX, u64::MAX))
            .await
            .unwrap();

        assert!(landed == data);
    }

    #[tokio::test]
    async fn both_limits_refuse_and_do_not_cut() {
        let data = vec![3; 3_000_000];
        let packed = zstd::encode_all(&data[..], 1).unwrap();

        let too_much_out = land(&packed, Encoding::Zstd, limits(1 << 30, 2_999_999)).await;
        let too_much_in = land(&data, Encoding::Plain, limits(2_999_999, 1 << 30)).await;

        assert!(matches!(too_much_out, Err(Refused::TooLarge)));
        assert!(matches!(too_much_in, Err(Refused::TooLarge)));
    }

    #[tokio::test]
    async fn a_body_that_is_not_zstd_is_a_bad_request() {
        let outcome = land(b"no zstd at all", Encoding::Zstd, limits(100, 100)).await;

        assert!(matches!(outcome, Err(Refused::Bad(_))));
    }
}
