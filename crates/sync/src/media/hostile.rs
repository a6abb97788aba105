//! Zips that no app sends.

use std::cell::OnceCell;
use std::io::{Cursor, Write as _};

use accounts::AccountId;
use shelf::Shelf;
use store::{Chance, Clock, CrashPoints, DataFolder, Ground, Millis};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use trials::Trial;
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

use super::parcel::{Rules, unpack};
use super::{FILES_MAX, names};
use crate::options::Options;
use crate::refused::Refused;

/// What `uploadChanges` is sent.
pub(crate) const MEDIA_ZIP: Trial = Trial {
    name: "media_zip",
    seeds,
    run,
};

const FILE_BYTES_MAX: u64 = 1 << 18;
const REQUEST_BYTES_MAX: u64 = 1 << 19;

/// A shelf of its own, and what keeps it alive.
struct Place {
    shelf: Shelf,
    runtime: Runtime,
    _folder: TempDir,
}

thread_local! {
    static PLACE: OnceCell<Place> = const { OnceCell::new() };
}

impl Place {
    fn new() -> Place {
        let folder = TempDir::new().expect("a folder can be made");
        let runtime = Runtime::new().expect("a runtime can be made");
        let data = DataFolder::open(folder.path()).expect("it is a folder");
        let (clock, chance) = (Clock::fixed(Millis(0)), Chance::seeded(1));
        let ground = Ground::open(data, clock, chance, CrashPoints::off()).expect("it is new");
        let entered = runtime.enter();
        let shelf = Shelf::open(&ground, shelf::Options::default());
        drop(entered);
        Place {
            shelf,
            runtime,
            _folder: folder,
        }
    }
}

fn run(bytes: &[u8]) {
    let rules = Rules::of(&Options {
        media_file_bytes_max: FILE_BYTES_MAX,
        media_request_bytes_max: REQUEST_BYTES_MAX,
        ..Options::default()
    });
    PLACE.with(|place| {
        let place = place.get_or_init(Place::new);
        let _entered = place.runtime.enter();
        let new_bundle = || Ok(place.shelf.new_bundle(AccountId(1))?);
        match unpack(Cursor::new(bytes), rules, new_bundle) {
            Ok(unpacked) => {
                let mut left = REQUEST_BYTES_MAX;
                assert!(unpacked.edits.len() <= FILES_MAX, "too many files");
                for edit in unpacked.edits {
                    assert!(names::is_storable(&edit.name), "{:?}", edit.name);
                    let size = edit.content.map_or(0, |staged| staged.size);
                    assert!(size <= FILE_BYTES_MAX, "{size} bytes");
                    left = left.checked_sub(size).expect("the request has a limit");
                }
            }
            Err(Refused::Broken(fault)) => unreachable!("a fault of ours: {}", fault.chain()),
            Err(_) => {}
        }
    });
}

fn seeds() -> Vec<Vec<u8>> {
    let (stored, packed) = (CompressionMethod::Stored, CompressionMethod::Deflated);
    let noise: Vec<u8> = (0..2000_u32)
        .flat_map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes())
        .collect();
    vec![
        zip(
            stored,
            r#"[["a.txt","0"],["b é.mp3","1"]]"#,
            &[b"aaaa", b"sound"],
        ),
        zip(
            packed,
            r#"[["gone.jpg",null],["old.jpg",""],["c.png","0"]]"#,
            &[&[7; 5000]],
        ),
        zip(packed, r#"[["noise","0"]]"#, &[&noise]),
        zip(
            packed,
            r#"[["bomb","0"],["next","0"]]"#,
            &[&vec![0; 300_000]],
        ),
        zip(stored, "[]", &[]),
    ]
}

fn zip(method: CompressionMethod, list: &str, files: &[&[u8]]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(DateTime::default());
    let mut add = |name: &str, bytes: &[u8]| {
        zip.start_file(name, options).expect("a zip in memory");
        zip.write_all(bytes).expect("a zip in memory");
    };
    add("_meta", list.as_bytes());
    for (number, bytes) in files.iter().enumerate() {
        add(&number.to_string(), bytes);
    }
    zip.finish().expect("a zip in memory").into_inner()
}
