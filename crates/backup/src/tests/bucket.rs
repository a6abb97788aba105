//! The same in a bucket: a store in memory stands for one that speaks S3.

use object_store::memory::InMemory;
use object_store::{ObjectStore, ObjectStoreExt as _};

use super::*;
use crate::keep::Bucket;
use crate::options::BucketOptions;
use crate::restoring::{Wanted, restore};

/// A site whose backups go into a bucket.
struct InBucket {
    place: Place,
    backups: Backups,
    store: Arc<InMemory>,
}

impl InBucket {
    async fn new() -> InBucket {
        let place = Place::new().await;
        let store = Arc::new(InMemory::new());
        let options = Options {
            bucket: BucketOptions {
                name: "memory".to_owned(),
                ..BucketOptions::default()
            },
            ..Options::default()
        };
        let shelf_options = shelf::Options::default();
        let backups = Backups::new(&place.ground, &place.shelf, &shelf_options, options);
        let backups = backups.in_store(Arc::<InMemory>::clone(&store));
        InBucket {
            place,
            backups,
            store,
        }
    }

    /// Names and contents of all objects.
    async fn objects(&self) -> Vec<(String, Vec<u8>)> {
        let listed = self.store.list_with_delimiter(None).await.unwrap();
        let (mut found, mut folders) = (Vec::new(), listed.common_prefixes);
        while let Some(folder) = folders.pop() {
            let listed = self.store.list_with_delimiter(Some(&folder)).await.unwrap();
            folders.extend(listed.common_prefixes);
            for object in listed.objects {
                let got = self.store.get(&object.location).await.unwrap();
                let bytes = got.bytes().await.unwrap().to_vec();
                found.push((object.location.to_string(), bytes));
            }
        }
        found
    }

    async fn restore(&self, name: &str) -> Found {
        let root = root_key::read(&self.backups.key_file()).unwrap();
        let into = self.place.folder.path().join(name);
        let store: Arc<dyn ObjectStore> = Arc::<InMemory>::clone(&self.store);
        let bucket = Bucket::of(store, &BucketOptions::default(), into.join("tmp"));
        let opened = crate::backups::blocking(move || {
            Repository::open(Keep::Bucket(bucket), root, &Chance::system())
        });
        let wanted = Wanted {
            repository: opened.await.unwrap(),
            into: into.clone(),
            at: None,
            shelf: shelf::Options::default(),
            clock: self.place.clock.clone(),
        };
        let restored = restore(wanted).await.unwrap();
        let ground = ground_at(&into, &self.place.clock);
        let shelf = Shelf::open(&ground, shelf::Options::default());
        Found {
            restored,
            ground,
            shelf,
        }
    }
}

#[tokio::test]
async fn pr_58c_what_was_backed_up_into_a_bucket_comes_back() {
    let site = InBucket::new().await;
    let shelf = &site.place.shelf;
    for id in 1..=300 {
        review(shelf, MIA, id).await;
    }
    // Larger than what goes into a store at once.
    let large: Vec<u8> = (0..=250).cycle().take(40_000_000).collect();
    site.place.put_media(MIA, "large.bin", &large).await;
    site.place
        .put_media(TOM, "frog.jpg", b"a picture of a frog")
        .await;
    let before = digest(shelf, MIA).await;

    let first = site.backups.make(false).await.unwrap();
    let second = site.backups.make(false).await.unwrap();
    let rehearsed = site.backups.rehearse().await.unwrap();
    let found = site.restore("new").await;

    assert!(first.written > 40_000_000 && second.written == 0);
    assert_eq!(rehearsed.troubles, [""; 0]);
    assert_eq!(found.restored.troubles, [""; 0]);
    assert_eq!(digest(&found.shelf, MIA).await, before);
    assert_eq!(media(&found.shelf, MIA, "large.bin").await, large);
    let objects = site.objects().await;
    assert!(objects.iter().all(|(name, _)| name.starts_with("fuda/")));
    assert!(objects.iter().all(|(_, bytes)| {
        let mut windows = bytes.windows(19);
        !windows.any(|part| part == b"a picture of a frog")
    }));
    let workshop = site.place.ground.folder.temporary().join("backup");
    assert!(files_below(&workshop).is_empty());
}

#[tokio::test]
async fn pr_53_pr_54_what_is_removed_or_too_old_goes_from_a_bucket() {
    let site = InBucket::new().await;
    review(&site.place.shelf, MIA, 1).await;
    site.backups.make(false).await.unwrap();
    let of_mia = async || {
        let objects = site.objects().await;
        let names = objects.iter().map(|(name, _)| name.as_str());
        names.filter(|name| name.contains("/07/7/")).count()
    };
    assert!(of_mia().await > 0);

    site.place.remove(MIA).await;
    site.place.clock.advance(DAY * 15);
    site.backups.make(false).await.unwrap();
    site.place.clock.advance(DAY * 14);
    site.backups.make(false).await.unwrap();

    assert_eq!(of_mia().await, 0);
    let sets = site.backups.kept().await.unwrap();
    assert_eq!(sets.len(), 2);
    assert_eq!(site.restore("new").await.restored.accounts, 1);
}
