//! One PDF being put together, out of parts of documents that are lowered to trees and written as Typst.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::elements::TypstWriter;
use super::typ::{self, Typ, Val};
use super::value::value;
use crate::body::NodeId;
use crate::data::Term;
use crate::doc::DocId;
use crate::media::{Pictures, Scale};
use crate::render::tree::Tree;
use crate::render::{Counts, EditionContext, Medium, RenderOptions};
use crate::slug;

/// A column of paper is 17 cm wide: so many pixels are 150 to an inch. A picture among words is as high as they are.
const COLUMN: u32 = 1004;

/// What its template is told, and what its parts count and share.
pub struct Paper<'a> {
    pub frame: &'a EditionContext<'a>,
    /// The documents whose text is in it: links between them stay inside.
    docs: Vec<DocId>,
    /// The address of the edition on the web, where it has one: links to other pages go there.
    web: Option<&'a str>,
    counts: Counts,
    /// Its parts look as on the wall.
    is_wall: bool,
    pub(super) shared: Shared,
}

/// What the parts of a paper share when they are written.
#[derive(Default)]
pub(super) struct Shared {
    /// Images by their path below the root and their size, each with its name in the world of Typst.
    images: BTreeMap<(String, Scale), String>,
    /// Whether the first use of a term is not marked.
    pub is_plain: bool,
    /// How many pixels a column of it needs.
    pub across: u32,
    /// Places that can be linked to, and those that are.
    placed: BTreeSet<String>,
    pub linked: BTreeSet<String>,
}

impl Shared {
    /// The name that an image has in the world of Typst, with so many pixels across.
    pub fn image(&mut self, pictures: &Pictures, path: &str, width: u32) -> String {
        let count = self.images.len() + 1;
        let shot = pictures.get(path);
        let extension = shot.map_or("png", |shot| shot.kind.extension());
        let scale = shot.map_or(Scale::Whole, |shot| shot.at_least(width));
        self.images.entry((path.to_string(), scale)).or_insert_with(|| format!("/beeld/{count}.{extension}")).clone()
    }

    pub fn place<'l>(&mut self, label: &'l str) -> Option<&'l str> {
        self.placed.insert(label.to_string()).then_some(label)
    }
}

impl<'a> Paper<'a> {
    pub fn new(frame: &'a EditionContext<'a>, docs: &[DocId]) -> Self {
        let base = frame.edition.config().site.base_url.as_deref();
        Paper {
            frame,
            docs: docs.to_vec(),
            web: base.filter(|_| frame.edition.is_on_the_web()),
            counts: Counts::default(),
            is_wall: false,
            shared: Shared { across: COLUMN, ..Shared::default() },
        }
    }

    /// The slides of a document; their pictures have so many pixels across.
    pub fn of_slides(frame: &'a EditionContext<'a>, id: DocId, across: u32) -> Self {
        let paper = Paper::new(frame, &[id]);
        Paper { is_wall: true, shared: Shared { across, ..paper.shared }, ..paper }
    }

    /// The documents whose text is on it.
    pub fn docs(&self) -> &[DocId] {
        &self.docs
    }

    /// Terms are listed only: their first use is not marked.
    pub fn without_marks(&mut self) {
        self.shared.is_plain = true;
    }

    /// Says that the template puts a label here; `None` when it is taken.
    pub fn place<'l>(&mut self, label: &'l str) -> Option<&'l str> {
        self.shared.place(label)
    }

    /// The terms used since this was last asked, with what they mean, in the order of the alphabet.
    pub fn take_words(&mut self) -> Val {
        #[derive(Serialize)]
        struct TermRow<'a> {
            term: &'a str,
            text: &'a str,
        }
        let rows = self.frame.edition.terms();
        let mut used: Vec<_> = std::mem::take(&mut self.counts.terms).into_iter().map(|term| &rows[term]).collect();
        used.sort_by_cached_key(|term| (slug::of_text(&term.term), term.term.clone()));
        let row = |term: &'a Term| TermRow { term: &term.term, text: &term.text };
        value(&used.into_iter().map(row).collect::<Vec<_>>())
    }

    /// The next document of a bundle: its slides and assignments count from one, as in its own hand-out and worksheet.
    pub fn turn(&mut self) {
        self.counts.turn();
    }

    /// A whole body.
    pub fn body(&mut self, id: DocId, part: RenderOptions) -> Typ {
        let Some((_, body)) = self.frame.edition.get(id) else { return Typ::default() };
        self.nodes(id, &body.roots().collect::<Vec<_>>(), part)
    }

    /// Some of a body's nodes.
    pub fn nodes(&mut self, id: DocId, nodes: &[NodeId], part: RenderOptions) -> Typ {
        self.write(|frame, medium, counts| frame.tree(id, nodes, medium, counts, part))
    }

    /// Nodes that come again in another way: what is counted in them counts then.
    pub fn once_more(&mut self, id: DocId, nodes: &[NodeId], part: RenderOptions) -> Typ {
        let before = self.counts.clone();
        let typ = self.nodes(id, nodes, part);
        self.counts.turn_back(&before);
        typ
    }

    /// The text of a letter.
    pub fn letter(&mut self, id: DocId, part: RenderOptions) -> Typ {
        self.write(|frame, medium, counts| frame.letter(id, medium, counts, part))
    }

    /// The inside of one block.
    pub fn inside(&mut self, id: DocId, node: NodeId, part: RenderOptions) -> Typ {
        let Some((_, body)) = self.frame.edition.get(id) else { return Typ::default() };
        self.nodes(id, &body.children(node).collect::<Vec<_>>(), part)
    }

    /// Some of a body's nodes where a text is made shorter: its footnotes and explanations stay with the whole.
    pub fn brief(&mut self, id: DocId, nodes: &[NodeId]) -> Typ {
        self.nodes(id, nodes, RenderOptions::BRIEF)
    }

    /// A note that travels: its title, and all that is in it.
    pub fn travelling(&mut self, id: DocId, node: NodeId) -> Typ {
        self.write(|frame, medium, counts| frame.tree_of_note(id, node, medium, counts))
    }

    fn write(&mut self, lower: impl FnOnce(&'a EditionContext<'a>, Medium<'_>, &mut Counts) -> Tree<'a>) -> Typ {
        let medium = Medium::Paper { docs: &self.docs, web: self.web };
        let tree = lower(self.frame, medium, &mut self.counts);
        TypstWriter::new(self.frame.pictures, &tree, &mut self.shared).write()
    }

    /// The whole source for Typst, and the images that it shows: path below the root, name there.
    pub fn source(&self, template: &'static str, facts: Vec<(&'static str, Val)>, body: &Typ) -> String {
        let mut source = typ::document(template, self.is_wall, Val::Dict(facts), body);
        for label in self.shared.linked.difference(&self.shared.placed) {
            typ::settle(&mut source, label);
        }
        source
    }

    pub fn images(&self) -> &BTreeMap<(String, Scale), String> {
        &self.shared.images
    }
}
