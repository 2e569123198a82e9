//! Hidden slides and parts: what a mark of `body::marks` stands on becomes a block for the team only, so that every
//! projection of the text, and the proof that nothing leaks, treat it as any other such block.
//!
//! A mark behind a heading hides what the heading is above: in slides its slide, elsewhere the text up to the next heading
//! of its level. Footnotes stay where they are: `Body::cut` drops those that only hidden text refers to.

use super::heads::{head_mark, is_head, is_head_only};
use super::split::SlideNodes;
use crate::body::Graft;
use crate::body::marks::{self, Mark};
use crate::body::{Body, Div, Heading, Kind, Node, NodeId, Tag};
use crate::bytes;
use crate::diag::{Finding, catalogue as code};
use crate::doc::SlideSplit;
use crate::source::{Place, SourceId, Span};

pub struct Hider<'a> {
    pub file: SourceId,
    pub body: &'a Body,
    pub text: &'a str,
    pub split: Option<SlideSplit>,
    pub findings: &'a mut Vec<Finding>,
}

/// Does a text have anything to hide that no block says? Most have not.
pub fn is_needed(body: &Body, text: &str) -> bool {
    let marked = |attrs| marks::of_attrs(attrs).is_some();
    let in_braces =
        |id| matches!(body.tag(id), Tag::Heading { .. }) && marks::is_in_braces(&text[body.span(id).range()]);
    (!body.headings.is_empty() && bytes::has(text, b'{') && body.all().any(in_braces))
        || body.headings.iter().any(|heading| marked(heading.attrs()))
        || body.divs.iter().any(|div| marked(&div.attrs))
}

impl Hider<'_> {
    pub fn run(mut self) -> (Vec<Node>, Vec<Div>) {
        self.report();
        let mut graft = Graft::new(self.body);
        match self.split {
            Some(split) => self.deck(&mut graft, split),
            None => {
                let roots: Vec<NodeId> = self.body.roots().collect();
                self.row(&mut graft, &roots);
            }
        }
        graft.finish()
    }

    fn unclear(&mut self, span: Span) {
        let length = self.text[span.range()].lines().next().map_or(0, |line| line.trim_end().len()) as u32;
        let span = Span { start: span.start, end: span.start + length };
        let place = Place { file: self.file, span };
        let mark: String = self.text[span.range()].chars().take(60).collect();
        self.findings.push(Finding::new(&code::HIDING_UNCLEAR, place).with("mark", mark));
    }

    /// Marks that hide what they stand on because nobody knows what they mean.
    fn report(&mut self) {
        let body = self.body;
        let headings = body.headings.iter().map(Heading::attrs);
        for attrs in headings.chain(body.divs.iter().map(|div| &div.attrs)) {
            if let Some((Mark::Unclear, span)) = marks::of_attrs(attrs) {
                self.unclear(span);
            }
        }
        let has_slides = self.split.is_some() || body.divs.iter().any(|div| div.kind == Kind::Slide);
        let mut inside = 0;
        for id in body.all() {
            if self.split.is_some() || body.div(id).is_some_and(|div| div.kind == Kind::Slide || div.is_of_team()) {
                inside = inside.max(body.subtree(id).end);
            }
            // In slides, `notes` looks at every line.
            if id >= inside && matches!(body.tag(id), Tag::Heading { .. }) {
                let words = crate::body::plain(body, self.text, body.subtree(id));
                if marks::is_in_braces(&words) {
                    self.unclear(body.span(id));
                }
            }
            let mark = self.comment(id).filter(|_| has_slides);
            // Beside the slides a mark for a slide has nothing to hide.
            if mark == Some(Mark::Unclear) || (mark == Some(Mark::Hidden) && id >= inside) {
                self.unclear(body.span(id));
            }
        }
    }

    fn comment(&self, id: NodeId) -> Option<Mark> {
        (self.body.tag(id) == Tag::Comment).then(|| marks::of_comment(&self.text[self.body.span(id).range()])).flatten()
    }

    fn is_hidden_heading(&self, id: NodeId) -> bool {
        match self.body.tag(id) {
            Tag::Heading { info, .. } => {
                hides(marks::of_attrs(self.body.headings[info as usize].attrs()).map(|(mark, _)| mark))
            }
            _ => false,
        }
    }

    /// Blocks side by side.
    fn row(&mut self, graft: &mut Graft<'_>, ids: &[NodeId]) {
        let mut at = 0;
        while let Some(&id) = ids.get(at) {
            if !self.is_hidden_heading(id) {
                self.node(graft, id);
                at += 1;
                continue;
            }
            let Tag::Heading { level, .. } = self.body.tag(id) else { break };
            let ends = |id: &NodeId| matches!(self.body.tag(*id), Tag::Heading { level: other, .. } if other <= level);
            let end = ids[at + 1..].iter().position(ends).map_or(ids.len(), |more| at + 1 + more);
            self.wrap(graft, Kind::Hidden, &ids[at..end]);
            at = end;
        }
    }

    fn node(&mut self, graft: &mut Graft<'_>, id: NodeId) {
        let body = self.body;
        let Tag::Div(index) = body.tag(id) else {
            match body.tag(id) {
                Tag::Quote | Tag::List { .. } | Tag::Item | Tag::Footnote(_) => {
                    let open = graft.open_like(id);
                    self.row(graft, &body.children(id).collect::<Vec<_>>());
                    graft.close(open);
                }
                _ => graft.copy(id),
            }
            return;
        };
        let div = &body.divs[index as usize];
        let inside: Vec<NodeId> = body.children(id).collect();
        let hidden = div.is_of_team()
            || hides(marks::of_attrs(&div.attrs).map(|(mark, _)| mark))
            || (div.kind == Kind::Slide && self.judge(&inside));
        if hidden {
            graft.hide(index);
            graft.copy(id);
            return;
        }
        let open = graft.open_like(id);
        self.row(graft, &inside);
        graft.close(open);
    }

    fn wrap(&self, graft: &mut Graft<'_>, kind: Kind, ids: &[NodeId]) {
        let (Some(first), Some(last)) = (ids.first(), ids.last()) else { return };
        let span = Span { start: self.body.span(*first).start, end: self.body.span(*last).end };
        let is_note = |id: &&NodeId| matches!(self.body.tag(**id), Tag::Footnote(_));
        let open = graft.open_hidden(kind, "dia", span);
        ids.iter().filter(|id| !is_note(id)).for_each(|id| graft.copy(*id));
        graft.close(open);
        ids.iter().filter(is_note).for_each(|id| graft.copy(*id));
    }

    /// Is a slide with these nodes hidden as a whole?
    fn judge(&mut self, ids: &[NodeId]) -> bool {
        let body = self.body;
        let inside = ids.iter().flat_map(|id| body.subtree(*id));
        let by_comment = inside.filter_map(|id| self.comment(id)).any(|mark| hides(Some(mark)));
        let first = ids.iter().copied().find(|id| !matches!(body.tag(*id), Tag::Comment | Tag::Footnote(_)));
        let by_head = first.is_some_and(|id| self.head(id));
        by_comment || by_head || first.is_some_and(|id| self.is_hidden_heading(id))
    }

    /// Lines `key: value` at the top of a slide (Slidev, remark): do they hide it?
    fn head(&mut self, id: NodeId) -> bool {
        let mark = head_mark(self.body, self.text, id);
        if mark == Some(Mark::Unclear) {
            self.unclear(self.body.span(id));
        }
        hides(mark)
    }

    fn deck(&mut self, graft: &mut Graft<'_>, split: SlideSplit) {
        let (before, groups) = split.groups(self.body, self.text);
        before.iter().for_each(|id| graft.copy(*id));
        let mut next = before.iter().filter_map(|id| self.comment(*id)).any(|mark| hides(Some(mark)));
        let mut section: Option<u8> = None;
        for (at, group) in groups.iter().enumerate() {
            let title = title_level(self.body, self.text, group);
            section = section.filter(|level| title.is_none_or(|title| title > *level));
            let own = self.judge(&group.nodes);
            let hidden = own || next || section.is_some();
            // A heading above the level of slides hides all slides of its part.
            if own && split.by_heading && section.is_none() {
                section = title.filter(|level| split.is_above(*level));
            }
            next = own && is_head_only(self.body, self.text, group);
            if hidden && at + 1 < groups.len() {
                self.check_comment_is_clear(split, group);
            }
            if !hidden {
                group.line.iter().for_each(|id| graft.copy(*id));
                self.row(graft, &group.nodes);
                continue;
            }
            let ids: Vec<NodeId> = group.line.iter().chain(&group.nodes).copied().collect();
            self.wrap(graft, Kind::Slide, &ids);
        }
    }

    /// Where headings begin slides, a comment right above one may be meant for the slide above it or the one below.
    fn check_comment_is_clear(&mut self, split: SlideSplit, group: &SlideNodes) {
        let Some((&last, rest)) = group.nodes.split_last() else { return };
        if split.by_heading && !rest.is_empty() && self.comment(last) == Some(Mark::Hidden) {
            self.unclear(self.body.span(last));
        }
    }
}

fn hides(mark: Option<Mark>) -> bool {
    matches!(mark, Some(Mark::Hidden | Mark::Unclear))
}

fn title_level(body: &Body, text: &str, group: &SlideNodes) -> Option<u8> {
    group.nodes.iter().find_map(|id| match body.tag(*id) {
        Tag::Heading { level, .. } if !is_head(body, text, *id) => Some(level),
        _ => None,
    })
}
