//! The protocol: all chapters on one page, with contents, numbers and anchors.

use serde::Serialize;

use super::context::{PageMeta, RenderContext};
use super::lessons::crumbs;
use super::{brief, cards};
use crate::body::NodeId;
use crate::date::{self, DateStyle};
use crate::diag::Finding;
use crate::doc::{Charter, Doc, DocId, Rule};
use crate::edition::Edition;
use crate::html::Page;
use crate::kind::collection::PROTOCOL;
use crate::plan::{About, Each, Whole};
use crate::render::RenderOptions;

pub const PATH: &str = PROTOCOL.list;

pub const PAGE: Each = Each::Whole(Whole {
    paths: |edition| if docs(edition).is_empty() { Vec::new() } else { vec![PATH.to_string()] },
    doc: charter,
    texts: docs,
    render,
});

/// The document that all that is made of the protocol belongs to.
pub fn charter(edition: &Edition<'_>) -> Option<DocId> {
    edition.collections().charter
}

/// The protocol's own text and its chapters, as far as they come out.
pub fn docs(edition: &Edition<'_>) -> Vec<DocId> {
    let order = &edition.collections();
    order.charter.into_iter().chain(order.chapters.iter().copied()).collect()
}

#[derive(Serialize, Default)]
struct CharterFacts<'a> {
    version: Option<&'a str>,
    adopted: Option<String>,
    adopted_by: Option<&'a str>,
    mr_consent: Option<String>,
    review_by: Option<String>,
    owner: Option<&'a str>,
}

#[derive(Serialize)]
struct RuleRow {
    number: String,
    id: String,
    text: String,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct ContentsRow<'a> {
    number: usize,
    title: &'a str,
    id: &'a str,
    rules: Vec<RuleRow>,
    draft: bool,
}

#[derive(Serialize)]
struct ChapterRow<'a> {
    number: usize,
    id: &'a str,
    title: &'a str,
    summary: Option<&'a str>,
    html: String,
    draft: bool,
}

fn render(ctx: &RenderContext<'_>, own: Option<About<'_, Doc>>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let edition = ctx.edition();
    let doc = own.as_ref().map(|own| own.doc);
    let mut page = Page::new(path);
    let content = |own: About<'_, Doc>| ctx.content(own.id, &mut page, RenderOptions::default());
    let content = own.map_or_else(tera::Value::none, content);
    let mut contents = Vec::new();
    let mut chapters = Vec::new();
    for (id, chapter) in edition.docs(&edition.collections().chapters) {
        let number = edition.chapter(id).unwrap_or_default();
        let anchor = edition.route(id).anchor.as_deref().unwrap_or_default();
        let draft = edition.is_draft(id);
        contents.push(ContentsRow { number, title: &chapter.head.title, id: anchor, rules: rules(ctx, id), draft });
        chapters.push(ChapterRow {
            number,
            id: anchor,
            title: &chapter.head.title,
            summary: chapter.head.summary.as_deref(),
            html: ctx.frame.body(id, &mut page, RenderOptions { level: 3, ..RenderOptions::default() }),
            draft,
        });
    }
    let charter = doc.and_then(|doc| doc.facets.charter.as_deref()).map(|charter| facts_of(ctx, charter));
    let words = ctx.site_words();
    let title = doc.map_or(words.text("protocol.title"), |doc| doc.head.title.as_str());
    let summary = doc.and_then(|doc| doc.head.summary.as_deref());
    let facts = PageMeta {
        title,
        summary,
        crumbs: crumbs(words, &[(words.text("protocol.title"), PATH)]),
        doc,
        ..PageMeta::default()
    };
    ctx.page("protocol.html", &page, facts, out, |context| {
        context.insert_value("content", content);
        context.insert("charter", &charter.unwrap_or_default());
        context.insert("toc", &contents);
        context.insert("chapters", &chapters);
        context.insert("cards", &cards::links(ctx));
        context.insert("changes", &ctx.plan.job(super::changes::PATH).map(|_| super::changes::PATH));
    })
}

fn facts_of<'a>(ctx: &RenderContext<'a>, charter: &'a Charter) -> CharterFacts<'a> {
    let config = ctx.edition().config();
    let words = |day| date::words(day, &config.site.lang, DateStyle::Day);
    CharterFacts {
        version: charter.version.as_deref(),
        adopted: charter.adopted.map(words),
        adopted_by: charter.adopted_by.as_deref().map(|who| config.role(who)),
        mr_consent: charter.consent.map(words),
        review_by: charter.review_by.map(words),
        owner: charter.owner.as_ref().map(|owner| config.role(&owner.value)),
    }
}

/// The rules of a chapter that come out in this edition.
fn rules(ctx: &RenderContext<'_>, id: DocId) -> Vec<RuleRow> {
    let edition = ctx.edition();
    let row = |(rule, node): (&Rule, NodeId)| {
        let found = edition.rule(&rule.id)?;
        let brief = brief::of(ctx, id, node);
        Some(RuleRow { number: found.number.to_string(), id: rule.id.clone(), text: brief.text, notes: brief.notes })
    };
    brief::blocks(edition, id).into_iter().filter_map(row).collect()
}
