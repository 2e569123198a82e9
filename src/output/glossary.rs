//! The glossary as a page.

use serde::Serialize;

use super::context::{PageMeta, RenderContext};
use super::lessons::crumbs;
use crate::diag::Finding;
use crate::html::Page;
use crate::kind::collection::GLOSSARY;
use crate::plan::Each;
use crate::slug;

const PATH: &str = GLOSSARY.list;

pub const PAGE: Each = Each::Site { path: PATH, when: |edition| !edition.terms().is_empty(), render };

fn render(ctx: &RenderContext<'_>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    #[derive(Serialize)]
    struct Row<'a> {
        id: String,
        term: &'a str,
        text: &'a str,
    }
    #[derive(Serialize)]
    struct Letter<'a> {
        letter: String,
        terms: Vec<Row<'a>>,
    }
    let mut terms: Vec<_> = ctx.edition().terms().iter().collect();
    terms.sort_by_cached_key(|term| (slug::of_text(&term.term), term.term.clone()));
    let mut letters: Vec<Letter<'_>> = Vec::new();
    for term in terms {
        let letter = slug::of_text(&term.term).chars().next().unwrap_or('#').to_uppercase().to_string();
        let row = Row { id: slug::of_text(&term.key), term: &term.term, text: &term.text };
        match letters.last_mut().filter(|last| last.letter == letter) {
            Some(last) => last.terms.push(row),
            None => letters.push(Letter { letter, terms: vec![row] }),
        }
    }
    let words = ctx.site_words();
    let (title, summary) = (words.text("glossary.title"), Some(words.text("glossary.summary")));
    let facts = PageMeta { title, summary, crumbs: crumbs(words, &[(title, PATH)]), ..PageMeta::default() };
    ctx.page("glossary.html", &Page::new(path), facts, out, |context| context.insert("letters", &letters))
}
