//! The protocol: all chapters on one page, with contents, numbers and anchors.

use std::collections::BTreeSet;

use serde::Serialize;

use super::context::{PageMeta, RenderContext};
use super::lessons::crumbs;
use super::{brief, cards};
use crate::body::NodeId;
use crate::date::{self, DateStyle};
use crate::diag::Finding;
use crate::doc::{Doc, DocId, Rule};
use crate::edition::Edition;
use crate::html::Page;
use crate::kind::collection::PROTOCOL;
use crate::plan::{DocWith, Each, Whole};
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

/// What pages and papers are told of the protocol as a whole.
#[derive(Serialize, Default)]
pub struct CharterFacts<'a> {
    pub version: Option<&'a str>,
    adopted: Option<String>,
    adopted_by: Option<&'a str>,
    mr_consent: Option<String>,
    pub review_by: Option<String>,
    owner: Option<&'a str>,
}

#[derive(Serialize)]
struct ContentsRule {
    number: String,
    id: String,
    text: String,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct ContentsRow<'a> {
    number: usize,
    title: &'a str,
    id: Option<&'a str>,
    rules: Vec<ContentsRule>,
    draft: bool,
}

/// A chapter, with its text as it is written there.
#[derive(Serialize)]
pub struct ChapterRow<'a, T> {
    pub number: usize,
    pub id: Option<&'a str>,
    pub title: &'a str,
    pub summary: Option<&'a str>,
    pub content: T,
    pub draft: bool,
}

fn render(
    ctx: &RenderContext<'_>,
    own: Option<DocWith<'_, Doc>>,
    path: &str,
    out: &mut Vec<u8>,
) -> Result<(), Finding> {
    let edition = ctx.edition();
    let doc = own.as_ref().map(|own| own.doc);
    let mut page = Page::new(path);
    let content = |own: DocWith<'_, Doc>| ctx.content(own.id, &mut page, RenderOptions::default());
    let content = own.map_or_else(tera::Value::none, content);
    let part = RenderOptions { level: 3, ..RenderOptions::default() };
    let chapters = chapters(ctx, &mut |id, anchor| (anchor, ctx.frame.body(id, &mut page, part)));
    let contents: Vec<ContentsRow<'_>> = edition
        .docs(&edition.collections().chapters)
        .zip(&chapters)
        .map(|((id, _), &ChapterRow { number, title, id: anchor, draft, .. })| ContentsRow {
            number,
            title,
            id: anchor,
            rules: rules(ctx, id),
            draft,
        })
        .collect();
    let words = ctx.site_words();
    let title = doc.map_or(words.text("protocol.title"), |doc| doc.head.title.as_str());
    let summary = doc.and_then(|doc| doc.head.summary.as_deref());
    let facts = PageMeta {
        title,
        summary,
        crumbs: crumbs(words, &[(words.text("protocol.title"), PATH)]),
        doc,
        tags: tags(edition),
        ..PageMeta::default()
    };
    ctx.page("protocol.html", &page, facts, out, |context| {
        context.insert_value("content", content);
        context.insert("charter", &facts_of(ctx, doc));
        context.insert("toc", &contents);
        context.insert("chapters", &chapters);
        context.insert("cards", &cards::links(ctx));
        context.insert("incident", &ctx.plan.job(cards::INCIDENT_PATH).map(|_| cards::INCIDENT_PATH));
        context.insert("changes", &ctx.plan.job(super::changes::PATH).map(|_| super::changes::PATH));
    })
}

/// What the chapters are about, each word once.
fn tags<'a>(edition: &'a Edition<'_>) -> Vec<&'a str> {
    let chapters = edition.docs(&edition.collections().chapters);
    let mut tags: Vec<&str> = chapters.flat_map(|(_, doc)| &doc.head.tags).map(String::as_str).collect();
    let mut seen = BTreeSet::new();
    tags.retain(|tag| seen.insert(*tag));
    tags
}

/// The chapters that come out here. `write` gives the label of each, where it has one, and its text.
pub fn chapters<'a, T>(
    ctx: &RenderContext<'a>,
    write: &mut dyn FnMut(DocId, Option<&'a str>) -> (Option<&'a str>, T),
) -> Vec<ChapterRow<'a, T>> {
    let edition = ctx.edition();
    edition.docs(&edition.collections().chapters).map(|(id, doc)| chapter(ctx, id, doc, write)).collect()
}

/// One of them.
pub fn chapter<'a, T>(
    ctx: &RenderContext<'a>,
    id: DocId,
    doc: &'a Doc,
    write: &mut dyn FnMut(DocId, Option<&'a str>) -> (Option<&'a str>, T),
) -> ChapterRow<'a, T> {
    let edition = ctx.edition();
    let (anchor, content) = write(id, edition.route(id).anchor.as_deref());
    ChapterRow {
        number: edition.chapter(id).unwrap_or_default(),
        id: anchor,
        title: &doc.head.title,
        summary: doc.head.summary.as_deref(),
        content,
        draft: edition.is_draft(id),
    }
}

/// What the protocol says of itself; nothing where it has no front page.
pub fn facts_of<'a>(ctx: &RenderContext<'a>, doc: Option<&'a Doc>) -> CharterFacts<'a> {
    let Some(charter) = doc.and_then(|doc| doc.facets.charter.as_deref()) else { return CharterFacts::default() };
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
fn rules(ctx: &RenderContext<'_>, id: DocId) -> Vec<ContentsRule> {
    let edition = ctx.edition();
    let row = |(rule, node): (&Rule, NodeId)| {
        let found = edition.rule(&rule.id)?;
        let brief = brief::of(ctx, id, node);
        Some(ContentsRule {
            number: found.number.to_string(),
            id: rule.id.clone(),
            text: brief.text,
            notes: brief.notes,
        })
    };
    brief::blocks(edition, id).into_iter().filter_map(row).collect()
}
