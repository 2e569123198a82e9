//! Lines `key: value` at the top of a slide, as Slidev and remark write them. Markdown takes those above a line `---` for a
//! heading, and others for a paragraph.

use crate::body::marks::{self, Mark};
use crate::body::{Body, NodeId, Tag};

use super::split::SlideNodes;

/// Keys that stand at the top of slides, and hardly anywhere else.
const KEYS: &[&str] = &[
    "background",
    "background-image",
    "backgroundSize",
    "canvasWidth",
    "class",
    "clicks",
    "clicksStart",
    "count",
    "disabled",
    "dragPos",
    "exclude",
    "hide",
    "hideInToc",
    "image",
    "layout",
    "layoutClass",
    "level",
    "preload",
    "routeAlias",
    "src",
    "template",
    "transition",
    "url",
    "zoom",
];

/// What lines that a slide begins with say of whether it is seen.
pub fn head_mark(body: &Body, text: &str, id: NodeId) -> Option<Mark> {
    if !matches!(body.tag(id), Tag::Paragraph | Tag::Heading { .. }) {
        return None;
    }
    let lines = text[body.span(id).range()].lines().map(str::trim);
    lines.take_while(|line| is_pair(line)).find_map(marks::of_line)
}

/// `layout: center`.
fn is_pair(line: &str) -> bool {
    key(line)
        .is_some_and(|key| !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')))
}

fn key(line: &str) -> Option<&str> {
    line.split_once(':').map(|(key, _)| key)
}

fn is_rule(line: &str) -> bool {
    !line.is_empty() && line.chars().all(|c| c == '-')
}

/// A heading that is one only because a line `---` stands below lines `key: value`: the head of a slide of Slidev.
pub fn is_head(body: &Body, text: &str, id: NodeId) -> bool {
    let lines = || text[body.span(id).range()].trim_end().lines().map(str::trim);
    matches!(body.tag(id), Tag::Heading { level: 2, .. })
        && lines().next_back().is_some_and(is_rule)
        && lines().filter(|line| !is_rule(line)).all(is_pair)
        && (has_key(lines()) || head_mark(body, text, id).is_some())
}

/// The same without a line below it, as remark has it at the top of a slide.
pub fn is_bare_head(body: &Body, text: &str, id: NodeId) -> bool {
    let lines = || text[body.span(id).range()].trim_end().lines().map(str::trim);
    body.tag(id) == Tag::Paragraph && lines().all(is_pair) && has_key(lines())
}

fn has_key<'t>(mut lines: impl Iterator<Item = &'t str>) -> bool {
    lines.any(|line| key(line).is_some_and(|key| KEYS.contains(&key)))
}

/// The keys of a head.
pub fn keys<'t>(body: &Body, text: &'t str, id: NodeId) -> impl Iterator<Item = &'t str> {
    text[body.span(id).range()].lines().map(str::trim).filter(|line| is_pair(line)).filter_map(key)
}

/// A slide that is nothing but such a head: the slide that it speaks of is the next one.
pub fn is_head_only(body: &Body, text: &str, group: &SlideNodes) -> bool {
    let mut solid = group.nodes.iter().filter(|id| !matches!(body.tag(**id), Tag::Comment | Tag::Footnote(_)));
    match (solid.next(), solid.next()) {
        (Some(only), None) => {
            text[body.span(*only).range()].trim_end().lines().all(|line| is_pair(line.trim()) || line.starts_with('-'))
        }
        _ => false,
    }
}
