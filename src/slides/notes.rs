//! Notes in the text of a slide (`Note:` of reveal.js, `???` of remark): from such a line to the end of the slide, the text
//! becomes a block for the team only. The line may begin in the middle of a paragraph, a list or a block, so the tree is cut
//! there: what stands before it stays, what follows goes into the note.
//!
//! Where a cut cannot be sure (in a table, in emphasis, in a link), and where a line only looks like a note, is an error.

use super::walk;
use super::words::{self, NoteLine};
use crate::body::Graft;
use crate::body::marks::{self, Mark};
use crate::body::{Body, Div, Kind, Node, NodeId, Tag, is_inline};
use crate::diag::{Code, Finding, catalogue as code};
use crate::doc::SlideSplit;
use crate::source::{Place, SourceId, Span};

pub struct Cutter<'a> {
    pub file: SourceId,
    pub body: &'a Body,
    pub text: &'a str,
    pub split: Option<SlideSplit>,
    pub findings: &'a mut Vec<Finding>,
}

/// Where a note begins: before the node `at`, which is in the last node of `path`, and so on outwards to the slide.
#[derive(Default)]
struct NoteCut {
    path: Vec<NodeId>,
    at: NodeId,
}

impl Cutter<'_> {
    pub fn run(mut self) -> (Vec<Node>, Vec<Div>) {
        let mut graft = Graft::new(self.body);
        let (text, split) = (self.text, self.split);
        walk::slides(&mut graft, text, split, &mut |graft, ids| self.slide(graft, ids));
        graft.finish()
    }

    /// One slide, with its note at its end.
    fn slide(&mut self, graft: &mut Graft<'_>, ids: &[NodeId]) {
        let mut path = Vec::new();
        let Some(at) = self.look(ids, &mut path) else {
            ids.iter().for_each(|id| graft.copy(*id));
            return;
        };
        let cut = NoteCut { path, at };
        let top = cut.path.first().copied().unwrap_or(cut.at);
        let is_note = |id: &&NodeId| matches!(self.body.tag(**id), Tag::Footnote(_));
        let place = ids.iter().position(|id| *id == top).unwrap_or(ids.len());
        let (before, after) = ids.split_at(place);
        before.iter().for_each(|id| graft.copy(*id));
        if !cut.path.is_empty() {
            self.before(graft, &cut, 0);
        }
        let last = ids.last().map_or(0, |id| self.body.span(*id).end);
        let span = Span { start: self.body.span(cut.at).start, end: last };
        let open = graft.open_hidden(Kind::Teacher, "leerkracht", span);
        let rest: Vec<NodeId> = after.iter().filter(|id| !is_note(id)).copied().collect();
        self.after(graft, &cut, &rest);
        match self.defines_below(ids) {
            true => graft.close(open),
            false => graft.close_unless_empty(open),
        }
        after.iter().filter(is_note).for_each(|id| graft.copy(*id));
    }

    /// Does a line that defines an address stand below the last of these? It is no node, so a note that holds nothing else
    /// looks empty; it hides that address all the same.
    fn defines_below(&self, ids: &[NodeId]) -> bool {
        let Some(last) = ids.last() else { return false };
        let start = self.body.span(*last).end as usize;
        let next = self.body.nodes.get(self.body.subtree(*last).end as usize);
        let end = next.map_or(self.text.len(), |node| node.span.start as usize);
        self.text.get(start..end).is_some_and(|between| between.contains("]:"))
    }

    // ---- finding

    /// The first note among blocks side by side; `path` leads to it.
    fn look(&mut self, ids: &[NodeId], path: &mut Vec<NodeId>) -> Option<NodeId> {
        let mut at = 0;
        while let Some(&id) = ids.get(at) {
            if is_inline(self.body.tag(id)) {
                let run = ids[at..].iter().take_while(|id| is_inline(self.body.tag(**id))).count();
                if let Some(found) = self.lines(&ids[at..at + run], false) {
                    return Some(found);
                }
                at += run;
                continue;
            }
            if let Some(found) = self.block(id, path) {
                return Some(found);
            }
            at += 1;
        }
        None
    }

    fn block(&mut self, id: NodeId, path: &mut Vec<NodeId>) -> Option<NodeId> {
        let body = self.body;
        let inside: Vec<NodeId> = body.children(id).collect();
        match body.tag(id) {
            Tag::Div(div) if body.divs[div as usize].is_of_team() => None,
            Tag::Div(_) | Tag::Quote | Tag::List { .. } | Tag::Item => {
                path.push(id);
                let found = self.look(&inside, path);
                if found.is_none() {
                    path.pop();
                }
                // What a list item or quote begins with takes the whole of it along.
                self.outwards(found, path)
            }
            Tag::Paragraph | Tag::Heading { .. } => {
                let found = self.lines(&inside, matches!(body.tag(id), Tag::Paragraph))?;
                path.push(id);
                self.outwards(Some(found), path)
            }
            Tag::Table(_) => {
                let row = self.table(&inside)?;
                path.push(id);
                Some(row)
            }
            Tag::Code { .. } => self.code(id),
            Tag::Footnote(_) => {
                self.refuse_inside(id);
                None
            }
            Tag::RawHtml => {
                self.raw(id);
                None
            }
            _ => None,
        }
    }

    /// A cut before the first thing in a node is a cut before the node.
    fn outwards(&self, found: Option<NodeId>, path: &mut Vec<NodeId>) -> Option<NodeId> {
        let mut at = found?;
        while let Some(&parent) = path.last() {
            let mut before = self.body.children(parent).take_while(|id| *id != at);
            if before.any(|id| !matches!(self.body.tag(id), Tag::Task(_))) {
                break;
            }
            path.pop();
            at = parent;
        }
        Some(at)
    }

    /// The lines of running text. What begins inside a mark that an earlier line opened cannot be cut.
    fn lines(&mut self, ids: &[NodeId], in_paragraph: bool) -> Option<NodeId> {
        let body = self.body;
        let end = ids.last().map_or(0, |id| body.subtree(*id).end);
        let mut fresh = true;
        for &id in ids {
            match body.tag(id) {
                Tag::SoftBreak | Tag::HardBreak => {
                    fresh = true;
                    continue;
                }
                Tag::Comment | Tag::Task(_) => continue,
                Tag::RawHtml if fresh => continue,
                _ => {}
            }
            if fresh && self.line(id, end, in_paragraph) {
                return Some(id);
            }
            fresh = false;
            for inner in body.subtree(id).skip(1) {
                if matches!(body.tag(inner), Tag::SoftBreak | Tag::HardBreak) {
                    self.refuse(inner + 1, end, id);
                }
            }
        }
        None
    }

    /// Does a note begin with this node? What only looks like one is told of.
    fn line(&mut self, id: NodeId, end: NodeId, in_paragraph: bool) -> bool {
        let words = self.words(id, end);
        match words::read(&words, in_paragraph) {
            NoteLine::Note => return true,
            NoteLine::Almost => self.report(&code::NOTE_ALMOST, id, end),
            NoteLine::Text if is_mark(&words) => self.report(&code::HIDING_UNCLEAR, id, end),
            NoteLine::Text => {}
        }
        false
    }

    /// A note that would begin at a node where no cut can be made, in `around`.
    fn refuse(&mut self, id: NodeId, end: NodeId, around: NodeId) {
        if id < end && words::read(&self.words(id, end), false) != NoteLine::Text {
            self.report(&code::NOTE_INSIDE, id.min(self.body.subtree(around).end - 1), end);
        }
    }

    /// Everything in a node that begins as a note does.
    fn refuse_inside(&mut self, id: NodeId) {
        let end = self.body.subtree(id).end;
        let mut fresh = true;
        for node in self.body.subtree(id).skip(1) {
            let tag = self.body.tag(node);
            if fresh && is_inline(tag) && !matches!(tag, Tag::Comment | Tag::Task(_)) {
                self.refuse(node, end, id);
                fresh = false;
            }
            fresh |= !is_inline(tag) || matches!(tag, Tag::SoftBreak | Tag::HardBreak);
        }
    }

    /// Text right below a table becomes a row of it: a row without a line of its own may be a note.
    fn table(&mut self, rows: &[NodeId]) -> Option<NodeId> {
        let body = self.body;
        for &row in rows {
            for cell in body.children(row) {
                let Some(first) = body.children(cell).next() else { continue };
                let words = self.words(first, body.subtree(cell).end);
                let start = body.span(cell).start as usize;
                let line = &self.text[self.text[..start].rfind('\n').map_or(0, |at| at + 1)..start];
                let is_loose = body.tag(row) == Tag::TableRow && !line.contains('|');
                match words::read(&words, false) {
                    NoteLine::Text => {}
                    NoteLine::Note if is_loose => return Some(row),
                    _ => self.report(&code::NOTE_INSIDE, first, body.subtree(cell).end),
                }
            }
        }
        None
    }

    /// Text that is code because it is indented, which is seldom meant. Between fences it is an example.
    fn code(&mut self, id: NodeId) -> Option<NodeId> {
        let span = self.body.span(id);
        let first = self.body.children(id).next()?;
        // A fence stands on a line of its own, above the code.
        if self.text[span.start as usize..self.body.span(first).start.max(span.start) as usize].contains('\n') {
            return None;
        }
        let code = &self.text[span.range()];
        let mut lines = code.lines().map(|line| words::read(without_tags(line), false));
        if lines.next() == Some(NoteLine::Note) {
            return Some(id);
        }
        if code.lines().any(|line| words::read(without_tags(line), false) != NoteLine::Text) {
            self.report(&code::NOTE_INSIDE, id, self.body.subtree(id).end);
        }
        None
    }

    /// HTML that comes out as text, where its level is lowered.
    fn raw(&mut self, id: NodeId) {
        let html = &self.text[self.body.span(id).range()];
        if html.lines().any(|line| words::read(without_tags(line), false) != NoteLine::Text) {
            self.report(&code::NOTE_INSIDE, id, self.body.subtree(id).end);
        }
    }

    /// The words of a line from a node on, as far as they matter. A line that begins with an image begins with no words.
    fn words(&self, id: NodeId, end: NodeId) -> String {
        let body = self.body;
        let mut out = String::new();
        for node in id..end {
            match body.tag(node) {
                Tag::SoftBreak | Tag::HardBreak | Tag::Image(_) | Tag::Line => break,
                _ if !is_inline(body.tag(node)) && node > id => break,
                _ => crate::body::plain_into(body, self.text, node..node + 1, &mut out),
            }
            if out.len() > words::LENGTH * 4 {
                break;
            }
        }
        out
    }

    fn report(&mut self, code: &'static Code, id: NodeId, end: NodeId) {
        let start = self.body.span(id).start;
        let last = self.body.span(id.max(end.saturating_sub(1))).end.max(start) as usize;
        let line = self.text[start as usize..last].lines().next().unwrap_or_default();
        let line = line.trim_end();
        let place = Place { file: self.file, span: Span { start, end: start + line.len() as u32 } };
        let said: String = line.chars().take(60).collect();
        self.findings.push(Finding::new(code, place).with("mark", said));
    }

    // ---- cutting

    /// What stands in the nodes of the path before the cut.
    fn before(&self, graft: &mut Graft<'_>, cut: &NoteCut, depth: usize) {
        let Some(&id) = cut.path.get(depth) else { return };
        let stop = cut.path.get(depth + 1).copied().unwrap_or(cut.at);
        let open = graft.open_like(id);
        self.body.children(id).take_while(|child| *child != stop).for_each(|child| graft.copy(child));
        self.before(graft, cut, depth + 1);
        graft.close_unless_empty(open);
    }

    /// What follows the cut, from the inside outwards.
    fn after(&self, graft: &mut Graft<'_>, cut: &NoteCut, rest: &[NodeId]) {
        let mut is_first = true;
        for (depth, &parent) in cut.path.iter().enumerate().rev() {
            let stop = cut.path.get(depth + 1).copied();
            let from = stop.unwrap_or(cut.at);
            let mut siblings = self.body.children(parent).skip_while(|id| *id != from);
            if stop.is_some() {
                siblings.next();
            }
            let siblings: Vec<NodeId> = siblings.collect();
            self.loose(graft, parent, &siblings, &mut is_first);
        }
        // The top of the path itself was dealt with.
        let rest = &rest[usize::from(!cut.path.is_empty()).min(rest.len())..];
        self.flow(graft, rest, &mut is_first);
    }

    /// Nodes without the node that held them.
    fn loose(&self, graft: &mut Graft<'_>, parent: NodeId, ids: &[NodeId], is_first: &mut bool) {
        let body = self.body;
        if ids.is_empty() {
            return;
        }
        match body.tag(parent) {
            Tag::List { .. } => {
                let list = graft.open_like(parent);
                ids.iter().for_each(|id| graft.copy(*id));
                graft.close(list);
                *is_first = false;
            }
            Tag::Table(_) => {
                for row in ids {
                    let cells: Vec<NodeId> = body.children(*row).flat_map(|cell| body.children(cell)).collect();
                    self.flow(graft, &cells, is_first);
                }
            }
            Tag::Div(div) if body.divs[div as usize].kind == Kind::Columns => {
                for id in ids {
                    match body.div(*id) {
                        Some(div) if div.kind == Kind::Column => {
                            self.flow(graft, &body.children(*id).collect::<Vec<_>>(), is_first);
                        }
                        _ => self.flow(graft, &[*id], is_first),
                    }
                }
            }
            _ => self.flow(graft, ids, is_first),
        }
    }

    /// Blocks, and running text as a paragraph. The word that begins the note is left out where that is simple.
    fn flow(&self, graft: &mut Graft<'_>, ids: &[NodeId], is_first: &mut bool) {
        let body = self.body;
        let mut at = 0;
        while let Some(&id) = ids.get(at) {
            let run = ids[at..].iter().take_while(|id| is_inline(body.tag(**id))).count();
            if run > 0 {
                self.paragraph(graft, &ids[at..at + run], is_first);
                at += run;
                continue;
            }
            match body.tag(id) {
                Tag::Paragraph if *is_first => {
                    self.paragraph(graft, &body.children(id).collect::<Vec<_>>(), is_first);
                }
                _ => graft.copy(id),
            }
            *is_first = false;
            at += 1;
        }
    }

    fn paragraph(&self, graft: &mut Graft<'_>, ids: &[NodeId], is_first: &mut bool) {
        let body = self.body;
        let is_break = |id: &NodeId| matches!(body.tag(*id), Tag::SoftBreak | Tag::HardBreak);
        let mut ids = &ids[ids.iter().take_while(|id| is_break(id)).count()..];
        let mut start = None;
        if *is_first && let Some(&first) = ids.first() {
            match self.marker(first) {
                Some(at) if at < body.span(first).end => start = Some(at),
                Some(_) => {
                    ids = &ids[1..];
                    ids = &ids[ids.iter().take_while(|id| is_break(id)).count()..];
                }
                None => {}
            }
        }
        *is_first = false;
        let (Some(&first), Some(&last)) = (ids.first(), ids.last()) else { return };
        let span = Span { start: start.unwrap_or(body.span(first).start), end: body.span(last).end };
        let open = graft.open(Tag::Paragraph, span);
        match start {
            Some(start) => graft.text(Span { start, end: body.span(first).end }),
            None => graft.copy(first),
        }
        ids[1..].iter().for_each(|id| graft.copy(*id));
        graft.close(open);
    }

    /// Where the text of a node goes on behind `Note:` or `???`, when that is its plain beginning.
    fn marker(&self, id: NodeId) -> Option<u32> {
        if self.body.tag(id) != Tag::Text {
            return None;
        }
        let span = self.body.span(id);
        let text = &self.text[span.range()];
        let length = match text.split_once(':') {
            Some((word, _)) if word.trim().chars().all(char::is_alphabetic) => word.len() + 1,
            _ if text.trim() == "???" => text.len(),
            _ => return None,
        };
        let blank = text[length..].len() - text[length..].trim_start().len();
        Some(span.start + (length + blank) as u32)
    }
}

/// A line of HTML from its first words on.
fn without_tags(line: &str) -> &str {
    let mut rest = line.trim();
    while let Some((_, after)) = rest.strip_prefix('<').and_then(|tag| tag.split_once('>')) {
        rest = after.trim_start();
    }
    rest
}

/// A mark that hides, in the text of a slide: it stands where krijt does not look for one.
fn is_mark(words: &str) -> bool {
    matches!(marks::of_line(words), Some(Mark::Hidden | Mark::Unclear)) || marks::is_in_braces(words)
}
