//! A shelf: what was read of a school, kept for the next look. A file is read again when its stamp differs, when
//! somebody says that it changed, and for a few looks after a change: two saves within one tick of the disk's clock have
//! one stamp. The clock itself is never asked; that of a network drive tells another time anyway.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::Arc;

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::read::{self, FILE_LIMIT, Found, Input, Root};
use crate::diag::{Finding, catalogue as code};
use crate::source::{Source, SourceId, Sources};

/// What the disk says of a file without opening it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Stamp {
    size: u64,
    /// Seconds and nanoseconds; the second pair (Unix only) cannot be set back by an editor.
    modified: (i64, i64),
    changed: (i64, i64),
    inode: u64,
}

/// One state of a file that is not kept: equal versions have equal bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Version {
    stamp: Stamp,
    /// Of its bytes, once they were ever seen to change.
    hash: u64,
}

impl Version {
    /// For a hash of many.
    pub fn to_bytes(self) -> [u8; 56] {
        let Stamp { size, modified, changed, inode } = self.stamp;
        let mut out = [0; 56];
        let numbers = [size as i64, modified.0, modified.1, changed.0, changed.1, inode as i64, self.hash as i64];
        for (place, number) in out.chunks_exact_mut(8).zip(numbers) {
            place.copy_from_slice(&number.to_le_bytes());
        }
        out
    }
}

#[derive(Clone)]
struct Text {
    id: SourceId,
    stamp: Option<Stamp>,
    source: Arc<Source>,
    findings: Vec<Finding>,
}

#[derive(Clone)]
struct Blob {
    stamp: Option<Stamp>,
    bytes: Result<Arc<[u8]>, String>,
}

/// So many looks after a change a file is read again, whatever its stamp says.
const WARM: u8 = 3;

#[derive(Default)]
pub struct Shelf {
    /// Kept for another look: files have stamps, and numbers with room between them.
    lasts: bool,
    is_new: bool,
    texts: BTreeMap<String, Text>,
    themes: BTreeMap<String, Blob>,
    assets: BTreeMap<String, Version>,
    /// What the last walk found: code and path.
    found: Vec<(&'static str, String)>,
    warm: BTreeMap<String, u8>,
}

impl Shelf {
    pub fn new() -> Self {
        Shelf { lasts: true, is_new: true, ..Shelf::default() }
    }

    pub(super) fn for_one_look() -> Self {
        Shelf { is_new: true, ..Shelf::default() }
    }

    /// Looks at the whole tree. `None` when it is as it was. `changed` are paths that may have changed.
    pub fn look(&mut self, root: &Root, changed: &BTreeSet<String>) -> Option<(Input, Vec<Finding>)> {
        for path in changed {
            self.warm.insert(path.clone(), WARM);
        }
        let found = read::walk(root);
        let mut news = Vec::new();
        let is_other = self.read_texts(root, &found, &mut news)
            | self.read_themes(root, &found, &mut news)
            | self.see_assets(root, &found, &mut news)
            | self.note_findings(&found);
        self.warm.retain(|_, looks| {
            *looks -= 1;
            *looks > 0
        });
        if self.lasts && !self.is_new {
            self.warm.extend(news.into_iter().map(|path| (path, WARM)));
        }
        let is_other = is_other | std::mem::take(&mut self.is_new);
        is_other.then(|| self.input(found.findings))
    }

    fn read_texts(&mut self, root: &Root, found: &Found, news: &mut Vec<String>) -> bool {
        let numbers = self.numbers(&found.texts);
        let (lasts, warm, old) = (self.lasts, &self.warm, &self.texts);
        let look = |(path, id): (&String, SourceId)| {
            let stamp = if lasts { stamp(root, path) } else { None };
            let kept = old.get(path).filter(|kept| kept.id == id);
            if let Some(kept) = kept
                && stamp.is_some()
                && kept.stamp == stamp
                && !warm.contains_key(path)
            {
                return (kept.clone(), false);
            }
            let (source, findings) = read::read_text(root, id, path.clone());
            match kept.filter(|kept| is_same(kept, &source, &findings)) {
                Some(kept) => (Text { stamp, ..kept.clone() }, false),
                None => (Text { id, stamp, source: Arc::new(source), findings }, true),
            }
        };
        let seen: Vec<(Text, bool)> = found.texts.par_iter().zip(numbers).map(look).collect();
        let is_gone = seen.len() < self.texts.len();
        let is_new = seen.iter().any(|(_, is_new)| *is_new);
        if is_gone || is_new || seen.len() != self.texts.len() {
            news.extend(seen.iter().filter(|(_, is_new)| *is_new).map(|(text, _)| text.source.path.clone()));
            self.texts = found.texts.iter().cloned().zip(seen.into_iter().map(|(text, _)| text)).collect();
            return true;
        }
        for ((text, _), kept) in seen.into_iter().zip(self.texts.values_mut()) {
            kept.stamp = text.stamp;
        }
        false
    }

    fn read_themes(&mut self, root: &Root, found: &Found, news: &mut Vec<String>) -> bool {
        let mut is_other = found.themes.len() != self.themes.len();
        let mut old = std::mem::take(&mut self.themes);
        for path in &found.themes {
            let stamp = if self.lasts { stamp(root, path) } else { None };
            let kept = old.remove(path);
            if let Some(kept) = kept.as_ref()
                && stamp.is_some()
                && kept.stamp == stamp
                && !self.warm.contains_key(path)
            {
                self.themes.insert(path.clone(), kept.clone());
                continue;
            }
            let bytes = root.read(path).map(Arc::from).map_err(|error| read::reason(&error));
            let bytes = match kept.filter(|kept| kept.bytes == bytes) {
                Some(kept) => kept.bytes,
                None => {
                    is_other = true;
                    news.push(path.clone());
                    bytes
                }
            };
            self.themes.insert(path.clone(), Blob { stamp, bytes });
        }
        is_other
    }

    fn see_assets(&mut self, root: &Root, found: &Found, news: &mut Vec<String>) -> bool {
        let mut is_other = found.assets.len() != self.assets.len();
        let mut old = std::mem::take(&mut self.assets);
        for path in &found.assets {
            let stamp = stamp(root, path).unwrap_or_default();
            let kept = old.remove(path);
            let is_same = kept.is_some_and(|kept| kept.stamp == stamp);
            let must_read = self.lasts && !self.is_new && (!is_same || self.warm.contains_key(path));
            let hash = match kept {
                _ if must_read && stamp.size <= FILE_LIMIT => root.read(path).map_or(0, |bytes| xxh3_64(&bytes)),
                Some(kept) => kept.hash,
                None => 0,
            };
            let version = Version { stamp, hash };
            if kept != Some(version) {
                is_other = true;
                news.push(path.clone());
            }
            self.assets.insert(path.clone(), version);
        }
        is_other
    }

    fn note_findings(&mut self, found: &Found) -> bool {
        let now: Vec<(&str, String)> =
            found.findings.iter().map(|finding| (finding.code.id, finding.path().to_string())).collect();
        let is_other = now != self.found;
        self.found = now;
        is_other
    }

    fn input(&self, mut findings: Vec<Finding>) -> (Input, Vec<Finding>) {
        let mut input = Input::default();
        for (path, blob) in &self.themes {
            match &blob.bytes {
                Ok(bytes) => {
                    input.themes.insert(path.clone(), Arc::clone(bytes));
                }
                Err(reason) => {
                    let finding = Finding::about(&code::UNREADABLE_FILE, path.as_str());
                    findings.push(finding.with("reason", reason.as_str()));
                }
            }
        }
        findings.extend(self.texts.values().flat_map(|text| &text.findings).cloned());
        input.assets = self.assets.iter().map(|(path, version)| (path.clone(), version.stamp.size)).collect();
        if self.lasts {
            input.versions = self.assets.clone();
        }
        input.sources = Sources::new(self.texts.values().map(|text| (text.id, Arc::clone(&text.source))).collect());
        (input, findings)
    }

    /// Numbers for these paths, rising. Files that were there keep theirs as long as there is room for new ones.
    fn numbers(&mut self, paths: &[String]) -> Vec<SourceId> {
        if !self.lasts {
            return (0..paths.len() as u32).map(SourceId).collect();
        }
        let known: Vec<Option<SourceId>> = paths.iter().map(|path| self.texts.get(path).map(|text| text.id)).collect();
        numbers_between(&known).unwrap_or_else(|| {
            self.texts.clear();
            self.is_new = true;
            numbers_between(&vec![None; paths.len()]).unwrap_or_default()
        })
    }
}

/// Fills the gaps of a rising row evenly; `None` when one is too small.
fn numbers_between(known: &[Option<SourceId>]) -> Option<Vec<SourceId>> {
    let mut numbers = Vec::with_capacity(known.len());
    let mut low: u64 = 0;
    let mut at = 0;
    while at < known.len() {
        if let Some(id) = known[at] {
            numbers.push(id);
            low = u64::from(id.0) + 1;
            at += 1;
            continue;
        }
        let run = known[at..].iter().take_while(|id| id.is_none()).count();
        let high = known.get(at + run).copied().flatten().map_or(u64::from(u32::MAX), |id| u64::from(id.0));
        let step = high.checked_sub(low)? / (run as u64 + 1);
        if step == 0 {
            return None;
        }
        numbers.extend((1..=run as u64).map(|nth| SourceId((low + nth * step) as u32)));
        low = high;
        at += run;
    }
    Some(numbers)
}

fn is_same(kept: &Text, source: &Source, findings: &[Finding]) -> bool {
    let codes = |findings: &[Finding]| findings.iter().map(|finding| finding.code.id).collect::<Vec<_>>();
    kept.source.text == source.text && kept.source.broken == source.broken && codes(&kept.findings) == codes(findings)
}

fn stamp(root: &Root, path: &str) -> Option<Stamp> {
    let meta = fs::symlink_metadata(root.path().join(path)).ok()?;
    Some(stamp_of(&meta))
}

#[cfg(unix)]
fn stamp_of(meta: &fs::Metadata) -> Stamp {
    use std::os::unix::fs::MetadataExt;
    Stamp {
        size: meta.len(),
        modified: (meta.mtime(), meta.mtime_nsec()),
        changed: (meta.ctime(), meta.ctime_nsec()),
        inode: meta.ino(),
    }
}

#[cfg(not(unix))]
fn stamp_of(meta: &fs::Metadata) -> Stamp {
    let since = meta.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    let modified = since.map_or((0, 0), |since| (since.as_secs() as i64, i64::from(since.subsec_nanos())));
    Stamp { size: meta.len(), modified, ..Stamp::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(numbers: &[u32]) -> Vec<SourceId> {
        numbers.iter().copied().map(SourceId).collect()
    }

    #[test]
    fn numbers_keep_the_order_of_paths_and_leave_room() {
        let all = numbers_between(&[None, None, None]).unwrap();
        assert!(all.is_sorted() && all[0].0 > 1_000_000, "{all:?}");
        let (first, last) = (all[0], all[2]);
        let with_one = numbers_between(&[Some(first), None, Some(last), None]).unwrap();
        assert!(with_one.is_sorted() && with_one[0] == first && with_one[2] == last, "{with_one:?}");
    }

    #[test]
    fn a_gap_without_room_is_told() {
        let known = |numbers: &[Option<u32>]| numbers.iter().map(|id| id.map(SourceId)).collect::<Vec<_>>();
        assert_eq!(numbers_between(&known(&[Some(7), None, Some(8)])), None);
        assert_eq!(numbers_between(&known(&[Some(7), None, Some(10)])), Some(ids(&[7, 9, 10])));
        assert_eq!(numbers_between(&known(&[None, Some(0)])), None);
        assert_eq!(numbers_between(&[]), Some(Vec::new()));
    }
}
