//! The names that documents may use, each list made once, for the first document that asks: to find one, and to propose
//! one for a slip. Asked of the lists themselves, every slip would cost a walk along them.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::Site;
use crate::config::Config;
use crate::doc::DocId;
use crate::suggest::Vocabulary;

/// The lists there are.
#[derive(Debug, Default)]
pub struct Known {
    terms: OnceLock<Vocabulary>,
    goals: OnceLock<Vocabulary>,
    rules: OnceLock<Vocabulary>,
    lessons: OnceLock<Vocabulary>,
    roles: OnceLock<Vocabulary>,
    variables: OnceLock<Vocabulary>,
    /// The anchors of each document's page, once a link to it names one that is not there.
    anchors: Vec<OnceLock<Vocabulary>>,
    /// All forms of all terms, in small letters.
    forms: OnceLock<HashSet<String>>,
    /// Numbers and addresses that the school gives, folded.
    given: OnceLock<HashSet<String>>,
    /// A file of the protocol is broken.
    no_protocol: OnceLock<bool>,
}

/// A list of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    Terms,
    Goals,
    Rules,
    Lessons,
    Roles,
    Variables,
    Anchors(DocId),
}

impl Known {
    pub fn of(documents: usize) -> Self {
        Known { anchors: (0..documents).map(|_| OnceLock::new()).collect(), ..Known::default() }
    }
}

impl Site<'_> {
    /// What may have been meant by a name that is not in the list.
    pub fn nearest(&self, names: Names, word: &str) -> Option<&str> {
        let known = &self.known;
        let list = match names {
            Names::Terms => {
                known.terms.get_or_init(|| Vocabulary::new(self.data.terms.rows.iter().map(|row| row.key.as_str())))
            }
            Names::Goals => {
                known.goals.get_or_init(|| Vocabulary::new(self.data.goals.rows.iter().map(|row| row.id.as_str())))
            }
            Names::Rules => known.rules.get_or_init(|| Vocabulary::new(self.rules.ids())),
            Names::Lessons => known.lessons.get_or_init(|| Vocabulary::new(self.talks.names())),
            Names::Roles => known.roles.get_or_init(|| Vocabulary::new(self.config.roles.keys().map(String::as_str))),
            Names::Variables => known.variables.get_or_init(|| {
                let of_data = self.data.variables();
                Vocabulary::new(Config::VARIABLES.iter().copied().chain(of_data.iter().map(String::as_str)))
            }),
            Names::Anchors(doc) => known.anchors.get(doc.0 as usize)?.get_or_init(|| self.anchors_of(doc)),
        };
        list.closest(word)
    }

    /// The anchors of a document; with the protocol, which is one page, its rules as well.
    fn anchors_of(&self, doc: DocId) -> Vocabulary {
        let doc = self.doc(doc);
        let rules = self.rules.ids().filter(|_| doc.facets.rules.is_some());
        Vocabulary::new(doc.anchors.iter().map(|anchor| anchor.id.as_str()).chain(rules))
    }

    /// Is this a form of a word that the glossary explains?
    pub fn is_form(&self, word: &str) -> bool {
        let forms =
            || self.data.terms.rows.iter().flat_map(|term| &term.forms).map(|form| form.to_lowercase()).collect();
        self.known.forms.get_or_init(forms).contains(&word.to_lowercase())
    }

    /// Does the school itself give this number or address? `fold` makes two ways to write it one.
    pub fn is_given(&self, fold: fn(&str) -> String, folded: &str) -> bool {
        let given = || {
            let lines = self.data.helplines.rows.iter().filter_map(|line| line.phone.as_deref());
            let own = self.config.school.contact.iter().map(|item| item.value.as_str());
            own.chain(lines).map(fold).collect()
        };
        self.known.given.get_or_init(given).contains(folded)
    }

    /// The protocol is one page of several files: with one of them left out, its rules and anchors are not known.
    pub fn is_protocol_broken(&self) -> bool {
        let is_broken = || self.broken.iter().any(|path| path.starts_with("content/protocol/"));
        *self.known.no_protocol.get_or_init(is_broken)
    }
}
