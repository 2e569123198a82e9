//! A document in other languages, as templates list it.

use serde::Serialize;

use super::context::RenderContext;
use crate::doc::DocId;
use crate::language;
use crate::wording;

#[derive(Clone, Serialize)]
pub struct Translation {
    lang: String,
    name: String,
    path: String,
    current: bool,
}

/// A language that a document is not in, with that said in it.
#[derive(Serialize)]
pub struct NotTranslated {
    lang: String,
    dir: &'static str,
    name: String,
    text: String,
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

    /// The languages that the school writes in and this document is not in, as far as there are words in them.
    pub fn not_translated(&self, id: DocId) -> Vec<NotTranslated> {
        let edition = self.edition();
        let translations = &edition.collections().translations;
        let has: Vec<&str> = translations.of(id).iter().map(|other| edition.lang(*other)).collect();
        let langs = translations.languages().filter(|lang| !has.contains(lang) && *lang != edition.lang(id));
        let row = |lang: &str| {
            let words = Some(self.words(lang)).filter(|words| words.lang == wording::base(lang))?;
            Some(NotTranslated {
                lang: lang.to_string(),
                dir: language::direction(lang),
                name: language::name(lang).to_string(),
                text: words.text("language.not_translated").to_string(),
            })
        };
        langs.filter_map(row).collect()
    }
}
