//! What apps ask for: the words after `/sync/` and `/msync/`.

/// A method of the protocol. Apps write its name in the address, in exactly these letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    HostKey,
    Meta,
    Start,
    ApplyGraves,
    ApplyChanges,
    Chunk,
    ApplyChunk,
    SanityCheck,
    Finish,
    Abort,
    Upload,
    Download,
    Media(MediaMethod),
}

/// A method below `/msync/`. Their refusals can carry words in a 200 answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MediaMethod {
    Begin,
    Changes,
    Upload,
    Download,
    Sanity,
}

/// Bodies of the methods that carry a few words and numbers.
const SMALL_BYTES_MAX: u64 = 16 * 1024;
/// 25 names of 255 bytes, each written as JSON escapes, and 250 ids.
const LISTS_BYTES_MAX: u64 = 256 * 1024;
/// Deletions that old apps send along with `start`, all at once.
const START_BYTES_MAX: u64 = 16 * 1024 * 1024;

impl Method {
    /// The method of this name below `/sync/`.
    pub(crate) fn of_collection(name: &str) -> Option<Method> {
        Some(match name {
            "hostKey" => Method::HostKey,
            "meta" => Method::Meta,
            "start" => Method::Start,
            "applyGraves" => Method::ApplyGraves,
            "applyChanges" => Method::ApplyChanges,
            "chunk" => Method::Chunk,
            "applyChunk" => Method::ApplyChunk,
            "sanityCheck2" => Method::SanityCheck,
            "finish" => Method::Finish,
            "abort" => Method::Abort,
            "upload" => Method::Upload,
            "download" => Method::Download,
            _ => return None,
        })
    }

    /// The method of this name below `/msync/`.
    pub(crate) fn of_media(name: &str) -> Option<Method> {
        Some(Method::Media(match name {
            "begin" => MediaMethod::Begin,
            "mediaChanges" => MediaMethod::Changes,
            "uploadChanges" => MediaMethod::Upload,
            "downloadFiles" => MediaMethod::Download,
            "mediaSanity" => MediaMethod::Sanity,
            _ => return None,
        }))
    }

    /// Whether a whole file is received instead of JSON.
    pub(crate) fn takes_file(self) -> bool {
        matches!(self, Method::Upload | Method::Media(MediaMethod::Upload))
    }

    /// The largest JSON body of this method after decompression, in bytes, where `most` is the
    /// operator's limit for the methods that carry cards and notes.
    pub(crate) fn json_bytes_max(self, most: u64) -> u64 {
        match self {
            Method::ApplyChanges | Method::ApplyChunk => most,
            Method::Start => START_BYTES_MAX.min(most),
            Method::ApplyGraves | Method::Media(MediaMethod::Download) => LISTS_BYTES_MAX,
            Method::HostKey
            | Method::Meta
            | Method::Chunk
            | Method::SanityCheck
            | Method::Finish
            | Method::Abort
            | Method::Upload
            | Method::Download
            | Method::Media(
                MediaMethod::Begin
                | MediaMethod::Changes
                | MediaMethod::Upload
                | MediaMethod::Sanity,
            ) => SMALL_BYTES_MAX,
        }
    }
}
