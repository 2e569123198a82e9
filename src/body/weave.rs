//! Puts elements around pieces of running text in a finished tree, for signs that the Markdown parser has no option for.

use super::{Body, Graft, NodeId, Tag};
use crate::source::Span;

/// A piece of text that becomes an element, in bytes of the file.
pub(super) struct Woven {
    pub span: Span,
    /// What of it is shown: all but the signs that it stands between.
    pub inner: Span,
    pub tag: Tag,
}

/// These are in the order of the text; each begins and ends in pieces of text beside each other.
pub(super) fn weave(body: &mut Body, source: &str, woven: &[Woven]) {
    if woven.is_empty() {
        return;
    }
    let mut weaver = Weaver { graft: Graft::new(body), source, woven, open: None };
    weaver.row(body.roots());
    (body.nodes, body.divs) = weaver.graft.finish();
}

struct Weaver<'a> {
    graft: Graft<'a>,
    source: &'a str,
    /// What is still to come.
    woven: &'a [Woven],
    /// The element that is begun.
    open: Option<usize>,
}

impl Weaver<'_> {
    fn row(&mut self, ids: impl Iterator<Item = NodeId>) {
        let body = self.graft.from;
        for id in ids {
            // Of some blocks the span is that of their first line.
            let end = body.span(id).end.max(body.span(body.subtree(id).end - 1).end);
            if self.woven.first().is_none_or(|next| next.span.start >= end) {
                self.graft.copy(id);
            } else if is_text(body.tag(id)) {
                self.text(id);
            } else {
                let open = self.graft.open_like(id);
                self.row(body.children(id));
                self.graft.close(open);
            }
        }
    }

    fn text(&mut self, id: NodeId) {
        let span = self.graft.from.span(id);
        let mut at = span.start;
        while at < span.end {
            let Some(next) = self.woven.first().filter(|next| next.span.start < span.end) else {
                return self.piece(id, Span { start: at, end: span.end });
            };
            if next.span.start > at {
                self.piece(id, Span { start: at, end: next.span.start });
            }
            if self.open.is_none() {
                self.open = Some(self.graft.open(next.tag, next.span));
            }
            let end = next.span.end.min(span.end);
            self.piece(id, Span { start: at.max(next.inner.start), end: end.min(next.inner.end) });
            at = end;
            if end == next.span.end {
                self.open.take().into_iter().for_each(|open| self.graft.close(open));
                self.woven = &self.woven[1..];
            }
        }
    }

    /// A part of a piece of text. Signs within an element stay as they were typed: no dash and no quote is made of them.
    fn piece(&mut self, id: NodeId, part: Span) {
        let (tag, span) = (self.graft.from.tag(id), self.graft.from.span(id));
        let is_made = self.open.is_some() && matches!(tag, Tag::Char(_)) && !is_entity(tag, span, self.source);
        if part == span && !is_made {
            self.graft.copy(id);
        } else if part.start < part.end {
            self.graft.text(part);
        }
    }
}

pub(super) fn is_text(tag: Tag) -> bool {
    matches!(tag, Tag::Text | Tag::Chars(_) | Tag::Char(_))
}

/// `&amp;` or `\_`, and no dash or quote that the parser made.
pub(super) fn is_entity(tag: Tag, span: Span, source: &str) -> bool {
    matches!(tag, Tag::Chars(_) | Tag::Char(_)) && source[span.range()].starts_with(['&', '\\'])
}
