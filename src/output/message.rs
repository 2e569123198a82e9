//! A document as a message: plain text that says all that its page says, less what only works there.

use super::RenderContext;
use super::context::PageMeta;
use super::{lessons, newsletters, protocol};
use crate::body::NodeId;
use crate::diag::Finding;
use crate::doc::{Doc, DocId, Lesson, Post};
use crate::html::Page;
use crate::plan::DocWith;
use crate::render::{Medium, RenderOptions, addresses, ltr, text};

/// A document as this edition has it. Of one that is no lesson, letter or chapter it is the text, and nothing around it.
///
/// # Errors
/// What is wrong with the template.
pub fn of(ctx: &RenderContext<'_>, id: DocId) -> Result<String, Finding> {
    let edition = ctx.edition();
    let mut page = Page::new(&edition.route(id).path);
    let doc = edition.doc(id).filter(|_| edition.collections().chapters.contains(&id));
    match (DocWith::new(edition, id), DocWith::new(edition, id), doc) {
        (Some(about), _, _) => lesson(ctx, &about, &mut page),
        (_, Some(about), _) => letter(ctx, &about, &mut page),
        (_, _, Some(doc)) => chapter(ctx, id, doc, &mut page),
        _ => Ok(text::laid_out(&body(ctx, id, &mut page, true))),
    }
}

fn lesson(ctx: &RenderContext<'_>, about: &DocWith<'_, Lesson>, page: &mut Page) -> Result<String, Finding> {
    let content = body(ctx, about.id, page, true);
    let facts = lessons::facts_of(ctx, about.id, about.facet, &str::to_string);
    ctx.message("text/lesson.txt", page, PageMeta::of(about.doc), |context| {
        context.insert("content", &content);
        context.insert("lesson", &facts);
    })
}

fn letter(ctx: &RenderContext<'_>, about: &DocWith<'_, Post>, page: &mut Page) -> Result<String, Finding> {
    let lang = ctx.edition().lang(about.id);
    let options = RenderOptions { terms: lang == ctx.edition().config().site.lang, ..RenderOptions::default() };
    let content = addresses::beside(&ctx.frame.letter(about.id, medium(ctx), &mut page.counts, options));
    let facts = newsletters::post_facts(ctx, about, ltr::isolated_in);
    ctx.message("text/letter.txt", page, PageMeta { lang: Some(lang), ..PageMeta::of(about.doc) }, |context| {
        context.insert("content", &content);
        context.insert("post", &facts);
    })
}

fn chapter(ctx: &RenderContext<'_>, id: DocId, doc: &Doc, page: &mut Page) -> Result<String, Finding> {
    let content = body(ctx, id, page, true);
    let facts = protocol::chapter(ctx, id, doc, &mut |_, anchor| (anchor, content.as_str()));
    let charter = protocol::charter(ctx.edition()).and_then(|id| ctx.edition().doc(id));
    ctx.message("text/chapter.txt", page, PageMeta::of(doc), |context| {
        context.insert("chapter", &facts);
        context.insert("charter", &protocol::facts_of(ctx, charter));
        context.insert("protocol", &charter.map(|doc| &doc.head.title));
    })
}

/// Links lead to the web, where the edition is to be found there.
fn medium<'a>(ctx: &RenderContext<'a>) -> Medium<'a> {
    let base = ctx.edition().config().site.base_url.as_deref();
    Medium::Mail { web: base.filter(|_| ctx.edition().is_on_the_web()) }
}

fn body(ctx: &RenderContext<'_>, id: DocId, page: &mut Page, terms: bool) -> String {
    let Some((_, body)) = ctx.edition().get(id) else { return String::new() };
    let options = RenderOptions { terms, ..RenderOptions::default() };
    let nodes: Vec<NodeId> = body.roots().collect();
    addresses::beside(&ctx.frame.tree(id, &nodes, medium(ctx), &mut page.counts, options))
}
