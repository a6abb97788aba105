//! Long answers: read, compressed and sent piece by piece, so that neither a long file nor a slow
//! reader takes memory or a thread.

use std::io::{self, Read};

use axum::body::Body;
use axum::http::Response;
use bytes::Bytes;
use futures_util::stream::{self, Stream};
use shelf::Download;
use store::Fault;
use tokio::task::JoinHandle;
use zstd::stream::write::Encoder;

use crate::media::ZipOut;
use crate::refused::Refused;
use crate::wire::{Transport, stream as answer};

const PIECE_BYTES: usize = 512 * 1024;
/// Level 1 reads as fast as the network takes it.
const LEVEL: i32 = 1;

/// Sends a collection's file.
pub(crate) fn collection(
    transport: Transport,
    collection: Download,
) -> Result<Response<Body>, Refused> {
    let Download {
        source,
        packed,
        bytes,
    } = collection;
    if !transport.wants_zstd() && packed {
        let unpacked = zstd::stream::read::Decoder::new(source)
            .map_err(|error| Fault::because("a snapshot cannot be unpacked", error))?;
        return Ok(answer(Body::from_stream(plain(Box::new(unpacked))), None));
    }
    if !transport.wants_zstd() || packed {
        let original = original(transport, bytes)?;
        return Ok(answer(Body::from_stream(plain(source)), original));
    }
    compressed(bytes, source)
}

/// Sends a zip of media.
pub(crate) fn zip(transport: Transport, zip: ZipOut) -> Result<Response<Body>, Refused> {
    if transport.wants_zstd() {
        return compressed(zip.len(), Box::new(zip));
    }
    Ok(answer(Body::from_stream(plain(Box::new(zip))), None))
}

type Source = Box<dyn Read + Send>;

fn original(transport: Transport, bytes: u64) -> Result<Option<u32>, Refused> {
    if !transport.wants_zstd() {
        return Ok(None);
    }
    let bytes = u32::try_from(bytes)
        .map_err(|error| Fault::because("an answer of more than 4 GiB", error))?;
    Ok(Some(bytes))
}

/// `source` must give exactly `bytes` bytes.
fn compressed(bytes: u64, source: Source) -> Result<Response<Body>, Refused> {
    let original = original(Transport::Zstd, bytes)?;
    let failed = |error| Fault::because("an answer could not be compressed", error);
    let encoder = Encoder::new(Vec::new(), LEVEL).map_err(failed)?;
    let mut making = Making {
        source,
        buffer: vec![0; PIECE_BYTES],
        encoder: Some(encoder),
    };
    let pieces = ahead(move || making.next());
    Ok(answer(Body::from_stream(pieces), original))
}

struct Making {
    source: Source,
    buffer: Vec<u8>,
    /// `None` when all is made.
    encoder: Option<Encoder<'static, Vec<u8>>>,
}

impl Making {
    /// The next compressed piece, never empty.
    fn next(&mut self) -> io::Result<Option<Bytes>> {
        use io::Write as _;
        while let Some(mut encoder) = self.encoder.take() {
            let bytes = self.source.read(&mut self.buffer)?;
            let piece = self.buffer.get(..bytes).unwrap_or_default();
            if piece.is_empty() {
                return Ok(Some(encoder.finish()?.into()));
            }
            encoder.write_all(piece)?;
            let made = encoder.get_mut();
            let made = (made.len() >= PIECE_BYTES / 8).then(|| std::mem::take(made).into());
            self.encoder = Some(encoder);
            if made.is_some() {
                return Ok(made);
            }
        }
        Ok(None)
    }
}

fn plain(mut source: Source) -> impl Stream<Item = io::Result<Bytes>> {
    ahead(move || {
        let mut piece = vec![0; PIECE_BYTES];
        let bytes = source.read(&mut piece)?;
        piece.truncate(bytes);
        Ok((bytes > 0).then(|| piece.into()))
    })
}

/// Each piece is made while the one before it is on its way.
fn ahead<M>(make: M) -> impl Stream<Item = io::Result<Bytes>>
where
    M: FnMut() -> io::Result<Option<Bytes>> + Send + 'static,
{
    stream::unfold(Some(begun(make)), |making| async {
        match making?.await {
            Ok(Ok(Some((piece, make)))) => Some((Ok(piece), Some(begun(make)))),
            Ok(Ok(None)) => None,
            Ok(Err(error)) => Some((Err(error), None)),
            Err(error) => Some((Err(io::Error::other(error)), None)),
        }
    })
}

fn begun<M>(mut make: M) -> JoinHandle<io::Result<Option<(Bytes, M)>>>
where
    M: FnMut() -> io::Result<Option<Bytes>> + Send + 'static,
{
    tokio::task::spawn_blocking(move || Ok(make()?.map(|piece| (piece, make))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use http_body_util::BodyExt as _;
    use std::fs::File;
    use std::io::{Seek as _, Write as _};

    fn file_of(bytes: &[u8]) -> File {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        file.rewind().unwrap();
        file
    }

    async fn sent(response: Response<Body>) -> (Option<String>, Vec<u8>) {
        let size = response.headers().get("anki-original-size").cloned();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        (
            size.map(|size| size.to_str().unwrap().to_owned()),
            body.to_vec(),
        )
    }

    fn data() -> Vec<u8> {
        (0..400_000_u32).flat_map(u32::to_le_bytes).collect()
    }

    #[tokio::test]
    async fn a_collection_arrives_whole_in_every_combination() {
        let data = data();
        let packed = zstd::encode_all(&data[..], 1).unwrap();
        for transport in [Transport::Zstd, Transport::Form] {
            for is_packed in [true, false] {
                let file = file_of(if is_packed { &packed } else { &data });
                let bytes = data.len() as u64;
                let download = Download {
                    source: Box::new(file),
                    packed: is_packed,
                    bytes,
                };

                let (size, body) = sent(collection(transport, download).unwrap()).await;

                if transport.wants_zstd() {
                    assert_eq!(size.unwrap(), data.len().to_string());
                    assert!(zstd::decode_all(&body[..]).unwrap() == data);
                } else {
                    assert_eq!(size, None);
                    assert!(body == data);
                }
            }
        }
    }
}
