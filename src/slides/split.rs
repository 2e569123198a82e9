//! A whole text as slides: split at `---` (Marp, reveal.js), or at headings (Pandoc, Quarto).
//!
//! Sources: Marpit "Markdown" and "Directives"; reveal.js "Markdown"; Pandoc User's Guide, "Structuring the slide show";
//! Quarto "Revealjs".

use super::{DeckHead, Slide, heads, losses, team_blocks};
use crate::body::{Body, Kind, NodeId, Tag};
use crate::doc::{Doc, SlideSplit};

/// Whose habits a presentation follows, where its head says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Habit {
    #[default]
    Any,
    Marp,
    Quarto,
    Slidev,
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
    pub fn of(body: &Body, text: &str, head: DeckHead) -> Self {
        let has_lines = body.roots().any(|id| is_separator(body, text, id));
        // Marp: headings begin slides where the head or a comment says so, beside lines or without any.
        if let Some(levels) = head.divider.or_else(|| divider_in(body, text)) {
            return SlideSplit { by_heading: false, levels };
        }
        // Quarto splits at both; Marp and Slidev at lines only; the others at lines where there are any.
        let by_heading = match head.habit {
            Habit::Quarto => true,
            Habit::Marp | Habit::Slidev => false,
            Habit::Any => !has_lines,
        };
        let level = match (head.level, head.habit) {
            (Some(level), _) => level,
            (None, Habit::Quarto) => 2,
            (None, _) => slide_level(body),
        };
        SlideSplit { by_heading, levels: if by_heading { down_to(level) } else { 0 } }
    }

    /// Does a heading of this level begin a slide?
    fn starts(self, level: u8) -> bool {
        self.levels & bit(level) != 0
    }

    /// Is a heading of this level above those of slides, as of a part?
    pub fn is_above(self, level: u8) -> bool {
        self.by_heading && self.levels >= bit(level) << 1
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
            let starts = matches!(body.tag(id), Tag::Heading { level: own, .. } if self.starts(own));
            let is_head = heads::is_head(body, text, id);
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
        .all(|id| matches!(body.tag(*id), Tag::Comment | Tag::Footnote(_)) || heads::is_head(body, text, *id))
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
            _ if group.hidden.is_some() && heads::is_head(body, text, id) => continue,
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

/// `<!--s-->` and `<!--v-->`, as reveal-md is told to part slides.
pub fn is_separating_comment(comment: &str) -> bool {
    let inner = comment.trim().strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->"));
    inner.is_some_and(|inner| matches!(inner.trim(), "s" | "v" | "slide" | "vertical"))
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
    inside.filter_map(|node| losses::note_of(&text[body.span(node).range()])).collect()
}

fn bit(level: u8) -> u8 {
    1 << level.min(6)
}

/// All levels from the highest to this one.
fn down_to(level: u8) -> u8 {
    (1..=level.min(6)).map(bit).sum()
}

/// `headingDivider` of Marp: `2` is levels 1 and 2, `[1, 3]` those two only.
pub fn divider(value: &str) -> Option<u8> {
    let value = value.trim();
    match value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        None => value.parse().ok().filter(|level| (1..=6).contains(level)).map(down_to),
        Some(list) => {
            let levels =
                list.split(',').map(|level| level.trim().parse::<u8>().ok().filter(|level| (1..=6).contains(level)));
            levels.collect::<Option<Vec<u8>>>().map(|levels| levels.into_iter().map(bit).fold(0, |all, one| all | one))
        }
    }
}

/// The same in a comment, which holds for the whole text wherever it stands.
fn divider_in(body: &Body, text: &str) -> Option<u8> {
    let comments = body.all().filter(|id| body.tag(*id) == Tag::Comment);
    let mut lines = comments.flat_map(|id| text[body.span(id).range()].lines());
    lines.find_map(|line| {
        let (_, value) = line.split_once("headingDivider:")?;
        divider(value.trim().trim_end_matches("-->"))
    })
}
