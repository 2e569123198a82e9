//! Boxes in quotes, as Obsidian writes them: `> [!tip] Titel`. Those of GitHub, without a title, the Markdown parser knows.
//!
//! Source: Obsidian Help, "Callouts".

use super::Builder;
use crate::body::attrs::{Attrs, Pair};
use crate::body::{Div, NodeId, Tag, blocks, plain, team};
use crate::source::Span;

impl Builder<'_> {
    /// Makes a box of the quote that was just closed, where its first line says so. A title with more than words in it leaves
    /// the quote as it is; so does one that may mean the team, of which `walls` tells.
    pub(super) fn callout(&mut self, quote: NodeId) {
        let paragraph = quote + 1;
        if paragraph >= self.body.subtree(quote).end || self.body.tag(paragraph) != Tag::Paragraph {
            return;
        }
        let span = self.body.span(paragraph);
        let line = self.text(span).lines().next().unwrap_or_default();
        let Some((name, rest)) = line.strip_prefix("[!").and_then(|rest| rest.split_once(']')) else { return };
        let signs = line.len() - rest.trim_start_matches(['-', '+']).len();
        let end = span.start + line.len() as u32;
        let inside = self.body.subtree(paragraph);
        let words = paragraph + 1..inside.clone().find(|id| self.body.span(*id).start >= end).unwrap_or(inside.end);
        let is_plain = |id: NodeId| self.body.span(id).end <= end && is_words(self.body.tag(id));
        let is_plain = words.clone().all(is_plain);
        let title = plain(&self.body, self.source, words.clone());
        let title = title.get(signs..).unwrap_or_default().trim().to_string();
        let name_span = Span { start: span.start, end };
        let is_of_team = |word: &str| team::near(word).is_some();
        let may_hide = title.split(|c: char| !c.is_alphanumeric()).any(is_of_team);
        let Some(row) = blocks::callout(name).filter(|_| is_plain && !may_hide) else { return };
        let mut attrs = Attrs::default();
        if !title.is_empty() {
            attrs.pairs.push(Pair { key: "titel".to_string(), value: Some(title), span: name_span });
        }
        self.body.divs.push(Div { kind: row.kind, name: row.name.to_string(), name_span, from: row.from, attrs });
        self.body.nodes[quote as usize].tag = Tag::Div(self.body.divs.len() as u32 - 1);
        // Behind the first line stands the break of that line.
        let last = (words.end + 1).min(inside.end);
        match last == inside.end {
            true => self.take_out(quote, paragraph..inside.end),
            false => self.take_out(quote, words.start..last),
        }
    }

    /// Takes nodes out of the block that was just closed.
    pub(super) fn take_out(&mut self, block: NodeId, nodes: std::ops::Range<NodeId>) {
        let length = nodes.len() as u32;
        self.body.nodes.drain(nodes.start as usize..nodes.end as usize);
        for node in &mut self.body.nodes[block as usize..] {
            if node.next >= nodes.end {
                node.next -= length;
            }
        }
        self.last_quote = self.last_quote.filter(|quote| *quote < block);
    }
}

/// May a title hold it?
pub(super) fn is_words(tag: Tag) -> bool {
    matches!(tag, Tag::Text | Tag::Chars(_) | Tag::Char(_) | Tag::Emphasis | Tag::Strong | Tag::CodeSpan)
}
