//! A whole text as slides: split at `---` (Marp, reveal.js), or at headings (Pandoc, Quarto).
//!
//! Sources: Marpit "Markdown" and "Directives"; reveal.js "Markdown"; Pandoc User's Guide, "Structuring the slide show";
//! Quarto "Revealjs".

use super::Slide;
use crate::body::{self, Body, Kind, NodeId, Tag};
use crate::doc::Doc;

pub fn deck(doc: &Doc, body: &Body, text: &str) -> Vec<Slide> {
    let has_lines = body.roots().any(|id| is_separator(body, text, id));
    // Quarto splits at both; the others at lines where there are any.
    let by_heading = !has_lines || doc.facets.deck_format.as_deref() == Some("quarto");
    let level = if by_heading { slide_level(body) } else { 0 };
    let mut slides: Vec<Slide> = Vec::new();
    if by_heading {
        slides.push(Slide { title: doc.head.title.clone(), is_title: true, ..Slide::default() });
    }
    let mut open = false;
    let mut in_notes = false;
    for id in body.roots() {
        let at = body.span(id).start;
        if is_separator(body, text, id) {
            slides.push(Slide { at, ..Slide::default() });
            open = true;
            in_notes = false;
            continue;
        }
        let starts = matches!(body.tag(id), Tag::Heading { level: own, .. } if own <= level);
        // A heading right behind a separator is that slide's title.
        let fresh = open && slides.last().is_some_and(|slide| slide.nodes.is_empty() && slide.notes.is_empty());
        if (starts && !fresh) || (!open && !is_comment(body, text, id)) {
            slides.push(Slide { at, ..Slide::default() });
            open = true;
            in_notes = false;
        }
        let Some(slide) = slides.last_mut() else { continue };
        in_notes |= begins_notes(body, text, id);
        match body.tag(id) {
            Tag::Comment => slide.comments.extend(note_of(&text[body.span(id).range()])),
            Tag::Footnote(_) => {}
            _ if in_notes || is_notes(body, id) => slide.notes.push(id),
            _ => slide.nodes.push(id),
        }
        slide.comments.extend(comments_inside(body, text, id));
    }
    let is_empty = |slide: &Slide| {
        slide.nodes.is_empty() && slide.notes.is_empty() && slide.comments.is_empty() && !slide.is_title
    };
    while slides.last().is_some_and(is_empty) {
        slides.pop();
    }
    slides
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

fn is_notes(body: &Body, id: NodeId) -> bool {
    body.div(id).is_some_and(|div| div.kind == Kind::Teacher)
}

/// reveal.js: everything behind a line that begins with `Note:` is a note.
fn begins_notes(body: &Body, text: &str, id: NodeId) -> bool {
    if body.tag(id) != Tag::Paragraph {
        return false;
    }
    let words = body::plain(body, text, body.subtree(id)).trim_start().to_lowercase();
    words.starts_with("note:") || words.starts_with("notes:")
}

fn comments_inside(body: &Body, text: &str, id: NodeId) -> Vec<String> {
    let inside = body.subtree(id).skip(1).filter(|node| body.tag(*node) == Tag::Comment);
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
    let is_reveal = inner.starts_with(".slide:") || inner.starts_with(".element:");
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
