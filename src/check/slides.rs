//! Slides that the back row can read.
//!
//! Measures: type is at least 4.4 % of the height of the stage (24 pt on a slide of 540 pt), lines are 1.35 times that,
//! and the stage is 4:3, the narrowest projector still in use. Source: AVIXA DISCAS, and the type sizes that Dutch
//! school suppliers advise.

use crate::body::height::{Cells, Heights, Margins, Measures, Room};
use crate::body::{self, Body, Div, Kind, NodeId, Tag};
use crate::diag::{Finding, catalogue as code};
use crate::doc::{Doc, DocId};
use crate::site::{Site, Target};
use crate::slides::{self, Slide};
use crate::source::{Place, Span};

const WORDS: usize = 40;
/// Lines that fit between the margins of the stage at the smallest type.
const LINES: f32 = 14.0;

/// In lines of the smallest type, of 50 characters.
const STAGE: Measures = Measures {
    text: (50, 1.0),
    heading: (33, 1.4),
    item: (46, 1.0),
    around: Margins {
        paragraph: 0.4,
        heading: 0.4,
        item: 0.2,
        list: 0.0,
        row: 0.5,
        table: 0.0,
        code: 0.0,
        quote: 0.0,
        line: 1.0,
        other: 0.0,
    },
    cells: Cells::Even,
    // They stand side by side.
    in_list: Some(2.5),
    block: |div| match div.kind {
        _ if is_backstage(div) => Room::Nothing,
        Kind::Columns => Room::Beside,
        Kind::Timer => Room::Below(3.0),
        Kind::Statement => Room::Below(2.0),
        _ => Room::Below(0.8),
    },
    // Why a claim is real or fake comes later.
    ends_at: |tag| matches!(tag, Tag::Verdict(_)),
};
/// An image shrinks to what the text leaves, down to a third of the stage.
const PICTURE: f32 = 4.1;

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
        let heights = Heights { body, text, measures: &STAGE, picture: &|_| PICTURE };
        let lines = heights.of(slide.nodes.iter().copied());
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
    }
}

fn first_line(text: &str, at: u32) -> Span {
    let length = text[at as usize..].lines().next().map_or(0, |line| line.trim_end().len()) as u32;
    Span { start: at, end: at + length }
}

/// What the class does not see counts for nothing: notes, answers, paper.
fn is_backstage(div: &Div) -> bool {
    div.is_hidden() || div.kind == Kind::Sheet
}

fn count_words(body: &Body, text: &str, id: NodeId) -> usize {
    if body.div(id).is_some_and(is_backstage) {
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

/// The first link to another site on a slide.
fn link_out(site: &Site<'_>, id: DocId, doc: &Doc, slide: &Slide) -> Option<Finding> {
    let targets = &site.targets[id.0 as usize];
    let shown = slide.nodes.iter().filter(|node| !doc.body.div(**node).is_some_and(is_backstage));
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
