//! Slides that the back row can read.
//!
//! Measures: type is at least 4.4 % of the height of the stage (24 pt on a slide of 540 pt), lines are 1.35 times that,
//! and the stage is 4:3, the narrowest projector still in use. Source: AVIXA DISCAS, and the type sizes that Dutch
//! school suppliers advise.

use crate::body::{self, Body, Kind, NodeId, Tag};
use crate::diag::{Finding, catalogue as code};
use crate::doc::{Doc, DocId};
use crate::site::{Site, Target};
use crate::slides::{self, Slide};
use crate::source::{Place, Span};

const WORDS: usize = 40;
/// Lines that fit between the margins of the stage at the smallest type.
const LINES: f32 = 14.0;
/// Characters on such a line.
const CHARACTERS: usize = 50;

pub fn slides(site: &Site<'_>, id: DocId, findings: &mut Vec<Finding>) {
    let doc = site.doc(id);
    let has_slides = doc.facets.deck.is_some() || doc.body.blocks(Kind::Slide).next().is_some();
    if !has_slides {
        return;
    }
    let body = &doc.body;
    let text = site.text(id);
    let has_plan_b = body.blocks(Kind::PlanB).next().is_some();
    for slide in slides::of(doc, body, text).iter().filter(|slide| !slide.is_title && !slide.is_skipped) {
        let place = Place { file: doc.file, span: first_line(text, slide.at) };
        let words: usize = slide.nodes.iter().map(|node| count_words(body, text, *node)).sum();
        if words > WORDS {
            findings.push(
                Finding::new(&code::SLIDE_TOO_MANY_WORDS, place)
                    .with("words", words.to_string())
                    .with("limit", WORDS.to_string()),
            );
        }
        let lines: f32 = slide.nodes.iter().map(|node| height(body, text, *node)).sum();
        if lines > LINES {
            findings.push(
                Finding::new(&code::SLIDE_DOES_NOT_FIT, place)
                    .with("lines", format!("{:.0}", lines.ceil()))
                    .with("limit", format!("{LINES:.0}")),
            );
        }
        if !has_plan_b && doc.facets.deck.is_none() {
            findings.extend(link_out(site, id, doc, slide));
        }
        findings.extend(background(doc, slide, words));
    }
}

fn first_line(text: &str, at: u32) -> Span {
    let length = text[at as usize..].lines().next().map_or(0, |line| line.trim_end().len()) as u32;
    Span { start: at, end: at + length }
}

/// What the class does not see counts for nothing: notes, answers, paper.
fn is_backstage(body: &Body, id: NodeId) -> bool {
    body.div(id).is_some_and(|div| div.is_hidden() || div.kind == Kind::Sheet)
}

fn count_words(body: &Body, text: &str, id: NodeId) -> usize {
    if is_backstage(body, id) {
        return 0;
    }
    if matches!(body.tag(id), Tag::Div(_) | Tag::List { .. } | Tag::Quote) {
        return body.children(id).map(|child| count_words(body, text, child)).sum();
    }
    if let Tag::Paragraph = body.tag(id)
        && body.children(id).all(|child| matches!(body.tag(child), Tag::Image(_)))
    {
        return 0;
    }
    seen(body, text, id).split_whitespace().count()
}

/// The words that the class reads at once: no descriptions of images, and not why a claim is real or fake.
fn seen(body: &Body, text: &str, id: NodeId) -> String {
    let mut out = String::new();
    let (mut at, end) = (id, body.subtree(id).end);
    while at < end {
        match body.tag(at) {
            Tag::Image(_) => {
                at = body.subtree(at).end;
                continue;
            }
            Tag::Verdict(_) => break,
            _ => body::plain_into(body, text, at..at + 1, &mut out),
        }
        at += 1;
    }
    out
}

/// The height of a node in lines of the smallest type.
fn height(body: &Body, text: &str, id: NodeId) -> f32 {
    if is_backstage(body, id) {
        return 0.0;
    }
    let lines = |id: NodeId, width: usize| seen(body, text, id).chars().count().div_ceil(width).max(1) as f32;
    match body.tag(id) {
        // An image shrinks to what the text leaves, down to a third of the stage.
        Tag::Paragraph if body.subtree(id).any(|node| matches!(body.tag(node), Tag::Image(_))) => 4.5,
        Tag::Paragraph => lines(id, CHARACTERS) + 0.4,
        Tag::Heading { .. } => lines(id, CHARACTERS * 2 / 3) * 1.4 + 0.4,
        Tag::List { .. } => body.children(id).map(|item| item_height(body, text, item)).sum(),
        Tag::Table(_) => body.children(id).count() as f32 * 1.5,
        Tag::Code { .. } => text[body.span(id).range()].lines().count() as f32,
        Tag::Div(_) if body.div(id).is_some_and(|div| div.kind == Kind::Columns) => {
            body.children(id).map(|child| height(body, text, child)).fold(0.0, f32::max)
        }
        Tag::Div(_) => {
            let own = match body.div(id).map(|div| div.kind) {
                Some(Kind::Timer) => 3.0,
                Some(Kind::Statement) => 2.0,
                _ => 0.8,
            };
            own + body.children(id).map(|child| height(body, text, child)).sum::<f32>()
        }
        Tag::Quote => body.children(id).map(|child| height(body, text, child)).sum(),
        Tag::Footnote(_) | Tag::Comment => 0.0,
        _ => 1.0,
    }
}

fn item_height(body: &Body, text: &str, item: NodeId) -> f32 {
    if body.subtree(item).any(|node| matches!(body.tag(node), Tag::Image(_))) {
        // Images in a list stand side by side.
        return 2.5;
    }
    seen(body, text, item).chars().count().div_ceil(CHARACTERS - 4).max(1) as f32 + 0.2
}

/// The first link to another site on a slide.
fn link_out(site: &Site<'_>, id: DocId, doc: &Doc, slide: &Slide) -> Option<Finding> {
    let targets = &site.targets[id.0 as usize];
    let shown = slide.nodes.iter().filter(|node| !is_backstage(&doc.body, **node));
    for node in shown.flat_map(|node| doc.body.subtree(*node)) {
        let Tag::Link(link) = doc.body.tag(node) else { continue };
        let dest = &doc.body.links[link as usize].dest;
        let is_web = dest.starts_with("http");
        if is_web && targets.get(doc.body.span(node).start) == Some(&Target::External) {
            let place = Place { file: doc.file, span: doc.body.span(node) };
            return Some(Finding::new(&code::LINK_WITHOUT_PLANB, place).with("target", dest.as_str()));
        }
    }
    None
}

/// Text over a background image (Marp's `![bg](…)`).
fn background(doc: &Doc, slide: &Slide, words: usize) -> Option<Finding> {
    if words == 0 {
        return None;
    }
    let inside = slide.nodes.iter().flat_map(|node| doc.body.subtree(*node));
    for node in inside {
        let Tag::Image(image) = doc.body.tag(node) else { continue };
        if doc.body.images[image as usize].attrs.has("bg") {
            let place = Place { file: doc.file, span: doc.body.span(node) };
            let target = doc.body.images[image as usize].dest.as_str();
            return Some(Finding::new(&code::TEXT_ON_IMAGE, place).with("target", target));
        }
    }
    None
}
