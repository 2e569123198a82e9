//! From a body to a tree: blocks that Markdown knows. Those of krijt are in `panels`, what stands within lines is in
//! `lines`.

use std::borrow::Cow;
use std::collections::HashMap;

use super::tree::{Accent, Definition, Element, Inline, ListItem, Note, Table, Tick, Timing, Tree};
use super::{Answers, Counts, EditionContext, Length, Medium, RenderOptions, title_of_note};
use crate::body::{Body, ListStart, NodeId, Tag, height, is_inline};
use crate::doc::{Doc, DocId};
use crate::edition::Edition;
use crate::language;
use crate::wording::Wording;

/// The lowering of one body.
pub(super) struct Lowerer<'a, 'c> {
    pub frame: &'a EditionContext<'a>,
    pub doc: &'a Doc,
    pub id: DocId,
    pub body: &'a Body,
    pub text: &'a str,
    pub lang: &'a str,
    pub words: &'a Wording,
    /// The direction of what is lowered now.
    pub dir: &'static str,
    pub part: RenderOptions,
    pub medium: Medium<'c>,
    pub counts: &'c mut Counts,
    /// Inside a link, a heading or a button: no explanations there.
    pub quiet: usize,
    /// Inside an assignment or a worksheet: what is ticked there is an answer.
    pub asking: usize,
    /// Notes referred to: label and number.
    pub noted: Vec<(&'a str, usize)>,
    /// The same, to be found by label.
    pub numbers: HashMap<&'a str, usize>,
}

impl EditionContext<'_> {
    /// Some of a body's nodes.
    pub fn tree(
        &self,
        id: DocId,
        nodes: &[NodeId],
        medium: Medium<'_>,
        counts: &mut Counts,
        part: RenderOptions,
    ) -> Tree<'_> {
        self.lowered(id, medium, counts, part, |lowerer| {
            let is_whole = nodes.first().is_some_and(|first| lowerer.body.roots().next() == Some(*first));
            let mut elements = if is_whole { self.age_of(id, None, medium) } else { Vec::new() };
            elements.extend(lowerer.elements(nodes.iter().copied(), part.level));
            elements
        })
    }

    /// A note that travels: its title, and all that is in it.
    pub fn tree_of_note(&self, id: DocId, node: NodeId, medium: Medium<'_>, counts: &mut Counts) -> Tree<'_> {
        let part = RenderOptions::BRIEF;
        self.lowered(id, medium, counts, part, |lowerer| {
            let body = lowerer.body;
            let title = Inline::Text(title_of_note(lowerer.words, body, node).into());
            let mut line = vec![Inline::Styled(Accent::Strong, vec![title])];
            let mut inside = body.children(node).peekable();
            if let Some(first) = inside.next_if(|first| body.tag(*first) == Tag::Paragraph) {
                line.push(Inline::Text(" ".into()));
                lowerer.lines_into(first, &mut line);
            }
            let mut elements = vec![Element::Paragraph(lowerer.settled(line))];
            elements.extend(lowerer.elements(inside, part.level));
            elements
        })
    }

    fn lowered<'t>(
        &'t self,
        id: DocId,
        medium: Medium<'_>,
        counts: &mut Counts,
        part: RenderOptions,
        lower: impl FnOnce(&mut Lowerer<'t, '_>) -> Vec<Element<'t>>,
    ) -> Tree<'t> {
        let words = self.words(id);
        let Some((doc, body)) = self.edition.get(id) else {
            return Tree { words, elements: Vec::new(), notes: Vec::new() };
        };
        let lang = self.edition.lang(id);
        // The glossary is in the language of the site.
        let terms = part.terms && lang == self.edition.config().site.lang;
        let mut lowerer = Lowerer {
            frame: self,
            doc,
            id,
            body,
            text: self.edition.text(id),
            lang,
            words,
            dir: language::direction(lang),
            part: RenderOptions { terms, ..part },
            medium,
            counts,
            // A short text on paper has no explanations, nor addresses of its own.
            quiet: usize::from(part.length == Length::Brief && medium.is_paper()),
            asking: 0,
            noted: Vec::new(),
            numbers: HashMap::new(),
        };
        let elements = lower(&mut lowerer);
        let notes = lowerer.notes();
        Tree { words, elements, notes }
    }
}

impl<'a> Lowerer<'a, '_> {
    pub fn edition(&self) -> &'a Edition<'a> {
        self.frame.edition
    }

    /// A row of blocks whose first heading has this level. Levels never skip one, whatever the author wrote.
    pub fn elements(&mut self, ids: impl IntoIterator<Item = NodeId>, level: u8) -> Vec<Element<'a>> {
        let ids = ids.into_iter();
        let mut open: Vec<u8> = Vec::new();
        let mut elements = Vec::with_capacity(ids.size_hint().0);
        let mut run = Vec::new();
        for id in ids {
            let tag = self.body.tag(id);
            if is_inline(tag) {
                self.line_into(id, &mut run);
                continue;
            }
            if !run.is_empty() {
                elements.push(Element::Plain(self.settled(std::mem::take(&mut run))));
            }
            if let Tag::Heading { level: written, .. } = tag {
                while open.last().is_some_and(|last| *last >= written) {
                    open.pop();
                }
                open.push(written);
                elements.push(self.heading(id, (level + open.len() as u8 - 1).min(6)));
                elements.extend(self.frame.age_of(self.id, Some(self.body.span(id).start), self.medium));
            } else {
                elements.extend(self.element(id, (level + open.len() as u8).min(6)));
            }
        }
        if !run.is_empty() {
            // A tight item is one line and nothing else.
            elements.reserve_exact(1);
            elements.push(Element::Plain(self.settled(run)));
        }
        elements
    }

    fn heading(&mut self, id: NodeId, level: u8) -> Element<'a> {
        let at = self.body.span(id).start;
        let phases = self.doc.facets.lesson.as_ref().map_or(&[][..], |lesson| &lesson.phases);
        let phase = phases.binary_search_by_key(&at, |phase| phase.at).ok().map(|at| &phases[at]);
        let timing = phase.map(|phase| Timing { from: phase.from, minutes: phase.minutes, droppable: phase.droppable });
        let line = self.quietly(|lowerer| lowerer.lines(id));
        Element::Heading { level, id: self.id_of(id), timing, line }
    }

    /// The id that a node has on its page.
    pub fn id_of(&self, id: NodeId) -> Option<Cow<'a, str>> {
        let at = self.body.span(id).start;
        let doc = self.doc;
        let anchors = Some(&doc.anchors).filter(|_| self.part.ids)?;
        let anchor = &anchors[anchors.binary_search_by_key(&at, |anchor| anchor.at).ok()?];
        Some(self.edition().published_id(self.id, anchor))
    }

    pub fn quietly<T>(&mut self, lower: impl FnOnce(&mut Self) -> T) -> T {
        self.quiet += 1;
        let lowered = lower(self);
        self.quiet -= 1;
        lowered
    }

    pub fn element(&mut self, id: NodeId, level: u8) -> Option<Element<'a>> {
        Some(match self.body.tag(id) {
            Tag::Paragraph => return self.paragraph(id),
            Tag::Quote => Element::Quote(self.elements(self.body.children(id), level)),
            Tag::Code { info } => self.code(id, info),
            Tag::List { start } => {
                let items = self.body.children(id).map(|item| self.item(item, level)).collect();
                Element::List { start: start.map(ListStart::number), items }
            }
            Tag::Definitions => Element::Definitions(self.definitions(id, level)),
            Tag::Table(alignments) => self.table(id, alignments),
            Tag::Line => Element::Separator,
            Tag::Div(div) => return self.panel(id, div, level),
            Tag::RawHtml => Element::Raw(&self.text[self.body.span(id).range()]),
            // Notes are lowered when it is known which of them are referred to.
            Tag::Footnote(_) => return None,
            _ => Element::Plain(self.lines(id)),
        })
    }

    fn paragraph(&mut self, id: NodeId) -> Option<Element<'a>> {
        let mut children = self.body.children(id);
        let first = children.next()?;
        if let (Tag::Image(image), None) = (self.body.tag(first), children.next()) {
            return Some(self.figure(first, image));
        }
        // Pandoc's pause between the steps of a slide.
        if self.text[self.body.span(id).range()].trim() == ". . ." {
            return self.part.pauses.then_some(Element::Pause);
        }
        Some(Element::Paragraph(self.lines(id)))
    }

    fn code(&mut self, id: NodeId, info: u32) -> Element<'a> {
        let language = self.body.strings[info as usize].split([' ', ',']).next().unwrap_or_default();
        let mut text = String::new();
        for inline in self.quietly(|lowerer| lowerer.lines(id)) {
            match inline {
                Inline::Text(piece) | Inline::Apart { text: piece, .. } => text.push_str(&piece),
                Inline::Char(c) => text.push(c),
                Inline::SoftBreak | Inline::HardBreak => text.push('\n'),
                _ => {}
            }
        }
        Element::Code { language, text: text.into(), is_apart: self.dir == "rtl" }
    }

    fn item(&mut self, id: NodeId, level: u8) -> ListItem<'a> {
        let tick = self.body.task(id).map(|done| match done && self.shows_ticks() {
            true if self.is_asking() => Tick::Right,
            true => Tick::Done,
            false => Tick::Open,
        });
        let body = self.body;
        let children = body.children(id).filter(|child| !matches!(body.tag(*child), Tag::Task(_)));
        ListItem { tick, elements: self.elements(children, level) }
    }

    fn definitions(&mut self, id: NodeId, level: u8) -> Vec<Definition<'a>> {
        let body = self.body;
        let row = |part| match body.tag(part) {
            Tag::Defined => Definition::Term(self.lines(part)),
            _ => Definition::Meaning(self.elements(body.children(part), level)),
        };
        body.children(id).map(row).collect()
    }

    /// A sheet is all questions.
    fn is_asking(&self) -> bool {
        self.asking > 0 || self.part.answers != Answers::Folded
    }

    fn shows_ticks(&self) -> bool {
        !self.is_asking() || self.part.answers == Answers::Open
    }

    fn table(&mut self, id: NodeId, alignments: u32) -> Element<'a> {
        let (mut head, mut rows) = (Vec::new(), Vec::new());
        for row in self.body.children(id) {
            let cells = self.body.children(row).map(|cell| self.lines(cell)).collect();
            match self.body.tag(row) {
                Tag::TableHead => head = cells,
                _ => rows.push(cells),
            }
        }
        let columns = &self.body.alignments[alignments as usize];
        Element::Table(Table { columns, head, rows, lines: self.height_of(&[id]) })
    }

    /// How many lines these nodes take at most, where somebody sets them on paper.
    pub fn height_of(&self, ids: &[NodeId]) -> usize {
        match self.medium.is_paper() {
            true => height::in_box(self.body, self.text, ids.iter().copied()),
            false => 0,
        }
    }

    /// The notes that this body referred to. A note may refer to another one: the list grows while they are lowered.
    fn notes(&mut self) -> Vec<Note<'a>> {
        if self.noted.is_empty() {
            return Vec::new();
        }
        let body = self.body;
        let definition = |id| match body.tag(id) {
            Tag::Footnote(label) => Some((&*body.strings[label as usize], id)),
            _ => None,
        };
        let definitions: HashMap<&str, NodeId> = body.all().filter_map(definition).collect();
        // What stands below a page of paper refers to nothing there.
        self.quiet += usize::from(self.medium.is_paper());
        let mut notes = Vec::new();
        while let Some((label, number)) = self.noted.get(notes.len()).copied() {
            let inside = definitions.get(label).map(|id| body.children(*id));
            notes.push(Note { number, elements: self.elements(inside.into_iter().flatten(), 6) });
        }
        notes
    }
}
