//! Doc: one document of any kind, as facts that every output understands.
//!
//! Kinds fill facets, outputs ask for facets; neither names the other.

mod facets;
mod parts;

pub use facets::*;
pub use parts::{RuleParts, is_note};

use jiff::civil::Date;

use crate::audience::Audience;
use crate::body::Body;
use crate::diag::{Code, Finding};
use crate::front::Spanned;
use crate::source::{Place, SourceId, Span};

/// Index of a document in a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocId(pub u32);

/// What every document has, whatever its kind.
#[derive(Clone, Debug, Default)]
pub struct Head {
    pub title: String,
    pub title_place: Option<Place>,
    pub summary: Option<String>,
    pub date: Option<Date>,
    pub updated: Option<Date>,
    pub draft: bool,
    /// Who may see it, at least, as its own head says.
    pub from: Audience,
    /// Its head could not be read, or it is not clear what it hides: such a text is never public.
    pub unread: bool,
    pub slug: Option<Spanned>,
    pub aliases: Vec<Spanned>,
    pub publish_from: Option<Date>,
    pub image: Option<Spanned>,
    pub tags: Vec<String>,
    pub order: Option<i64>,
    /// Set for a translation and for a document that says so.
    pub lang: Option<String>,
    /// The path of the document that this one translates, by its name: `….en.md` translates `….md`.
    pub translates: Option<String>,
    /// Which state of its parts that document had then, as the translation says.
    pub translated_from: Option<Spanned>,
}

/// A place in a page that a link can point at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    pub id: String,
    /// The first byte of its node: the same in the tree of each edition, where node numbers differ.
    pub at: u32,
    /// Chosen by the author as `{#id}`.
    pub given: bool,
    /// Who may see it: what all blocks around it say.
    pub from: Audience,
}

/// For whom words are. Their names in messages stand in the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Readers {
    /// Children up to and including this group.
    Pupils(u8),
    Parents,
    /// Parents, the MR and staff: the protocol.
    School,
    Team,
}

/// One finding kept on purpose; `allow` reads these and applies them.
#[derive(Clone, Debug)]
pub struct Allow {
    pub code: &'static Code,
    pub reason: String,
    /// The comment itself.
    pub at: Span,
    /// Findings that begin here are silenced.
    pub covers: Span,
}

#[derive(Clone, Debug)]
pub struct Doc {
    pub file: SourceId,
    /// Whom its words are for, where a block does not say otherwise.
    pub readers: Readers,
    /// It stands for years and has no date: `this year` will mean another one.
    pub goes_stale: bool,
    pub head: Head,
    pub body: Body,
    /// Headings and blocks with an id, in order. Ids are unique within the document.
    pub anchors: Vec<Anchor>,
    /// Their numbers, in the order of their ids.
    pub anchors_by_id: Vec<u32>,
    pub facets: Facets,
    /// Something in its file is wrong. Its own links are still checked; nothing about it is held against others.
    pub faulty: bool,
    /// Findings that its author keeps on purpose.
    pub allows: Vec<Allow>,
    /// What `check` suspects from the text alone.
    pub provisional: Vec<Finding>,
}

impl Doc {
    /// Where to say what is about the whole of it: at its title, else at its first byte.
    pub fn place(&self) -> Place {
        self.head.title_place.unwrap_or(Place { file: self.file, span: Span::default() })
    }

    /// Makes anchors to be found by their ids.
    pub fn sort_anchors(&mut self) {
        self.anchors_by_id = (0..self.anchors.len() as u32).collect();
        self.anchors_by_id.sort_unstable_by_key(|at| self.anchors[*at as usize].id.as_str());
    }

    pub fn anchor(&self, id: &str) -> Option<&Anchor> {
        let id_of = |at: &u32| self.anchors[*at as usize].id.as_str();
        let found = self.anchors_by_id.binary_search_by(|at| id_of(at).cmp(id)).ok()?;
        Some(&self.anchors[self.anchors_by_id[found] as usize])
    }

    /// The rule whose block starts at this byte.
    pub fn rule_at(&self, at: u32) -> Option<&Rule> {
        let rules = self.facets.rules.as_deref()?;
        Some(&rules[rules.binary_search_by_key(&at, |rule| rule.at).ok()?])
    }

    /// The anchor of the node that starts at this byte.
    pub fn anchor_at(&self, at: u32) -> Option<&str> {
        let at = self.anchors.binary_search_by_key(&at, |anchor| anchor.at).ok()?;
        Some(&self.anchors[at].id)
    }
}
