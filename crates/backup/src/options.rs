//! The settings of backups.

use serde::{Deserialize, Serialize};

/// Where backups go, how often, for how long.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// The folder of backups, best on another disk or a mounted share. Empty: no backups, unless
    /// `backup.bucket` names one.
    pub folder: String,
    /// A bucket of an object store that speaks S3, instead of a folder.
    pub bucket: BucketOptions,
    /// The file with the key of the backups, which is made if it is not there. Empty: `backup.key` in the
    /// data folder. Keep a copy elsewhere: without it no backup can be read.
    pub key_file: String,
    /// Hours from one backup to the next.
    pub every_hours: u32,
    /// Days for which a backup is kept. The privacy policy promises that nothing of a removed account is
    /// kept longer than a month: 28 at most.
    pub data_days: u32,
    /// Days for which a key ring is kept: so long after its removal an account could still be read in a
    /// backup. 14 at most.
    pub key_days: u32,
    /// Days from one rehearsal to the next: the newest backup is restored into a temporary folder and
    /// checked. 0: never.
    pub rehearse_days: u32,
    /// Where rehearsals take place; they need as much room as the data. Empty: `tmp` in the data folder.
    pub rehearsal_folder: String,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            folder: String::new(),
            bucket: BucketOptions::default(),
            key_file: String::new(),
            every_hours: 24,
            data_days: 28,
            key_days: 14,
            rehearse_days: 7,
            rehearsal_folder: String::new(),
        }
    }
}

impl Options {
    /// Whether the operator wants backups at all.
    pub fn is_set(&self) -> bool {
        !self.folder.is_empty() || !self.bucket.name.is_empty()
    }

    /// Where they go, in words.
    pub fn words(&self) -> String {
        if self.bucket.name.is_empty() {
            self.folder.clone()
        } else {
            format!(
                "the bucket {} at {}",
                self.bucket.name, self.bucket.endpoint
            )
        }
    }
}

/// A bucket of an object store that speaks S3, instead of a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BucketOptions {
    /// The name of the bucket, which must exist. Empty: backups go into `backup.folder`.
    pub name: String,
    /// The address of the store, such as `https://s3.eu-central-1.amazonaws.com`.
    pub endpoint: String,
    /// The region, as the store names it.
    pub region: String,
    /// What the names of our files begin with. A bucket may hold other things beside it.
    pub prefix: String,
    /// The name of the key with which the bucket is read and written.
    pub access_key: String,
    /// The file with the secret of that key in its first line.
    pub secret_key_file: String,
}

impl Default for BucketOptions {
    fn default() -> BucketOptions {
        BucketOptions {
            name: String::new(),
            endpoint: String::new(),
            region: "us-east-1".to_owned(),
            prefix: "fuda".to_owned(),
            access_key: String::new(),
            secret_key_file: String::new(),
        }
    }
}
