//! `[words]{.class}` of Pandoc and Quarto, within a row of running text.
//!
//! Source: Pandoc User's Guide, extension `bracketed_spans`.

use crate::body::attrs::{self, Attrs};
use crate::body::{Body, NodeId, Tag, hides_by_name};
use crate::source::Span;

/// The signs around words, and what they say of these.
pub struct SpanMark {
    pub open: Span,
    pub close: Span,
    pub attrs: Attrs,
}

/// Those among the children of a node. What may hide is left as it is: it is an error of its own.
pub fn of(body: &Body, text: &str, id: NodeId) -> Vec<SpanMark> {
    let mut found = Vec::new();
    let mut opened: Vec<u32> = Vec::new();
    let mut done = 0;
    if !text[body.span(id).range()].contains("]{") {
        return found;
    }
    for child in body.children(id).filter(|child| body.tag(*child) == Tag::Text) {
        let span = body.span(child);
        for (at, sign) in text[span.range()].match_indices(['[', ']']) {
            let at = span.start + at as u32;
            if at < done {
                continue;
            }
            if sign == "[" {
                opened.push(at);
                continue;
            }
            let Some(start) = opened.pop() else { continue };
            let rest = &text[at as usize + 1..body.span(id).end.max(at + 1) as usize];
            let Some((attrs, length)) = attrs::read(rest, at as usize + 1) else { continue };
            if !hides_by_name(&rest[1..length - 1]) {
                done = at + 1 + length as u32;
                found.push(SpanMark {
                    open: Span { start, end: start + 1 },
                    close: Span { start: at, end: done },
                    attrs,
                });
            }
        }
    }
    found
}
