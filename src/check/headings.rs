//! Headings that work as a table of contents, for the eye and for a screen reader.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::prose::Prose;
use crate::body::{self, Siblings, Tag};
use crate::bytes;
use crate::diag::{Finding, Fix, RelatedLabel, catalogue as code};
use crate::doc::Doc;
use crate::source::{Place, Span};

pub fn look(doc: &Doc, text: &str, _: &Prose, findings: &mut Vec<Finding>) {
    if doc.facets.deck.is_some() {
        return; // there a heading begins a slide
    }
    row(doc, text, doc.body.roots(), true, findings);
    if doc.body.divs.is_empty() {
        return;
    }
    for node in doc.body.all().filter(|node| matches!(doc.body.tag(*node), Tag::Div(_))) {
        row(doc, text, doc.body.children(node), false, findings);
    }
}

/// Headings side by side. Those of blocks, such as slides, have a row of their own and may say the same.
fn row(doc: &Doc, text: &str, nodes: Siblings<'_>, whole: bool, findings: &mut Vec<Finding>) {
    let body = &doc.body;
    let mut above: Option<u8> = None;
    // What was said at each level.
    let mut seen: [FxHashMap<String, Span>; 7] = Default::default();
    for node in nodes {
        let Tag::Heading { level, .. } = body.tag(node) else { continue };
        let span = first_line(text, body.span(node));
        let place = Place { file: doc.file, span };
        let words = body::plain(body, text, body.subtree(node)).trim().to_string();
        let has_image = body.subtree(node).any(|id| matches!(body.tag(id), Tag::Image(_)));
        if words.is_empty() && !has_image {
            let is_bare = text[span.range()].bytes().all(|byte| byte == b'#');
            let fix = is_bare.then(|| Fix::guess(with_line_end(text, span), ""));
            findings.push(Finding::new(&code::HEADING_EMPTY, place).fixed_by(fix));
            continue;
        }
        if let Some(above) = above.filter(|above| level > above + 1) {
            let sign = |level: u8| "#".repeat(usize::from(level));
            let finding = Finding::new(&code::HEADING_SKIPS, place).with("found", sign(level));
            let signs = Span { end: span.start + u32::from(level), ..span };
            let is_written = text[span.range()].starts_with(&sign(level));
            let fix = is_written.then(|| Fix::guess(signs, sign(above + 1)));
            findings.push(finding.with("right", sign(above + 1)).fixed_by(fix));
        }
        above = Some(level);
        let is_written = doc.head.title_place.is_some() && !doc.faulty;
        if whole && is_written && level == 1 && words.to_lowercase() == doc.head.title.to_lowercase() {
            let finding = Finding::new(&code::TITLE_TWICE, place).with("title", words.as_str());
            // With what it says, and nothing else on its line, it can go.
            let is_plain = text[span.range()].strip_prefix("# ") == Some(&words);
            findings.push(finding.fixed_by(is_plain.then(|| Fix::guess(with_line_end(text, span), ""))));
        }
        // A higher heading opens a new part, in which the same words may come back.
        seen[usize::from(level) + 1..].iter_mut().filter(|lower| !lower.is_empty()).for_each(FxHashMap::clear);
        match seen[usize::from(level)].entry(words) {
            Entry::Occupied(said) if whole => findings.push(
                Finding::new(&code::HEADING_TWICE, place)
                    .with("heading", said.key().as_str())
                    .related(RelatedLabel::First, Place { file: doc.file, span: *said.get() }),
            ),
            said => {
                said.or_insert(span);
            }
        }
    }
}

/// A line with its end.
fn with_line_end(text: &str, span: Span) -> Span {
    let is_ended = text[span.end as usize..].starts_with('\n');
    Span { end: span.end + u32::from(is_ended), ..span }
}

pub(super) fn first_line(text: &str, span: Span) -> Span {
    let length = bytes::first_line(&text[span.range()]).trim_end().len() as u32;
    Span { start: span.start, end: span.start + length }
}
