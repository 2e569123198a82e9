//! A shelf: what was read of a school, kept for the next look. A file is read again when its stamp differs, when
//! somebody says that it changed, and for a few looks after a change: two saves within one tick of the disk's clock have
//! one stamp. The clock itself is never asked; that of a network drive tells another time anyway.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Bound;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::facts::stamp_of;
use super::read::{self, FoundPaths, Root};
use crate::diag::{Finding, catalogue as code};
use crate::source::{Source, SourceId, Sources};
use crate::world::{self, Cache, FILE_LIMIT, Input, Stamp, Version, World};

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

/// A school on disk as it was at one look.
pub struct Loaded {
    pub root: Root,
    pub input: Arc<Input>,
    pub findings: Vec<Finding>,
}

impl World for Loaded {
    fn files(&self) -> (Arc<Input>, Vec<Finding>) {
        (Arc::clone(&self.input), self.findings.clone())
    }

    fn bytes(&self, path: &str) -> Result<Vec<u8>, String> {
        self.root.bytes(path)
    }

    fn name(&self) -> String {
        self.root.name()
    }

    fn today(&self) -> Option<Date> {
        self.root.today()
    }

    fn cache(&self, name: &str, limit: u64) -> Box<dyn Cache> {
        self.root.cache(name, limit)
    }

    fn program(&self) -> Option<u128> {
        self.root.program()
    }
}

/// How much to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The whole tree: whatever nobody told of is made good.
    All,
    /// What may have changed, as long as no file can have come or gone.
    Changed,
}

/// So many looks after a change a file is read again, whatever its stamp says.
const WARM: u8 = 3;

#[derive(Default)]
pub struct SourceCache {
    /// Kept for another look: files have stamps, and numbers with room between them.
    lasts: bool,
    is_new: bool,
    texts: BTreeMap<String, Text>,
    themes: BTreeMap<String, Blob>,
    assets: BTreeMap<String, Version>,
    /// What the last walk found.
    found: Vec<Finding>,
    warm: BTreeMap<String, u8>,
}

impl SourceCache {
    pub fn new() -> Self {
        SourceCache { lasts: true, is_new: true, ..SourceCache::default() }
    }

    pub(super) fn for_one_look() -> Self {
        SourceCache { is_new: true, ..SourceCache::default() }
    }

    /// Looks, as far as `reach` says. `None` when all is as it was. `changed` are paths that may have changed.
    pub fn look(&mut self, root: &Root, changed: &BTreeSet<String>, reach: Reach) -> Option<Loaded> {
        for path in changed {
            self.warm.insert(path.clone(), WARM);
        }
        let mut news = Vec::new();
        let known = if reach == Reach::Changed { self.known(root) } else { None };
        let is_other = match known {
            Some(paths) => self.read_these(root, &paths, &mut news),
            None => self.read_all(root, &mut news),
        };
        self.warm.retain(|_, looks| {
            *looks -= 1;
            *looks > 0
        });
        if self.lasts && !self.is_new {
            self.warm.extend(news.into_iter().map(|path| (path, WARM)));
        }
        let is_other = is_other | std::mem::take(&mut self.is_new);
        is_other.then(|| self.input(root))
    }

    /// The files to look at, when none of ours can have come or gone.
    fn known(&self, root: &Root) -> Option<Vec<String>> {
        if self.is_new {
            return None;
        }
        let mut known = Vec::new();
        for path in self.warm.keys() {
            let meta = fs::symlink_metadata(root.path().join(path));
            if self.has(path) {
                meta.is_ok_and(|meta| meta.is_file()).then(|| known.push(path.clone()))?;
            } else if !world::is_below_hidden(path) && (meta.is_ok() || self.has_below(path)) {
                return None; // else it is an editor's own file, hidden or gone again
            }
        }
        Some(known)
    }

    fn has(&self, path: &str) -> bool {
        self.texts.contains_key(path) || self.themes.contains_key(path) || self.assets.contains_key(path)
    }

    fn has_below(&self, folder: &str) -> bool {
        fn any<T>(files: &BTreeMap<String, T>, start: &str) -> bool {
            files
                .range::<str, _>((Bound::Included(start), Bound::Unbounded))
                .next()
                .is_some_and(|(path, _)| path.starts_with(start))
        }
        let start = format!("{folder}/");
        any(&self.texts, &start) || any(&self.themes, &start) || any(&self.assets, &start)
    }

    fn read_these(&mut self, root: &Root, paths: &[String], news: &mut Vec<String>) -> bool {
        for path in paths {
            let mut is_other = false;
            if let Some(kept) = self.texts.get(path) {
                let (text, is_new) = self.text(root, path, kept.id);
                is_other |= is_new;
                self.texts.insert(path.clone(), text);
            }
            if self.themes.contains_key(path) {
                let (blob, is_new) = self.blob(root, path);
                is_other |= is_new;
                self.themes.insert(path.clone(), blob);
            }
            if self.assets.contains_key(path) {
                let (version, is_new) = self.version(root, path);
                is_other |= is_new;
                self.assets.insert(path.clone(), version);
            }
            if is_other {
                news.push(path.clone());
            }
        }
        !news.is_empty()
    }

    fn read_all(&mut self, root: &Root, news: &mut Vec<String>) -> bool {
        let found = read::walk(root);
        self.read_texts(root, &found, news)
            | self.read_themes(root, &found, news)
            | self.see_assets(root, &found, news)
            | self.note_findings(found.findings)
    }

    /// A file whose stamp is the one it had, and that is cold.
    fn is_as_it_was(&self, path: &str, kept: Option<Stamp>, now: Option<Stamp>) -> bool {
        now.is_some() && kept == now && !self.warm.contains_key(path)
    }

    /// A text as it is now, and whether that is news.
    fn text(&self, root: &Root, path: &str, id: SourceId) -> (Text, bool) {
        let stamp = if self.lasts { stamp(root, path) } else { None };
        let kept = self.texts.get(path).filter(|kept| kept.id == id);
        if let Some(kept) = kept
            && self.is_as_it_was(path, kept.stamp, stamp)
        {
            return (kept.clone(), false);
        }
        let (source, findings) = read::read_text(root, id, path.to_string());
        match kept.filter(|kept| is_same(kept, &source, &findings)) {
            Some(kept) => (Text { stamp, ..kept.clone() }, false),
            None => (Text { id, stamp, source: Arc::new(source), findings }, true),
        }
    }

    /// The same for a file of a theme.
    fn blob(&self, root: &Root, path: &str) -> (Blob, bool) {
        let stamp = if self.lasts { stamp(root, path) } else { None };
        let kept = self.themes.get(path);
        if let Some(kept) = kept
            && self.is_as_it_was(path, kept.stamp, stamp)
        {
            return (kept.clone(), false);
        }
        let bytes = root.read(path).map(Arc::from).map_err(|error| read::reason(&error));
        match kept.filter(|kept| kept.bytes == bytes) {
            Some(kept) => (Blob { stamp, bytes: kept.bytes.clone() }, false),
            None => (Blob { stamp, bytes }, true),
        }
    }

    /// The same for a file that is not kept.
    fn version(&self, root: &Root, path: &str) -> (Version, bool) {
        let stamp = stamp(root, path).unwrap_or_default();
        let kept = self.assets.get(path);
        let is_same = kept.is_some_and(|kept| kept.stamp == stamp);
        let must_read = self.lasts && !self.is_new && (!is_same || self.warm.contains_key(path));
        let hash = match kept {
            _ if must_read && stamp.size <= FILE_LIMIT => root.read(path).map_or(0, |bytes| xxh3_64(&bytes)),
            Some(kept) => kept.hash,
            None => 0,
        };
        let version = Version { stamp, hash };
        (version, kept != Some(&version))
    }

    fn read_texts(&mut self, root: &Root, found: &FoundPaths, news: &mut Vec<String>) -> bool {
        let numbers = self.numbers(&found.texts);
        let seen: Vec<(Text, bool)> =
            found.texts.par_iter().zip(numbers).map(|(path, id)| self.text(root, path, id)).collect();
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

    fn read_themes(&mut self, root: &Root, found: &FoundPaths, news: &mut Vec<String>) -> bool {
        let seen: Vec<(Blob, bool)> = found.themes.iter().map(|path| self.blob(root, path)).collect();
        let is_other = seen.len() != self.themes.len() || seen.iter().any(|(_, is_new)| *is_new);
        self.themes = renewed(&found.themes, seen, news);
        is_other
    }

    fn see_assets(&mut self, root: &Root, found: &FoundPaths, news: &mut Vec<String>) -> bool {
        let seen: Vec<(Version, bool)> = found.assets.iter().map(|path| self.version(root, path)).collect();
        let is_other = seen.len() != self.assets.len() || seen.iter().any(|(_, is_new)| *is_new);
        self.assets = renewed(&found.assets, seen, news);
        is_other
    }

    fn note_findings(&mut self, found: Vec<Finding>) -> bool {
        let told = |finding: &Finding| (finding.code.id, finding.path().to_string());
        let is_other = !found.iter().map(told).eq(self.found.iter().map(told));
        self.found = found;
        is_other
    }

    fn input(&self, root: &Root) -> Loaded {
        let mut input = Input::default();
        let mut findings = self.found.clone();
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
        Loaded { root: root.clone(), input: Arc::new(input), findings }
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

/// What was seen of these paths, and the paths of what is new.
fn renewed<T>(paths: &[String], seen: Vec<(T, bool)>, news: &mut Vec<String>) -> BTreeMap<String, T> {
    let mut now = BTreeMap::new();
    for (path, (item, is_new)) in paths.iter().zip(seen) {
        if is_new {
            news.push(path.clone());
        }
        now.insert(path.clone(), item);
    }
    now
}

fn is_same(kept: &Text, source: &Source, findings: &[Finding]) -> bool {
    let codes = |findings: &[Finding]| findings.iter().map(|finding| finding.code.id).collect::<Vec<_>>();
    kept.source.text == source.text && kept.source.broken == source.broken && codes(&kept.findings) == codes(findings)
}

fn stamp(root: &Root, path: &str) -> Option<Stamp> {
    let meta = fs::symlink_metadata(root.path().join(path)).ok()?;
    Some(stamp_of(&meta))
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
