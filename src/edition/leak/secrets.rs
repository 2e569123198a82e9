//! What an edition hides: all that the sources have and it has not.

use std::collections::HashSet;
use std::mem::discriminant;

use super::facts;
use super::needles::NeedleShape;
use crate::body::{self, Body, Kind, NodeId, Tag};
use crate::doc::{Doc, DocId};
use crate::edition::Edition;
use crate::site::{HANDBOOK, Site};
use crate::source::{Place, Span};

/// Where a secret comes from: that decides what of public sources may have said it as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// An answer in a text that is seen. No key lets it out, of whatever text.
    Answer,
    /// Another part of a text that is seen, such as a note for teachers. A key of its own text does not make it public.
    Part,
    /// A text that is hidden as a whole. It may name what keys do: places, people, parts of a programme.
    Whole,
    /// A key, a heading or a comment. Summaries may say the same, too: texts are copied with their heads.
    Key,
}

/// A hidden text: how it is taken apart, where it comes from, where it stands.
pub struct Hidden {
    pub text: String,
    pub shape: NeedleShape,
    pub origin: Origin,
    pub place: Place,
}

/// Everything of a document that an edition has not.
pub fn of_doc(site: &Site<'_>, edition: &Edition<'_>, id: DocId) -> Vec<Hidden> {
    let doc = site.doc(id);
    let seen = edition.doc(id);
    let origin = if seen.is_some() { Origin::Part } else { Origin::Whole };
    let mut walk = SecretWalk { doc, source: site.text(id), origin, found: Vec::new() };
    if seen.is_none() {
        walk.head(site.path(id));
    }
    let shown: HashSet<Place> = seen.into_iter().flat_map(facts::guarded).map(|item| item.place).collect();
    for item in facts::guarded(doc).filter(|item| !shown.contains(&item.place)) {
        walk.give(&item.value, NeedleShape::Prose, Origin::Key, item.place);
    }
    let hidden = hidden_nodes(&doc.body, seen.map(|doc| &doc.body));
    for node in hidden.iter().filter(|node| matches!(doc.body.tag(**node), Tag::Image(_))) {
        let place = walk.place(doc.body.span(*node));
        site.cues(id, place.span.start).for_each(|cue| walk.give(&cue.words(), NeedleShape::Prose, walk.origin, place));
    }
    walk.nodes(hidden);
    let examples = examples(site, id);
    if !examples.is_empty() {
        walk.found.retain(|hidden| !examples.iter().any(|code| code.contains(hidden.text.trim())));
    }
    walk.found
}

/// The nodes that are not in what an edition has of a body. That one holds a part of the nodes, in their order.
fn hidden_nodes(body: &Body, seen: Option<&Body>) -> Vec<NodeId> {
    let mut rest = seen.map_or(&[][..], |seen| &seen.nodes).iter().peekable();
    if rest.len() == body.nodes.len() {
        return Vec::new();
    }
    let is_hidden = |id: &NodeId| {
        let node = &body.nodes[*id as usize];
        let is_it =
            |other: &&body::Node| other.span == node.span && discriminant(&other.tag) == discriminant(&node.tag);
        rest.next_if(is_it).is_none()
    };
    body.all().filter(is_hidden).collect()
}

/// What the handbook shows as code is there to be copied: it is no secret that a lesson says the same. This goes for what
/// the handbook itself says only.
fn examples(site: &Site<'_>, id: DocId) -> HashSet<String> {
    let inner = site.path(id).strip_prefix("content/").unwrap_or_default();
    if !inner.starts_with(HANDBOOK) {
        return HashSet::new();
    }
    let body = &site.doc(id).body;
    let is_code = |node: &NodeId| matches!(body.tag(*node), Tag::Code { .. } | Tag::CodeSpan | Tag::CodeChars(_));
    body.all().filter(is_code).map(|node| body::plain(body, site.text(id), body.subtree(node))).collect()
}

struct SecretWalk<'a> {
    doc: &'a Doc,
    source: &'a str,
    origin: Origin,
    found: Vec<Hidden>,
}

impl SecretWalk<'_> {
    fn give(&mut self, text: &str, shape: NeedleShape, origin: Origin, place: Place) {
        if !text.trim().is_empty() {
            self.found.push(Hidden { text: text.to_string(), shape, origin, place });
        }
    }

    fn place(&self, span: Span) -> Place {
        Place { file: self.doc.file, span }
    }

    /// Title, keys and name of a text that is hidden as a whole.
    fn head(&mut self, path: &str) {
        let place = self.doc.place();
        let name = path.rsplit('/').next().and_then(|name| name.split('.').next()).unwrap_or_default();
        for text in [self.doc.head.title.as_str(), name.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-')] {
            self.give(text, NeedleShape::Name, Origin::Key, place);
        }
        let doc = self.doc;
        facts::summaries(doc, &mut |text| self.give(text, NeedleShape::Prose, Origin::Key, place));
        facts::open(doc, &mut |text| self.give(text, NeedleShape::Prose, Origin::Key, place));
    }

    /// Hidden nodes. One block of text at a time: the blocks in others come by themselves.
    fn nodes(&mut self, nodes: Vec<NodeId>) {
        let doc = self.doc;
        let body = &doc.body;
        let mut answer = 0;
        for node in nodes {
            let place = self.place(body.span(node));
            if body.div(node).is_some_and(|div| div.kind == Kind::Answer) {
                answer = answer.max(body.subtree(node).end);
            }
            match body.tag(node) {
                Tag::Paragraph | Tag::TableCell | Tag::Heading { .. } | Tag::Code { .. } => {
                    self.block(node, node < answer, place);
                }
                Tag::Item if body.children(node).any(|child| body::is_inline(body.tag(child))) => {
                    self.block(node, node < answer, place);
                }
                Tag::Hidden | Tag::Comment => self.inline(node, place),
                Tag::Link(link) => self.give(&body.links[link as usize].title, NeedleShape::Prose, self.origin, place),
                Tag::Image(image) => {
                    self.give(&body.images[image as usize].title, NeedleShape::Prose, self.origin, place)
                }
                _ => {}
            }
            if let Some(pair) = body.div(node).and_then(|div| div.attrs.get("titel").or(div.attrs.get("title"))) {
                self.give(
                    pair.value.as_deref().unwrap_or_default(),
                    NeedleShape::Prose,
                    self.origin,
                    self.place(pair.span),
                );
            }
        }
    }

    fn block(&mut self, node: NodeId, in_answer: bool, place: Place) {
        let body = &self.doc.body;
        let text = body::plain(body, self.source, body.subtree(node));
        let solid = body.solid(&body.children(node).collect::<Vec<_>>(), self.source);
        // `**Uitleg**` above an answer is a label, as a heading is: labels are in every page.
        let is_label = matches!(body.tag(node), Tag::Heading { .. })
            || (!solid.is_empty() && solid.iter().all(|id| matches!(body.tag(*id), Tag::Strong | Tag::Emphasis)));
        let shape = if in_answer && !is_label && self.origin == Origin::Part {
            NeedleShape::Answer
        } else {
            NeedleShape::Prose
        };
        let origin = match shape {
            _ if is_label => Origin::Key,
            NeedleShape::Answer => Origin::Answer,
            _ => self.origin,
        };
        self.give(&text, shape, origin, place);
    }

    /// What an element of HTML or a comment hides within a line. Comments are in no edition at all.
    fn inline(&mut self, node: NodeId, place: Place) {
        let body = &self.doc.body;
        let inner = body.subtree(node).start + 1..body.subtree(node).end;
        let text = if inner.is_empty() {
            self.source[body.span(node).range()].to_string()
        } else {
            body::plain(body, self.source, inner)
        };
        let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->");
        let is_comment = body.tag(node) == Tag::Comment;
        if !(is_comment && text.trim_start().starts_with("allow:")) {
            self.give(text, NeedleShape::Prose, if is_comment { Origin::Key } else { self.origin }, place);
        }
    }
}
