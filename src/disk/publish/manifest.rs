//! The manifest: which files in an output folder are ours, and what they held.

use super::fs::{FileKind, Fs};
use super::{PublishFailure, at};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Component, Path};
use xxhash_rust::xxh3::xxh3_64;

/// Its name in the output folder.
pub const NAME: &str = ".krijt-manifest.json";
const VERSION: u32 = 1;

/// What an output folder's manifest says.
pub(super) struct Manifest {
    /// As it stands on disk.
    pub bytes: Vec<u8>,
    /// Sorted by path, each with the hash of its bytes.
    files: Vec<(String, u64)>,
}

#[derive(Deserialize)]
struct Stored {
    krijt: u32,
    files: BTreeMap<String, String>,
}

impl Manifest {
    /// The manifest in `folder`; `None` when there is none, or none that could be ours.
    pub(super) fn load(fs: &Fs, folder: &Path) -> Result<Option<Manifest>, PublishFailure> {
        let path = folder.join(NAME);
        if fs.kind(&path).map_err(at(&path))? != Some(FileKind::File) {
            return Ok(None);
        }
        let bytes = fs.read(&path).map_err(at(&path))?;
        Ok(Manifest::parse(bytes))
    }

    fn parse(bytes: Vec<u8>) -> Option<Manifest> {
        let stored: Stored = serde_json::from_slice(&bytes).ok()?;
        if stored.krijt != VERSION {
            return None;
        }
        let file = |(path, hash): (String, String)| {
            let hash = u64::from_str_radix(&hash, 16).ok()?;
            is_safe(&path).then_some((path, hash))
        };
        let files = stored.files.into_iter().map(file).collect::<Option<_>>()?;
        Some(Manifest { bytes, files })
    }

    /// The hash recorded for a path.
    pub(super) fn get(&self, path: &str) -> Option<u64> {
        let at = self.files.binary_search_by(|(known, _)| known.as_str().cmp(path)).ok()?;
        self.files.get(at).map(|(_, hash)| *hash)
    }

    /// Whether a file of ours stood somewhere below this folder.
    pub(super) fn has_below(&self, folder: &str) -> bool {
        has_below(&self.files, |(path, _)| path, folder)
    }
}

/// The bytes of a manifest: the same for the same files, one on a line, in order of path.
pub(super) fn write<'a>(files: impl Iterator<Item = (&'a str, u64)>) -> Vec<u8> {
    let mut text = format!("{{\"krijt\": {VERSION}, \"files\": {{");
    for (count, (path, hash)) in files.enumerate() {
        text.push_str(if count == 0 { "\n" } else { ",\n" });
        // A JSON string from serde; `Value` prints without failing.
        let _ = write!(text, "{}: \"{hash:016x}\"", serde_json::Value::from(path));
    }
    text.push_str("\n}}\n");
    text.into_bytes()
}

pub(super) fn hash(bytes: &[u8]) -> u64 {
    xxh3_64(bytes)
}

/// Whether one of these sorted paths stands below `folder`.
pub(super) fn has_below<T>(sorted: &[T], path: impl Fn(&T) -> &str, folder: &str) -> bool {
    let prefix = format!("{folder}/");
    let from = sorted.partition_point(|item| path(item) < prefix.as_str());
    sorted.get(from).is_some_and(|item| path(item).starts_with(&prefix))
}

/// A relative path of plain names that stays in its folder and is not the manifest's own.
pub(super) fn is_safe(path: &str) -> bool {
    path != NAME
        && !path.contains(['\\', '\0'])
        && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
        && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}
