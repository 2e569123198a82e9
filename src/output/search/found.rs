//! What can be found: every document of an edition in a language, and the pages that krijt makes of them.

use std::collections::BTreeSet;

use super::super::{cards, coverage, duties, week, year};
use crate::doc::{Doc, DocId};
use crate::kind::collection::{self, Collection, EVENINGS, LESSONS, NEWSLETTERS, PROTOCOL};
use crate::output::context::RenderContext;
use crate::search::IndexedPage;
use crate::wording::base;

/// A part of the site, as results are grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartOfSite {
    Lessons,
    Letters,
    Evenings,
    Protocol,
    Pages,
}

impl PartOfSite {
    pub const ALL: [PartOfSite; 5] =
        [PartOfSite::Lessons, PartOfSite::Letters, PartOfSite::Evenings, PartOfSite::Protocol, PartOfSite::Pages];

    fn of(doc: &Doc) -> Self {
        let facets = &doc.facets;
        if facets.lesson.is_some() || facets.module.is_some() {
            PartOfSite::Lessons
        } else if facets.post.is_some() {
            PartOfSite::Letters
        } else if facets.event.is_some() {
            PartOfSite::Evenings
        } else if facets.charter.is_some() || facets.rules.is_some() {
            PartOfSite::Protocol
        } else {
            PartOfSite::Pages
        }
    }

    /// The one that a page of krijt's own is in.
    fn at(path: &str) -> Self {
        let holds = |part: &Self| part.collection().is_some_and(|row| row.holds(path));
        Self::ALL.into_iter().find(holds).unwrap_or(PartOfSite::Pages)
    }

    /// None is all other pages.
    fn collection(self) -> Option<&'static Collection> {
        match self {
            PartOfSite::Lessons => Some(&LESSONS),
            PartOfSite::Letters => Some(&NEWSLETTERS),
            PartOfSite::Evenings => Some(&EVENINGS),
            PartOfSite::Protocol => Some(&PROTOCOL),
            PartOfSite::Pages => None,
        }
    }

    /// Its name among the words.
    pub fn key(self) -> &'static str {
        self.collection().and_then(|row| row.menu).unwrap_or("find.pages")
    }

    /// The page that lists it.
    pub fn list(self) -> Option<&'static str> {
        self.collection().map(|row| row.list)
    }
}

/// A page, or a part of one.
pub struct Part {
    pub part: PartOfSite,
    pub title: String,
    pub path: String,
    pub doc: Option<DocId>,
}

impl Part {
    pub fn indexed(self, ctx: &RenderContext<'_>) -> IndexedPage {
        let (edition, doc) = (ctx.edition(), self.doc);
        let summary = doc.and_then(|id| edition.doc(id)?.head.summary.as_deref());
        let lang = doc.map_or(edition.config().site.lang.as_str(), |id| edition.lang(id));
        IndexedPage {
            section: self.part as u8,
            title: self.title,
            path: self.path,
            summary: summary.map_or(String::new(), |summary| ctx.frame.filled(summary, lang)),
        }
    }
}

/// All of a language, in the order of their addresses: pages that stand together have much in common.
pub fn pages(ctx: &RenderContext<'_>, lang: &str) -> Vec<Part> {
    let edition = ctx.edition();
    let is_there = |path: &str| ctx.plan.job(path).is_some();
    let docs = edition.all().filter(|(id, _)| base(edition.lang(*id)) == lang);
    let docs = docs.filter(|(id, _)| is_there(&edition.route(*id).path));
    let mut parts: Vec<Part> = docs
        .map(|(id, doc)| {
            let route = edition.route(id);
            let anchor = route.anchor.as_ref().map_or(String::new(), |anchor| format!("#{anchor}"));
            let path = format!("{}{anchor}", route.path);
            Part { part: PartOfSite::of(doc), title: ctx.text(id), path, doc: Some(id) }
        })
        .collect();
    if base(&edition.config().site.lang) == lang {
        let known: BTreeSet<String> = parts.iter().map(|part| part.path.clone()).collect();
        let made = made(ctx).into_iter().filter(|(_, path)| is_there(path) && !known.contains(path));
        let part = |(title, path): (String, String)| Part { part: PartOfSite::at(&path), title, path, doc: None };
        parts.extend(made.map(part));
    }
    parts.sort_by(|a, b| a.path.cmp(&b.path));
    parts
}

/// Pages that are made of others: lists, cards, coverage, tasks of roles, the Week, the year.
fn made(ctx: &RenderContext<'_>) -> Vec<(String, String)> {
    let words = ctx.site_words();
    let list = |row: &Collection| Some((words.text(row.menu?).to_string(), row.list.to_string()));
    let mut made: Vec<(String, String)> = collection::all().filter_map(list).collect();
    made.extend(cards::links(ctx).into_iter().map(|card| (card.title, card.path)));
    let lists = [
        ("coverage.title", coverage::PATH),
        ("duties.title", duties::LIST),
        ("week.title", week::PATH),
        ("year.title", year::PATH),
    ];
    made.extend(lists.map(|(title, path)| (words.text(title).to_string(), path.to_string())));
    made
}
