//! A document in other languages, as templates list it.

use serde::Serialize;

use super::context::RenderContext;
use crate::doc::DocId;
use crate::language;

#[derive(Clone, Serialize)]
pub struct Translation {
    lang: String,
    name: String,
    path: String,
    current: bool,
}

impl RenderContext<'_> {
    /// All languages of a document, its own among them and the original first; empty when there is one only.
    pub fn translations(&self, id: DocId) -> Vec<Translation> {
        let edition = self.edition();
        let row = |other: DocId| Translation {
            lang: edition.lang(other).to_string(),
            name: language::name(edition.lang(other)).to_string(),
            path: edition.route(other).path.clone(),
            current: other == id,
        };
        edition.collections().translations.of(id).iter().copied().map(row).collect()
    }
}
