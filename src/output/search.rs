//! Search: a page a language of what an edition holds, and the index that its script loads when it is used. Without a
//! script the page is a map of the site.

mod found;
mod text;

use serde::Serialize;

use super::context::{PageMeta, RenderContext};
use super::lessons::crumbs;
use crate::diag::Finding;
use crate::doc::Doc;
use crate::edition::Edition;
use crate::html::Page;
use crate::kind::collection::{GLOSSARY, LESSONS};
use crate::language;
use crate::plan::menu::{SEARCH, languages, search_page};
use crate::plan::{DocWith, Each, Whole};
use crate::search::{TermAnswer, packed};
use crate::slug;
use crate::wording::{Wording, base};
use found::{Part, PartOfSite, pages};

pub const PAGE: Each = Each::Whole(Whole {
    paths: |edition| languages(edition).into_iter().map(|lang| search_page(edition, lang)).collect(),
    doc: |_| None,
    texts: |_| Vec::new(),
    render,
});

pub const INDEX: Each = Each::Whole(Whole {
    paths: |edition| languages(edition).into_iter().map(index_path).collect(),
    doc: |_| None,
    texts: |_| Vec::new(),
    render: index,
});

/// So many pages of a part are listed; its own overview has all.
const LISTED: usize = 200;

fn index_path(lang: &str) -> String {
    format!("assets/zoek-{lang}.js")
}

/// The language that a page of search is for, by its path.
fn language_of<'a>(edition: &'a Edition<'_>, path: &'a str) -> &'a str {
    let inner = path.strip_prefix(SEARCH).and_then(|inner| inner.strip_suffix("/index.html"));
    inner.unwrap_or(base(&edition.config().site.lang))
}

/// Another language to search in.
#[derive(Serialize)]
struct OtherLanguage<'a> {
    lang: &'a str,
    name: &'a str,
    path: String,
}

#[derive(Serialize)]
struct SearchFacts<'a> {
    index: String,
    lang: &'a str,
    /// The parts of the site in their order, as results are grouped.
    parts: Vec<&'a str>,
    glossary: Option<&'static str>,
    lessons: Option<&'static str>,
    languages: Vec<OtherLanguage<'a>>,
}

fn render(ctx: &RenderContext<'_>, _: Option<DocWith<'_, Doc>>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let edition = ctx.edition();
    let lang = language_of(edition, path);
    let words = ctx.words(lang);
    let others = languages(edition).into_iter().filter(|other| *other != lang);
    let search = SearchFacts {
        index: index_path(lang),
        lang,
        parts: PartOfSite::ALL.iter().map(|part| words.text(part.key())).collect(),
        glossary: Some(GLOSSARY.list).filter(|path| ctx.plan.job(path).is_some()),
        lessons: Some(LESSONS.list).filter(|path| ctx.plan.job(path).is_some()),
        languages: others
            .map(|lang| OtherLanguage { lang, name: language::name(lang), path: search_page(edition, lang) })
            .collect(),
    };
    let (title, summary) = (words.text("find.title"), Some(words.text("find.summary")));
    let crumbs = crumbs(words, &[(title, path)]);
    let facts = PageMeta { title, summary, lang: Some(lang), crumbs, ..PageMeta::default() };
    ctx.page("search.html", &Page::new(path), facts, out, |context| {
        context.insert("search", &search);
        context.insert("map", &site_map(ctx, words, lang));
    })
}

/// A part of the site with its pages.
#[derive(Serialize)]
struct PartRows<'a> {
    title: &'a str,
    rows: Vec<MapRow>,
    /// Where the others stand, where there are more than are listed.
    more: Option<&'static str>,
}

#[derive(Serialize)]
struct MapRow {
    title: String,
    path: String,
}

fn site_map<'a>(ctx: &RenderContext<'_>, words: &'a Wording, lang: &str) -> Vec<PartRows<'a>> {
    let mut parts: Vec<PartRows<'a>> = PartOfSite::ALL
        .iter()
        .map(|part| PartRows { title: words.text(part.key()), rows: Vec::new(), more: None })
        .collect();
    for Part { part, title, path, .. } in pages(ctx, lang) {
        let of_part = &mut parts[part as usize];
        match of_part.rows.len() < LISTED {
            true => of_part.rows.push(MapRow { title, path }),
            false => of_part.more = part.list().filter(|list| ctx.plan.job(list).is_some()),
        }
    }
    parts.retain(|part| !part.rows.is_empty());
    parts
}

fn index(ctx: &RenderContext<'_>, _: Option<DocWith<'_, Doc>>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let edition = ctx.edition();
    let langs = languages(edition);
    let lang = langs.into_iter().find(|lang| index_path(lang) == path).ok_or_else(|| ctx.bug(path))?;
    let parts = pages(ctx, lang);
    let ids: Vec<_> = parts.iter().map(|part| part.doc).collect();
    let indexed = parts.into_iter().map(|part| part.indexed(ctx)).collect();
    let read = |at: usize| ids[at].map_or(Vec::new(), |id| text::of(ctx, id));
    let index = crate::search::index(lang, indexed, answers(edition, lang), read);
    out.extend_from_slice(packed(&index).map_err(|_| ctx.bug(path))?.as_bytes());
    Ok(())
}

/// The glossary, which is in the language of the site.
fn answers(edition: &Edition<'_>, lang: &str) -> Vec<TermAnswer> {
    let terms = if base(&edition.config().site.lang) == lang { edition.terms() } else { &[] };
    let answer = |term: &crate::data::Term| TermAnswer {
        term: term.term.clone(),
        path: format!("{}#{}", GLOSSARY.list, slug::of_text(&term.key)),
        text: term.text.clone(),
        forms: term.forms.clone(),
    };
    terms.iter().map(answer).collect()
}
