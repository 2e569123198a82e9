//! The public projection of a body: a new tree in which team-only blocks do not exist.

use std::borrow::Cow;

use super::{Body, Node, NodeId, Tag};

impl Body {
    /// This body without its team-only blocks. What only they used (texts, addresses, names) is not copied either.
    /// `spoken` are the nodes at the top that are notes although no block says so.
    pub fn public(&self, spoken: &[NodeId]) -> Cow<'_, Body> {
        if !self.has_team_only() && spoken.is_empty() {
            return Cow::Borrowed(self);
        }
        let mut copy = Body::default();
        for root in self.roots().filter(|root| !spoken.contains(root)) {
            self.copy(root, &mut copy);
        }
        Cow::Owned(copy)
    }

    fn copy(&self, id: NodeId, to: &mut Body) {
        if self.hides(id) {
            return;
        }
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
            self.copy(child, to);
        }
        to.nodes[at].next = to.nodes.len() as u32;
    }
}

fn push<T: Clone>(to: &mut Vec<T>, from: &[T], index: u32) -> u32 {
    to.push(from[index as usize].clone());
    to.len() as u32 - 1
}
