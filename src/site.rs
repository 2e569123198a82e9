//! Site: all documents, resolved and immutable: where each one comes out, what each link points at, in which order
//! they stand. An edition of it is what an audience may see.

mod ages;
mod assets;
mod collections;
mod consent;
mod films;
mod glossary;
mod hiding;
mod known;
mod links;
mod route;
mod rules;
mod talk;
mod translations;

pub use ages::{Age, Ages, TextPart, are_marks, marks, parts as parts_of_text};
pub use assets::{Asset, AssetId, NarrowerAsset};
pub use collections::{Collections, Folder, ModuleRow};
pub use films::{Captions, FilmParts};
pub use glossary::{Forms, Glossary};
pub use hiding::{Hiding, Hidings};
pub use known::{Known, Names};
pub use links::{Target, Targets, joined};
pub use route::{Route, folder_of, relative, root_of as route_root};
pub use rules::{RuleRef, Rules, treats};
pub use talk::Talks;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::audience::Audience;
use crate::config::Config;
use crate::data::Data;
use crate::diag::Finding;
use crate::doc::{Anchor, Doc, DocId};
use crate::world::Input;

/// The folder of the handbook for authors, where a school has one.
pub const HANDBOOK: &str = "handleiding/";
/// What every message means: a page that krijt adds to the handbook, for the team.
pub const MESSAGES: &str = "handleiding/meldingen/index.html";
/// All keys of all kinds of files: the same.
pub const KEYS_PAGE: &str = "handleiding/sleutels/index.html";
/// What a theme is made of: the same.
pub const THEME_PAGE: &str = "handleiding/thema/index.html";
/// The folders of those three.
pub const MADE_FOR_HANDBOOK: [&str; 3] = ["handleiding/meldingen/", "handleiding/sleutels/", "handleiding/thema/"];

/// The folders of pages that krijt makes for those who plan: coverage, the year, the Week; and who may see them at least.
pub const MADE_FOR_PLANNERS: [(&str, Audience); 3] = [COVERAGE, YEAR, WEEK];
pub const COVERAGE: (&str, Audience) = ("dekking/", Audience::Mr);
pub const YEAR: (&str, Audience) = ("jaar/", Audience::Mr);
pub const WEEK: (&str, Audience) = ("week/", Audience::Team);

/// What the user asked for besides the content.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// What is published from a later day on is left out of the public edition. Where nobody says which day it is, all
    /// that has such a day is left out.
    pub today: Option<Date>,
    pub drafts: bool,
    /// `--no-pdf`, or a krijt that was compiled without them.
    pub no_pdf: bool,
}

pub struct Site<'s> {
    pub input: &'s Input,
    pub config: &'s Config,
    pub data: &'s Data,
    pub options: Options,
    /// In the order of their paths.
    pub docs: &'s [Arc<Doc>],
    pub routes: Vec<Route>,
    pub targets: Vec<Targets>,
    pub assets: Vec<Asset>,
    /// What stands beside files that are called as films and sounds are, by their paths.
    pub films: BTreeMap<String, FilmParts>,
    pub collections: Collections,
    pub talks: Talks,
    pub ages: Ages,
    pub rules: Rules,
    pub glossary: Glossary,
    pub hidings: Hidings,
    /// Paths of documents in which something is wrong: what others expect of them is not reported.
    pub broken: HashSet<&'s str>,
    by_path: FxHashMap<&'s str, DocId>,
    known: Known,
}

/// Puts the documents together. Findings are those of addresses: links, images, ids.
pub fn assemble<'s>(
    input: &'s Input,
    config: &'s Config,
    data: &'s Data,
    docs: &'s [Arc<Doc>],
    options: Options,
) -> (Site<'s>, Vec<Finding>) {
    let by_path: FxHashMap<&str, DocId> =
        docs.iter().enumerate().map(|(at, doc)| (path_of(input, doc), DocId(at as u32))).collect();
    let is_text = |path: &&str| path.starts_with("content/") && path.ends_with(".md");
    let paths = input.sources.ids().map(|id| input.sources.get(id).path.as_str()).filter(is_text);
    let is_whole = |path: &&str| by_path.get(path).is_some_and(|id| !docs[id.0 as usize].faulty);
    let broken: HashSet<&str> = paths.filter(|path| !is_whole(path)).collect();
    let routes: Vec<Route> = docs.par_iter().map(|doc| route::of(doc, path_of(input, doc))).collect();
    let places: Vec<&str> = docs.iter().map(|doc| path_of(input, doc)).collect();
    let hidings = Hidings::new(docs, &places, &routes, options.today);
    let collections = Collections::new(input, docs, &routes, &|path| by_path.get(path).copied());
    let talks = Talks::new(docs, &routes, &collections, &hidings);
    let ages = Ages::new(docs, &|doc| &input.sources.get(doc.file).text, &collections);
    let (rules, mut findings) = Rules::new(docs, &routes, &collections);
    let glossary = Glossary::new(&data.terms.rows);
    let mut site = Site {
        input,
        config,
        data,
        options,
        docs,
        routes,
        targets: Vec::new(),
        assets: Vec::new(),
        films: BTreeMap::new(),
        collections,
        talks,
        ages,
        rules,
        glossary,
        hidings,
        broken,
        by_path,
        known: Known::of(docs.len()),
    };
    let found = links::resolve(&mut site);
    site.rules.note_uses(site.docs, &site.routes, &site.targets);
    findings.extend(found);
    (site, findings)
}

fn path_of<'s>(input: &'s Input, doc: &Doc) -> &'s str {
    &input.sources.get(doc.file).path
}

impl<'s> Site<'s> {
    pub fn ids(&self) -> impl Iterator<Item = DocId> + use<> {
        (0..self.docs.len() as u32).map(DocId)
    }

    pub fn doc(&self, id: DocId) -> &Doc {
        &self.docs[id.0 as usize]
    }

    pub fn route(&self, id: DocId) -> &Route {
        &self.routes[id.0 as usize]
    }

    /// The whole text of a document's file.
    pub fn text(&self, id: DocId) -> &'s str {
        &self.input.sources.get(self.doc(id).file).text
    }

    /// A document's path below the root.
    pub fn path(&self, id: DocId) -> &'s str {
        path_of(self.input, self.doc(id))
    }

    pub fn find(&self, path: &str) -> Option<DocId> {
        self.by_path.get(path).copied()
    }

    pub fn lang(&self, id: DocId) -> &str {
        self.doc(id).head.lang.as_deref().unwrap_or(&self.config.site.lang)
    }

    /// What keeps a document from an audience, its own head or that of its whole.
    pub fn hiding(&self, id: DocId) -> &Hiding {
        self.hidings.of(id)
    }

    /// The same for a document at hand.
    pub fn hiding_of(&self, doc: &Doc) -> Hiding {
        self.find(path_of(self.input, doc)).map_or(Hiding::default(), |id| *self.hiding(id))
    }

    pub fn is_public(&self, id: DocId) -> bool {
        self.hiding(id).is_public(self.options.today)
    }

    /// Does a document come out in an edition? A draft is never public, whatever was asked for.
    pub fn shows(&self, id: DocId, audience: Audience) -> bool {
        let hiding = self.hiding(id);
        let is_shown_draft = hiding.draft.is_some() && self.options.drafts && audience.sees(Audience::Team);
        let seen = Hiding { draft: hiding.draft.filter(|_| !is_shown_draft), ..*hiding };
        seen.reason(audience, self.options.today).is_none()
    }

    /// The value of a variable in a text of this language, for an audience that may see it.
    pub fn variable(&self, name: &str, lang: &str, audience: Audience) -> Option<String> {
        // A function that has no name of its own is called as the role is.
        let function = || {
            let (contact, field) = self.data.contacts.named(name)?;
            let may_be_seen = field == "functie" && audience.sees(contact.from);
            may_be_seen.then(|| self.config.role(&contact.role.value).to_string())
        };
        let found = self.config.variable(name, lang).or_else(|| self.data.variable(name, audience));
        let found = found.or_else(function);
        // A deputy is a role, or words.
        let is_deputy = name.starts_with("contact.") && name.ends_with(".plaatsvervanger");
        if is_deputy { found.map(|word| self.config.role(&word).to_string()) } else { found }
    }

    /// The id that an anchor has on its page. Chapters share a page: there the ids that the author did not choose
    /// begin with the chapter's.
    pub fn published_id<'a>(&self, doc: DocId, anchor: &'a Anchor) -> Cow<'a, str> {
        match &self.route(doc).anchor {
            Some(chapter) if !anchor.given => Cow::Owned(format!("{chapter}-{}", anchor.id)),
            _ => Cow::Borrowed(&anchor.id),
        }
    }
}
