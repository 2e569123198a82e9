//! What the disk said of each published file when it was known what the file holds. As long as it says the same of it, the
//! file holds the same, and need not be opened.
//!
//! It stands in the cache of the school, one set an output: for each file a hash of its [facts](crate::disk::facts), which no
//! other file can have, and of the hash of its bytes. Only what was [proven](crate::build) after a build is noted, for a
//! whole output.

use std::fs::Metadata;
use std::path::Path;

use xxhash_rust::xxh3::xxh3_128;

use crate::disk::facts::{self, Seen};
use crate::disk::{DiskCache, Root};
use crate::world::KnownHashes;

/// What the notes of all outputs of a school may take.
const LIMIT: u64 = 32 * 1024 * 1024;
const NAME: &str = "published";

/// The notes about one output; empty when nothing is known of it.
#[derive(Debug, Default)]
pub struct Noted {
    place: Option<(DiskCache, u128)>,
    known: KnownHashes,
}

impl Noted {
    /// What was noted about the output `out`, for who is going to read it.
    pub fn of(root: &Root, out: &Path) -> Noted {
        let real = std::fs::canonicalize(out.parent().unwrap_or(out)).ok().filter(|_| facts::TELL_CHANGES);
        let Some(real) = real else { return Noted::default() };
        let name = out.file_name().unwrap_or_default();
        let key = xxh3_128(format!("{}\0{:?}", real.join(name).display(), facts::user()).as_bytes());
        let cache = DiskCache::new(root, NAME, LIMIT);
        let known = KnownHashes::read(&cache, key);
        Noted { place: Some((cache, key)), known }
    }

    /// Whether this file, of which the disk says this now, is known to hold the bytes with this hash.
    pub(super) fn holds(&self, meta: &Metadata, bytes: u64) -> bool {
        self.known.has(note(facts::of_meta(meta), bytes))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Notes instead what was seen of these files, which are known to hold bytes with these hashes. They stand in `folder`
    /// of what was looked at.
    pub fn keep(&self, seen: &Seen, folder: &str, files: &[String], hashes: &[u64]) {
        let Some((cache, key)) = &self.place else { return };
        let row = |(path, facts): (&String, &u128)| {
            let path = path.strip_prefix(folder)?.strip_prefix('/')?;
            let at = files.binary_search_by(|file| file.as_str().cmp(path)).ok()?;
            Some(note(*facts, *hashes.get(at)?))
        };
        let now: KnownHashes = seen.paths.iter().zip(&seen.each).filter_map(row).collect();
        if now != self.known {
            now.write(cache, *key);
        }
    }
}

/// One note. The hash of the bytes is that of the manifest.
fn note(facts: u128, bytes: u64) -> u128 {
    xxh3_128([facts, bytes.into()].map(u128::to_le_bytes).as_flattened())
}
