//! The rules of the protocol, as far as an edition has them. Numbers are the same in all editions.

use super::Edition;
use crate::doc::{DocId, Rule};
use crate::site::RuleRef;

/// A rule and its number.
#[derive(Clone, Copy)]
pub struct NumberedRule<'e> {
    pub doc: DocId,
    pub rule: &'e Rule,
    pub number: &'e str,
}

impl<'a> Edition<'a> {
    /// A rule by its id, or by `chapter#id`.
    pub fn rule(&self, name: &str) -> Option<NumberedRule<'_>> {
        self.numbered(self.site.rules.get(name)?)
    }

    fn numbered(&self, found: &'a RuleRef) -> Option<NumberedRule<'_>> {
        let at = self.site.doc(found.doc).facets.rules.as_ref()?.get(found.index)?.at;
        let rule = self.doc(found.doc)?.rule_at(at)?;
        Some(NumberedRule { doc: found.doc, rule, number: &found.number })
    }

    /// The number of a chapter.
    pub fn chapter(&self, id: DocId) -> Option<usize> {
        self.site.rules.chapter(id).filter(|_| self.shows(id))
    }

    /// The chapter that something is in, and the rule where it is one.
    pub fn place_of(&self, name: &str) -> Option<(DocId, Option<NumberedRule<'_>>)> {
        let (id, rule) = self.site.rules.place_of(self.site, name)?;
        self.shows(id).then(|| (id, rule.and_then(|rule| self.numbered(rule))))
    }

    /// The lessons, letters and evenings that treat a rule.
    pub fn uses(&self, rule: &str) -> impl Iterator<Item = DocId> {
        self.mentions(rule).filter(|id| self.doc(*id).is_some_and(|doc| crate::site::treats(&doc.facets)))
    }

    /// The same, and the pages that lead to it.
    pub fn mentions(&self, rule: &str) -> impl Iterator<Item = DocId> {
        self.site.rules.uses(rule).filter(|id| self.shows(*id))
    }
}
