//! The rules of the protocol: their numbers, and who treats them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::collections::Collections;
use super::{Route, Site, Target, Targets};
use crate::diag::{Finding, RelatedLabel, catalogue as code};
use crate::doc::{Doc, DocId, Facets};
use crate::source::Place;

/// A rule with its place in the protocol.
#[derive(Debug, Clone)]
pub struct RuleRef {
    pub doc: DocId,
    /// Its place among the document's rules.
    pub index: usize,
    /// `2.1`: the chapter's number and its own, counted over all rules of both editions.
    pub number: String,
}

#[derive(Debug, Default)]
pub struct Rules {
    by_id: BTreeMap<String, RuleRef>,
    /// Documents that treat a rule or lead to it, in the order of their paths.
    uses: HashMap<String, BTreeSet<DocId>>,
    /// The number of each chapter.
    chapters: HashMap<DocId, usize>,
}

impl Rules {
    pub fn new(docs: &[Arc<Doc>], routes: &[Route], order: &Collections) -> (Self, Vec<Finding>) {
        let mut rules = Rules::default();
        let mut findings = Vec::new();
        let mut ids: HashMap<String, Place> = HashMap::new();
        let parts = order.charter.iter().map(|id| (0, *id));
        let parts = parts.chain(order.chapters.iter().enumerate().map(|(at, id)| (at + 1, *id)));
        for (chapter, id) in parts {
            let doc = &docs[id.0 as usize];
            rules.chapters.insert(id, chapter);
            if let (Some(anchor), Some(place)) = (&routes[id.0 as usize].anchor, doc.head.title_place) {
                ids.entry(anchor.clone()).or_insert(place);
            }
            for (index, rule) in doc.facets.rules.iter().flatten().enumerate() {
                if let Some(first) = ids.insert(rule.id.clone(), rule.id_place) {
                    findings.push(
                        Finding::new(&code::DUPLICATE_ID, rule.id_place)
                            .with("id", rule.id.as_str())
                            .related(RelatedLabel::First, first),
                    );
                }
                let number = format!("{chapter}.{}", index + 1);
                rules.by_id.entry(rule.id.clone()).or_insert(RuleRef { doc: id, index, number });
            }
        }
        (rules, findings)
    }

    /// Notes which documents treat which rule: lessons by their `protocol` key, all documents by their links. Those of the
    /// protocol itself and of the handbook, which shows how a link is written, do not count.
    pub fn note_uses(&mut self, docs: &[Arc<Doc>], routes: &[Route], targets: &[Targets]) {
        for (at, doc) in docs.iter().enumerate() {
            let id = DocId(at as u32);
            let named = doc.facets.lesson.iter().flat_map(|lesson| &lesson.rules).map(|item| item.value.as_str());
            let is_own = doc.facets.charter.is_some() || doc.facets.rules.is_some();
            let treats = !is_own && !routes[at].path.starts_with(super::HANDBOOK);
            let linked = targets[at].iter().filter(|_| treats).filter_map(|(_, target)| match target {
                Target::Doc { anchor: Some(anchor), .. } => Some(anchor.as_ref()),
                _ => None,
            });
            for name in named.chain(linked).filter(|_| doc.head.translates.is_none()) {
                let name = rule_id(name);
                if self.by_id.contains_key(name) {
                    self.uses.entry(name.to_string()).or_default().insert(id);
                }
            }
        }
    }

    /// A rule by its id, or by `chapter#id`.
    pub fn get(&self, name: &str) -> Option<&RuleRef> {
        self.by_id.get(rule_id(name))
    }

    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.by_id.keys().map(String::as_str)
    }

    /// The chapters of the protocol by what their files are called, and the front page.
    pub fn chapters<'a>(&'a self, site: &'a Site<'_>) -> impl Iterator<Item = (DocId, &'a str)> {
        let order = &site.collections;
        let parts = order.charter.iter().chain(&order.chapters).copied();
        parts.map(|id| (id, stem(site.path(id))))
    }

    /// The chapter that something is in, and the rule where it is one: by the id or number of a rule, or by the file of a
    /// chapter.
    pub fn place_of(&self, site: &Site<'_>, name: &str) -> Option<(DocId, Option<&RuleRef>)> {
        let name = name.trim();
        let by_number = || self.by_id.values().find(|rule| rule.number == name);
        if let Some(rule) = self.get(name).or_else(by_number) {
            return Some((rule.doc, Some(rule)));
        }
        let wanted = stem(name);
        let is_meant = |stem: &str| stem == wanted || crate::slug::split_order(stem).1 == wanted;
        self.chapters(site).find(|(_, stem)| is_meant(stem)).map(|(id, _)| (id, None))
    }

    pub fn uses(&self, id: &str) -> impl Iterator<Item = DocId> + '_ {
        self.uses.get(id).into_iter().flatten().copied()
    }

    pub fn chapter(&self, id: DocId) -> Option<usize> {
        self.chapters.get(&id).copied()
    }
}

/// Is it something of which a reader says that it treats a rule?
pub fn treats(facets: &Facets) -> bool {
    facets.lesson.is_some() || facets.post.is_some() || facets.event.is_some()
}

/// What a file is called, without its folder and its ending.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".md").unwrap_or(name)
}

fn rule_id(name: &str) -> &str {
    name.rsplit_once('#').map_or(name, |(_, id)| id)
}
