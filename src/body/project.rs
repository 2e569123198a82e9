//! A body as an audience may see it: a new tree in which what is above that audience does not exist.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::{Body, Node, NodeId, Tag};
use crate::audience::Audience;
use crate::source::Span;

/// A body without what is hidden from an audience.
#[derive(Debug, Default)]
pub struct Cut {
    pub body: Body,
    /// Where in the source the parts stand that were left out.
    pub left_out: Vec<Span>,
}

impl Body {
    /// This body without what is above an audience; none when it may see all.
    pub fn cut(&self, audience: Audience) -> Option<Cut> {
        self.cut_without(audience, &BTreeSet::new())
    }

    /// The same, and without these nodes. What only the hidden parts used (texts, addresses, names, footnotes) is not copied
    /// either.
    pub fn cut_without(&self, audience: Audience, withheld: &BTreeSet<NodeId>) -> Option<Cut> {
        if audience.sees(self.from()) && withheld.is_empty() {
            return None;
        }
        let is_hidden = |id: NodeId| !audience.sees(self.from_of(id)) || withheld.contains(&id);
        // A paragraph of nothing but such pictures would leave a gap that tells of them.
        let is_left = |id: NodeId| !matches!(self.tag(id), Tag::SoftBreak | Tag::HardBreak) && !is_hidden(id);
        let is_gap = |id: NodeId| {
            let is_text = !withheld.is_empty() && self.tag(id) == Tag::Paragraph;
            is_text && self.children(id).any(|child| withheld.contains(&child)) && !self.children(id).any(is_left)
        };
        let is_hidden = |id: NodeId| is_hidden(id) || is_gap(id);
        let unused = self.notes_of_hidden(&is_hidden);
        let mut cut = Cut::default();
        for root in self.roots() {
            self.copy(root, &is_hidden, &unused, &mut cut);
        }
        Some(cut)
    }

    /// The labels of footnotes that hidden text refers to, and no other text.
    fn notes_of_hidden(&self, is_hidden: &dyn Fn(NodeId) -> bool) -> BTreeSet<&str> {
        let (mut hidden, mut seen) = (BTreeSet::new(), BTreeSet::new());
        // What footnotes refer to counts when they themselves do.
        let mut in_notes: Vec<(&str, &str)> = Vec::new();
        let (mut hidden_end, mut note) = (0, (0, ""));
        for id in self.all() {
            match self.tag(id) {
                _ if is_hidden(id) => hidden_end = hidden_end.max(self.subtree(id).end),
                Tag::Footnote(label) => note = (self.subtree(id).end, &*self.strings[label as usize]),
                Tag::FootnoteRef(label) => {
                    let label = &*self.strings[label as usize];
                    if id < hidden_end {
                        hidden.insert(label);
                    } else if id < note.0 {
                        in_notes.push((note.1, label));
                    } else {
                        seen.insert(label);
                    }
                }
                _ => {}
            }
        }
        if hidden.is_empty() {
            return hidden;
        }
        spread(&mut seen, &in_notes);
        spread(&mut hidden, &in_notes);
        hidden.retain(|label| !seen.contains(label));
        hidden
    }

    fn copy(&self, id: NodeId, is_hidden: &dyn Fn(NodeId) -> bool, unused: &BTreeSet<&str>, cut: &mut Cut) {
        let is_unused =
            || matches!(self.tag(id), Tag::Footnote(label) if unused.contains(&*self.strings[label as usize]));
        if is_hidden(id) || is_unused() {
            cut.left_out.push(self.span(id));
            return;
        }
        let to = &mut cut.body;
        let node = self.nodes[id as usize];
        let tag = match node.tag {
            Tag::Heading { level, info } => Tag::Heading { level, info: push(&mut to.headings, &self.headings, info) },
            Tag::Code { info } => Tag::Code { info: push(&mut to.strings, &self.strings, info) },
            Tag::Table(info) => Tag::Table(push(&mut to.alignments, &self.alignments, info)),
            Tag::Div(div) => Tag::Div(push(&mut to.divs, &self.divs, div)),
            Tag::Footnote(label) => Tag::Footnote(push(&mut to.strings, &self.strings, label)),
            Tag::FootnoteRef(label) => Tag::FootnoteRef(push(&mut to.strings, &self.strings, label)),
            Tag::Chars(text) => Tag::Chars(push(&mut to.strings, &self.strings, text)),
            Tag::CodeChars(text) => Tag::CodeChars(push(&mut to.strings, &self.strings, text)),
            Tag::Link(link) => Tag::Link(push(&mut to.links, &self.links, link)),
            Tag::Image(image) => Tag::Image(push(&mut to.images, &self.images, image)),
            Tag::Variable(name) => Tag::Variable(push(&mut to.variables, &self.variables, name)),
            other => other,
        };
        let at = to.nodes.len();
        to.nodes.push(Node { tag, ..node });
        for child in self.children(id) {
            self.copy(child, is_hidden, unused, cut);
        }
        cut.body.nodes[at].next = cut.body.nodes.len() as u32;
    }
}

/// Adds what is referred to from footnotes that are referred to.
fn spread<'a>(labels: &mut BTreeSet<&'a str>, from: &[(&'a str, &'a str)]) {
    let mut by_note: BTreeMap<&str, Vec<&'a str>> = BTreeMap::new();
    from.iter().for_each(|(note, label)| by_note.entry(*note).or_default().push(*label));
    let mut queue: VecDeque<&str> = labels.iter().copied().collect();
    while let Some(note) = queue.pop_front() {
        for label in by_note.get(note).into_iter().flatten() {
            if labels.insert(*label) {
                queue.push_back(*label);
            }
        }
    }
}

fn push<T: Clone>(to: &mut Vec<T>, from: &[T], index: u32) -> u32 {
    to.push(from[index as usize].clone());
    to.len() as u32 - 1
}
