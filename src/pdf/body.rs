//! The projection of a body to Typst: blocks that Markdown knows. Those of krijt are in `blocks`, text is in `lines`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::height;
use super::typ::{self, Arg, Typ, Val};
use crate::body::{Align, Body, NodeId, Tag};
use crate::data::Term;
use crate::doc::{Doc, DocId};
use crate::html::{Answers, EditionContext, RenderOptions, is_inline, title_of_note};
use crate::slug;
use crate::wording::Wording;

/// One PDF being put together: what its template is told, and what its parts count and share.
pub struct Paper<'a> {
    pub frame: &'a EditionContext<'a>,
    /// The documents whose text is in it: links between them stay inside.
    docs: Vec<DocId>,
    /// The address of the edition on the web, where it has one: links to other pages go there.
    pub(super) web: Option<&'a str>,
    /// Images by their path below the root, each with its name in the world of Typst.
    pub(super) images: BTreeMap<String, String>,
    /// Terms that were used since the words were last taken.
    pub(super) terms: BTreeSet<usize>,
    /// Whether the first use of a term is marked as well.
    pub marks: bool,
    /// Places that can be linked to, and those that are.
    pub(super) placed: BTreeSet<String>,
    pub(super) linked: BTreeSet<String>,
    pub(super) notes: usize,
    pub(super) slides: usize,
    pub(super) tasks: usize,
}

/// The projection of one body.
pub(super) struct Writer<'a, 'p> {
    pub frame: &'a EditionContext<'a>,
    pub doc: &'a Doc,
    pub id: DocId,
    pub body: &'a Body,
    pub text: &'a str,
    pub lang: &'a str,
    /// What krijt itself says in that language.
    pub words: &'a Wording,
    pub part: RenderOptions,
    pub paper: &'p mut Paper<'a>,
    pub typ: Typ,
    /// Inside a link, a heading or a note: no explanations and no notes there.
    pub quiet: usize,
    /// Inside an assignment or a worksheet.
    pub asking: usize,
    /// Inside text with a line through it.
    pub struck: usize,
    /// Inside a link: no pictures that say nothing there.
    pub plainly: bool,
    /// Inside a heading, which stands in the table of contents as well: no links there.
    pub bare: usize,
    /// Notes of this body that were written: label and name.
    pub noted: Vec<(String, String)>,
    pub definitions: HashMap<&'a str, NodeId>,
    /// How many show rules of Typst lie around what is written now.
    pub depth: usize,
}

/// A text that was made shorter has no places to link to.
const BRIEF: RenderOptions = RenderOptions {
    level: 3,
    ids: false,
    terms: false,
    hide: &[],
    deck: None,
    pauses: false,
    answers: Answers::Nowhere,
};

/// Typst stops at 64 show rules inside each other, and templates have some of their own. What stands deeper than this is
/// set flat: nothing is lost but the boxes around it.
const DEPTH: usize = 40;

/// How many show rules a block lays around what is in it, rounded up.
fn rules_around(tag: Tag) -> usize {
    match tag {
        Tag::Div(_) => 10,
        Tag::List { .. } => 6,
        Tag::Quote => 3,
        _ => 0,
    }
}

impl<'a> Paper<'a> {
    pub fn new(frame: &'a EditionContext<'a>, docs: &[DocId]) -> Self {
        let base = frame.edition.config().site.base_url.as_deref();
        Paper {
            frame,
            docs: docs.to_vec(),
            web: base.filter(|_| frame.edition.is_on_the_web()),
            images: BTreeMap::new(),
            terms: BTreeSet::new(),
            marks: true,
            placed: BTreeSet::new(),
            linked: BTreeSet::new(),
            notes: 0,
            slides: 0,
            tasks: 0,
        }
    }

    /// The documents whose text is on it.
    pub fn docs(&self) -> &[DocId] {
        &self.docs
    }

    pub fn holds(&self, id: DocId) -> bool {
        self.docs.contains(&id)
    }

    /// Says that the template puts a label here; `None` when it is taken.
    pub fn place(&mut self, label: &str) -> Val {
        if self.placed.insert(label.to_string()) { Val::from(label) } else { Val::None }
    }

    /// The terms used since this was last asked, with what they mean, in the order of the alphabet.
    pub fn take_words(&mut self) -> Val {
        let rows = self.frame.edition.terms();
        let mut used: Vec<_> = std::mem::take(&mut self.terms).into_iter().map(|term| &rows[term]).collect();
        used.sort_by_cached_key(|term| (slug::of_text(&term.term), term.term.clone()));
        let word =
            |term: &Term| Val::Dict(vec![("term", term.term.as_str().into()), ("uitleg", term.text.as_str().into())]);
        Val::List(used.into_iter().map(word).collect())
    }

    /// The name that an image has in the world of Typst.
    pub fn image(&mut self, path: &str) -> String {
        let count = self.images.len() + 1;
        let extension = self.frame.pictures.get(path).map_or("png", |shot| shot.kind.extension());
        self.images.entry(path.to_string()).or_insert_with(|| format!("/beeld/{count}.{extension}")).clone()
    }

    /// The next document of a bundle: its slides and assignments count from one, as in its own hand-out and worksheet.
    pub fn turn(&mut self) {
        (self.slides, self.tasks) = (0, 0);
    }

    /// A whole body.
    pub fn body(&mut self, id: DocId, part: RenderOptions) -> Typ {
        let Some((_, body)) = self.frame.edition.get(id) else { return Typ::default() };
        self.nodes(id, &body.roots().collect::<Vec<_>>(), part)
    }

    /// Some of a body's nodes.
    pub fn nodes(&mut self, id: DocId, nodes: &[NodeId], part: RenderOptions) -> Typ {
        self.write(id, part, |writer| writer.blocks(nodes, part.level))
    }

    fn write(&mut self, id: DocId, part: RenderOptions, write: impl FnOnce(&mut Writer<'a, '_>)) -> Typ {
        let Some((doc, body)) = self.frame.edition.get(id) else { return Typ::default() };
        let notes = body.all().filter_map(|node| match body.tag(node) {
            Tag::Footnote(label) => Some((&*body.strings[label as usize], node)),
            _ => None,
        });
        let mut writer = Writer {
            frame: self.frame,
            doc,
            id,
            body,
            text: self.frame.edition.text(id),
            lang: self.frame.edition.lang(id),
            words: self.frame.words(id),
            part,
            definitions: notes.collect(),
            paper: self,
            typ: Typ::default(),
            quiet: 0,
            asking: 0,
            struck: 0,
            plainly: false,
            bare: 0,
            noted: Vec::new(),
            depth: 0,
        };
        write(&mut writer);
        writer.typ
    }

    /// The inside of one block.
    pub fn inside(&mut self, id: DocId, node: NodeId, part: RenderOptions) -> Typ {
        let Some((_, body)) = self.frame.edition.get(id) else { return Typ::default() };
        self.nodes(id, &body.children(node).collect::<Vec<_>>(), part)
    }

    /// Some of a body's nodes where a text is made shorter: its footnotes and explanations stay with the whole.
    pub fn brief(&mut self, id: DocId, nodes: &[NodeId]) -> Typ {
        self.write(id, BRIEF, |writer| writer.quietly(|writer| writer.blocks(nodes, BRIEF.level)))
    }

    /// A note that travels: its title, and all that is in it.
    pub fn travelling(&mut self, id: DocId, node: NodeId) -> Typ {
        let Some((_, body)) = self.frame.edition.get(id) else { return Typ::default() };
        let inside: Vec<NodeId> = body.children(node).collect();
        let rest = match inside[..] {
            [first, ref rest @ ..] if body.tag(first) == Tag::Paragraph => rest,
            _ => &inside[..],
        };
        self.write(id, BRIEF, |writer| {
            writer.quietly(|writer| {
                writer.typ.begin("p", &[]);
                writer.typ.begin("sterk", &[]);
                writer.typ.text(&title_of_note(writer.words, body, node));
                writer.typ.end();
                if rest.len() < inside.len() {
                    writer.typ.text(" ");
                    writer.lines(inside[0]);
                }
                writer.typ.end();
                writer.typ.newline();
                writer.blocks(rest, BRIEF.level);
            });
        })
    }

    /// The whole source for Typst, and the images that it shows: path below the root, name there.
    pub fn source(&self, template: &'static str, facts: Vec<(&'static str, Val)>, body: &Typ) -> String {
        let mut source = typ::document(template, Val::Dict(facts), body);
        for label in self.linked.difference(&self.placed) {
            typ::settle(&mut source, label);
        }
        source
    }

    pub fn images(&self) -> &BTreeMap<String, String> {
        &self.images
    }
}

impl Writer<'_, '_> {
    /// A row of blocks whose first heading has this level. Levels never skip one, whatever the author wrote.
    pub fn blocks(&mut self, ids: &[NodeId], level: u8) {
        let mut open: Vec<u8> = Vec::new();
        let mut run: Vec<NodeId> = Vec::new();
        for id in ids {
            let tag = self.body.tag(*id);
            if is_inline(tag) {
                run.push(*id);
                continue;
            }
            self.inline_run(&mut run);
            if let Tag::Heading { level: written, .. } = tag {
                while open.last().is_some_and(|last| *last >= written) {
                    open.pop();
                }
                open.push(written);
                self.heading(*id, level + open.len() as u8 - 1);
            } else {
                self.block(*id, level + open.len() as u8);
            }
        }
        self.inline_run(&mut run);
    }

    /// Text of a tight list item that stands among blocks.
    fn inline_run(&mut self, run: &mut Vec<NodeId>) {
        for id in run.drain(..) {
            self.line(id);
        }
        self.typ.newline();
    }

    /// What `write` writes, as a value of its own.
    pub fn content(&mut self, write: impl FnOnce(&mut Self)) -> Typ {
        let outer = std::mem::take(&mut self.typ);
        write(self);
        std::mem::replace(&mut self.typ, outer)
    }

    pub fn content_of(&mut self, nodes: &[NodeId], level: u8) -> Typ {
        self.content(|writer| writer.blocks(nodes, level))
    }

    fn heading(&mut self, id: NodeId, level: u8) {
        let at = self.body.span(id).start;
        let args: [Arg; 2] = [("", Val::from(u32::from(level.clamp(1, 6)))), ("id", self.label_at(at))];
        // A list of contents makes a link of a heading.
        self.decorations_of(id);
        self.typ.newline();
        self.typ.begin("kop", &args);
        self.title_of(id);
        self.typ.end();
        self.typ.newline();
        self.notes_of(id);
    }

    /// Words that stand in a table of contents as well.
    pub fn title_of(&mut self, id: NodeId) {
        self.bare += 1;
        self.undecorated(|writer| writer.quietly(|writer| writer.lines(id)));
        self.bare -= 1;
    }

    /// The label of the node at this byte, where it can be linked to.
    pub fn label_at(&mut self, at: u32) -> Val {
        let anchors = &self.doc.anchors;
        let anchor = anchors.binary_search_by_key(&at, |anchor| anchor.at).ok().map(|found| &anchors[found]);
        match anchor.filter(|_| self.part.ids).map(|anchor| self.frame.edition.published_id(self.id, anchor)) {
            Some(label) => self.paper.place(&label),
            None => Val::None,
        }
    }

    /// How many lines these nodes take at most.
    pub fn lines_of(&self, ids: &[NodeId]) -> Val {
        height::lines(self.body, self.text, ids.iter().copied()).into()
    }

    pub fn quietly(&mut self, write: impl FnOnce(&mut Self)) {
        self.quiet += 1;
        write(self);
        self.quiet -= 1;
    }

    pub fn block(&mut self, id: NodeId, level: u8) {
        let around = rules_around(self.body.tag(id));
        if around > 0 && self.depth + around > DEPTH {
            self.flat(id, level);
            return;
        }
        self.depth += around;
        self.nested(id, level);
        self.depth -= around;
    }

    /// What is in a block, without the block.
    fn flat(&mut self, id: NodeId, level: u8) {
        let inside: Vec<NodeId> = self.body.children(id).collect();
        match self.body.tag(id) {
            Tag::List { .. } => inside.into_iter().for_each(|item| {
                let item = self.item(item, level);
                self.typ.begin("los-punt", &[]);
                self.typ.append(&item);
                self.typ.end();
                self.typ.newline();
            }),
            Tag::Div(div) if self.is_hidden(&self.body.divs[div as usize]) => {}
            _ => self.blocks(&inside, level),
        }
    }

    fn nested(&mut self, id: NodeId, level: u8) {
        match self.body.tag(id) {
            Tag::Paragraph => self.paragraph(id),
            Tag::Quote => {
                let inside: Vec<NodeId> = self.body.children(id).collect();
                self.typ.begin("citaat", &[]);
                self.typ.newline();
                self.blocks(&inside, level);
                self.typ.end();
            }
            Tag::Code { .. } => {
                let code = crate::body::plain(self.body, self.text, self.body.subtree(id));
                self.typ.call("code-blok", &[("", code.trim_end_matches('\n').into())]);
            }
            Tag::List { start } => self.list(id, start, level),
            Tag::Table(alignments) => self.table(id, alignments),
            Tag::Line => self.typ.call("lijn-scheiding", &[]),
            Tag::Div(div) => self.div(id, div, level),
            Tag::RawHtml => {
                self.typ.call("code-blok", &[("", self.text[self.body.span(id).range()].into())]);
            }
            // Notes are written where the text refers to them.
            Tag::Footnote(_) => {}
            _ => self.line(id),
        }
        self.typ.newline();
    }

    fn paragraph(&mut self, id: NodeId) {
        let mut children = self.body.children(id);
        if let (Some(only), None) = (children.next(), children.next())
            && let Tag::Image(image) = self.body.tag(only)
        {
            self.figure(only, image);
            return;
        }
        // Empty, or Pandoc's pause between the steps of a slide: paper has no steps.
        if self.body.subtree(id).len() == 1 || self.text[self.body.span(id).range()].trim() == ". . ." {
            return;
        }
        self.typ.begin("p", &[]);
        self.lines(id);
        self.typ.end();
    }

    fn list(&mut self, id: NodeId, start: Option<u16>, level: u8) {
        let items: Vec<NodeId> = self.body.children(id).collect();
        let tasks: Vec<Option<bool>> = items.iter().map(|item| self.body.task(*item)).collect();
        if start.is_none() && tasks.iter().any(Option::is_some) {
            let row = |(item, done): (&NodeId, &Option<bool>)| {
                let done = *done == Some(true) && self.shows_ticks();
                Val::Dict(vec![("af", done.into()), ("inhoud", self.item(*item, level).into())])
            };
            let rows = Val::List(items.iter().zip(&tasks).map(row).collect());
            self.typ.call("taken", &[("", rows)]);
            return;
        }
        let rows: Vec<Typ> = items.iter().map(|item| self.item(*item, level)).collect();
        match start {
            Some(start) => self.typ.call_with("genummerd", &[("start", u32::from(start).into())], &rows),
            None => self.typ.call_with("lijst", &[], &rows),
        }
    }

    /// Ticks of an assignment are its answers.
    fn shows_ticks(&self) -> bool {
        self.part.answers == Answers::Open || (self.asking == 0 && self.part.answers == Answers::Folded)
    }

    pub fn item(&mut self, id: NodeId, level: u8) -> Typ {
        let children: Vec<NodeId> =
            self.body.children(id).filter(|child| !matches!(self.body.tag(*child), Tag::Task(_))).collect();
        self.content_of(&children, level)
    }

    fn table(&mut self, id: NodeId, alignments: u32) {
        let alignments: Vec<Val> = self.body.alignments[alignments as usize]
            .iter()
            .map(|align| match align {
                Align::Center => "midden".into(),
                Align::Right => "rechts".into(),
                Align::Left => "links".into(),
                Align::None => Val::None,
            })
            .collect();
        let (mut head, mut rows) = (Val::List(Vec::new()), Vec::new());
        let leads = |node| matches!(self.body.tag(node), Tag::Link(_) | Tag::Variable(_) | Tag::FootnoteRef(_));
        let first = self.body.children(id).find(|row| self.body.tag(*row) == Tag::TableHead);
        let repeats = !first.is_some_and(|row| self.body.subtree(row).any(leads));
        for row in self.body.children(id) {
            let cells: Vec<Val> =
                self.body.children(row).map(|cell| self.content(|writer| writer.lines(cell)).into()).collect();
            match self.body.tag(row) {
                Tag::TableHead => head = Val::List(cells),
                _ => rows.push(Val::List(cells)),
            }
        }
        let columns = Val::from(alignments.len());
        let lines = self.lines_of(&[id]);
        let mut args =
            vec![("", columns), ("", Val::List(alignments)), ("", head), ("", Val::List(rows)), ("omvang", lines)];
        if !repeats {
            args.push(("herhaal", false.into()));
        }
        self.typ.call("tabel", &args);
    }
}
