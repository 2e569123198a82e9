//! The list of contents of a long page.

use std::borrow::Cow;

use serde::Serialize;

use super::RenderContext;
use crate::body::{NodeId, Tag};
use crate::doc::DocId;

/// A page with fewer headings needs no list of them.
pub const FEWEST: usize = 4;

#[derive(Serialize)]
pub struct ContentsRow<'a> {
    pub title: String,
    pub anchor: Cow<'a, str>,
}

impl<'e> RenderContext<'e> {
    /// The headings of the highest level in a text, as far as it comes out here; none where there are fewer than this.
    pub fn contents(&self, id: DocId, fewest: usize) -> Vec<ContentsRow<'e>> {
        let Some((_, body)) = self.edition().get(id) else { return Vec::new() };
        let level_of = |node| match body.tag(node) {
            Tag::Heading { level, .. } => Some(level),
            _ => None,
        };
        let highest = body.roots().filter_map(level_of).min();
        let is_highest = |node: &NodeId| highest.is_some() && level_of(*node) == highest;
        let headings: Vec<NodeId> = body.roots().filter(is_highest).collect();
        if headings.len() < fewest {
            return Vec::new();
        }
        let row = |node| {
            let anchor = self.id_on_page(id, node)?;
            Some(ContentsRow { title: self.frame.plain(id, body, node), anchor })
        };
        let rows: Vec<ContentsRow<'_>> = headings.into_iter().filter_map(row).collect();
        if rows.len() < fewest { Vec::new() } else { rows }
    }

    /// The id that a heading or a block has on the page of its document.
    pub fn id_on_page(&self, id: DocId, node: NodeId) -> Option<Cow<'e, str>> {
        let (doc, body) = self.edition().get(id)?;
        let at = doc.anchors.binary_search_by_key(&body.span(node).start, |anchor| anchor.at).ok()?;
        Some(self.edition().published_id(id, &doc.anchors[at]))
    }
}
