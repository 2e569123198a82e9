//! Slidev parts slides at every line `---`, also right below text, where Markdown takes that text for a heading.

use super::heads;
use crate::body::Graft;
use crate::body::{Body, Tag};
use crate::source::Span;

/// Makes text and a line of each such heading, but for those that are the head of a slide.
pub fn part(body: &mut Body, text: &str) {
    let below = |span: Span| {
        let text = text[span.range()].trim_end();
        let line = text.rfind('\n').map(|at| at + 1).filter(|at| text[*at..].trim() == "---")?;
        Some(span.start + line as u32)
    };
    let found = |id| {
        let is_text = matches!(body.tag(id), Tag::Heading { level: 2, .. }) && !heads::is_head(body, text, id);
        below(body.span(id)).filter(|_| is_text)
    };
    if !body.roots().any(|id| found(id).is_some()) {
        return;
    }
    let mut graft = Graft::new(body);
    for id in body.roots() {
        let Some(at) = found(id) else {
            graft.copy(id);
            continue;
        };
        let span = body.span(id);
        let open = graft.open(Tag::Paragraph, Span { start: span.start, end: at });
        body.children(id).for_each(|child| graft.copy(child));
        graft.close(open);
        let line = graft.open(Tag::Line, Span { start: at, end: span.end });
        graft.close(line);
    }
    (body.nodes, body.divs) = graft.finish();
}
