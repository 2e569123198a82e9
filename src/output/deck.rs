//! Slides: a deck to project, and the hand-out with slide above and script below.

pub mod frame;

use std::collections::HashMap;

use serde::Serialize;
use tera::Value;

use super::context::{PageMeta, RenderContext};
use crate::body::{Body, Kind as Block, NodeId};
use crate::diag::Finding;
use crate::doc::{Doc, DocId};
use crate::edition::Edition;
use crate::html::{Html, Page};
use crate::plan::{DocWith, Docs, Each, Where};
use crate::render::RenderOptions;
use crate::slides::{self, Slide};

pub const DECK: &str = "dia.html";
/// The template of what the class sees; a hand-out has no frame.
const ON_WALL: &str = "deck.html";
pub const HANDOUT: &str = "hand-out.html";

/// What the class does not see on a slide.
pub const BACKSTAGE: &[Block] = &[Block::Sheet, Block::Teacher, Block::Hidden, Block::Answer];

pub const PROJECTED: Each = Each::Doc(Docs {
    at: Where::Beside(DECK),
    when: |edition, about| about.doc.facets.event.is_none() && has_deck(edition, about),
    render: |ctx, about, path, out| render(ctx, &about, path, ON_WALL, out),
});

/// The slides of an evening are for those who lead it.
pub const OF_EVENING: Each = Each::Doc(Docs {
    at: Where::Beside(DECK),
    when: |edition, about| about.doc.facets.event.is_some() && has_deck(edition, about),
    render: |ctx, about, path, out| render(ctx, &about, path, ON_WALL, out),
});

pub const FOR_READING: Each = Each::Doc(Docs {
    at: Where::Beside(HANDOUT),
    when: has_deck,
    render: |ctx, about, path, out| render(ctx, &about, path, "handout.html", out),
});

/// Does a document have a deck in this edition?
pub fn has_deck(edition: &Edition<'_>, DocWith { id, doc, body, .. }: &DocWith<'_, Doc>) -> bool {
    let facets = &doc.facets;
    let may = facets.lesson.is_some() || facets.deck.is_some() || facets.event.is_some();
    let has_slides = || slides::of(doc, body, edition.text(*id)).iter().any(|slide| !slide.is_skipped);
    may && (facets.deck.is_some() || body.blocks(Block::Slide).next().is_some()) && has_slides()
}

#[derive(Serialize)]
struct DeckLink<'a> {
    title: &'a str,
    path: &'a str,
}

#[derive(Serialize)]
struct DeckPhase<'a> {
    title: &'a str,
    minutes: u32,
    from: u32,
    to: u32,
    droppable: bool,
    first: Option<usize>,
}

#[derive(Serialize)]
struct SlideRow {
    nr: usize,
    id: String,
    title: String,
    html: String,
    is_title: bool,
    phase: Option<usize>,
    phase_title: Option<String>,
    from: Option<u32>,
    script: Option<String>,
    notes: Option<String>,
}

#[derive(Serialize)]
struct DeckFacts<'a> {
    title: &'a str,
    summary: Option<&'a str>,
    lesson: DeckLink<'a>,
    minutes: Option<u32>,
    /// What to say beside each slide, and a window for who presents.
    has_script: bool,
    /// A film or a sound, for which there is a script of its own.
    has_film: bool,
    phases: Vec<DeckPhase<'a>>,
    /// How many slides have a number.
    count: usize,
    slides: Vec<SlideRow>,
}

fn facts_of<'a>(ctx: &RenderContext<'a>, about: &DocWith<'a, Doc>, page: &mut Page) -> DeckFacts<'a> {
    let edition = ctx.edition();
    let DocWith { id, doc, body, .. } = *about;
    let text = edition.text(id);
    let slides = slides::of(doc, body, text);
    let shown = || slides.iter().filter(|slide| !slide.is_skipped);
    let mut from = 0;
    let mut phases = Vec::new();
    let mut first = HashMap::new();
    for (at, phase) in shown().enumerate().filter_map(|(at, slide)| Some((at, slide.phase?))) {
        first.entry(phase).or_insert(at + 1);
    }
    let lesson = doc.facets.lesson.as_ref();
    for (at, phase) in lesson.map_or(&[][..], |lesson| &lesson.phases).iter().enumerate() {
        phases.push(DeckPhase {
            title: &phase.title,
            minutes: phase.minutes,
            from,
            to: from + phase.minutes,
            droppable: phase.droppable,
            first: first.get(&at).copied(),
        });
        from += phase.minutes;
    }
    let mut rows: Vec<SlideRow> = Vec::with_capacity(slides.len());
    // What is skipped before the first slide is told at that one.
    let mut waiting = String::new();
    for slide in &slides {
        if slide.is_skipped {
            let told = skipped(ctx, id, body, slide, page);
            match rows.last_mut() {
                Some(row) => row.script.get_or_insert_default().push_str(&told),
                None => waiting.push_str(&told),
            }
            continue;
        }
        let at = rows.len();
        let phase = slide.phase.and_then(|phase| phases.get(phase));
        let mut said = std::mem::take(&mut waiting);
        if edition.has_script() {
            said.push_str(&script(ctx, id, &slide.script, page));
        }
        rows.push(SlideRow {
            nr: at + 1,
            id: format!("dia-{}", at + 1),
            title: ctx.frame.filled(&slide.title, edition.lang(id)),
            html: slide_html(ctx, id, doc, slide, page),
            is_title: slide.is_title,
            phase: slide.phase,
            phase_title: phase.map(|phase| phase.title.to_string()),
            from: phase.map(|phase| phase.from),
            script: Some(said).filter(|html| !html.is_empty()),
            notes: edition.has_script().then(|| notes(ctx, id, body, slide, page)).filter(|html| !html.is_empty()),
        });
    }
    DeckFacts {
        title: &doc.head.title,
        summary: doc.head.summary.as_deref(),
        lesson: DeckLink { title: &doc.head.title, path: &edition.route(id).path },
        minutes: lesson.and_then(|lesson| lesson.minutes),
        has_script: edition.has_script(),
        has_film: edition.films(id).next().is_some(),
        phases,
        count: rows.len(),
        slides: rows,
    }
}

/// What the class sees of a slide.
fn slide_html(ctx: &RenderContext<'_>, id: DocId, doc: &Doc, slide: &Slide, page: &mut Page) -> String {
    if slide.is_title {
        let mut html = Html::default();
        html.open("h2");
        html.text(&doc.head.title);
        html.close("h2");
        if let Some(summary) = &doc.head.summary {
            html.open("p");
            html.text(summary);
            html.close("p");
        }
        return html.into_string();
    }
    let part = RenderOptions { ids: false, terms: false, hide: BACKSTAGE, pauses: true, ..RenderOptions::default() };
    ctx.frame.nodes(id, &slide.nodes, page, part)
}

fn script(ctx: &RenderContext<'_>, id: DocId, nodes: &[NodeId], page: &mut Page) -> String {
    ctx.frame.nodes(id, nodes, page, RenderOptions { level: 3, ids: false, terms: false, ..RenderOptions::default() })
}

/// A slide that the class does not see, for the team to read.
fn skipped(ctx: &RenderContext<'_>, id: DocId, body: &Body, slide: &Slide, page: &mut Page) -> String {
    let mut html = Html::default();
    html.tag("div").class("script-notitie blok blok-leerkracht").end();
    html.open("p");
    html.open("strong");
    html.text(ctx.words(ctx.edition().lang(id)).text("text.skipped"));
    html.close("strong");
    html.close("p");
    let mut out = html.into_string();
    out.push_str(&script(ctx, id, &slide.nodes, page));
    out.push_str(&notes(ctx, id, body, slide, page));
    out.push_str(&script(ctx, id, &slide.script, page));
    out.push_str("</div>");
    out
}

/// Notes inside a slide: `leerkracht` blocks, and comments that are notes.
fn notes(ctx: &RenderContext<'_>, id: DocId, body: &Body, slide: &Slide, page: &mut Page) -> String {
    let mut nodes = Vec::new();
    for note in &slide.notes {
        match body.div(*note) {
            Some(_) => nodes.extend(body.children(*note)),
            None => nodes.push(*note),
        }
    }
    let mut out = script(ctx, id, &nodes, page);
    for comment in &slide.comments {
        let mut html = Html::default();
        html.open("p");
        html.text(comment);
        html.close("p");
        out.push_str(&html.into_string());
    }
    out
}

fn render(
    ctx: &RenderContext<'_>,
    about: &DocWith<'_, Doc>,
    path: &str,
    template: &str,
    out: &mut Vec<u8>,
) -> Result<(), Finding> {
    let mut page = Page::new(path);
    let mut deck = facts_of(ctx, about, &mut page);
    if template == ON_WALL {
        let slides = slides::of(about.doc, about.body, ctx.edition().text(about.id));
        frame::around(ctx, about, &slides, &mut deck.slides);
    }
    page.counts.terms.clear();
    let doc = about.doc;
    let facts =
        PageMeta { title: &doc.head.title, doc: Some(doc), lang: doc.head.lang.as_deref(), ..PageMeta::default() };
    ctx.page(template, &page, facts, out, |context| context.insert_value("deck", Value::from_serializable(&deck)))
}
