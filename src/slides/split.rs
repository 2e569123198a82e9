//! A whole text as slides: split at `---` (Marp, reveal.js), or at headings (Pandoc, Quarto).
//!
//! Sources: Marpit "Markdown" and "Directives"; reveal.js "Markdown"; Pandoc User's Guide, "Structuring the slide show";
//! Quarto "Revealjs".

use super::{Slide, hide, team_blocks};
use crate::body::{Body, Kind, NodeId, Tag};
use crate::doc::{Doc, SlideSplit};

/// Whose habits a presentation follows, where its head says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Habit {
    Any,
    Quarto,
}

/// The nodes of one slide.
#[derive(Debug, Default)]
pub struct SlideNodes {
    /// The separator that it begins with.
    pub line: Option<NodeId>,
    pub nodes: Vec<NodeId>,
    /// The block that hides it: for the team to read, not for the class to see.
    pub hidden: Option<NodeId>,
}

impl SlideSplit {
    pub fn of(body: &Body, text: &str, habit: Habit) -> Self {
        let has_lines = body.roots().any(|id| is_separator(body, text, id));
        // Quarto splits at both; the others at lines where there are any.
        let by_heading = !has_lines || habit == Habit::Quarto;
        SlideSplit { by_heading, level: if by_heading { slide_level(body) } else { 0 } }
    }

    /// What stands before the first slide (comments), and the slides.
    pub fn groups(self, body: &Body, text: &str) -> (Vec<NodeId>, Vec<SlideNodes>) {
        let (mut before, mut groups) = (Vec::new(), Vec::<SlideNodes>::new());
        for id in body.roots() {
            if is_separator(body, text, id) {
                groups.push(SlideNodes { line: Some(id), ..SlideNodes::default() });
                continue;
            }
            if body.div(id).is_some_and(|div| div.kind == Kind::Slide && div.is_hidden()) {
                let mut nodes: Vec<NodeId> = body.children(id).collect();
                let line = nodes.first().copied().filter(|first| is_separator(body, text, *first));
                nodes.drain(..usize::from(line.is_some()));
                groups.push(SlideNodes { line, nodes, hidden: Some(id) });
                continue;
            }
            let starts = matches!(body.tag(id), Tag::Heading { level: own, .. } if own <= self.level);
            let is_head = hide::is_head(body, text, id);
            // A heading right behind a separator or a head is that slide's title.
            let is_fresh = groups.last().is_some_and(|group| group.hidden.is_none() && is_bare(body, text, group));
            if ((starts || is_head) && !is_fresh) || (groups.is_empty() && !is_comment(body, text, id)) {
                groups.push(SlideNodes::default());
            }
            match groups.last_mut() {
                Some(group) => group.nodes.push(id),
                None => before.push(id),
            }
        }
        (before, groups)
    }
}

fn is_bare(body: &Body, text: &str, group: &SlideNodes) -> bool {
    group
        .nodes
        .iter()
        .all(|id| matches!(body.tag(*id), Tag::Comment | Tag::Footnote(_)) || hide::is_head(body, text, *id))
}

pub fn deck(doc: &Doc, split: SlideSplit, body: &Body, text: &str) -> Vec<Slide> {
    let mut slides: Vec<Slide> = Vec::new();
    if split.by_heading {
        slides.push(Slide { title: doc.head.title.clone(), is_title: true, ..Slide::default() });
    }
    let (before, groups) = split.groups(body, text);
    if let Some(title) = slides.last_mut() {
        title.comments.extend(before.iter().flat_map(|id| comments(body, text, *id)));
    }
    slides.extend(groups.iter().map(|group| slide_of(body, text, group)));
    let is_empty = |slide: &Slide| {
        slide.nodes.is_empty() && slide.notes.is_empty() && slide.comments.is_empty() && !slide.is_title
    };
    while slides.last().is_some_and(is_empty) {
        slides.pop();
    }
    slides
}

fn slide_of(body: &Body, text: &str, group: &SlideNodes) -> Slide {
    let first = group.line.or(group.nodes.first().copied());
    let at = first.map_or(0, |id| body.span(id).start);
    let mut slide = Slide { at, is_skipped: group.hidden.is_some(), ..Slide::default() };
    for &id in &group.nodes {
        match body.tag(id) {
            Tag::Footnote(_) => continue,
            Tag::Comment => {}
            _ if group.hidden.is_some() && hide::is_head(body, text, id) => continue,
            // A slide that is skipped is for the team as a whole: there is nothing to part.
            _ if group.hidden.is_some() => slide.nodes.push(id),
            _ if body.div(id).is_some_and(|div| div.is_hidden()) => slide.notes.push(id),
            _ => {
                slide.nodes.push(id);
                slide.notes.extend(team_blocks(body, id));
            }
        }
        slide.comments.extend(comments(body, text, id));
    }
    slide
}

/// `---`, or the `--` between the vertical slides of reveal.js.
fn is_separator(body: &Body, text: &str, id: NodeId) -> bool {
    match body.tag(id) {
        Tag::Line => true,
        Tag::Paragraph => text[body.span(id).range()].trim() == "--",
        _ => false,
    }
}

/// Pandoc's rule: the highest level of heading that text, and not another heading, follows.
fn slide_level(body: &Body) -> u8 {
    let roots: Vec<NodeId> = body.roots().collect();
    let with_text = roots.windows(2).filter_map(|pair| match (body.tag(pair[0]), body.tag(pair[1])) {
        (Tag::Heading { level, .. }, next) if !matches!(next, Tag::Heading { .. }) => Some(level),
        _ => None,
    });
    with_text.min().unwrap_or(2)
}

fn is_comment(body: &Body, text: &str, id: NodeId) -> bool {
    body.tag(id) == Tag::Comment || text[body.span(id).range()].trim().is_empty()
}

/// The notes in the comments of a node.
fn comments(body: &Body, text: &str, id: NodeId) -> Vec<String> {
    let inside = body.subtree(id).filter(|node| body.tag(*node) == Tag::Comment);
    inside.filter_map(|node| note_of(&text[body.span(node).range()])).collect()
}

/// Marp: a comment is a note, unless it is a directive.
fn note_of(comment: &str) -> Option<String> {
    if crate::allow::words(comment).is_some() {
        return None;
    }
    let inner = comment.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
    let is_directive = |line: &str| {
        let key = line.trim().trim_start_matches('_').split(':').next().unwrap_or_default();
        line.contains(':') && DIRECTIVES.contains(&key)
    };
    let is_mark = crate::body::marks::of_comment(comment).is_some();
    let is_reveal = inner.starts_with(".slide:") || inner.starts_with(".element:") || is_mark;
    let all_directives = inner.lines().filter(|line| !line.trim().is_empty()).all(is_directive);
    (!inner.is_empty() && inner != "fit" && !is_reveal && !all_directives).then(|| inner.to_string())
}

/// Directives of Marp (Marpit and Marp Core).
const DIRECTIVES: &[&str] = &[
    "theme",
    "style",
    "headingDivider",
    "lang",
    "paginate",
    "header",
    "footer",
    "class",
    "backgroundColor",
    "backgroundImage",
    "backgroundPosition",
    "backgroundRepeat",
    "backgroundSize",
    "color",
    "size",
    "math",
    "title",
    "author",
    "description",
    "keywords",
    "url",
    "image",
    "marp",
    "transition",
];
