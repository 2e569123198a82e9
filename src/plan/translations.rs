//! A document in other languages, as templates list it.

use serde::Serialize;

use super::Plan;
use super::context::RenderContext;
use crate::doc::DocId;
use crate::edition::Edition;
use crate::language;

#[derive(Clone, Serialize)]
pub struct Translation {
    lang: String,
    name: String,
    path: String,
    current: bool,
}

/// What a page is made of: a document, or the page of a folder.
pub(super) fn doc_at(edition: &Edition<'_>, plan: &Plan, path: &str) -> Option<DocId> {
    let of_folder = || edition.collections().folders.get(path.strip_suffix("index.html")?)?.index;
    plan.job(path)?.work.doc().or_else(of_folder)
}

impl<'a> RenderContext<'a> {
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

    /// The path of a page in a language, where it is there; else its own.
    pub fn in_language(&self, path: &'a str, lang: &str) -> &'a str {
        let edition = self.edition();
        let Some(id) = doc_at(edition, self.plan, path) else { return path };
        let translation = edition.collections().translations.of(id).iter().find(|other| edition.lang(**other) == lang);
        translation.map_or(path, |other| edition.route(*other).path.as_str())
    }
}
