//! Slides: a projection of a body to a row of slides, each with the script that belongs to it.
//!
//! In a lesson or an evening, a slide is a `dia` block and its script is the text up to the next one. In a presentation
//! the whole text is slides, split as Marp, reveal.js, Quarto and Pandoc do.

mod split;

use crate::body::{self, Body, Kind, NodeId, Tag};
use crate::doc::Doc;

/// One slide. Nodes are those of the body it was made from.
#[derive(Debug, Default)]
pub struct Slide {
    /// What the class sees.
    pub nodes: Vec<NodeId>,
    /// What the teacher says and does with it: the text up to the next slide.
    pub script: Vec<NodeId>,
    /// Notes that stand inside the slide: for the team only.
    pub notes: Vec<NodeId>,
    /// Comments that are notes (Marp): their text.
    pub comments: Vec<String>,
    /// The title in words; empty for a slide without one.
    pub title: String,
    /// The phase of the lesson, by its place in the list.
    pub phase: Option<usize>,
    /// The first byte in the source.
    pub at: u32,
    /// A title slide made from the head of a presentation.
    pub is_title: bool,
}

/// The slides of a document in an edition; none when it has no slides.
pub fn of(doc: &Doc, body: &Body, text: &str) -> Vec<Slide> {
    let mut slides = if doc.facets.deck { split::deck(doc, body, text) } else { blocks(doc, body) };
    for slide in &mut slides {
        if slide.title.is_empty() {
            let heading = slide.nodes.iter().find(|node| matches!(body.tag(**node), Tag::Heading { .. }));
            slide.title = heading.map_or(String::new(), |node| body::plain(body, text, body.subtree(*node)));
        }
    }
    slides
}

/// The nodes of a presentation that are notes although no block says so (`Note:` of reveal.js): for the team only.
pub fn spoken(doc: &Doc, body: &Body, text: &str) -> Vec<NodeId> {
    if !doc.facets.deck {
        return Vec::new();
    }
    let notes = split::deck(doc, body, text).into_iter().flat_map(|slide| slide.notes);
    notes.filter(|node| body.div(*node).is_none()).collect()
}

/// The `dia` blocks of a text.
fn blocks(doc: &Doc, body: &Body) -> Vec<Slide> {
    let mut slides: Vec<Slide> = Vec::new();
    let mut phase = None;
    let phases = doc.facets.lesson.as_ref().map_or(&[][..], |lesson| &lesson.phases);
    for root in body.roots() {
        let found: Vec<NodeId> = body.subtree(root).filter(|id| is_kind(body, *id, Kind::Slide)).collect();
        if !found.is_empty() {
            for node in found {
                let nodes: Vec<NodeId> = body.children(node).collect();
                let notes = team_blocks(body, node);
                slides.push(Slide { nodes, notes, phase, at: body.span(node).start, ..Slide::default() });
            }
            continue;
        }
        if let Ok(at) = phases.binary_search_by_key(&body.span(root).start, |phase| phase.at) {
            phase = Some(at);
            continue;
        }
        let belongs = !is_kind(body, root, Kind::Sheet) && !matches!(body.tag(root), Tag::Footnote(_));
        if let Some(last) = slides.last_mut().filter(|_| belongs) {
            last.script.push(root);
        }
    }
    slides
}

/// The team-only blocks inside a slide, wherever they stand in it: its notes, and the answers to its questions.
fn team_blocks(body: &Body, slide: NodeId) -> Vec<NodeId> {
    let mut found: Vec<NodeId> = Vec::new();
    for id in body.subtree(slide).skip(1) {
        let is_inside = found.last().is_some_and(|last| body.subtree(*last).contains(&id));
        if !is_inside && body.div(id).is_some_and(|div| div.team_only) {
            found.push(id);
        }
    }
    found
}

fn is_kind(body: &Body, id: NodeId, kind: Kind) -> bool {
    body.div(id).is_some_and(|div| div.kind == kind)
}
