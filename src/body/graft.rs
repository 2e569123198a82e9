//! A new tree out of the nodes of a body: copied, left out, or put into a block that the author did not write. The tables
//! of the body stay as they are, but for the blocks that come with it.

use super::{Attrs, Body, Div, Kind, Node, NodeId, Tag};
use crate::audience::Audience;
use crate::source::Span;

pub struct Graft<'a> {
    pub from: &'a Body,
    nodes: Vec<Node>,
    divs: Vec<Div>,
}

impl<'a> Graft<'a> {
    pub fn new(from: &'a Body) -> Self {
        Graft { from, nodes: Vec::with_capacity(from.nodes.len() + 8), divs: from.divs.clone() }
    }

    /// Gives the new nodes and blocks, for the body that this one was made from.
    pub fn finish(self) -> (Vec<Node>, Vec<Div>) {
        (self.nodes, self.divs)
    }

    /// Begins a node; what comes before its [`Graft::close`] is inside it.
    pub fn open(&mut self, tag: Tag, span: Span) -> usize {
        let next = self.nodes.len() as u32 + 1;
        self.nodes.push(Node { tag, span, next });
        self.nodes.len() - 1
    }

    pub fn open_like(&mut self, id: NodeId) -> usize {
        self.open(self.from.tag(id), self.from.span(id))
    }

    /// Begins a block for the team only.
    pub fn open_hidden(&mut self, kind: Kind, name: &str, span: Span) -> usize {
        self.open_block(kind, name, Audience::Team, span)
    }

    /// Begins a block without a name, for everybody.
    pub fn open_bare(&mut self, kind: Kind, span: Span) -> usize {
        self.open_block(kind, "", Audience::Public, span)
    }

    fn open_block(&mut self, kind: Kind, name: &str, from: Audience, span: Span) -> usize {
        let name_span = Span { start: span.start, end: span.start };
        self.divs.push(Div { kind, name: name.to_string(), name_span, from, attrs: Attrs::default() });
        self.open(Tag::Div(self.divs.len() as u32 - 1), span)
    }

    pub fn close(&mut self, at: usize) {
        let end = self.nodes.len() as u32;
        if let Some(node) = self.nodes.get_mut(at) {
            node.next = end;
        }
    }

    /// The same, but an empty node is taken back. A box to tick is nothing by itself.
    pub fn close_unless_empty(&mut self, at: usize) {
        let is_blank = |node: &Node| matches!(node.tag, Tag::Task(_) | Tag::SoftBreak | Tag::HardBreak);
        while self.nodes.len() > at + 1 && self.nodes.last().is_some_and(is_blank) {
            self.nodes.pop();
        }
        if self.nodes.len() == at + 1 {
            self.nodes.pop();
        } else {
            self.close(at);
            self.settle(at);
        }
    }

    /// Nodes that held the last ones that were taken back end with the last that is left.
    fn settle(&mut self, at: usize) {
        let end = self.nodes.len() as u32;
        self.nodes[at..].iter_mut().for_each(|node| node.next = node.next.min(end));
    }

    /// A node and all that is in it, as it is.
    pub fn copy(&mut self, id: NodeId) {
        let start = self.nodes.len() as u32;
        for node in self.from.subtree(id) {
            let node = self.from.nodes[node as usize];
            self.nodes.push(Node { next: node.next - id + start, ..node });
        }
    }

    /// Text of the source that is less than a node of the body.
    pub fn text(&mut self, span: Span) {
        let at = self.open(Tag::Text, span);
        self.close(at);
    }

    /// From here on this block is for the team only.
    pub fn hide(&mut self, div: u32) {
        self.divs[div as usize].from = Audience::Team;
    }
}
