//! Which documents say the same in other languages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::doc::{Doc, DocId};

/// By the original: it, and its translations by the tags of their languages.
#[derive(Debug, Default)]
pub struct Translations {
    groups: BTreeMap<DocId, Vec<DocId>>,
    originals: BTreeMap<DocId, DocId>,
    /// The language of each translation.
    langs: BTreeMap<DocId, String>,
    /// All languages that something is translated into.
    languages: BTreeSet<String>,
}

impl Translations {
    pub fn new(docs: &[Arc<Doc>], by_path: &dyn Fn(&str) -> Option<DocId>) -> Self {
        let mut found = Translations::default();
        for (at, doc) in docs.iter().enumerate() {
            let Some(original) = doc.head.translates.as_deref().and_then(by_path) else { continue };
            let id = DocId(at as u32);
            found.originals.insert(id, original);
            found.langs.extend(doc.head.lang.clone().map(|lang| (id, lang)));
            found.groups.entry(original).or_insert_with(|| vec![original]).push(id);
        }
        for group in found.groups.values_mut() {
            group[1..].sort_by_key(|id| docs[id.0 as usize].head.lang.as_deref());
        }
        found.languages = found.langs.values().cloned().collect();
        found
    }

    /// The same of those documents only that are seen.
    pub fn seen(&self, is_seen: &dyn Fn(DocId) -> bool) -> Self {
        let group = |(original, group): (&DocId, &Vec<DocId>)| {
            let group: Vec<DocId> = group.iter().copied().filter(|id| is_seen(*id)).collect();
            (group.len() > 1).then_some((*original, group))
        };
        let groups: BTreeMap<DocId, Vec<DocId>> = self.groups.iter().filter_map(group).collect();
        let originals = self.originals.iter().filter(|(id, original)| is_seen(**id) && groups.contains_key(original));
        let originals = originals.map(|(id, original)| (*id, *original)).collect();
        let langs = self.langs.iter().filter(|(id, _)| is_seen(**id));
        let langs: BTreeMap<DocId, String> = langs.map(|(id, lang)| (*id, lang.clone())).collect();
        let languages = langs.values().cloned().collect();
        Translations { groups, originals, langs, languages }
    }

    /// All languages that something is translated into.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.languages.iter().map(String::as_str)
    }

    /// Every translation with its original.
    pub fn originals(&self) -> impl Iterator<Item = (DocId, DocId)> {
        self.originals.iter().map(|(id, original)| (*id, *original))
    }

    /// Is there an original that this translates?
    pub fn is_one(&self, id: DocId) -> bool {
        self.originals.contains_key(&id)
    }

    /// The document in all its languages, the original first; empty when there is one only.
    pub fn of(&self, id: DocId) -> &[DocId] {
        let original = self.originals.get(&id).unwrap_or(&id);
        self.groups.get(original).map_or(&[], Vec::as_slice)
    }
}
