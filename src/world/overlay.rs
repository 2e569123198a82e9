//! What an editor holds and has not saved, over another world: its texts go before those of the files below.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::civil::Date;

use super::{Cache, Input, World, text};
use crate::diag::{At, Finding};
use crate::source::{Source, SourceId, Sources};

pub struct Overlay<'w> {
    pub below: &'w dyn World,
    /// Texts by their path below the root. A path that is no text of a school changes nothing.
    pub texts: BTreeMap<String, String>,
}

impl World for Overlay<'_> {
    fn files(&self) -> (Arc<Input>, Vec<Finding>) {
        let (below, mut findings) = self.below.files();
        let ours = self.texts.iter().filter(|(path, _)| super::use_of(path) == Some(super::FileUse::Text));
        let ours: BTreeMap<&str, &str> = ours.map(|(path, text)| (path.as_str(), text.as_str())).collect();
        // What was wrong with a file that is covered is not wrong with the text over it.
        findings.retain(|finding| match &finding.at {
            At::Text(place) => !ours.contains_key(below.sources.get(place.file).path.as_str()),
            At::Path(path, _) => !ours.contains_key(path.as_str()),
        });
        let mut rows: BTreeMap<&str, Option<SourceId>> = ours.keys().map(|path| (*path, None)).collect();
        rows.extend(below.sources.ids().map(|id| (below.sources.get(id).path.as_str(), Some(id))));
        // Numbers stay as they are, so that a memo knows the files again; a new file gives all of them another.
        let is_new = rows.values().any(Option::is_none);
        let mut texts: Vec<(SourceId, Arc<Source>)> = Vec::with_capacity(rows.len());
        let mut renumbered: HashMap<SourceId, SourceId> = HashMap::new();
        let mut found_here = Vec::new();
        for (at, (path, old)) in rows.into_iter().enumerate() {
            let id = old.filter(|_| !is_new).unwrap_or(SourceId(at as u32));
            renumbered.extend(old.map(|old| (old, id)));
            match (ours.get(path), old.and_then(|old| below.sources.share(old))) {
                (None, Some(source)) => texts.push((id, source)),
                (written, _) => {
                    let bytes = written.copied().unwrap_or_default().as_bytes().to_vec();
                    let (source, found) = text(id, path.to_string(), Ok(bytes));
                    texts.push((id, Arc::new(source)));
                    found_here.extend(found);
                }
            }
        }
        for finding in &mut findings {
            if let At::Text(place) = &mut finding.at {
                place.file = renumbered.get(&place.file).copied().unwrap_or(place.file);
            }
        }
        findings.extend(found_here);
        let (assets, versions, themes) = (below.assets.clone(), below.versions.clone(), below.themes.clone());
        (Arc::new(Input { sources: Sources::new(texts), assets, versions, themes }), findings)
    }

    fn bytes(&self, path: &str) -> Result<Vec<u8>, String> {
        self.below.bytes(path)
    }

    fn name(&self) -> String {
        self.below.name()
    }

    fn today(&self) -> Option<Date> {
        self.below.today()
    }

    fn cache(&self, name: &str, limit: u64) -> Box<dyn Cache> {
        self.below.cache(name, limit)
    }

    fn program(&self) -> Option<u128> {
        self.below.program()
    }
}
