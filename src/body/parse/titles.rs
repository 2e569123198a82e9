//! The first heading in a box is its title, as in Quarto's callouts and the challenges of The Carpentries: no heading of the
//! page, and no phase of the lesson.

use super::Builder;
use super::callouts::is_words;
use crate::body::attrs::Pair;
use crate::body::{NodeId, Tag, blocks, plain};
use crate::source::Span;

impl Builder<'_> {
    /// What a block is called; of one whose line cannot be read, that line without its signs.
    pub(super) fn name_of(&self, node: NodeId, fence: Span) -> String {
        let name = self.body.div(node).map(|div| div.name.as_str()).filter(|name| !name.is_empty());
        let line = self.text(fence).trim_matches(|c: char| matches!(c, ':' | '{' | '}') || c.is_whitespace());
        let line = if line.is_empty() { ":::" } else { &line[..line.floor_char_boundary(40)] };
        name.unwrap_or(line).to_string()
    }

    /// Takes the heading out of the block that was just closed. One with marks, links or names of values in it stays.
    pub(super) fn title_from_heading(&mut self, block: NodeId) {
        let (Tag::Div(div), heading) = (self.body.tag(block), block + 1) else { return };
        let inside = self.body.subtree(block);
        if heading >= inside.end || !blocks::has_heading_as_title(self.body.divs[div as usize].kind) {
            return;
        }
        let attrs = &self.body.divs[div as usize].attrs;
        let Tag::Heading { info, .. } = self.body.tag(heading) else { return };
        let own = self.body.headings[info as usize].attrs();
        if attrs.has("titel") || attrs.has("title") || !own.classes.is_empty() || !own.pairs.is_empty() {
            return;
        }
        let words = self.body.subtree(heading);
        let is_plain = |id: NodeId| is_words(self.body.tag(id));
        if !words.clone().skip(1).all(is_plain) {
            return;
        }
        let span = self.body.span(heading);
        let title = plain(&self.body, self.source, words.clone());
        if title.trim().is_empty() {
            return;
        }
        let id = own.id.clone();
        let div = &mut self.body.divs[div as usize];
        div.attrs.id = div.attrs.id.take().or(id);
        div.attrs.pairs.push(Pair { key: "titel".to_string(), value: Some(title.trim().to_string()), span });
        self.take_out(block, words);
    }
}
