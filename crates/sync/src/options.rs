//! Settings of the sync door.

use serde::{Deserialize, Serialize};

/// Limits of what the apps may send, and what the operator tells them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Largest compressed collection that is received, in bytes. Anki's apps know the same limit.
    pub upload_bytes_max: u64,
    /// Largest collection after decompression, in bytes. A stored collection that has grown beyond it
    /// must be synced one way.
    pub collection_bytes_max: u64,
    /// Collections that are received at the same time, one of each account; more wait.
    pub uploads_max: usize,
    /// Forms that are received at the same time before we know from whom, a quarter of them from one
    /// network: apps before 2.1.57 send their key after the data.
    pub strangers_max: usize,
    /// Seconds after which the receiving of a collection is given up, however fast it comes.
    pub upload_secs_max: u64,
    /// Largest JSON body of a sync request after decompression, in bytes.
    pub json_bytes_max: u64,
    /// Memory for request bodies of all requests together, in bytes.
    pub memory_bytes_max: u64,
    /// Largest media file, in bytes.
    pub media_file_bytes_max: u64,
    /// Largest sum of media files in one request, in bytes.
    pub media_request_bytes_max: u64,
    /// Seconds without a request after which a sync counts as abandoned.
    pub idle_secs_max: u64,
    /// A sentence that apps show after each sync, such as a notice of planned work. Empty: none.
    pub notice: String,
    /// Refuses all syncs while it is set; apps show `notice`. For work on the server.
    pub closed: bool,
    /// Oldest version of Anki that may sync, such as `2.1.57` or `23.10`. Empty: all that speak a
    /// protocol we know.
    pub client_version_min: String,
    /// What apps below `client_version_min` show. Empty: a sentence of ours.
    pub upgrade_notice: String,
    /// Base address of another server, such as `https://eu.example.org/`, to which apps are sent.
    /// Empty: they stay here. Media are served here in any case, because the apps finish there.
    pub redirect_to: String,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            upload_bytes_max: 100 << 20,
            collection_bytes_max: 300 << 20,
            uploads_max: 32,
            strangers_max: 32,
            upload_secs_max: 1800,
            json_bytes_max: 64 << 20,
            memory_bytes_max: 256 << 20,
            media_file_bytes_max: 100 << 20,
            media_request_bytes_max: 110 << 20,
            idle_secs_max: 300,
            notice: String::new(),
            closed: false,
            client_version_min: String::new(),
            upgrade_notice: String::new(),
            redirect_to: String::new(),
        }
    }
}
