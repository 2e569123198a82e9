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
        let files = as_written(&bytes).or_else(|| as_json(&bytes))?;
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

/// The files of a manifest that stands there as [`write`] wrote it, which is nearly each, with nothing in a path that JSON
/// has another way to say. What is read so is what [`as_json`] reads, at a tenth of its cost: a build reads three.
fn as_written(bytes: &[u8]) -> Option<Vec<(String, u64)>> {
    let rows = std::str::from_utf8(bytes).ok()?.strip_prefix(&head())?.strip_suffix(END)?;
    let row = |row: &str| {
        let (path, hash) = row.strip_prefix("\n\"")?.strip_suffix('"')?.rsplit_once("\": \"")?;
        let is_plain = path.bytes().all(|byte| byte >= b' ' && byte != b'"' && byte != b'\\') && is_safe(path);
        let hash = u64::from_str_radix(hash, 16).ok().filter(|_| hash.len() == HEX)?;
        is_plain.then(|| (path.to_string(), hash))
    };
    if rows.is_empty() {
        return Some(Vec::new());
    }
    // A path with such an end in it makes rows that are none.
    let files: Vec<(String, u64)> = rows.split(',').map(row).collect::<Option<_>>()?;
    files.is_sorted_by(|a, b| a.0 < b.0).then_some(files)
}

fn as_json(bytes: &[u8]) -> Option<Vec<(String, u64)>> {
    let stored: Stored = serde_json::from_slice(bytes).ok()?;
    if stored.krijt != VERSION {
        return None;
    }
    let file = |(path, hash): (String, String)| {
        let hash = u64::from_str_radix(&hash, 16).ok()?;
        is_safe(&path).then_some((path, hash))
    };
    stored.files.into_iter().map(file).collect()
}

/// How many digits a hash has.
const HEX: usize = 16;
const END: &str = "\n}}\n";

/// What stands before the first file.
fn head() -> String {
    format!("{{\"krijt\": {VERSION}, \"files\": {{")
}

/// The bytes of a manifest: the same for the same files, one on a line, in order of path.
pub(super) fn write<'a>(files: impl Iterator<Item = (&'a str, u64)>) -> Vec<u8> {
    let mut text = head();
    for (count, (path, hash)) in files.enumerate() {
        text.push_str(if count == 0 { "\n" } else { ",\n" });
        // A JSON string from serde; `Value` prints without failing.
        let _ = write!(text, "{}: \"{hash:016x}\"", serde_json::Value::from(path));
    }
    text.push_str(END);
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
        // Elsewhere names without `/` are names.
        && (!cfg!(windows) || Path::new(path).components().all(|part| matches!(part, Component::Normal(_))))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PATHS: &str = "[a-c\"\\\\\\u{1}\\u{e9}, :./]{1,6}";

    fn written(paths: &[(String, u64)]) -> Vec<u8> {
        let files: BTreeMap<&str, u64> = paths.iter().map(|(path, hash)| (path.as_str(), *hash)).collect();
        write(files.into_iter())
    }

    #[test]
    fn plain_paths_are_read_as_they_were_written() {
        for paths in [&[][..], &["index.html"], &["a/index.html", "b c/é.html"]] {
            let files: Vec<(String, u64)> = paths.iter().map(|path| (path.to_string(), 7)).collect();
            assert_eq!(as_written(&written(&files)), Some(files));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever is done to the bytes: what is read the short way is what JSON says.
        #[test]
        fn both_ways_agree(
            paths in proptest::collection::vec((PATHS, any::<u64>()), 0..5),
            edits in proptest::collection::vec((any::<usize>(), 0..3, any::<u8>()), 0..3),
        ) {
            let mut bytes = written(&paths);
            for (at, sort, byte) in edits {
                let at = at % bytes.len();
                match sort {
                    0 => bytes[at] = byte,
                    1 => bytes.insert(at, bytes[at]),
                    _ => drop(bytes.remove(at)),
                }
            }
            if let Some(files) = as_written(&bytes) {
                prop_assert_eq!(Some(files), as_json(&bytes));
            }
        }
    }
}
