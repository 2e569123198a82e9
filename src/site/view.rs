//! An edition of the site: the documents that come out in it, and their bodies without what stays out of it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rayon::prelude::*;

use super::Site;
use crate::body::Body;
use crate::config::Edition;
use crate::doc::{Doc, DocId};

/// What outputs see of a site. Team-only blocks and documents are not in the public view at all.
pub struct View<'a> {
    pub site: &'a Site<'a>,
    pub edition: Edition,
    bodies: Vec<Option<Cow<'a, Body>>>,
    overviews: BTreeSet<String>,
}

impl<'a> View<'a> {
    pub fn new(site: &'a Site<'a>, edition: Edition) -> Self {
        let body = |id: u32| {
            let id = DocId(id);
            site.shows(id, edition).then(|| match edition {
                Edition::Team => Cow::Borrowed(&site.doc(id).body),
                Edition::Public => site.doc(id).body.public(),
            })
        };
        let bodies = (0..site.docs.len() as u32).into_par_iter().map(body).collect();
        let mut view = View { site, edition, bodies, overviews: BTreeSet::new() };
        view.overviews = view.find_overviews();
        view
    }

    /// The pages that krijt makes by itself: a list of what is there, for every list that is not empty.
    fn find_overviews(&self) -> BTreeSet<String> {
        let order = &self.site.collections;
        let mut paths = BTreeSet::new();
        let mut add = |folder: &str, is_there: bool| {
            if is_there {
                paths.insert(format!("{folder}index.html"));
            }
        };
        for row in &order.modules {
            let is_there = row.doc.is_some_and(|id| self.shows(id)) || self.shown(&row.lessons).next().is_some();
            add(&row.folder, is_there);
            add("lessen/", is_there);
        }
        add("nieuwsbrieven/", self.shown(&order.posts).next().is_some());
        add("thema-avond/", self.shown(&order.evenings).next().is_some());
        add("begrippen/", !self.site.data.terms.rows.is_empty());
        for folder in super::MADE_FOR_HANDBOOK {
            add(folder, self.is_team() && order.folders.contains_key(super::HANDBOOK));
        }
        for (folder, row) in &order.folders {
            let is_there = row.index.is_some_and(|id| self.shows(id)) || self.shown(&row.pages).next().is_some();
            add(folder, is_there);
        }
        paths
    }

    pub fn has_overview(&self, path: &str) -> bool {
        self.overviews.contains(path)
    }

    pub fn overviews(&self) -> &BTreeSet<String> {
        &self.overviews
    }

    /// The value of a variable in a text of this language, as far as this edition may see it.
    pub fn variable(&self, name: &str, lang: &str) -> Option<String> {
        self.site.variable(name, lang, self.edition)
    }

    pub fn is_team(&self) -> bool {
        self.edition == Edition::Team
    }

    pub fn shows(&self, id: DocId) -> bool {
        self.bodies[id.0 as usize].is_some()
    }

    /// A document that comes out here, with its body as this edition has it.
    pub fn get(&self, id: DocId) -> Option<(&'a Doc, &Body)> {
        let body = self.bodies[id.0 as usize].as_deref()?;
        Some((self.site.doc(id), body))
    }

    pub fn ids(&self) -> impl Iterator<Item = DocId> {
        self.site.ids().filter(|id| self.shows(*id))
    }

    /// Those of a row of documents that come out here.
    pub fn shown<'b>(&'b self, ids: &'b [DocId]) -> impl DoubleEndedIterator<Item = DocId> + 'b {
        ids.iter().copied().filter(|id| self.shows(*id))
    }
}
