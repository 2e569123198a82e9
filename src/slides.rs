//! Slides: a projection of a body to a row of slides, each with the script that belongs to it.
//!
//! In a lesson or an evening, a slide is a `dia` block and its script is the text up to the next one. In a presentation
//! the whole text is slides, split as Marp, reveal.js, Quarto and Pandoc do. What only the team may see of slides is put
//! into blocks once, when a document is read: see [`stage`].

mod forms;
mod heads;
mod hide;
mod losses;
mod notes;
mod references;
mod rules;
mod spans;
mod split;
mod walk;
mod words;

pub use losses::Losses;
pub use split::{Habit, divider, is_separating_comment};

use std::collections::BTreeSet;

use crate::body::{self, Body, Kind, NodeId, Tag, Within};
use crate::diag::Finding;
use crate::doc::{Doc, SlideSplit};
use crate::source::{SourceId, Span};

/// What the head of a presentation says of how it is shown.
#[derive(Clone, Copy, Debug, Default)]
pub struct DeckHead {
    pub habit: Habit,
    /// All lists come in steps.
    pub incremental: bool,
    /// Headings of this level and above begin a slide.
    pub level: Option<u8>,
    /// Headings of these levels do, beside lines: a bit each.
    pub divider: Option<u8>,
}

/// A body in which hidden slides and notes are blocks for the team, as if the author had written them so.
pub struct Staged {
    pub body: Body,
    /// How the text is split, where the whole of it is slides.
    pub split: Option<SlideSplit>,
    pub findings: Vec<Finding>,
    /// What krijt does nothing with.
    pub losses: Losses,
    /// Tags of HTML that were taken off: they are among the losses, and no mistakes.
    pub taken: Vec<Span>,
}

/// Puts what the marks of slide makers hide into blocks, and gives steps and columns their form here. `deck` says that the
/// whole text is slides.
pub fn stage(file: SourceId, mut body: Body, text: &str, deck: Option<DeckHead>) -> Staged {
    let written: BTreeSet<u32> = hidden_divs(&body).collect();
    if deck.is_some_and(|head| head.habit == Habit::Slidev) {
        rules::part(&mut body, text);
    }
    if deck.is_some() {
        // A line, for comments are in no copy for the public.
        let parts =
            |node: &&mut body::Node| node.tag == Tag::Comment && is_separating_comment(&text[node.span.range()]);
        body.nodes.iter_mut().filter(parts).for_each(|node| node.tag = Tag::Line);
    }
    let split = deck.map(|head| SlideSplit::of(&body, text, head));
    let mut staged = Staged { body, split, findings: Vec::new(), losses: Losses::default(), taken: Vec::new() };
    let has_slides = split.is_some() || staged.body.divs.iter().any(|div| div.kind == Kind::Slide);
    if has_slides || hide::is_needed(&staged.body, text) {
        let hider = hide::Hider { file, body: &staged.body, text, split, findings: &mut staged.findings };
        (staged.body.nodes, staged.body.divs) = hider.run();
    }
    if has_slides {
        let cutter = notes::Cutter { file, body: &staged.body, text, split, findings: &mut staged.findings };
        (staged.body.nodes, staged.body.divs) = cutter.run();
        let (losses, taken) = (&mut staged.losses, &mut staged.taken);
        let by_item = deck.is_some_and(|head| head.incremental);
        let former = forms::Former { body: &staged.body, text, deck: deck.zip(split), losses, taken, by_item };
        (staged.body.nodes, staged.body.divs) = former.run();
    }
    inherit(&mut staged.body);
    let hidden = hidden_divs(&staged.body).filter(|div| !written.contains(div)).collect();
    references::check(file, &staged.body, text, &hidden, &mut staged.findings);
    staged
}

impl Staged {
    /// Is a finding about HTML that was taken off, and nothing of that HTML left as text?
    pub fn has_taken(&self, at: Span, text: &str) -> bool {
        let rest = &text[at.start as usize..];
        let end = at.start + rest.find("\n\n").unwrap_or(rest.len()) as u32;
        let is_in = |span: &Span| (at.start..end).contains(&span.start) && span.start < at.end.max(at.start + 1);
        let is_dealt_with = |at: u32| self.taken.iter().any(|span| span.contains(at));
        let is_left = |node: &body::Node| {
            let start = node.span.start;
            node.tag == Tag::RawHtml && (at.start..end).contains(&start) && !is_dealt_with(start)
        };
        self.taken.iter().any(is_in) && !self.body.nodes.iter().any(is_left)
    }
}

fn hidden_divs(body: &Body) -> impl Iterator<Item = u32> {
    body.divs.iter().zip(0..).filter(|(div, _)| div.is_hidden()).map(|(_, index)| index)
}

/// Blocks inside what is hidden are hidden: a slide there is none for the class, a task none for the worksheet.
fn inherit(body: &mut Body) {
    let mut within = Within::new(body);
    for node in 0..body.divs.len().min(1) as NodeId * body.nodes.len() as NodeId {
        let from = within.enter(body, node);
        if let Tag::Div(div) = body.tag(node) {
            body.divs[div as usize].from = from;
        }
    }
}

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
    /// Hidden: for the team to read, not for the class to see. It has no number.
    pub is_skipped: bool,
    /// A title slide made from the head of a presentation.
    pub is_title: bool,
}

/// The slides of a document in an edition; none when it has no slides.
pub fn of(doc: &Doc, body: &Body, text: &str) -> Vec<Slide> {
    let mut slides = match doc.facets.deck {
        Some(split) => split::deck(doc, split, body, text),
        None => blocks(doc, body),
    };
    for slide in &mut slides {
        if slide.title.is_empty() {
            let heading = slide.nodes.iter().find(|node| matches!(body.tag(**node), Tag::Heading { .. }));
            slide.title = heading.map_or(String::new(), |node| body::plain(body, text, body.subtree(*node)));
        }
    }
    slides
}

/// The `dia` blocks of a text.
fn blocks(doc: &Doc, body: &Body) -> Vec<Slide> {
    let mut slides: Vec<Slide> = Vec::new();
    let mut phase = None;
    let phases = doc.facets.lesson.as_ref().map_or(&[][..], |lesson| &lesson.phases);
    // The last slide outside hidden parts: the text behind such a part is its.
    let mut open: Option<usize> = None;
    // What a lesson does before its first slide is said at that one.
    let mut early: Vec<NodeId> = Vec::new();
    for (root, in_part) in body.roots().flat_map(|root| parts(body, root)) {
        let found: Vec<NodeId> = body.subtree(root).filter(|id| is_kind(body, *id, Kind::Slide)).collect();
        if !found.is_empty() {
            for node in found {
                let nodes: Vec<NodeId> = body.children(node).collect();
                let is_skipped = body.div(node).is_some_and(|div| div.is_hidden());
                // A slide that is skipped is for the team as a whole: there is nothing to part.
                let notes = if is_skipped { Vec::new() } else { team_blocks(body, node) };
                slides.push(Slide { nodes, notes, phase, is_skipped, at: body.span(node).start, ..Slide::default() });
            }
            open = if in_part { open } else { Some(slides.len() - 1) };
            continue;
        }
        if let Ok(at) = phases.binary_search_by_key(&body.span(root).start, |phase| phase.at) {
            phase = Some(at);
        } else if is_kind(body, root, Kind::Sheet) || matches!(body.tag(root), Tag::Footnote(_)) {
            continue;
        }
        let owner = if in_part { slides.len().checked_sub(1) } else { open };
        match owner.and_then(|at| slides.get_mut(at)) {
            Some(slide) => slide.script.push(root),
            None if phase.is_some() => early.push(root),
            None => {}
        }
    }
    if let Some(first) = slides.iter_mut().find(|slide| !slide.is_skipped) {
        first.script.splice(0..0, early);
    }
    // A phase with a slide is named there, and one without any where its text is.
    let with_slide: BTreeSet<usize> =
        slides.iter().filter(|slide| !slide.is_skipped).filter_map(|slide| slide.phase).collect();
    let named: BTreeSet<u32> = with_slide.into_iter().map(|phase| phases[phase].at).collect();
    slides.iter_mut().for_each(|slide| slide.script.retain(|node| !named.contains(&body.span(*node).start)));
    slides
}

/// A node at the top, or what is in it when it is a hidden part: slides of its own, and text.
fn parts(body: &Body, root: NodeId) -> Vec<(NodeId, bool)> {
    match is_kind(body, root, Kind::Hidden) {
        true => body.children(root).map(|id| (id, true)).collect(),
        false => vec![(root, false)],
    }
}

/// The team-only blocks inside a slide, wherever they stand in it: its notes, and the answers to its questions.
fn team_blocks(body: &Body, slide: NodeId) -> Vec<NodeId> {
    let mut found: Vec<NodeId> = Vec::new();
    for id in body.subtree(slide).skip(1) {
        let is_inside = found.last().is_some_and(|last| body.subtree(*last).contains(&id));
        if !is_inside && body.div(id).is_some_and(|div| div.is_hidden()) {
            found.push(id);
        }
    }
    found
}

fn is_kind(body: &Body, id: NodeId, kind: Kind) -> bool {
    body.div(id).is_some_and(|div| div.kind == kind)
}
