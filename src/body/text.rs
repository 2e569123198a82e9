//! Plain text: the projection that titles, ids, searches and the leak proof use.

use super::{Body, NodeId, Tag};

/// The text of a subtree without any mark-up; variables stand as `{{ name }}`.
pub fn plain(body: &Body, source: &str, ids: std::ops::Range<NodeId>) -> String {
    let room = body.nodes[ids.start as usize..ids.end as usize].first().map_or(0, |node| node.span.range().len());
    let mut out = String::with_capacity(room);
    plain_into(body, source, ids, &mut out);
    out
}

pub fn plain_into(body: &Body, source: &str, ids: std::ops::Range<NodeId>, out: &mut String) {
    let mut at = ids.start;
    while at < ids.end {
        let node = body.nodes[at as usize];
        match node.tag {
            Tag::Text | Tag::CodeSpan | Tag::RawHtml => out.push_str(&source[node.span.range()]),
            Tag::Chars(string) | Tag::CodeChars(string) => out.push_str(&body.strings[string as usize]),
            Tag::Char(c) => out.push(c),
            Tag::SoftBreak | Tag::HardBreak => out.push(' '),
            // Names that everybody sees are made of these words.
            Tag::Hidden => {
                at = node.next;
                continue;
            }
            Tag::Variable(name) => {
                out.push_str("{{ ");
                out.push_str(&body.variables[name as usize]);
                out.push_str(" }}");
            }
            Tag::Paragraph
            | Tag::Item
            | Tag::Heading { .. }
            | Tag::TableCell
            | Tag::Quote
            | Tag::Div(_)
            | Tag::Defined
            | Tag::Definition
                if !out.is_empty() && !out.ends_with('\n') =>
            {
                out.push('\n');
            }
            _ => {}
        }
        at += 1;
    }
}

/// Does it stand in a line of text?
#[inline]
pub fn is_inline(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Text
            | Tag::Chars(_)
            | Tag::Char(_)
            | Tag::CodeSpan
            | Tag::CodeChars(_)
            | Tag::Emphasis
            | Tag::Strong
            | Tag::Strike
            | Tag::Link(_)
            | Tag::Image(_)
            | Tag::SoftBreak
            | Tag::HardBreak
            | Tag::FootnoteRef(_)
            | Tag::Inline(_)
            | Tag::Variable(_)
            | Tag::Verdict(_)
            | Tag::Task(_)
            | Tag::Comment
            | Tag::Hidden
    )
}
